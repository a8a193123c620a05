//! A file looked at without importing it, beside others that explain it; and profiles as files.

use std::{
    fs::{self, OpenOptions},
    io::Write as _,
    path::{Path, PathBuf},
    sync::Arc,
};

use presync_core::Side;
use presync_import::{ImportProfile, Inspection, PROFILE_VERSION, ReadOptions, read_json_document};

use super::{
    look::at_every_record,
    reading::{Said, look, relate_all},
};
use crate::{files::base_name, job::JobContext, wire::Failure};

/// A file to look into.
#[derive(Debug, Clone, Default)]
pub struct InspectRequest {
    /// The file.
    pub path: PathBuf,
    /// The side its users belong to; none to see what the file shows.
    pub side: Option<Side>,
    /// Files of the other side, by which its columns are judged.
    pub beside: Vec<PathBuf>,
    /// What was decided about files before.
    pub profile: Option<Arc<ImportProfile>>,
}

/// Looks into a file by itself; its side is what it shows.
///
/// # Errors
/// When the file cannot be read.
pub fn inspect_file(path: &Path, job: &JobContext) -> Result<Inspection, Failure> {
    let request = InspectRequest {
        path: path.to_owned(),
        ..InspectRequest::default()
    };
    inspect_beside(&request, job)
}

/// Looks into a file; where its side is evident or stated, every record is read for what is odd about it.
///
/// # Errors
/// When the file, or one beside it, cannot be read.
pub fn inspect_beside(request: &InspectRequest, job: &JobContext) -> Result<Inspection, Failure> {
    let options = ReadOptions::default();
    let said = |side| Said {
        side,
        options: &options,
        profile: request.profile.as_deref(),
        memory: None,
    };
    let mut inspections = vec![look(&request.path, said(request.side), job)?.inspection];
    let mut paths = vec![request.path.as_path()];
    for path in &request.beside {
        inspections.push(look(path, said(None), job)?.inspection);
        paths.push(path);
    }
    if inspections.len() > 1 {
        relate_all(&paths, &mut inspections, &[], job)?;
    }
    let mut inspection = inspections.swap_remove(0);
    at_every_record(&request.path, &mut inspection, job)?;
    Ok(inspection)
}

/// Reads an import profile.
///
/// # Errors
/// When it cannot be read, or says what means nothing.
pub fn read_profile(path: &Path) -> Result<Arc<ImportProfile>, Failure> {
    Ok(Arc::new(ImportProfile::read(path)?))
}

/// Writes an import profile, whole or not at all. A profile that lies there is replaced, any other file
/// is not.
///
/// # Errors
/// When something else lies there, or the file system refuses.
pub fn write_profile(profile: &ImportProfile, path: &Path) -> Result<(), Failure> {
    if path.exists() && !is_profile(path) {
        let message = format!(
            "{} is not replaced, because it is no import profile.",
            base_name(path)
        );
        return Err(Failure::new("file_occupied", &message).hint("Choose another name."));
    }
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let written = fs::create_dir_all(folder).and_then(|()| {
        let aside = tempfile::Builder::new()
            .prefix(".presync-")
            .tempdir_in(folder)?;
        let new = aside.path().join("profile.json");
        let mut file = OpenOptions::new().write(true).create_new(true).open(&new)?;
        file.write_all(profile.to_text().as_bytes())?;
        file.sync_all()?;
        fs::rename(&new, path)
    });
    written.map_err(|error| {
        let message = format!("{} could not be written: {error}.", base_name(path));
        Failure::new("write_failed", &message)
            .hint("Check that the folder is writable and has space left.")
    })
}

fn is_profile(path: &Path) -> bool {
    let document = read_json_document(path).ok();
    let version = document.and_then(|document| document["presync_profile"].as_u64());
    version.is_some_and(|version| version <= PROFILE_VERSION)
}
