//! Links as `presync match` writes them: `legacy_row,legacy_uid,…,status,rule,score,evidence`, also after a
//! spreadsheet has saved them.

use std::path::Path;

use presync_core::{
    LinkStatus,
    given_links::{GivenLink, GivenUser},
};

use super::{Listing, Unusable, Wanted, placed_listing};
use crate::{ImportError, Place, ReadHost};

const COLUMNS: [Wanted; 10] = [
    wanted("legacy_row", &["legacyrow"], false),
    wanted("legacy_uid", &["legacyuid"], true),
    wanted("legacy_username", &["legacyusername"], true),
    wanted("legacy_email", &["legacyemail"], false),
    wanted("azure_row", &["azurerow"], false),
    wanted("azure_id", &["azureid"], true),
    wanted("azure_upn", &["azureupn"], true),
    wanted("azure_mail", &["azuremail"], false),
    wanted("status", &["status"], true),
    wanted("score", &["score"], false),
];
const STATUS: usize = 8;
const SCORE: usize = 9;

const fn wanted(name: &'static str, headers: &'static [&'static str], required: bool) -> Wanted {
    Wanted {
        name,
        headers,
        required,
    }
}

/// Reads links; a row whose status is none cannot be used.
///
/// # Errors
/// When the file cannot be read or lacks a column that is needed.
pub fn read_links<'h>(
    path: &Path,
    host: impl Into<ReadHost<'h>>,
) -> Result<Listing<GivenLink>, ImportError> {
    let (listing, _) = placed_listing(path, host, &COLUMNS, |place, cells| {
        make(place, cells).map(Some)
    })?;
    Ok(listing)
}

fn make(place: Place, cells: &[&str]) -> Result<GivenLink, Unusable> {
    let status = status(cells[STATUS]).ok_or((
        "The status is none of certain, likely, review, rejected, confirmed and denied.",
        Some(STATUS),
    ))?;
    Ok(GivenLink {
        file: place.file,
        sheet: place.sheet,
        line: place.row,
        legacy: user(cells, 0)?,
        azure: user(cells, 4)?,
        status,
        score: score(cells[SCORE])?,
    })
}

fn user(cells: &[&str], start: usize) -> Result<GivenUser, Unusable> {
    let row = match cells[start].trim_end_matches(".0") {
        "" => None,
        text => Some(
            text.parse()
                .map_err(|_| ("The row is no number.", Some(start)))?,
        ),
    };
    let [id, name, mail] = [1, 2, 3].map(|at| restored(cells[start + at]).to_owned());
    if row.is_none() && id.is_empty() && name.is_empty() && mail.is_empty() {
        return Err(("The row names nobody of this side.", Some(start + 1)));
    }
    Ok(GivenUser {
        row,
        id,
        name,
        mail,
    })
}

/// Takes back the apostrophe that keeps a spreadsheet from running a cell.
fn restored(cell: &str) -> &str {
    let blank = [' ', '\u{a0}', '\u{feff}', '\''];
    let starts = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    match cell.strip_prefix('\'') {
        Some(rest) if rest.trim_start_matches(blank).starts_with(starts) => rest,
        _ => cell,
    }
}

fn status(cell: &str) -> Option<LinkStatus> {
    let all = [
        LinkStatus::Certain,
        LinkStatus::Likely,
        LinkStatus::Review,
        LinkStatus::Rejected,
        LinkStatus::Confirmed,
        LinkStatus::Denied,
    ];
    all.into_iter()
        .find(|one| one.as_str().eq_ignore_ascii_case(cell))
}

/// A probability, with a comma where a spreadsheet put one; certain where there is none.
fn score(cell: &str) -> Result<f32, Unusable> {
    if cell.is_empty() {
        return Ok(1.0);
    }
    let score: Option<f32> = cell.replace(',', ".").parse().ok();
    let score = score.filter(|score| (0.0..=1.0).contains(score));
    score.ok_or(("The score is no number from 0 to 1.", Some(SCORE)))
}
