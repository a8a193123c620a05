//! What the pseudonyms of redacted reports are made with, so that they stay the same from plan to plan:
//! one row.

use rusqlite::{OptionalExtension, types::Type};

use crate::{Result, Workspace, connection::Durability, schema::Migration};

pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
    version: 5,
    sql: "CREATE TABLE redaction (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    secret BLOB NOT NULL CHECK (length(secret) = 32)
) STRICT",
}];

impl Workspace {
    /// The secret that pseudonyms of this engagement are made with; none before a plan was kept.
    ///
    /// # Errors
    /// As SQLite says.
    pub fn redaction_secret(&self) -> Result<Option<[u8; 32]>> {
        let sql = "SELECT secret FROM redaction";
        let read = self.connection.query_row(sql, [], |row| {
            let bytes = row.get_ref(0)?.as_blob()?;
            bytes.try_into().map_err(|error| {
                rusqlite::Error::FromSqlConversionFailure(0, Type::Blob, Box::new(error))
            })
        });
        read.optional().map_err(|error| self.sql(error))
    }

    /// Keeps the secret, unless there is one.
    ///
    /// # Errors
    /// `Busy` or `Full`.
    pub fn keep_redaction_secret(&mut self, secret: [u8; 32]) -> Result<()> {
        let sql = "INSERT OR IGNORE INTO redaction (id, secret) VALUES (1, ?1)";
        self.write(Durability::Full, |within| {
            within.execute(sql, [secret]).map(drop)
        })
    }
}
