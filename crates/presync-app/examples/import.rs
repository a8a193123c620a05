//! Imports one file and prints one JSON line: how long looking at it, taking it apart and keeping it
//! took, on the clock and on the processor, and how much memory the process ever held.
//! `cargo xtask bench import` starts it; it decides nothing itself.
//!
//! Usage: `import FILE SIDE FOLDER`; the side is `azure` or `legacy`, the folder takes a workspace that
//! vanishes.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a host: it reads arguments and the clock, and its result is a line on stdout"
)]

use std::{error::Error, fs, path::Path, time::Instant};

use presync_core::{
    Diagnostic, Side,
    progress::Unwatched,
    record::{Record, RecordSink, SinkError, SourceHeader},
};
use presync_import::{ReadOptions, inspect, read};
use presync_store::Workspace;
use serde_json::{Value, json};

/// Ticks in which Linux counts processor time.
const TICKS_PER_SECOND: f64 = 100.0;

/// A sink that keeps nothing, so that what remains is the reading.
struct Nowhere;

impl RecordSink for Nowhere {
    fn begin(&mut self, _: &SourceHeader) -> Result<(), SinkError> {
        Ok(())
    }

    fn record(&mut self, _: &Record<'_>) -> Result<(), SinkError> {
        Ok(())
    }

    fn diagnostic(&mut self, _: Diagnostic) -> Result<(), SinkError> {
        Ok(())
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [file, side, folder] = arguments.as_slice() else {
        return Err("usage: import FILE SIDE FOLDER".into());
    };
    let options = ReadOptions {
        side: Some(if side == "azure" {
            Side::Azure
        } else {
            Side::Legacy
        }),
        ..ReadOptions::default()
    };
    println!("{}", run(Path::new(file), &options, Path::new(folder))?);
    Ok(())
}

fn run(file: &Path, options: &ReadOptions, folder: &Path) -> Result<Value, Box<dyn Error>> {
    let (inspection, look) = timed(|| Ok(inspect(file, options, &Unwatched)?))?;
    let (_, parse) = timed(|| Ok(read(file, &inspection, &mut Nowhere, &Unwatched)?))?;
    let mut workspace = Workspace::open_temporary(folder)?;
    let (summary, store) = timed(|| {
        let mut import = workspace.begin_import("2026-11-23T09:00:00Z")?;
        let mut source = import.add("users");
        let summary = read(file, &inspection, &mut source, &Unwatched)?;
        source.finish(summary.records, summary.rejected)?;
        import.commit()?;
        Ok(summary)
    })?;
    let lap = |name: &str, (seconds, cpu): (f64, f64)| json!({ "phase": name, "seconds": seconds, "cpu_seconds": cpu });
    Ok(json!({
        "phases": [
            lap("look at it", look),
            lap("take it apart", parse),
            lap("take it apart and keep it", store),
        ],
        "rows": summary.records,
        "columns": inspection.columns.len(),
        "bytes": inspection.bytes,
        "peak_kib": peak_kib()?,
    }))
}

/// What a stage gives, with its seconds on the clock and on all processors.
fn timed<T>(
    stage: impl FnOnce() -> Result<T, Box<dyn Error>>,
) -> Result<(T, (f64, f64)), Box<dyn Error>> {
    let (began, cpu) = (Instant::now(), cpu_seconds()?);
    let outcome = stage()?;
    let seconds = began.elapsed().as_secs_f64();
    Ok((outcome, (seconds, cpu_seconds()? - cpu)))
}

/// User and system time of the process: fields 14 and 15, counted behind the name in parentheses.
fn cpu_seconds() -> Result<f64, Box<dyn Error>> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    let fields = stat
        .rsplit_once(')')
        .ok_or("The kernel does not tell the time used.")?
        .1;
    let ticks = fields
        .split_whitespace()
        .skip(11)
        .take(2)
        .map(str::parse::<f64>);
    Ok(ticks.sum::<Result<f64, _>>()? / TICKS_PER_SECOND)
}

/// The most memory the process ever held: `VmHWM:   123456 kB`.
fn peak_kib() -> Result<u64, Box<dyn Error>> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let figure = line.and_then(|rest| rest.split_whitespace().next());
    Ok(figure
        .ok_or("The kernel does not tell the memory held.")?
        .parse()?)
}
