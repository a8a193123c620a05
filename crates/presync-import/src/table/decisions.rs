//! What people decided about who is who: `legacy_anchor,azure_anchor,decision,reason,by,at`.

use std::path::Path;

use presync_core::decision::{Decision, Verdict};

use super::{Listing, Wanted, listing};
use crate::{ImportError, ReadHost};

pub(super) const COLUMNS: [Wanted; 6] = [
    wanted("legacy_anchor", &["legacyanchor"], true),
    wanted("azure_anchor", &["azureanchor"], true),
    wanted("decision", &["decision"], true),
    wanted("reason", &["reason"], false),
    wanted("by", &["by", "decidedby"], false),
    wanted("at", &["at", "decidedat"], false),
];

const fn wanted(name: &'static str, headers: &'static [&'static str], required: bool) -> Wanted {
    Wanted {
        name,
        headers,
        required,
    }
}

/// Reads decisions; a row without a decision is one that nobody has made yet and is passed over.
///
/// # Errors
/// When the file cannot be read or lacks a column that is needed.
pub fn read_decisions<'h>(
    path: &Path,
    host: impl Into<ReadHost<'h>>,
) -> Result<Listing<Decision>, ImportError> {
    listing(path, host, &COLUMNS, make)
}

pub(super) fn make(cells: &[&str]) -> Result<Decision, &'static str> {
    let decision =
        verdict(cells[2]).ok_or("The decision is none of confirm, deny, new and leave_out.")?;
    let needs_both = matches!(decision, Verdict::Confirm | Verdict::Deny);
    if cells[1].is_empty() || needs_both && cells[0].is_empty() {
        return Err("An anchor is missing.");
    }
    Ok(Decision {
        legacy_anchor: cells[0].into(),
        azure_anchor: cells[1].into(),
        decision,
        reason: cells[3].into(),
        by: cells[4].into(),
        at: cells[5].into(),
    })
}

fn verdict(cell: &str) -> Option<Verdict> {
    match cell.to_lowercase().replace([' ', '-'], "_").as_str() {
        "confirm" | "confirmed" => Some(Verdict::Confirm),
        "deny" | "denied" => Some(Verdict::Deny),
        "new" => Some(Verdict::New),
        "leave_out" => Some(Verdict::LeaveOut),
        _ => None,
    }
}
