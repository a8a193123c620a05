//! Files into the workspace: all of them or none, each record with its place.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use jiff::Timestamp;
use presync_core::Side;
use presync_import::{ImportProfile, Imported, Inspection, ReadOptions, read};
use presync_store::{ImportTransaction, SideChanges, SourceId, Workspace};

use super::{
    gather::{self, Giver, Sides, Tee},
    imported::imported,
    memory::remember,
    reading::{Memory, Said, inspect_all, say_imported_before},
    reimport::Before,
    sides,
};
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
    /// How a person says it is to be read; what is open is taken from the profile, else detected.
    pub options: ReadOptions,
    /// What was decided about files before.
    pub profile: Option<Arc<ImportProfile>>,
}

impl ImportRequest {
    /// A file of a side, beside the sources that are there.
    #[must_use]
    pub fn new(path: &Path, side: Side) -> Self {
        Self {
            path: path.to_owned(),
            side,
            replaces: None,
            options: ReadOptions::default(),
            profile: None,
        }
    }

    /// What is said of reading it, beside what a workspace remembers.
    pub(crate) fn said<'a>(&'a self, memory: Option<Memory<'a>>) -> Said<'a> {
        Said {
            side: Some(self.side),
            options: &self.options,
            profile: self.profile.as_deref(),
            memory,
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
/// none. Pages of one list are read as one. What a person said of reading them is remembered.
///
/// # Errors
/// When a file cannot be read or kept, or the user stops it; the workspace holds what it held before.
pub fn import_files(
    workspace: &mut Workspace,
    requests: &[ImportRequest],
    now: Timestamp,
    job: &JobContext,
) -> Result<Vec<SourceId>, Failure> {
    let before = imported_beside(requests, workspace)?;
    let before: Vec<&Imported> = before.iter().collect();
    let mut inspections = inspect_all(requests, workspace, &before, job)?;
    say_imported_before(&mut inspections, &workspace.sources()?);
    let mut import = workspace.begin_import(&now.to_string())?;
    let before = Before::of(&import)?;
    let sources = read_all(requests, &inspections, &mut import, None, job)?;
    let out: Vec<SourceId> = requests.iter().filter_map(|one| one.replaces).collect();
    before.replace(&mut import, &out, job)?;
    import.commit()?;
    remember(workspace, requests, &inspections, now)?;
    Ok(sources)
}

/// What came of replacing the sources of a workspace.
#[derive(Debug)]
pub struct Replaced {
    /// What that changed on each side there were files of.
    pub changes: Vec<SideChanges>,
    /// The users that came in, as loading them would give them; none where they are too many.
    pub sides: Option<Sides>,
}

/// Makes the sources of a workspace exactly these files of both sides, read anew: older exports of the
/// same people would win over newer ones.
///
/// # Errors
/// As [`import_files`], and when a side has nobody.
pub fn replace_sources(
    workspace: &mut Workspace,
    requests: &[ImportRequest],
    now: Timestamp,
    job: &JobContext,
) -> Result<Replaced, Failure> {
    let inspections = inspect_all(requests, workspace, &[], job)?;
    let has_erased = workspace.has_erased()?;
    let mut import = workspace.begin_import(&now.to_string())?;
    let before = Before::of(&import)?;
    let out = before.ids();
    let (read, sides) =
        gather::beside(|give| read_all(requests, &inspections, &mut import, Some(give), job));
    read?;
    let mut sources = import.sources()?;
    sources.retain(|source| !out.contains(&source.id));
    sides::refuse_empty(&sources)?;
    let changes = before.replace(&mut import, &out, job)?;
    import.commit()?;
    // What was read has the people who were erased; the workspace left them out.
    let sides = sides.filter(|_| !has_erased);
    Ok(Replaced { changes, sides })
}

/// The sources that stay, of the sides that explain these files.
fn imported_beside(
    requests: &[ImportRequest],
    workspace: &Workspace,
) -> Result<Vec<Imported>, Failure> {
    let mut sources = workspace.sources()?;
    sources.retain(|source| {
        let is_opposite = |request: &ImportRequest| request.side != source.header.side;
        let goes = |request: &ImportRequest| request.replaces == Some(source.id);
        requests.iter().any(is_opposite) && !requests.iter().any(goes)
    });
    let each = sources.iter().map(|source| imported(workspace, source));
    each.collect()
}

fn read_all(
    requests: &[ImportRequest],
    inspections: &[Inspection],
    import: &mut ImportTransaction<'_>,
    give: Option<&Giver>,
    job: &JobContext,
) -> Result<Vec<SourceId>, Failure> {
    let mut take = |(request, inspection): (&ImportRequest, &Inspection)| {
        let mut source = import.add(request.role());
        let Some(give) = give else {
            let summary = read(&request.path, inspection, &mut source, job.read_host())?;
            return Ok(source.finish(summary.records, summary.rejected)?);
        };
        let mut tee = Tee::new(source, give);
        let summary = read(&request.path, inspection, &mut tee, job.read_host())?;
        let source = tee.finish(summary.records);
        Ok(source.finish(summary.records, summary.rejected)?)
    };
    requests.iter().zip(inspections).map(&mut take).collect()
}
