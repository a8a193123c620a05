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
    cpu_seconds: f64,
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
    // Before and after the import, as others may use the machine meanwhile.
    let bare = || said::<Bare>(root, "sheet", &["read", &shown(&sheet)]);
    let import = |file: &PathBuf| -> Result<Measured> {
        said(root, "import", &[&shown(file), "azure", &shown(&folder)])
    };
    let before = bare()?;
    let measured = import(&sheet)?;
    let bare = before.halfway(&bare()?);
    let text = Report {
        file: &csv,
        measured: import(&csv)?,
    };
    let compared = Compared::of(&measured, &bare);
    let workbook = Report {
        file: &sheet,
        measured,
    };
    println!("\n{text}\n{workbook}\n{compared}");
    Ok(())
}

impl Bare {
    /// The mean of two runs over the same file.
    fn halfway(&self, other: &Self) -> Self {
        Self {
            cells: self.cells,
            seconds: f64::midpoint(self.seconds, other.seconds),
            cpu_seconds: f64::midpoint(self.cpu_seconds, other.cpu_seconds),
        }
    }
}

/// An import of a workbook against the bare parser: what is held to 1.5.
struct Compared<'b> {
    bare: &'b Bare,
    /// Seconds and processor seconds of the import.
    import: (f64, f64),
    /// The same together with the look before it.
    whole: (f64, f64),
}

impl<'b> Compared<'b> {
    fn of(measured: &Measured, bare: &'b Bare) -> Self {
        let lap = |lap: Option<&Lap>| lap.map_or((0.0, 0.0), |lap| (lap.seconds, lap.cpu_seconds));
        let (look, import) = (lap(measured.phases.first()), lap(measured.phases.last()));
        Self {
            bare,
            import,
            whole: (look.0 + import.0, look.1 + import.1),
        }
    }
}

impl fmt::Display for Compared<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Bare {
            cells,
            seconds,
            cpu_seconds,
        } = self.bare;
        writeln!(
            f,
            "The bare parser reads {} cells in {seconds:.2} s ({cpu_seconds:.2} CPU seconds).",
            grouped(*cells)
        )?;
        for (what, (on_clock, on_processor)) in [
            ("The import", self.import),
            ("With the look before it, it", self.whole),
        ] {
            writeln!(
                f,
                "{what} takes {:.2} times as long ({:.2} times the CPU seconds).",
                on_clock / seconds,
                on_processor / cpu_seconds
            )?;
        }
        Ok(())
    }
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

    #[test]
    fn an_import_is_held_against_the_bare_parser() {
        let lap = |phase: &str, seconds| Lap {
            phase: phase.to_owned(),
            seconds,
            cpu_seconds: seconds * 2.0,
        };
        let measured = Measured {
            phases: vec![lap("look", 1.0), lap("parse", 7.0), lap("keep", 3.0)],
            rows: 1,
            columns: 1,
            bytes: 1,
            peak_kib: 1,
        };
        let run = |seconds| Bare {
            cells: 1_000,
            seconds,
            cpu_seconds: seconds,
        };
        let bare = run(1.0).halfway(&run(3.0));
        let shown = Compared::of(&measured, &bare).to_string();
        assert_eq!(
            shown,
            "The bare parser reads 1,000 cells in 2.00 s (2.00 CPU seconds).\n\
             The import takes 1.50 times as long (3.00 times the CPU seconds).\n\
             With the look before it, it takes 2.00 times as long (4.00 times the CPU seconds).\n"
        );
    }
}
