//! What can go wrong with a workspace, in few kinds, each with its next step.
//!
//! Odd data is no error here: it is a diagnostic beside the rows.

use std::path::Path;

use presync_core::{Cancelled, population::PopulationError};
use rusqlite::ErrorCode;

/// Results of this crate.
pub type Result<T, E = WorkspaceError> = std::result::Result<T, E>;

/// Why an operation on a workspace could not be done. Files are named by their base name.
#[derive(Debug, thiserror::Error)]
pub enum WorkspaceError {
    /// There is no such file, or no such folder to make it in.
    #[error("{file} could not be found; check the name and the folder")]
    Missing {
        /// Base name.
        file: String,
    },
    /// A file is there already, so none is made.
    #[error("{file} exists already; open it, or choose another name for the new workspace")]
    Exists {
        /// Base name.
        file: String,
    },
    /// The file is something else.
    #[error(
        "{file} is no Presync workspace: {reason}; choose a .presync file, or create a new workspace"
    )]
    NotAWorkspace {
        /// Base name.
        file: String,
        /// What it is instead.
        reason: &'static str,
    },
    /// A newer Presync wrote the file.
    #[error(
        "{file} was written by a newer Presync (format {found}, this one knows {known}); it was left untouched, open it with the newer version"
    )]
    Newer {
        /// Base name.
        file: String,
        /// Format of the file.
        found: i64,
        /// Newest format known here.
        known: i64,
    },
    /// The file is locked, and no passphrase was given.
    #[error("{file} is locked; give the passphrase to open it")]
    Locked {
        /// Base name.
        file: String,
    },
    /// The passphrase is not the one the file was locked with.
    #[error(
        "the passphrase does not open {file}; type it again, and if it is certainly the right one the file is damaged or was locked by another program"
    )]
    WrongPassphrase {
        /// Base name.
        file: String,
    },
    /// The file is a workspace, but not whole.
    #[error(
        "{file} is damaged ({detail}); it was left untouched, open a backup of it or import the exports again"
    )]
    Damaged {
        /// Base name.
        file: String,
        /// What was found, without any value from the data.
        detail: String,
    },
    /// The file holds something that acts by itself and that Presync never makes.
    #[error(
        "{file} holds the {kind} {name:?}, which Presync did not make; it was left untouched, do not trust this file and ask where it comes from"
    )]
    Hostile {
        /// Base name.
        file: String,
        /// `trigger`, `view`, `table` or `index`.
        kind: String,
        /// Its name.
        name: String,
    },
    /// Somebody else is writing.
    #[error("{file} is in use by another program; close it there and try again")]
    Busy {
        /// Base name.
        file: String,
    },
    /// The file or its folder cannot be written.
    #[error("{file} is read-only; copy it to a folder that you may write to and open the copy")]
    ReadOnly {
        /// Base name.
        file: String,
    },
    /// No space is left.
    #[error("the disk of {file} is full; nothing was changed, free some space and try again")]
    Full {
        /// Base name.
        file: String,
    },
    /// Nobody has the id that was named.
    #[error(
        "nobody in this workspace has that id; check its spelling, and whether the exports were purged"
    )]
    NobodyFound,
    /// Several people of one side have the id that was named.
    #[error(
        "{count} users of the {side} side have that id; name the person by the objectId or the UID, which is theirs alone"
    )]
    SeveralFound {
        /// `legacy` or `azure`.
        side: &'static str,
        /// How many.
        count: usize,
    },
    /// The user asked to stop.
    #[error("the work was stopped; nothing was changed")]
    Cancelled,
    /// A result set outlived the plan it was made from.
    #[error("the plan was replaced since this list was made; ask for the list again")]
    Stale,
    /// A table has no such column.
    #[error("{table} has no column {column:?}; its columns are {known}")]
    UnknownColumn {
        /// Name of the table.
        table: &'static str,
        /// What was asked for.
        column: String,
        /// What there is.
        known: String,
    },
    /// A side is larger than a population can be.
    #[error(transparent)]
    Population(#[from] PopulationError),
    /// Anything else the file system says.
    #[error(
        "{file} could not be read or written; nothing was changed, check the disk, its space and your rights to the folder"
    )]
    Io {
        /// Base name.
        file: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// Anything else SQLite says.
    #[error("{file} could not be used; close other programs that use it and try again")]
    Sql {
        /// Base name.
        file: String,
        /// What SQLite says.
        source: rusqlite::Error,
    },
}

impl WorkspaceError {
    /// Stable name of the kind, for callers that branch on it.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing { .. } => "workspace-missing",
            Self::Exists { .. } => "workspace-exists",
            Self::NotAWorkspace { .. } => "workspace-foreign",
            Self::Newer { .. } => "workspace-newer",
            Self::Locked { .. } => "workspace-locked",
            Self::WrongPassphrase { .. } => "workspace-wrong-passphrase",
            Self::Damaged { .. } => "workspace-damaged",
            Self::Hostile { .. } => "workspace-hostile",
            Self::Busy { .. } => "workspace-busy",
            Self::ReadOnly { .. } => "workspace-read-only",
            Self::Full { .. } => "workspace-full",
            Self::NobodyFound => "nobody-found",
            Self::SeveralFound { .. } => "several-found",
            Self::Cancelled => "cancelled",
            Self::Stale => "stale",
            Self::UnknownColumn { .. } => "unknown-column",
            Self::Population(_) => "population-too-large",
            Self::Io { .. } => "workspace-io",
            Self::Sql { .. } => "workspace-sql",
        }
    }

    pub(crate) fn damaged(file: &str, detail: impl Into<String>) -> Self {
        Self::Damaged {
            file: file.to_owned(),
            detail: detail.into(),
        }
    }

    pub(crate) fn of_io(file: &str, source: std::io::Error) -> Self {
        use std::io::ErrorKind;
        let file = file.to_owned();
        match source.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => Self::Missing { file },
            ErrorKind::AlreadyExists => Self::Exists { file },
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Self::ReadOnly { file },
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::Full { file },
            _ => Self::Io { file, source },
        }
    }

    pub(crate) fn of_sql(file: &str, source: rusqlite::Error) -> Self {
        let file = file.to_owned();
        match source.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy { file },
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Self::ReadOnly { file },
            Some(ErrorCode::DiskFull) => Self::Full { file },
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged {
                file,
                detail: source.to_string(),
            },
            Some(ErrorCode::SystemIoFailure) => Self::Io {
                file,
                source: std::io::Error::other(source),
            },
            _ if is_unreadable(&source) => Self::Damaged {
                file,
                detail: "a stored value has an impossible shape".to_owned(),
            },
            _ => Self::Sql { file, source },
        }
    }
}

impl From<Cancelled> for WorkspaceError {
    fn from(_: Cancelled) -> Self {
        Self::Cancelled
    }
}

/// The base name that messages use; a path may itself be personal.
pub(crate) fn base_name(path: &Path) -> String {
    path.file_name().map_or_else(
        || "the workspace".to_owned(),
        |name| name.to_string_lossy().into_owned(),
    )
}

/// Whether a stored value could not be read as what its column holds.
fn is_unreadable(error: &rusqlite::Error) -> bool {
    use rusqlite::Error;
    matches!(
        error,
        Error::FromSqlConversionFailure(..)
            | Error::IntegralValueOutOfRange(..)
            | Error::InvalidColumnType(..)
            | Error::Utf8Error(..)
    )
}
