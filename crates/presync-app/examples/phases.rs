//! Drives the whole main job over two files, saves the plan and writes the package, and prints one JSON
//! line: how long each phase took, by the clock and of the processor, and the most memory the process held
//! in it. `cargo xtask bench` starts it; it decides nothing itself.
//!
//! Usage: `phases LEGACY AZURE OUT`
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
    pipeline::{
        Branding, Contents, CsvProfile, Existing, Extras, Finished, ImportRequest, PackageRequest,
        WaveSizes, make_plan, make_plan_of, replace_sources, write_package,
    },
    wire::Failure,
    workspace,
};
use presync_core::progress::Phase;
use serde_json::json;

use laps::Laps;

/// The outputs are dated to it, so that a run differs from the next in nothing but its time.
const NOW: &str = "2026-11-23T09:00:00Z";

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [legacy, azure, out] = arguments.as_slice() else {
        return Err("usage: phases LEGACY AZURE OUT".into());
    };
    let laps = Laps::default();
    laps.begin(Phase::Import.label());
    let finished = run(legacy, azure, out, &laps).map_err(|failure| failure.message)?;
    let made = &finished.made;
    let line = json!({
        "phases": laps.phases(),
        "rows": made.legacy.len() + made.azure.len(),
        "links": made.matching.links.len(),
        "changes": made.plan.changes.len(),
    });
    println!("{line}");
    Ok(())
}

fn run(legacy: &Path, azure: &Path, out: &Path, laps: &Laps) -> Result<Finished, Failure> {
    let told = laps.clone();
    let job = JobContext::new(Box::new(move |figures| told.begin(&figures.phase)));
    let now: Timestamp = NOW.parse().expect("BUG: the moment is well-formed");
    let requests = [
        ImportRequest::new(legacy, Side::Legacy),
        ImportRequest::new(azure, Side::Azure),
    ];
    let mut workspace = workspace::open_or_make(None, out, None)?;
    let replaced = replace_sources(&mut workspace, &requests, now, &job)?;
    let revision = workspace.revision()?;
    let finished = match replaced.sides {
        Some(sides) => make_plan_of(&workspace, sides, Extras::default(), now, &job)?,
        None => make_plan(&workspace, Extras::default(), now, &job)?,
    };
    workspace::save(&mut workspace, &finished, &revision, &job)?;
    let request = PackageRequest {
        folder: out.to_owned(),
        contents: Contents::Full,
        csv: CsvProfile::SpreadsheetSafe,
        existing: Existing::Replace,
        waves: WaveSizes::default(),
        branding: Branding::default(),
    };
    write_package(&finished, &request, &job)?;
    Ok(finished)
}
