//! The list of workspaces opened lately: a small file of the host's, with names and no data.

use std::{fs, path::Path};

use serde::{Deserialize, Serialize};

const FILE: &str = "recent.json";
const ENTRIES_MAX: usize = 12;

/// One workspace opened lately.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Entry {
    /// Full path.
    pub(crate) path: String,
    /// RFC 3339.
    pub(crate) opened_at: String,
}

/// The list, newest first; a missing or broken file is an empty list.
pub(crate) fn read(folder: &Path) -> Vec<Entry> {
    let text = fs::read_to_string(folder.join(FILE)).unwrap_or_default();
    let entries: Vec<Entry> = serde_json::from_str(&text).unwrap_or_default();
    entries
        .into_iter()
        .filter(|entry| Path::new(&entry.path).is_file())
        .collect()
}

/// Puts a workspace at the head of the list. The list is a convenience: failing to keep it is no error.
pub(crate) fn remember(folder: &Path, workspace: &Path, opened_at: &str) {
    let path = workspace.to_string_lossy().into_owned();
    let mut entries = read(folder);
    entries.retain(|entry| entry.path != path);
    entries.insert(
        0,
        Entry {
            path,
            opened_at: opened_at.to_owned(),
        },
    );
    entries.truncate(ENTRIES_MAX);
    write(folder, &entries);
}

/// Takes a workspace out of the list, if there is one.
pub(crate) fn forget(folder: &Path, workspace: &Path) {
    if folder.join(FILE).is_file() {
        let path = workspace.to_string_lossy();
        let mut entries = read(folder);
        entries.retain(|entry| entry.path != path);
        write(folder, &entries);
    }
}

fn write(folder: &Path, entries: &[Entry]) {
    if let Ok(text) = serde_json::to_string_pretty(entries) {
        let _ = fs::create_dir_all(folder);
        let _ = fs::write(folder.join(FILE), text);
    }
}
