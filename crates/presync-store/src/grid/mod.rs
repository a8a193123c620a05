//! Pages of the stored plan for a windowed grid: filtered, sorted and counted column by column.
//!
//! A query is answered once by a [`ResultSet`], its rows in order, which the caller keeps; every page is
//! then a look-up of those rows, so jumping to the end of a million rows costs what the first page costs.
//! Columns are named by the tables below; nothing from outside becomes SQL text.

mod columns;
mod condition;
mod decided;
mod lane;
mod read;
mod sorted;
mod tally;

pub use columns::{ColumnKind, GridColumn, GridTable};

use crate::PlanNumber;

/// What is asked of a table.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct GridQuery {
    /// The table.
    pub table: GridTable,
    /// What rows must satisfy, all of it.
    pub filters: Vec<Filter>,
    /// By what rows are sorted, the first column first; the table's own order decides the rest.
    pub sort: Vec<Sort>,
}

impl GridQuery {
    /// All rows of a table in its own order.
    #[must_use]
    pub fn all(table: GridTable) -> Self {
        Self {
            table,
            filters: Vec::new(),
            sort: Vec::new(),
        }
    }
}

/// What rows must satisfy. Columns are given by name.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Filter {
    /// The cell equals one of the values, letter case included; an empty value finds empty cells.
    OneOf {
        /// The column.
        column: String,
        /// The values; none of them lets no row pass.
        values: Vec<String>,
    },
    /// The cell holds the text, letter case set aside.
    Contains {
        /// The column.
        column: String,
        /// The text.
        text: String,
    },
    /// The number in the cell is at least this much.
    AtLeast {
        /// The column.
        column: String,
        /// The least that passes.
        least: Share,
    },
    /// Each word is held by one of the table's searched columns, letter case set aside.
    Search {
        /// Words, divided by white space.
        text: String,
    },
}

/// A share between 0 and 1, to a millionth: what a filter compares with, and can be looked up by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Share(u32);

impl Share {
    const MILLION: f64 = 1_000_000.0;

    /// The nearest share.
    #[must_use]
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and a million"
    )]
    pub fn of(share: f64) -> Self {
        Self((share.clamp(0.0, 1.0) * Self::MILLION).round() as u32)
    }

    /// The least number that counts as this share: stored ones may be a rounding below it.
    #[must_use]
    pub fn least(self) -> f64 {
        (f64::from(self.0) - 0.5) / Self::MILLION
    }
}

/// One sort column. Empty cells come last either way.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Sort {
    /// The column.
    pub column: String,
    /// Which way.
    pub order: Order,
}

/// Which way a column is sorted; letter case is set aside, numbers sort as numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Order {
    /// Smallest first.
    Ascending,
    /// Largest first.
    Descending,
}

/// The rows a query found, in order. Kept by the caller; good until the plan is replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResultSet {
    table: GridTable,
    plan: Option<PlanNumber>,
    rows: RowIds,
}

impl ResultSet {
    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        match &self.rows {
            RowIds::All(count) => *count as usize,
            RowIds::Listed(rows) => rows.len(),
        }
    }

    /// Whether nothing was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn window(&self, offset: usize, limit: usize) -> Vec<u32> {
        let end = offset.saturating_add(limit).min(self.len());
        let window = offset.min(end)..end;
        match &self.rows {
            RowIds::All(_) => window.filter_map(|at| u32::try_from(at).ok()).collect(),
            RowIds::Listed(rows) => rows[window].to_vec(),
        }
    }
}

/// Rows by position, from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
enum RowIds {
    /// All of them in their own order.
    All(u32),
    /// These in this order.
    Listed(Vec<u32>),
}

/// A window of a result set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Ordinals of the rows, from 1.
    pub ids: Vec<u32>,
    /// Cells by row, in the order of [`GridTable::columns`].
    pub rows: Vec<Vec<String>>,
    /// How many rows the result set has in all.
    pub total: usize,
}

/// A combination of values and how many rows have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// One value for each column asked for.
    pub values: Vec<String>,
    /// How many rows.
    pub count: u64,
}
