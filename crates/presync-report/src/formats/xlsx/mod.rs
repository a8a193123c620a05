//! `report.xlsx`: the plan as a workbook for the app's owner and HR, one sheet for each question.
//!
//! Every cell from data is written as text or as a number, never as a formula. Sheets are written row by
//! row and kept on the disk beside the package until the workbook is put together, so that its size does
//! not matter to memory; what a sheet leaves out, it says, and the CSV has it.

mod changes;
mod fixes;
mod inputs;
mod mapping;
mod order;
mod people;
mod risks;
pub(crate) mod styles;
mod summary;
pub(crate) mod table;

use std::path::Path;

use presync_core::{
    Progress, Side,
    decision::book::engagement_id,
    rows::{People, ReviewPairs, ReviewScope},
};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use self::{styles::Styles, table::Extent};
use super::Format;
use crate::{
    ReportError, ReviewSheet,
    package::Package,
    package_file::PackageFile,
    review_sheet::{REVIEW_SHEET, SheetFailure},
};

const NAME: &str = "report.xlsx";
/// Rows of a sheet; the rest is in the CSV of the same name.
const ROWS_MAX: usize = 250_000;

pub(crate) struct ReportXlsx;

/// What every sheet is made from.
struct Source<'a> {
    package: &'a Package<'a>,
    people: People<'a>,
    styles: Styles,
    progress: &'a dyn Progress,
}

/// A sheet by its name, with how it is filled.
type Fill = fn(&Source<'_>, &mut Worksheet) -> Result<Extent, SheetFailure>;

/// The sheets behind the summary, in their order.
const SHEETS: [(&str, Fill); 9] = [
    ("People", people::everybody),
    ("Changes", changes::fill),
    (REVIEW_SHEET, review),
    ("Duplicates", people::in_danger),
    ("Orphans", people::orphans),
    ("Mapping", mapping::fill),
    ("Fixes", fixes::fill),
    ("Risks", risks::fill),
    ("Inputs", inputs::fill),
];

impl Format for ReportXlsx {
    fn name(&self) -> &str {
        NAME
    }

    fn write(
        &self,
        package: &Package<'_>,
        file: &mut PackageFile,
        progress: &dyn Progress,
    ) -> Result<(), ReportError> {
        let path = file.path().to_owned();
        let source = Source {
            package,
            people: People::of(package.engagement, package.codes),
            styles: Styles::of(package.options.branding.accent),
            progress,
        };
        let mut book = made(&source, &path).map_err(|failure| failure.of(&path))?;
        book.save_to_writer(file)
            .map_err(ReportError::workbook(&path))
    }
}

/// The workbook, whose first sheet says what the others hold.
fn made(source: &Source<'_>, path: &Path) -> Result<Workbook, SheetFailure> {
    let mut book = Workbook::new();
    book.set_tempdir(path.parent().unwrap_or(path))?;
    book.set_properties(&properties(source.package)?);
    book.add_worksheet().set_name("Summary")?;
    let mut held = Vec::new();
    for (name, fill) in SHEETS {
        let sheet = book.add_worksheet_with_constant_memory()?;
        sheet.set_name(name)?;
        let extent = fill(source, sheet)?;
        held.push((name, extent));
    }
    summary::fill(source, book.worksheet_from_index(0)?, &held)?;
    Ok(book)
}

fn review(source: &Source<'_>, sheet: &mut Worksheet) -> Result<Extent, SheetFailure> {
    let engagement = source.package.engagement;
    let pairs = ReviewPairs::of(engagement.legacy, engagement.azure, engagement.matching);
    let scope = ReviewScope::Waiting;
    let rows = ReviewSheet {
        pairs,
        scope,
        engagement: &review_id(source.package),
    }
    .fill(sheet, source.progress)?;
    Ok(Extent {
        rows,
        of: pairs.count(scope) as u64,
        rest: "links.csv",
    })
}

/// By which a review sheet is known when it comes back: the workspace's, else made of the sources.
fn review_id(package: &Package<'_>) -> String {
    let given = package.documents.review_id.clone();
    given.unwrap_or_else(|| {
        let sources = package.engagement.inputs.iter();
        let users = sources.filter(|input| input.side.is_some());
        engagement_id(users.map(|input| input.sha256.as_str()))
    })
}

/// Dated to the plan, so that the same inputs give the same bytes.
fn properties(package: &Package<'_>) -> Result<DocProperties, XlsxError> {
    let engagement = package.engagement;
    let made = ExcelDateTime::from_timestamp(engagement.now.as_second())?;
    Ok(DocProperties::new()
        .set_title(engagement.title)
        .set_company(&package.options.branding.customer)
        .set_subject("What the first Azure sync would do")
        .set_author("Presync")
        .set_creation_datetime(&made))
}

fn side_word(side: Side) -> &'static str {
    match side {
        Side::Azure => "Azure",
        Side::Legacy => "Intranet",
    }
}
