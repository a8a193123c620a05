//! In which way two values differ. Whether Entra would see them as different is `sameness`'s.

use std::collections::BTreeSet;

use any_ascii::any_ascii;

use super::lookup::equal_folded;
use crate::{plan::ChangeClass, spelling::parse_dates};

/// Whether two values differ in one way only.
type Test = fn(&str, &str) -> bool;

/// How a new value differs from the old one.
pub(super) fn classify(now: &str, would_be: &str) -> ChangeClass {
    let tests: [(ChangeClass, Test); 7] = [
        (ChangeClass::LetterCase, equal_folded),
        (ChangeClass::Spacing, |a, b| {
            equal_folded(&without_spaces(a), &without_spaces(b))
        }),
        (ChangeClass::Accents, |a, b| {
            equal_folded(&any_ascii(a), &any_ascii(b))
        }),
        (ChangeClass::Domain, differs_in_domain),
        (ChangeClass::Format, differs_in_format),
        (ChangeClass::WordOrder, |a, b| {
            !words(a).is_empty() && words(a) == words(b)
        }),
        (ChangeClass::Extension, |a, b| {
            let (a, b) = (a.to_lowercase(), b.to_lowercase());
            a.contains(&b) || b.contains(&a)
        }),
    ];
    if now.is_empty() {
        return ChangeClass::New;
    }
    tests
        .iter()
        .find(|(_, holds)| holds(now, would_be))
        .map_or(ChangeClass::Different, |(class, _)| *class)
}

fn without_spaces(text: &str) -> String {
    let invisible = |c: char| matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{ad}');
    text.chars()
        .filter(|c| !c.is_whitespace() && !invisible(*c))
        .collect()
}

fn differs_in_domain(a: &str, b: &str) -> bool {
    match (a.rsplit_once('@'), b.rsplit_once('@')) {
        (Some((left, _)), Some((right, _))) => equal_folded(left, right),
        _ => false,
    }
}

fn differs_in_format(a: &str, b: &str) -> bool {
    let dates = parse_dates(a);
    if parse_dates(b).iter().any(|date| dates.contains(date)) {
        return true;
    }
    let digits = |text: &str| {
        text.chars()
            .filter(char::is_ascii_digit)
            .collect::<String>()
    };
    let letters = |text: &str| text.chars().any(char::is_alphabetic);
    digits(a).len() >= 5 && !letters(a) && !letters(b) && digits(a) == digits(b)
}

fn words(text: &str) -> BTreeSet<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(now: &str, would_be: &str, expect: ChangeClass) {
        assert_eq!(classify(now, would_be), expect, "{now} → {would_be}");
    }

    #[test]
    fn a_difference_is_named_by_its_mildest_kind() {
        check("", "a", ChangeClass::New);
        check("finance", "Finance", ChangeClass::LetterCase);
        check("Human  Resources", "Human Resources", ChangeClass::Spacing);
        check("Müller", "Muller", ChangeClass::Accents);
        check("a@old.example", "A@new.example", ChangeClass::Domain);
        check("+44 20 7946 0000", "+442079460000", ChangeClass::Spacing);
        check("(020) 7946-0000", "02079460000", ChangeClass::Format);
        check("03/04/2024", "2024-04-03T00:00:00Z", ChangeClass::Format);
        check("Nguyen Van An", "An, Nguyen Van", ChangeClass::WordOrder);
        check("Engineer", "Senior Engineer", ChangeClass::Extension);
        check("Engineer", "Baker", ChangeClass::Different);
    }
}
