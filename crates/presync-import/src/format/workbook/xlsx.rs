//! Excel workbooks since 2007, with macros or without, streamed.

use std::io::BufReader;

use calamine::{Reader, XlsxError};
use quick_xml::events::{BytesStart, Event};

use super::{
    super::{Detected, Format, Look, Visit},
    Book, Checked, Region, SheetFacts, bad_reference, cell, damaged, macros,
    parts::{Ended, attribute, each_event},
    preflight,
    stream::{self, Cells, guarded},
};
use crate::{
    ImportError, ReadOptions, RefusalCode, SheetInspection,
    source::{SourceFile, WatchedFile},
};

const WORKBOOK: &str = "xl/workbook.xml";
const RELATIONSHIPS: &str = "xl/_rels/workbook.xml.rels";
const MACROS: &str = "xl/vbaProject.bin";

/// Modern Excel workbooks.
pub(in super::super) struct Xlsx;

impl Format for Xlsx {
    fn claims(&self, look: &Look) -> bool {
        look.has_part(WORKBOOK)
    }

    fn detect<'a>(
        &self,
        file: &SourceFile<'a>,
        look: &Look,
        options: &ReadOptions,
    ) -> Result<Detected<'a>, ImportError> {
        let has_marks = preflight::check(file)?;
        let has_macros = look.has_part(MACROS);
        let checked = Checked {
            open,
            words: if has_macros { "XLSM" } else { "XLSX" },
            notes: Vec::from_iter(has_macros.then(|| macros(file))),
            has_marks,
        };
        checked.detect(file, options)
    }
}

fn open<'a>(file: &SourceFile<'a>) -> Result<Box<dyn Book + 'a>, ImportError> {
    let reader = BufReader::with_capacity(64 << 10, file.reader()?);
    let workbook = guarded(file, || {
        calamine::Xlsx::new(reader).map_err(|e| fault(file, e))
    })?;
    Ok(Box::new(Streamed {
        file: *file,
        workbook,
    }))
}

struct Streamed<'a> {
    file: SourceFile<'a>,
    workbook: calamine::Xlsx<BufReader<WatchedFile<'a>>>,
}

impl Book for Streamed<'_> {
    fn sheets(&self) -> Vec<SheetInspection> {
        let sheets = self.workbook.sheets_metadata().iter();
        sheets.map(stream::listed).collect()
    }

    fn scan(&mut self, sheet: &str, visit: &mut Visit<'_>) -> Result<(), ImportError> {
        let Self { file, workbook } = self;
        let mut reader = guarded(file, || {
            workbook
                .worksheet_cells_reader(sheet)
                .map_err(|e| fault(file, e))
        })?;
        let zeros = cell::zero_formats(reader.styles());
        let mut cells = Cells::new(file, visit);
        loop {
            let next = guarded(file, || {
                reader.next_cell_with_style_id().map_err(|e| fault(file, e))
            });
            let Some((found, style)) = next.map_err(|error| cells.place(error))? else {
                return cells.finish();
            };
            let zeros = zeros.get(style).copied().unwrap_or(0);
            if cells.put(&found, zeros)?.is_break() {
                return Ok(());
            }
        }
    }

    fn rows_claimed(&mut self, sheet: &str) -> Option<u64> {
        let Self { file, workbook } = self;
        let reader = guarded(file, || {
            workbook
                .worksheet_cells_reader(sheet)
                .map_err(|e| fault(file, e))
        });
        stream::rows_of(reader.ok()?.dimensions())
    }

    fn facts(&mut self, sheet: &str) -> Result<SheetFacts, ImportError> {
        let Some(part) = part_of(&self.file, sheet)? else {
            return Ok(SheetFacts::default());
        };
        let mut survey = Survey::default();
        // What is broken is said by the reader, with its row.
        let _: Ended = each_event(&self.file, &part, &mut |event| survey.take(event))?;
        Ok(survey.facts)
    }
}

/// What the parser's refusal means.
fn fault(file: &SourceFile<'_>, error: XlsxError) -> ImportError {
    match error {
        XlsxError::Io(error) => stream::io_fault(file, error),
        XlsxError::Password => file.refuse_encrypted(),
        XlsxError::Unrecognized {
            typ: "sheet:type", ..
        } => file.refuse(
            RefusalCode::FormatUnsupported,
            "The workbook holds a sheet of Excel 4.0 macros or of another rare kind.",
            "Save it as an Excel workbook without macros (.xlsx) and give that.",
        ),
        XlsxError::Alphanumeric(_)
        | XlsxError::RangeWithoutColumnComponent
        | XlsxError::RangeWithoutRowComponent => bad_reference(file),
        _ => damaged(file, stream::BROKEN),
    }
}

/// The part that holds a sheet.
fn part_of(file: &SourceFile<'_>, sheet: &str) -> Result<Option<String>, ImportError> {
    let mut id = None;
    each_element(file, WORKBOOK, "sheet", &mut |element| {
        if attribute(element, "name").is_some_and(|name| name == sheet) {
            id = attribute(element, "id");
        }
    })?;
    let Some(id) = id else { return Ok(None) };
    let mut target = None;
    each_element(file, RELATIONSHIPS, "Relationship", &mut |element| {
        if attribute(element, "Id").is_some_and(|other| other == id) {
            target = attribute(element, "Target");
        }
    })?;
    Ok(target.map(|target| match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None => format!("xl/{target}"),
    }))
}

fn each_element(
    file: &SourceFile<'_>,
    part: &str,
    name: &str,
    visit: &mut dyn FnMut(&BytesStart<'_>),
) -> Result<Ended, ImportError> {
    each_event(file, part, &mut |event| match event {
        Event::Start(element) if element.local_name().as_ref() == name => visit(element),
        _ => {}
    })
}

/// What the XML of a sheet shows that its values do not.
#[derive(Default)]
struct Survey {
    facts: SheetFacts,
    line: u64,
    is_hidden: bool,
    row_has_value: bool,
    has_formula: bool,
    has_value: bool,
    in_value: bool,
}

impl Survey {
    fn take(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(element) => self.start(element),
            Event::End(element) => self.end(element.local_name().as_ref()),
            Event::Text(_) | Event::GeneralRef(_) | Event::CData(_) if self.in_value => {
                self.has_value = true;
            }
            _ => {}
        }
    }

    fn start(&mut self, element: &BytesStart<'_>) {
        match element.local_name().as_ref() {
            "row" => {
                let stated = attribute(element, "r").and_then(|line| line.parse().ok());
                self.line = stated.unwrap_or(self.line + 1);
                self.is_hidden =
                    attribute(element, "hidden").is_some_and(|is| is == "1" || is == "true");
                self.row_has_value = false;
            }
            "c" => {
                self.has_formula = false;
                // A formula that gives no text was calculated all the same.
                self.has_value = attribute(element, "t").is_some_and(|kind| kind == "str");
            }
            "f" => self.has_formula = true,
            "v" | "is" => self.in_value = true,
            "mergeCell" => {
                if let Some(region) = attribute(element, "ref").as_deref().and_then(region) {
                    self.facts.merge(region);
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "v" | "is" => self.in_value = false,
            "c" => {
                self.row_has_value |= self.has_value;
                if self.has_formula && !self.has_value {
                    self.facts.uncalculated.add(self.line);
                }
            }
            "row" if self.is_hidden && self.row_has_value => self.facts.hidden.add(self.line),
            _ => {}
        }
    }
}

/// A region such as `A1:C1`.
fn region(text: &str) -> Option<Region> {
    let (first, last) = text.split_once(':').unwrap_or((text, text));
    let ((top, left), (bottom, right)) = (corner(first)?, corner(last)?);
    (top <= bottom && left <= right).then_some(Region {
        top,
        bottom,
        left,
        right,
    })
}

/// A corner such as `$B$12`: row from 1, column from 0.
fn corner(text: &str) -> Option<(u64, usize)> {
    let plain: String = text.chars().filter(|c| *c != '$').collect();
    let digits = plain.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = plain.split_at(digits);
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let mut column = 0;
    for letter in letters.bytes().map(|byte| byte.to_ascii_uppercase()) {
        let value = letter.checked_sub(b'A').filter(|value| *value < 26)?;
        column = column * 26 + usize::from(value) + 1;
    }
    Some((row.parse().ok()?, column - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_are_read() {
        let check = |text: &str, expect: Option<(u64, u64, usize, usize)>| {
            let found = region(text).map(|r| (r.top, r.bottom, r.left, r.right));
            assert_eq!(found, expect, "{text}");
        };
        check("A1:C1", Some((1, 1, 0, 2)));
        check("$Z$2:$AB$12", Some((2, 12, 25, 27)));
        check("XFD1048576", Some((1_048_576, 1_048_576, 16_383, 16_383)));
        check("C1:A1", None);
        check("1:2", None);
        check("AAAA1", None);
        check("A", None);
        check("Ä1", None);
    }
}
