//! Certificates of what was purged, kept in the workspace they are about: counts and digests, no values.

use rusqlite::Transaction;
use serde_json::Value;

use super::from_json;
use crate::{Result, Workspace, schema::Migration};

pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
    version: 6,
    sql: "CREATE TABLE purges (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    purged_at TEXT NOT NULL,
    certificate TEXT NOT NULL
) STRICT",
}];

impl Workspace {
    /// The certificates, oldest first.
    ///
    /// # Errors
    /// `Damaged` when one cannot be read.
    pub fn purges(&self) -> Result<Vec<Value>> {
        let read = || -> rusqlite::Result<Vec<Value>> {
            let sql = "SELECT certificate FROM purges ORDER BY id";
            let mut statement = self.connection.prepare(sql)?;
            statement.query_map([], |row| from_json(row, 0))?.collect()
        };
        read().map_err(|error| self.sql(error))
    }
}

pub(crate) fn insert(
    within: &Transaction<'_>,
    at: &str,
    certificate: &Value,
) -> rusqlite::Result<()> {
    let sql = "INSERT INTO purges (purged_at, certificate) VALUES (?1, ?2)";
    within.execute(sql, (at, certificate.to_string())).map(drop)
}
