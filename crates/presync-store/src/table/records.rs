//! Imported records: one packed row per record, keyed by source and number, no index beside.

use rusqlite::{Connection, Row, Statement};

use super::sources::SourceId;
use crate::schema::Migration;

pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration {
        version: 1,
        sql: "CREATE TABLE records (
    id INTEGER PRIMARY KEY,
    line INTEGER NOT NULL,
    cells BLOB NOT NULL
) STRICT",
    },
    Migration {
        version: 2,
        sql: "ALTER TABLE records ADD COLUMN readings BLOB",
    },
];

/// A stored record, still packed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PackedRecord<'a> {
    /// 1-based number within the source.
    pub number: u32,
    /// Line of the file or row of the sheet.
    pub line: u32,
    /// Cells as [`crate::cells`] packs them.
    pub cells: &'a [u8],
    /// Readings as [`crate::cells`] packs them; empty when there are none.
    pub readings: &'a [u8],
}

/// The statement that [`insert`] runs.
pub(crate) fn prepare_insert(connection: &Connection) -> rusqlite::Result<Statement<'_>> {
    connection.prepare("INSERT INTO records (id, line, cells, readings) VALUES (?1, ?2, ?3, ?4)")
}

/// Adds one record.
pub(crate) fn insert(
    statement: &mut Statement<'_>,
    source: SourceId,
    record: PackedRecord<'_>,
) -> rusqlite::Result<()> {
    let id = key(source, record.number);
    let readings = (!record.readings.is_empty()).then_some(record.readings);
    let row = (id, record.line, record.cells, readings);
    statement.execute(row).map(drop)
}

/// Removes the records of a source.
pub(crate) fn remove(connection: &Connection, source: SourceId) -> rusqlite::Result<()> {
    let sql = "DELETE FROM records WHERE id BETWEEN ?1 AND ?2";
    connection
        .execute(sql, (key(source, 0), key(source, u32::MAX)))
        .map(drop)
}

/// The statement that reads the records of one source in order; see [`bounds`] and [`read`].
pub(crate) fn prepare_read(connection: &Connection) -> rusqlite::Result<Statement<'_>> {
    connection.prepare(
        "SELECT id, line, cells, readings FROM records WHERE id BETWEEN ?1 AND ?2 ORDER BY id",
    )
}

/// First and last key that records of a source can have.
pub(crate) fn bounds(source: SourceId) -> (i64, i64) {
    (key(source, 0), key(source, u32::MAX))
}

/// One row of [`prepare_read`].
pub(crate) fn read<'a>(row: &'a Row<'_>) -> rusqlite::Result<PackedRecord<'a>> {
    let number = row.get::<_, i64>(0)? & i64::from(u32::MAX);
    Ok(PackedRecord {
        number: u32::try_from(number).expect("BUG: masked to 32 bits"),
        line: row.get(1)?,
        cells: row.get_ref(2)?.as_blob()?,
        readings: row.get_ref(3)?.as_blob_or_null()?.unwrap_or_default(),
    })
}

/// Source in the high half, number in the low half: appended in order, found without an index.
fn key(source: SourceId, number: u32) -> i64 {
    source.0 << 32 | i64::from(number)
}
