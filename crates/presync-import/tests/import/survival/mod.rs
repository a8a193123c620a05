//! Some hundreds of broken files, made from whole ones by chance and by intent: whatever comes of them,
//! nothing breaks, nothing hangs, nothing is left behind, and the file is named.
//!
//! The chance is seeded, so that every run sees the same files. The judge looks from outside only: at
//! the folder, the clock, the memory of the process and what is said.

mod broken;
mod chance;
mod seeds;

use std::{
    sync::mpsc,
    time::{Duration, Instant},
};

use presync_core::Side;
use presync_import::ImportError;

use crate::boundary::{Collected, Given, side};
use broken::{Broken, broken};

/// One file may take this long, in a test build on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);
/// Most memory the whole run may ever have held, in KiB: a worker's cap is three times that.
const RESIDENT_KIB_MAX: u64 = 512 << 10;

#[test]
fn nothing_that_comes_ends_the_program() {
    let (done, next) = mpsc::channel();
    let files = broken();
    let names: Vec<String> = files.iter().map(|file| file.case.clone()).collect();
    std::thread::spawn(move || {
        for file in files {
            let began = Instant::now();
            let fate = fate(&file);
            if done.send((file.case, fate, began.elapsed())).is_err() {
                return;
            }
        }
    });
    let (mut read, mut refused) = (0, 0);
    for name in &names {
        let Ok((case, fate, took)) = next.recv_timeout(PATIENCE) else {
            panic!("{name} ended the program or did not end");
        };
        assert!(took < PATIENCE, "{case} took {took:?}");
        match fate {
            Fate::Read => read += 1,
            Fate::Refused => refused += 1,
        }
    }
    assert!(names.len() >= 400, "{} files are no torture", names.len());
    assert!(
        read >= 50 && refused >= 50,
        "{read} read and {refused} refused: one kind only"
    );
    if let Some(peak) = resident_peak_kib() {
        assert!(peak < RESIDENT_KIB_MAX, "{peak} KiB were held");
    }
}

enum Fate {
    Read,
    Refused,
}

fn fate(file: &Broken) -> Fate {
    let given = Given::file(file.name, &file.bytes);
    let outcome = given.import(&side(Side::Legacy));
    given.assert_untouched(&file.case, &file.bytes);
    match outcome {
        Ok((_, sink, summary)) => {
            assert_eq!(
                sink.records.len() + summary.rejected as usize,
                summary.records as usize,
                "{}: a record is neither given nor rejected",
                file.case
            );
            assert_in_order(&sink, &file.case);
            Fate::Read
        }
        Err(error) => {
            assert_named(&error, file);
            Fate::Refused
        }
    }
}

fn assert_in_order(sink: &Collected, case: &str) {
    let ordered = sink.records.is_sorted_by(|a, b| a.0 < b.0 && a.1 <= b.1);
    assert!(ordered, "{case}: records are out of order");
    for said in &sink.diagnostics {
        assert!(!said.code.is_empty() && !said.message.is_empty(), "{case}");
    }
}

fn assert_named(error: &ImportError, file: &Broken) {
    let said = error.to_string();
    assert!(said.contains(file.name), "{}: {said}", file.case);
    assert!(!error.code().is_empty(), "{}: {said}", file.case);
}

/// The most memory this process ever held, where the system says it.
fn resident_peak_kib() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
