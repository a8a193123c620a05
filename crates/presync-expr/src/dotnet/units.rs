//! Positions in UTF-16 units, which is what .NET counts. A cut through a surrogate pair drops the
//! character, because no text can hold half of one here.

/// `length` units of `text` after the first `skipped`.
pub(crate) fn units_part(text: &str, skipped: usize, length: usize) -> &str {
    let last = skipped.saturating_add(length);
    if text.is_ascii() {
        let start = skipped.min(text.len());
        return &text[start..last.min(text.len())];
    }
    let mut units = 0;
    let mut part = 0..0;
    for (at, character) in text.char_indices() {
        let next = units + character.len_utf16();
        if units >= skipped && next <= last {
            if part.is_empty() {
                part.start = at;
            }
            part.end = at + character.len_utf8();
        }
        units = next;
    }
    &text[part]
}

/// The unit at which `wanted` first stands in `text` at or after unit `skipped`.
pub(crate) fn units_find(text: &str, wanted: &str, skipped: usize) -> Option<usize> {
    let mut units = 0;
    let mut start = None;
    for (at, character) in text.char_indices() {
        if units >= skipped {
            start = Some((at, units));
            break;
        }
        units += character.len_utf16();
    }
    let (from, before) = match start {
        Some(found) => found,
        None if units >= skipped => (text.len(), units),
        None => return None,
    };
    let at = text[from..].find(wanted)?;
    Some(before + text[from..from + at].encode_utf16().count())
}

#[cfg(test)]
mod tests {
    use super::{units_find, units_part};

    #[track_caller]
    fn check(text: &str, skipped: usize, length: usize, expect: &str) {
        assert_eq!(
            units_part(text, skipped, length),
            expect,
            "{text} {skipped} {length}"
        );
    }

    #[test]
    fn counts_as_dotnet_does() {
        check("John", 2, 50, "hn");
        check("John", 9, 1, "");
        check("Zoë K", 2, 2, "ë ");
        check("a😀b", 1, 2, "😀");
        check("a😀b", 3, 1, "b");
        check("a😀b", 1, 1, "");
        check("a😀b", 0, 2, "a");
        check("John", usize::MAX, usize::MAX, "");
    }

    #[test]
    fn finds_from_a_position() {
        assert_eq!(units_find("repEated", "e", 2), Some(6));
        assert_eq!(units_find("😀e", "e", 0), Some(2));
        assert_eq!(units_find("abc", "", 3), Some(3));
        assert_eq!(units_find("abc", "", 4), None);
    }
}
