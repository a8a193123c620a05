//! Makes the plan of two files, edits one row of its mapping after the other, and prints one JSON line:
//! what simulating everything and simulating after the edit took, by the clock and of the processor, row by
//! row. `cargo xtask bench resimulate` starts it; it decides nothing itself.
//!
//! Usage: `resimulating LEGACY AZURE OUT`
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
    pipeline::{Extras, ImportRequest, make_plan, make_plan_of, replace_sources},
    workspace,
};
use presync_core::{
    mapping::{Mapping, MappingSource},
    progress::Unwatched,
    simulate::{self, Input, after, keeping},
};
use serde_json::json;

use laps::Laps;

/// The outputs are dated to it, so that a run differs from the next in nothing but its time.
const NOW: &str = "2026-11-23T09:00:00Z";

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [legacy, azure, out] = arguments.as_slice() else {
        return Err("usage: resimulating LEGACY AZURE OUT".into());
    };
    let job = JobContext::unwatched();
    let now: Timestamp = NOW.parse()?;
    let requests = [
        ImportRequest::new(legacy, Side::Legacy),
        ImportRequest::new(azure, Side::Azure),
    ];
    let told = |failure: presync_app::wire::Failure| failure.message;
    let mut workspace = workspace::open_or_make(None, out, None).map_err(told)?;
    let replaced = replace_sources(&mut workspace, &requests, now, &job).map_err(told)?;
    let finished = match replaced.sides {
        Some(sides) => make_plan_of(&workspace, sides, Extras::default(), now, &job),
        None => make_plan(&workspace, Extras::default(), now, &job),
    }
    .map_err(told)?;
    let made = &finished.made;
    let input = made.input();
    let laps = Laps::default();
    laps.begin("everything, kept for edits");
    let kept = keeping(&input, None, &Unwatched)?;
    for at in 0..made.mapping.users.rows.len() {
        let mapping = edited(&made.mapping, at);
        let target = &mapping.users.rows[at].target;
        let input = Input {
            mapping: &mapping,
            ..input
        };
        laps.begin(&format!("{target}: everything"));
        let whole = simulate::run(&input, &Unwatched)?;
        laps.begin(&format!("{target}: after the edit"));
        let plan = after(&input, &kept, &Unwatched)?;
        if plan.azure != whole.azure || plan.findings != whole.findings {
            return Err(format!("{target}: the plans differ").into());
        }
    }
    let line = json!({
        "phases": laps.phases(),
        "rows": made.legacy.len() + made.azure.len(),
        "links": made.matching.links.len(),
        "changes": made.plan.changes.len(),
    });
    println!("{line}");
    Ok(())
}

/// The mapping with another source in one row.
fn edited(mapping: &Mapping, at: usize) -> Mapping {
    let mut mapping = mapping.clone();
    mapping.users.rows[at].source = MappingSource::Expression("ToUpper([mail])".to_owned());
    mapping
}
