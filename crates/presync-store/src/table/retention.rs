//! How long the engagement's people may be kept, as somebody said: append-only, the last row counts.

use rusqlite::OptionalExtension;

use crate::{Result, Workspace, connection::Durability, schema::Migration};

pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
    version: 6,
    sql: "CREATE TABLE retention (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    keep_until TEXT NOT NULL,
    reason TEXT NOT NULL,
    said_at TEXT NOT NULL
) STRICT",
}];

/// Until when people are kept, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retention {
    /// The last day, `YYYY-MM-DD`.
    pub keep_until: String,
    /// What for, or why longer.
    pub reason: String,
    /// When that was said, RFC 3339.
    pub said_at: String,
}

impl Workspace {
    /// What was said last; none before anything was.
    ///
    /// # Errors
    /// As SQLite says.
    pub fn retention(&self) -> Result<Option<Retention>> {
        let sql = "SELECT keep_until, reason, said_at FROM retention ORDER BY id DESC LIMIT 1";
        let read = self.connection.query_row(sql, [], |row| {
            Ok(Retention {
                keep_until: row.get(0)?,
                reason: row.get(1)?,
                said_at: row.get(2)?,
            })
        });
        read.optional().map_err(|error| self.sql(error))
    }

    /// Says until when people are kept. What was said before stays on record.
    ///
    /// # Errors
    /// `Busy` or `Full`.
    pub fn retain(&mut self, said: &Retention) -> Result<()> {
        let sql = "INSERT INTO retention (keep_until, reason, said_at) VALUES (?1, ?2, ?3)";
        self.write(Durability::Full, |within| {
            let values = (&said.keep_until, &said.reason, &said.said_at);
            within.execute(sql, values).map(drop)
        })
    }
}
