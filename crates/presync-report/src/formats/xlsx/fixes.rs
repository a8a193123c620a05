//! The sheet of data fixes: a value to set in each row, a state to fill in, and hidden columns that tie the
//! row to its fix when it comes back.

use presync_core::{
    Side,
    decision::book::RowMark,
    fix_book::{self, shown},
    fixes::{Fix, FixPlan, edit_place},
    summary::IdentityColumns,
};
use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, Worksheet, XlsxError};

use super::{
    Source, review_id, side_word,
    table::{Cell, Column, Extent, Look::*, Table, column},
};
use crate::{
    formats::fixes_csv::{group_name, label},
    review_sheet::SheetFailure,
    sheet_text::fitting,
};

const COLUMNS: &[Column] = &[
    column("Side", 10.0, Text),
    column(fix_book::WHO, 32.0, Text),
    column("Edit in", 16.0, Text),
    column("Field", 24.0, Text),
    column("Now", 34.0, Wrapped),
    column(fix_book::SET_TO, 34.0, Wrapped),
    column("Rule", 30.0, Wrapped),
    column("Group", 8.0, Text),
    column("Why", 44.0, Wrapped),
    column(fix_book::STATE, 14.0, Text),
    column(fix_book::OTHER, 30.0, Text),
    column("Done by", 18.0, Text),
    column(fix_book::MARK, 10.0, Text),
    column(fix_book::SIDE, 10.0, Text),
    column(fix_book::ANCHOR, 10.0, Text),
    column(fix_book::FIELD, 10.0, Text),
];
/// The column to be filled in, and the first of those that are hidden, by position.
const STATE: u16 = 9;
const HIDDEN: u16 = 12;

pub(super) fn fill(source: &Source<'_>, sheet: &mut Worksheet) -> Result<Extent, SheetFailure> {
    let mut table = Table::begin(sheet, &source.styles, COLUMNS, 2, source.progress)?;
    let mut all = 0;
    if let Some(fixes) = &source.package.documents.fixes {
        let engagement = review_id(source.package);
        let columns = IdentityColumns::of(source.package.engagement);
        all = fixes.fixes.len() as u64;
        for fix in &fixes.fixes {
            if !table.has_room() {
                break;
            }
            table.row(cells(source, fixes, fix, &columns, &engagement))?;
        }
    }
    let extent = table.finish(all, "fixes-intranet.csv and fixes-azure.csv", finish)?;
    // People need not see what ties a row to its fix.
    for at in (HIDDEN..).take(COLUMNS.len() - usize::from(HIDDEN)) {
        sheet.set_column_hidden(at)?;
    }
    Ok(extent)
}

fn cells<'a>(
    source: &Source<'a>,
    fixes: &'a FixPlan,
    fix: &'a Fix,
    columns: &IdentityColumns<'a>,
    engagement: &str,
) -> [Cell<'a>; 16] {
    let people = source.package.engagement;
    let (population, who, place) = match fix.side {
        Side::Legacy => (
            people.legacy,
            columns.legacy(fix.user).user_name,
            "the intranet",
        ),
        Side::Azure => (
            people.azure,
            columns.azure(fix.user).upn,
            edit_place(people.azure, fix.user).as_str(),
        ),
    };
    let group = &fixes.groups[fix.group as usize];
    let anchor = columns.anchor(fix.side, fix.user);
    let set_to = fitting(&shown(&fix.set_to));
    let mark = RowMark::of(engagement, [anchor, &group.field], [&fitting(who), &set_to]);
    [
        side_word(fix.side).into(),
        who.into(),
        place.into(),
        label(fix.side, &group.field).into(),
        shown(population.held(fix.user, fix.attribute)).into(),
        set_to.into(),
        group.rule.words().into(),
        group_name(fix.group).into(),
        format!(
            "{} {}",
            fix.cause.sentence(),
            columns.azure(fix.repairs).upn
        )
        .into(),
        Cell::Empty,
        Cell::Empty,
        Cell::Empty,
        mark.text().into(),
        fix.side.as_str().into(),
        anchor.into(),
        group.field.as_str().into(),
    ]
}

fn finish(sheet: &mut Worksheet, rows: u32) -> Result<(), XlsxError> {
    let words = fix_book::STATES.map(|(word, _)| word);
    let states = DataValidation::new()
        .allow_list_strings(&words)?
        .set_error_style(DataValidationErrorStyle::Information)
        .set_input_title("What became of it")?
        .set_input_message("Choose from the list. Where another value was set, write it beside.")?;
    sheet.add_data_validation(1, STATE, rows, STATE, &states)?;
    Ok(())
}
