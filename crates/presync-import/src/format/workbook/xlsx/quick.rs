//! Cells and texts as nearly all writers write them, recognised as a whole.
//!
//! A million rows hold thirty million cells, and token by token each takes five steps. What differs in a
//! single letter from these forms is left to [`super::markup`], which gives the same.

use memchr::{memchr, memchr3};

use super::sheet::{Head, Kind};

/// A cell recognised as a whole.
#[derive(Debug, Clone, Copy)]
pub(super) struct QuickCell {
    pub(super) head: Head,
    /// Where the value begins and ends.
    pub(super) value: (usize, usize),
    /// Length of the whole cell.
    pub(super) bytes: usize,
}

/// `<c r="B2" s="1" t="s"><v>12</v></c>`, without the attributes that need not be there.
#[inline]
pub(super) fn cell(text: &[u8]) -> Option<QuickCell> {
    let rest = text.strip_prefix(b"<c r=\"")?;
    let (place, rest) = place(rest)?;
    let (style, rest) = match rest.strip_prefix(b" s=\"") {
        Some(rest) => number(rest)?,
        None => (0, rest),
    };
    let (kind, rest) = kind(rest)?;
    let head = |kind, is_empty| Head {
        place: Some(place),
        style: style as usize,
        kind,
        is_empty,
    };
    let at = |rest: &[u8]| text.len() - rest.len();
    if let Some(rest) = rest.strip_prefix(b"/>") {
        return Some(QuickCell {
            head: head(kind, true),
            value: (0, 0),
            bytes: at(rest),
        });
    }
    let (value, rest) = match kind {
        Kind::Inline => {
            inside(rest, b"><is><t>", b"</t></is></c>").filter(|(text, _)| is_bare(text))?
        }
        _ => inside(rest, b"><v>", b"</v></c>")?,
    };
    let end = at(rest);
    let start = end - (kind_tail(kind) + value.len());
    Some(QuickCell {
        head: head(kind, false),
        value: (start, start + value.len()),
        bytes: end,
    })
}

fn kind_tail(kind: Kind) -> usize {
    match kind {
        Kind::Inline => "</t></is></c>".len(),
        _ => "</v></c>".len(),
    }
}

/// `<si><t>text</t></si>`: the text and the length of it all.
#[inline]
pub(super) fn shared(text: &str) -> Option<(&str, usize)> {
    let (value, rest) = inside(text.as_bytes(), b"<si><t>", b"</t></si>")?;
    let start = "<si><t>".len();
    let found = &text[start..start + value.len()];
    is_bare(value).then(|| (found, text.len() - rest.len()))
}

/// What stands between two marks, with no mark-up and nothing to tell in it; and what comes after.
#[inline]
fn inside<'t>(text: &'t [u8], before: &[u8], after: &[u8]) -> Option<(&'t [u8], &'t [u8])> {
    let rest = text.strip_prefix(before)?;
    let value = &rest[..memchr(b'<', rest)?];
    let is_plain = !value.iter().any(|byte| matches!(byte, b'&' | b'\r'));
    let rest = rest[value.len()..].strip_prefix(after)?;
    is_plain.then_some((value, rest))
}

/// Whether a text of runs is what it says: no escape, no blank at its ends.
#[inline]
fn is_bare(text: &[u8]) -> bool {
    let is_blank = |byte: Option<&u8>| byte.is_some_and(|byte| *byte <= b' ');
    memchr3(b'_', b'&', b'\r', text).is_none() && !is_blank(text.first()) && !is_blank(text.last())
}

/// `B12"`: row from 1 and column from 0, no larger than a sheet.
#[inline]
fn place(text: &[u8]) -> Option<((u32, u32), &[u8])> {
    let mut column = 0;
    let mut at = 0;
    while let Some(letter @ b'A'..=b'Z') = text.get(at).filter(|_| at < 3) {
        column = column * 26 + u32::from(letter - b'A') + 1;
        at += 1;
    }
    let (row, rest) = number(&text[at..])?;
    (column > 0 && row > 0).then(|| ((row, column - 1), rest))
}

/// `12"`, of few digits.
#[inline]
fn number(text: &[u8]) -> Option<(u32, &[u8])> {
    let mut number = 0;
    let mut at = 0;
    while let Some(digit @ b'0'..=b'9') = text.get(at).filter(|_| at < 8) {
        number = number * 10 + u32::from(digit - b'0');
        at += 1;
    }
    let rest = text[at..].strip_prefix(b"\"")?;
    (at > 0).then_some((number, rest))
}

/// ` t="s"`, or nothing.
#[inline]
fn kind(text: &[u8]) -> Option<(Kind, &[u8])> {
    let Some(rest) = text.strip_prefix(b" t=\"") else {
        return Some((Kind::Untyped, text));
    };
    const KINDS: [(&[u8], Kind); 5] = [
        (b"s\"", Kind::Shared),
        (b"n\"", Kind::Number),
        (b"str\"", Kind::Formula),
        (b"inlineStr\"", Kind::Inline),
        (b"b\"", Kind::Boolean),
    ];
    let mut found = KINDS
        .iter()
        .filter_map(|(word, kind)| Some((*kind, rest.strip_prefix(*word)?)));
    found.next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_recognised_as_a_whole() {
        let check = |text: &str, expect: Option<(Kind, (u32, u32), usize, &str)>| {
            let found = cell(text.as_bytes()).map(|quick| {
                assert_eq!(quick.bytes, text.len(), "{text}");
                let (start, end) = quick.value;
                let place = quick.head.place.expect("a place");
                (quick.head.kind, place, quick.head.style, &text[start..end])
            });
            assert_eq!(found, expect, "{text}");
        };
        check(
            r#"<c r="B12" t="s"><v>12</v></c>"#,
            Some((Kind::Shared, (12, 1), 0, "12")),
        );
        check(
            r#"<c r="AA1" s="7"><v>-1.5</v></c>"#,
            Some((Kind::Untyped, (1, 26), 7, "-1.5")),
        );
        check(r#"<c r="A1" s="7"/>"#, Some((Kind::Untyped, (1, 0), 7, "")));
        check(
            r#"<c r="A1" t="str"><v>é</v></c>"#,
            Some((Kind::Formula, (1, 0), 0, "é")),
        );
        check(
            r#"<c r="A1" t="inlineStr"><is><t>a b</t></is></c>"#,
            Some((Kind::Inline, (1, 0), 0, "a b")),
        );
        for other in [
            r#"<c r="A1" t="inlineStr"><is><t> a</t></is></c>"#,
            r#"<c r="A1" t="inlineStr"><is><t>_x0041_</t></is></c>"#,
            r#"<c r="A1" t="str"><v>a&amp;b</v></c>"#,
            r#"<c r="A1"><f>A2</f><v>1</v></c>"#,
            r#"<c r="a1"><v>1</v></c>"#,
            r#"<c r="A0"><v>1</v></c>"#,
            r#"<c r="AAAA1"><v>1</v></c>"#,
            r#"<c r="A123456789"><v>1</v></c>"#,
            r#"<c r="A1" t="d"><v>1</v></c>"#,
            r#"<c r="A1"><v>1</v></c"#,
            r#"<c r="A1"><v>1"#,
            r#"<x:c r="A1"><v>1</v></x:c>"#,
            "",
        ] {
            check(other, None);
        }
    }

    #[test]
    fn texts_are_recognised_as_a_whole() {
        let check = |text: &str, expect: Option<&str>| {
            assert_eq!(shared(text).map(|(found, _)| found), expect, "{text}");
        };
        check("<si><t>Ångström 1</t></si><si>", Some("Ångström 1"));
        check("<si><t></t></si>", Some(""));
        check("<si><t>a </t></si>", None);
        check("<si><t>a&lt;</t></si>", None);
        check("<si><t>a_b</t></si>", None);
        check("<si><t>a</t><rPh/></si>", None);
    }
}
