//! A newer export of a side in place of an older one: what it changed, and which decisions it puts in doubt.
//!
//! The comparing is the core's; here it is given both exports while both are in the workspace.

use presync_core::{
    Population, Side,
    decision::Decision,
    record::SourceColumn,
    reimport::{Export, Limits, compare, lack_basis, review},
};
use presync_store::{ImportTransaction, SideChanges, SourceId, SourceRow, Workspace};

use crate::{job::JobContext, wire::Failure};

/// The sides in the order they are told.
pub(super) const SIDES: [Side; 2] = [Side::Azure, Side::Legacy];

/// What a workspace holds before files come in.
#[derive(Debug)]
pub(super) struct Before {
    sources: Vec<SourceRow>,
    changes: Vec<SideChanges>,
}

impl Before {
    /// Looks before the first file is read.
    pub(super) fn of(import: &ImportTransaction<'_>) -> Result<Self, Failure> {
        let mut changes = Vec::new();
        for side in SIDES {
            changes.extend(import.side_changes(side)?);
        }
        Ok(Self {
            sources: import.sources()?,
            changes,
        })
    }

    /// All sources that were there.
    pub(super) fn ids(&self) -> Vec<SourceId> {
        self.sources.iter().map(|source| source.id).collect()
    }

    /// Takes sources out once those that replace them are in, and keeps what that changed. A side whose
    /// files are the same again keeps what was known of it.
    pub(super) fn replace(
        mut self,
        import: &mut ImportTransaction<'_>,
        out: &[SourceId],
        job: &JobContext,
    ) -> Result<Vec<SideChanges>, Failure> {
        let mut changes = Vec::new();
        for side in SIDES {
            let old = of_side(&self.sources, side);
            let replaced = old.iter().filter(|source| out.contains(&source.id));
            let Some(since) = replaced.map(|source| &source.imported_at).max().cloned() else {
                continue;
            };
            let mut new = of_side(&import.sources()?, side);
            new.retain(|source| !out.contains(&source.id));
            if same_files(&old, &new) {
                changes.extend(
                    self.changes
                        .extract_if(.., |kept| kept.changes.side == side),
                );
            } else {
                changes.push(changed(import, since, [&old, &new], job)?);
            }
        }
        for source in out {
            import.remove(*source)?;
        }
        for kept in &changes {
            import.keep_side_changes(kept)?;
        }
        Ok(changes)
    }
}

/// Keeps what decisions, those given and the workspace's own, are based on that nobody has looked at yet:
/// before the exports become others.
///
/// # Errors
/// When a side is too large, the disk refuses, or the user stops it.
pub fn keep_bases(
    workspace: &mut Workspace,
    given: &[Decision],
    job: &JobContext,
) -> Result<(), Failure> {
    let mut decisions = workspace.decisions()?;
    decisions.extend_from_slice(given);
    let known = workspace.decision_bases()?;
    if !lack_basis(&decisions, &known) {
        return Ok(());
    }
    if let Some([legacy, azure]) = both_sides(workspace, job)? {
        let looked = review(&decisions, &known, [&legacy, &azure], None);
        workspace.keep_bases(&looked.fresh)?;
    }
    Ok(())
}

/// Looks again at the decisions of a workspace whose exports are others now. New candidates are the
/// plan's to find.
///
/// # Errors
/// When a side is too large, the disk refuses, or the user stops it.
pub fn look_again(workspace: &mut Workspace, job: &JobContext) -> Result<(), Failure> {
    let decisions = workspace.decisions()?;
    if decisions.is_empty() {
        return Ok(());
    }
    if let Some([legacy, azure]) = both_sides(workspace, job)? {
        let known = workspace.decision_bases()?;
        let looked = review(&decisions, &known, [&legacy, &azure], None);
        workspace.replace_doubts(&looked.doubts)?;
    }
    Ok(())
}

pub(super) fn both_sides(
    workspace: &Workspace,
    job: &JobContext,
) -> Result<Option<[Population; 2]>, Failure> {
    let sources = workspace.sources()?;
    let has = |side| !of_side(&sources, side).is_empty();
    if !has(Side::Legacy) || !has(Side::Azure) {
        return Ok(None);
    }
    let legacy = workspace.population(Side::Legacy, job)?;
    Ok(Some([legacy, workspace.population(Side::Azure, job)?]))
}

fn changed(
    import: &ImportTransaction<'_>,
    since: String,
    [old, new]: [&[SourceRow]; 2],
    job: &JobContext,
) -> Result<SideChanges, Failure> {
    let side = old[0].header.side;
    let before = import.population(side, old, job)?;
    let after = import.population(side, new, job)?;
    let [old, new] = [old, new].map(columns);
    let export = |users, columns| Export { users, columns };
    let changes = compare(
        export(&before, &old),
        export(&after, &new),
        Limits::default(),
    );
    Ok(SideChanges { since, changes })
}

fn of_side(sources: &[SourceRow], side: Side) -> Vec<SourceRow> {
    let of_side = sources.iter().filter(|source| source.header.side == side);
    of_side.cloned().collect()
}

/// Whether the same bytes are read the same way.
fn same_files(old: &[SourceRow], new: &[SourceRow]) -> bool {
    let same = |(old, new): (&SourceRow, &SourceRow)| {
        let [old, new] = [&old.header, &new.header];
        (&old.sha256, &old.sheet, &old.columns) == (&new.sha256, &new.sheet, &new.columns)
    };
    old.len() == new.len() && old.iter().zip(new).all(same)
}

fn columns(sources: &[SourceRow]) -> Vec<SourceColumn> {
    let columns = sources.iter().flat_map(|source| &source.header.columns);
    columns.cloned().collect()
}
