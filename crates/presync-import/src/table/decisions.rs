//! What people decided about who is who: `legacy_anchor,azure_anchor,decision,reason,by,at`, or a review
//! workbook that came back, in whatever format it was saved again.
//!
//! A workbook's rows may be sorted, filtered, deleted and have columns added. Each carries a mark by
//! which a row is noticed whose cells are no longer those of one pair.

use std::path::Path;

use presync_core::{
    Diagnostic,
    decision::{
        Decision, Verdict,
        book::{self, RowMark},
    },
};

use super::{Listing, Unusable, Wanted, placed_listing};
use crate::{ImportError, Place, ReadHost, Refusal, RefusalCode};

pub(super) const COLUMNS: [Wanted; 9] = [
    wanted("legacy_anchor", &["legacyanchor"], true),
    wanted("azure_anchor", &["azureanchor"], true),
    wanted("decision", &["decision"], true),
    wanted("reason", &["reason"], false),
    wanted("by", &["by", "decidedby"], false),
    wanted("at", &["at", "decidedat"], false),
    wanted("presync_row", &["presyncrow"], false),
    wanted("Intranet user name", &["intranetusername"], false),
    wanted("Azure sign-in name", &["azuresigninname"], false),
];
const DECISION: usize = 2;
const MARK: usize = 6;

const fn wanted(name: &'static str, headers: &'static [&'static str], required: bool) -> Wanted {
    Wanted {
        name,
        headers,
        required,
    }
}

/// A decision as a file gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenDecision {
    /// The decision.
    pub decision: Decision,
    /// Where it stands.
    pub place: Place,
    /// Whether it is a row of a review workbook, and not of a decisions file.
    pub in_workbook: bool,
}

/// What a file of decisions holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DecisionListing {
    /// The decisions, in file order.
    pub rows: Vec<GivenDecision>,
    /// Rows that nobody has decided yet.
    pub open: u32,
    /// The engagement that a review workbook was written for.
    pub engagement: Option<String>,
    /// What was odd; a row that cannot be used is a blocker with its place.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads decisions; a row without a decision is one that nobody has made yet and is passed over.
///
/// # Errors
/// When the file cannot be read, lacks a column that is needed, or holds rows of several engagements.
pub fn read_decisions<'h>(
    path: &Path,
    host: impl Into<ReadHost<'h>>,
) -> Result<DecisionListing, ImportError> {
    let (mut open, mut marks) = (0, Marks::default());
    let (Listing { rows, diagnostics }, _) =
        placed_listing(path, host, &COLUMNS, |place, cells| {
            let mark = RowMark::parse(cells[MARK]);
            if let Some(mark) = &mark {
                marks.take(mark, &place);
            }
            if cells[DECISION].is_empty() {
                open += 1;
                return Ok(None);
            }
            check_mark(cells, mark.as_ref())?;
            let decision = make(cells).map_err(|reason| (reason, Some(DECISION)))?;
            Ok(Some(GivenDecision {
                decision,
                place,
                in_workbook: mark.is_some(),
            }))
        })?;
    if let Some(place) = marks.another {
        return Err(several(place));
    }
    Ok(DecisionListing {
        rows,
        open,
        engagement: marks.engagement,
        diagnostics,
    })
}

/// Which engagements the rows of a file belong to.
#[derive(Default)]
struct Marks {
    engagement: Option<String>,
    /// The first row of another one.
    another: Option<Place>,
}

impl Marks {
    fn take(&mut self, mark: &RowMark, place: &Place) {
        let known = self
            .engagement
            .get_or_insert_with(|| mark.engagement.clone());
        if *known != mark.engagement && self.another.is_none() {
            self.another = Some(place.clone());
        }
    }
}

fn several(place: Place) -> ImportError {
    ImportError::Refused(Box::new(Refusal {
        code: RefusalCode::OtherEngagement,
        place,
        message: "This row was written for another engagement than those above.".to_owned(),
        hint: "Give the workbook of each engagement by itself.".to_owned(),
    }))
}

/// Whether the cells of a row are still those of one pair.
fn check_mark(cells: &[&str], mark: Option<&RowMark>) -> Result<(), Unusable> {
    const TORN: &str = "The hidden ids of this row do not belong to the people it shows: columns were sorted apart, or an id was changed.";
    if mark.is_none() && !cells[MARK].is_empty() {
        return Err(("The hidden mark of this row was changed.", Some(MARK)));
    }
    let Some(mark) = mark else { return Ok(()) };
    let shown = [cells[7], cells[8]];
    let is_shown = shown.iter().any(|cell| !cell.is_empty());
    match () {
        () if !mark.fits_anchors([cells[0], cells[1]]) => Err((TORN, Some(MARK))),
        () if is_shown && !mark.fits_shown(shown) => Err((TORN, Some(MARK))),
        () => Ok(()),
    }
}

pub(super) fn make(cells: &[&str]) -> Result<Decision, &'static str> {
    let decision = verdict(cells[DECISION])
        .ok_or("The decision is none of confirm, deny, new and leave_out.")?;
    if cells[1].is_empty() || decision.names_both() && cells[0].is_empty() {
        return Err("An anchor is missing.");
    }
    let legacy = if decision.names_both() || cells[MARK].is_empty() {
        cells[0]
    } else {
        ""
    };
    Ok(Decision {
        legacy_anchor: legacy.into(),
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
        _ => book::verdict(cell),
    }
}
