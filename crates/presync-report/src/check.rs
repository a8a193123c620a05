//! Whether a folder is a package of ours that nobody has touched since it was written.

use std::{
    collections::BTreeSet,
    fs::{self, File},
    io::{self, Read},
    path::Path,
};

use sha2::{Digest, Sha256};

use crate::{
    MANIFEST_NAME, ReportError,
    manifest::{Manifest, TOOL},
    package_file::hex,
};

const MANIFEST_BYTES_MAX: u64 = 16 << 20;

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
    let present = match names(folder) {
        Ok(names) if names.is_empty() => return Ok(PackageState::Absent),
        Ok(names) => names,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(PackageState::Absent),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            return Ok(PackageState::Other("it is a file".to_owned()));
        }
        Err(error) => return Err(ReportError::io(folder)(error)),
    };
    let Some(manifest) = read_manifest(folder)? else {
        return Ok(PackageState::Other(format!(
            "it holds no {MANIFEST_NAME} of Presync"
        )));
    };
    let difference = stray(&manifest, &present).map_or_else(
        || changed(folder, &manifest),
        |name| Ok(Some(format!("{name} does not belong to the package in it"))),
    )?;
    Ok(difference.map_or(PackageState::Intact, PackageState::Other))
}

fn names(folder: &Path) -> io::Result<BTreeSet<String>> {
    fs::read_dir(folder)?
        .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
        .collect()
}

fn read_manifest(folder: &Path) -> Result<Option<Manifest>, ReportError> {
    let path = folder.join(MANIFEST_NAME);
    let mut text = String::new();
    let read =
        File::open(&path).and_then(|file| file.take(MANIFEST_BYTES_MAX).read_to_string(&mut text));
    match read {
        Ok(_) => {
            let manifest: Option<Manifest> = serde_json::from_str(&text).ok();
            Ok(manifest.filter(|manifest| manifest.tool == TOOL))
        }
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::NotFound | io::ErrorKind::InvalidData
            ) =>
        {
            Ok(None)
        }
        Err(error) => Err(ReportError::io(&path)(error)),
    }
}

/// A file of the folder that the manifest does not name.
fn stray<'a>(manifest: &Manifest, present: &'a BTreeSet<String>) -> Option<&'a String> {
    let known: BTreeSet<&str> = manifest
        .outputs
        .iter()
        .map(|output| output.file.as_str())
        .chain([MANIFEST_NAME])
        .collect();
    present.iter().find(|name| !known.contains(name.as_str()))
}

/// The first file that is missing or not what the manifest says.
fn changed(folder: &Path, manifest: &Manifest) -> Result<Option<String>, ReportError> {
    for output in &manifest.outputs {
        let path = folder.join(&output.file);
        match digest(&path) {
            Ok(digest) if digest == output.sha256 => {}
            Ok(_) => return Ok(Some(format!("{} was changed since", output.file))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Ok(Some(format!("{} is missing from it", output.file)));
            }
            Err(error) => return Err(ReportError::io(&path)(error)),
        }
    }
    Ok(None)
}

fn digest(path: &Path) -> io::Result<String> {
    let mut file = File::open(path)?;
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(hex(&hash.finalize())),
            read => hash.update(&buffer[..read]),
        }
    }
}
