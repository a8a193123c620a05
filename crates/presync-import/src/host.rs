//! What a host lends to one reading: a place to show progress, and a way to start itself again.

use std::{ffi::OsString, fmt, path::PathBuf, time::Duration};

use presync_core::Progress;

use crate::limits::RECORDS_MAX;

/// How long a reading process may show no progress.
const PATIENCE: Duration = Duration::from_secs(60);

/// The host of one reading. A progress alone is one; formats that are read in a process of their own
/// are refused then.
#[derive(Clone, Copy)]
pub struct ReadHost<'h> {
    pub(crate) progress: &'h dyn Progress,
    pub(crate) worker: Option<&'h ReadWorker>,
    pub(crate) records_max: u32,
}

impl<'h> ReadHost<'h> {
    /// A host with a progress.
    #[must_use]
    pub fn new(progress: &'h dyn Progress) -> Self {
        Self {
            progress,
            worker: None,
            records_max: RECORDS_MAX,
        }
    }

    /// The same host, which can start a reading process.
    #[must_use]
    pub fn with_worker(self, worker: Option<&'h ReadWorker>) -> Self {
        Self { worker, ..self }
    }

    /// The same host, which takes at most this many records of a file instead of [`RECORDS_MAX`].
    #[must_use]
    pub fn with_records_max(self, records_max: u32) -> Self {
        Self {
            records_max,
            ..self
        }
    }
}

impl<'h, P: Progress> From<&'h P> for ReadHost<'h> {
    fn from(progress: &'h P) -> Self {
        Self::new(progress)
    }
}

impl fmt::Debug for ReadHost<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("ReadHost")
            .field("worker", &self.worker)
            .field("records_max", &self.records_max)
            .finish_non_exhaustive()
    }
}

/// How a host starts the process that calls [`crate::serve_read_worker`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadWorker {
    pub(crate) program: PathBuf,
    pub(crate) arguments: Vec<OsString>,
    pub(crate) patience: Duration,
}

impl ReadWorker {
    /// A program and its arguments.
    pub fn new(
        program: impl Into<PathBuf>,
        arguments: impl IntoIterator<Item = impl Into<OsString>>,
    ) -> Self {
        Self {
            program: program.into(),
            arguments: arguments.into_iter().map(Into::into).collect(),
            patience: PATIENCE,
        }
    }

    /// The same, ended after this long without progress instead of a minute.
    #[must_use]
    pub fn with_patience(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }
}
