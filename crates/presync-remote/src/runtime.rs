//! The bridge from jobs, which are threads, to requests, which are futures: one small runtime for a job,
//! and a look at the cancel button several times a second whatever the network does.

use std::{future::Future, time::Duration};

use presync_core::Progress;

use crate::RemoteError;

/// How often the cancel button is looked at.
const LOOK: Duration = Duration::from_millis(200);

/// Runs requests to their end, or until the user stops them; what is still under way is dropped then.
///
/// # Errors
/// `Cancelled`; what the requests say.
pub fn run<T>(
    progress: &dyn Progress,
    work: impl Future<Output = Result<T, RemoteError>>,
) -> Result<T, RemoteError> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| RemoteError::Unreachable {
            host: "the network".to_owned(),
            reason: error.to_string(),
        })?;
    runtime.block_on(async {
        tokio::pin!(work);
        loop {
            tokio::select! {
                done = &mut work => return done,
                () = tokio::time::sleep(LOOK) => progress.advance(0)?,
            }
        }
    })
}
