//! How people said files are to be read, kept for the next file with the same headers.
//!
//! What was only detected is not here: it is detected again, and better by a newer version.

use presync_core::Side;
use rusqlite::{Connection, OptionalExtension, Row};
use serde_json::Value;

use super::{from_json, from_word, to_json};
use crate::{Result, Workspace, connection::Durability, schema::Migration};

pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
    version: 2,
    sql: "CREATE TABLE readings (
    side TEXT NOT NULL CHECK (side IN ('legacy', 'azure')),
    header_set TEXT NOT NULL,
    headers TEXT NOT NULL,
    choices TEXT NOT NULL,
    chosen_at TEXT NOT NULL,
    PRIMARY KEY (side, header_set)
) STRICT",
}];

const COLUMNS: &str = "side, header_set, headers, choices, chosen_at";

/// What a person said of files with these headers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadingRow {
    /// The side the files belong to.
    pub side: Side,
    /// Digest of the set of headers.
    pub header_set: String,
    /// The headers, as the file spelt them.
    pub headers: Vec<String>,
    /// What was said, as a JSON document; its shape is the caller's.
    pub choices: Value,
    /// When, RFC 3339.
    pub chosen_at: String,
}

impl Workspace {
    /// Keeps what was said, in the place of what was said of the same headers before.
    ///
    /// # Errors
    /// `Busy` or `Full`; none of it is kept then.
    pub fn keep_readings(&mut self, readings: &[ReadingRow]) -> Result<()> {
        self.write(Durability::Full, |within| {
            readings
                .iter()
                .try_for_each(|reading| keep(within, reading))
        })
    }

    /// Everything that was said, by side and set of headers.
    ///
    /// # Errors
    /// `Damaged` when a row cannot be read.
    pub fn readings(&self) -> Result<Vec<ReadingRow>> {
        all(&self.connection).map_err(|error| self.sql(error))
    }

    /// What was said of files of a side with these headers.
    ///
    /// # Errors
    /// `Damaged` when the row cannot be read.
    pub fn reading(&self, side: Side, header_set: &str) -> Result<Option<ReadingRow>> {
        let sql = format!("SELECT {COLUMNS} FROM readings WHERE side = ?1 AND header_set = ?2");
        let found = self
            .connection
            .query_row(&sql, (side.as_str(), header_set), read);
        found.optional().map_err(|error| self.sql(error))
    }
}

fn keep(within: &Connection, reading: &ReadingRow) -> rusqlite::Result<()> {
    let sql = "INSERT INTO readings (side, header_set, headers, choices, chosen_at)
        VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT (side, header_set) DO UPDATE SET headers = excluded.headers,
            choices = excluded.choices, chosen_at = excluded.chosen_at";
    let values = (
        reading.side.as_str(),
        &reading.header_set,
        to_json(&reading.headers)?,
        reading.choices.to_string(),
        &reading.chosen_at,
    );
    within.execute(sql, values).map(drop)
}

fn all(connection: &Connection) -> rusqlite::Result<Vec<ReadingRow>> {
    let sql = format!("SELECT {COLUMNS} FROM readings ORDER BY side, header_set");
    connection.prepare(&sql)?.query_map([], read)?.collect()
}

fn read(row: &Row<'_>) -> rusqlite::Result<ReadingRow> {
    Ok(ReadingRow {
        side: from_word(row, 0)?,
        header_set: row.get(1)?,
        headers: from_json(row, 2)?,
        choices: from_json(row, 3)?,
        chosen_at: row.get(4)?,
    })
}
