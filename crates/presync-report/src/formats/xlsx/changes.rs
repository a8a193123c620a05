//! The sheet of changes: now and would be side by side, coloured by what is lost.

use presync_core::{
    plan::ChangeKind,
    rows::{Changed, ChangedRows},
    summary::{IdentityColumns, Tone},
};
use rust_xlsxwriter::{ConditionalFormatFormula, Worksheet, XlsxError};

use super::{
    Source, order,
    styles::Colours,
    table::{Cell, Column, Extent, Look::*, Table, column},
};
use crate::review_sheet::SheetFailure;

const COLUMNS: &[Column] = &[
    column("Azure name", 24.0, Text),
    column("Intranet user name", 26.0, Text),
    column("Attribute", 34.0, Text),
    column("Now", 34.0, Wrapped),
    column("Would be", 34.0, Wrapped),
    column("What happens", 12.0, Text),
    column("How it differs", 16.0, Text),
    column("Mapping", 24.0, Text),
    column("Azure user principal name", 32.0, Text),
    column("Intranet unique ID", 16.0, Text),
    column("Azure object ID", 38.0, Text),
    column("Assumed", 22.0, Text),
];
const NOW: u16 = 3;
const WOULD_BE: u16 = 4;

pub(super) fn fill(source: &Source<'_>, sheet: &mut Worksheet) -> Result<Extent, SheetFailure> {
    let engagement = source.package.engagement;
    let rows = ChangedRows::of(engagement);
    let mut table = Table::begin(sheet, &source.styles, COLUMNS, 2, source.progress)?;
    let order = order::changes(engagement);
    for at in &order {
        if !table.has_room() {
            break;
        }
        table.row(cells(&rows.columns(), &rows.at(*at)))?;
    }
    table.finish(order.len() as u64, "changes.csv", colour)
}

fn cells<'a>(columns: &IdentityColumns<'a>, changed: &Changed<'a>) -> [Cell<'a>; 12] {
    let change = changed.change;
    let [id, upn] = columns.azure_keys(change.azure);
    let account = change.account.map(|account| columns.legacy_keys(account));
    let [uid, user_name] = account.unwrap_or_default();
    [
        columns.azure_name(change.azure).into(),
        user_name.into(),
        changed.target.into(),
        changed.now.into(),
        changed.would_be.into(),
        change.kind.as_str().into(),
        change.class.as_str().into(),
        changed.mapping.into(),
        upn.into(),
        uid.into(),
        id.into(),
        changed.basis.basis().into(),
    ]
}

/// The old value where it would be lost, the new one by how it gets there.
fn colour(sheet: &mut Worksheet, rows: u32) -> Result<(), XlsxError> {
    let lost = [
        ChangeKind::Overwrite,
        ChangeKind::Clear,
        ChangeKind::Disable,
    ];
    let won = [ChangeKind::Fill, ChangeKind::Create, ChangeKind::Reactivate];
    for (column, kinds, tone) in [
        (NOW, lost.as_slice(), Tone::Danger),
        (WOULD_BE, lost.as_slice(), Tone::Caution),
        (WOULD_BE, won.as_slice(), Tone::Good),
    ] {
        let tests = kinds
            .iter()
            .map(|kind| format!("$F2=\"{}\"", kind.as_str()));
        let rule = format!("=OR({})", tests.collect::<Vec<_>>().join(","));
        let rule = ConditionalFormatFormula::new()
            .set_rule(rule.as_str())
            .set_format(Colours::of(tone).format());
        sheet.add_conditional_format(1, column, rows, column, &rule)?;
    }
    Ok(())
}
