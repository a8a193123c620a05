//! `cargo xtask bench import`: one million users of thirty columns, as CSV and as a workbook, into a
//! workspace; and the bare parser of workbooks over the same file.

use std::fmt;
use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use super::azure;
use super::cases::Entity;
use super::people::People;
use super::report::grouped;
use super::run::example;
use crate::command::CommandLine;
use crate::sample::csv::row;

/// Columns beyond those of the population, as exports with extension attributes have them.
const FURTHER: [&str; 6] = [
    "extensionAttribute1",
    "extensionAttribute2",
    "extensionAttribute3",
    "extensionAttribute4",
    "createdDateTime",
    "onPremisesSyncEnabled",
];

/// What the measured program says about itself, one JSON line.
#[derive(Debug, Deserialize)]
struct Measured {
    phases: Vec<Lap>,
    rows: u64,
    columns: u64,
    bytes: u64,
    peak_kib: u64,
}

/// One stage of the import.
#[derive(Debug, Deserialize)]
struct Lap {
    phase: String,
    seconds: f64,
    cpu_seconds: f64,
}

/// What the bare parser says.
#[derive(Debug, Deserialize)]
struct Bare {
    cells: u64,
    seconds: f64,
}

/// Makes the files, imports each, and prints.
///
/// # Errors
/// A stage that fails.
pub(super) fn run(root: &Path, rows: usize) -> Result<()> {
    build(root)?;
    let folder = root.join("target/bench/import");
    println!(
        "generating {} rows in {}",
        grouped(rows as u64),
        folder.display()
    );
    let csv = generate(&folder, rows)?;
    let sheet = folder.join("users.xlsx");
    let made = CommandLine::new(
        &program(root, "sheet"),
        &["make", &shown(&csv), &shown(&sheet)],
    );
    made.run(root)?;
    for file in [&csv, &sheet] {
        let measured: Measured = said(root, "import", &[&shown(file), "azure", &shown(&folder)])?;
        println!("\n{}", Report { file, measured });
    }
    let bare: Bare = said(root, "sheet", &["read", &shown(&sheet)])?;
    println!(
        "The bare parser reads {} cells in {:.2} s.",
        grouped(bare.cells),
        bare.seconds
    );
    Ok(())
}

fn build(root: &Path) -> Result<()> {
    for (package, name) in [("presync-app", "import"), ("presync-import", "sheet")] {
        let arguments = [
            "build",
            "--release",
            "--package",
            package,
            "--example",
            name,
        ];
        CommandLine::new("cargo", &arguments).run(root)?;
    }
    Ok(())
}

#[expect(
    clippy::disallowed_methods,
    reason = "writing the measured file is this chore"
)]
fn generate(folder: &Path, rows: usize) -> Result<PathBuf> {
    fs::create_dir_all(folder)
        .with_context(|| format!("{} could not be made", folder.display()))?;
    let path = folder.join("users.csv");
    let file =
        File::create(&path).with_context(|| format!("{} could not be made", path.display()))?;
    let mut file = BufWriter::new(file);
    let people = People::of(rows);
    let header: Vec<&str> = azure::HEADER.into_iter().chain(FURTHER).collect();
    file.write_all(row(&header).as_bytes())?;
    for rank in 0..rows {
        let cells = azure::cells(&people, Entity::of_azure_rank(rank));
        let further = further(rank);
        let cells: Vec<&str> = cells.iter().chain(&further).map(String::as_str).collect();
        file.write_all(row(&cells).as_bytes())?;
    }
    file.flush().context("The disk is full.")?;
    Ok(path)
}

fn further(rank: usize) -> [String; FURTHER.len()] {
    [
        format!("Cost centre {}", rank % 900),
        format!("B{:05}", rank % 70_000),
        String::new(),
        format!("Level {}", rank % 12),
        format!("20{:02}-03-1{}T08:00:00Z", rank % 26, rank % 10),
        if rank.is_multiple_of(3) { "true" } else { "" }.to_owned(),
    ]
}

/// The one line that a program says.
fn said<T: for<'de> Deserialize<'de>>(root: &Path, name: &str, arguments: &[&str]) -> Result<T> {
    let output = Command::new(program(root, name))
        .args(arguments)
        .stderr(Stdio::inherit())
        .output()
        .context("The measured program could not be started.")?;
    ensure!(
        output.status.success(),
        "The measured program ended with {}.",
        output.status
    );
    let said = String::from_utf8_lossy(&output.stdout);
    serde_json::from_str(said.trim())
        .with_context(|| format!("The measured program said `{said}`."))
}

fn program(root: &Path, name: &str) -> String {
    shown(&example(root, name))
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

struct Report<'r> {
    file: &'r Path,
    measured: Measured,
}

impl fmt::Display for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let measured = &self.measured;
        let (rows, megabytes) = (measured.rows as f64, measured.bytes as f64 / 1e6);
        let name = self.file.file_name().unwrap_or_default().to_string_lossy();
        writeln!(
            f,
            "### {name}: {} rows of {} columns, {megabytes:.0} MB\n",
            grouped(measured.rows),
            measured.columns
        )?;
        writeln!(
            f,
            "| stage | seconds | CPU seconds | rows/s |\n|---|---:|---:|---:|"
        )?;
        for Lap {
            phase,
            seconds,
            cpu_seconds,
        } in &measured.phases
        {
            let pace = grouped((rows / seconds) as u64);
            writeln!(f, "| {phase} | {seconds:.2} | {cpu_seconds:.2} | {pace} |")?;
        }
        writeln!(
            f,
            "\nAt most {:.0} MB were held.",
            measured.peak_kib as f64 / 1024.0
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_shows_every_stage() {
        let lap = |phase: &str, seconds| Lap {
            phase: phase.to_owned(),
            seconds,
            cpu_seconds: seconds / 2.0,
        };
        let measured = Measured {
            phases: vec![lap("look at it", 0.5), lap("take it apart", 2.0)],
            rows: 1_000,
            columns: 30,
            bytes: 2_000_000,
            peak_kib: 2_048,
        };
        let shown = Report {
            file: Path::new("a/users.csv"),
            measured,
        }
        .to_string();
        assert!(
            shown.starts_with("### users.csv: 1,000 rows of 30 columns, 2 MB"),
            "{shown}"
        );
        assert!(
            shown.contains("| take it apart | 2.00 | 1.00 | 500 |"),
            "{shown}"
        );
        assert!(shown.ends_with("At most 2 MB were held.\n"), "{shown}");
    }
}
