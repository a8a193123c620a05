//! Ids that a spreadsheet or a table library took for numbers, where what was there is still exact.
//!
//! An exponent that hides digits, and digits that were rounded, stay as they are: that is for a warning.

/// Digits that a spreadsheet keeps.
const DIGITS_EXACT: usize = 15;
/// Fewer digits before a `.0` may be a version or a mark.
const DIGITS_MIN: usize = 3;

/// The id that a number was written for: `7309381.0`, `1.23456789E+8`; none when it is no such number.
pub(super) fn exact(text: &str) -> Option<String> {
    let whole = match text.split_once(['E', 'e']) {
        Some((mantissa, power)) => exponent(mantissa, power)?,
        None => text
            .strip_suffix(".0")
            .or_else(|| text.strip_suffix(",0"))?
            .to_owned(),
    };
    let is_id = (DIGITS_MIN..=DIGITS_EXACT).contains(&whole.len()) && are_digits(&whole);
    is_id.then_some(whole)
}

/// Whether a text that ends in 0 ends as such a number does, or is long enough to be a rounded one.
pub(super) fn may_be(text: &[u8]) -> bool {
    matches!(text, [.., b'.' | b',', _]) || text.len() > DIGITS_EXACT
}

/// Whether a number has more digits than a spreadsheet keeps and ends as those it rounds do.
pub(super) fn is_rounded(text: &str) -> bool {
    text.len() > DIGITS_EXACT
        && text.ends_with('0')
        && are_digits(text)
        && text.bytes().skip(DIGITS_EXACT).all(|digit| digit == b'0')
}

/// The digits, if the mantissa has all that the power asks for.
fn exponent(mantissa: &str, power: &str) -> Option<String> {
    let power: usize = power.strip_prefix('+')?.parse().ok()?;
    let (first, rest) = mantissa.split_once(['.', ','])?;
    (first.len() == 1 && rest.len() == power).then(|| format!("{first}{rest}"))
}

fn are_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exact_numbers_are_ids_again() {
        let check = |text: &str, expect: Option<&str>| {
            assert_eq!(exact(text).as_deref(), expect, "{text}");
        };
        check("7309381.0", Some("7309381"));
        check("07309381.0", Some("07309381"));
        check("1.23456789E+8", Some("123456789"));
        check("1,23456789E+8", Some("123456789"));
        check("1.23457E+15", None);
        check("1.2345678901234567E+16", None);
        check("1.0", None);
        check("7309381", None);
        check("7309381.5", None);
        check("a.0", None);
    }

    #[test]
    fn rounded_numbers_are_known_by_their_zeros() {
        let check = |text: &str, expect: bool| assert_eq!(is_rounded(text), expect, "{text}");
        check("1234567890123450", true);
        check("123456789012345000", true);
        check("1234567890123456", false);
        check("123456789012340", false);
        check("12345678901234a0", false);
    }
}
