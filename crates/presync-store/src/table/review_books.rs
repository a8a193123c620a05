//! Under which name review workbooks of this engagement went out, so that they are known when they come
//! back: one row.

use rusqlite::OptionalExtension;

use crate::{Result, Workspace, connection::Durability, schema::Migration};

pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
    version: 3,
    sql: "CREATE TABLE review_books (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    engagement TEXT NOT NULL
) STRICT",
}];

impl Workspace {
    /// The id that review workbooks of this engagement carry; none before one was written or taken.
    ///
    /// # Errors
    /// As SQLite says.
    pub fn review_id(&self) -> Result<Option<String>> {
        let sql = "SELECT engagement FROM review_books";
        let read = self.connection.query_row(sql, [], |row| row.get(0));
        read.optional().map_err(|error| self.sql(error))
    }

    /// Keeps the id, unless there is one.
    ///
    /// # Errors
    /// `Busy` or `Full`.
    pub fn keep_review_id(&mut self, engagement: &str) -> Result<()> {
        let sql = "INSERT OR IGNORE INTO review_books (id, engagement) VALUES (1, ?1)";
        self.write(Durability::Full, |within| {
            within.execute(sql, [engagement]).map(drop)
        })
    }
}
