//! Files into the workspace: all of them or none, each record with its place.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use presync_core::{Diagnostic, Severity, Side};
use presync_import::{Inspection, ReadOptions, inspect, look_together, read};
use presync_store::{ImportTransaction, SideChanges, SourceId, Workspace};

use super::{reimport::Before, sides};
use crate::{job::JobContext, wire::Failure};

/// One file to import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportRequest {
    /// The file.
    pub path: PathBuf,
    /// The side its users belong to.
    pub side: Side,
    /// The source it is a newer export of, which goes when it comes.
    pub replaces: Option<SourceId>,
}

impl ImportRequest {
    /// A file of a side, beside the sources that are there.
    #[must_use]
    pub fn new(path: &Path, side: Side) -> Self {
        Self {
            path: path.to_owned(),
            side,
            replaces: None,
        }
    }

    fn role(&self) -> &'static str {
        match self.side {
            Side::Legacy => "intranet users",
            Side::Azure => "Azure users",
        }
    }
}

/// Imports files in order, beside the sources that are there but for those they replace: all of them or
/// none. Pages of one list are read as one.
///
/// # Errors
/// When a file cannot be read or kept, or the user stops it; the workspace holds what it held before.
pub fn import_files(
    workspace: &mut Workspace,
    requests: &[ImportRequest],
    now: Timestamp,
    job: &JobContext,
) -> Result<Vec<SourceId>, Failure> {
    let inspections = inspect_all(requests, job)?;
    let mut import = workspace.begin_import(&now.to_string())?;
    let before = Before::of(&import)?;
    let sources = read_all(requests, &inspections, &mut import, job)?;
    let out: Vec<SourceId> = requests.iter().filter_map(|one| one.replaces).collect();
    before.replace(&mut import, &out, job)?;
    import.commit()?;
    Ok(sources)
}

/// Makes the sources of a workspace exactly these files of both sides, read anew: older exports of the
/// same people would win over newer ones. Gives what that changed on each side there were files of.
///
/// # Errors
/// As [`import_files`], and when a side has nobody.
pub fn replace_sources(
    workspace: &mut Workspace,
    requests: &[ImportRequest],
    now: Timestamp,
    job: &JobContext,
) -> Result<Vec<SideChanges>, Failure> {
    let inspections = inspect_all(requests, job)?;
    let mut import = workspace.begin_import(&now.to_string())?;
    let before = Before::of(&import)?;
    let out = before.ids();
    read_all(requests, &inspections, &mut import, job)?;
    let mut sources = import.sources()?;
    sources.retain(|source| !out.contains(&source.id));
    sides::refuse_empty(&sources)?;
    let changes = before.replace(&mut import, &out, job)?;
    import.commit()?;
    Ok(changes)
}

/// Looks into all files first: what is wrong with the last one is said before the first one is read.
fn inspect_all(requests: &[ImportRequest], job: &JobContext) -> Result<Vec<Inspection>, Failure> {
    let look = |request: &ImportRequest| {
        let options = ReadOptions {
            side: Some(request.side),
            ..ReadOptions::default()
        };
        Ok(inspect(&request.path, &options, job.read_host())?)
    };
    let mut inspections = requests
        .iter()
        .map(look)
        .collect::<Result<Vec<Inspection>, Failure>>()?;
    look_together(&mut inspections);
    for inspection in &inspections {
        inspection.check_users()?;
        refuse_blocked(&inspection.diagnostics)?;
    }
    Ok(inspections)
}

fn read_all(
    requests: &[ImportRequest],
    inspections: &[Inspection],
    import: &mut ImportTransaction<'_>,
    job: &JobContext,
) -> Result<Vec<SourceId>, Failure> {
    let mut take = |(request, inspection): (&ImportRequest, &Inspection)| {
        let mut source = import.add(request.role());
        let summary = read(&request.path, inspection, &mut source, job.read_host())?;
        Ok(source.finish(summary.records, summary.rejected)?)
    };
    requests.iter().zip(inspections).map(&mut take).collect()
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
