//! How numbers stand in sentences. No sentence of its own.

/// A count with thousands separators: `1,204`.
#[must_use]
pub fn thousands(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A count with its noun: `1 person`, `9 people`.
#[must_use]
pub fn counted(count: u32, one: &str, many: &str) -> String {
    format!(
        "{} {}",
        thousands(count.into()),
        if count == 1 { one } else { many }
    )
}

/// A share in percent with one decimal: `98.7 %`. Never rounds up to all or down to nothing.
#[must_use]
pub fn percent(part: u32, whole: u32) -> String {
    if whole == 0 {
        return "–".to_owned();
    }
    let share = f64::from(part) * 100.0 / f64::from(whole);
    match part {
        0 => "0 %".to_owned(),
        _ if part == whole => "100 %".to_owned(),
        _ => format!("{:.1} %", share.clamp(0.1, 99.9)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_grouped_by_three() {
        for (count, expect) in [
            (0, "0"),
            (999, "999"),
            (1_000, "1,000"),
            (1_204_918, "1,204,918"),
            (12_345, "12,345"),
        ] {
            assert_eq!(thousands(count), expect);
        }
    }

    #[test]
    fn a_share_is_never_rounded_to_all_or_nothing() {
        for (part, whole, expect) in [
            (0, 0, "–"),
            (0, 9, "0 %"),
            (9, 9, "100 %"),
            (1, 100_000, "0.1 %"),
            (99_999, 100_000, "99.9 %"),
            (1, 3, "33.3 %"),
        ] {
            assert_eq!(percent(part, whole), expect, "{part} of {whole}");
        }
    }
}
