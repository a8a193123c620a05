//! Workbooks: what their formats share. Sheets, of which one is chosen, and its rows.
//!
//! XLSX is streamed by a reader of our own and XLSB by calamine's: neither the sheet nor a row's empty cells
//! are held. XLS and ODS have no such reader; calamine's dense ranges allocate what a hostile file claims
//! to hold, so they are read in a process of their own ([`crate::worker`]).

mod cell;
mod dense;
mod facts;
mod marks;
mod merged;
mod ods;
mod parts;
mod preflight;
mod prolog;
mod sheets;
mod stream;
mod xls;
mod xlsb;
mod xlsx;

use std::sync::Arc;

use presync_core::{Cases, Diagnostic, Severity};

use super::{Detected, Method, Rows, Visit};
use crate::{
    DateSystem, ImportError, ReadOptions, RefusalCode, SheetInspection, source::SourceFile,
};

pub(crate) use cell::put as put_cell;
pub(crate) use dense::{DenseBook, DenseFormat};
pub(crate) use facts::{Region, SheetFacts};
pub(super) use ods::Ods;
pub(super) use xls::Xls;
pub(super) use xlsb::Xlsb;
pub(super) use xlsx::Xlsx;

/// An opened workbook.
trait Book {
    /// Its sheets in its order.
    fn sheets(&self) -> Vec<SheetInspection>;

    /// Gives the rows of a sheet in order, until the visitor has seen enough.
    fn scan(&mut self, sheet: &str, visit: &mut Visit<'_>) -> Result<(), ImportError>;

    /// Rows that a sheet claims to have, where it says so without being read.
    fn rows_claimed(&mut self, sheet: &str) -> Option<u64> {
        let _ = sheet;
        None
    }

    /// How the workbook counts days, where it says so.
    fn system(&self) -> Option<DateSystem> {
        None
    }

    /// What a sheet shows that its values do not.
    fn facts(&mut self, sheet: &str) -> Result<SheetFacts, ImportError>;
}

/// Opens a workbook of one format.
type Open = for<'a> fn(&SourceFile<'a>) -> Result<Box<dyn Book + 'a>, ImportError>;

/// The sheet that is read, and how.
#[derive(Debug, Clone)]
struct Sheet {
    open: Open,
    name: String,
}

impl Method for Sheet {
    fn open<'a>(&self, file: &SourceFile<'a>) -> Result<Box<dyn Rows + 'a>, ImportError> {
        Ok(Box::new(SheetRows {
            file: *file,
            book: (self.open)(file)?,
            sheet: self.name.clone(),
        }))
    }
}

/// The rows of one sheet of an open workbook.
struct SheetRows<'a> {
    file: SourceFile<'a>,
    book: Box<dyn Book + 'a>,
    sheet: String,
}

impl Rows for SheetRows<'_> {
    fn scan(&mut self, visit: &mut Visit<'_>) -> Result<(), ImportError> {
        let scanned = self.book.scan(&self.sheet, visit);
        scanned.map_err(|error| error.in_sheet(&self.sheet))
    }
}

/// A workbook that passed the checks of its format.
struct Checked {
    open: Open,
    words: &'static str,
    notes: Vec<Diagnostic>,
    /// Whether a sheet may show more than its values.
    has_marks: bool,
}

impl Checked {
    /// Chooses the sheet and finds its header.
    fn detect<'a>(
        self,
        file: &SourceFile<'a>,
        options: &ReadOptions,
    ) -> Result<Detected<'a>, ImportError> {
        let mut rows = SheetRows {
            file: *file,
            book: (self.open)(file)?,
            sheet: String::new(),
        };
        let system = options.date_system.or(rows.book.system());
        let choice = sheets::choose(&mut rows, options, self.has_marks)?;
        rows.sheet.clone_from(&choice.name);
        let mut diagnostics = self.notes;
        diagnostics.extend(choice.diagnostics);
        Ok(Detected {
            method: Arc::new(Sheet {
                open: self.open,
                name: choice.name.clone(),
            }),
            rows: Box::new(rows),
            words: self.words.into(),
            sheets: choice.sheets,
            options: ReadOptions {
                encoding: None,
                delimiter: None,
                sheet: Some(choice.name),
                header_row: Some(choice.header.row),
                date_system: system,
                ..options.clone()
            },
            header: choice.header,
            side: None,
            diagnostics,
        })
    }
}

/// Says that macros are not run.
fn macros(file: &SourceFile<'_>) -> Diagnostic {
    note(
        file,
        "WORKBOOK_MACROS",
        "The workbook contains macros; they are ignored, and its data is read.",
        "",
    )
}

/// Says that fewer real files of this format were tried.
fn less_tested(file: &SourceFile<'_>, lost: &str) -> Diagnostic {
    note(
        file,
        "WORKBOOK_LESS_TESTED",
        &format!("This format of workbook is less tested than XLSX. {lost}"),
        "Compare some rows with the original, or save it as an Excel workbook (.xlsx) and give that.",
    )
}

fn note(file: &SourceFile<'_>, code: &str, message: &str, hint: &str) -> Diagnostic {
    Diagnostic {
        code: code.into(),
        severity: Severity::Note,
        file: file.name(),
        sheet: None,
        row: None,
        column: None,
        message: message.into(),
        hint: hint.into(),
        cases: Cases::default(),
    }
}

/// The refusal of a cell at a place that no sheet has.
fn bad_reference(file: &SourceFile<'_>) -> ImportError {
    file.refuse(
        RefusalCode::BadReference,
        "A cell of this row or after it claims a place that no sheet has.",
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
