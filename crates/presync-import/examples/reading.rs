//! Prints what reading a file costs: `cargo run --release --example reading -p presync-import -- 1000000`.
//!
//! An invented intranet export of 30 columns is written and read into a sink that keeps nothing, once
//! clean and once with something to repair in every tenth row. CPU seconds are Linux's.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a stopwatch writes a file, reads the clock, and prints"
)]

use std::{env, fmt::Write as _, fs, path::Path, time::Instant};

use presync_core::{
    Diagnostic, Side,
    progress::Unwatched,
    record::{Record, RecordSink, SinkError, SourceHeader},
};
use presync_import::{ReadOptions, inspect, read};

type Failure = Box<dyn std::error::Error + Send + Sync>;

const HEADER: &str = "UID,Username,Email,First Name,Surname,Title,Job Title,Department,Location,\
    Company,Manager,Phone,Mobile,Start Date,End Date,Active,Hide Profile,Timezone,Language,\
    Profile Type,Authentication Type,Address,Initials,Pronouns,Cost centre,Floor,Desk,Canteen,\
    Union,Parking";

/// Counts what it is given.
#[derive(Default)]
struct Counter {
    records: u32,
    bytes: usize,
}

impl RecordSink for Counter {
    fn begin(&mut self, _: &SourceHeader) -> Result<(), SinkError> {
        Ok(())
    }

    fn record(&mut self, record: &Record<'_>) -> Result<(), SinkError> {
        self.records += 1;
        self.bytes += record.cells.iter().map(|cell| cell.len()).sum::<usize>();
        Ok(())
    }

    fn diagnostic(&mut self, _: Diagnostic) -> Result<(), SinkError> {
        Ok(())
    }
}

fn main() -> Result<(), Failure> {
    let rows: u32 = env::args()
        .nth(1)
        .map_or(Ok(100_000), |argument| argument.parse())?;
    let folder = tempfile::tempdir_in(".")?;
    for (what, odd_every) in [("clean", u32::MAX), ("one row in ten odd", 10)] {
        let path = folder.path().join("people.csv");
        fs::write(&path, export(rows, odd_every)?)?;
        time(what, &path, rows)?;
    }
    Ok(())
}

fn time(what: &str, path: &Path, rows: u32) -> Result<(), Failure> {
    let options = ReadOptions {
        side: Some(Side::Legacy),
        ..ReadOptions::default()
    };
    let inspection = inspect(path, &options, &Unwatched)?;
    let (start, cpu) = (Instant::now(), cpu_seconds());
    let mut sink = Counter::default();
    read(path, &inspection, &mut sink, &Unwatched)?;
    let cpu = cpu_seconds() - cpu;
    println!(
        "{what:>20}: {:.2} s wall, {cpu:.2} s CPU, {:.0} rows/s of CPU, {} MB",
        start.elapsed().as_secs_f64(),
        f64::from(rows) / cpu.max(0.01),
        sink.bytes >> 20
    );
    Ok(())
}

/// User and system time of this process; 0 where `/proc` is not there.
fn cpu_seconds() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default();
    let ticks = fields.split_whitespace().skip(11).take(2);
    ticks
        .filter_map(|field| field.parse::<f64>().ok())
        .sum::<f64>()
        / 100.0
}

fn export(rows: u32, odd_every: u32) -> Result<String, std::fmt::Error> {
    let mut file = format!("{HEADER}\n");
    for n in 0..rows {
        let odd = n % odd_every == odd_every - 1;
        let (date, active) = if odd {
            ("13/04/2021", "WAHR")
        } else {
            ("2021-04-13", "TRUE")
        };
        let (department, surname) = if odd {
            ("N/A", "M\u{fc}ller ")
        } else {
            ("Research", "Okoro")
        };
        writeln!(
            file,
            "{:07},user{n}@contoso.example,given{}.family{n}@contoso.example,Given{},{surname},Dr,\
             Senior Engineer {},{department} {},Bristol,Contoso Ltd,user{}@contoso.example,\
             +44 117 496 {:04},+44 7700 {:06},{date},,{active},FALSE,Europe/London,en-GB,\
             Intranet User,SAML,\"{} Quay Street, Bristol\",GF,they,CC-{:04},{},D{},yes,no,P{}",
            n % 9_999_991,
            n % 997,
            n % 997,
            n % 40,
            if odd {
                String::new()
            } else {
                (n % 300).to_string()
            },
            n / 8,
            n % 10_000,
            n % 1_000_000,
            n % 90,
            n % 10_000,
            n % 12,
            n % 5_000,
            n % 800,
        )?;
    }
    Ok(file)
}
