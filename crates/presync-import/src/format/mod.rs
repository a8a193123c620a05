//! Formats: one module each behind one small trait. A format gives rows of text in file order.
//!
//! What the columns mean, and what is wrong with a row, is none of a format's business.

mod delimited;
mod header;
mod json;
mod row;
mod workbook;

use std::ops::ControlFlow;

use presync_core::{Diagnostic, Side};

use crate::{
    ImportError, ReadOptions, SheetInspection,
    source::{Container, SourceFile, Survey, TextEncoding, TextKind, text_kind},
};

pub(crate) use header::Header;
pub(crate) use row::Row;

/// Looks at one row and says whether to go on.
pub(crate) type Visit<'v> = dyn FnMut(&Row) -> Result<ControlFlow<()>, ImportError> + 'v;

/// An opened table.
pub(crate) trait Rows {
    /// Gives the rows in file order, from the first, until the visitor has seen enough. May be called
    /// again.
    fn scan(&mut self, visit: &mut Visit<'_>) -> Result<(), ImportError>;
}

/// How a file is to be read, once that is decided.
#[derive(Debug, Clone)]
pub(crate) enum Method {
    /// Lines of fields.
    Delimited(delimited::Dialect),
    /// Objects.
    Json(json::Objects),
    /// A sheet of a workbook.
    Workbook(workbook::SheetName),
}

impl Method {
    /// Opens the file for reading in this way.
    pub(crate) fn open<'a>(
        &self,
        file: &SourceFile<'a>,
    ) -> Result<Box<dyn Rows + 'a>, ImportError> {
        Ok(match self {
            Self::Delimited(dialect) => Box::new(dialect.open(file)),
            Self::Json(objects) => Box::new(objects.open(file)),
            Self::Workbook(sheet) => Box::new(sheet.open(file)?),
        })
    }
}

/// What a file was found to be.
pub(crate) struct Detected<'a> {
    /// How to read it.
    pub(crate) method: Method,
    /// It, opened.
    pub(crate) rows: Box<dyn Rows + 'a>,
    /// The names of its columns.
    pub(crate) header: Header,
    /// The format in words.
    pub(crate) words: String,
    /// Sheets of a workbook.
    pub(crate) sheets: Vec<SheetInspection>,
    /// The options with what was detected filled in; side and columns as stated.
    pub(crate) options: ReadOptions,
    /// The side that the format itself shows.
    pub(crate) side: Option<Side>,
    /// What was odd.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// Finds out what a file is and how to read it. The file has been surveyed.
pub(crate) fn detect<'a>(
    file: &SourceFile<'a>,
    container: Container,
    survey: &Survey,
    options: &ReadOptions,
) -> Result<Detected<'a>, ImportError> {
    if container == Container::Zip {
        return workbook::detect(file, options);
    }
    let (encoding, diagnostics) =
        TextEncoding::decide(file, &survey.text, options.encoding.as_deref())?;
    let head = encoding.decode_head(&survey.text.head);
    let mut detected = match text_kind(file, &head)? {
        TextKind::Json => json::detect(file, encoding, options)?,
        TextKind::Delimited => delimited::detect(file, encoding, &head, options)?,
    };
    detected.options.encoding = Some(encoding.label());
    detected.diagnostics.splice(0..0, diagnostics);
    Ok(detected)
}
