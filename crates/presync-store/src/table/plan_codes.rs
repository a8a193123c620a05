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
