//! `presync workspace`: what is inside, locking, purging, erasing, and until when it may be kept.

use std::{
    fs::OpenOptions,
    io::Write,
    path::{Path, PathBuf},
};

use presync_app::{
    wire::Failure,
    workspace::{self, ErasureReport, Passphrase, PurgeLevel, Retention, Workspace},
};
use serde_json::{Value, json};

use crate::{
    CommandResult, DONE,
    args::Common,
    failure::CommandError,
    keys, terminal,
    workspace_args::{LevelArg, WorkspaceCommand},
};

/// The folder of the desktop app's own state, by its identifier.
const DESKTOP: &str = "app.presync.desktop";

pub(crate) fn run(common: &Common, command: &WorkspaceCommand) -> CommandResult {
    match command {
        WorkspaceCommand::Info { file } => info(common, file),
        WorkspaceCommand::Encrypt { file } => encrypt(common, file),
        WorkspaceCommand::Decrypt { file } => relock(common, file, None),
        WorkspaceCommand::Passphrase { file } => passphrase(common, file),
        WorkspaceCommand::Purge {
            file,
            level,
            certificate,
        } => purge(common, file, *level, certificate.as_deref()),
        WorkspaceCommand::Erase { file, id } => erase(common, file, id),
        WorkspaceCommand::Keep {
            file,
            until,
            reason,
        } => keep(common, file, &until.to_string(), reason),
    }
}

fn encrypt(common: &Common, file: &Path) -> CommandResult {
    if workspace::is_locked(file) {
        let message = format!("{} is locked already.", name_of(file));
        let failure = Failure::new("already_locked", &message);
        return Err(failure
            .hint("presync workspace passphrase locks it with another one.")
            .into());
    }
    // What is no workspace is said before anybody thinks of a passphrase.
    Workspace::open(file).map_err(Failure::from)?;
    let new = keys::first()?;
    lock_with(common, file, None, Some(&new))
}

fn passphrase(common: &Common, file: &Path) -> CommandResult {
    let present = present(file)?;
    let new = keys::another()?;
    lock_with(common, file, Some(&present), Some(&new))
}

fn relock(common: &Common, file: &Path, new: Option<&Passphrase>) -> CommandResult {
    let present = present(file)?;
    lock_with(common, file, Some(&present), new)
}

/// What a workspace is locked with, once it has opened it.
fn present(file: &Path) -> Result<Passphrase, CommandError> {
    let Some(present) = keys::of([file])? else {
        Workspace::open(file).map_err(Failure::from)?;
        let failure = Failure::new("not_locked", &format!("{} is not locked.", name_of(file)));
        return Err(failure.hint("presync workspace encrypt locks it.").into());
    };
    Workspace::unlock(file, Some(&present)).map_err(Failure::from)?;
    Ok(present)
}

fn lock_with(
    common: &Common,
    file: &Path,
    present: Option<&Passphrase>,
    new: Option<&Passphrase>,
) -> CommandResult {
    let files = Workspace::relock(file, present, new).map_err(Failure::from)?;
    let locked = new.is_some();
    if common.json {
        terminal::print(&json!({ "locked": locked, "files": files }).to_string())?;
    } else {
        let done = if locked { "locked" } else { "unlocked" };
        let backups = match files {
            1 => String::new(),
            more => format!(" and {} of its backups", more - 1),
        };
        terminal::print(&format!("{}{backups} {done}", name_of(file)))?;
    }
    Ok(DONE)
}

fn purge(
    common: &Common,
    file: &Path,
    level: LevelArg,
    certificate: Option<&Path>,
) -> CommandResult {
    let level = match level {
        LevelArg::Imports => PurgeLevel::Imports,
        LevelArg::AllButAggregates => PurgeLevel::AllButAggregates,
        LevelArg::Everything => PurgeLevel::Everything,
    };
    if let Some(out) = certificate.filter(|out| out.exists()) {
        let message = format!("{} is there already; nothing was purged.", name_of(out));
        let failure = Failure::new("file_exists", &message);
        return Err(failure
            .hint("Name another file for the certificate.")
            .into());
    }
    let key = keys::of([file])?;
    let full = std::fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
    let at = common.now().to_string();
    let said = Workspace::purge(file, key.as_ref(), level, &at).map_err(Failure::from)?;
    if level == PurgeLevel::Everything
        && let Some(folder) = desktop_state()
    {
        workspace::forget(&folder, &full);
    }
    let text = serde_json::to_string_pretty(&said).map_err(|_| CommandError::internal())?;
    if let Some(out) = certificate {
        write_new(out, &text)?;
    }
    terminal::print(&text)?;
    Ok(DONE)
}

fn write_new(out: &Path, text: &str) -> Result<(), CommandError> {
    let written = OpenOptions::new().write(true).create_new(true).open(out);
    let written = written.and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.sync_all()
    });
    written.map_err(|error| CommandError::io("Writing the certificate", &error))
}

fn erase(common: &Common, file: &Path, ids: &[String]) -> CommandResult {
    let key = keys::of([file])?;
    let mut fresh = [0; 32];
    getrandom::fill(&mut fresh).map_err(|_| CommandError::internal())?;
    let at = common.now().to_string();
    let report = Workspace::erase(file, key.as_ref(), ids, fresh, &at).map_err(Failure::from)?;
    if common.json {
        terminal::print(&erased_json(&report).to_string())?;
    } else {
        for line in erased_words(&report) {
            terminal::print(&line)?;
        }
    }
    Ok(DONE)
}

fn erased_json(report: &ErasureReport) -> Value {
    let records: serde_json::Map<String, Value> = report
        .records
        .iter()
        .map(|(side, count)| (side.as_str().to_owned(), (*count).into()))
        .collect();
    json!({
        "records": records, "mentions": report.mentions, "decisions": report.decisions,
        "suppressions": report.suppressions, "backups": report.backups, "left": report.left,
    })
}

fn erased_words(report: &ErasureReport) -> Vec<String> {
    let records = report.records.iter();
    let mut lines: Vec<String> = records
        .map(|(side, count)| format!("erased: {count} records of the {} side", side.as_str()))
        .collect();
    for (count, what) in [
        (
            report.mentions,
            "records of others no longer name the person",
        ),
        (report.decisions, "decisions are gone"),
        (report.suppressions, "suppressions are gone"),
        (report.backups, "backups are removed"),
    ] {
        if count > 0 {
            lines.push(format!("{count} {what}"));
        }
    }
    lines.push("the plan is gone; make it again".to_owned());
    for (table, rows) in &report.left {
        lines.push(format!(
            "warning: {table} still names the person in {rows} rows; edit it yourself"
        ));
    }
    lines.push("packages that were written elsewhere are not searched".to_owned());
    lines
}

fn keep(common: &Common, file: &Path, until: &str, reason: &str) -> CommandResult {
    let key = keys::of([file])?;
    let mut workspace = Workspace::unlock(file, key.as_ref()).map_err(Failure::from)?;
    let said = Retention {
        keep_until: until.to_owned(),
        reason: reason.to_owned(),
        said_at: common.now().to_string(),
    };
    workspace.retain(&said).map_err(Failure::from)?;
    workspace.close().map_err(Failure::from)?;
    terminal::print(&format!("{} may be kept until {until}", name_of(file)))?;
    Ok(DONE)
}

fn info(common: &Common, file: &Path) -> CommandResult {
    let key = keys::of([file])?;
    let workspace = Workspace::unlock(file, key.as_ref()).map_err(Failure::from)?;
    keys::warn(common, &workspace)?;
    let about = describe(&workspace).map_err(CommandError::from)?;
    if common.json {
        terminal::print(&about.to_string())?;
    } else {
        let about = about.as_object().into_iter().flatten();
        for (name, value) in about.filter(|(_, value)| !value.is_null()) {
            let text = value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned);
            terminal::print(&format!("{:20} {text}", name.replace('_', " ")))?;
        }
    }
    Ok(DONE)
}

/// Counts and dates; no names of people.
fn describe(workspace: &Workspace) -> Result<Value, Failure> {
    let sources = workspace.sources()?;
    let records = |side: presync_app::Side| -> u32 {
        let of_side = sources.iter().filter(|source| source.header.side == side);
        of_side.map(|source| source.records - source.rejected).sum()
    };
    let retention = workspace.retention()?;
    let plan = workspace.plan_meta()?;
    Ok(json!({
        "file": name_of(workspace.path()),
        "title": workspace.engagement()?.map(|row| row.title),
        "locked": workspace.is_locked(),
        "sources": sources.len(),
        "intranet_users": records(presync_app::Side::Legacy),
        "azure_users": records(presync_app::Side::Azure),
        "decisions": workspace.decisions()?.len(),
        "plan_made_at": plan.map(|plan| plan.made_at),
        "keep_until": retention.as_ref().map(|said| &said.keep_until),
        "keep_reason": retention.as_ref().map(|said| &said.reason),
        "purges": workspace.purges()?.len(),
        "backup_made": workspace.backup().map(name_of),
    }))
}

fn name_of(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// Where the desktop app keeps its list of recent workspaces.
fn desktop_state() -> Option<PathBuf> {
    let folder = |variable: &str| std::env::var_os(variable).map(PathBuf::from);
    let data = if cfg!(windows) {
        folder("APPDATA")
    } else if cfg!(target_os = "macos") {
        folder("HOME").map(|home| home.join("Library/Application Support"))
    } else {
        folder("XDG_DATA_HOME").or_else(|| folder("HOME").map(|home| home.join(".local/share")))
    };
    data.map(|data| data.join(DESKTOP))
}
