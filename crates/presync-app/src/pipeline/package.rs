//! A finished plan onto the disk.

use std::{
    borrow::Cow,
    path::{Path, PathBuf},
};

use presync_core::{
    fixes,
    progress::{Phase, Progress},
    waves::Sizes,
};
use presync_report::{
    Branding, Contents, CsvProfile, Documents, Existing, Links, Options, PackageState, ReportError,
    Written, check_package,
};

use super::{Finished, Matched, redaction_key};
use crate::{files::base_name, job::JobContext, wire::Failure};

/// Where and how the package is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackageRequest {
    /// The folder it becomes.
    pub folder: PathBuf,
    /// Which files it holds.
    pub contents: Contents,
    /// How CSV cells are written.
    pub csv: CsvProfile,
    /// What happens to a folder that is there already.
    pub existing: Existing,
    /// How large the pilot and the waves after it are.
    pub waves: Sizes,
    /// Whose report it is.
    pub branding: Branding,
}

/// Refuses a package whose place is taken, before minutes go into making it.
///
/// # Errors
/// As [`write_package`] would, when the folder holds something that would be lost.
pub fn refuse_occupied(request: &PackageRequest) -> Result<(), Failure> {
    let folder = &request.folder;
    match check_package(folder)? {
        PackageState::Other(reason) if request.existing == Existing::ReplaceIntact => {
            let folder = folder.clone();
            Err(of_package(ReportError::Occupied { folder, reason }))
        }
        _ => Ok(()),
    }
}

/// Writes the hand-over package, whole or not at all.
///
/// # Errors
/// When the folder holds something that would be lost, the disk refuses, or the user stops it.
pub fn write_package(
    finished: &Finished,
    request: &PackageRequest,
    job: &JobContext,
) -> Result<Written, Failure> {
    let options = Options {
        contents: request.contents,
        csv: request.csv,
        existing: request.existing,
        waves: request.waves.clone(),
        branding: request.branding.clone(),
        ..Options::to(&request.folder)
    };
    let engagement = finished.made.engagement();
    let documents = documents(finished, request.contents, job)?;
    let written =
        presync_report::write_package(&engagement, &finished.summary, &documents, &options, job);
    written.map_err(of_package)
}

/// The documents, with what only the full package holds: data fixes, other match keys, a key for pseudonyms.
fn documents<'f>(
    finished: &'f Finished,
    contents: Contents,
    job: &JobContext,
) -> Result<Cow<'f, Documents>, Failure> {
    let known = &finished.documents;
    if contents != Contents::Full {
        return Ok(Cow::Borrowed(known));
    }
    let made = &finished.made;
    job.begin(Phase::Fix, 0);
    let fixes = fixes::run(&made.input(), &made.plan, job)?;
    let key = known.redaction.unwrap_or_else(|| redaction_key(made));
    Ok(Cow::Owned(Documents {
        redaction: Some(key),
        fixes: Some(fixes),
        key_search: Some(finished.key_search(job)?),
        ..known.clone()
    }))
}

/// A package that was not written, with what replaces a folder.
pub(super) fn of_package(error: ReportError) -> Failure {
    let is_occupied = matches!(error, ReportError::Occupied { .. });
    let failure = Failure::from(error);
    if is_occupied {
        return failure.hint("On the command line, --force replaces it whatever it holds.");
    }
    failure
}

/// Writes `links.csv` alone.
///
/// # Errors
/// When the file is there already, the disk refuses, or the user stops it.
pub fn write_links(
    matched: &Matched,
    file: &Path,
    csv: CsvProfile,
    job: &JobContext,
) -> Result<(), Failure> {
    let Matched {
        legacy,
        azure,
        matching,
    } = matched;
    Ok(presync_report::write_links(
        Links {
            legacy,
            azure,
            matching,
        },
        file,
        csv,
        job,
    )?)
}

impl From<ReportError> for Failure {
    fn from(error: ReportError) -> Self {
        let code = match &error {
            ReportError::Cancelled => return Self::cancelled(),
            ReportError::Occupied { folder, .. } => {
                return Self::new("folder_occupied", &error.to_string()).hint(&format!(
                    "Presync replaces only what it wrote and nobody touched since: choose another name than {}.",
                    base_name(folder)
                ));
            }
            ReportError::Io { .. } | ReportError::Workbook { .. } => "write_failed",
            ReportError::Page(_) | ReportError::Json { .. } => "internal",
        };
        Self::new(code, &error.to_string())
    }
}
