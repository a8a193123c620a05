//! Drives the whole main job over two files and prints one JSON line: how long each phase took and
//! how much memory the process ever held. `cargo xtask bench` starts it; it decides nothing itself.
//!
//! Usage: `phases LEGACY AZURE OUT`
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a host: it reads arguments and the clock, and its result is a line on stdout"
)]

use std::{
    error::Error,
    fs,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    time::Instant,
};

use jiff::Timestamp;
use presync_app::{
    JobContext, Side,
    pipeline::{
        Contents, CsvProfile, Existing, Extras, Finished, ImportRequest, PackageRequest, make_plan,
        replace_sources, write_package,
    },
    wire::Failure,
    workspace,
};
use presync_core::progress::Phase;
use serde_json::{Value, json};

/// The outputs are dated to it, so that a run differs from the next in nothing but its time.
const NOW: &str = "2026-11-23T09:00:00Z";

/// When each phase began, in the order they did.
#[derive(Debug, Clone, Default)]
struct Laps(Arc<Mutex<Vec<(String, Instant)>>>);

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [legacy, azure, out] = arguments.as_slice() else {
        return Err("usage: phases LEGACY AZURE OUT".into());
    };
    let laps = Laps::default();
    laps.begin(Phase::Import.label());
    let finished = run(legacy, azure, out, &laps).map_err(|failure| failure.message)?;
    println!("{}", laps.line(&finished, Instant::now())?);
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
    replace_sources(&mut workspace, &requests, now, &job)?;
    let finished = make_plan(&workspace, Extras::default(), now, &job)?;
    let request = PackageRequest {
        folder: out.to_owned(),
        contents: Contents::Full,
        csv: CsvProfile::SpreadsheetSafe,
        existing: Existing::Replace,
    };
    write_package(&finished, &request, &job)?;
    Ok(finished)
}

impl Laps {
    /// A phase tells of itself many times and begins once.
    fn begin(&self, phase: &str) {
        let mut laps = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if laps.last().is_none_or(|(last, _)| last != phase) {
            laps.push((phase.to_owned(), Instant::now()));
        }
    }

    fn line(&self, finished: &Finished, end: Instant) -> Result<Value, Box<dyn Error>> {
        let laps = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let began = laps.first().map_or(end, |(_, began)| *began);
        let made = &finished.made;
        Ok(json!({
            "phases": phases(&laps, end),
            "total_seconds": (end - began).as_secs_f64(),
            "peak_kib": peak_kib(&fs::read_to_string("/proc/self/status")?)?,
            "rows": made.legacy.len() + made.azure.len(),
            "links": made.matching.links.len(),
            "changes": made.plan.changes.len(),
        }))
    }
}

/// A phase that comes twice, once a file, counts as one.
fn phases(laps: &[(String, Instant)], end: Instant) -> Vec<Value> {
    let ends = laps.iter().skip(1).map(|(_, began)| *began).chain([end]);
    let mut phases: Vec<(&str, f64)> = Vec::new();
    for ((phase, began), ended) in laps.iter().zip(ends) {
        let seconds = (ended - *began).as_secs_f64();
        match phases.iter_mut().find(|(known, _)| known == phase) {
            Some((_, sum)) => *sum += seconds,
            None => phases.push((phase, seconds)),
        }
    }
    let shown = phases
        .iter()
        .map(|(phase, seconds)| json!({ "phase": phase, "seconds": seconds }));
    shown.collect()
}

/// The most memory the process ever held: `VmHWM:   123456 kB`.
fn peak_kib(status: &str) -> Result<u64, Box<dyn Error>> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let figure = line.and_then(|rest| rest.split_whitespace().next());
    Ok(figure
        .ok_or("The kernel does not tell how much memory was used.")?
        .parse()?)
}
