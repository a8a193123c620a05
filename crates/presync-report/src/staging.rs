//! Where a package grows before it is one: a folder beside the target, which takes its place by renaming.
//!
//! Dropped without [`Staging::publish`] it leaves nothing behind.

use std::{
    fs,
    path::{Path, PathBuf},
};

use tempfile::TempDir;

use crate::{Existing, PackageState, ReportError, check_package};

pub(crate) struct Staging {
    target: PathBuf,
    parent: PathBuf,
    aside: TempDir,
}

impl Staging {
    /// Checks that the target may be taken, and opens a folder beside it.
    pub(crate) fn beside(target: &Path, existing: Existing) -> Result<Self, ReportError> {
        let parent = match target.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
            _ => PathBuf::from("."),
        };
        let staging = match check_package(target)? {
            PackageState::Other(reason) if existing == Existing::ReplaceIntact => {
                return Err(ReportError::Occupied {
                    folder: target.to_owned(),
                    reason,
                });
            }
            _ => {
                fs::create_dir_all(&parent).map_err(ReportError::io(&parent))?;
                let aside = tempfile::Builder::new()
                    .prefix(".presync-")
                    .tempdir_in(&parent);
                let aside = aside.map_err(ReportError::io(&parent))?;
                Self {
                    target: target.to_owned(),
                    parent,
                    aside,
                }
            }
        };
        let folder = staging.folder();
        fs::create_dir_all(&folder).map_err(ReportError::io(&folder))?;
        Ok(staging)
    }

    /// Where the files go.
    pub(crate) fn folder(&self) -> PathBuf {
        self.aside.path().join("new")
    }

    /// Puts the finished folder in the place of the target, or leaves everything as it was.
    pub(crate) fn publish(self) -> Result<PathBuf, ReportError> {
        let (new, old) = (self.folder(), self.aside.path().join("old"));
        sync_folder(&new)?;
        let replaces = self.target.symlink_metadata().is_ok();
        if replaces {
            fs::rename(&self.target, &old).map_err(ReportError::io(&self.target))?;
        }
        if let Err(error) = fs::rename(&new, &self.target) {
            if replaces {
                fs::rename(&old, &self.target).map_err(ReportError::io(&self.target))?;
            }
            return Err(ReportError::io(&self.target)(error));
        }
        sync_folder(&self.parent)?;
        Ok(self.target)
    }
}

/// Makes the names of a folder durable, where the system lets a folder be opened.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> Result<(), ReportError> {
    let synced = fs::File::open(folder).and_then(|folder| folder.sync_all());
    synced.map_err(ReportError::io(folder))
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> Result<(), ReportError> {
    Ok(())
}
