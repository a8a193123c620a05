//! What a General Profile Source says beside its users, in the attributes its fields were read as.

use presync_core::{Diagnostic, ProfileSource, Severity};

use crate::{ColumnInspection, format::Facts};

/// Names that one diagnostic lists.
const NAMES_MAX: usize = 40;
/// Nodes of a user that the vendor documents.
const DOCUMENTED: &[&str] = &["id", "username"];

/// The settings of the feed, and which attributes it may clear.
pub(crate) fn profile_source(facts: &Facts, columns: &[ColumnInspection]) -> Option<ProfileSource> {
    let feed = facts.feed.as_ref()?;
    let blanks = columns.iter().zip(&feed.apply_blank);
    Some(ProfileSource {
        options: feed.options.clone(),
        apply_blank: blanks
            .filter(|(_, count)| **count > 0)
            .map(|(column, count)| (column.column.attribute.clone(), *count))
            .collect(),
    })
}

/// Says which fields were read by a guess at their names, and which stay as they are.
pub(crate) fn notes(facts: &Facts, columns: &[ColumnInspection]) -> Vec<Diagnostic> {
    if facts.feed.is_none() {
        return Vec::new();
    }
    let is_documented = |name: &str| {
        DOCUMENTED
            .iter()
            .any(|known| name.eq_ignore_ascii_case(known))
    };
    let names = |known: bool| -> Vec<&str> {
        let chosen = columns.iter().filter(|c| c.column.known == known);
        let headers = chosen.map(|c| c.column.header.as_str());
        headers.filter(|header| !is_documented(header)).collect()
    };
    let (guessed, kept) = (names(true), names(false));
    let mut notes = Vec::new();
    if !guessed.is_empty() {
        notes.push(note(
            "PROFILE_SOURCE_ASSUMED",
            format!(
                "The vendor does not publish how the users of this format are written; these nodes were read by their names: {}.",
                listed(&guessed)
            ),
            "Compare some users with the intranet, or say which column holds what.",
        ));
    }
    if !kept.is_empty() {
        notes.push(note(
            "PROFILE_SOURCE_UNMAPPED",
            format!(
                "These nodes are kept as additional fields under their own names: {}.",
                listed(&kept)
            ),
            "Say which column holds what if one of them is more than that.",
        ));
    }
    notes
}

fn listed(names: &[&str]) -> String {
    let shown = names.iter().take(NAMES_MAX).copied().collect::<Vec<_>>();
    match names.len() - shown.len() {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

fn note(code: &str, message: String, hint: &str) -> Diagnostic {
    Diagnostic {
        code: code.into(),
        severity: Severity::Note,
        file: String::new(),
        sheet: None,
        row: None,
        column: None,
        message,
        hint: hint.into(),
        cases: presync_core::Cases::default(),
    }
}
