//! What files that were read before hold, column by column, for explaining the columns of others. Values
//! are not kept.

use presync_core::{
    Side,
    record::{SourceColumn, SourceHeader},
};

use crate::recognise::{Form, Pool, Sketch, is_paired};

/// From this confidence on a column is what it was read as.
const CERTAIN_MIN: u8 = 85;
/// Records that are taken; of more, these are a sample.
const RECORDS_MAX: u32 = 200_000;

/// The certain columns of one imported source.
#[derive(Debug, Clone)]
pub struct Imported {
    side: Side,
    columns: Vec<(usize, String, Sketch)>,
    records: u32,
}

impl Imported {
    /// A source whose records follow.
    #[must_use]
    pub fn of(header: &SourceHeader) -> Self {
        let is_certain = |column: &SourceColumn| {
            column.known
                && column.confidence >= CERTAIN_MIN
                && is_paired(header.side, &column.attribute)
        };
        let columns = header.columns.iter().enumerate();
        let columns = columns.filter(|(_, column)| is_certain(column));
        Self {
            side: header.side,
            columns: columns
                .map(|(ix, column)| (ix, column.attribute.clone(), Sketch::default()))
                .collect(),
            records: 0,
        }
    }

    /// Takes the cells of one record.
    pub fn add(&mut self, cells: &[&str]) {
        self.records = self.records.saturating_add(1);
        if self.records > RECORDS_MAX {
            return;
        }
        for (ix, _, sketch) in &mut self.columns {
            if let Some(cell) = cells.get(*ix) {
                sketch.add(cell, Form::of(cell));
            }
        }
    }

    /// The side its users belong to.
    #[must_use]
    pub fn side(&self) -> Side {
        self.side
    }

    pub(crate) fn add_to(&self, pool: &mut Pool) {
        for (_, attribute, sketch) in &self.columns {
            pool.add(attribute, sketch, self.records > RECORDS_MAX);
        }
    }
}
