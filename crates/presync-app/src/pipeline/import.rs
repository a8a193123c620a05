//! Files into the workspace: each file one transaction, each record with its place.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use presync_core::{Diagnostic, Severity, Side};
use presync_import::{Inspection, ReadOptions, inspect, read};
use presync_store::{SourceId, Workspace};

use crate::{job::JobContext, wire::Failure};

/// One file to import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportRequest {
    /// The file.
    pub path: PathBuf,
    /// The side its users belong to.
    pub side: Side,
}

impl ImportRequest {
    /// A file of a side.
    #[must_use]
    pub fn new(path: &Path, side: Side) -> Self {
        Self {
            path: path.to_owned(),
            side,
        }
    }

    fn role(&self) -> &'static str {
        match self.side {
            Side::Legacy => "intranet users",
            Side::Azure => "Azure users",
        }
    }
}

/// Looks into a file without importing it; the side is what the file itself shows.
///
/// # Errors
/// When the file cannot be read.
pub fn inspect_file(path: &Path, job: &JobContext) -> Result<Inspection, Failure> {
    Ok(inspect(path, &ReadOptions::default(), job.read_host())?)
}

/// Imports files in order. A file that fails leaves nothing behind; those before it stay.
///
/// # Errors
/// When a file cannot be read or kept, or the user stops it.
pub fn import_files(
    workspace: &mut Workspace,
    requests: &[ImportRequest],
    now: Timestamp,
    job: &JobContext,
) -> Result<Vec<SourceId>, Failure> {
    requests
        .iter()
        .map(|request| import_file(workspace, request, now, job))
        .collect()
}

fn import_file(
    workspace: &mut Workspace,
    request: &ImportRequest,
    now: Timestamp,
    job: &JobContext,
) -> Result<SourceId, Failure> {
    let options = ReadOptions {
        side: Some(request.side),
        ..ReadOptions::default()
    };
    let inspection = inspect(&request.path, &options, job.read_host())?;
    refuse_blocked(&inspection.diagnostics)?;
    let mut import = workspace.begin_import(&now.to_string(), request.role())?;
    let summary = read(&request.path, &inspection, &mut import, job.read_host())?;
    Ok(import.commit(summary.records, summary.rejected)?)
}

/// A file of the other side, or one in which nobody can be told apart, makes a plan that only looks
/// like one: nothing of it is imported.
fn refuse_blocked(diagnostics: &[Diagnostic]) -> Result<(), Failure> {
    let blocker = diagnostics
        .iter()
        .find(|found| found.severity == Severity::Blocker);
    blocker.map_or(Ok(()), |found| {
        let message = format!("{}: {}", found.file, found.message);
        Err(Failure::new(&found.code.to_lowercase(), &message).hint(&found.hint))
    })
}

/// Makes the sources of a workspace exactly these files, read anew: older exports of the same people
/// would win over newer ones. The sources before are removed last, so a failure keeps them.
///
/// # Errors
/// As [`import_files`]; the workspace holds what it held before.
pub fn replace_sources(
    workspace: &mut Workspace,
    requests: &[ImportRequest],
    now: Timestamp,
    job: &JobContext,
) -> Result<(), Failure> {
    let before: Vec<SourceId> = workspace
        .sources()?
        .iter()
        .map(|source| source.id)
        .collect();
    let imported = import_files(workspace, requests, now, job);
    let keep_new = imported.is_ok();
    for source in workspace.sources()? {
        if before.contains(&source.id) == keep_new {
            workspace.remove_source(source.id)?;
        }
    }
    imported.map(|_| ())
}
