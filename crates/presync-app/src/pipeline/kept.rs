//! What a workspace keeps beside its users: files, choices and the mapping that was edited, so that the window
//! writes what the command line writes.

use std::{
    fs,
    path::{Path, PathBuf},
};

use jiff::Timestamp;
use presync_core::{Chosen, Diagnostic, Severity, engagement::InputFile};
use presync_import::read_suppressions;
use presync_store::{
    Companion, CompanionId, CompanionRow, EngagementRow, MappingOrigin, StoredMapping, Workspace,
};
use serde_json::json;
use tempfile::TempDir;

use super::{
    Companions, Extras,
    companion::{self, Recognised},
    documents::{input_file, note},
    take_suppressions,
};
use crate::{
    files::base_name,
    job::JobContext,
    wire::{CompanionRole, Failure},
};

/// Files are kept whole, so they have a limit.
const BYTES_MAX: u64 = 256 << 20;
/// The choice that says who is in scope.
pub(crate) const SCOPE: &str = "scope";
/// Its word for assigned users and groups only.
pub(crate) const ASSIGNED: &str = "assigned";
/// Its word for every user of the tenant.
pub(crate) const EVERYBODY: &str = "all";

/// A file to be taken in.
#[derive(Debug, Clone)]
pub(crate) struct CompanionAsked {
    pub(crate) path: PathBuf,
    /// What somebody says it is; none to be recognised.
    pub(crate) role: Option<CompanionRole>,
    /// The group it lists, where it does not say so itself; else empty.
    pub(crate) label: String,
    /// The file it takes the place of.
    pub(crate) replaces: Option<CompanionId>,
}

/// What became of a file.
#[derive(Debug)]
pub(crate) enum Taken {
    /// It is kept.
    Kept(CompanionRow),
    /// Its accepted findings are in the workspace's list.
    Suppressions { count: usize, odd: Vec<Diagnostic> },
}

/// An engagement of that name.
#[must_use]
pub fn engagement(title: &str) -> EngagementRow {
    EngagementRow {
        title: title.to_owned(),
        settings: json!({}),
    }
}

/// What the workspace keeps, as the files beside the users.
///
/// # Errors
/// When a file cannot be read, or a choice was made in another version.
pub fn kept_extras(workspace: &Workspace, job: &JobContext) -> Result<Extras, Failure> {
    let rows = workspace.companions()?;
    let laid = LaidOut::of(workspace, rows)?;
    let mut companions = laid.companions();
    choose(workspace, &mut companions)?;
    let mut extras = companions.read(job).map_err(in_the_window)?;
    laid.name(&mut extras.inputs);
    extras.mapping = kept_mapping(workspace)?.map(|kept| kept.mapping);
    Ok(extras)
}

/// The mapping that somebody edited or read in, while it is in force; none while plans take what is recommended.
///
/// # Errors
/// When it cannot be read.
pub fn kept_mapping(workspace: &Workspace) -> Result<Option<StoredMapping>, Failure> {
    let stored = workspace.mapping()?;
    Ok(stored.filter(|stored| stored.origin != MappingOrigin::Recommended))
}

/// What is chosen where no document says how the systems behave.
///
/// # Errors
/// When a choice was made in another version.
pub(crate) fn kept_choices(workspace: &Workspace) -> Result<Chosen, Failure> {
    let mut chosen = Chosen::default();
    for (name, choice) in workspace.choices()? {
        if name != SCOPE {
            let made = chosen.choose(&format!("{name}={choice}"));
            made.map_err(|_| unreadable())?;
        }
    }
    Ok(chosen)
}

/// Takes a file in: read first, so that one that cannot be read is not kept.
///
/// # Errors
/// When it is something else, cannot be read, or the workspace refuses.
pub(crate) fn take_companion(
    workspace: &mut Workspace,
    asked: &CompanionAsked,
    now: Timestamp,
    job: &JobContext,
) -> Result<Taken, Failure> {
    let found = companion::recognise(&asked.path, job)?;
    let role = match (asked.role, found) {
        (None, Recognised::Suppressions) => return suppressions(workspace, &asked.path, job),
        (None, Recognised::Users) => return Err(holds_users(&asked.path)),
        (None, Recognised::Companion(role)) => role,
        (Some(role), found) => {
            companion::check(&asked.path, role, found)?;
            role
        }
    };
    let label = label(role, &asked.label)?;
    let kept = keep(workspace, asked, role, label, now, job);
    kept.map(Taken::Kept)
        .map_err(|failure| unnamed(role, label, failure))
}

/// Takes the files and choices that the command line names into a workspace, in place of those of their kind, and
/// reads everything that is kept or named. What is used without being named is said.
///
/// # Errors
/// As [`Companions::read`]; as the workspace says.
pub fn keep_given(
    workspace: &mut Workspace,
    given: &Companions,
    now: Timestamp,
    job: &JobContext,
) -> Result<Extras, Failure> {
    let named = companion::named(given);
    if !given.groups.is_empty() {
        forget_groups(workspace)?;
    }
    for (path, role, label) in &named {
        let asked = CompanionAsked {
            path: path.clone(),
            role: Some(*role),
            label: label.clone(),
            replaces: None,
        };
        keep(workspace, &asked, *role, label, now, job)?;
    }
    keep_choices(workspace, given, now)?;
    let laid = LaidOut::of(workspace, workspace.companions()?)?;
    let mut companions = Companions {
        mapping: given.mapping.clone(),
        links: given.links.clone(),
        decisions: given.decisions.clone(),
        suppressions: given.suppressions.clone(),
        ..laid.companions()
    };
    choose(workspace, &mut companions)?;
    let mut extras = companions.read(job)?;
    laid.name(&mut extras.inputs);
    let others = laid.files.iter().filter(|(_, role, _)| {
        let mut given = named.iter();
        !given.any(|(_, other, _)| other == role)
    });
    let path = workspace.path();
    extras.diagnostics.extend(others.map(|(_, role, row)| {
        let file = &row.companion.file;
        of_workspace(path, &format!("{file} as {}", role.words()))
    }));
    let unsaid = companions.chosen.written().into_iter();
    let said = given.chosen.written();
    let unsaid = unsaid.filter(|choice| !said.contains(choice));
    extras
        .diagnostics
        .extend(unsaid.map(|choice| of_workspace(path, &format!("the choice {choice}"))));
    Ok(extras)
}

fn of_workspace(path: &Path, what: &str) -> Diagnostic {
    let message = format!("The plan is made with {what}, which this workspace keeps.");
    let hint = "Give another with its flag, or remove it in the window: Import, or Simulate.";
    Diagnostic {
        severity: Severity::Note,
        ..note(Some(path), "KEPT_BY_WORKSPACE", &message, hint)
    }
}

fn keep_choices(
    workspace: &mut Workspace,
    given: &Companions,
    now: Timestamp,
) -> Result<(), Failure> {
    let at = now.to_string();
    for written in given.chosen.written() {
        if let Some((name, choice)) = written.rsplit_once('=') {
            workspace.choose(name, choice, &at)?;
        }
    }
    if let Some(assigned_only) = given.assigned_only {
        let choice = if assigned_only { ASSIGNED } else { EVERYBODY };
        workspace.choose(SCOPE, choice, &at)?;
    }
    Ok(())
}

fn forget_groups(workspace: &mut Workspace) -> Result<(), Failure> {
    let rows = workspace.companions()?.into_iter();
    for row in rows.filter(|row| row.companion.role == CompanionRole::GroupMembers.word()) {
        workspace.remove_companion(row.id)?;
    }
    Ok(())
}

/// Reads a file as what it is said to be, and keeps it.
fn keep(
    workspace: &mut Workspace,
    asked: &CompanionAsked,
    role: CompanionRole,
    label: &str,
    now: Timestamp,
    job: &JobContext,
) -> Result<CompanionRow, Failure> {
    let extras = companion::alone(&asked.path, role, label).read(job)?;
    let input = input_file(&asked.path, role.input_role())?;
    let content = content(&asked.path)?;
    let said = serde_json::to_value(companion::said(role, &extras));
    let kept = Companion {
        role: role.word().to_owned(),
        label: label.to_owned(),
        file: input.file,
        format: input.format,
        sha256: input.sha256,
        bytes: input.bytes,
        said: said.map_err(|_| Failure::internal())?,
    };
    let replaced = replaced(&workspace.companions()?, &kept, role, asked.replaces);
    let added_at = now.to_string();
    let id = workspace.keep_companion(&kept, &content, &replaced, &added_at)?;
    Ok(CompanionRow {
        id,
        companion: kept,
        added_at,
    })
}

/// The files whose place another takes: there is one of each kind, and one list of members a group and name.
fn replaced(
    rows: &[CompanionRow],
    new: &Companion,
    role: CompanionRole,
    said: Option<CompanionId>,
) -> Vec<CompanionId> {
    let goes = |row: &&CompanionRow| {
        let old = &row.companion;
        let is_same = !role.takes_many() || (old.file == new.file && old.label == new.label);
        Some(row.id) == said || (old.role == new.role && is_same)
    };
    rows.iter().filter(goes).map(|row| row.id).collect()
}

fn suppressions(
    workspace: &mut Workspace,
    path: &Path,
    job: &JobContext,
) -> Result<Taken, Failure> {
    let listing = read_suppressions(path, job.read_host())?;
    take_suppressions(workspace, &listing.rows)?;
    Ok(Taken::Suppressions {
        count: listing.rows.len(),
        odd: listing.diagnostics,
    })
}

/// The name of a group, where there is one; it stands before an equals sign on the command line.
fn label(role: CompanionRole, said: &str) -> Result<&str, Failure> {
    let said = said.trim();
    match role {
        CompanionRole::GroupMembers if said.contains('=') => Err(Failure::new(
            "group_name_odd",
            "The name of a group cannot hold an equals sign here.",
        )
        .hint("Give the object id of the group instead.")),
        CompanionRole::GroupMembers => Ok(said),
        _ => Ok(""),
    }
}

/// A portal's list of members does not say whose they are.
fn unnamed(role: CompanionRole, label: &str, failure: Failure) -> Failure {
    let lacks = failure.code == "column_missing" && failure.message.contains("group_id");
    if role != CompanionRole::GroupMembers || !label.is_empty() || !lacks {
        return failure;
    }
    Failure::new(
        "group_unnamed",
        "This list of members does not say which group it is of.",
    )
    .hint("Give the group's name or object id, and add the file again.")
}

fn holds_users(path: &Path) -> Failure {
    let message = format!("{} is a list of users.", base_name(path));
    Failure::new("goes_elsewhere", &message).hint("Put it on the side its users belong to.")
}

fn content(path: &Path) -> Result<Vec<u8>, Failure> {
    let unreadable = |error: std::io::Error| {
        let message = format!("{} cannot be read: {error}.", base_name(path));
        Failure::new("file_missing", &message)
    };
    let about = fs::metadata(path).map_err(unreadable)?;
    if about.len() > BYTES_MAX {
        let message = format!(
            "{} is larger than {} MB, which is more than a workspace keeps.",
            base_name(path),
            BYTES_MAX >> 20
        );
        return Err(Failure::new("file_too_large", &message)
            .hint("Leave out the groups that are not assigned to the application."));
    }
    fs::read(path).map_err(unreadable)
}

/// The kept files in a folder of their own, where readers find them; it vanishes with this value.
struct LaidOut {
    files: Vec<(PathBuf, CompanionRole, CompanionRow)>,
    _folder: Option<TempDir>,
}

impl LaidOut {
    fn of(workspace: &Workspace, rows: Vec<CompanionRow>) -> Result<Self, Failure> {
        if rows.is_empty() {
            return Ok(Self {
                files: Vec::new(),
                _folder: None,
            });
        }
        let folder = tempfile::Builder::new().prefix("presync-beside-").tempdir();
        let folder = folder.map_err(|error| unwritable(&error))?;
        let mut files = Vec::new();
        for row in rows {
            let role = CompanionRole::named(&row.companion.role).ok_or_else(unreadable)?;
            let content = workspace.companion_content(row.id)?.unwrap_or_default();
            // Two files may be called alike.
            let own = folder.path().join(row.id.0.to_string());
            let path = own.join(safe_name(&row.companion.file));
            let put = fs::create_dir(&own).and_then(|()| fs::write(&path, content));
            put.map_err(|error| unwritable(&error))?;
            files.push((path, role, row));
        }
        Ok(Self {
            files,
            _folder: Some(folder),
        })
    }

    fn companions(&self) -> Companions {
        let mut companions = Companions::default();
        for (path, role, row) in &self.files {
            companion::put(&mut companions, path, *role, &row.companion.label);
        }
        companions
    }

    /// Says of the inputs what they were when they were given.
    fn name(&self, inputs: &mut [InputFile]) {
        for input in inputs {
            let is_it = |(path, role, _): &&(PathBuf, CompanionRole, CompanionRow)| {
                role.input_role() == input.role && base_name(path) == input.file
            };
            // Lists of members may be called alike: then what was read says it.
            let mut found = self.files.iter().filter(is_it);
            if let (Some((_, _, row)), None) = (found.next(), found.next()) {
                input.file.clone_from(&row.companion.file);
                input.sha256.clone_from(&row.companion.sha256);
                input.bytes = row.companion.bytes;
            }
        }
    }
}

fn choose(workspace: &Workspace, companions: &mut Companions) -> Result<(), Failure> {
    companions.chosen = kept_choices(workspace)?;
    let choices = workspace.choices()?;
    companions.assigned_only = choices.get(SCOPE).map(|choice| choice == ASSIGNED);
    Ok(())
}

/// A name that is one file in one folder on every system; a workspace may have come from anywhere.
fn safe_name(name: &str) -> String {
    let kept = |c: char| match c {
        '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*' => '_',
        c if c.is_control() => '_',
        c => c,
    };
    let name: String = name.chars().map(kept).collect();
    match name.trim_matches(['.', ' ']) {
        "" => "file".to_owned(),
        name => name.to_owned(),
    }
}

fn in_the_window(failure: Failure) -> Failure {
    if failure.code != "assignments_missing" {
        return failure;
    }
    Failure::new(&failure.code, &failure.message)
        .hint("Add the assigned users and groups on Import, or take everybody into scope there.")
}

fn unwritable(error: &std::io::Error) -> Failure {
    let message = format!("The files beside the users could not be laid out: {error}.");
    Failure::new("write_failed", &message)
        .hint("Check that the temporary folder is writable and has space left.")
}

fn unreadable() -> Failure {
    let message = "The settings of this workspace were written by another version.";
    Failure::new("settings_unreadable", message)
        .hint("Open it with the version of Presync that made it.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kept_name_is_a_file_in_its_folder() {
        for (name, expect) in [
            ("app schema.json", "app schema.json"),
            ("../../etc/passwd", "_.._etc_passwd"),
            ("..", "file"),
            ("a\\b:c.csv", "a_b_c.csv"),
            ("", "file"),
        ] {
            assert_eq!(safe_name(name), expect);
        }
    }
}
