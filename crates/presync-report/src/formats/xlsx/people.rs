//! The sheets of people: everybody, those who would be harmed, and accounts nobody's user finds.

use presync_core::{
    LinkStatus, Outcome, Side, UserIx,
    catalogue::{ENTERPRISE_USER, INTERACT_USER},
    rows::Person,
    summary::Tone,
};
use rust_xlsxwriter::{ConditionalFormatCell, ConditionalFormatCellRule, Worksheet, XlsxError};

use super::{
    Source, order, side_word,
    styles::Colours,
    table::{Cell, Column, Extent, Look::*, Table, column},
};
use crate::review_sheet::SheetFailure;

const PEOPLE: &[Column] = &[
    column("Side", 9.0, Text),
    column("Name", 24.0, Text),
    column("Outcome", 13.0, Text),
    column("Action", 10.0, Text),
    column("Why", 60.0, Wrapped),
    column("Changes", 9.0, Count),
    column("Findings", 22.0, Text),
    column("Who is who", 12.0, Text),
    column("Azure user principal name", 32.0, Text),
    column("Azure e-mail", 32.0, Text),
    column("Azure object ID", 38.0, Text),
    column("Azure row", 9.0, Count),
    column("Intranet user name", 26.0, Text),
    column("Intranet e-mail", 32.0, Text),
    column("Intranet unique ID", 16.0, Text),
    column("Intranet row", 9.0, Count),
    column("Found by", 26.0, Text),
    column("Rule finds", 26.0, Text),
    column("Assumed", 22.0, Text),
];
const DANGER: &[Column] = &[
    column("What would happen", 16.0, Text),
    column("Azure name", 24.0, Text),
    column("Azure user principal name", 32.0, Text),
    column("Own intranet account", 28.0, Text),
    column("Own unique ID", 16.0, Text),
    column("Rule would find", 30.0, Text),
    column("Found by", 30.0, Text),
    column("Why", 60.0, Wrapped),
    column("Findings", 24.0, Text),
    column("Azure object ID", 38.0, Text),
];
const ORPHANS: &[Column] = &[
    column("Intranet user name", 28.0, Text),
    column("Name", 24.0, Text),
    column("E-mail", 32.0, Text),
    column("Unique ID", 16.0, Text),
    column("Active", 9.0, Text),
    column("Signs in with", 16.0, Text),
    column("Profile type", 16.0, Text),
    column("Department", 22.0, Text),
    column("Location", 18.0, Text),
    column("Company", 22.0, Text),
    column("Why", 50.0, Wrapped),
    column("Findings", 24.0, Text),
    column("Row", 8.0, Count),
];

/// Everybody of both sides.
pub(super) fn everybody(
    source: &Source<'_>,
    sheet: &mut Worksheet,
) -> Result<Extent, SheetFailure> {
    let mut table = Table::begin(sheet, &source.styles, PEOPLE, 2, source.progress)?;
    let order = order::people(source.package.engagement, &source.people);
    for at in &order {
        if !table.has_room() {
            break;
        }
        table.row(person(source, &source.people.at(*at)))?;
    }
    table.finish(order.len() as u64, "people.csv", |sheet, rows| {
        colour_outcomes(sheet, rows, 2)
    })
}

/// Azure users who would be doubled, take somebody over, or fail for having several accounts.
pub(super) fn in_danger(
    source: &Source<'_>,
    sheet: &mut Worksheet,
) -> Result<Extent, SheetFailure> {
    let mut table = Table::begin(sheet, &source.styles, DANGER, 2, source.progress)?;
    let rows = &source.package.engagement.plan.azure;
    let is_danger = |outcome| {
        matches!(
            outcome,
            Outcome::Takeover | Outcome::Duplicate | Outcome::Ambiguous
        )
    };
    let all = rows.iter().filter(|row| is_danger(row.outcome)).count();
    for outcome in Outcome::ALL.into_iter().filter(|one| is_danger(*one)) {
        for (at, _) in (0..).zip(rows).filter(|(_, row)| row.outcome == outcome) {
            if table.has_room() {
                table.row(danger(source, &source.people.at(at)))?;
            }
        }
    }
    table.finish(all as u64, "people.csv", |sheet, rows| {
        colour_outcomes(sheet, rows, 0)
    })
}

/// Intranet accounts that no Azure user finds.
pub(super) fn orphans(source: &Source<'_>, sheet: &mut Worksheet) -> Result<Extent, SheetFailure> {
    let mut table = Table::begin(sheet, &source.styles, ORPHANS, 1, source.progress)?;
    let engagement = source.package.engagement;
    let before = u32::try_from(engagement.azure.len()).unwrap_or(u32::MAX);
    let rows = &engagement.plan.legacy;
    let is_orphan = |outcome| outcome == Outcome::Orphan;
    let all = rows.iter().filter(|row| is_orphan(row.outcome)).count();
    for (at, _) in (0..).zip(rows).filter(|(_, row)| is_orphan(row.outcome)) {
        if !table.has_room() {
            break;
        }
        table.row(orphan(source, &source.people.at(before + at)))?;
    }
    table.finish(all as u64, "people.csv", |_, _| Ok(()))
}

fn person<'a>(source: &Source<'a>, person: &Person<'a>) -> [Cell<'a>; 19] {
    let columns = source.people.columns();
    let azure = person.azure().map(|user| columns.azure(user));
    let legacy = person.legacy().map(|user| columns.legacy(user));
    let [_, found] = source.people.found(person);
    [
        side_word(person.side).into(),
        name(source, person.side, person.user),
        person.outcome.as_str().into(),
        person.action.as_str().into(),
        person.why.clone().into(),
        person.changes.into(),
        person.codes().into(),
        person.identity_status.map_or("", LinkStatus::as_str).into(),
        azure.map_or("", |user| user.upn).into(),
        azure.map_or("", |user| user.mail).into(),
        azure.map_or("", |user| user.id).into(),
        azure.map(|user| user.row).into(),
        legacy.map_or("", |user| user.user_name).into(),
        legacy.map_or("", |user| user.email).into(),
        legacy.map_or("", |user| user.uid).into(),
        legacy.map(|user| user.row).into(),
        person.rule_key.unwrap_or("").into(),
        found.into(),
        person.basis.basis().into(),
    ]
}

fn danger<'a>(source: &Source<'a>, person: &Person<'a>) -> [Cell<'a>; 10] {
    let columns = source.people.columns();
    let azure = columns.azure(person.user);
    let own = person.legacy().map(|user| columns.legacy(user));
    let [_, found] = source.people.found(person);
    [
        person.outcome.as_str().into(),
        columns.azure_name(person.user).into(),
        azure.upn.into(),
        own.map_or("", |user| user.user_name).into(),
        own.map_or("", |user| user.uid).into(),
        found.into(),
        person.rule_key.unwrap_or("").into(),
        person.why.clone().into(),
        person.codes().into(),
        azure.id.into(),
    ]
}

fn orphan<'a>(source: &Source<'a>, person: &Person<'a>) -> [Cell<'a>; 13] {
    let columns = source.people.columns();
    let legacy = columns.legacy(person.user);
    let population = source.package.engagement.legacy;
    let held = |target: &str| -> Cell<'a> {
        population
            .first_held_in(person.user, population.attribute(target))
            .into()
    };
    let site = |name: &str| held(&format!("{INTERACT_USER}:{name}"));
    let work = |name: &str| held(&format!("{ENTERPRISE_USER}:{name}"));
    [
        legacy.user_name.into(),
        columns.legacy_name(person.user).into(),
        legacy.email.into(),
        legacy.uid.into(),
        held("active"),
        site("loginType"),
        held("userType"),
        work("department"),
        site("location"),
        work("organization"),
        person.why.clone().into(),
        person.codes().into(),
        legacy.row.into(),
    ]
}

fn name<'a>(source: &Source<'a>, side: Side, user: UserIx) -> Cell<'a> {
    let columns = source.people.columns();
    match side {
        Side::Azure => columns.azure_name(user).into(),
        Side::Legacy => columns.legacy_name(user).into(),
    }
}

/// Colours the outcomes in a column by how grave they are.
fn colour_outcomes(sheet: &mut Worksheet, rows: u32, column: u16) -> Result<(), XlsxError> {
    for outcome in Outcome::ALL {
        let rule = ConditionalFormatCell::new()
            .set_rule(ConditionalFormatCellRule::EqualTo(outcome.as_str()))
            .set_format(Colours::of(Tone::of(outcome)).format());
        sheet.add_conditional_format(1, column, rows, column, &rule)?;
    }
    Ok(())
}
