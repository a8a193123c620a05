//! The file on disk: opening it, watching its bytes pass, surveying it once, telling how it is packed.
//!
//! What the bytes mean is the business of [`crate::format`].

mod digest;
mod dos;
mod encoding;
mod kind;
mod survey;
mod utf7;
mod watch;

use std::{fs::File, io, path::Path, time::SystemTime};

use crate::{
    ImportError, Place, ReadWorker, Refusal, RefusalCode,
    limits::{TEXT_BYTES_MAX, WORKBOOK_BYTES_MAX},
};

pub(crate) use digest::RunningDigest;
pub(crate) use encoding::TextEncoding;
pub(crate) use kind::Container;
pub(crate) use survey::{Survey, TextEvidence};
pub(crate) use watch::{Watch, WatchedFile};

/// A regular file, and what it was when it was first looked at.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SourceFile<'a> {
    path: &'a Path,
    /// Size in bytes.
    pub(crate) bytes: u64,
    modified: Option<SystemTime>,
    watch: &'a Watch<'a>,
}

/// What shows that a file is still the one that was surveyed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Fingerprint {
    bytes: u64,
    modified: Option<SystemTime>,
}

impl<'a> SourceFile<'a> {
    /// Looks at a file without reading it.
    pub(crate) fn find(path: &'a Path, watch: &'a Watch<'a>) -> Result<Self, ImportError> {
        let mut file = Self {
            path,
            bytes: 0,
            modified: None,
            watch,
        };
        let metadata = std::fs::metadata(path).map_err(|error| file.failed(error))?;
        file.bytes = metadata.len();
        file.modified = metadata.modified().ok();
        if !metadata.is_file() {
            return Err(file.refuse(
                RefusalCode::FormatUnsupported,
                "This is not a file.",
                "Name the export file itself, not its folder.",
            ));
        }
        Ok(file)
    }

    /// Base name; never a path.
    pub(crate) fn name(&self) -> String {
        base_name(self.path)
    }

    /// What the file is at this moment.
    pub(crate) fn fingerprint(&self) -> Fingerprint {
        Fingerprint {
            bytes: self.bytes,
            modified: self.modified,
        }
    }

    /// A new reader from the start, every byte of which is watched.
    pub(crate) fn reader(&self) -> Result<WatchedFile<'a>, ImportError> {
        File::open(self.path)
            .map(|file| WatchedFile::new(file, self.watch))
            .map_err(|error| self.failed(error))
    }

    /// Whether to go on: an error when the user asked to stop.
    pub(crate) fn go_on(&self) -> Result<(), ImportError> {
        self.watch.go_on().map_err(|error| self.failed(error))
    }

    /// A failed read: the user's wish to stop, or the system's reason.
    pub(crate) fn failed(&self, source: io::Error) -> ImportError {
        if self.watch.is_cancelled() {
            return ImportError::Cancelled;
        }
        if is_held(&source) {
            return self.busy("Another program holds the file.");
        }
        ImportError::Io {
            file: self.name(),
            source,
        }
    }

    /// A refusal of the whole file, unless the reason is that the user asked to stop.
    pub(crate) fn refuse(
        &self,
        code: RefusalCode,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> ImportError {
        if self.watch.is_cancelled() {
            return ImportError::Cancelled;
        }
        ImportError::Refused(Box::new(Refusal {
            code,
            place: Place {
                file: self.name(),
                ..Place::default()
            },
            message: message.into(),
            hint: hint.into(),
        }))
    }

    /// The refusal of a container that is cut or changed.
    pub(crate) fn refuse_damaged(&self, code: RefusalCode) -> ImportError {
        self.refuse(
            code,
            "The workbook is damaged or only partly there.",
            "Download or copy it again; if Excel opens it, save it again as an Excel workbook (.xlsx).",
        )
    }

    /// The refusal of a workbook that a password protects.
    pub(crate) fn refuse_encrypted(&self) -> ImportError {
        self.refuse(
            RefusalCode::WorkbookEncrypted,
            "The workbook is protected by a password.",
            "Open it in Excel, remove the password under File > Info, save a copy and give that.",
        )
    }

    /// How the host starts a reading process, if it can.
    pub(crate) fn worker(&self) -> Option<&'a ReadWorker> {
        self.watch.worker()
    }

    /// Refuses a file beyond the limit of its kind, before anything else is read.
    pub(crate) fn check_size(&self, container: Container) -> Result<(), ImportError> {
        let bytes_max = match container {
            Container::Zip | Container::Compound => WORKBOOK_BYTES_MAX,
            Container::Text => TEXT_BYTES_MAX,
        };
        if self.bytes <= bytes_max {
            return Ok(());
        }
        Err(self.refuse(
            RefusalCode::FileTooLarge,
            format!("The file is larger than {} MB.", bytes_max >> 20),
            "Export fewer columns, or split the export into several files and give them all.",
        ))
    }

    /// Refuses when the file is no longer what it was at `before`.
    pub(crate) fn check_unchanged(&self, before: Fingerprint) -> Result<(), ImportError> {
        let now = SourceFile::find(self.path, self.watch)?.fingerprint();
        if now == before {
            return Ok(());
        }
        Err(self.changed())
    }

    /// Refuses when the bytes are no longer those of a digest: an archive can be rewritten in place
    /// and have its time set back. Bytes that were read from first to last have been counted.
    pub(crate) fn check_digest(&self, sha256: &str) -> Result<(), ImportError> {
        let digest = match self.watch.take_digest() {
            Some(digest) => digest,
            None => self.digest()?,
        };
        if digest.into_hex() == sha256 {
            return Ok(());
        }
        Err(self.changed())
    }

    fn digest(&self) -> Result<RunningDigest, ImportError> {
        let mut digest = RunningDigest::default();
        io::copy(&mut self.reader()?, &mut digest).map_err(|error| self.failed(error))?;
        Ok(digest)
    }

    fn changed(&self) -> ImportError {
        self.busy("The file changed while it was being read.")
    }

    fn busy(&self, message: &str) -> ImportError {
        self.refuse(
            RefusalCode::FileBusy,
            message,
            "Wait until the export is finished and close it in other programs, then try again.",
        )
    }
}

/// Whether a program such as Excel keeps others from reading: Windows has codes of its own for it.
fn is_held(error: &io::Error) -> bool {
    const SHARING_VIOLATION: i32 = 32;
    const LOCK_VIOLATION: i32 = 33;
    let code = error.raw_os_error();
    error.kind() == io::ErrorKind::ResourceBusy
        || cfg!(windows) && matches!(code, Some(SHARING_VIOLATION | LOCK_VIOLATION))
}

pub(crate) fn base_name(path: &Path) -> String {
    path.file_name().map_or_else(
        || String::from("(no name)"),
        |name| name.to_string_lossy().into_owned(),
    )
}
