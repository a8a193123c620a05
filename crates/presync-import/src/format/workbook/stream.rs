//! Cells one after another to rows, and calls into a parser that may panic.

use std::{
    io,
    ops::ControlFlow,
    panic::{AssertUnwindSafe, catch_unwind},
};

use calamine::{Cell, DataRef, Dimensions, Sheet, SheetType, SheetVisible};

use super::{
    super::{Row, Visit},
    bad_reference, cell, damaged,
};
use crate::{
    ImportError, RefusalCode, SheetInspection,
    limits::{CELLS_PER_ROW_MAX, RECORD_BYTES_MAX, SHEET_ROWS_MAX},
    source::SourceFile,
};

/// What is said of a workbook whose parser gave up.
pub(super) const BROKEN: &str = "The structure of the workbook is broken.";

/// Calls into the parser. It has panicked on damaged workbooks before: a stranger's file must not end
/// the program, so such a panic is told as what it means.
pub(super) fn guarded<T>(
    file: &SourceFile<'_>,
    call: impl FnOnce() -> Result<T, ImportError>,
) -> Result<T, ImportError> {
    guarded_or(|| damaged(file, BROKEN), call)
}

/// The same with another refusal for the panic.
pub(super) fn guarded_or<T>(
    broken: impl FnOnce() -> ImportError,
    call: impl FnOnce() -> Result<T, ImportError>,
) -> Result<T, ImportError> {
    catch_unwind(AssertUnwindSafe(call)).unwrap_or_else(|_| Err(broken()))
}

/// What a failed read below the parser means: the user's wish, a part that is cut or cannot be
/// unpacked, or the system.
pub(super) fn io_fault(file: &SourceFile<'_>, error: io::Error) -> ImportError {
    use io::ErrorKind::{InvalidData, InvalidInput, UnexpectedEof};
    match error.kind() {
        InvalidData | InvalidInput | UnexpectedEof => damaged(file, BROKEN),
        _ => file.failed(error),
    }
}

/// A sheet as the parser lists it.
pub(super) fn listed(sheet: &Sheet) -> SheetInspection {
    SheetInspection {
        name: sheet.name.clone(),
        visible: sheet.visible == SheetVisible::Visible,
        holds_cells: sheet.typ == SheetType::WorkSheet,
        chosen: false,
        known_headers: None,
        records_estimate: None,
    }
}

/// Rows of a sheet by the size it claims; one cell is what a sheet without a size seems to have.
pub(super) fn rows_of(size: Dimensions) -> Option<u64> {
    (size.end != (0, 0)).then(|| u64::from(size.end.0) + 1)
}

/// Puts cells together to rows, and gives each that is whole to a visitor.
pub(super) struct Cells<'c, 'a> {
    file: &'c SourceFile<'a>,
    visit: &'c mut Visit<'c>,
    row: Row,
    column_next: u32,
}

impl<'c, 'a> Cells<'c, 'a> {
    pub(super) fn new(file: &'c SourceFile<'a>, visit: &'c mut Visit<'c>) -> Self {
        Self {
            file,
            visit,
            row: Row::default(),
            column_next: 0,
        }
    }

    /// Takes the next cell, in the order of rows and columns.
    pub(super) fn put(
        &mut self,
        found: &Cell<DataRef<'_>>,
        zeros: usize,
    ) -> Result<ControlFlow<()>, ImportError> {
        let (line, column) = found.get_position();
        let went = self.go_to(u64::from(line) + 1, column)?;
        if went.is_continue() {
            cell::put(&mut self.row, column as usize, found.get_value(), zeros);
        }
        Ok(went)
    }

    /// Goes to the place of the next cell, in the order of rows and columns; a row that is whole is given
    /// away.
    #[inline]
    pub(super) fn go_to(&mut self, line: u64, column: u32) -> Result<ControlFlow<()>, ImportError> {
        if line == 0 || line > SHEET_ROWS_MAX || column as usize >= CELLS_PER_ROW_MAX {
            let is_row = (1..=SHEET_ROWS_MAX).contains(&line);
            let row = if is_row { line } else { self.row.line.max(1) };
            return Err(bad_reference(self.file).at_row(row));
        }
        // Cells out of order would be told under a wrong place, or lost.
        if (line, column) < (self.row.line, self.column_next) {
            return Err(damaged(self.file, "Cells of the sheet are out of order.").at_row(line));
        }
        self.column_next = column + 1;
        if line != self.row.line {
            if self.row.len() > 0 && (self.visit)(&self.row)?.is_break() {
                return Ok(ControlFlow::Break(()));
            }
            self.row.begin(line);
        }
        Ok(ControlFlow::Continue(()))
    }

    /// The row at hand.
    pub(super) fn row(&mut self) -> &mut Row {
        &mut self.row
    }

    /// Refuses a row that is longer than any record.
    #[inline]
    pub(super) fn check_length(&self) -> Result<(), ImportError> {
        if self.row.text().len() <= RECORD_BYTES_MAX {
            return Ok(());
        }
        let refusal = self.file.refuse(
            RefusalCode::FieldTooLong,
            format!("The row is longer than {} MB.", RECORD_BYTES_MAX >> 20),
            "Leave columns with long texts out of the export.",
        );
        Err(refusal.at_row(self.row.line))
    }

    /// Says of a refusal that it happened in the row after the last one.
    pub(super) fn place(&self, error: ImportError) -> ImportError {
        error.at_row(self.row.line + 1)
    }

    /// Gives the last row.
    pub(super) fn finish(self) -> Result<(), ImportError> {
        if self.row.len() > 0 {
            let _ = (self.visit)(&self.row)?;
        }
        Ok(())
    }
}
