//! One sheet that is a table: a frozen head with a filter, rows below it, and a last line that says where
//! the rest is. What a row says is the sheet's own.

use std::borrow::Cow;

use presync_core::Progress;
use rust_xlsxwriter::{Worksheet, XlsxError};

use super::{ROWS_MAX, Styles};
use crate::{review_sheet::SheetFailure, sheet_text::fitting};

/// Rows between two reports of progress.
const BATCH_ROWS: u32 = 1_024;

/// Width of a letter in the unit of column widths, with room for words that do not break well.
const LETTER_WIDTH: f64 = 1.08;
const LINE_POINTS: u32 = 15;
/// A row is never higher than this, whatever it holds.
const LINES_MAX: u32 = 12;

/// A column: its head, its width in characters, how its cells are shown.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Column {
    pub(crate) head: &'static str,
    pub(crate) width: f64,
    pub(crate) look: Look,
}

/// How the cells of a column are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    Text,
    /// Text that may take several lines.
    Wrapped,
    Count,
}

/// A cell.
pub(crate) enum Cell<'a> {
    Text(Cow<'a, str>),
    Count(u64),
    Empty,
}

/// What a sheet holds of what there is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Extent {
    /// Rows below the head.
    pub(crate) rows: u32,
    /// Rows that there are.
    pub(crate) of: u64,
    /// The file that has them all.
    pub(crate) rest: &'static str,
}

/// A table while it is written.
pub(crate) struct Table<'s> {
    sheet: &'s mut Worksheet,
    styles: &'s Styles,
    columns: &'static [Column],
    progress: &'s dyn Progress,
    rows: u32,
}

pub(crate) const fn column(head: &'static str, width: f64, look: Look) -> Column {
    Column { head, width, look }
}

impl Cell<'_> {
    fn lines(&self, width: f64) -> u32 {
        match self {
            Self::Text(text) => lines_of(text, width),
            Self::Count(_) | Self::Empty => 1,
        }
    }
}

/// How many lines a text takes in a column, estimated: not every program works it out by itself.
pub(crate) fn lines_of(text: &str, width: f64) -> u32 {
    let lines = text.split('\n').map(|line| {
        let letters = u32::try_from(line.chars().count()).unwrap_or(u32::MAX);
        let needed = (f64::from(letters) * LETTER_WIDTH / width).ceil();
        needed.clamp(1.0, f64::from(LINES_MAX)) as u32
    });
    lines.sum::<u32>().min(LINES_MAX)
}

/// Height of a row of so many lines, in points.
pub(crate) fn height_of(lines: u32) -> u32 {
    lines * LINE_POINTS
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
    pub(crate) fn begin(
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
    pub(crate) fn has_room(&self) -> bool {
        (self.rows as usize) < ROWS_MAX
    }

    pub(crate) fn row<'c>(
        &mut self,
        cells: impl IntoIterator<Item = Cell<'c>>,
    ) -> Result<(), SheetFailure> {
        self.rows += 1;
        let cells: Vec<Cell<'c>> = cells.into_iter().collect();
        let wrapped = self.columns.iter().zip(&cells);
        let lines = wrapped.filter(|(column, _)| column.look == Look::Wrapped);
        let lines = lines.map(|(column, cell)| cell.lines(column.width)).max();
        if let Some(lines) = lines.filter(|lines| *lines > 1) {
            self.sheet.set_row_height(self.rows, height_of(lines))?;
        }
        for (at, cell) in (0..).zip(&cells) {
            self.cell(at, cell)?;
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
    pub(crate) fn finish(
        self,
        of: u64,
        rest: &'static str,
        colour: impl FnOnce(&mut Worksheet, u32) -> Result<(), XlsxError>,
    ) -> Result<Extent, SheetFailure> {
        let last = u16::try_from(self.columns.len() - 1).expect("BUG: few columns");
        self.sheet.autofilter(0, 0, self.rows, last)?;
        // The writer says a last row twice that has a height of its own, so the last one has none.
        let below = self.rows + 1;
        self.sheet.write_blank(below, 0, &self.styles.text)?;
        if self.rows > 0 {
            colour(self.sheet, self.rows)?;
        }
        if u64::from(self.rows) < of {
            let note = format!(
                "The first {} of {}, worst first. {rest} has them all.",
                self.rows, of
            );
            self.sheet
                .write_string_with_format(below + 1, 0, note, &self.styles.note)?;
        }
        Ok(Extent {
            rows: self.rows,
            of,
            rest,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_takes_several_lines_and_never_a_page() {
        let check = |text: &str, width: f64, expect: u32| assert_eq!(lines_of(text, width), expect);
        check("", 10.0, 1);
        check("short", 10.0, 1);
        check("ten letters and ten more", 12.0, 3);
        check("a\nb", 12.0, 2);
        check(&"x".repeat(5000), 10.0, LINES_MAX);
    }
}
