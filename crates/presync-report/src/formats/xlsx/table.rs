//! One sheet that is a table: a frozen head with a filter, rows below it, and a last line that says where
//! the rest is. What a row says is the sheet's own.

use std::borrow::Cow;

use presync_core::Progress;
use rust_xlsxwriter::{Worksheet, XlsxError};

use super::{ROWS_MAX, Styles};
use crate::{review_sheet::SheetFailure, sheet_text::fitting};

/// Rows between two reports of progress.
const BATCH_ROWS: u32 = 1_024;

/// A column: its head, its width in characters, how its cells are shown.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    pub(super) head: &'static str,
    pub(super) width: f64,
    pub(super) look: Look,
}

/// How the cells of a column are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    Text,
    /// Text that may take several lines.
    Wrapped,
    Count,
}

/// A cell.
pub(super) enum Cell<'a> {
    Text(Cow<'a, str>),
    Count(u64),
    Empty,
}

/// What a sheet holds of what there is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Extent {
    /// Rows below the head.
    pub(super) rows: u32,
    /// Rows that there are.
    pub(super) of: u64,
    /// The file that has them all.
    pub(super) rest: &'static str,
}

/// A table while it is written.
pub(super) struct Table<'s> {
    sheet: &'s mut Worksheet,
    styles: &'s Styles,
    columns: &'static [Column],
    progress: &'s dyn Progress,
    rows: u32,
}

pub(super) const fn column(head: &'static str, width: f64, look: Look) -> Column {
    Column { head, width, look }
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Cell<'_> {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl<'a> From<Cow<'a, str>> for Cell<'a> {
    fn from(text: Cow<'a, str>) -> Self {
        Self::Text(text)
    }
}

impl From<u32> for Cell<'_> {
    fn from(count: u32) -> Self {
        Self::Count(count.into())
    }
}

impl From<Option<u32>> for Cell<'_> {
    fn from(count: Option<u32>) -> Self {
        count.map_or(Self::Empty, Self::from)
    }
}

impl<'s> Table<'s> {
    /// Writes the head and freezes it together with the first columns.
    pub(super) fn begin(
        sheet: &'s mut Worksheet,
        styles: &'s Styles,
        columns: &'static [Column],
        frozen: u16,
        progress: &'s dyn Progress,
    ) -> Result<Self, XlsxError> {
        for (at, column) in (0..).zip(columns) {
            let look = match column.look {
                Look::Text => &styles.text,
                Look::Wrapped => &styles.wrapped,
                Look::Count => &styles.count,
            };
            sheet.set_column_format(at, look)?;
            sheet.set_column_width(at, column.width)?;
            sheet.write_string_with_format(0, at, column.head, &styles.head)?;
        }
        sheet.set_freeze_panes(1, frozen)?;
        sheet.set_landscape();
        sheet.set_repeat_rows(0, 0)?;
        sheet.set_print_fit_to_pages(1, 0);
        Ok(Self {
            sheet,
            styles,
            columns,
            progress,
            rows: 0,
        })
    }

    /// Whether another row may be written.
    pub(super) fn has_room(&self) -> bool {
        (self.rows as usize) < ROWS_MAX
    }

    pub(super) fn row<'c>(
        &mut self,
        cells: impl IntoIterator<Item = Cell<'c>>,
    ) -> Result<(), SheetFailure> {
        self.rows += 1;
        for (at, cell) in (0..).zip(cells) {
            self.cell(at, &cell)?;
        }
        if self.rows.is_multiple_of(BATCH_ROWS) {
            self.progress.advance(0)?;
        }
        Ok(())
    }

    fn cell(&mut self, at: u16, cell: &Cell<'_>) -> Result<(), XlsxError> {
        match cell {
            Cell::Text(text) if text.is_empty() => {}
            Cell::Text(text) => {
                self.sheet.write_string(self.rows, at, fitting(text))?;
            }
            // Exact up to 2^53.
            #[expect(clippy::cast_precision_loss, reason = "counts of people are far below")]
            Cell::Count(count) => {
                self.sheet.write_number(self.rows, at, *count as f64)?;
            }
            Cell::Empty => {}
        }
        Ok(())
    }

    /// Puts the filter on, colours what `colour` says, and tells where the rest is.
    pub(super) fn finish(
        self,
        of: u64,
        rest: &'static str,
        colour: impl FnOnce(&mut Worksheet, u32) -> Result<(), XlsxError>,
    ) -> Result<Extent, SheetFailure> {
        let last = u16::try_from(self.columns.len() - 1).expect("BUG: few columns");
        self.sheet.autofilter(0, 0, self.rows, last)?;
        if self.rows > 0 {
            colour(self.sheet, self.rows)?;
        }
        if u64::from(self.rows) < of {
            let note = format!(
                "The first {} of {}, worst first. {rest} has them all.",
                self.rows, of
            );
            let below = self.rows + 2;
            self.sheet
                .write_string_with_format(below, 0, note, &self.styles.note)?;
        }
        Ok(Extent {
            rows: self.rows,
            of,
            rest,
        })
    }
}
