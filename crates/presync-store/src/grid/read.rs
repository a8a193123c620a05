//! Answers grid queries: ordered ids once, cells by id, counts by value.

use rusqlite::{Connection, Row, params_from_iter, types::ValueRef};

use super::{
    ColumnKind, GridColumn, GridQuery, GridTable, Order, Page, ResultSet, RowIds, Sort, Tally,
    condition::Condition,
};
use crate::{Result, Workspace, WorkspaceError, table::plan};

impl Workspace {
    /// Finds and orders the rows of a query. Slow where there are many and they are sorted; pages of
    /// the result are not.
    ///
    /// # Errors
    /// `UnknownColumn`, else as SQLite says.
    pub fn result_set(&self, query: &GridQuery) -> Result<ResultSet> {
        let condition = Condition::of(query.table, &query.filters, &[])?;
        let order = order_by(query.table, &query.sort)?;
        let sql = |error| self.sql(error);
        let rows = match condition.is_empty() && query.sort.is_empty() {
            true => RowIds::All(size(&self.connection, query.table).map_err(sql)?),
            false => {
                RowIds::Listed(ids(&self.connection, query.table, &condition, &order).map_err(sql)?)
            }
        };
        Ok(ResultSet {
            table: query.table,
            plan: plan::number(&self.connection).map_err(sql)?,
            rows,
        })
    }

    /// The cells of a window of a result set.
    ///
    /// # Errors
    /// `Stale` when the plan was replaced since, else as SQLite says.
    pub fn page(&self, set: &ResultSet, offset: usize, limit: usize) -> Result<Page> {
        let sql = |error| self.sql(error);
        // One snapshot for number and rows, though a job may be saving a plan through another connection.
        let snapshot = self.connection.unchecked_transaction().map_err(sql)?;
        if plan::number(&snapshot).map_err(sql)? != set.plan {
            return Err(WorkspaceError::Stale);
        }
        let ids = set.window(offset, limit);
        let rows = cells(&snapshot, set.table, &ids).map_err(sql)?;
        Ok(Page {
            ids,
            rows,
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
    /// `UnknownColumn`, else as SQLite says.
    pub fn tally(&self, query: &GridQuery, columns: &[&str], top: usize) -> Result<Vec<Tally>> {
        let named: Vec<&GridColumn> = columns
            .iter()
            .map(|name| query.table.column(name))
            .collect::<Result<_>>()?;
        let condition = Condition::of(query.table, &query.filters, columns)?;
        tally(&self.connection, query.table, &named, &condition, top)
            .map_err(|error| self.sql(error))
    }
}

/// Ordinals are contiguous from 1, so the last one is the count.
fn size(connection: &Connection, table: GridTable) -> rusqlite::Result<u32> {
    let sql = format!("SELECT coalesce(max(id), 0) FROM {}", table.stored());
    connection.query_row(&sql, [], |row| row.get(0))
}

fn ids(
    connection: &Connection,
    table: GridTable,
    condition: &Condition,
    order: &str,
) -> rusqlite::Result<Vec<u32>> {
    let sql = format!(
        "SELECT t.id FROM {}{} ORDER BY {order}",
        table.from(),
        condition.sql()
    );
    let mut statement = connection.prepare(&sql)?;
    statement
        .query_map(params_from_iter(&condition.values), |row| row.get(0))?
        .collect()
}

fn cells(
    connection: &Connection,
    table: GridTable,
    ids: &[u32],
) -> rusqlite::Result<Vec<Vec<String>>> {
    let columns = table.columns();
    let sql = format!(
        "SELECT {} FROM {} WHERE t.id = ?1",
        expressions(columns),
        table.from()
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let mut read = |id| statement.query_row([id], |row| values(row, columns.len()));
    ids.iter().map(&mut read).collect()
}

fn tally(
    connection: &Connection,
    table: GridTable,
    columns: &[&GridColumn],
    condition: &Condition,
    top: usize,
) -> rusqlite::Result<Vec<Tally>> {
    let keys: Vec<String> = (1..=columns.len()).map(|at| at.to_string()).collect();
    let keys = keys.join(", ");
    let sql = format!(
        "SELECT {}, count(*) AS n FROM {}{} GROUP BY {keys} ORDER BY n DESC, {keys} LIMIT {top}",
        expressions(columns.iter().copied()),
        table.from(),
        condition.sql(),
    );
    let mut statement = connection.prepare(&sql)?;
    let rows = statement.query_map(params_from_iter(&condition.values), |row| {
        Ok(Tally {
            values: values(row, columns.len())?,
            count: row.get::<_, i64>(columns.len())?.unsigned_abs(),
        })
    })?;
    rows.collect()
}

fn expressions<'a>(columns: impl IntoIterator<Item = &'a GridColumn>) -> String {
    columns
        .into_iter()
        .map(|column| column.sql)
        .collect::<Vec<_>>()
        .join(", ")
}

/// Empty cells last, then the value; the ordinal decides between equals.
fn order_by(table: GridTable, sort: &[Sort]) -> Result<String> {
    let mut terms = Vec::new();
    for Sort { column, order } in sort {
        let column = table.column(column)?;
        let way = match order {
            Order::Ascending => "",
            Order::Descending => " DESC",
        };
        terms.push(match column.kind {
            ColumnKind::Text => format!("{sql} = '', presync_fold({sql}){way}", sql = column.sql),
            ColumnKind::Number => format!("{sql} IS NULL, {sql}{way}", sql = column.sql),
        });
    }
    terms.push("t.id".to_owned());
    Ok(terms.join(", "))
}

fn values(row: &Row<'_>, count: usize) -> rusqlite::Result<Vec<String>> {
    (0..count)
        .map(|at| {
            Ok(match row.get_ref(at)? {
                ValueRef::Null => String::new(),
                ValueRef::Integer(number) => number.to_string(),
                ValueRef::Real(number) => number.to_string(),
                ValueRef::Text(_) | ValueRef::Blob(_) => row.get(at)?,
            })
        })
        .collect()
}
