//! Handles for files and folders: the page holds names, the paths stay here.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use crate::wire::{Failure, FileHandle, FolderHandle};

/// The handles given out so far.
#[derive(Debug, Default)]
pub(crate) struct Handles {
    paths: BTreeMap<String, PathBuf>,
}

impl Handles {
    pub(crate) fn add_file(&mut self, path: &Path) -> Result<FileHandle, Failure> {
        let name = base_name(path);
        let about = fs::metadata(path).map_err(|error| {
            Failure::new("file_missing", &format!("{name} cannot be read: {error}."))
                .hint("Check that the file is still there and not open in another program.")
        })?;
        if !about.is_file() {
            return Err(
                Failure::new("not_a_file", &format!("{name} is not a file."))
                    .hint("Drop the exported files themselves, not their folder."),
            );
        }
        Ok(FileHandle {
            handle: self.add(path),
            name,
            bytes: about.len(),
        })
    }

    pub(crate) fn add_folder(&mut self, path: &Path) -> FolderHandle {
        FolderHandle {
            handle: self.add(path),
            name: base_name(path),
        }
    }

    pub(crate) fn path(&self, handle: &str) -> Result<PathBuf, Failure> {
        self.paths.get(handle).cloned().ok_or_else(|| {
            Failure::new("unknown_handle", "This file is no longer known.")
                .hint("Choose the file again.")
        })
    }

    pub(crate) fn add(&mut self, path: &Path) -> String {
        let handle = format!("h{}", self.paths.len() + 1);
        self.paths.insert(handle.clone(), path.to_owned());
        handle
    }
}

/// The last part of a path, for people.
pub(crate) fn base_name(path: &Path) -> String {
    path.file_name()
        .unwrap_or(path.as_os_str())
        .to_string_lossy()
        .into_owned()
}
