//! A file by itself, outside a package: whole or not at all, and never over a file of somebody else.

use std::{
    fs::{self, File},
    io::{BufRead, BufReader},
    path::Path,
};

use crate::{ReportError, package_file::PackageFile};

/// What a file is called in a refusal, and how its first line begins.
pub(crate) struct Kind {
    pub(crate) noun: &'static str,
    pub(crate) head: String,
}

/// Writes a file beside its place and puts it there when it is finished. An earlier file of the kind is
/// replaced, any other is not.
pub(crate) fn write_lone<T, E: From<ReportError>>(
    path: &Path,
    kind: &Kind,
    write: impl FnOnce(&mut PackageFile) -> Result<T, E>,
) -> Result<T, E> {
    if path.exists() && !is_of_kind(path, kind)? {
        return Err(E::from(ReportError::Occupied {
            folder: path.to_owned(),
            reason: format!("it is no {} of ours", kind.noun),
        }));
    }
    put(path, write)
}

/// Writes a file whose place must be free.
pub(crate) fn write_new<T>(
    path: &Path,
    write: impl FnOnce(&mut PackageFile) -> Result<T, ReportError>,
) -> Result<T, ReportError> {
    if path.symlink_metadata().is_ok() {
        return Err(ReportError::Occupied {
            folder: path.to_owned(),
            reason: "somebody may have filled it in".to_owned(),
        });
    }
    put(path, write)
}

fn put<T, E: From<ReportError>>(
    path: &Path,
    write: impl FnOnce(&mut PackageFile) -> Result<T, E>,
) -> Result<T, E> {
    let parent = path
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty());
    let parent = parent.unwrap_or(Path::new("."));
    fs::create_dir_all(parent).map_err(ReportError::io(parent))?;
    let aside = tempfile::Builder::new()
        .prefix(".presync-")
        .tempdir_in(parent)
        .map_err(ReportError::io(parent))?;
    let mut file = PackageFile::create(aside.path(), "alone")?;
    let written = write(&mut file)?;
    file.finish()?;
    fs::rename(aside.path().join("alone"), path).map_err(ReportError::io(path))?;
    Ok(written)
}

fn is_of_kind(path: &Path, kind: &Kind) -> Result<bool, ReportError> {
    let file = File::open(path).map_err(ReportError::io(path))?;
    let mut head = Vec::new();
    BufReader::new(file)
        .read_until(b'\n', &mut head)
        .map_err(ReportError::io(path))?;
    let head = String::from_utf8_lossy(&head).replace('"', "");
    Ok(head.trim_end().starts_with(&kind.head))
}
