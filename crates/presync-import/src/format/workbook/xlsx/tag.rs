//! One tag: where it ends, and its attributes.

use super::markup::Fault;

/// The start tag that stands at the beginning of some bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tag {
    /// Its length, brackets included.
    pub(super) bytes: usize,
    /// Length of the name.
    pub(super) name_bytes: usize,
    /// Whether the element ends here.
    pub(super) is_empty: bool,
}

impl Tag {
    /// Finds the end of a tag, which is no `>` between quotes; none where the bytes end before.
    #[inline]
    pub(super) fn of(bytes: &[u8]) -> Result<Option<Self>, Fault> {
        let (mut quote, mut name_bytes) = (0, 0);
        for (at, byte) in bytes.iter().enumerate().skip(1) {
            match *byte {
                byte if byte == quote => quote = 0,
                _ if quote != 0 => {}
                b'>' => return Self::closed(&bytes[..=at], name_bytes),
                b'"' | b'\'' => quote = *byte,
                b'<' => return Err(Fault::Syntax),
                byte if name_bytes == 0 && byte.is_ascii_whitespace() => name_bytes = at - 1,
                _ => {}
            }
        }
        Ok(None)
    }

    #[inline]
    fn closed(tag: &[u8], name_bytes: usize) -> Result<Option<Self>, Fault> {
        let is_empty = tag[tag.len() - 2] == b'/';
        let name_bytes = match name_bytes {
            0 => tag.len() - 2 - usize::from(is_empty),
            some => some,
        };
        if name_bytes == 0 || tag[1].is_ascii_whitespace() {
            return Err(Fault::Syntax);
        }
        Ok(Some(Self {
            bytes: tag.len(),
            name_bytes,
            is_empty,
        }))
    }
}

/// A name without its prefix.
#[inline]
pub(super) fn local(name: &str) -> &str {
    match name.bytes().rposition(|byte| byte == b':') {
        Some(at) => &name[at + 1..],
        None => name,
    }
}

/// Attributes, one after another: their names without prefix, their values as they stand.
#[derive(Debug)]
pub(super) struct Attributes<'m>(&'m str);

impl<'m> Attributes<'m> {
    pub(super) fn of(text: &'m str) -> Self {
        Self(text)
    }
}

impl<'m> Iterator for Attributes<'m> {
    type Item = Result<(&'m str, &'m str), Fault>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let bytes = self.0.as_bytes();
        let start = bytes.iter().position(|byte| !byte.is_ascii_whitespace())?;
        let found = split(&self.0[start..]);
        self.0 = found.map_or("", |(_, _, rest)| rest);
        Some(
            found
                .map(|(name, value, _)| (local(name), value))
                .ok_or(Fault::Syntax),
        )
    }
}

/// Name, value and what comes after them.
#[inline]
fn split(text: &str) -> Option<(&str, &str, &str)> {
    let bytes = text.as_bytes();
    let equals = bytes.iter().position(|byte| *byte == b'=')?;
    let after = &bytes[equals + 1..];
    let blanks = after.iter().position(|byte| !byte.is_ascii_whitespace())?;
    let open = equals + 1 + blanks;
    let quote = *bytes
        .get(open)
        .filter(|byte| matches!(byte, b'"' | b'\''))?;
    let length = bytes[open + 1..].iter().position(|byte| *byte == quote)?;
    let close = open + 1 + length;
    let name = text[..equals].trim_ascii_end();
    let is_name = !name.is_empty() && !name.bytes().any(|byte| matches!(byte, b' ' | b'"' | b'\''));
    is_name.then(|| (name, &text[open + 1..close], &text[close + 1..]))
}
