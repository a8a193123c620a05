//! A service that never answers does not keep the user from stopping.

use presync_core::{Cancelled, Phase, Progress};
use presync_remote::{RemoteError, run};

use crate::{reader, service::Service};

/// Stopped from the first look on.
struct Stopped;

impl Progress for Stopped {
    fn begin(&self, _: Phase, _: u64) {}

    fn advance(&self, _: u64) -> Result<(), Cancelled> {
        Err(Cancelled)
    }
}

#[test]
fn a_silent_service_can_be_left() {
    let service = Service::silent();
    let reader = reader(&service);
    let request = reader.request("users", &["Users"], &[], "application/json");
    let read = run(&Stopped, reader.get(&request));
    assert_eq!(read.err(), Some(RemoteError::Cancelled));
}
