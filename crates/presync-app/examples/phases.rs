//! Drives the whole main job over two files and prints one JSON line: how long each phase took, by the
//! clock and of the processor, and the most memory the process held in it. `cargo xtask bench` starts it;
//! it decides nothing itself.
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

/// What each phase took, in the order they began.
#[derive(Debug, Clone, Default)]
struct Laps(Arc<Mutex<Vec<Lap>>>);

/// One phase and what it took; the last one is still running.
#[derive(Debug)]
struct Lap {
    phase: String,
    began: Moment,
    ended: Option<Moment>,
}

/// What the clock and the kernel said at a time.
#[derive(Debug, Clone, Copy)]
struct Moment {
    at: Instant,
    cpu_seconds: f64,
    /// The most memory held since the moment before.
    peak_kib: u64,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [legacy, azure, out] = arguments.as_slice() else {
        return Err("usage: phases LEGACY AZURE OUT".into());
    };
    let laps = Laps::default();
    laps.begin(Phase::Import.label());
    let finished = run(legacy, azure, out, &laps).map_err(|failure| failure.message)?;
    println!("{}", laps.line(&finished, Moment::now()));
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
        if laps.last().is_some_and(|lap| lap.phase == phase) {
            return;
        }
        let now = Moment::now();
        if let Some(last) = laps.last_mut() {
            last.ended = Some(now);
        }
        laps.push(Lap {
            phase: phase.to_owned(),
            began: now,
            ended: None,
        });
    }

    fn line(&self, finished: &Finished, end: Moment) -> Value {
        let laps = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let phases = phases(&laps, end);
        let made = &finished.made;
        json!({
            "phases": phases,
            "rows": made.legacy.len() + made.azure.len(),
            "links": made.matching.links.len(),
            "changes": made.plan.changes.len(),
        })
    }
}

/// A phase that comes twice, once a file, counts as one.
fn phases(laps: &[Lap], end: Moment) -> Vec<Value> {
    let mut phases: Vec<(&str, f64, f64, u64)> = Vec::new();
    for Lap {
        phase,
        began,
        ended,
    } in laps
    {
        let ended = ended.unwrap_or(end);
        let seconds = (ended.at - began.at).as_secs_f64();
        let cpu_seconds = ended.cpu_seconds - began.cpu_seconds;
        match phases.iter_mut().find(|(known, ..)| known == phase) {
            Some((_, all, cpu, peak)) => {
                *all += seconds;
                *cpu += cpu_seconds;
                *peak = ended.peak_kib.max(*peak);
            }
            None => phases.push((phase, seconds, cpu_seconds, ended.peak_kib)),
        }
    }
    let shown = phases.iter().map(|(phase, seconds, cpu_seconds, peak_kib)| {
        json!({ "phase": phase, "seconds": seconds, "cpu_seconds": cpu_seconds, "peak_kib": peak_kib })
    });
    shown.collect()
}

impl Moment {
    /// Asks, and lets the kernel begin to watch the memory anew.
    fn now() -> Self {
        let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
        let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
        fs::write("/proc/self/clear_refs", "5").expect("the kernel watches memory");
        Self {
            at: Instant::now(),
            cpu_seconds: cpu_seconds(&stat).expect("the kernel counts seconds"),
            peak_kib: peak_kib(&status).expect("the kernel counts memory"),
        }
    }
}

/// Seconds the processor spent for the process and for the kernel on its behalf: hundredths of a second
/// in the twelfth and the thirteenth field after the name.
fn cpu_seconds(stat: &str) -> Option<f64> {
    let (_, fields) = stat.rsplit_once(')')?;
    let ticks = fields.split_whitespace().skip(11).take(2);
    ticks
        .map(|field| field.parse::<f64>().ok())
        .sum::<Option<f64>>()
        .map(|ticks| ticks / 100.0)
}

/// `VmHWM:   123456 kB`.
fn peak_kib(status: &str) -> Option<u64> {
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}
