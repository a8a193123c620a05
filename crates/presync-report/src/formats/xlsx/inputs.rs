//! The sheet of inputs: the files with their digests, and what was odd about them.

use presync_core::{Diagnostic, engagement::InputFile};
use rust_xlsxwriter::Worksheet;

use super::{
    Source, side_word,
    table::{Cell, Column, Extent, Look::*, Table, column},
};
use crate::review_sheet::SheetFailure;

const COLUMNS: &[Column] = &[
    column("File", 36.0, Text),
    column("Used as", 20.0, Text),
    column("Side", 10.0, Text),
    column("Format", 18.0, Text),
    column("Records", 10.0, Count),
    column("Rejected", 10.0, Count),
    column("Bytes", 14.0, Count),
    column("SHA-256", 68.0, Text),
    column("Observation", 22.0, Text),
    column("Severity", 10.0, Text),
    column("Where", 24.0, Text),
    column("What was seen", 60.0, Wrapped),
    column("What to do", 50.0, Wrapped),
];

pub(super) fn fill(source: &Source<'_>, sheet: &mut Worksheet) -> Result<Extent, SheetFailure> {
    let mut table = Table::begin(sheet, &source.styles, COLUMNS, 1, source.progress)?;
    let engagement = source.package.engagement;
    for input in engagement.inputs {
        table.row(file(input))?;
    }
    for diagnostic in engagement.diagnostics {
        if !table.has_room() {
            break;
        }
        table.row(observation(diagnostic))?;
    }
    let all = engagement.inputs.len() + engagement.diagnostics.len();
    table.finish(all as u64, "findings.csv", |_, _| Ok(()))
}

fn file(input: &InputFile) -> Vec<Cell<'_>> {
    let records = Some(input.records).filter(|records| *records > 0);
    vec![
        input.file.as_str().into(),
        input.role.as_str().into(),
        input.side.map_or("", side_word).into(),
        input.format.as_str().into(),
        records.into(),
        records.map(|_| input.rejected).into(),
        Cell::Count(input.bytes),
        input.sha256.as_str().into(),
    ]
}

fn observation(diagnostic: &Diagnostic) -> Vec<Cell<'_>> {
    let mut cells = vec![diagnostic.file.as_str().into()];
    cells.extend((1..8).map(|_| Cell::Empty));
    cells.extend([
        diagnostic.code.as_str().into(),
        diagnostic.severity.as_str().into(),
        super::super::html::place(diagnostic).into(),
        diagnostic.message.as_str().into(),
        diagnostic.hint.as_str().into(),
    ]);
    cells
}
