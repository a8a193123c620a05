//! What phases of a measured run took: by the clock, of the processor, and of memory.

use std::{
    fs,
    sync::{Arc, Mutex, PoisonError},
    time::Instant,
};

use serde_json::{Value, json};

/// What each phase took, in the order they began.
#[derive(Debug, Clone, Default)]
pub(crate) struct Laps(Arc<Mutex<Vec<Lap>>>);

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

impl Laps {
    /// A phase tells of itself many times and begins once.
    pub(crate) fn begin(&self, phase: &str) {
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

    /// All of them; the last one ends now.
    pub(crate) fn phases(&self) -> Vec<Value> {
        let end = Moment::now();
        phases(&self.0.lock().unwrap_or_else(PoisonError::into_inner), end)
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
