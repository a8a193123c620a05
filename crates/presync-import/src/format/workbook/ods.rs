//! OpenDocument spreadsheets.

use std::collections::BTreeMap;

use calamine::{Data, OdsError, Range, Reader};
use quick_xml::events::{BytesStart, Event};

use super::{
    super::{Detected, Format, Look},
    Book, Checked, DenseBook, DenseFormat, Region, SheetFacts, damaged,
    dense::{self, Bytes},
    less_tested, macros,
    parts::{Ended, attribute, each_event},
    preflight, stream,
};
use crate::{
    ImportError, ReadOptions, RefusalCode,
    source::SourceFile,
    worker::{Fault, SheetAnswer},
};

const ODS: DenseFormat = DenseFormat {
    name: "ODS",
    damaged: RefusalCode::WorkbookDamaged,
    open: held,
};
/// What the container says of itself; templates begin alike.
const MEDIA_TYPE: &str = "application/vnd.oasis.opendocument.spreadsheet";
/// The part with the sheets.
const CONTENT: &str = "content.xml";
/// Where macros are.
const MACROS: &str = "basic/script-lc.xml";

/// Spreadsheets of LibreOffice and its kin.
pub(in super::super) struct Ods;

impl Format for Ods {
    fn claims(&self, look: &Look) -> bool {
        look.media_type()
            .is_some_and(|kind| kind.starts_with(MEDIA_TYPE))
    }

    fn detect<'a>(
        &self,
        file: &SourceFile<'a>,
        look: &Look,
        options: &ReadOptions,
    ) -> Result<Detected<'a>, ImportError> {
        preflight::check(file)?;
        let mut notes = vec![less_tested(
            file,
            "Leading zeros that only a number format shows are not noticed.",
        )];
        notes.extend(look.has_part(MACROS).then(|| macros(file)));
        let checked = Checked {
            open,
            words: "ODS",
            notes,
            has_marks: true,
        };
        checked.detect(file, options)
    }

    fn dense(&self) -> Option<&'static DenseFormat> {
        Some(&ODS)
    }
}

fn open<'a>(file: &SourceFile<'a>) -> Result<Box<dyn Book + 'a>, ImportError> {
    let mut survey = Survey::default();
    let ended = each_event(file, CONTENT, &mut |event| survey.take(event))?;
    // The reader waits for ends that do not come. An encrypted workbook has no readable part; that is
    // told by its manifest, which the reader looks at.
    if ended == Ended::Broken && survey.has_begun {
        return Err(damaged(file, "The structure of the workbook is broken."));
    }
    dense::open(file, &ODS, survey.sheets)
}

/// What the parts show before they are read: a pass that holds nothing.
#[derive(Default)]
struct Survey {
    has_begun: bool,
    sheets: BTreeMap<String, SheetFacts>,
    sheet: String,
    line: u64,
    rows: u64,
    is_hidden: bool,
    has_value: bool,
    column: usize,
}

impl Survey {
    fn take(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(element) => {
                self.has_begun = true;
                match element.name().as_ref() {
                    "table:table" => self.begin_sheet(element),
                    "table:table-row" => self.begin_row(element),
                    "table:table-cell" => self.cell(element),
                    "table:covered-table-cell" => self.column += repeated(element, COLUMNS),
                    _ => {}
                }
            }
            Event::End(element) if element.name().as_ref() == "table:table-row" => self.end_row(),
            _ => {}
        }
    }

    fn begin_sheet(&mut self, element: &BytesStart<'_>) {
        self.sheet = attribute(element, "name").unwrap_or_default();
        self.line = 1;
    }

    fn begin_row(&mut self, element: &BytesStart<'_>) {
        self.rows = repeated(element, "number-rows-repeated") as u64;
        self.is_hidden = attribute(element, "visibility").is_some_and(|kind| kind != "visible");
        self.has_value = false;
        self.column = 0;
    }

    fn end_row(&mut self) {
        if self.is_hidden && self.has_value {
            let line = self.line;
            self.facts().hidden.add(line);
        }
        self.line = self.line.saturating_add(self.rows);
    }

    fn cell(&mut self, element: &BytesStart<'_>) {
        let (line, column) = (self.line, self.column);
        self.column = column.saturating_add(repeated(element, COLUMNS));
        let has_value = attribute(element, "value-type").is_some();
        self.has_value |= has_value;
        if !has_value && attribute(element, "formula").is_some() {
            self.facts().uncalculated.add(line);
        }
        let spanned = |name| repeated(element, name);
        let (rows, columns) = (
            spanned("number-rows-spanned"),
            spanned("number-columns-spanned"),
        );
        if rows * columns > 1 {
            self.facts().merge(Region {
                top: line,
                bottom: line.saturating_add(rows as u64 - 1),
                left: column,
                right: column.saturating_add(columns - 1),
            });
        }
    }

    fn facts(&mut self) -> &mut SheetFacts {
        self.sheets.entry(self.sheet.clone()).or_default()
    }
}

const COLUMNS: &str = "number-columns-repeated";

/// How many times, at least once.
fn repeated(element: &BytesStart<'_>, name: &str) -> usize {
    let times = attribute(element, name).and_then(|times| times.parse::<u32>().ok());
    times.unwrap_or(1).clamp(1, 1 << 20) as usize
}

/// A workbook in memory.
struct Held(calamine::Ods<Box<dyn Bytes>>);

fn held(bytes: Box<dyn Bytes>) -> Result<Box<dyn DenseBook>, Fault> {
    match calamine::Ods::new(bytes) {
        Ok(book) => Ok(Box::new(Held(book))),
        Err(OdsError::Password) => Err(Fault::Encrypted),
        Err(OdsError::CellLimitExceeded { .. }) => Err(Fault::TooLarge),
        Err(_) => Err(Fault::Damaged),
    }
}

impl DenseBook for Held {
    fn sheets(&mut self) -> Vec<SheetAnswer> {
        let sheets = self.0.sheets_metadata().iter();
        let answer = |sheet: &calamine::Sheet| SheetAnswer {
            sheet: stream::listed(sheet),
            facts: SheetFacts::default(),
        };
        sheets.map(answer).collect()
    }

    fn range(&mut self, sheet: usize) -> Result<Range<Data>, Fault> {
        self.0
            .worksheet_range_at(sheet)
            .and_then(Result::ok)
            .ok_or(Fault::Damaged)
    }
}
