//! The one boundary that the tests look at: bytes in, a readable outcome out.

use std::{fmt::Write as _, path::PathBuf};

use presync_core::{
    Diagnostic, Side,
    progress::Unwatched,
    record::{Record, RecordSink, SinkError, SourceHeader, VALUE_SEPARATOR},
};
use presync_import::{ImportError, Inspection, ReadOptions, ReadSummary, inspect, read};
use tempfile::TempDir;

/// A sink that keeps everything.
#[derive(Debug, Default)]
pub(crate) struct Collected {
    pub(crate) header: Option<SourceHeader>,
    /// Number, line, and the cells; a cell with a reading as `cell ⇒ reading`.
    pub(crate) records: Vec<(u32, u32, Vec<String>)>,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl RecordSink for Collected {
    fn begin(&mut self, header: &SourceHeader) -> Result<(), SinkError> {
        assert!(self.header.is_none(), "begin is called once");
        self.header = Some(header.clone());
        Ok(())
    }

    fn record(&mut self, record: &Record<'_>) -> Result<(), SinkError> {
        let header = self.header.as_ref().expect("begin comes first");
        assert_eq!(
            record.cells.len(),
            header.columns.len(),
            "one cell for each column"
        );
        let mut cells: Vec<String> = record.cells.iter().map(ToString::to_string).collect();
        for reading in record.readings {
            assert_ne!(
                record.cells[reading.column], reading.text,
                "a reading differs"
            );
            cells[reading.column] += &format!(" ⇒ {}", reading.text);
        }
        self.records.push((record.number, record.line, cells));
        Ok(())
    }

    fn diagnostic(&mut self, diagnostic: Diagnostic) -> Result<(), SinkError> {
        self.diagnostics.push(diagnostic);
        Ok(())
    }
}

/// A file in a folder of its own.
pub(crate) struct Given {
    folder: TempDir,
    pub(crate) path: PathBuf,
}

impl Given {
    pub(crate) fn file(name: &str, bytes: &[u8]) -> Self {
        let folder = TempDir::new().expect("a folder");
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).expect("a file");
        Self { folder, path }
    }

    /// The file is as it was, and alone in its folder.
    pub(crate) fn assert_untouched(&self, case: &str, bytes: &[u8]) {
        let entries = std::fs::read_dir(self.folder.path())
            .expect("a folder")
            .count();
        assert_eq!(entries, 1, "{case}: something was left behind");
        let now = std::fs::read(&self.path).expect("the file");
        assert!(now == bytes, "{case}: the file was written to");
    }

    pub(crate) fn inspect(&self, options: &ReadOptions) -> Result<Inspection, ImportError> {
        inspect(&self.path, options, &Unwatched)
    }

    pub(crate) fn import(
        &self,
        options: &ReadOptions,
    ) -> Result<(Inspection, Collected, ReadSummary), ImportError> {
        let inspection = self.inspect(options)?;
        let mut sink = Collected::default();
        let summary = read(&self.path, &inspection, &mut sink, &Unwatched)?;
        assert!(self.folder.path().exists());
        Ok((inspection, sink, summary))
    }
}

pub(crate) fn side(side: Side) -> ReadOptions {
    ReadOptions {
        side: Some(side),
        ..ReadOptions::default()
    }
}

/// Format, attributes, records and diagnostics, one a line.
pub(crate) fn outcome(bytes: &[u8], options: &ReadOptions) -> String {
    match Given::file("export.dat", bytes).import(options) {
        Ok((inspection, sink, summary)) => shown(&inspection, &sink, summary),
        Err(error) => refused(&error),
    }
}

/// The refusal as code, place and row.
pub(crate) fn refused(error: &ImportError) -> String {
    let row = error.place().and_then(|place| place.row);
    let row = row.map_or_else(String::new, |row| format!(" row {row}"));
    format!("refused {}{row}", error.code())
}

/// What came of a file: format, attributes, records and diagnostics.
pub(crate) fn shown(inspection: &Inspection, sink: &Collected, summary: ReadSummary) -> String {
    let header = sink.header.as_ref().expect("begin was called");
    let attributes: Vec<&str> = header.columns.iter().map(|c| short(&c.attribute)).collect();
    let mut out = format!("{}\n{}\n", inspection.format, attributes.join(" | "));
    for (number, line, cells) in &sink.records {
        let cells = cells
            .join(" | ")
            .replace(VALUE_SEPARATOR, "+")
            .replace('\n', "\\n");
        let _ = writeln!(out, "{number} @{line}: {cells}");
    }
    for diagnostic in &sink.diagnostics {
        let row = diagnostic
            .row
            .map_or_else(String::new, |row| format!(" @{row}"));
        let column = diagnostic
            .column
            .as_ref()
            .map_or_else(String::new, |column| format!(" [{column}]"));
        let _ = writeln!(
            out,
            "{} {}{row}{column}",
            diagnostic.severity.as_str(),
            diagnostic.code
        );
    }
    if summary.rejected > 0 {
        let _ = writeln!(out, "{} of {} rejected", summary.rejected, summary.records);
    }
    out
}

fn short(attribute: &str) -> &str {
    let urn = attribute.starts_with("urn:");
    if urn {
        attribute.rsplit(':').next().unwrap_or(attribute)
    } else {
        attribute
    }
}

/// Compares an outcome with what is expected, line by line without indentation.
pub(crate) fn check(bytes: impl AsRef<[u8]>, options: &ReadOptions, expect: &str) {
    let trimmed = |text: &str| {
        let lines: Vec<String> = text.lines().map(|line| line.trim().to_string()).collect();
        lines.join("\n").trim().to_string()
    };
    let outcome = outcome(bytes.as_ref(), options);
    assert_eq!(trimmed(&outcome), trimmed(expect));
}
