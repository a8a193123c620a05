//! The sheet on which people outside say who is who: one row for each pair, a list to choose from, and
//! hidden columns that tie each row to its pair when it comes back.
//!
//! It is a sheet and no workbook, so that a report can carry it among others. Every cell is text: ids keep
//! their zeros, and what looks like a formula is none.

use std::{borrow::Cow, path::Path};

use presync_core::{
    Progress,
    decision::book::{self, RowMark},
    rows::{ReviewPair, ReviewPairs, ReviewScope},
};
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, Format, FormatAlign, Worksheet, XlsxError,
};

use crate::{ReportError, sheet_text::fitting};

/// Its name.
pub const REVIEW_SHEET: &str = "Match review";
/// Rows that a sheet holds below its head.
pub const REVIEW_ROWS_MAX: usize = 1_048_575;
/// Rows between two reports of progress.
const BATCH_ROWS: u32 = 1_024;

/// Headers with the width of their column in characters; none for a hidden one.
const COLUMNS: [(&str, Option<f64>); 19] = [
    ("Intranet name", Some(26.0)),
    (book::LEGACY_LOGIN, Some(22.0)),
    ("Intranet e-mail", Some(30.0)),
    ("Intranet department", Some(20.0)),
    ("Azure name", Some(26.0)),
    (book::AZURE_LOGIN, Some(30.0)),
    ("Azure e-mail", Some(30.0)),
    ("Azure department", Some(20.0)),
    ("Why it is asked", Some(40.0)),
    ("What agrees", Some(32.0)),
    ("What contradicts", Some(32.0)),
    ("How sure", Some(20.0)),
    ("Proposal", Some(32.0)),
    (book::DECISION, Some(20.0)),
    (book::REASON, Some(32.0)),
    (book::BY, Some(18.0)),
    (book::ROW, None),
    (book::LEGACY_ANCHOR, None),
    (book::AZURE_ANCHOR, None),
];
/// The column to be filled in, by position.
const DECISION_COLUMN: u16 = 13;

/// What the sheet shows.
#[derive(Debug, Clone, Copy)]
pub struct ReviewSheet<'a> {
    /// The pairs.
    pub pairs: ReviewPairs<'a>,
    /// Which of them.
    pub scope: ReviewScope,
    /// The id of the engagement, by which the sheet is known when it comes back.
    pub engagement: &'a str,
}

/// Why a sheet was not finished.
#[derive(Debug)]
pub(crate) enum SheetFailure {
    Sheet(XlsxError),
    Cancelled,
}

impl From<XlsxError> for SheetFailure {
    fn from(error: XlsxError) -> Self {
        Self::Sheet(error)
    }
}

impl From<presync_core::Cancelled> for SheetFailure {
    fn from(_: presync_core::Cancelled) -> Self {
        Self::Cancelled
    }
}

impl SheetFailure {
    /// Names the workbook.
    pub(crate) fn of(self, path: &Path) -> ReportError {
        match self {
            Self::Sheet(error) => ReportError::workbook(path)(error),
            Self::Cancelled => ReportError::Cancelled,
        }
    }
}

impl ReviewSheet<'_> {
    /// Fills an empty sheet and gives how many pairs it shows.
    pub(crate) fn fill(
        &self,
        sheet: &mut Worksheet,
        progress: &dyn Progress,
    ) -> Result<u32, SheetFailure> {
        set_up(sheet)?;
        let mut row = 0;
        for pair in self.pairs.iter(self.scope).take(REVIEW_ROWS_MAX) {
            row += 1;
            for (column, cell) in (0..).zip(self.cells(&pair)) {
                sheet.write_string(row, column, fitting(&cell))?;
            }
            if row.is_multiple_of(BATCH_ROWS) {
                progress.advance(BATCH_ROWS.into())?;
            }
        }
        finish(sheet, row)?;
        progress.advance((row % BATCH_ROWS).into())?;
        Ok(row)
    }

    fn cells<'p>(&self, pair: &'p ReviewPair<'_>) -> [Cow<'p, str>; 19] {
        let shown = [pair.legacy.user_name, pair.azure.upn];
        let mark = RowMark::of(self.engagement, pair.anchors, shown);
        [
            pair.legacy_name.as_ref().into(),
            pair.legacy.user_name.into(),
            pair.legacy.email.into(),
            pair.legacy_department.into(),
            pair.azure_name.into(),
            pair.azure.upn.into(),
            pair.azure.mail.into(),
            pair.azure_department.into(),
            pair.doubts.as_str().into(),
            pair.agree.as_str().into(),
            pair.differ.as_str().into(),
            pair.sureness.into(),
            pair.proposal.into(),
            pair.decided.map_or("", book::answer).into(),
            "".into(),
            "".into(),
            mark.text().into(),
            pair.anchors[0].into(),
            pair.anchors[1].into(),
        ]
    }
}

fn set_up(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_name(REVIEW_SHEET)?;
    let head = Format::new().set_bold().set_text_wrap();
    // As text, so that an id typed again keeps its zeros.
    let text = Format::new()
        .set_num_format("@")
        .set_align(FormatAlign::Top);
    for (column, (header, width)) in (0..).zip(COLUMNS) {
        sheet.set_column_format(column, &text)?;
        match width {
            Some(width) => sheet.set_column_width(column, width)?,
            None => sheet.set_column_hidden(column)?,
        };
        sheet.write_string_with_format(0, column, header, &head)?;
    }
    sheet.set_freeze_panes(1, 1)?;
    Ok(())
}

fn finish(sheet: &mut Worksheet, rows: u32) -> Result<(), XlsxError> {
    let last = u16::try_from(COLUMNS.len() - 1).expect("BUG: few columns");
    sheet.autofilter(0, 0, rows, last)?;
    if rows > 0 {
        let words = book::CHOICES.map(|(word, _)| word);
        // Whoever writes yes or no in another language is understood too.
        let choices = DataValidation::new()
            .allow_list_strings(&words)?
            .set_error_style(DataValidationErrorStyle::Information)
            .set_input_title("Who is who")?
            .set_input_message(
                "Are the two the same person? Choose from the list, or leave the cell empty.",
            )?;
        sheet.add_data_validation(1, DECISION_COLUMN, rows, DECISION_COLUMN, &choices)?;
    }
    Ok(())
}
