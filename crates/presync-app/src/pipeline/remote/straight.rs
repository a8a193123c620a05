//! Lists that were pulled, taken over into a workspace as imports: the same staging, places and diagnostics
//! as files have that somebody exported.

use std::path::PathBuf;

use jiff::Timestamp;
use presync_core::Side;
use presync_store::{SourceId, SourceRow, Workspace};

use crate::{
    files::base_name,
    job::JobContext,
    pipeline::{ImportRequest, import_files},
    wire::Failure,
};

/// What taking lists over came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenOver {
    /// The sources they have become, in order.
    pub sources: Vec<SourceRow>,
    /// How many sources of those names went: what earlier pulls had brought.
    pub replaced: usize,
}

/// Takes pulled lists over, each in place of the source of its name and side where there is one: all of them
/// or none.
///
/// # Errors
/// When one cannot be read or kept, or the user stops it: the workspace holds what it held before.
pub fn take_over(
    workspace: &mut Workspace,
    lists: &[(PathBuf, Side)],
    now: Timestamp,
    job: &JobContext,
) -> Result<TakenOver, Failure> {
    let before = workspace.sources()?;
    let requests: Vec<ImportRequest> = lists
        .iter()
        .map(|(path, side)| ImportRequest {
            replaces: earlier(&before, &base_name(path), *side),
            ..ImportRequest::new(path, *side)
        })
        .collect();
    let ids = import_files(workspace, &requests, now, job)?;
    let mut sources = workspace.sources()?;
    sources.retain(|source| ids.contains(&source.id));
    let replaced = requests.iter().filter(|one| one.replaces.is_some()).count();
    Ok(TakenOver { sources, replaced })
}

fn earlier(sources: &[SourceRow], name: &str, side: Side) -> Option<SourceId> {
    let same = |source: &&SourceRow| source.header.side == side && source.header.file == name;
    sources.iter().find(same).map(|source| source.id)
}
