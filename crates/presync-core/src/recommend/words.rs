//! Figures and names as the reasons spell them.

use crate::{Side, catalogue};

/// A number with thousands separators.
pub(super) fn count(number: u32) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A share in whole per cent; never 100 % or 0 % unless it is.
pub(super) fn percent(part: u32, of: u32) -> String {
    if of == 0 {
        return "0 %".to_owned();
    }
    let (part, of) = (u64::from(part), u64::from(of));
    let mut share = (part * 200 + of) / (of * 2);
    if part < of {
        share = share.min(99);
    }
    if part > 0 {
        share = share.max(1);
    }
    format!("{share} %")
}

/// `930 of 1,004 (93 %)`.
pub(super) fn of(part: u32, whole: u32) -> String {
    format!(
        "{} of {} ({})",
        count(part),
        count(whole),
        percent(part, whole)
    )
}

/// `1 person`, `12 people`.
pub(super) fn people(number: u32) -> String {
    match number {
        1 => "1 person".to_owned(),
        _ => format!("{} people", count(number)),
    }
}

/// What people call an intranet attribute, for the middle of a sentence.
pub(super) fn label(target: &str) -> String {
    let Some(attribute) = catalogue::find(Side::Legacy, target) else {
        return target.to_owned();
    };
    let mut letters = attribute.label.chars();
    letters
        .next()
        .map(|first| first.to_lowercase().collect::<String>() + letters.as_str())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_spelt_for_people() {
        let check = |part: u32, whole: u32, expected: &str| assert_eq!(of(part, whole), expected);
        check(0, 0, "0 of 0 (0 %)");
        check(930, 1004, "930 of 1,004 (93 %)");
        check(1_234_567, 1_234_568, "1,234,567 of 1,234,568 (99 %)");
        check(1, 5000, "1 of 5,000 (1 %)");
        check(12, 12, "12 of 12 (100 %)");
        assert_eq!([people(1), people(12_345)], ["1 person", "12,345 people"]);
        assert_eq!(label("title"), "job title");
        assert_eq!(label("shoe size"), "shoe size");
    }
}
