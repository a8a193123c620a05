//! The sheet of data fixes as it comes back, held against the exports of now. Nothing is kept: the next plan
//! is made of what the exports hold, whatever a sheet says.

use std::path::Path;

use presync_core::{
    Cases, Diagnostic, Severity,
    fix_book::{FixSeen, FixState, GivenFix, hold},
};
use presync_import::{Place, read_fix_states};

use super::Finished;
use crate::{job::JobContext, wire::Failure};

/// What became of the fixes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FixStates {
    /// Rows that say done, and the export holds the value.
    pub done: u32,
    /// Rows that say not done.
    pub not_done: u32,
    /// Rows that say another value, and the export holds it.
    pub other_value: u32,
    /// Rows without a state.
    pub open: u32,
    /// Rows of which the export says otherwise.
    pub unseen: u32,
    /// Rows that cannot be read or placed, and rows of which the export says otherwise.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a sheet and holds it against the users of a plan.
///
/// # Errors
/// When the file cannot be read, or most of its rows name nobody in the exports.
pub fn fix_states(
    path: &Path,
    finished: &Finished,
    job: &JobContext,
) -> Result<FixStates, Failure> {
    let listing = read_fix_states(path, job.read_host())?;
    let (rows, places): (Vec<GivenFix>, Vec<Place>) = listing.rows.into_iter().unzip();
    let seen = hold(&rows, &finished.made.legacy, &finished.made.azure);
    let strangers = seen.iter().filter(|seen| **seen == FixSeen::Unplaced);
    if strangers.count() * 2 > rows.len() {
        let name = crate::files::base_name(path);
        let message =
            format!("{name} was written for another engagement; nothing of it was taken.");
        return Err(Failure::new("other_engagement", &message)
            .hint("Give the report.xlsx of an earlier plan of these two systems."));
    }
    let mut states = FixStates {
        open: listing.open,
        diagnostics: listing.diagnostics,
        ..FixStates::default()
    };
    for ((row, place), seen) in rows.iter().zip(places).zip(seen) {
        states.take(row, place, seen);
    }
    Ok(states)
}

impl FixStates {
    fn take(&mut self, row: &GivenFix, place: Place, seen: FixSeen) {
        let (code, severity, message, hint) = match seen {
            FixSeen::AsSaid => {
                let slot = match row.state {
                    FixState::Done => &mut self.done,
                    FixState::NotDone => &mut self.not_done,
                    FixState::OtherValue => &mut self.other_value,
                };
                *slot += 1;
                return;
            }
            FixSeen::NotSeen => (
                "FIX_NOT_SEEN",
                Severity::Warning,
                "The row says that a value was set, and the export holds another.",
                "Export again if it was set since; else set it.",
            ),
            FixSeen::SeenAnyway => (
                "FIX_SEEN",
                Severity::Note,
                "The row says that it is not done, and the export holds the value.",
                "Nothing is left to do there.",
            ),
            FixSeen::Unplaced => (
                "FIX_UNPLACED",
                Severity::Warning,
                "The exports do not hold this user, or not this field.",
                "See whether the user was deleted, or its ID was changed.",
            ),
        };
        self.unseen += 1;
        self.diagnostics.push(Diagnostic {
            code: code.to_owned(),
            severity,
            file: place.file,
            sheet: place.sheet,
            row: place.row,
            column: None,
            message: message.to_owned(),
            hint: hint.to_owned(),
            cases: Cases::default(),
        });
    }
}
