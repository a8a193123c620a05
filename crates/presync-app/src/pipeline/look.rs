//! A look at a whole file without importing it: what it is, and what importing it would say of its rows.

use std::{collections::BTreeMap, path::Path};

use presync_core::{
    Diagnostic, Severity,
    diagnostic::Cases,
    record::{Record, RecordSink, SinkError, SourceHeader},
};
use presync_import::{ImportError, Inspection, read};

use crate::{job::JobContext, wire::Failure};

/// Diagnostics of one code that are listed; the rest is counted.
const LISTED_MAX: usize = 10_000;

/// Reads every record of a file whose side is known for what is odd about it.
///
/// # Errors
/// When the file cannot be read to its end.
pub(super) fn at_every_record(
    path: &Path,
    inspection: &mut Inspection,
    job: &JobContext,
) -> Result<(), Failure> {
    if inspection.options.side.is_none() {
        return Ok(());
    }
    let mut odd = Odd::default();
    match read(path, inspection, &mut odd, job.read_host()) {
        Ok(_) => inspection.diagnostics = odd.listed(),
        // A file without users still has columns to show, and says itself why it has none.
        Err(ImportError::Refused(_)) => {}
        Err(error) => return Err(error.into()),
    }
    Ok(())
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
