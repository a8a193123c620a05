//! `verification.xlsx`: counts, deviations, everybody, assumptions. Cells are text or numbers, no formula.

use std::path::Path;

use presync_core::{
    Progress,
    summary::Tone,
    verification::{Observation, Verdict, Verification},
};
use rust_xlsxwriter::{
    ConditionalFormatCell, ConditionalFormatCellRule, DocProperties, ExcelDateTime, Workbook,
    Worksheet, XlsxError,
};

use super::{
    VerificationReport,
    lines::{self, Line, tone},
};
use crate::{
    Options, ReportError,
    formats::xlsx::{
        styles::{Colours, Styles},
        table::{Cell, Column, Look::*, Table, column},
    },
    package_file::PackageFile,
    review_sheet::SheetFailure,
};

const LINES: &[Column] = &[
    column("Verdict", 24.0, Text),
    column("Who", 34.0, Text),
    column("Attribute", 30.0, Text),
    column("Planned", 34.0, Wrapped),
    column("Actual", 34.0, Wrapped),
    column("When", 24.0, Text),
    column("Reason", 40.0, Wrapped),
    column("Log file", 24.0, Text),
    column("Line", 8.0, Text),
    column("Before that", 40.0, Wrapped),
    column("Rests on", 28.0, Text),
    column("Object id", 38.0, Text),
];
const COUNTS: &[Column] = &[column("Verdict", 34.0, Text), column("Users", 10.0, Count)];
const SEEN: &[Column] = &[
    column("Assumption", 28.0, Text),
    column("What is assumed", 70.0, Wrapped),
    column("Plan chose", 14.0, Text),
    column("Held", 9.0, Count),
    column("Broken", 9.0, Count),
    column("Not seen", 9.0, Count),
    column("Fits what was seen", 30.0, Text),
];

pub(super) fn write(
    report: &VerificationReport<'_>,
    _: &Options,
    file: &mut PackageFile,
    progress: &dyn Progress,
) -> Result<(), ReportError> {
    let path = file.path().to_owned();
    let mut book = made(report, &path, progress).map_err(|failure| failure.of(&path))?;
    book.save_to_writer(file)
        .map_err(ReportError::workbook(&path))
}

fn made(
    report: &VerificationReport<'_>,
    path: &Path,
    progress: &dyn Progress,
) -> Result<Workbook, SheetFailure> {
    let styles = Styles::of(None);
    let mut book = Workbook::new();
    book.set_tempdir(path.parent().unwrap_or(path))?;
    book.set_properties(&properties(report)?);
    counts(report, sheet(&mut book, "Counts")?, &styles, progress)?;
    let only = |line: &Line<'_>| line.is_deviation;
    let sheet_of = sheet(&mut book, "Deviations")?;
    fill(report, sheet_of, &styles, progress, only)?;
    fill(report, sheet(&mut book, "All")?, &styles, progress, |_| {
        true
    })?;
    assumptions(report, sheet(&mut book, "Assumptions")?, &styles, progress)?;
    Ok(book)
}

fn sheet<'b>(book: &'b mut Workbook, name: &str) -> Result<&'b mut Worksheet, XlsxError> {
    let sheet = book.add_worksheet_with_constant_memory()?;
    sheet.set_name(name)
}

fn counts(
    report: &VerificationReport<'_>,
    sheet: &mut Worksheet,
    styles: &Styles,
    progress: &dyn Progress,
) -> Result<(), SheetFailure> {
    let mut table = Table::begin(sheet, styles, COUNTS, 1, progress)?;
    let log = report.log.map(Verification::counts).unwrap_or_default();
    for (verdict, count) in log {
        table.row([verdict.label().into(), Cell::Count(count as u64)])?;
    }
    for (verdict, count) in report.after.into_iter().flat_map(|after| &after.counts) {
        let label = format!("Later export: {}", verdict.label());
        table.row([label.into(), Cell::Count(*count as u64)])?;
    }
    table.finish(0, "", |_, _| Ok(()))?;
    Ok(())
}

fn fill(
    report: &VerificationReport<'_>,
    sheet: &mut Worksheet,
    styles: &Styles,
    progress: &dyn Progress,
    wanted: impl Fn(&Line<'_>) -> bool,
) -> Result<(), SheetFailure> {
    let mut table = Table::begin(sheet, styles, LINES, 2, progress)?;
    let mut of = 0;
    for line in lines::all(report).filter(|line| wanted(line)) {
        of += 1;
        if table.has_room() {
            table.row(cells(&line))?;
        }
    }
    table.finish(of, "verification.csv", colour)?;
    Ok(())
}

fn cells<'l>(line: &'l Line<'_>) -> [Cell<'l>; 12] {
    let (file, at) = line.place.unzip();
    [
        line.label.into(),
        line.name.into(),
        line.target.into(),
        line.planned.as_ref().into(),
        line.actual.as_ref().into(),
        line.at.into(),
        line.reason.into(),
        file.unwrap_or_default().into(),
        at.map(|at| at.to_string()).unwrap_or_default().into(),
        line.earlier.as_str().into(),
        line.basis.as_str().into(),
        line.id.into(),
    ]
}

fn colour(sheet: &mut Worksheet, rows: u32) -> Result<(), XlsxError> {
    for verdict in Verdict::ALL {
        let tone: Tone = tone(verdict);
        let rule = ConditionalFormatCell::new()
            .set_rule(ConditionalFormatCellRule::EqualTo(verdict.label()))
            .set_format(Colours::of(tone).format());
        sheet.add_conditional_format(1, 0, rows, 0, &rule)?;
    }
    Ok(())
}

fn assumptions(
    report: &VerificationReport<'_>,
    sheet: &mut Worksheet,
    styles: &Styles,
    progress: &dyn Progress,
) -> Result<(), SheetFailure> {
    let mut table = Table::begin(sheet, styles, SEEN, 1, progress)?;
    let seen = report.log.into_iter().flat_map(|log| &log.observations);
    for one in seen {
        table.row(observed(one))?;
    }
    table.finish(0, "", |_, _| Ok(()))?;
    Ok(())
}

fn observed(one: &Observation) -> [Cell<'_>; 7] {
    let count = |count: usize| Cell::Count(count as u64);
    [
        one.assumption.name().into(),
        one.assumption.sentence().into(),
        one.chosen.into(),
        count(one.held),
        count(one.broken),
        count(one.unseen),
        one.assume().unwrap_or_default().into(),
    ]
}

/// Dated to the comparison, so that the same inputs give the same bytes.
fn properties(report: &VerificationReport<'_>) -> Result<DocProperties, XlsxError> {
    let made = ExcelDateTime::from_timestamp(report.now.as_second())?;
    Ok(DocProperties::new()
        .set_title(report.title)
        .set_subject("What the first Azure sync did, against the plan")
        .set_author("Presync")
        .set_creation_datetime(&made))
}
