//! An expression looked at over everybody of the Azure side: of a workspace, or of files by themselves.

use std::path::PathBuf;

use jiff::Timestamp;
use presync_core::{
    Side,
    coverage::{CoverageSettings, cover, mistakes},
};
use presync_store::Workspace;

use super::{ImportRequest, finished::load, import_files};
use crate::{
    job::JobContext,
    wire::{CheckExpression, ExpressionCheck, Failure},
};

/// Values of the distribution that are listed.
const TOP_MAX: usize = 20;
/// What random functions start from, so that a look again shows the same.
const SEED: u64 = 0;

/// Looks at an expression over the Azure users of a workspace.
///
/// # Errors
/// When there are none, they are too many, or the user stops it.
pub fn check_expression(
    workspace: &Workspace,
    check: &CheckExpression,
    now: Timestamp,
    job: &JobContext,
) -> Result<ExpressionCheck, Failure> {
    let people = load(workspace, Side::Azure, job)?;
    let settings = CoverageSettings {
        now,
        seed: SEED,
        length_max: check.length_max.map(|length| length as usize),
        top_max: TOP_MAX,
    };
    let covered = cover(&check.expression, &people, &settings, job)?;
    Ok(ExpressionCheck::of(covered, &people))
}

/// Looks at an expression over the users of some files, read as Azure users; not read at all if the text has
/// mistakes.
///
/// # Errors
/// As [`check_expression`], and when a file cannot be read.
pub fn check_expression_on(
    files: &[PathBuf],
    check: &CheckExpression,
    now: Timestamp,
    job: &JobContext,
) -> Result<ExpressionCheck, Failure> {
    let mistakes = mistakes(&check.expression);
    if !mistakes.is_empty() {
        return Ok(ExpressionCheck::broken(mistakes));
    }
    let folder = tempfile::tempdir().map_err(|error| {
        Failure::new(
            "io",
            &format!("There is no room for temporary files: {error}."),
        )
    })?;
    let mut workspace = Workspace::open_temporary(folder.path())?;
    let requests = files.iter();
    let requests: Vec<ImportRequest> = requests
        .map(|file| ImportRequest::new(file, Side::Azure))
        .collect();
    import_files(&mut workspace, &requests, now, job)?;
    check_expression(&workspace, check, now, job)
}
