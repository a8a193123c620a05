//! Rows made on one thread and taken on another: wording a plan costs about as much as writing it.

use std::{sync::mpsc::sync_channel, thread};

use super::Failure;

/// Rows that are handed over at once.
const BATCH_ROWS: usize = 1_024;
/// Batches that may wait.
const BATCHES_MAX: usize = 8;

/// Takes every row in order while those that follow are made.
pub(super) fn take<T: Send>(
    mut rows: impl Iterator<Item = T> + Send,
    mut take: impl FnMut(T) -> Result<(), Failure>,
) -> Result<(), Failure> {
    thread::scope(|scope| {
        let (give, taken) = sync_channel::<Vec<T>>(BATCHES_MAX);
        scope.spawn(move || {
            loop {
                let batch: Vec<T> = rows.by_ref().take(BATCH_ROWS).collect();
                // Whoever takes no more has failed and says so.
                if batch.is_empty() || give.send(batch).is_err() {
                    break;
                }
            }
        });
        taken.into_iter().flatten().try_for_each(&mut take)
    })
}
