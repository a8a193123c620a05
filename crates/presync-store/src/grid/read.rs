//! Answers grid queries: ordered rows once, cells by row, counts by value.

use super::{
    GridColumn, GridQuery, GridTable, Page, ResultSet, RowIds, Tally, condition::Condition,
    lane::Source, sorted, tally,
};
use crate::{Result, Workspace, WorkspaceError, plan_columns::Columns, table::plan};

impl Workspace {
    /// Finds and orders the rows of a query. Slow where there are many and they are sorted; pages of
    /// the result are not.
    ///
    /// # Errors
    /// `UnknownColumn`; `Damaged` when a column cannot be read, else as SQLite says.
    pub fn result_set(&self, query: &GridQuery) -> Result<ResultSet> {
        let table = query.table;
        let condition = Condition::of(table, &query.filters, &[])?;
        let keys = sorted::Key::all(table, &query.sort)?;
        self.columns(|columns| {
            let source = Source { columns, table };
            let rows = match condition.is_empty() && keys.is_empty() {
                true => RowIds::All(source.rows()),
                false => {
                    let mut rows = condition.rows(&source)?;
                    sorted::sort(&source, &keys, &mut rows)?;
                    RowIds::Listed(rows)
                }
            };
            let plan = plan::number(columns.connection)?;
            Ok(ResultSet { table, plan, rows })
        })
    }

    /// The cells of a window of a result set.
    ///
    /// # Errors
    /// `Stale` when the plan was replaced since; `Damaged` when a column cannot be read, else as SQLite
    /// says.
    pub fn page(&self, set: &ResultSet, offset: usize, limit: usize) -> Result<Page> {
        let rows = set.window(offset, limit);
        let cells = self.columns(|columns| {
            if plan::number(columns.connection)? != set.plan {
                return Ok(None);
            }
            cells(columns, set.table, &rows).map(Some)
        })?;
        Ok(Page {
            ids: rows.iter().map(|row| row + 1).collect(),
            rows: cells.ok_or(WorkspaceError::Stale)?,
            total: set.len(),
        })
    }

    /// The first look at a query: its result set and a page of it at once.
    ///
    /// # Errors
    /// As [`Workspace::result_set`].
    pub fn query(&self, query: &GridQuery, offset: usize, limit: usize) -> Result<Page> {
        self.page(&self.result_set(query)?, offset, limit)
    }

    /// Counts rows by the values of columns, the commonest `top` first, then by value. Filters on
    /// those columns are left out, so that a facet also shows what it does not let pass now.
    ///
    /// # Errors
    /// As [`Workspace::result_set`].
    pub fn tally(&self, query: &GridQuery, columns: &[&str], top: usize) -> Result<Vec<Tally>> {
        let table = query.table;
        let named = columns.iter().map(|name| table.column(name));
        let named: Vec<&GridColumn> = named.collect::<Result<_>>()?;
        let condition = Condition::of(table, &query.filters, columns)?;
        self.columns(|columns| {
            let source = Source { columns, table };
            tally::count(&source, &named, &condition.rows(&source)?, top)
        })
    }
}

/// Cells by row, read column by column.
fn cells(
    columns: Columns<'_>,
    table: GridTable,
    rows: &[u32],
) -> rusqlite::Result<Vec<Vec<String>>> {
    let source = Source { columns, table };
    let mut cells = vec![Vec::with_capacity(table.columns().len()); rows.len()];
    for column in table.columns() {
        let of_column = source.cells(column.lane, rows)?;
        cells
            .iter_mut()
            .zip(of_column)
            .for_each(|(row, cell)| row.push(cell));
    }
    Ok(cells)
}
