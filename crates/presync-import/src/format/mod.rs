//! Formats: one module each behind one small trait. A format gives rows of text in file order.
//!
//! What the columns mean, and what is wrong with a row, is none of a format's business. A new format is a
//! module with a [`Format`], and a line in [`FORMATS`].

mod delimited;
mod header;
mod json;
mod look;
mod profile_source;
mod row;
mod two_rows;
mod unread;
mod workbook;

use std::{collections::BTreeMap, fmt, ops::ControlFlow, sync::Arc};

use presync_core::{Diagnostic, Side};

use crate::{
    ImportError, ReadOptions, SheetInspection,
    contents::Contents,
    source::{Container, SourceFile, Survey},
};

pub(crate) use delimited::{DelimiterFit, cells_of_line, delimiter_fits, delimiter_name};
pub(crate) use header::Header;
pub(crate) use json::{Pages, each_object, member, text_of};
pub(crate) use look::Look;
pub(crate) use row::Row;
pub(crate) use workbook::{DenseBook, DenseFormat, Region, SheetFacts, put_cell};

/// The formats that are read; of those that claim a file, the first reads it.
const FORMATS: &[&dyn Format] = &[
    &workbook::Xlsx,
    &workbook::Xlsb,
    &workbook::Ods,
    &workbook::Xls,
    &json::Json,
    &profile_source::ProfileSources,
    &delimited::Delimited,
];

/// One way in which files hold tables.
pub(crate) trait Format: Sync {
    /// Whether a file is of this format, by its content.
    fn claims(&self, look: &Look) -> bool;

    /// Finds out how a claimed file is to be read.
    fn detect<'a>(
        &self,
        file: &SourceFile<'a>,
        look: &Look,
        options: &ReadOptions,
    ) -> Result<Detected<'a>, ImportError>;

    /// How a process of its own reads it, where that must be.
    fn dense(&self) -> Option<&'static DenseFormat> {
        None
    }
}

/// The format that is read in a process of its own under this name.
pub(crate) fn dense_format(name: &str) -> Option<&'static DenseFormat> {
    let mut dense = FORMATS.iter().filter_map(|format| format.dense());
    dense.find(|format| format.name == name)
}

/// Looks at one row and says whether to go on.
pub(crate) type Visit<'v> = dyn FnMut(&Row) -> Result<ControlFlow<()>, ImportError> + 'v;

/// An opened table.
pub(crate) trait Rows {
    /// Gives the rows in file order, from the first, until the visitor has seen enough. May be called
    /// again.
    fn scan(&mut self, visit: &mut Visit<'_>) -> Result<(), ImportError>;
}

/// How one file is to be read, once that is decided.
pub(crate) trait Method: fmt::Debug + Send + Sync {
    /// Opens the file for reading in this way.
    fn open<'a>(&self, file: &SourceFile<'a>) -> Result<Box<dyn Rows + 'a>, ImportError>;

    /// Whether the rows are lines of text: each must then be as long as the header, and what is not in
    /// the text's alphabet was lost before.
    fn is_delimited_text(&self) -> bool {
        false
    }

    /// What the file says beside its rows; most formats say nothing.
    fn facts(&self) -> Facts {
        Facts::default()
    }
}

/// What a file says of itself beside its rows.
#[derive(Debug, Clone, Default)]
pub(crate) struct Facts {
    /// What its columns are, where the format knows more than their names; by position.
    pub(crate) columns: Vec<Option<ColumnFact>>,
    /// What it holds, where the format tells; else its columns do.
    pub(crate) contents: Option<Contents>,
    /// The settings of a General Profile Source.
    pub(crate) feed: Option<Feed>,
    /// The pages of a list that came in pages.
    pub(crate) pages: Option<Pages>,
}

/// What a format knows of a column beyond its name. What somebody stated goes before it.
#[derive(Debug, Clone, Copy)]
pub(crate) enum ColumnFact {
    /// It holds this attribute.
    Holds {
        attribute: &'static str,
        confidence: u8,
        reason: &'static str,
    },
    /// It is a field of the customer's own, whatever its name.
    Additional { reason: &'static str },
}

/// The settings of a General Profile Source, and by column how many cells carry `applyBlank`.
#[derive(Debug, Clone, Default)]
pub(crate) struct Feed {
    pub(crate) options: BTreeMap<String, String>,
    pub(crate) apply_blank: Vec<u32>,
}

/// What a file was found to be.
pub(crate) struct Detected<'a> {
    /// How to read it.
    pub(crate) method: Arc<dyn Method>,
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
    let look = Look::at(file, container, survey, options.encoding.as_deref())?;
    let Some(format) = FORMATS.iter().find(|format| format.claims(&look)) else {
        return Err(unread::refusal(file, &look));
    };
    let mut detected = format.detect(file, &look, options)?;
    if let Look::Text {
        encoding, doubts, ..
    } = look
    {
        detected.options.encoding = Some(encoding.label());
        detected.diagnostics.splice(0..0, doubts);
    }
    Ok(detected)
}
