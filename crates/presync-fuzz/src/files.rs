//! Files of users: looked at and read, whatever they are.

use std::{
    io::{Cursor, Write as _},
    path::{Path, PathBuf},
};

use presync_core::{
    Diagnostic, Side,
    progress::Unwatched,
    record::{Record, RecordSink, SinkError, SourceHeader},
};
use presync_import::{ImportError, ReadOptions, inspect, read, read_json_document};
use tempfile::TempDir;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// Text as CSV has it, or whatever the reader takes it for.
pub fn csv_read(bytes: &[u8]) {
    import("file.csv", bytes);
}

/// Objects, and the same bytes as one document.
pub fn json_read(bytes: &[u8]) {
    let given = Given::file("file.json", bytes);
    given.import();
    if let Err(error) = read_json_document(&given.path) {
        assert_named(&error);
    }
}

/// Mark-up.
pub fn xml_read(bytes: &[u8]) {
    import("file.xml", bytes);
}

/// An old Office file.
pub fn xls_open(bytes: &[u8]) {
    import("file.xls", bytes);
}

/// A container, as it is.
pub fn zip_preflight(bytes: &[u8]) {
    import("file.xlsx", bytes);
}

/// The parts of a workbook, one after another with a NUL between them, in a container without fault:
/// the sheet, its texts, its styles, the book.
pub fn xlsx_stream(bytes: &[u8]) {
    let mut given = bytes.split(|byte| *byte == 0);
    let mut part = |otherwise: &'static [u8]| given.next().map_or(otherwise, |part| part).to_vec();
    let sheet = part(b"<worksheet/>");
    let (strings, styles) = (part(b"<sst/>"), part(b"<styleSheet/>"));
    let book = part(BOOK.as_bytes());
    import(
        "file.xlsx",
        &container(&[
            ("xl/workbook.xml", &book),
            ("xl/_rels/workbook.xml.rels", RELATIONS.as_bytes()),
            ("xl/worksheets/sheet1.xml", &sheet),
            ("xl/sharedStrings.xml", &strings),
            ("xl/styles.xml", &styles),
        ]),
    );
}

const BOOK: &str =
    "<workbook><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
const RELATIONS: &str = "<Relationships><Relationship Id=\"rId1\" \
    Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" \
    Target=\"worksheets/sheet1.xml\"/></Relationships>";

fn container(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer
            .start_file(*name, stored)
            .expect("BUG: memory takes a part");
        writer.write_all(bytes).expect("BUG: memory takes bytes");
    }
    writer
        .finish()
        .expect("BUG: memory takes a container")
        .into_inner()
}

fn import(name: &str, bytes: &[u8]) {
    Given::file(name, bytes).import();
}

/// A file alone in a folder.
pub(crate) struct Given {
    folder: TempDir,
    pub(crate) path: PathBuf,
}

impl Given {
    pub(crate) fn file(name: &str, bytes: &[u8]) -> Self {
        let folder = TempDir::new().expect("BUG: there is a temporary folder");
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).expect("BUG: it takes a file");
        Self { folder, path }
    }

    /// Looks at the file and reads it, as users of either side.
    fn import(&self) {
        for side in [Side::Legacy, Side::Azure] {
            let options = ReadOptions {
                side: Some(side),
                ..ReadOptions::default()
            };
            match imported(&self.path, &options) {
                Ok(sink) => sink.judge(),
                Err(error) => assert_named(&error),
            }
        }
        let entries = std::fs::read_dir(self.folder.path()).expect("BUG: the folder is there");
        assert_eq!(entries.count(), 1, "something was left behind");
    }
}

pub(crate) fn imported(path: &Path, options: &ReadOptions) -> Result<Kept, ImportError> {
    let inspection = inspect(path, options, &Unwatched)?;
    let mut sink = Kept::default();
    let summary = read(path, &inspection, &mut sink, &Unwatched)?;
    assert_eq!(
        sink.records.len() as u64 + u64::from(summary.rejected),
        u64::from(summary.records),
        "a record is neither given nor rejected"
    );
    Ok(sink)
}

fn assert_named(error: &ImportError) {
    assert!(error.to_string().contains("file."), "{error} names no file");
    assert!(!error.code().is_empty());
}

/// A sink that keeps everything.
#[derive(Default)]
pub(crate) struct Kept {
    columns: usize,
    pub(crate) records: Vec<(u32, u32, Vec<String>)>,
    diagnostics: Vec<Diagnostic>,
}

impl Kept {
    fn judge(&self) {
        let ordered = self.records.is_sorted_by(|a, b| a.0 < b.0 && a.1 <= b.1);
        assert!(ordered, "records are out of order");
        for said in &self.diagnostics {
            assert!(
                said.file.starts_with("file."),
                "{} names no file",
                said.code
            );
        }
    }
}

impl RecordSink for Kept {
    fn begin(&mut self, header: &SourceHeader) -> Result<(), SinkError> {
        self.columns = header.columns.len();
        Ok(())
    }

    fn record(&mut self, record: &Record<'_>) -> Result<(), SinkError> {
        assert_eq!(record.cells.len(), self.columns, "one cell for each column");
        let hidden = |c: char| c < '\u{20}' && !matches!(c, '\t' | '\n' | '\r' | '\u{1f}');
        assert!(
            !record.cells.iter().any(|cell| cell.contains(hidden)),
            "a hidden character"
        );
        let cells = record.cells.iter().map(|&cell| cell.to_owned()).collect();
        self.records.push((record.number, record.line, cells));
        Ok(())
    }

    fn diagnostic(&mut self, diagnostic: Diagnostic) -> Result<(), SinkError> {
        self.diagnostics.push(diagnostic);
        Ok(())
    }
}
