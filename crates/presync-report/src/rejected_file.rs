//! The rows of an export that could not be used, with their cells as they stand: for whoever corrects
//! them.

use std::{borrow::Cow, path::Path};

use presync_core::{
    Diagnostic,
    record::{Rejected, VALUE_SEPARATOR},
};

use crate::{
    CsvProfile, ReportError,
    csv_file::CsvFile,
    lone_file::{Kind, write_lone},
};

/// What stands before the cells of the row.
const HEAD: [&str; 5] = ["file", "sheet", "row", "code", "reason"];
/// What stands behind them: the cells that the header has no column for.
const SURPLUS: &str = "surplus";

/// Takes the rows, one by one.
pub struct RejectedRows<'f> {
    csv: CsvFile<'f>,
    width: usize,
    rows: u64,
}

/// Writes the rows that `fill` hands over below the headers of their file, and gives how many there
/// were. An earlier file of rejected rows is replaced, any other file is not.
///
/// # Errors
/// When something else lies there, the file system refuses, or `fill` fails.
pub fn write_rejected<E: From<ReportError>>(
    path: &Path,
    csv: CsvProfile,
    headers: &[&str],
    fill: impl FnOnce(&mut RejectedRows<'_>) -> Result<(), E>,
) -> Result<u64, E> {
    let kind = Kind {
        noun: "file of rejected rows",
        head: HEAD.join(","),
    };
    write_lone(path, &kind, |file| {
        let head = HEAD.iter().chain(headers).chain([&SURPLUS]);
        let head: Vec<Cow<'_, str>> = head.map(|name| Cow::Borrowed(*name)).collect();
        let mut rows = RejectedRows {
            csv: CsvFile::under(file, csv, &head)?,
            width: headers.len(),
            rows: 0,
        };
        fill(&mut rows)?;
        let count = rows.rows;
        rows.csv.finish()?;
        Ok(count)
    })
}

impl RejectedRows<'_> {
    /// One row.
    ///
    /// # Errors
    /// When the file system refuses.
    pub fn add(&mut self, rejected: &Rejected<'_>) -> Result<(), ReportError> {
        self.rows += 1;
        let Diagnostic {
            file,
            sheet,
            row,
            code,
            message,
            ..
        } = rejected.diagnostic;
        let place: [Cow<'_, str>; 5] = [
            file.into(),
            sheet.as_deref().unwrap_or_default().into(),
            row.map(|row| row.to_string()).unwrap_or_default().into(),
            code.into(),
            message.into(),
        ];
        let known = rejected.cells.len().min(self.width);
        let (cells, surplus) = rejected.cells.split_at(known);
        let cells = cells.iter().map(|cell| Cow::Borrowed(*cell));
        let missing = std::iter::repeat_n(Cow::Borrowed(""), self.width - known);
        let surplus = surplus.join(&VALUE_SEPARATOR.to_string());
        let row: Vec<Cow<'_, str>> = place
            .into_iter()
            .chain(cells)
            .chain(missing)
            .chain([Cow::Owned(surplus)])
            .collect();
        self.csv.row(&row)
    }
}
