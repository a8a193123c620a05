//! A package held against its manifest: every file of it, and every file that does not belong.
//!
//! It proves that nothing was changed by accident or unknowingly, not who wrote it: a manifest is not
//! signed.

use std::{
    collections::{BTreeMap, BTreeSet},
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

/// What became of a file since the package was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileState {
    /// Byte for byte as it was written.
    Intact,
    /// Its content is another.
    Changed,
    /// It is gone.
    Missing,
    /// The manifest does not name it.
    Stray,
}

impl FileState {
    /// The word used in output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Intact => "intact",
            Self::Changed => "changed",
            Self::Missing => "missing",
            Self::Stray => "stray",
        }
    }
}

/// A package of ours with what became of its files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seal {
    /// What the engagement is called.
    pub title: String,
    /// The moment the plan is dated to, RFC 3339.
    pub now: String,
    /// The version that wrote it.
    pub tool_version: String,
    /// The verdict, in the word of the files.
    pub verdict: String,
    /// Its files in the order of the manifest, then those that do not belong, by name.
    pub files: Vec<(String, FileState)>,
    /// The inputs it was made from: file and SHA-256.
    pub inputs: Vec<(String, String)>,
}

impl Seal {
    /// Whether everything is as it was written, and nothing else is there.
    #[must_use]
    pub fn is_intact(&self) -> bool {
        self.files
            .iter()
            .all(|(_, state)| *state == FileState::Intact)
    }
}

/// Holds a folder against its manifest; none where it has no manifest of ours.
///
/// # Errors
/// When the folder or a file of it cannot be read.
pub fn check_seal(folder: &Path) -> Result<Option<Seal>, ReportError> {
    let present = names(folder).map_err(ReportError::io(folder))?;
    let Some(manifest) = read_manifest(folder)? else {
        return Ok(None);
    };
    let mut files = Vec::new();
    for output in &manifest.outputs {
        let state = state(&folder.join(&output.file), &output.sha256)?;
        files.push((output.file.clone(), state));
    }
    let known: BTreeSet<&str> = manifest
        .outputs
        .iter()
        .map(|one| one.file.as_str())
        .collect();
    let stray = present.into_iter().filter(|name| name != MANIFEST_NAME);
    let stray = stray.filter(|name| !known.contains(name.as_str()));
    files.extend(stray.map(|name| (name, FileState::Stray)));
    let inputs = manifest.inputs.into_iter();
    Ok(Some(Seal {
        title: manifest.title,
        now: manifest.now,
        tool_version: manifest.tool_version,
        verdict: manifest.verdict,
        files,
        inputs: inputs.map(|input| (input.file, input.sha256)).collect(),
    }))
}

/// Holds files against the inputs of a package: each file with the name of the input that it is, if any.
///
/// # Errors
/// When a file cannot be read.
pub fn check_inputs<'f>(
    seal: &Seal,
    files: &'f [std::path::PathBuf],
) -> Result<Vec<(&'f Path, Option<String>)>, ReportError> {
    let inputs = seal.inputs.iter();
    let known: BTreeMap<&str, &str> = inputs
        .map(|(file, sha256)| (sha256.as_str(), file.as_str()))
        .collect();
    let held = |file: &'f std::path::PathBuf| {
        let digest = digest(file).map_err(ReportError::io(file))?;
        let input = known.get(digest.as_str()).map(|name| (*name).to_owned());
        Ok((file.as_path(), input))
    };
    files.iter().map(held).collect()
}

pub(crate) fn names(folder: &Path) -> io::Result<BTreeSet<String>> {
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

fn state(path: &Path, sha256: &str) -> Result<FileState, ReportError> {
    match digest(path) {
        Ok(digest) if digest == sha256 => Ok(FileState::Intact),
        Ok(_) => Ok(FileState::Changed),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(FileState::Missing),
        Err(error) => Err(ReportError::io(path)(error)),
    }
}

pub(crate) fn digest(path: &Path) -> io::Result<String> {
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
