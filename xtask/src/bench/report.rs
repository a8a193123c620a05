//! What a measured run prints: a Markdown table of its phases, and the figures beneath.

use std::fmt;

use serde::Deserialize;

use super::truth::Score;

/// What the measured program says about itself, one JSON line.
#[derive(Clone, Debug, Deserialize, PartialEq)]
pub(super) struct Measured {
    /// The phases in the order in which they began.
    pub(super) phases: Vec<Phase>,
    /// Rows of the two files together.
    pub(super) rows: u64,
    /// Pairs in any status.
    pub(super) links: u64,
    /// Attributes that would change; none where it only matches.
    #[serde(default)]
    pub(super) changes: u64,
}

/// One phase of the job.
#[derive(Clone, Debug, Deserialize, PartialEq)]
pub(super) struct Phase {
    /// As the user reads it.
    pub(super) phase: String,
    /// How long it took, over all files.
    pub(super) seconds: f64,
    /// How long the processor worked for it, which a busy machine changes less.
    pub(super) cpu_seconds: f64,
    /// The most memory the process held in it.
    pub(super) peak_kib: u64,
}

impl Measured {
    /// All phases as one.
    fn whole(&self) -> Phase {
        let phases = self.phases.iter();
        Phase {
            phase: "**all**".to_owned(),
            seconds: phases.clone().map(|phase| phase.seconds).sum(),
            cpu_seconds: phases.clone().map(|phase| phase.cpu_seconds).sum(),
            peak_kib: phases.map(|phase| phase.peak_kib).max().unwrap_or(0),
        }
    }
}

/// One size, measured.
#[derive(Clone, Debug)]
pub(super) struct Report {
    /// As it was asked for.
    pub(super) size: String,
    pub(super) measured: Measured,
    pub(super) score: Score,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            size,
            measured,
            score,
        } = self;
        writeln!(f, "### {size} rows a side\n")?;
        writeln!(
            f,
            "| phase | seconds | share | rows/s | CPU s | MiB |\n|---|---:|---:|---:|---:|---:|"
        )?;
        let whole = measured.whole();
        for phase in measured.phases.iter().chain([&whole]) {
            line(f, phase, whole.seconds, measured.rows)?;
        }
        writeln!(
            f,
            "\n{} links, {} changes.",
            grouped(measured.links),
            grouped(measured.changes)
        )?;
        writeln!(
            f,
            "Of {} pairs {} were linked ({:.2} %); {} links were wrong.",
            grouped(score.pairs as u64),
            grouped(score.found as u64),
            share(score.found as f64, score.pairs as f64),
            grouped(score.wrong as u64)
        )
    }
}

fn line(f: &mut fmt::Formatter<'_>, phase: &Phase, all: f64, rows: u64) -> fmt::Result {
    let Phase {
        phase: name,
        seconds,
        cpu_seconds,
        peak_kib,
    } = phase;
    let share = share(*seconds, all);
    let rate = grouped(per_second(rows, *seconds));
    let peak = *peak_kib as f64 / 1024.0;
    writeln!(
        f,
        "| {name} | {seconds:.2} | {share:.1} % | {rate} | {cpu_seconds:.2} | {peak:.0} |"
    )
}

fn share(part: f64, whole: f64) -> f64 {
    if whole > 0.0 {
        part * 100.0 / whole
    } else {
        0.0
    }
}

/// Whole rows a second; what took no time has no rate worth printing.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a printed rate"
)]
fn per_second(rows: u64, seconds: f64) -> u64 {
    if seconds > 0.0 {
        (rows as f64 / seconds).round() as u64
    } else {
        0
    }
}

/// `1,234,567`
pub(super) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_a_table_of_phases_with_shares_and_rates() {
        let line = r#"{"phases":[
            {"phase":"Importing","seconds":1.5,"cpu_seconds":1.25,"peak_kib":2048},
            {"phase":"Matching","seconds":0.5,"cpu_seconds":0.5,"peak_kib":1024}],
            "rows":20000,"links":8300,"changes":1234567}"#;
        let report = Report {
            size: "10k".to_owned(),
            measured: serde_json::from_str(line).expect("the line is whole"),
            score: Score {
                pairs: 8_200,
                found: 8_180,
                wrong: 3,
            },
        };
        assert_eq!(
            report.to_string(),
            "### 10k rows a side\n\n\
             | phase | seconds | share | rows/s | CPU s | MiB |\n\
             |---|---:|---:|---:|---:|---:|\n\
             | Importing | 1.50 | 75.0 % | 13,333 | 1.25 | 2 |\n\
             | Matching | 0.50 | 25.0 % | 40,000 | 0.50 | 1 |\n\
             | **all** | 2.00 | 100.0 % | 10,000 | 1.75 | 2 |\n\
             \n\
             8,300 links, 1,234,567 changes.\n\
             Of 8,200 pairs 8,180 were linked (99.76 %); 3 links were wrong.\n"
        );
    }

    #[test]
    fn numbers_are_grouped_by_thousands() {
        let check = |number, expect: &str| assert_eq!(grouped(number), expect);
        check(0, "0");
        check(999, "999");
        check(1_000, "1,000");
        check(12_345_678, "12,345,678");
    }
}
