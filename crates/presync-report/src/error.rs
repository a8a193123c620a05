//! Why a package could not be written. Odd data is never the reason.

use std::{io, path::Path, path::PathBuf};

use presync_core::Cancelled;
use rust_xlsxwriter::XlsxError;

/// Why there is no package; nothing half-written stays.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// The file system refused.
    #[error("{} could not be written: {source}. Check that the folder exists, is writable and has space left.", path.display())]
    Io {
        /// Which file or folder.
        path: PathBuf,
        /// What it said.
        source: io::Error,
    },
    /// The folder holds something that would be lost.
    #[error("{} is not replaced, because {reason}.", folder.display())]
    Occupied {
        /// The folder.
        folder: PathBuf,
        /// Why it is not taken for an intact package of ours.
        reason: String,
    },
    /// A page could not be made.
    #[error("the report page could not be made: {0}")]
    Page(#[from] askama::Error),
    /// A JSON file could not be made.
    #[error("{name} could not be made: {source}")]
    Json {
        /// Its name in the package.
        name: String,
        /// What the serializer said.
        source: serde_json::Error,
    },
    /// A workbook could not be made.
    #[error("{} could not be written: {source}. Check that the folder is writable and has space left.", path.display())]
    Workbook {
        /// Which file.
        path: PathBuf,
        /// What its writer said.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The user stopped it.
    #[error("writing the package was cancelled")]
    Cancelled,
}

impl ReportError {
    pub(crate) fn io(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Io { path, source }
    }

    pub(crate) fn workbook(path: &Path) -> impl Fn(XlsxError) -> Self {
        let path = path.to_owned();
        move |source| Self::Workbook {
            path: path.clone(),
            source: Box::new(source),
        }
    }

    pub(crate) fn json(name: &str) -> impl FnOnce(serde_json::Error) -> Self {
        let name = name.to_owned();
        move |source| Self::Json { name, source }
    }
}

impl From<Cancelled> for ReportError {
    fn from(_: Cancelled) -> Self {
        Self::Cancelled
    }
}
