//! Whether a folder is a package of ours that nobody has touched since it was written, and so may be
//! replaced.

use std::{io, path::Path};

use crate::{FileState, MANIFEST_NAME, ReportError, Seal, check_seal, seal::names};

/// What a folder turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PackageState {
    /// There is no such folder, or it is empty.
    Absent,
    /// A package of ours, byte for byte as it was written.
    Intact,
    /// Something else; the reason is the rest of a sentence that begins with *because*.
    Other(String),
}

/// Compares a folder with its manifest.
///
/// # Errors
/// When the folder or a file of it cannot be read.
pub fn check_package(folder: &Path) -> Result<PackageState, ReportError> {
    match names(folder) {
        Ok(names) if names.is_empty() => return Ok(PackageState::Absent),
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(PackageState::Absent),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            return Ok(PackageState::Other("it is a file".to_owned()));
        }
        Err(error) => return Err(ReportError::io(folder)(error)),
    }
    let seal = check_seal(folder)?;
    Ok(seal.map_or_else(
        || PackageState::Other(format!("it holds no {MANIFEST_NAME} of Presync")),
        |seal| broken(&seal).map_or(PackageState::Intact, PackageState::Other),
    ))
}

/// What would be lost: a file of somebody else's first.
fn broken(seal: &Seal) -> Option<String> {
    let find = |wanted: FileState| seal.files.iter().find(|(_, state)| *state == wanted);
    let said = |state, words: &str| find(state).map(|(name, _)| format!("{name} {words}"));
    said(FileState::Stray, "does not belong to the package in it")
        .or_else(|| said(FileState::Changed, "was changed since"))
        .or_else(|| said(FileState::Missing, "is missing from it"))
}
