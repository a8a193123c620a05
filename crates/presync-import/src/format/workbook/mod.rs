//! Sheets of modern Excel workbooks, streamed: neither the sheet nor a row's empty cells are held.
//!
//! Only calamine's cell reader is used. Its dense ranges allocate what a hostile file claims to hold.

mod cell;
mod preflight;
mod sheets;

use std::{
    io::BufReader,
    ops::ControlFlow,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
};

use calamine::{Reader, Xlsx, XlsxError};

use super::{Detected, Format, Look, Method, Row, Rows, Visit};
use crate::{
    ImportError, ReadOptions, RefusalCode,
    limits::{CELLS_PER_ROW_MAX, SHEET_ROWS_MAX},
    source::{SourceFile, WatchedFile},
};

type Workbook<'a> = Xlsx<BufReader<WatchedFile<'a>>>;

/// The sheet that is read.
#[derive(Debug, Clone)]
pub(crate) struct SheetName(String);

impl Method for SheetName {
    fn open<'a>(&self, file: &SourceFile<'a>) -> Result<Box<dyn Rows + 'a>, ImportError> {
        Ok(Box::new(SheetRows {
            file: *file,
            workbook: open(file)?,
            sheet: self.0.clone(),
        }))
    }
}

/// Modern Excel workbooks, with macros or without.
pub(super) struct Workbooks;

impl Format for Workbooks {
    fn claims(&self, look: &Look) -> bool {
        look.has_part("xl/workbook.xml")
    }

    fn detect<'a>(
        &self,
        file: &SourceFile<'a>,
        _: &Look,
        options: &ReadOptions,
    ) -> Result<Detected<'a>, ImportError> {
        detect(file, options)
    }
}

/// Checks the container, chooses the sheet and finds its header.
fn detect<'a>(file: &SourceFile<'a>, options: &ReadOptions) -> Result<Detected<'a>, ImportError> {
    preflight::check(file)?;
    let mut rows = SheetRows {
        file: *file,
        workbook: open(file)?,
        sheet: String::new(),
    };
    let choice = sheets::choose(&mut rows, options)?;
    rows.sheet.clone_from(&choice.name);
    Ok(Detected {
        method: Arc::new(SheetName(choice.name.clone())),
        rows: Box::new(rows),
        words: "XLSX".into(),
        sheets: choice.sheets,
        options: ReadOptions {
            encoding: None,
            delimiter: None,
            sheet: Some(choice.name),
            header_row: Some(choice.header.row),
            ..options.clone()
        },
        header: choice.header,
        side: None,
        diagnostics: choice.diagnostics,
    })
}

/// The rows of one sheet of an open workbook.
pub(crate) struct SheetRows<'a> {
    file: SourceFile<'a>,
    workbook: Workbook<'a>,
    sheet: String,
}

impl Rows for SheetRows<'_> {
    fn scan(&mut self, visit: &mut Visit<'_>) -> Result<(), ImportError> {
        let Self {
            file,
            workbook,
            sheet,
        } = self;
        let mut cells = guarded(file, || workbook.worksheet_cells_reader(sheet))?;
        let zeros = cell::zero_formats(cells.styles());
        let mut row = Row::default();
        let mut column_next = 0;
        loop {
            let next = guarded(file, || cells.next_cell_with_style_id())
                .map_err(|error| error.at_row(row.line + 1))?;
            let Some((found, style)) = next else { break };
            let (line, column) = found.get_position();
            let line = u64::from(line) + 1;
            if line > SHEET_ROWS_MAX || column as usize >= CELLS_PER_ROW_MAX {
                return Err(bad_reference(file).at_row(row.line.max(1)));
            }
            check_order(file, (row.line, column_next), (line, column))?;
            column_next = column + 1;
            if line != row.line {
                if row.len() > 0 && visit(&row)? == ControlFlow::Break(()) {
                    return Ok(());
                }
                row.begin(line);
            }
            let zeros = zeros.get(style).copied().unwrap_or(0);
            cell::put(&mut row, column as usize, found.get_value(), zeros);
        }
        if row.len() > 0 {
            let _ = visit(&row)?;
        }
        Ok(())
    }
}

/// Rows and cells out of order would be told under a wrong place, or lost.
fn check_order(
    file: &SourceFile<'_>,
    expected: (u64, u32),
    found: (u64, u32),
) -> Result<(), ImportError> {
    if found >= expected {
        return Ok(());
    }
    Err(damaged(file, "Cells of the sheet are out of order.").at_row(found.0))
}

fn open<'a>(file: &SourceFile<'a>) -> Result<Workbook<'a>, ImportError> {
    let reader = BufReader::with_capacity(64 << 10, file.reader()?);
    guarded(file, || Xlsx::new(reader))
}

/// Calls into the parser. It has panicked on damaged workbooks before: a stranger's file must not end
/// the program, so such a panic is told as what it means.
fn guarded<T>(
    file: &SourceFile<'_>,
    call: impl FnOnce() -> Result<T, XlsxError>,
) -> Result<T, ImportError> {
    match catch_unwind(AssertUnwindSafe(call)) {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(XlsxError::Io(error))) => Err(file.failed(error)),
        Ok(Err(XlsxError::Password)) => Err(file.refuse(
            RefusalCode::WorkbookEncrypted,
            "The workbook is protected by a password.",
            "Open it in Excel, remove the password under File > Info, save a copy and give that.",
        )),
        Ok(Err(
            XlsxError::Alphanumeric(_)
            | XlsxError::RangeWithoutColumnComponent
            | XlsxError::RangeWithoutRowComponent,
        )) => Err(bad_reference(file)),
        Ok(Err(_)) | Err(_) => Err(damaged(file, "The structure of the workbook is broken.")),
    }
}

fn bad_reference(file: &SourceFile<'_>) -> ImportError {
    file.refuse(
        RefusalCode::BadReference,
        "A cell after this row claims a place that no sheet has.",
        "Open it in Excel and save it again as an Excel workbook (.xlsx).",
    )
}

fn damaged(file: &SourceFile<'_>, message: &str) -> ImportError {
    file.refuse(
        RefusalCode::WorkbookDamaged,
        message,
        "Open it in Excel and save it again as an Excel workbook (.xlsx).",
    )
}
