//! Matches two files and prints one JSON line: how long each step of it took, by the clock and of the
//! processor, and the most memory the process held in it. `cargo xtask bench match` starts it.
//!
//! Usage: `matching LEGACY AZURE OUT`
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a host: it reads arguments and the clock, and its result is a line on stdout"
)]

mod laps;

use std::{error::Error, path::PathBuf};

use jiff::Timestamp;
use presync_app::{
    JobContext, Side,
    pipeline::{ImportRequest, replace_sources},
    workspace,
};
use presync_core::{Cancelled, Phase, Progress, matching};
use serde_json::json;

use laps::Laps;

/// Hears of every step.
struct Steps(Laps);

impl Progress for Steps {
    fn begin(&self, _: Phase, _: u64) {}

    fn step(&self, name: &'static str) {
        self.0.begin(name);
    }

    fn advance(&self, _: u64) -> Result<(), Cancelled> {
        Ok(())
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [legacy, azure, out] = arguments.as_slice() else {
        return Err("usage: matching LEGACY AZURE OUT".into());
    };
    let requests = [
        ImportRequest::new(legacy, Side::Legacy),
        ImportRequest::new(azure, Side::Azure),
    ];
    let mut workspace = workspace::open_or_make(None, out, None).map_err(|f| f.message)?;
    let job = JobContext::unwatched();
    let replaced = replace_sources(&mut workspace, &requests, Timestamp::UNIX_EPOCH, &job);
    let sides = replaced.map_err(|f| f.message)?.sides;
    let sides = sides.ok_or("the files hold more users than memory does")?;
    let steps = Steps(Laps::default());
    let matching = matching::run(&sides.legacy, &sides.azure, &[], &steps);
    let phases = steps.0.phases();
    let links = matching.map_err(|_| "stopped")?.links.len();
    let rows = sides.legacy.len() + sides.azure.len();
    println!(
        "{}",
        json!({ "phases": phases, "rows": rows, "links": links })
    );
    Ok(())
}
