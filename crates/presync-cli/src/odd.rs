//! What was odd about files, as lines: the first of a kind in full, the others counted.

use std::collections::BTreeMap;

use presync_app::Diagnostic;

/// Diagnostics of one kind in one file that are told in full.
const TOLD_MAX: usize = 3;

/// One line each, and one for each kind of which there are more.
pub(crate) fn lines<'a>(diagnostics: impl Iterator<Item = &'a Diagnostic>) -> Vec<String> {
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut lines = Vec::new();
    for diagnostic in diagnostics {
        let kind = (diagnostic.file.as_str(), diagnostic.code.as_str());
        let count = counts.entry(kind).or_default();
        *count += 1;
        if *count <= TOLD_MAX {
            lines.push(format!("{}: {diagnostic}", diagnostic.severity.as_str()));
        }
    }
    let more = counts.into_iter().filter(|(_, count)| *count > TOLD_MAX);
    lines.extend(more.map(|((file, code), count)| {
        let more = count - TOLD_MAX;
        format!("{file}: {more} more of the kind {code}.")
    }));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn odd(file: &str, code: &str, row: u64) -> Diagnostic {
        let text = format!(
            r#"{{"code": "{code}", "severity": "warning", "file": "{file}", "sheet": null,
            "row": {row}, "column": null, "message": "Odd.", "hint": ""}}"#
        );
        serde_json::from_str(&text).expect("BUG: a diagnostic")
    }

    #[test]
    fn a_thousand_rows_of_a_kind_are_few_lines() {
        let mut all = vec![odd("b.csv", "SHORT", 1)];
        all.extend((1..=1_000).map(|row| odd("a.csv", "SHORT", row)));
        let expect = [
            "warning: b.csv, row 1: Odd.",
            "warning: a.csv, row 1: Odd.",
            "warning: a.csv, row 2: Odd.",
            "warning: a.csv, row 3: Odd.",
            "a.csv: 997 more of the kind SHORT.",
        ];
        assert_eq!(lines(all.iter()), expect);
    }
}
