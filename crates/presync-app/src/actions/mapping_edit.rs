//! Saving mappings: each change is a version, and every step can be taken back, across restarts.

use presync_core::mapping::{AttributeMapping, Mapping};
use presync_store::{MappingOrigin, MappingSave, MappingTurn, MappingVersion};

use super::{
    mapping_base::{self as base, is_same},
    mapping_rows as rows,
    why::finished,
};
use crate::{
    App,
    app::{OpenWorkspace, lock},
    files::base_name,
    job::JobContext,
    pipeline::read_mapping,
    wire::{
        DraftMapping, Failure, ImportMapping, MappingImported, MappingSaved, MappingVersionInfo,
        MappingVersionRef, Nothing, WireDiagnostic,
    },
};

/// Saves edited rows, unless something about them cannot be meant.
pub(crate) fn set(app: &App, draft: DraftMapping) -> Result<MappingSaved, Failure> {
    let opened = app.workspace()?;
    let job = JobContext::unwatched();
    let finished = finished(app, &opened, &job)?;
    let recommended = base::recommended(app, &opened, &job)?;
    let mut mapping = base::in_force(app, &opened, &job)?;
    let edited = rows::rows(&draft.rows, &mapping)?;
    let reasoned = edited.into_iter();
    mapping.users.rows = reasoned
        .map(|row| reasoned_row(row, &recommended.mapping))
        .collect();
    let remarks = rows::remarks(&mapping, Some(&finished));
    if !remarks.can_save {
        let version = None;
        return Ok(MappingSaved { version, remarks });
    }
    let save = MappingSave {
        mapping: &mapping,
        origin: MappingOrigin::Edited,
        name: "",
    };
    let version = Some(saved(app, &opened, &save)?.0);
    Ok(MappingSaved { version, remarks })
}

pub(crate) fn undo(app: &App, _: Nothing) -> Result<Option<MappingVersionInfo>, Failure> {
    turn(app, MappingTurn::Undo)
}

pub(crate) fn redo(app: &App, _: Nothing) -> Result<Option<MappingVersionInfo>, Failure> {
    turn(app, MappingTurn::Redo)
}

/// Takes whatever is recommended again; what was saved stays and can be gone back to.
pub(crate) fn reset(app: &App, _: Nothing) -> Result<MappingVersionInfo, Failure> {
    let opened = app.workspace()?;
    let recommended = base::recommended(app, &opened, &JobContext::unwatched())?;
    let save = MappingSave {
        mapping: &recommended.mapping,
        origin: MappingOrigin::Recommended,
        name: "",
    };
    saved(app, &opened, &save)?;
    base::head(&opened.reader())
}

/// Puts a saved version in force again, as a new one.
pub(crate) fn restore(app: &App, params: MappingVersionRef) -> Result<MappingVersionInfo, Failure> {
    let opened = app.workspace()?;
    let version = MappingVersion(params.number);
    let Some(stored) = opened.reader().mapping_version(version)? else {
        return reset(app, Nothing {});
    };
    let heads = opened.reader().mapping_heads()?;
    let head = heads.into_iter().find(|head| head.version == version);
    let name = head.map(|head| head.name).unwrap_or_default();
    let save = MappingSave {
        mapping: &stored.mapping,
        origin: stored.origin,
        name: &name,
    };
    saved(app, &opened, &save)?;
    base::head(&opened.reader())
}

/// Reads a mapping from an app's own synchronization schema; it is in force then.
pub(crate) fn import(app: &App, params: ImportMapping) -> Result<MappingImported, Failure> {
    let opened = app.workspace()?;
    let path = lock(&app.handles).path(&params.handle)?;
    let (mapping, diagnostics) = read_mapping(&path)?;
    let save = MappingSave {
        mapping: &mapping,
        origin: MappingOrigin::Given,
        name: &base_name(&path),
    };
    let version = saved(app, &opened, &save)?.0;
    Ok(MappingImported {
        version,
        rows: u32::try_from(mapping.users.rows.len()).unwrap_or(u32::MAX),
        diagnostics: diagnostics.into_iter().map(WireDiagnostic::from).collect(),
    })
}

fn turn(app: &App, turn: MappingTurn) -> Result<Option<MappingVersionInfo>, Failure> {
    let opened = app.workspace()?;
    let turned = opened
        .writer()?
        .turn_mapping(turn, &app.host.now().to_string())?;
    turned.map(|_| base::head(&opened.reader())).transpose()
}

fn saved(
    app: &App,
    opened: &OpenWorkspace,
    save: &MappingSave<'_>,
) -> Result<MappingVersion, Failure> {
    let at = app.host.now().to_string();
    Ok(opened.writer()?.save_mapping(save, &at)?)
}

/// A row as recommended keeps its reason; another says what it differs from.
fn reasoned_row(row: AttributeMapping, recommended: &Mapping) -> AttributeMapping {
    match recommended.users.row(&row.target) {
        Some(known) if is_same(&row, known) => known.clone(),
        Some(known) if known.source == row.source => AttributeMapping {
            reason: format!("Changed by hand. {}", known.reason),
            evidence: known.evidence.clone(),
            ..row
        },
        Some(known) => AttributeMapping {
            reason: format!("Changed by hand; recommended was {}.", known.source.label()),
            evidence: String::new(),
            ..row
        },
        None => AttributeMapping {
            reason: "Added by hand.".to_owned(),
            evidence: String::new(),
            ..row
        },
    }
}
