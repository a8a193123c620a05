//! What the finding codes of the plan say: sentence and remedy, written once and not per finding.

use presync_core::finding::FindingCode;
use rusqlite::Connection;

use crate::schema::Migration;

pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
    version: 1,
    sql: "CREATE TABLE plan_codes (
    code TEXT PRIMARY KEY,
    message TEXT NOT NULL,
    remedy TEXT NOT NULL
) STRICT",
}];

/// Adds a code.
pub(crate) fn insert(connection: &Connection, code: FindingCode) -> rusqlite::Result<()> {
    let sql = "INSERT INTO plan_codes (code, message, remedy) VALUES (?1, ?2, ?3)";
    connection
        .execute(sql, (code.as_str(), code.title(), code.remedy()))
        .map(drop)
}

/// Code, sentence and remedy of every code there is.
pub(crate) fn all(connection: &Connection) -> rusqlite::Result<Vec<[String; 3]>> {
    let mut statement =
        connection.prepare_cached("SELECT code, message, remedy FROM plan_codes")?;
    let rows = statement.query_map([], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?]))?;
    rows.collect()
}
