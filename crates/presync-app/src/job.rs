//! A job's progress and its cancel flag: the core tells units, the page gets figures with an ETA.
//!
//! Throttled here, once for every host. What a job does is the actions'.

use std::{
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use presync_core::{Cancelled, Phase, Progress};
use presync_import::{ReadHost, ReadWorker};
use presync_store::Passphrase;

use crate::wire::JobProgress;

/// Thirty reports a second at most.
const REPORT_EVERY: Duration = Duration::from_millis(34);
/// A rate is shown once it means something.
const RATE_AFTER: Duration = Duration::from_secs(2);

/// Takes the figures of a job.
pub type Report = Box<dyn Fn(JobProgress) + Send + Sync>;

/// One running job as both sides see it.
pub struct JobContext {
    report: Report,
    reader: Option<ReadWorker>,
    passphrase: Option<Passphrase>,
    cancelled: AtomicBool,
    stage: Mutex<Stage>,
}

/// Where the job is.
#[derive(Debug, Clone, Copy)]
struct Stage {
    phase: Phase,
    done: u64,
    total: u64,
    began: Instant,
    reported: Instant,
}

impl std::fmt::Debug for JobContext {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("JobContext")
            .field("cancelled", &self.cancelled)
            .finish_non_exhaustive()
    }
}

impl JobContext {
    /// A job that reports to a host.
    #[must_use]
    pub fn new(report: Report) -> Self {
        let now = Instant::now();
        let stage = Stage {
            phase: Phase::Load,
            done: 0,
            total: 0,
            began: now,
            reported: now,
        };
        Self {
            report,
            reader: None,
            passphrase: None,
            cancelled: AtomicBool::new(false),
            stage: Mutex::new(stage),
        }
    }

    /// A job nobody watches.
    #[must_use]
    pub fn unwatched() -> Self {
        Self::new(Box::new(|_| {}))
    }

    /// The same job, on a host that can start a reading process.
    #[must_use]
    pub fn with_reader(self, reader: Option<ReadWorker>) -> Self {
        Self { reader, ..self }
    }

    /// The same job, with what opens the locked workspaces it reads.
    #[must_use]
    pub fn with_passphrase(self, passphrase: Option<Passphrase>) -> Self {
        Self { passphrase, ..self }
    }

    /// What opens a locked workspace.
    pub(crate) fn passphrase(&self) -> Option<&Passphrase> {
        self.passphrase.as_ref()
    }

    /// The job as the host of an import.
    pub(crate) fn read_host(&self) -> ReadHost<'_> {
        ReadHost::new(self).with_worker(self.reader.as_ref())
    }

    /// Asks the job to stop; it does so at its next step.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    fn with_stage<T>(&self, change: impl FnOnce(&mut Stage) -> T) -> T {
        change(&mut self.stage.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Progress for JobContext {
    fn begin(&self, phase: Phase, total: u64) {
        let now = Instant::now();
        let figures = self.with_stage(|stage| {
            *stage = Stage {
                phase,
                done: 0,
                total,
                began: now,
                reported: now,
            };
            stage.figures(now)
        });
        (self.report)(figures);
    }

    fn advance(&self, by: u64) -> Result<(), Cancelled> {
        if self.cancelled.load(Ordering::Relaxed) {
            return Err(Cancelled);
        }
        let now = Instant::now();
        let figures = self.with_stage(|stage| {
            stage.done += by;
            let due = now.duration_since(stage.reported) >= REPORT_EVERY;
            due.then(|| {
                stage.reported = now;
                stage.figures(now)
            })
        });
        if let Some(figures) = figures {
            (self.report)(figures);
        }
        Ok(())
    }
}

impl Stage {
    fn figures(&self, now: Instant) -> JobProgress {
        let elapsed = now.duration_since(self.began);
        let (done, total) = (count(self.done), count(self.total));
        let per_second =
            (elapsed >= RATE_AFTER && self.done > 0).then(|| done / elapsed.as_secs_f64());
        let seconds_left = per_second
            .filter(|_| total > 0.0)
            .map(|rate| ((total - done) / rate).max(0.0));
        JobProgress {
            phase: self.phase.label().to_owned(),
            done,
            total,
            per_second,
            seconds_left,
        }
    }
}

/// Counts above 2^53 lose their last digits, which no progress bar shows.
#[expect(clippy::cast_precision_loss, reason = "shown, not computed with")]
fn count(units: u64) -> f64 {
    units as f64
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn a_cancelled_job_stops_at_its_next_step() {
        let job = JobContext::unwatched();
        job.begin(Phase::Match, 10);
        assert_eq!(job.advance(1), Ok(()));
        job.cancel();
        assert_eq!(job.advance(1), Err(Cancelled));
    }

    #[test]
    fn a_thousand_steps_make_few_reports() {
        let seen = Arc::new(Mutex::new(Vec::new()));
        let into = Arc::clone(&seen);
        let job = JobContext::new(Box::new(move |figures| {
            into.lock().expect("BUG: no report panics").push(figures);
        }));
        job.begin(Phase::Import, 1000);
        for _ in 0..1000 {
            job.advance(1).expect("BUG: nobody cancels");
        }
        let reports = seen.lock().expect("BUG: no report panics");
        assert_eq!(reports[0].phase, "Importing");
        assert!(reports.len() < 100, "{} reports", reports.len());
    }
}
