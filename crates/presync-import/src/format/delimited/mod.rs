//! Lines of fields: CSV, and its kin with other delimiters.

mod console;
mod dialect;
mod tokenizer;

use std::{ops::ControlFlow, sync::Arc};

use super::{Detected, Format, Look, Method, Row, Rows, Visit, header};
use crate::{
    ImportError, Quotes, Ragged, ReadOptions, RefusalCode,
    limits::{CELLS_PER_ROW_MAX, FIELD_BYTES_MAX},
    source::{SourceFile, TextEncoding},
};

pub(crate) use dialect::{DelimiterFit, fits as delimiter_fits, name as delimiter_name};
use tokenizer::{Fault, Marks, Tokenizer};

/// How the lines of a file are to be taken apart.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Dialect {
    encoding: TextEncoding,
    marks: Marks,
}

impl Dialect {
    fn lines<'a>(&self, file: &SourceFile<'a>) -> Lines<'a> {
        Lines {
            file: *file,
            dialect: *self,
        }
    }
}

impl Method for Dialect {
    fn open<'a>(&self, file: &SourceFile<'a>) -> Result<Box<dyn Rows + 'a>, ImportError> {
        Ok(Box::new(self.lines(file)))
    }

    fn is_delimited_text(&self) -> bool {
        true
    }
}

/// Text that is nothing more particular.
pub(super) struct Delimited;

impl Format for Delimited {
    fn claims(&self, look: &Look) -> bool {
        // A line that opens with `<` is mark-up of some kind, never a header.
        look.text().is_some() && !matches!(look.first_characters(), (Some('<'), Some(_)))
    }

    fn detect<'a>(
        &self,
        file: &SourceFile<'a>,
        look: &Look,
        options: &ReadOptions,
    ) -> Result<Detected<'a>, ImportError> {
        let (encoding, head) = look.text().expect("BUG: it claims text only");
        detect(file, encoding, head, options)
    }
}

/// Finds the delimiter and the header of a text.
fn detect<'a>(
    file: &SourceFile<'a>,
    encoding: TextEncoding,
    head: &str,
    options: &ReadOptions,
) -> Result<Detected<'a>, ImportError> {
    if options.delimiter.is_none() && console::is_console(head) {
        return Err(console::refusal(file));
    }
    let quotes = options.quotes.unwrap_or(Quotes::Doubled);
    let (delimiter, mut diagnostics) = dialect::delimiter(file, head, options)?;
    let marks = Marks { delimiter, quotes };
    if options.quotes.is_none() {
        diagnostics.extend(dialect::escapes(file, head, marks));
    }
    let dialect = Dialect { encoding, marks };
    let mut rows = Box::new(dialect.lines(file));
    let found = header::find(file, None, rows.as_mut(), options)?;
    diagnostics.extend(found.diagnostics);
    Ok(Detected {
        method: Arc::new(dialect),
        rows,
        words: words(encoding, marks),
        sheets: Vec::new(),
        options: ReadOptions {
            delimiter: Some(char::from(delimiter)),
            quotes: Some(quotes),
            ragged: Some(options.ragged.unwrap_or(Ragged::Pad)),
            sheet: None,
            header_row: Some(found.header.row),
            ..options.clone()
        },
        header: found.header,
        side: None,
        diagnostics,
    })
}

fn words(encoding: TextEncoding, marks: Marks) -> String {
    let delimiter = dialect::name(marks.delimiter);
    let plain = format!("CSV, {}, {delimiter}", encoding.words());
    match marks.quotes {
        Quotes::Doubled => plain,
        Quotes::Backslash => format!("{plain}, quotes after a backslash"),
    }
}

/// The fields of one line by itself; none when it is no whole record.
pub(crate) fn cells_of_line(line: &str, options: &ReadOptions) -> Option<Vec<String>> {
    let marks = Marks {
        delimiter: u8::try_from(options.delimiter?).ok()?,
        quotes: options.quotes.unwrap_or(Quotes::Doubled),
    };
    let mut tokenizer = Tokenizer::new(line.as_bytes(), marks);
    let mut row = Row::default();
    let is_row = tokenizer.next(&mut row).ok()?;
    is_row.then(|| row.cells().map(String::from).collect())
}

/// The lines of one file.
pub(crate) struct Lines<'a> {
    file: SourceFile<'a>,
    dialect: Dialect,
}

impl Rows for Lines<'_> {
    fn scan(&mut self, visit: &mut Visit<'_>) -> Result<(), ImportError> {
        let reader = self.dialect.encoding.reader(&self.file)?;
        let mut tokenizer = Tokenizer::new(reader, self.dialect.marks);
        let mut row = Row::default();
        while tokenizer
            .next(&mut row)
            .map_err(|fault| refuse(&self.file, fault))?
        {
            if visit(&row)? == ControlFlow::Break(()) {
                break;
            }
        }
        Ok(())
    }
}

fn refuse(file: &SourceFile<'_>, fault: Fault) -> ImportError {
    let (code, line, message, hint) = match fault {
        Fault::Io(error) => return file.failed(error),
        Fault::UnclosedQuote { line } => (
            RefusalCode::UnclosedQuote,
            line,
            "A quotation mark opens a field here that is never closed.".into(),
            "Close it, or double the quotation marks inside the field, and try again.",
        ),
        Fault::TooLong { line } => (
            RefusalCode::FieldTooLong,
            line,
            format!("A field here is longer than {} KB.", FIELD_BYTES_MAX >> 10),
            "Leave that column out of the export, or check that the delimiter is right.",
        ),
        Fault::TooManyCells { line } => (
            RefusalCode::TooManyColumns,
            line,
            format!("This row has more than {CELLS_PER_ROW_MAX} cells."),
            "Export fewer columns, or check that the delimiter is right.",
        ),
    };
    file.refuse(code, message, hint).at_row(line)
}
