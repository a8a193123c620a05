//! The mapping rows that changes refer to: target attribute and rule, written once and not per change.

use rusqlite::Connection;

use crate::schema::Migration;

pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
    version: 1,
    sql: "CREATE TABLE plan_targets (
    id INTEGER PRIMARY KEY,
    target_attribute TEXT NOT NULL,
    mapping TEXT NOT NULL
) STRICT",
}];

/// Adds the mapping row at a position among the mapping's user rows.
pub(crate) fn insert(
    connection: &Connection,
    position: usize,
    target_attribute: &str,
    mapping: &str,
) -> rusqlite::Result<()> {
    let position = i64::try_from(position).expect("BUG: a mapping is small");
    let sql = "INSERT INTO plan_targets (id, target_attribute, mapping) VALUES (?1, ?2, ?3)";
    connection
        .execute(sql, (position, target_attribute, mapping))
        .map(drop)
}

/// Target attribute and rule of every mapping row, in order.
pub(crate) fn all(connection: &Connection) -> rusqlite::Result<Vec<[String; 2]>> {
    let sql = "SELECT target_attribute, mapping FROM plan_targets ORDER BY id";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([], |row| Ok([row.get(0)?, row.get(1)?]))?;
    rows.collect()
}
