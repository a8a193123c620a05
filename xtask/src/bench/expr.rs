//! `cargo xtask bench expr`: the expressions of a realistic mapping over a million generated rows, what each
//! evaluation takes and allocates, and the bare engine of regular expressions beside the language's.

use std::fmt;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use super::report::grouped;
use super::run::{example, instructions_of};
use crate::command::{CommandLine, succeeds};

/// The example of `presync-expr` that is measured.
const EXAMPLE: &str = "evaluations";
/// Rows whose instructions are counted: every one of them is simulated.
const COUNTED_ROWS: u32 = 500;
/// Characters of an expression that are shown.
const SHOWN_MAX: usize = 60;

/// What the measured program says about itself, one JSON line.
#[derive(Debug, Deserialize)]
struct Measured {
    rows: u32,
    mappings: Vec<MappingTime>,
    /// The expression that the bare engine does too.
    regex: String,
    bare_regex_seconds: f64,
}

/// One expression over all rows.
#[derive(Debug, Deserialize)]
struct MappingTime {
    expression: String,
    /// No regular expression, no date, no list.
    simple: bool,
    seconds: f64,
    allocations: u64,
    errors: u64,
}

/// Builds, runs and prints.
///
/// # Errors
/// When the program does not compile or fails.
pub(super) fn run(root: &Path, rows: u32) -> Result<()> {
    let arguments = [
        "build",
        "--release",
        "--package",
        "presync-expr",
        "--example",
        EXAMPLE,
    ];
    CommandLine::new("cargo", &arguments).run(root)?;
    let measured = measured(root, rows)?;
    println!("\n{measured}");
    if succeeds("valgrind", &["--version"]) {
        let each = instructions_each(root, measured.mappings.len())?;
        println!("{} instructions an evaluation", grouped(each));
    } else {
        println!("valgrind is not installed, so no instructions are counted");
    }
    Ok(())
}

fn measured(root: &Path, rows: u32) -> Result<Measured> {
    let output = Command::new(example(root, EXAMPLE))
        .arg(rows.to_string())
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

/// Instructions of one evaluation on average: what five passes take beyond one pass.
fn instructions_each(root: &Path, mappings: usize) -> Result<u64> {
    let rows = COUNTED_ROWS.to_string();
    let count = |passes| instructions_of(root, EXAMPLE, &[&rows, passes]);
    let further = count("5")?.saturating_sub(count("1")?);
    Ok(further / (4 * mappings as u64 * u64::from(COUNTED_ROWS)))
}

impl Measured {
    /// Evaluations a second over some of the mappings.
    fn rate(&self, of: impl Fn(&MappingTime) -> bool) -> f64 {
        let seconds: Vec<f64> = self
            .mappings
            .iter()
            .filter(|mapping| of(mapping))
            .map(|mapping| mapping.seconds)
            .collect();
        f64::from(self.rows) * seconds.len() as f64 / seconds.iter().sum::<f64>()
    }

    fn allocations_each(&self) -> f64 {
        let all: u64 = self
            .mappings
            .iter()
            .map(|mapping| mapping.allocations)
            .sum();
        all as f64 / (f64::from(self.rows) * self.mappings.len() as f64)
    }

    /// How much longer the language takes than the bare engine.
    fn regex_ratio(&self) -> Option<f64> {
        let own = self
            .mappings
            .iter()
            .find(|mapping| mapping.expression == self.regex)?;
        Some(own.seconds / self.bare_regex_seconds)
    }
}

impl fmt::Display for Measured {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rows = f64::from(self.rows);
        writeln!(
            f,
            "{:>8}  {:>11}  {:>6}  expression",
            "ns", "allocations", "errors"
        )?;
        for mapping in &self.mappings {
            writeln!(
                f,
                "{:>8.1}  {:>11.2}  {:>6}  {}",
                mapping.seconds / rows * 1e9,
                mapping.allocations as f64 / rows,
                mapping.errors,
                shown(&mapping.expression)
            )?;
        }
        writeln!(
            f,
            "{} rows, one thread: {:.1} million evaluations a second, simple ones {:.1} million",
            grouped(u64::from(self.rows)),
            self.rate(|_| true) / 1e6,
            self.rate(|mapping| mapping.simple) / 1e6,
        )?;
        writeln!(
            f,
            "{:.2} allocations an evaluation",
            self.allocations_each()
        )?;
        match self.regex_ratio() {
            Some(ratio) => write!(
                f,
                "Replace takes {ratio:.2} times what the bare engine takes"
            ),
            None => Ok(()),
        }
    }
}

fn shown(expression: &str) -> String {
    match expression.char_indices().nth(SHOWN_MAX) {
        Some((end, _)) => format!("{}…", &expression[..end]),
        None => expression.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_those_of_all_rows() {
        let said = r#"{"rows": 100, "regex": "b", "bare_regex_seconds": 0.5, "mappings": [
            {"expression": "a", "simple": true, "seconds": 0.25, "allocations": 0, "errors": 0},
            {"expression": "b", "simple": false, "seconds": 0.75, "allocations": 200, "errors": 1}]}"#;
        let measured: Measured = serde_json::from_str(said).expect("what the program says");
        assert!((measured.rate(|_| true) - 200.0).abs() < 1e-9);
        assert!((measured.rate(|mapping| mapping.simple) - 400.0).abs() < 1e-9);
        assert!((measured.allocations_each() - 1.0).abs() < 1e-9);
        assert_eq!(measured.regex_ratio(), Some(1.5));
    }

    #[test]
    fn a_long_expression_is_cut() {
        assert_eq!(shown("[mail]"), "[mail]");
        assert_eq!(
            shown(&"ä".repeat(SHOWN_MAX + 1)),
            "ä".repeat(SHOWN_MAX) + "…"
        );
    }
}
