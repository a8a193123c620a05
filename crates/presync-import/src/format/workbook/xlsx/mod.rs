//! Excel workbooks since 2007, with macros or without: read by a reader of our own, in a stream.
//!
//! Why not by calamine as the other workbooks are: `docs/decisions/0004-xlsx-reader.md`. What it knows of
//! XML is no more than the parts of a workbook need.

#[cfg(test)]
mod against;
mod blocks;
mod book;
mod letters;
mod markup;
mod package;
mod quick;
mod reference;
mod repeated;
mod sheet;
mod strings;
mod styles;
mod survey;
mod tag;
mod text;

use super::{
    super::{Detected, Format, Look, Visit},
    Book, Checked, SheetFacts, damaged, macros, preflight,
};
use crate::{DateSystem, ImportError, ReadOptions, SheetInspection, source::SourceFile};
use book::Outline;
use markup::{Fault, Markup};
use package::{Package, Part};
use sheet::{Scan, Shared};
use strings::Strings;
use styles::Styles;
use survey::Survey;

const MACROS: &str = "xl/vbaProject.bin";

/// Modern Excel workbooks.
pub(in super::super) struct Xlsx;

impl Format for Xlsx {
    fn claims(&self, look: &Look) -> bool {
        look.has_part_like(is_workbook)
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

/// The part that lists the sheets; Excel on the web calls it `xl/workbook2.xml` at times.
fn is_workbook(part: &str) -> bool {
    let part = part.to_ascii_lowercase().replace('\\', "/");
    part.starts_with("xl/workbook") && part.ends_with(".xml")
}

fn open<'a>(file: &SourceFile<'a>) -> Result<Box<dyn Book + 'a>, ImportError> {
    let package = Package::open(file)?;
    let outline = Outline::read(file, &package)?;
    let styles = match package.part(&outline.styles)? {
        Some(part) => Styles::read(&mut Markup::new(part)).map_err(|fault| fault.refusal(file))?,
        None => Styles::default(),
    };
    let strings = Strings::new(package.part(&outline.strings)?);
    Ok(Box::new(Streamed {
        file: *file,
        package,
        outline,
        styles,
        strings,
    }))
}

struct Streamed<'a> {
    file: SourceFile<'a>,
    package: Package<'a>,
    outline: Outline,
    styles: Styles,
    strings: Strings<Part<'a>>,
}

impl<'a> Streamed<'a> {
    /// The part that a sheet lies in.
    fn part(&self, sheet: &str) -> Result<Part<'a>, ImportError> {
        let mut sheets = self.outline.sheets.iter();
        let found = sheets.find(|other| other.listed.name == sheet);
        let part = match found {
            Some(found) => self.package.part(&found.part)?,
            None => None,
        };
        part.ok_or_else(|| damaged(&self.file, "The part that holds the sheet is missing."))
    }
}

impl Book for Streamed<'_> {
    fn sheets(&self) -> Vec<SheetInspection> {
        let sheets = self.outline.sheets.iter();
        sheets.map(|sheet| sheet.listed.clone()).collect()
    }

    fn scan(&mut self, sheet: &str, visit: &mut Visit<'_>) -> Result<(), ImportError> {
        let mut scan = Scan::new(self.part(sheet)?);
        let begun = scan.begin();
        begun.map_err(|problem| problem.refusal(&self.file))?;
        let mut shared = Shared {
            strings: &mut self.strings,
            styles: &self.styles,
            system: self.outline.system.unwrap_or_default(),
        };
        scan.cells(&self.file, &mut shared, visit)
    }

    fn rows_claimed(&mut self, sheet: &str) -> Option<u64> {
        Scan::new(self.part(sheet).ok()?).begin().ok()?
    }

    fn facts(&mut self, sheet: &str) -> Result<SheetFacts, ImportError> {
        let mut survey = Survey::default();
        let looked = survey.take(&mut Markup::new(self.part(sheet)?));
        match looked {
            // What is broken is said by the reader, with its row.
            Ok(()) | Err(Fault::Syntax | Fault::Io(_)) => self.file.go_on()?,
            Err(fault) => return Err(fault.refusal(&self.file)),
        }
        Ok(survey.facts)
    }

    fn system(&self) -> Option<DateSystem> {
        self.outline.system
    }
}
