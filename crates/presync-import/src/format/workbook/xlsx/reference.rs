//! Places of a sheet as `B12`, and regions as `A1:C9`.

use super::super::Region;

/// A place that no sheet has, or no place at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NoPlace;

/// Row from 1 and column from 0 of `B12` or `$B$12`.
#[inline]
pub(super) fn cell(text: &str) -> Result<(u32, u32), NoPlace> {
    let mut bytes = text.bytes().filter(|byte| *byte != b'$').peekable();
    let mut column = 0_u32;
    while let Some(letter) = bytes.next_if(u8::is_ascii_alphabetic) {
        let value = u32::from(letter.to_ascii_uppercase() - b'A') + 1;
        column = column.saturating_mul(26).saturating_add(value);
    }
    let mut row = 0_u32;
    for digit in bytes {
        if !digit.is_ascii_digit() {
            return Err(NoPlace);
        }
        row = row
            .saturating_mul(10)
            .saturating_add(u32::from(digit - b'0'));
    }
    match (row, column) {
        (0, _) | (_, 0) => Err(NoPlace),
        _ => Ok((row, column - 1)),
    }
}

/// The first and the last place of a region, or of a single cell.
pub(super) fn corners(text: &str) -> Result<[(u32, u32); 2], NoPlace> {
    let (first, last) = text.split_once(':').unwrap_or((text, text));
    Ok([cell(first)?, cell(last)?])
}

/// A region that runs down and to the right.
pub(super) fn region(text: &str) -> Option<Region> {
    let [(top, left), (bottom, right)] = corners(text).ok()?;
    (top <= bottom && left <= right).then_some(Region {
        top: top.into(),
        bottom: bottom.into(),
        left: left as usize,
        right: right as usize,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read() {
        let check = |text: &str, expect: Result<(u32, u32), NoPlace>| {
            assert_eq!(cell(text), expect, "{text}");
        };
        check("A1", Ok((1, 0)));
        check("$b$12", Ok((12, 1)));
        check("XFD1048576", Ok((1_048_576, 16_383)));
        check("AAAA1", Ok((1, 18_278)));
        check("A99999999999", Ok((u32::MAX, 0)));
        check("A0", Err(NoPlace));
        check("A", Err(NoPlace));
        check("12", Err(NoPlace));
        check("A1B", Err(NoPlace));
        check("Ä1", Err(NoPlace));
        check("", Err(NoPlace));
    }

    #[test]
    fn regions_are_read() {
        let check = |text: &str, expect: Option<(u64, u64, usize, usize)>| {
            let found = region(text).map(|r| (r.top, r.bottom, r.left, r.right));
            assert_eq!(found, expect, "{text}");
        };
        check("A1:C1", Some((1, 1, 0, 2)));
        check("$Z$2:$AB$12", Some((2, 12, 25, 27)));
        check("B2", Some((2, 2, 1, 1)));
        check("C1:A1", None);
        check("1:2", None);
    }
}
