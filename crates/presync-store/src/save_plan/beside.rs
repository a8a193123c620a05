//! Made on other threads and taken on this one: wording a plan costs more than writing it.

use std::{sync::mpsc::sync_channel, thread};

use super::Failure;

/// Batches that may wait.
const BATCHES_MAX: usize = 2;

/// Takes everything in order while the batches that follow are made.
pub(crate) fn take<T: Send>(
    batches: impl Iterator<Item = Vec<T>> + Send,
    mut take: impl FnMut(T) -> Result<(), Failure>,
) -> Result<(), Failure> {
    thread::scope(|scope| {
        let (give, taken) = sync_channel(BATCHES_MAX);
        scope.spawn(move || {
            for batch in batches {
                // Whoever takes no more has failed and says so.
                if give.send(batch).is_err() {
                    break;
                }
            }
        });
        taken.into_iter().flatten().try_for_each(&mut take)
    })
}
