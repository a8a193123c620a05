//! The sheet of the mapping: every row with its reason, what it finds and what it would change.

use presync_core::{
    mapping::{Apply, AttributeMapping},
    plan::ChangeKind,
    summary::MappingRow,
};
use rust_xlsxwriter::Worksheet;

use super::{
    Source,
    table::{Cell, Column, Extent, Look::*, Table, column},
};
use crate::review_sheet::SheetFailure;

const COLUMNS: &[Column] = &[
    column("Object", 8.0, Text),
    column("Target attribute", 40.0, Text),
    column("What it is", 22.0, Text),
    column("Mapping type", 12.0, Text),
    column("Source or expression", 44.0, Wrapped),
    column("Default value", 16.0, Text),
    column("Applied", 22.0, Text),
    column("Match key", 9.0, Count),
    column("Found by it", 10.0, Count),
    column("Overwrites", 11.0, Count),
    column("All changes", 11.0, Count),
    column("Why", 60.0, Wrapped),
    column("Figures", 50.0, Wrapped),
];

pub(super) fn fill(source: &Source<'_>, sheet: &mut Worksheet) -> Result<Extent, SheetFailure> {
    let mut table = Table::begin(sheet, &source.styles, COLUMNS, 2, source.progress)?;
    let users = &source.package.summary.mapping;
    for row in users {
        table.row(user_row(row))?;
    }
    let groups = source.package.engagement.mapping.groups.iter();
    let groups: Vec<_> = groups.flat_map(|groups| &groups.rows).collect();
    for row in &groups {
        table.row(group_row(row))?;
    }
    let all = (users.len() + groups.len()) as u64;
    table.finish(all, "mapping.csv", |_, _| Ok(()))
}

fn user_row(row: &MappingRow) -> [Cell<'_>; 13] {
    let counted = |wanted: fn(ChangeKind) -> bool| -> u32 {
        let changes = row.changes.iter().filter(|(kind, _)| wanted(*kind));
        changes.map(|(_, count)| count).sum()
    };
    let lost = |kind| matches!(kind, ChangeKind::Overwrite | ChangeKind::Clear);
    [
        "user".into(),
        row.target.as_str().into(),
        row.label.as_str().into(),
        row.kind.into(),
        row.source.as_str().into(),
        row.default.as_deref().unwrap_or("").into(),
        applied(row.apply).into(),
        row.precedence.into(),
        row.precedence.map(|_| row.hits).into(),
        counted(lost).into(),
        counted(|_| true).into(),
        row.reason.as_str().into(),
        row.evidence.as_str().into(),
    ]
}

fn group_row(row: &AttributeMapping) -> [Cell<'_>; 13] {
    let (kind, source) = super::super::mapping_csv::kind_and_source(&row.source);
    [
        "group".into(),
        row.target.as_str().into(),
        Cell::Empty,
        kind.into(),
        source.into(),
        row.default.as_deref().unwrap_or("").into(),
        applied(row.apply).into(),
        row.precedence.into(),
        Cell::Empty,
        Cell::Empty,
        Cell::Empty,
        row.reason.as_str().into(),
        row.evidence.as_str().into(),
    ]
}

fn applied(apply: Apply) -> &'static str {
    super::super::mapping_csv::applied(apply)
}
