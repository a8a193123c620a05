//! The one boundary: a workbook in, a readable outcome out.

use std::{fmt::Write as _, path::PathBuf, time::Duration};

use presync_app::{
    JobContext, ReadWorker,
    pipeline::{Inspection, inspect_file},
    wire::Failure,
};
use tempfile::TempDir;

/// A file in a folder of its own.
pub(crate) struct Given {
    _folder: TempDir,
    pub(crate) path: PathBuf,
}

impl Given {
    pub(crate) fn file(name: &str, bytes: &[u8]) -> Self {
        let folder = TempDir::new().expect("a folder");
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).expect("a file");
        Self {
            _folder: folder,
            path,
        }
    }
}

/// The binary as a reading process.
pub(crate) fn worker() -> ReadWorker {
    ReadWorker::new(env!("CARGO_BIN_EXE_presync"), ["--read-worker"])
}

/// A job on a host with a reading process of the given patience.
pub(crate) fn job(patience: Duration) -> JobContext {
    JobContext::unwatched().with_reader(Some(worker().with_patience(patience)))
}

/// Looks into a workbook and compares what was found, line by line without indentation.
#[track_caller]
pub(crate) fn check(bytes: &[u8], expect: &str) {
    check_with(bytes, &job(Duration::from_secs(60)), expect);
}

#[track_caller]
pub(crate) fn check_with(bytes: &[u8], job: &JobContext, expect: &str) {
    let given = Given::file("users.dat", bytes);
    let outcome = match inspect_file(&given.path, job) {
        Ok(inspection) => shown(&inspection),
        Err(failure) => refused(&failure),
    };
    let trimmed = |text: &str| {
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        lines.join("\n").trim().to_owned()
    };
    assert_eq!(trimmed(&outcome), trimmed(expect));
}

fn refused(failure: &Failure) -> String {
    assert!(
        failure.message.starts_with("users.dat: "),
        "it names the file: {}",
        failure.message
    );
    format!("refused {}", failure.code)
}

/// Format, sheets, columns with their first values, diagnostics.
fn shown(inspection: &Inspection) -> String {
    let mut out = format!("{}\n", inspection.format);
    for sheet in &inspection.sheets {
        let is = [
            (sheet.chosen, "read"),
            (!sheet.visible, "hidden"),
            (!sheet.holds_cells, "no cells"),
        ];
        let is: Vec<&str> = is.iter().filter(|is| is.0).map(|is| is.1).collect();
        let _ = writeln!(out, "sheet {} {}", sheet.name, is.join(" "));
    }
    for column in &inspection.columns {
        let _ = writeln!(
            out,
            "{}: {}",
            column.column.header,
            column.samples.join(" | ")
        );
    }
    for diagnostic in &inspection.diagnostics {
        let row = diagnostic
            .row
            .map_or_else(String::new, |row| format!(" @{row}"));
        let _ = writeln!(
            out,
            "{} {}{row}",
            diagnostic.severity.as_str(),
            diagnostic.code
        );
    }
    out
}
