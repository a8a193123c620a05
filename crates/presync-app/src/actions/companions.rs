//! Files beside the users: taken in, listed with what they say, removed; and who is in scope.

use presync_core::Diagnostic;
use presync_store::{CompanionId, CompanionRow, Workspace};

use crate::{
    App,
    app::lock,
    job::JobContext,
    pipeline::{ASSIGNED, CompanionAsked, EVERYBODY, SCOPE, Taken, take_companion},
    wire::{
        AddCompanion, CompanionAdded, CompanionInfo, CompanionOdd, CompanionRole, CompanionSaid,
        CompanionsInfo, Failure, Nothing, RemoveCompanion, SetScope, WireScope,
    },
};

pub(crate) fn list(app: &App, _: Nothing) -> Result<CompanionsInfo, Failure> {
    match app.opened() {
        Some(opened) => listed(&opened.reader()),
        None => Ok(CompanionsInfo {
            files: Vec::new(),
            scope: None,
        }),
    }
}

pub(crate) fn add(
    app: &App,
    params: AddCompanion,
    job: &JobContext,
) -> Result<CompanionAdded, Failure> {
    let asked = CompanionAsked {
        path: lock(&app.handles).path(&params.handle)?,
        role: params.role,
        label: params.label.unwrap_or_default(),
        replaces: params.replaces.map(CompanionId),
    };
    let opened = app.workspace()?;
    let taken = take_companion(&mut *opened.writer()?, &asked, app.host.now(), job)?;
    Ok(match taken {
        Taken::Kept(row) => {
            let file = info(row)?;
            CompanionAdded {
                odd: file.said.odd.clone(),
                file: Some(file),
                suppressions: 0,
            }
        }
        Taken::Suppressions { count, odd } => CompanionAdded {
            file: None,
            suppressions: u32::try_from(count).unwrap_or(u32::MAX),
            odd: odd.into_iter().map(said).collect(),
        },
    })
}

pub(crate) fn remove(app: &App, params: RemoveCompanion) -> Result<CompanionsInfo, Failure> {
    let opened = app.workspace()?;
    let mut writer = opened.writer()?;
    writer.remove_companion(CompanionId(params.id))?;
    listed(&writer)
}

pub(crate) fn set_scope(app: &App, params: SetScope) -> Result<CompanionsInfo, Failure> {
    let choice = match params.scope {
        Some(WireScope::Assigned) => ASSIGNED,
        Some(WireScope::All) => EVERYBODY,
        None => "",
    };
    let opened = app.workspace()?;
    let mut writer = opened.writer()?;
    writer.choose(SCOPE, choice, &app.host.now().to_string())?;
    listed(&writer)
}

fn listed(workspace: &Workspace) -> Result<CompanionsInfo, Failure> {
    let rows = workspace.companions()?.into_iter();
    let scope = workspace.choices()?.remove(SCOPE);
    Ok(CompanionsInfo {
        files: rows.map(info).collect::<Result<_, _>>()?,
        scope: scope.map(|choice| match choice == ASSIGNED {
            true => WireScope::Assigned,
            false => WireScope::All,
        }),
    })
}

fn info(row: CompanionRow) -> Result<CompanionInfo, Failure> {
    let CompanionRow {
        id,
        companion,
        added_at,
    } = row;
    let role = CompanionRole::named(&companion.role);
    let said: Option<CompanionSaid> = serde_json::from_value(companion.said).ok();
    let (Some(role), Some(said)) = (role, said) else {
        let message = format!("{} was kept by another version.", companion.file);
        return Err(Failure::new("settings_unreadable", &message)
            .hint("Open the workspace with the version of Presync that made it."));
    };
    Ok(CompanionInfo {
        id: id.0,
        role,
        label: companion.label,
        file: companion.file,
        sha256: companion.sha256,
        bytes: companion.bytes,
        added_at,
        said,
    })
}

fn said(diagnostic: Diagnostic) -> CompanionOdd {
    CompanionOdd {
        severity: diagnostic.severity.as_str().to_owned(),
        row: diagnostic.row,
        message: diagnostic.message,
        hint: diagnostic.hint,
    }
}
