//! The review workbook of an engagement: written for people outside, and taken for the engagement's own
//! when it comes back.

use std::path::Path;

use jiff::Timestamp;
use presync_core::{
    Cases, Diagnostic, Population, Progress, Severity, Side,
    decision::book,
    rows::{ReviewPairs, ReviewScope},
};
use presync_import::{DecisionListing, GivenDecision};
use presync_report::{REVIEW_ROWS_MAX, ReviewSheet, write_review_book};
use presync_store::Workspace;

use super::reimport::both_sides;
use crate::{job::JobContext, wire::Failure};
use presync_core::matching::Matching;

/// What the workbook is called unless somebody says otherwise.
pub const REVIEW_FILE: &str = "match-review.xlsx";

/// The people and links that a workbook shows.
#[derive(Debug, Clone, Copy)]
pub struct Reviewed<'a> {
    /// The intranet users.
    pub legacy: &'a Population,
    /// The Azure users.
    pub azure: &'a Population,
    /// The links.
    pub matching: &'a Matching,
}

/// Writes the pairs that wait, or all links, and gives how many. The workspace remembers under which id
/// its workbooks go out.
///
/// # Errors
/// When a file is there already, there are more pairs than a sheet holds, the disk refuses, or the user
/// stops it.
pub fn write_review(
    workspace: &mut Workspace,
    people: Reviewed<'_>,
    scope: ReviewScope,
    file: &Path,
    now: Timestamp,
    job: &JobContext,
) -> Result<u32, Failure> {
    let pairs = ReviewPairs::of(people.legacy, people.azure, people.matching);
    if pairs.count(scope) > REVIEW_ROWS_MAX {
        return Err(Failure::new(
            "too_many_rows",
            &format!("A sheet holds {REVIEW_ROWS_MAX} pairs and there are more."),
        )
        .hint("Write the pairs that wait, and not all links."));
    }
    let engagement = match workspace.review_id()? {
        Some(known) => known,
        None => own_id(workspace)?,
    };
    let sheet = ReviewSheet {
        pairs,
        scope,
        engagement: &engagement,
    };
    let rows = write_review_book(file, &sheet, now, job)?;
    workspace.keep_review_id(&engagement)?;
    Ok(rows)
}

/// Refuses decisions that were written down for another engagement, and remembers the id of those that
/// were not. A workspace that never gave out a workbook knows its own by the people: most of them are
/// in its exports.
///
/// # Errors
/// `other_engagement`; as the workspace says.
pub fn check_engagement(
    workspace: &mut Workspace,
    listing: &mut DecisionListing,
    job: &JobContext,
) -> Result<(), Failure> {
    let Some(given) = listing.engagement.clone() else {
        return Ok(());
    };
    match workspace.review_id()? {
        Some(known) if known == given => return Ok(()),
        Some(_) => return Err(other_engagement(&listing.rows)),
        None => {}
    }
    if listing.rows.is_empty() {
        return Ok(());
    }
    if own_id(workspace)? != given {
        let strangers = strangers(workspace, &listing.rows, job)?;
        if strangers * 2 > listing.rows.len() {
            return Err(other_engagement(&listing.rows));
        }
        listing.diagnostics.extend(other_exports(&listing.rows));
    }
    Ok(workspace.keep_review_id(&given)?)
}

/// Made of the sources, so that the same inputs give the same id anywhere.
fn own_id(workspace: &Workspace) -> Result<String, Failure> {
    let sources = workspace.sources()?;
    let digests = sources.iter().map(|source| source.header.sha256.as_str());
    Ok(book::engagement_id(digests))
}

/// How many rows name somebody whom the exports do not hold.
fn strangers(
    workspace: &Workspace,
    rows: &[GivenDecision],
    progress: &JobContext,
) -> Result<usize, Failure> {
    progress.advance(0)?;
    let Some([legacy, azure]) = both_sides(workspace, progress)? else {
        return Ok(0);
    };
    let known = presync_core::matching::known_anchors([&legacy, &azure]);
    let is_strange = |row: &&GivenDecision| {
        let decision = &row.decision;
        let ours =
            !decision.decision.names_both() || known.has(Side::Legacy, &decision.legacy_anchor);
        !(ours && known.has(Side::Azure, &decision.azure_anchor))
    };
    Ok(rows.iter().filter(is_strange).count())
}

fn other_engagement(rows: &[GivenDecision]) -> Failure {
    let file = rows
        .first()
        .map_or("The workbook", |row| row.place.file.as_str());
    Failure::new(
        "other_engagement",
        &format!("{file} was written for another engagement; nothing of it was taken."),
    )
    .hint("Open the workspace it was written from, or give the workbook of this one.")
}

fn other_exports(rows: &[GivenDecision]) -> Option<Diagnostic> {
    let place = &rows.first()?.place;
    Some(Diagnostic {
        code: "DECISIONS_OTHER_EXPORTS".to_owned(),
        severity: Severity::Note,
        file: place.file.clone(),
        sheet: place.sheet.clone(),
        row: None,
        column: None,
        message: "The workbook was written from other exports. Its people are found by their IDs."
            .to_owned(),
        hint: "Keep the engagement in a workspace, so that its workbooks are known.".to_owned(),
        cases: Cases::default(),
    })
}
