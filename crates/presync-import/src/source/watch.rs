//! Bytes on their way from the disk: counted for the progress, stopped when the user asks to.
//!
//! It sits below every parser, so a cancel is noticed wherever the reading happens.

use std::{
    cell::{Cell, RefCell},
    fmt,
    fs::File,
    io::{self, Read, Seek, SeekFrom},
};

use presync_core::Phase;

use crate::{ReadHost, ReadWorker};

use super::RunningDigest;

/// Progress of one operation in bytes, never beyond the total it announced.
pub(crate) struct Watch<'a> {
    host: ReadHost<'a>,
    left: Cell<u64>,
    cancelled: Cell<bool>,
    /// Of the bytes that passed; none while it is not wanted, or once they were not read in order.
    digest: RefCell<Option<RunningDigest>>,
}

impl<'a> Watch<'a> {
    /// Nothing is announced before [`Watch::begin`].
    pub(crate) fn new(host: impl Into<ReadHost<'a>>) -> Self {
        Self {
            host: host.into(),
            left: Cell::new(0),
            cancelled: Cell::new(false),
            digest: RefCell::new(None),
        }
    }

    /// Announces the bytes to come.
    pub(crate) fn begin(&self, bytes: u64) {
        self.left.set(bytes);
        self.host.progress.begin(Phase::Import, bytes);
    }

    /// Computes the digest of the bytes of the next reader, as long as they are read in order.
    pub(crate) fn begin_digest(&self) {
        self.digest.replace(Some(RunningDigest::default()));
    }

    /// The digest of what was read from first to last.
    pub(crate) fn take_digest(&self) -> Option<RunningDigest> {
        self.digest.take()
    }

    /// Announces as done what turned out not to be needed.
    pub(crate) fn finish(&self) -> io::Result<()> {
        self.advance(self.left.get())
    }

    /// Asks whether to go on while nothing is read.
    pub(crate) fn go_on(&self) -> io::Result<()> {
        self.advance(0)
    }

    /// How the host starts a reading process, if it can.
    pub(crate) fn worker(&self) -> Option<&'a ReadWorker> {
        self.host.worker
    }

    /// Whether the user asked to stop.
    pub(crate) fn is_cancelled(&self) -> bool {
        self.cancelled.get()
    }

    fn advance(&self, bytes: u64) -> io::Result<()> {
        let bytes = bytes.min(self.left.get());
        self.left.set(self.left.get() - bytes);
        self.host.progress.advance(bytes).map_err(|_| {
            self.cancelled.set(true);
            io::Error::other("cancelled")
        })
    }
}

impl fmt::Debug for Watch<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Watch")
            .field("left", &self.left)
            .finish_non_exhaustive()
    }
}

/// A file whose reads advance a [`Watch`].
#[derive(Debug)]
pub(crate) struct WatchedFile<'a> {
    file: File,
    watch: &'a Watch<'a>,
}

impl<'a> WatchedFile<'a> {
    pub(crate) fn new(file: File, watch: &'a Watch<'a>) -> Self {
        Self { file, watch }
    }
}

impl Read for WatchedFile<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(buffer)?;
        if let Some(digest) = self.watch.digest.borrow_mut().as_mut() {
            digest.update(&buffer[..count]);
        }
        self.watch.advance(count as u64)?;
        Ok(count)
    }
}

impl Seek for WatchedFile<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.watch.digest.take();
        self.file.seek(to)
    }
}
