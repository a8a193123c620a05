//! A Rust file split into code, literals and comments, so that a word in a comment is no finding.
//!
//! Not a parser: it knows where strings, characters and comments begin and end, and finds the
//! bodies of functions by their braces. That is enough for house rules and needs no dependency.

/// The code keeps every line where it was; literals and comments are blanked with spaces.
pub(super) struct RustSource {
    pub(super) code: String,
    pub(super) literals: Vec<Literal>,
}

/// The content of a string literal, without its quotes.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Literal {
    /// 1-based line on which it starts.
    pub(super) line: usize,
    pub(super) text: String,
}

/// A function with a body.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Function {
    pub(super) name: String,
    /// 1-based line of its `fn`.
    pub(super) line: usize,
    /// From the `fn` to the closing brace, both counted.
    pub(super) lines: usize,
}

impl RustSource {
    /// Splits one file.
    pub(super) fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut code = bytes.to_vec();
        let mut literals = Vec::new();
        let mut at = 0;
        while at < bytes.len() {
            let (end, content) = token(bytes, at);
            if let Some((from, to)) = content {
                let text = String::from_utf8_lossy(&bytes[from..to]).into_owned();
                literals.push(Literal {
                    line: line_at(bytes, at),
                    text,
                });
            }
            if end > at + 1 {
                blank(&mut code[at..end]);
            }
            at = end;
        }
        Self {
            code: String::from_utf8_lossy(&code).into_owned(),
            literals,
        }
    }

    /// Every function that has a body, nested ones included.
    pub(super) fn functions(&self) -> Vec<Function> {
        let bytes = self.code.as_bytes();
        words(&self.code)
            .filter(|&(_, word)| word == "fn")
            .filter_map(|(at, _)| {
                let name = words(&self.code[at + 2..]).next().filter(|(gap, _)| {
                    self.code[at + 2..at + 2 + gap]
                        .chars()
                        .all(char::is_whitespace)
                })?;
                let end = body_end(bytes, at)?;
                let line = line_at(bytes, at);
                let lines = line_at(bytes, end) - line + 1;
                Some(Function {
                    name: name.1.to_owned(),
                    line,
                    lines,
                })
            })
            .collect()
    }

    /// The 1-based line of a byte of the code.
    pub(super) fn line_at(&self, at: usize) -> usize {
        line_at(self.code.as_bytes(), at)
    }
}

/// The identifiers and numbers of a text, with the byte at which each starts.
pub(super) fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(is_word)?;
        let end = text[start..]
            .find(|c| !is_word(c))
            .map_or(text.len(), |length| start + length);
        at = end;
        Some((start, &text[start..end]))
    })
}

fn line_at(bytes: &[u8], at: usize) -> usize {
    bytes[..at].iter().filter(|&&byte| byte == b'\n').count() + 1
}

fn blank(bytes: &mut [u8]) {
    for byte in bytes.iter_mut().filter(|byte| **byte != b'\n') {
        *byte = b' ';
    }
}

/// The end of what starts here, and where its content lies if it is a string literal. One byte
/// of plain code is a token of its own.
fn token(bytes: &[u8], at: usize) -> (usize, Option<(usize, usize)>) {
    match (bytes[at], bytes.get(at + 1)) {
        (b'/', Some(b'/')) => (find(bytes, at, b"\n"), None),
        (b'/', Some(b'*')) => (block_comment_end(bytes, at), None),
        (b'"', _) => {
            let end = quoted_end(bytes, at, b'"');
            (end, Some((at + 1, end.saturating_sub(1).max(at + 1))))
        }
        (b'r', _) if starts_word(bytes, at) => raw_string(bytes, at).unwrap_or((at + 1, None)),
        (b'\'', _) => (character_end(bytes, at), None),
        _ => (at + 1, None),
    }
}

/// Whether the `r` here may open a raw string: nothing but a `b` or `c` prefix before it.
fn starts_word(bytes: &[u8], at: usize) -> bool {
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80;
    match at.checked_sub(1).map(|before| bytes[before]) {
        None => true,
        Some(b'b' | b'c') => at < 2 || !is_word(bytes[at - 2]),
        Some(before) => !is_word(before),
    }
}

fn raw_string(bytes: &[u8], at: usize) -> Option<(usize, Option<(usize, usize)>)> {
    let hashes = bytes[at + 1..]
        .iter()
        .take_while(|&&byte| byte == b'#')
        .count();
    let open = at + 1 + hashes;
    (bytes.get(open) == Some(&b'"')).then(|| {
        let mut close = vec![b'"'];
        close.resize(hashes + 1, b'#');
        let end = find(bytes, open + 1, &close);
        ((end + close.len()).min(bytes.len()), Some((open + 1, end)))
    })
}

/// Where the needle next stands, or the end of the text.
fn find(bytes: &[u8], from: usize, needle: &[u8]) -> usize {
    bytes[from..]
        .windows(needle.len())
        .position(|window| window == needle)
        .map_or(bytes.len(), |gap| from + gap)
}

fn block_comment_end(bytes: &[u8], at: usize) -> usize {
    let mut depth = 0;
    let mut at = at;
    while at < bytes.len() {
        match &bytes[at..(at + 2).min(bytes.len())] {
            b"/*" => depth += 1,
            b"*/" => depth -= 1,
            _ => {
                at += 1;
                continue;
            }
        }
        at += 2;
        if depth == 0 {
            break;
        }
    }
    at.min(bytes.len())
}

fn quoted_end(bytes: &[u8], open: usize, quote: u8) -> usize {
    let mut at = open + 1;
    while at < bytes.len() && bytes[at] != quote {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    (at + 1).min(bytes.len())
}

/// A quote opens a character or names a lifetime; a lifetime is plain code.
fn character_end(bytes: &[u8], at: usize) -> usize {
    match bytes.get(at + 1) {
        Some(b'\\') => quoted_end(bytes, at, b'\''),
        Some(&first) => {
            let width = match first {
                0..0x80 => 1,
                0x80..0xe0 => 2,
                0xe0..0xf0 => 3,
                _ => 4,
            };
            let close = at + 1 + width;
            if bytes.get(close) == Some(&b'\'') {
                close + 1
            } else {
                at + 1
            }
        }
        None => at + 1,
    }
}

/// The closing brace of the body that follows, or `None` for a declaration without one.
fn body_end(bytes: &[u8], at: usize) -> Option<usize> {
    let mut depth = 0_i32;
    let mut braces = 0_i32;
    for (place, byte) in bytes.iter().enumerate().skip(at) {
        match byte {
            b'(' | b'[' if braces == 0 => depth += 1,
            b')' | b']' if braces == 0 => depth -= 1,
            b';' if braces == 0 && depth == 0 => return None,
            b'{' if braces > 0 || depth == 0 => braces += 1,
            b'}' if braces > 0 => {
                braces -= 1;
                if braces == 0 {
                    return Some(place);
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_literals_are_blanked_and_code_is_kept() {
        let check = |text: &str, expect: &str| assert_eq!(RustSource::of(text).code, expect);
        check("a // b\nc", "a     \nc");
        check("a /* b /* c */ d */ e", "a                   e");
        check("f(\"x\\\"y\", z)", "f(      , z)");
        check("f(r#\"a\"b\"#) r#type", "f(        ) r#type");
        check(
            "x: &'a str, c == 'é', d == '\\'' ;",
            "x: &'a str, c ==     , d ==      ;",
        );
        check("'\"' + \"s\"", "    +    ");
    }

    #[test]
    fn literals_have_their_text_and_line() {
        let source = RustSource::of("a\n\"one\" /* \"no\" */\nbr##\"two\"# x\"## \"\"");
        let literal = |line, text: &str| Literal {
            line,
            text: text.to_owned(),
        };
        assert_eq!(
            source.literals,
            [literal(2, "one"), literal(3, "two\"# x"), literal(3, "")]
        );
    }

    #[test]
    fn functions_have_name_place_and_length() {
        let text = "trait T { fn none(&self); }\n\
                    fn one() -> [u8; 2] { [1, 2] }\n\
                    pub(crate) async fn three<T>(f: fn(T) -> T)\nwhere T: X {\n  if a { \"}\" } }\n";
        let function = |name: &str, line, lines| Function {
            name: name.to_owned(),
            line,
            lines,
        };
        assert_eq!(
            RustSource::of(text).functions(),
            [function("one", 2, 1), function("three", 3, 3)]
        );
    }

    #[test]
    fn text_that_ends_too_early_does_no_harm() {
        for text in [
            "\"open", "r#\"open", "/* open", "'", "'\\", "fn", "fn a() {", "\"\\",
        ] {
            let source = RustSource::of(text);
            assert_eq!(source.functions(), [], "{text}");
        }
    }
}
