//! Progress by the row, reported by the thousand: a report costs more than a row.

use presync_core::{Cancelled, Progress};

const REPORT_EVERY: u64 = 4_096;

/// Counts rows and passes them on in bundles.
pub(crate) struct Ticker<'a> {
    progress: &'a dyn Progress,
    pending: u64,
}

impl<'a> Ticker<'a> {
    pub(crate) fn new(progress: &'a dyn Progress) -> Self {
        Self {
            progress,
            pending: 0,
        }
    }

    /// One more row is done.
    pub(crate) fn row(&mut self) -> Result<(), Cancelled> {
        self.rows(1)
    }

    /// More rows are done.
    pub(crate) fn rows(&mut self, rows: u64) -> Result<(), Cancelled> {
        self.pending += rows;
        if self.pending >= REPORT_EVERY {
            self.report()
        } else {
            Ok(())
        }
    }

    /// Passes on what is left.
    pub(crate) fn report(&mut self) -> Result<(), Cancelled> {
        self.progress.advance(std::mem::take(&mut self.pending))
    }
}
