//! Findings that somebody accepts: `code,subject_side,subject_key,attribute,reason,by,at`.

use std::path::Path;

use presync_core::{
    Side,
    finding::FindingCode,
    suppression::{ANY, Suppression},
};

use super::{Listing, Unusable, Wanted, placed_listing};
use crate::{ImportError, Place, ReadHost};

const COLUMNS: [Wanted; 7] = [
    wanted("code", &["code"], true),
    wanted("subject_side", &["subjectside"], true),
    wanted("subject_key", &["subjectkey"], true),
    wanted("attribute", &["attribute"], true),
    wanted("reason", &["reason"], true),
    wanted("by", &["by"], false),
    wanted("at", &["at"], false),
];
const CODE: usize = 0;
const SIDE: usize = 1;
const KEY: usize = 2;
const REASON: usize = 4;

const fn wanted(name: &'static str, headers: &'static [&'static str], required: bool) -> Wanted {
    Wanted {
        name,
        headers,
        required,
    }
}

/// A suppression as a file gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenSuppression {
    /// The suppression.
    pub suppression: Suppression,
    /// Where it stands.
    pub place: Place,
}

/// Reads suppressions. A row without a reason, or with a code that there is none of, cannot be used.
///
/// # Errors
/// When the file cannot be read or lacks a column that is needed.
pub fn read_suppressions<'h>(
    path: &Path,
    host: impl Into<ReadHost<'h>>,
) -> Result<Listing<GivenSuppression>, ImportError> {
    let (listing, _) = placed_listing(path, host, &COLUMNS, |place, cells| {
        let suppression = make(cells)?;
        Ok(Some(GivenSuppression { suppression, place }))
    })?;
    Ok(listing)
}

fn make(cells: &[&str]) -> Result<Suppression, Unusable> {
    let code = FindingCode::named(cells[CODE]).ok_or((
        "There is no finding of this code; findings.csv has the codes.",
        Some(CODE),
    ))?;
    let side = match cells[SIDE].to_lowercase().as_str() {
        "" | ANY => None,
        "legacy" => Some(Side::Legacy),
        "azure" => Some(Side::Azure),
        _ => {
            return Err((
                "The side is none of legacy and azure, and not empty.",
                Some(SIDE),
            ));
        }
    };
    if cells[REASON].is_empty() {
        return Err((
            "The reason is missing: it stands in the report.",
            Some(REASON),
        ));
    }
    if side.is_some() && cells[KEY].is_empty() {
        return Err((
            "The key is missing; write * for everybody of the side.",
            Some(KEY),
        ));
    }
    Ok(Suppression {
        code,
        side,
        key: cells[KEY].to_owned(),
        attribute: cells[3].to_owned(),
        reason: cells[REASON].to_owned(),
        by: cells[5].to_owned(),
        at: cells[6].to_owned(),
    })
}
