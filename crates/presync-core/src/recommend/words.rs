//! Figures and names as the reasons spell them.

use crate::{Side, catalogue, mapping::MappingSource};

/// Longest expression that a sentence shows whole.
const SHOWN_MAX: usize = 90;

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

/// `1 value`, `12 values`.
pub(super) fn values(number: u32) -> String {
    counted(number, "value")
}

/// `1 cell`, `12 cells`.
pub(super) fn cells(number: u32) -> String {
    counted(number, "cell")
}

fn counted(number: u32, what: &str) -> String {
    match number {
        1 => format!("1 {what}"),
        _ => format!("{} {what}s", count(number)),
    }
}

/// A source as a sentence names it: Azure's attribute, or the expression, in short where it is long.
pub(super) fn source(source: &MappingSource) -> String {
    match source {
        MappingSource::Direct(name) => format!("Azure's {name}"),
        other => bare(other),
    }
}

/// The same without whose it is.
pub(super) fn bare(source: &MappingSource) -> String {
    match source {
        MappingSource::Direct(name) => name.clone(),
        MappingSource::Expression(text) if text.chars().count() <= SHOWN_MAX => text.clone(),
        MappingSource::Expression(text) => {
            let function = text.split('(').next().unwrap_or_default();
            format!("a {function} of {}", attributes(text).join(", "))
        }
        MappingSource::Constant(text) => format!("the constant {text}"),
        MappingSource::None => "nothing".to_owned(),
    }
}

/// What to add when a source reads what Entra does not offer by itself.
pub(super) fn availability_of(source: &MappingSource) -> String {
    let names = match source {
        MappingSource::Direct(name) => vec![name.clone()],
        MappingSource::Expression(text) => attributes(text),
        MappingSource::Constant(_) | MappingSource::None => Vec::new(),
    };
    let notes = names.iter().map(|name| availability(name));
    notes.filter(|note| !note.is_empty()).take(1).collect()
}

/// What to add when a source is one that Entra does not offer by itself.
pub(super) fn availability(source: &str) -> &'static str {
    let is_extension = source.starts_with("extension_") || source.starts_with("extensionAttribute");
    match source {
        "onPremisesSamAccountName" | "employeeOrgData.costCenter" | "employeeOrgData.division" => {
            "; Entra offers it as a source only through a directory extension"
        }
        _ if is_extension || catalogue::find(Side::Azure, source).is_some() => "",
        _ => "; check under which name Entra offers it as a source",
    }
}

fn attributes(expression: &str) -> Vec<String> {
    let (read, _) = presync_expr::Expression::recover(expression);
    let mut names: Vec<String> = Vec::new();
    for name in read.attribute_names() {
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    names
}

/// A sentence as a clause of another: without its full stop, its first letter small.
pub(super) fn clause(sentence: &str) -> String {
    let text = sentence.trim_end_matches('.');
    let mut letters = text.chars();
    let first = letters.next().map(char::to_lowercase);
    first.into_iter().flatten().collect::<String>() + letters.as_str()
}

/// A clause as a sentence begins it.
pub(super) fn sentence(clause: &str) -> String {
    let is_code = clause
        .split(['(', ' '])
        .next()
        .is_some_and(|word| clause[word.len()..].starts_with('('));
    let mut letters = clause.chars();
    let first = letters.next().filter(|_| !is_code).map(char::to_uppercase);
    match first {
        Some(first) => first.collect::<String>() + letters.as_str(),
        None => clause.to_owned(),
    }
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
