//! Home: the application, its workspaces, the sample.

use std::path::Path;

use presync_core::Side;
use presync_store::{Changed, EngagementRow, Passphrase, Workspace};

use crate::{
    App,
    app::{OpenWorkspace as Opened, lock},
    files::base_name,
    job::JobContext,
    pipeline::{CompanionAsked, ImportRequest, engagement, import_files, sample, take_companion},
    recent,
    wire::{
        AppInfo, CompanionRole, CreateWorkspace, Failure, Nothing, OpenWorkspace, RecentWorkspace,
        StalePart, UnlockWorkspace, WorkspaceInfo,
    },
};

pub(crate) fn info(app: &App, _: Nothing) -> Result<AppInfo, Failure> {
    let entries = app
        .host
        .state_folder()
        .map(|folder| recent::read(&folder))
        .unwrap_or_default();
    let recent = entries
        .into_iter()
        .map(|entry| {
            let path = Path::new(&entry.path);
            RecentWorkspace {
                handle: lock(&app.handles).add(path),
                name: base_name(path),
                folder: path
                    .parent()
                    .map(|p| p.display().to_string())
                    .unwrap_or_default(),
                opened_at: entry.opened_at,
            }
        })
        .collect();
    Ok(AppInfo {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        native_dialogs: app.host.native_dialogs(),
        recent,
    })
}

pub(crate) fn create(app: &App, params: CreateWorkspace) -> Result<Option<WorkspaceInfo>, Failure> {
    let title = params.title.trim();
    if title.is_empty() {
        return Err(
            Failure::new("title_missing", "The engagement has no name yet.")
                .hint("Type a name, for instance the customer's."),
        );
    }
    create_at_choice(app, engagement(title))
}

pub(crate) fn open(app: &App, params: OpenWorkspace) -> Result<Option<WorkspaceInfo>, Failure> {
    let path = match params.handle {
        Some(handle) => Some(lock(&app.handles).path(&handle)?),
        None => app.host.choose_workspace(),
    };
    let Some(path) = path else { return Ok(None) };
    app.close_workspace()?;
    *lock(&app.locked) = presync_store::is_locked(&path).then(|| path.clone());
    app.open_workspace(Workspace::open(&path)?)?;
    opened(app)
}

/// Opens the locked workspace that was to be opened last.
pub(crate) fn unlock(app: &App, params: UnlockWorkspace) -> Result<Option<WorkspaceInfo>, Failure> {
    let Some(path) = lock(&app.locked).clone() else {
        let message = "No locked workspace waits for a passphrase.";
        return Err(Failure::new("not_locked", message).hint("Open the workspace again."));
    };
    let key = Passphrase::given(params.passphrase);
    app.open_workspace(Workspace::unlock(&path, Some(&key))?)?;
    *lock(&app.locked) = None;
    opened(app)
}

pub(crate) fn close(app: &App, _: Nothing) -> Result<Nothing, Failure> {
    app.close_workspace()?;
    Ok(Nothing {})
}

pub(crate) fn workspace(app: &App, _: Nothing) -> Result<Option<WorkspaceInfo>, Failure> {
    app.opened().map(|opened| describe(&opened)).transpose()
}

pub(crate) fn open_sample(
    app: &App,
    _: Nothing,
    job: &JobContext,
) -> Result<Option<WorkspaceInfo>, Failure> {
    let files = sample::unpack()?;
    if create_at_choice(app, files.engagement())?.is_none() {
        return Ok(None);
    }
    let requests: Vec<ImportRequest> = [(Side::Legacy, &files.legacy), (Side::Azure, &files.azure)]
        .into_iter()
        .flat_map(|(side, paths)| paths.iter().map(move |p| ImportRequest::new(p, side)))
        .collect();
    let workspace = app.workspace()?;
    let schema = CompanionAsked {
        path: files.schema.clone(),
        role: Some(CompanionRole::Schema),
        label: String::new(),
        replaces: None,
    };
    let (mut writer, now) = (workspace.writer()?, app.host.now());
    take_companion(&mut writer, &schema, now, job)?;
    import_files(&mut writer, &requests, now, job)?;
    drop(writer);
    describe(&workspace).map(Some)
}

fn create_at_choice(app: &App, row: EngagementRow) -> Result<Option<WorkspaceInfo>, Failure> {
    let Some(path) = app
        .host
        .place_workspace(&format!("{}.presync", file_stem(&row.title)))
    else {
        return Ok(None);
    };
    app.close_workspace()?;
    let mut workspace = Workspace::create(&path)?;
    workspace.set_engagement(&row)?;
    app.open_workspace(workspace)?;
    opened(app)
}

fn opened(app: &App) -> Result<Option<WorkspaceInfo>, Failure> {
    let workspace = app.workspace()?;
    if let Some(folder) = app.host.state_folder() {
        recent::remember(&folder, &workspace.path, &app.host.now().to_string());
    }
    describe(&workspace).map(Some)
}

/// What the page shows of a workspace.
pub(crate) fn describe(opened: &Opened) -> Result<WorkspaceInfo, Failure> {
    let workspace = opened.reader();
    let sources = workspace.sources()?;
    let of = |side| {
        sources
            .iter()
            .filter(move |source| source.header.side == side)
    };
    let count = |side| u32::try_from(of(side).count()).unwrap_or(u32::MAX);
    let records = |side| {
        of(side)
            .map(|source| source.records - source.rejected)
            .sum()
    };
    let plan = workspace.plan_meta()?;
    let changed = match &plan {
        Some(plan) => plan.revision.changed(&workspace.revision()?),
        None => Vec::new(),
    };
    let title = workspace.engagement()?.map(|row| row.title);
    Ok(WorkspaceInfo {
        title: title.unwrap_or_else(|| base_name(&opened.path)),
        file: base_name(&opened.path),
        legacy_sources: count(Side::Legacy),
        azure_sources: count(Side::Azure),
        legacy_records: records(Side::Legacy),
        azure_records: records(Side::Azure),
        has_plan: plan.is_some(),
        plan_is_stale: !changed.is_empty(),
        stale_because: changed.into_iter().map(StalePart::from).collect(),
    })
}

impl From<Changed> for StalePart {
    fn from(changed: Changed) -> Self {
        match changed {
            Changed::Sources => Self::Sources,
            Changed::Decisions => Self::Decisions,
            Changed::Mapping => Self::Mapping,
            Changed::Companions => Self::Companions,
            Changed::Choices => Self::Assumptions,
            Changed::Suppressions => Self::Suppressions,
        }
    }
}

/// A file name made of a title: letters, digits, spaces and dashes.
fn file_stem(title: &str) -> String {
    let kept = |c: char| {
        if c.is_alphanumeric() || c == '-' {
            c
        } else {
            ' '
        }
    };
    let words: String = title.chars().map(kept).collect();
    let stem = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if stem.is_empty() {
        "engagement".to_owned()
    } else {
        stem
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_makes_a_harmless_file_name() {
        for (title, expect) in [
            ("Müller & Söhne", "Müller Söhne"),
            ("../../etc/passwd", "etc passwd"),
            ("???", "engagement"),
            ("A/B: 2026", "A B 2026"),
        ] {
            assert_eq!(file_stem(title), expect);
        }
    }
}
