//! The report's words for what the files name by code.

use presync_core::{
    Diagnostic, LinkRule, LinkStatus, Outcome, Severity, Side,
    plan::{ChangeClass, ChangeKind},
};

pub(super) fn side(side: Side) -> &'static str {
    match side {
        Side::Azure => "Azure",
        Side::Legacy => "Intranet",
    }
}

/// Where a long key may break: before `@`, after a colon.
pub(in crate::formats) fn parts(key: &str) -> Vec<&str> {
    key.split_inclusive(':')
        .flat_map(|piece| {
            let (head, tail) = piece.split_at(piece.find('@').unwrap_or(piece.len()));
            [head, tail].into_iter().filter(|part| !part.is_empty())
        })
        .collect()
}

pub(super) fn days(days: i64) -> String {
    match days {
        1 => "1 day".to_owned(),
        _ => format!("{days} days"),
    }
}

pub(super) fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Takeover => "takeover",
        Outcome::Duplicate => "second account",
        Outcome::Ambiguous => "ambiguous",
        Outcome::Linked => "linked",
        Outcome::Created => "created",
        Outcome::Skipped => "skipped",
        Outcome::OutOfScope => "out of scope",
        Outcome::Orphan => "unmanaged",
    }
}

pub(super) fn outcome_sentence(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Takeover => "The rule would find somebody else's account and overwrite it.",
        Outcome::Duplicate => {
            "The rule would miss the person's own account and create a second one."
        }
        Outcome::Ambiguous => "The rule would find several accounts, and the user would fail.",
        Outcome::Linked => "The rule would find the person's own account.",
        Outcome::Created => "A new account would be created for a new person.",
        Outcome::Skipped => "Nothing would be sent for this user.",
        Outcome::OutOfScope => "Not assigned, held out, or left out by the scoping filter.",
        Outcome::Orphan => "No Azure user would find this account: it stays as it is, unmanaged.",
    }
}

pub(super) fn kind(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Overwrite => "Overwrite",
        ChangeKind::Clear => "Clear",
        ChangeKind::Disable => "Disable",
        ChangeKind::Reactivate => "Reactivate",
        ChangeKind::Fill => "Fill",
        ChangeKind::Reference => "Manager",
        ChangeKind::Create => "New account",
    }
}

pub(super) fn class(class: ChangeClass) -> &'static str {
    match class {
        ChangeClass::Emptied => "emptied",
        ChangeClass::Constant => "overwritten by a constant",
        ChangeClass::Different => "another value",
        ChangeClass::Extension => "words added or removed",
        ChangeClass::Prefix => "something before it added or removed",
        ChangeClass::Suffix => "something behind it added or removed",
        ChangeClass::Abbreviation => "one is the other in short",
        ChangeClass::Domain => "mail domain only",
        ChangeClass::WordOrder => "order of words",
        ChangeClass::Punctuation => "punctuation only",
        ChangeClass::DateFormat => "spelling of a date",
        ChangeClass::NumberFormat => "spelling of a number",
        ChangeClass::Accents => "accents or transliteration only",
        ChangeClass::Spacing => "spaces or invisible characters only",
        ChangeClass::LetterCase => "letter case only",
        ChangeClass::New => "nothing before",
    }
}

pub(super) fn severity_tone(severity: Severity) -> &'static str {
    match severity {
        Severity::Blocker => "danger",
        Severity::Warning => "caution",
        Severity::Note => "neutral",
    }
}

pub(super) fn rule(rule: LinkRule) -> &'static str {
    match rule {
        LinkRule::Uid => "Unique ID",
        LinkRule::UidNormalised => "Unique ID, written otherwise",
        LinkRule::UserName => "User name",
        LinkRule::Email => "E-mail address",
        LinkRule::EmailDomain => "E-mail address under a moved domain",
        LinkRule::Name => "Name and further evidence",
        LinkRule::SecondAccount => "Second account",
        LinkRule::Decision => "A person's decision",
    }
}

pub(super) fn status_tone(status: LinkStatus) -> &'static str {
    match status {
        LinkStatus::Certain | LinkStatus::Confirmed => "good",
        LinkStatus::Likely => "new",
        LinkStatus::Review => "caution",
        LinkStatus::Rejected | LinkStatus::Denied => "neutral",
    }
}

/// Where an observation was made: sheet, row and column, as far as they are known.
pub(in crate::formats) fn place(diagnostic: &Diagnostic) -> String {
    let sheet = diagnostic
        .sheet
        .as_ref()
        .map(|sheet| format!("sheet {sheet}"));
    let row = diagnostic.row.map(|row| format!("row {row}"));
    let column = diagnostic
        .column
        .as_ref()
        .map(|column| format!("column {column}"));
    let parts: Vec<String> = [sheet, row, column].into_iter().flatten().collect();
    parts.join(", ")
}

pub(super) fn file_purpose(name: &str) -> &'static str {
    match name {
        "people.csv" => "every user of either side with outcome, action and why",
        "changes.csv" => "every attribute that would change, now and would be",
        "links.csv" => "every pair with its evidence",
        "findings.csv" => "every finding with remedy and place",
        "groups.csv" => "every Azure group with its outcome",
        "runbook.html" => "numbered portal steps, generated from this mapping and plan",
        "rehearsal.csv" => "whom to rehearse the sync with, and whom to look up only",
        "waves.csv" => "the pilot and the waves after it, a row for each person",
        "fixes-intranet.csv" => "values to set in the intranet before the first sync",
        "fixes-azure.csv" => "values to set in Azure before the first sync, and where",
        "undo-intranet.csv" => "values to set back in the intranet",
        "hold-back.csv" => "whom to keep out of scope until theirs is settled",
        "power-users.csv" => "whose rights to check and grant again",
        "mapping.csv" => "the mapping with its reasons, to type into the portal",
        "mapping.json" => {
            "the customer's schema with the mapping patched in, to load in the portal"
        }
        "mapping-draft.json" => "the mapping as a schema of its own; not for upload",
        "report-redacted.html" => "the figures of this report with pseudonyms and without values",
        "report.xlsx" => {
            "the plan as a workbook, to filter, to work through and to review pairs in"
        }
        "plan.json" => "the plan for tools and for verification after go-live",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_breaks_where_the_eye_expects_it() {
        for (key, expect) in [
            ("ada@northwind.example", vec!["ada", "@northwind.example"]),
            (
                "urn:ietf:User:department",
                vec!["urn:", "ietf:", "User:", "department"],
            ),
            ("plain", vec!["plain"]),
            ("", vec![]),
        ] {
            assert_eq!(parts(key), expect);
        }
    }
}
