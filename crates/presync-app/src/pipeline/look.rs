//! A look at a whole file without importing it: what it is, and what importing it would say of its rows.

use std::{collections::BTreeMap, path::Path};

use presync_core::{
    Diagnostic, Severity,
    diagnostic::Cases,
    record::{Record, RecordSink, SinkError, SourceHeader},
};
use presync_import::{ImportError, Inspection, ReadOptions, inspect, read};

use crate::{job::JobContext, wire::Failure};

/// Diagnostics of one code that are listed; the rest is counted.
const LISTED_MAX: usize = 10_000;

/// Looks into a file; the side is what the file itself shows. Where that is evident, every record is
/// read for what is odd about it.
///
/// # Errors
/// When the file cannot be read.
pub fn inspect_file(path: &Path, job: &JobContext) -> Result<Inspection, Failure> {
    let host = job.read_host();
    let mut inspection = inspect(path, &ReadOptions::default(), host)?;
    let Some(guess) = &inspection.side else {
        return Ok(inspection);
    };
    let options = ReadOptions {
        side: Some(guess.side),
        ..ReadOptions::default()
    };
    let mut odd = Odd::default();
    let known = inspect(path, &options, host)?;
    match read(path, &known, &mut odd, host) {
        Ok(_) => inspection.diagnostics = odd.listed(),
        // A file without users still has columns to show, and says itself why it has none.
        Err(ImportError::Refused(_)) => {}
        Err(error) => return Err(error.into()),
    }
    Ok(inspection)
}

/// Keeps what is odd, and no record.
#[derive(Debug, Default)]
struct Odd {
    kept: Vec<Diagnostic>,
    counts: BTreeMap<String, usize>,
}

impl Odd {
    fn listed(mut self) -> Vec<Diagnostic> {
        for (code, count) in self.counts {
            if let Some(more) = count.checked_sub(LISTED_MAX).filter(|more| *more > 0) {
                self.kept.push(unlisted(&self.kept[0].file, code, more));
            }
        }
        self.kept
    }
}

fn unlisted(file: &str, code: String, more: usize) -> Diagnostic {
    Diagnostic {
        message: format!("{more} more of {code} are not listed here."),
        code,
        severity: Severity::Note,
        file: file.to_owned(),
        sheet: None,
        row: None,
        column: None,
        hint: String::new(),
        cases: Cases::default(),
    }
}

impl RecordSink for Odd {
    fn begin(&mut self, _: &SourceHeader) -> Result<(), SinkError> {
        Ok(())
    }

    fn record(&mut self, _: &Record<'_>) -> Result<(), SinkError> {
        Ok(())
    }

    fn diagnostic(&mut self, diagnostic: Diagnostic) -> Result<(), SinkError> {
        let count = self.counts.entry(diagnostic.code.clone()).or_default();
        *count += 1;
        if *count <= LISTED_MAX {
            self.kept.push(diagnostic);
        }
        Ok(())
    }
}
