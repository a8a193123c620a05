//! Wire types of the data grid: a query keeps a list of rows, pages are cut from it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a grid shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum WireTable {
    /// Every user of either side with its outcome (`people.csv`).
    People,
    /// Every attribute that would change (`changes.csv`).
    Changes,
    /// Findings (`findings.csv`).
    Findings,
    /// Links (`links.csv`).
    Links,
}

/// One column must have one of some values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct GridFilter {
    /// Column name, as in the CSV.
    pub column: String,
    /// Accepted values.
    pub values: Vec<String>,
}

/// Order of a grid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct GridSort {
    /// Column name.
    pub column: String,
    /// Largest first.
    pub descending: bool,
}

/// A query for a grid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct GridQuery {
    /// What is shown.
    pub table: WireTable,
    /// Text that any searched column contains; empty for all.
    pub search: String,
    /// Filters, joined by AND.
    pub filters: Vec<GridFilter>,
    /// Order; without it the plan's own.
    #[ts(optional)]
    pub sort: Option<GridSort>,
}

/// The rows a query found, kept on the host's side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct GridResult {
    /// Handle for pages.
    pub result: u32,
    /// How many rows there are.
    pub total: u32,
    /// Column names in the order of a page's cells.
    pub columns: Vec<String>,
}

/// A page of a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
pub struct GridPageRequest {
    /// The result.
    pub result: u32,
    /// First row, from 0.
    pub offset: u32,
    /// Rows wanted, 500 at most.
    pub limit: u32,
}

/// The rows of a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct GridPage {
    /// First row, from 0.
    pub offset: u32,
    /// Cells by row, in the order of the result's columns.
    pub rows: Vec<Vec<String>>,
}

/// How often each value of a column occurs under a query, its own filter set aside.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct FacetRequest {
    /// The query.
    pub query: GridQuery,
    /// The column.
    pub column: String,
}

/// One value of a facet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FacetValue {
    /// The value.
    pub value: String,
    /// Rows that have it.
    pub count: u32,
}

/// The commonest values of a column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Facet {
    /// The column.
    pub column: String,
    /// Values, commonest first, 50 at most.
    pub values: Vec<FacetValue>,
}
