//! Simulates the first sync of two files, and again with one mapping row changed that is no match key, and
//! prints one JSON line: how long both took. `cargo xtask bench simulate` starts it; it decides nothing itself.
//!
//! Usage: `again LEGACY AZURE OUT`
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a host: it reads arguments and the clock, and its result is a line on stdout"
)]

mod laps;

use std::{
    error::Error,
    path::{Path, PathBuf},
};

use jiff::Timestamp;
use presync_app::{
    JobContext, Side,
    pipeline::{Extras, Finished, ImportRequest, make_plan_of, replace_sources},
    wire::Failure,
    workspace,
};
use presync_core::{
    mapping::MappingSource,
    progress::Unwatched,
    simulate::{Input, rerun, simulate},
};
use serde_json::json;

use laps::Laps;

const NOW: &str = "2026-11-23T09:00:00Z";

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [legacy, azure, out] = arguments.as_slice() else {
        return Err("usage: again LEGACY AZURE OUT".into());
    };
    let finished = planned(legacy, azure, out).map_err(|failure| failure.message)?;
    let made = &finished.made;
    let laps = Laps::default();
    laps.begin("Simulating");
    let whole = simulate(&made.input(), &Unwatched)?;
    laps.begin("Simulating again");
    let mut mapping = made.mapping.clone();
    let title = mapping
        .users
        .rows
        .iter_mut()
        .find(|row| row.target == "title");
    title.ok_or("the mapping has no title")?.source =
        MappingSource::Direct("department".to_owned());
    let input = Input {
        mapping: &mapping,
        ..made.input()
    };
    let again = rerun(&whole, &input, &Unwatched)?;
    let phases = laps.phases();
    let line = json!({
        "phases": phases,
        "rows": made.legacy.len() + made.azure.len(),
        "links": made.matching.links.len(),
        "changes": again.plan.changes.len(),
    });
    println!("{line}");
    Ok(())
}

fn planned(legacy: &Path, azure: &Path, out: &Path) -> Result<Finished, Failure> {
    let job = JobContext::unwatched();
    let now: Timestamp = NOW.parse().expect("BUG: the moment is well-formed");
    let requests = [
        ImportRequest::new(legacy, Side::Legacy),
        ImportRequest::new(azure, Side::Azure),
    ];
    let mut workspace = workspace::open_or_make(None, out, None)?;
    let replaced = replace_sources(&mut workspace, &requests, now, &job)?;
    let sides = replaced.sides.ok_or_else(Failure::internal)?;
    make_plan_of(&workspace, sides, Extras::default(), now, &job)
}
