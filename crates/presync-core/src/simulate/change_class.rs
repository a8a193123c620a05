//! In which way two values differ: the mildest kind that explains it.
//!
//! Apart from a value that comes or goes, the answer is the same whichever of the two is there first.

use any_ascii::any_ascii;

use super::{abbreviation::is_abbreviated, lookup::equal_folded, numbers::same_number};
use crate::{mapping::MappingSource, plan::ChangeClass, spelling::parse_dates};

/// How a new value differs from the old one.
pub(super) fn classify(now: &str, would_be: &str) -> ChangeClass {
    if is_blank(now) {
        return ChangeClass::New;
    }
    if is_blank(would_be) {
        return ChangeClass::Emptied;
    }
    if equal_folded(now, would_be) {
        return ChangeClass::LetterCase;
    }
    if equal_folded(&without_spaces(now), &without_spaces(would_be)) {
        return ChangeClass::Spacing;
    }
    Pair::of(now, would_be).class()
}

/// The same for a value that a mapping row writes.
pub(super) fn classify_from(source: &MappingSource, now: &str, would_be: &str) -> ChangeClass {
    match (classify(now, would_be), source) {
        (ChangeClass::Different, MappingSource::Constant(_)) => ChangeClass::Constant,
        (class, _) => class,
    }
}

/// Two values, their letters folded.
struct Pair<'a> {
    raw: [&'a str; 2],
    /// Lower case.
    folded: [String; 2],
    /// Lower case and without accents, as any language would transliterate them.
    plain: [String; 2],
}

/// Whether a pair differs in one way only.
type Test<'a> = fn(&Pair<'a>) -> bool;

impl<'a> Pair<'a> {
    fn of(now: &'a str, would_be: &'a str) -> Self {
        let raw = [now, would_be];
        let folded = raw.map(str::to_lowercase);
        let plain = folded.each_ref().map(|text| plain(text));
        Self { raw, folded, plain }
    }

    fn class(&self) -> ChangeClass {
        let tests: [(ChangeClass, Test<'a>); 11] = [
            (ChangeClass::Accents, Self::is_transliterated),
            (ChangeClass::Domain, Self::has_another_domain),
            (ChangeClass::DateFormat, Self::is_same_date),
            (ChangeClass::NumberFormat, |pair| same_number(pair.raw)),
            (ChangeClass::Punctuation, Self::has_same_words),
            (ChangeClass::WordOrder, Self::is_reordered),
            (ChangeClass::Abbreviation, |pair| {
                is_abbreviated(&pair.plain[0], &pair.plain[1])
            }),
            (ChangeClass::Prefix, |pair| pair.one(|a, b| a.ends_with(b))),
            (ChangeClass::Suffix, |pair| {
                pair.one(|a, b| a.starts_with(b))
            }),
            (ChangeClass::Extension, Self::has_more_words),
            (ChangeClass::Different, |_| true),
        ];
        let found = tests.iter().find(|(_, holds)| holds(self));
        found.map_or(ChangeClass::Different, |(class, _)| *class)
    }

    fn is_transliterated(&self) -> bool {
        let [a, b] = self.folded.each_ref().map(|text| german(text));
        let spelt = [&self.plain[0], &self.plain[1]];
        spelt[0] == spelt[1] || a == b || a == *spelt[1] || b == *spelt[0]
    }

    fn has_another_domain(&self) -> bool {
        let parts = self.raw.map(|text| text.trim().rsplit_once('@'));
        match parts {
            [Some((a, _)), Some((b, _))] => !a.is_empty() && equal_folded(a, b),
            _ => false,
        }
    }

    fn is_same_date(&self) -> bool {
        let [a, b] = self.raw.map(parse_dates);
        a.iter().any(|date| b.contains(date))
    }

    fn has_same_words(&self) -> bool {
        let [a, b] = self.plain.each_ref().map(|text| words(text));
        !a.is_empty() && a == b
    }

    fn is_reordered(&self) -> bool {
        let [mut a, mut b] = self.plain.each_ref().map(|text| words(text));
        a.sort_unstable();
        b.sort_unstable();
        !a.is_empty() && a == b
    }

    fn has_more_words(&self) -> bool {
        let [a, b] = self.plain.each_ref().map(|text| words(text));
        let within = |few: &[&str], many: &[&str]| {
            !few.is_empty() && few.iter().all(|word| many.contains(word))
        };
        within(&a, &b) || within(&b, &a) || self.one(|a, b| a.contains(b))
    }

    fn one(&self, holds: fn(&str, &str) -> bool) -> bool {
        let [a, b] = [self.folded[0].trim(), self.folded[1].trim()];
        holds(a, b) || holds(b, a)
    }
}

/// Whether nothing can be seen of it.
fn is_blank(text: &str) -> bool {
    text.chars().all(is_unseen)
}

fn without_spaces(text: &str) -> String {
    text.chars().filter(|c| !is_unseen(*c)).collect()
}

/// White space, control characters, and what Unicode calls default-ignorable.
fn is_unseen(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(
            c,
            '\u{ad}'
                | '\u{34f}'
                | '\u{61c}'
                | '\u{115f}'
                | '\u{1160}'
                | '\u{180b}'..='\u{180f}'
                | '\u{200b}'..='\u{200f}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{3164}'
                | '\u{fe00}'..='\u{fe0f}'
                | '\u{feff}'
                | '\u{ffa0}'
        )
}

fn plain(folded: &str) -> String {
    match folded.is_ascii() {
        true => folded.to_owned(),
        false => any_ascii(folded).to_lowercase(),
    }
}

/// Transliterated as German and the Nordic languages do it.
fn german(folded: &str) -> String {
    let mut text = String::with_capacity(folded.len());
    for c in folded.chars() {
        match c {
            'ä' | 'æ' => text.push_str("ae"),
            'ö' | 'ø' | 'œ' => text.push_str("oe"),
            'ü' => text.push_str("ue"),
            'å' => text.push_str("aa"),
            c => text.push(c),
        }
    }
    plain(&text)
}

fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect()
}

#[cfg(test)]
#[path = "change_class_table.rs"]
mod tests;
