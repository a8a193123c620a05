//! CSV as RFC 4180 has it, in two profiles: safe to open in a spreadsheet, or cell for cell as it is.
//!
//! The apostrophe that makes a cell safe can be taken back: a cell was marked exactly if, without its
//! first apostrophe, what follows spaces and apostrophes is a formula character.

use std::{borrow::Cow, io};

use presync_core::record::VALUE_SEPARATOR;

use crate::{CsvProfile, ReportError, package_file::PackageFile};

/// What starts a formula in one spreadsheet or another.
const FORMULA_STARTS: [char; 12] = [
    '=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠',
];

/// A CSV file under its head.
pub(crate) struct CsvFile<'f> {
    writer: csv::Writer<&'f mut PackageFile>,
    profile: CsvProfile,
    rows: u64,
    neutralised: u64,
}

impl<'f> CsvFile<'f> {
    pub(crate) fn new(
        file: &'f mut PackageFile,
        profile: CsvProfile,
        head: &[&str],
    ) -> Result<Self, ReportError> {
        write_head(file, head).map_err(|source| file.failed(source))?;
        Ok(Self::headless(file, profile))
    }

    /// A CSV file under a head that is the customer's in part.
    pub(crate) fn under(
        file: &'f mut PackageFile,
        profile: CsvProfile,
        head: &[Cow<'_, str>],
    ) -> Result<Self, ReportError> {
        let mut csv = Self::headless(file, profile);
        csv.write(head).map_err(|error| csv.failed(error))?;
        Ok(csv)
    }

    fn headless(file: &'f mut PackageFile, profile: CsvProfile) -> Self {
        let quotes = match profile {
            CsvProfile::SpreadsheetSafe => csv::QuoteStyle::Always,
            CsvProfile::Faithful => csv::QuoteStyle::Necessary,
        };
        let writer = csv::WriterBuilder::new()
            .quote_style(quotes)
            .terminator(csv::Terminator::CRLF)
            .from_writer(file);
        Self {
            writer,
            profile,
            rows: 0,
            neutralised: 0,
        }
    }

    pub(crate) fn row(&mut self, cells: &[Cow<'_, str>]) -> Result<(), ReportError> {
        self.rows += 1;
        self.write(cells).map_err(|error| self.failed(error))
    }

    pub(crate) fn finish(mut self) -> Result<(), ReportError> {
        self.writer
            .flush()
            .map_err(|source| self.writer.get_ref().failed(source))?;
        let (rows, neutralised) = (self.rows, self.neutralised);
        let file = self.writer.into_inner().map_err(|error| {
            let source = io::Error::from(error.error().kind());
            error.into_inner().get_ref().failed(source)
        })?;
        file.rows = Some(rows);
        file.neutralised_cells = neutralised;
        Ok(())
    }

    fn write(&mut self, cells: &[Cow<'_, str>]) -> Result<(), csv::Error> {
        for cell in cells {
            let cell = joined(cell);
            if self.profile == CsvProfile::SpreadsheetSafe && starts_formula(&cell) {
                self.neutralised += 1;
                self.writer.write_field(format!("'{cell}"))?;
            } else {
                self.writer.write_field(cell.as_ref())?;
            }
        }
        self.writer.write_record(None::<&[u8]>)
    }

    fn failed(&self, error: csv::Error) -> ReportError {
        let source = match error.into_kind() {
            csv::ErrorKind::Io(source) => source,
            other => io::Error::other(format!("{other:?}")),
        };
        self.writer.get_ref().failed(source)
    }
}

/// Heads are fixed names, so they need no quotes in either profile.
fn write_head(file: &mut PackageFile, head: &[&str]) -> io::Result<()> {
    io::Write::write_all(file, head.join(",").as_bytes())?;
    io::Write::write_all(file, b"\r\n")
}

fn starts_formula(cell: &str) -> bool {
    let blank = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{feff}' | '\'');
    cell.trim_start_matches(blank).starts_with(FORMULA_STARTS)
}

fn joined<'a>(cell: &'a str) -> Cow<'a, str> {
    match cell.contains(VALUE_SEPARATOR) {
        true => Cow::Owned(cell.replace(VALUE_SEPARATOR, ";")),
        false => Cow::Borrowed(cell),
    }
}
