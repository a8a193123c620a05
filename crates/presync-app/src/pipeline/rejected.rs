//! The rows of a file that an import would reject, into a file of their own.

use std::path::Path;

use presync_core::{
    Diagnostic,
    record::{Record, RecordSink, Rejected, SinkError, SourceHeader},
};
use presync_import::{ImportError, Inspection, read};
use presync_report::{CsvProfile, RejectedRows, ReportError, write_rejected};

use crate::{job::JobContext, wire::Failure};

/// What a whole file held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WholeFile {
    /// Records, rejected ones included.
    pub records: u32,
    /// Rows that cannot be used.
    pub rejected: u64,
    /// What was odd: of the file as a whole, and counted over its cells.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a whole file as it was inspected, and writes each row that cannot be used with its cells, place
/// and reason.
///
/// # Errors
/// When the file cannot be read, something else lies where the rows should go, or the user stops it.
pub fn write_rejected_rows(
    path: &Path,
    inspection: &Inspection,
    out: &Path,
    csv: CsvProfile,
    job: &JobContext,
) -> Result<WholeFile, Failure> {
    let headers: Vec<&str> = inspection.headers().iter().map(String::as_str).collect();
    let mut whole = WholeFile {
        records: 0,
        rejected: 0,
        diagnostics: Vec::new(),
    };
    whole.rejected = write_rejected(out, csv, &headers, |rows| -> Result<(), Failure> {
        let mut sink = OnlyRejected {
            rows,
            is_told: false,
            diagnostics: Vec::new(),
        };
        let summary = read(path, inspection, &mut sink, job.read_host()).map_err(of_read)?;
        whole.records = summary.records;
        whole.diagnostics = sink.diagnostics;
        Ok(())
    })?;
    Ok(whole)
}

/// What could not be written comes back through the importer.
fn of_read(error: ImportError) -> Failure {
    match error {
        ImportError::Sink(inner) => match inner.downcast::<ReportError>() {
            Ok(error) => Failure::from(*error),
            Err(other) => Failure::from(ImportError::Sink(other)),
        },
        error => error.into(),
    }
}

/// Passes over everything that can be used.
struct OnlyRejected<'a, 'f> {
    rows: &'a mut RejectedRows<'f>,
    /// The diagnostic that follows is that of a row just written.
    is_told: bool,
    diagnostics: Vec<Diagnostic>,
}

impl RecordSink for OnlyRejected<'_, '_> {
    fn begin(&mut self, _: &SourceHeader) -> Result<(), SinkError> {
        Ok(())
    }

    fn record(&mut self, _: &Record<'_>) -> Result<(), SinkError> {
        Ok(())
    }

    fn rejected(&mut self, rejected: &Rejected<'_>) -> Result<(), SinkError> {
        self.is_told = true;
        self.rows
            .add(rejected)
            .map_err(|error| SinkError(Box::new(error)))
    }

    fn diagnostic(&mut self, diagnostic: Diagnostic) -> Result<(), SinkError> {
        if !std::mem::take(&mut self.is_told) {
            self.diagnostics.push(diagnostic);
        }
        Ok(())
    }
}
