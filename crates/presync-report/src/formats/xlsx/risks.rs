//! The risk register as a sheet: what is known is filled in, owner, date and state are left to people.

use presync_core::{
    Severity,
    summary::{Level, RiskEntry, Tone},
};
use rust_xlsxwriter::{
    ConditionalFormatCell, ConditionalFormatCellRule, DataValidation, Worksheet, XlsxError,
};

use super::{
    Source,
    styles::Colours,
    table::{Cell, Column, Extent, Look::*, Table, column},
};
use crate::review_sheet::SheetFailure;

const COLUMNS: &[Column] = &[
    column("Code", 20.0, Text),
    column("Risk", 60.0, Wrapped),
    column("Severity", 10.0, Text),
    column("Impact", 9.0, Text),
    column("Why this impact", 34.0, Wrapped),
    column("Likelihood", 10.0, Text),
    column("Why this likelihood", 34.0, Wrapped),
    column("People", 9.0, Count),
    column("Findings", 9.0, Count),
    column("What to do", 60.0, Wrapped),
    column("Owner", 18.0, Text),
    column("Due", 12.0, Text),
    column("State", 14.0, Text),
];
const IMPACT: u16 = 3;
const LIKELIHOOD: u16 = 5;
const STATE: u16 = 12;
const STATES: [&str; 4] = ["Open", "In work", "Mended", "Accepted"];

pub(super) fn fill(source: &Source<'_>, sheet: &mut Worksheet) -> Result<Extent, SheetFailure> {
    let mut table = Table::begin(sheet, &source.styles, COLUMNS, 2, source.progress)?;
    let register = &source.package.summary.register;
    for entry in register {
        table.row(cells(entry))?;
    }
    table.finish(register.len() as u64, "findings.csv", finish)
}

fn cells(entry: &RiskEntry) -> [Cell<'_>; 13] {
    let people = Some(entry.people).filter(|people| *people > 0);
    [
        entry.code.as_str().into(),
        entry.statement.as_str().into(),
        entry.severity.as_str().into(),
        entry.impact.label().into(),
        entry.impact_reason.as_str().into(),
        entry.likelihood.label().into(),
        entry.likelihood_reason.into(),
        people.into(),
        entry.count.into(),
        entry.code.remedy().into(),
        Cell::Empty,
        Cell::Empty,
        "Open".into(),
    ]
}

fn finish(sheet: &mut Worksheet, rows: u32) -> Result<(), XlsxError> {
    for (level, tone) in [
        (Level::High, Tone::Danger),
        (Level::Medium, Tone::Caution),
        (Level::Low, Tone::Neutral),
    ] {
        for column in [IMPACT, LIKELIHOOD] {
            colour(sheet, rows, column, level.label(), Colours::of(tone))?;
        }
    }
    for severity in [Severity::Blocker, Severity::Warning, Severity::Note] {
        colour(
            sheet,
            rows,
            2,
            severity.as_str(),
            Colours::of_severity(severity),
        )?;
    }
    let states = DataValidation::new().allow_list_strings(&STATES)?;
    sheet.add_data_validation(1, STATE, rows, STATE, &states)?;
    Ok(())
}

fn colour(
    sheet: &mut Worksheet,
    rows: u32,
    column: u16,
    word: &str,
    colours: Colours,
) -> Result<(), XlsxError> {
    let rule = ConditionalFormatCell::new()
        .set_rule(ConditionalFormatCellRule::EqualTo(word))
        .set_format(colours.format());
    sheet.add_conditional_format(1, column, rows, column, &rule)?;
    Ok(())
}
