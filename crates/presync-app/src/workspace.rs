//! The workspace of a command: the one named, or a temporary one; and a finished plan put into it.

use std::path::Path;

use presync_core::comparison::Standing;
pub use presync_store::{
    EngagementRow, ErasureReport, Passphrase, PassphraseError, PurgeLevel, Retention, Workspace,
    is_locked,
};
use presync_store::{PlanSave, Revision};

use crate::{
    job::JobContext,
    pipeline::{self, Finished},
    wire::{Failure, PlanSummary},
};

/// Opens the named workspace, makes it when there is none of that name, or makes a temporary one in
/// the folder the output goes to, where it is covered by the same rights and the same disk. A new one
/// gets the name and settings given, if any.
///
/// # Errors
/// When it cannot be opened or made.
pub fn open_or_make(
    named: Option<&Path>,
    out: &Path,
    engagement: Option<&EngagementRow>,
) -> Result<Workspace, Failure> {
    unlock_or_make(named, out, engagement, None)
}

/// The same with a passphrase: a locked workspace is opened with it, a new one is locked with it.
///
/// # Errors
/// When it cannot be opened or made, or the passphrase is not fit to lock one with.
pub fn unlock_or_make(
    named: Option<&Path>,
    out: &Path,
    engagement: Option<&EngagementRow>,
    key: Option<&Passphrase>,
) -> Result<Workspace, Failure> {
    let mut workspace = match named {
        Some(path) if path.exists() => return Ok(Workspace::unlock(path, key)?),
        Some(path) => Workspace::create_locked(path, key)?,
        None => Workspace::open_temporary(folder_of(out))?,
    };
    if let Some(engagement) = engagement {
        workspace.set_engagement(engagement)?;
    }
    Ok(workspace)
}

/// Puts a plan into the workspace it was made from.
///
/// # Errors
/// When the disk refuses or the user stops it; the plan before stays then.
pub fn save(
    workspace: &mut Workspace,
    finished: &Finished,
    revision: &Revision,
    job: &JobContext,
) -> Result<PlanSummary, Failure> {
    let summary = PlanSummary::of(finished);
    let document = serde_json::to_value(&summary).map_err(|_| Failure::internal())?;
    let engagement = finished.made.engagement();
    let save = PlanSave {
        engagement: &engagement,
        revision,
        summary: &document,
    };
    let number = workspace.save_plan(save, job)?;
    let print = Standing::of(&engagement, &finished.summary).map_err(pipeline::too_large)?;
    workspace.keep_print(number, &print)?;
    if finished.documents.redaction.is_none() {
        let key = pipeline::redaction_key(&finished.made);
        workspace.keep_redaction_secret(key.bytes())?;
    }
    workspace.keep_bases(&finished.review.fresh)?;
    workspace.replace_doubts(&finished.review.doubts)?;
    Ok(summary)
}

/// The nearest folder above the output that exists already.
fn folder_of(out: &Path) -> &Path {
    let above = out
        .ancestors()
        .skip(1)
        .filter(|folder| !folder.as_os_str().is_empty());
    above
        .into_iter()
        .find(|folder| folder.is_dir())
        .unwrap_or(Path::new("."))
}

/// Takes a workspace that is gone out of a host's list of recent ones.
pub fn forget(state_folder: &Path, workspace: &Path) {
    crate::recent::forget(state_folder, workspace);
}
