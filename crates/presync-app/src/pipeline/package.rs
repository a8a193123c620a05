//! A finished plan onto the disk.

use std::path::{Path, PathBuf};

use presync_report::{Contents, CsvProfile, Existing, Links, Options, ReportError, Written};

use super::{Finished, Matched};
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
        ..Options::to(&request.folder)
    };
    let engagement = finished.made.engagement();
    let written = presync_report::write_package(
        &engagement,
        &finished.summary,
        &finished.documents,
        &options,
        job,
    );
    Ok(written?)
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
                    "{} holds something Presync did not write.",
                    base_name(folder)
                ));
            }
            ReportError::Io { .. } => "write_failed",
            ReportError::Page(_) | ReportError::Json { .. } => "internal",
        };
        Self::new(code, &error.to_string())
    }
}
