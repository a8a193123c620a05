//! A comma-separated file as a judge reads it: by the names of its columns.

use std::{ops::Index, path::Path};

/// A header and its rows.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// One row, cells by column name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row<'a> {
    columns: &'a [String],
    cells: &'a [String],
}

impl Table {
    /// Reads a file that has the same number of cells in every row.
    pub(crate) fn read(path: &Path) -> Self {
        let mut reader = csv::Reader::from_path(path).expect("the file is there");
        let columns = reader.headers().expect("it has a header");
        let columns = columns.iter().map(str::to_owned).collect();
        let rows = reader.records().map(|row| {
            let row = row.expect("every row is UTF-8 and has the header's length");
            row.iter().map(str::to_owned).collect()
        });
        Self {
            columns,
            rows: rows.collect(),
        }
    }

    /// The rows in order.
    pub(crate) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|cells| Row {
            columns: &self.columns,
            cells,
        })
    }

    /// The rows of one side of `people.csv`.
    pub(crate) fn side(&self, side: &'static str) -> impl Iterator<Item = Row<'_>> {
        self.rows().filter(move |row| &row["side"] == side)
    }
}

impl Index<&str> for Row<'_> {
    type Output = str;

    fn index(&self, column: &str) -> &str {
        let at = self.columns.iter().position(|name| name == column);
        &self.cells[at.unwrap_or_else(|| panic!("there is no column {column}"))]
    }
}
