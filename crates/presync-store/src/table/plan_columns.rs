//! The rows of the plan by column, in chunks; what is in one is [`crate::plan_columns`]' to know.

use std::ops::Range;

use rusqlite::{Connection, OptionalExtension, Result, Statement};

use crate::{plan_columns::Stored, schema::Migration};

pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
    version: 4,
    sql: "CREATE TABLE plan_columns (
    id INTEGER PRIMARY KEY,
    packed BLOB NOT NULL
) STRICT",
}];

/// The statement that [`insert`] runs.
pub(crate) fn prepare_insert(connection: &Connection) -> Result<Statement<'_>> {
    connection.prepare("INSERT INTO plan_columns (id, packed) VALUES (?1, ?2)")
}

/// Adds one chunk of a column.
pub(crate) fn insert(
    statement: &mut Statement<'_>,
    column: Stored,
    chunk: u32,
    packed: &[u8],
) -> Result<()> {
    statement
        .execute((key(column, i64::from(chunk)), packed))
        .map(drop)
}

/// Neighbouring chunks of a column that are there, each with its number.
pub(crate) fn range(
    connection: &Connection,
    column: Stored,
    chunks: Range<usize>,
) -> Result<Vec<(usize, Vec<u8>)>> {
    let [first, end] = [chunks.start, chunks.end].map(|chunk| key(column, number(chunk)));
    let sql = "SELECT packed FROM plan_columns WHERE id >= ?1 AND id < ?2 ORDER BY id";
    let mut statement = connection.prepare_cached(sql)?;
    let packed = statement.query_map((first, end), |row| row.get(0))?;
    chunks
        .zip(packed)
        .map(|(chunk, packed)| Ok((chunk, packed?)))
        .collect()
}

/// One chunk of a column.
pub(crate) fn one(connection: &Connection, column: Stored, chunk: usize) -> Result<Vec<u8>> {
    let sql = "SELECT packed FROM plan_columns WHERE id = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let packed = statement.query_row([key(column, number(chunk))], |row| row.get(0));
    // What is not there is as broken as what cannot be unpacked.
    Ok(packed.optional()?.unwrap_or_default())
}

fn number(chunk: usize) -> i64 {
    i64::try_from(chunk).expect("BUG: a plan has 32-bit rows")
}

/// Column in the high half, chunk in the low half.
fn key(column: Stored, chunk: i64) -> i64 {
    i64::from(column.number) << 32 | chunk
}
