//! The pairs of the plan that wait for a person, in the order of the queue: by section, then by score.

use rusqlite::{Connection, Statement};

use crate::schema::Migration;

pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
    version: 3,
    sql: "CREATE TABLE plan_reviews (
    id INTEGER PRIMARY KEY,
    link INTEGER NOT NULL,
    section TEXT NOT NULL,
    reasons TEXT NOT NULL
) STRICT",
}];

/// The statement that [`insert`] runs.
pub(crate) fn prepare_insert(connection: &Connection) -> rusqlite::Result<Statement<'_>> {
    connection.prepare("INSERT INTO plan_reviews VALUES (?1, ?2, ?3, ?4)")
}

/// Adds one pair: its ordinal in the queue, its link, its reasons, the section first.
pub(crate) fn insert(
    statement: &mut Statement<'_>,
    id: i64,
    link: i64,
    reasons: &[&str],
) -> rusqlite::Result<()> {
    let section = reasons.first().copied().unwrap_or_default();
    statement
        .execute((id, link, section, reasons.join(";")))
        .map(drop)
}
