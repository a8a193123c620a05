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

/// Rows are handed to the file once they are so many bytes.
const BUFFER_BYTES: usize = 1 << 16;

/// A CSV file under its head.
pub(crate) struct CsvFile<'f> {
    file: &'f mut PackageFile,
    buffer: Vec<u8>,
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
        csv.write(head)?;
        Ok(csv)
    }

    fn headless(file: &'f mut PackageFile, profile: CsvProfile) -> Self {
        Self {
            file,
            buffer: Vec::with_capacity(2 * BUFFER_BYTES),
            profile,
            rows: 0,
            neutralised: 0,
        }
    }

    pub(crate) fn row(&mut self, cells: &[Cow<'_, str>]) -> Result<(), ReportError> {
        self.rows += 1;
        self.write(cells)
    }

    pub(crate) fn finish(mut self) -> Result<(), ReportError> {
        self.flush()?;
        self.file.rows = Some(self.rows);
        self.file.neutralised_cells = self.neutralised;
        Ok(())
    }

    fn write(&mut self, cells: &[Cow<'_, str>]) -> Result<(), ReportError> {
        let alone = cells.len() == 1;
        for (at, cell) in cells.iter().enumerate() {
            if at > 0 {
                self.buffer.push(b',');
            }
            let cell = joined(cell);
            let marked = self.profile == CsvProfile::SpreadsheetSafe && starts_formula(&cell);
            self.neutralised += u64::from(marked);
            let quoted = match self.profile {
                CsvProfile::SpreadsheetSafe => true,
                CsvProfile::Faithful => needs_quotes(&cell) || (alone && cell.is_empty()),
            };
            self.cell(&cell, marked, quoted);
        }
        self.buffer.extend_from_slice(b"\r\n");
        if self.buffer.len() >= BUFFER_BYTES {
            self.flush()?;
        }
        Ok(())
    }

    fn cell(&mut self, cell: &str, marked: bool, quoted: bool) {
        if !quoted {
            self.buffer.extend_from_slice(cell.as_bytes());
            return;
        }
        self.buffer.push(b'"');
        if marked {
            self.buffer.push(b'\'');
        }
        if holds(cell, b'"') {
            self.buffer.extend(cell.replace('"', "\"\"").into_bytes());
        } else {
            self.buffer.extend_from_slice(cell.as_bytes());
        }
        self.buffer.push(b'"');
    }

    fn flush(&mut self) -> Result<(), ReportError> {
        let written = io::Write::write_all(self.file, &self.buffer);
        written.map_err(|source| self.file.failed(source))?;
        self.buffer.clear();
        Ok(())
    }
}

/// Whether a cell would be read otherwise without quotes.
fn needs_quotes(cell: &str) -> bool {
    cell.bytes()
        .any(|byte| matches!(byte, b'"' | b',' | b'\r' | b'\n'))
}

/// Without a branch for each byte: cells are short.
fn holds(cell: &str, wanted: u8) -> bool {
    cell.bytes().fold(false, |any, byte| any | (byte == wanted))
}

/// Heads are fixed names, so they need no quotes in either profile.
fn write_head(file: &mut PackageFile, head: &[&str]) -> io::Result<()> {
    io::Write::write_all(file, head.join(",").as_bytes())?;
    io::Write::write_all(file, b"\r\n")
}

fn starts_formula(cell: &str) -> bool {
    if cell
        .as_bytes()
        .first()
        .is_none_or(u8::is_ascii_alphanumeric)
    {
        return false;
    }
    let blank = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{feff}' | '\'');
    cell.trim_start_matches(blank).starts_with(FORMULA_STARTS)
}

fn joined<'a>(cell: &'a str) -> Cow<'a, str> {
    match holds(cell, VALUE_SEPARATOR as u8) {
        true => Cow::Owned(cell.replace(VALUE_SEPARATOR, ";")),
        false => Cow::Borrowed(cell),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a row of these cells is written as.
    fn check(profile: CsvProfile, cells: &[&str], expect: &str) {
        let folder = tempfile::tempdir().expect("a folder");
        let mut file = PackageFile::create(folder.path(), "a.csv").expect("a file");
        let mut csv = CsvFile::new(&mut file, profile, &["head"]).expect("a head");
        let cells: Vec<Cow<'_, str>> = cells.iter().copied().map(Cow::Borrowed).collect();
        csv.row(&cells).expect("a row");
        csv.finish().expect("an end");
        file.finish().expect("a file");
        let text = std::fs::read_to_string(folder.path().join("a.csv")).expect("a text");
        assert_eq!(text, format!("head\r\n{expect}\r\n"), "{cells:?}");
    }

    #[test]
    fn cells_are_quoted_where_the_profile_says() {
        check(CsvProfile::Faithful, &["a", "", "b c"], "a,,b c");
        check(CsvProfile::Faithful, &["a,b", "c\nd"], "\"a,b\",\"c\nd\"");
        check(CsvProfile::Faithful, &["say \"a\""], "\"say \"\"a\"\"\"");
        check(CsvProfile::Faithful, &[""], "\"\"");
        check(CsvProfile::Faithful, &["=1", "a\u{1f}b"], "=1,a;b");
        check(CsvProfile::SpreadsheetSafe, &["a", ""], "\"a\",\"\"");
        check(CsvProfile::SpreadsheetSafe, &["=\"1\""], "\"'=\"\"1\"\"\"");
        check(
            CsvProfile::SpreadsheetSafe,
            &[" +1", "1+1"],
            "\"' +1\",\"1+1\"",
        );
    }
}
