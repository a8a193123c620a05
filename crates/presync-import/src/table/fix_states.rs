//! The sheet of data fixes as it comes back from administrators: what became of each, whatever was sorted,
//! filtered, deleted or added beside it.

use std::path::Path;

use presync_core::{
    Diagnostic, Side,
    decision::book::RowMark,
    fix_book::{self, FixState, GivenFix},
};

use super::{Listing, Unusable, Wanted, placed_listing};
use crate::{ImportError, Place, ReadHost};

const COLUMNS: [Wanted; 8] = [
    wanted(fix_book::SIDE, &["fixside"], true),
    wanted(fix_book::ANCHOR, &["fixanchor"], true),
    wanted(fix_book::FIELD, &["fixfield"], true),
    wanted(fix_book::STATE, &["state"], true),
    wanted(fix_book::SET_TO, &["setto"], true),
    wanted(fix_book::MARK, &["presyncfix"], true),
    wanted(fix_book::OTHER, &["othervalue"], false),
    wanted(fix_book::WHO, &["user"], true),
];
const STATE: usize = 3;
const MARK: usize = 5;
const OTHER: usize = 6;

const fn wanted(name: &'static str, headers: &'static [&'static str], required: bool) -> Wanted {
    Wanted {
        name,
        headers,
        required,
    }
}

/// What a sheet of fixes says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FixListing {
    /// The rows that say what became of them, in their order.
    pub rows: Vec<(GivenFix, Place)>,
    /// Rows without a state.
    pub open: u32,
    /// What was odd; a row that cannot be used is a blocker with its place.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads what became of fixes; a row without a state is passed over.
///
/// # Errors
/// When the file cannot be read, or has no sheet of fixes.
pub fn read_fix_states<'h>(
    path: &Path,
    host: impl Into<ReadHost<'h>>,
) -> Result<FixListing, ImportError> {
    let mut open = 0;
    let (Listing { rows, diagnostics }, _) =
        placed_listing(path, host, &COLUMNS, |place, cells| {
            if cells[STATE].is_empty() && cells[OTHER].is_empty() {
                open += 1;
                return Ok(None);
            }
            Ok(Some((make(cells)?, place)))
        })?;
    Ok(FixListing {
        rows,
        open,
        diagnostics,
    })
}

fn make(cells: &[&str]) -> Result<GivenFix, Unusable> {
    const TORN: &str = "The hidden ids of this row do not belong to what it shows: columns were sorted apart, or a cell was changed. Write another value into the column for it.";
    let mark = RowMark::parse(cells[MARK])
        .ok_or(("The hidden mark of this row was changed.", Some(MARK)))?;
    if !mark.fits_anchors([cells[1], cells[2]]) || !mark.fits_shown([cells[7], cells[4]]) {
        return Err((TORN, Some(MARK)));
    }
    let side = [Side::Azure, Side::Legacy]
        .into_iter()
        .find(|side| side.as_str() == cells[0])
        .ok_or((TORN, Some(MARK)))?;
    Ok(GivenFix {
        side,
        anchor: cells[1].to_owned(),
        field: cells[2].to_owned(),
        set_to: cells[4].to_owned(),
        other: cells[OTHER].to_owned(),
        state: state(cells)?,
    })
}

/// A value of its own says that it was set, whatever the state says beside; a state of that kind needs one.
fn state(cells: &[&str]) -> Result<FixState, Unusable> {
    const UNKNOWN: &str = "The state is none of Done, Not done and Other value.";
    const VALUE: &str = "The state says another value, and none is given beside it.";
    match (cells[STATE], cells[OTHER].is_empty()) {
        ("", _) => Ok(FixState::OtherValue),
        (cell, is_empty) => match fix_book::state(cell) {
            None => Err((UNKNOWN, Some(STATE))),
            Some(FixState::OtherValue) if is_empty => Err((VALUE, Some(OTHER))),
            Some(FixState::Done) if !is_empty => Ok(FixState::OtherValue),
            Some(state) => Ok(state),
        },
    }
}
