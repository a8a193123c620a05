//! What people chose where no document states how the systems behave: append-only, the last word counts.

use std::collections::BTreeMap;

use rusqlite::Connection;

use crate::{Result, Workspace, connection::Durability, schema::Migration};

pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
    version: 6,
    sql: "CREATE TABLE choices (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    choice TEXT NOT NULL,
    chosen_at TEXT NOT NULL
) STRICT",
}];

impl Workspace {
    /// What is chosen now, by name; what nobody chose, or took back, is not there.
    ///
    /// # Errors
    /// As SQLite says.
    pub fn choices(&self) -> Result<BTreeMap<String, String>> {
        in_force(&self.connection).map_err(|error| self.sql(error))
    }

    /// Keeps a choice; an empty one takes back what was chosen. It is on the disk when this returns.
    ///
    /// # Errors
    /// `Busy` or `Full`.
    pub fn choose(&mut self, name: &str, choice: &str, chosen_at: &str) -> Result<()> {
        let sql = "INSERT INTO choices (name, choice, chosen_at) VALUES (?1, ?2, ?3)";
        self.write(Durability::Full, |within| {
            within.execute(sql, (name, choice, chosen_at)).map(drop)
        })
    }
}

pub(crate) fn in_force(connection: &Connection) -> rusqlite::Result<BTreeMap<String, String>> {
    let mut statement = connection.prepare("SELECT name, choice FROM choices ORDER BY id")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut last: BTreeMap<String, String> = rows.collect::<rusqlite::Result<_>>()?;
    last.retain(|_, choice| !choice.is_empty());
    Ok(last)
}
