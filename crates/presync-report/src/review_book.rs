//! The review sheet as a workbook by itself: whole or not at all, and never over a file that is there,
//! since somebody may have filled it in.

use std::{io::Write, path::Path};

use jiff::Timestamp;
use presync_core::{Phase, Progress};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::{ReportError, lone_file::write_new, review_sheet::ReviewSheet};

/// Writes the pairs as a workbook and gives how many there are.
///
/// # Errors
/// When a file is there already, the file system refuses, or the user stops it.
pub fn write_review_book(
    path: &Path,
    sheet: &ReviewSheet<'_>,
    now: Timestamp,
    progress: &dyn Progress,
) -> Result<u32, ReportError> {
    let rows = sheet.pairs.count(sheet.scope);
    progress.begin(Phase::Write, rows as u64);
    write_new(path, |file| {
        let of_sheet = ReportError::workbook(path);
        let mut book = Workbook::new();
        book.set_properties(&properties(sheet.engagement, now).map_err(&of_sheet)?);
        let filled = sheet.fill(book.add_worksheet(), progress);
        let rows = filled.map_err(|failure| failure.of(path))?;
        let bytes = book.save_to_buffer().map_err(&of_sheet)?;
        file.write_all(&bytes)
            .map_err(|source| file.failed(source))?;
        Ok(rows)
    })
}

/// Dated to the plan, so that the same inputs give the same bytes.
fn properties(engagement: &str, now: Timestamp) -> Result<DocProperties, XlsxError> {
    let made = ExcelDateTime::from_timestamp(now.as_second())?;
    Ok(DocProperties::new()
        .set_title("Match review")
        .set_author("Presync")
        .set_creation_datetime(&made)
        .set_custom_property("PresyncEngagement", engagement))
}
