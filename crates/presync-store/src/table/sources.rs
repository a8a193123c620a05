//! Imported sources: one row per import, in the order of the imports.

use presync_core::{
    ProfileSource, Side,
    engagement::InputFile,
    record::{SourceColumn, SourceHeader},
};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, types::ValueRef};

use super::{from_json, from_word, records, side_changes, to_json};
use crate::{Result, Workspace, connection::Durability, schema::Migration};

pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration {
        version: 1,
        sql: "CREATE TABLE sources (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    side TEXT NOT NULL CHECK (side IN ('legacy', 'azure')),
    role TEXT NOT NULL,
    file TEXT NOT NULL,
    sheet TEXT,
    format TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    columns TEXT NOT NULL,
    records INTEGER NOT NULL,
    rejected INTEGER NOT NULL,
    imported_at TEXT NOT NULL
) STRICT",
    },
    Migration {
        version: 2,
        sql: "ALTER TABLE sources ADD COLUMN profile_source TEXT",
    },
];

const COLUMNS: &str = "id, side, role, file, sheet, format, sha256, bytes, columns, records, \
    rejected, imported_at, profile_source";

/// A source of this workspace; never given twice, also after the source was removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourceId(pub i64);

/// One import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceRow {
    /// Its id.
    pub id: SourceId,
    /// What it was imported as, such as `Azure users`.
    pub role: String,
    /// What the file turned out to be.
    pub header: SourceHeader,
    /// Records it holds, rejected ones included.
    pub records: u32,
    /// Records that could not be used.
    pub rejected: u32,
    /// When it was imported, RFC 3339.
    pub imported_at: String,
}

impl SourceRow {
    /// The source as the report names its inputs.
    #[must_use]
    pub fn input_file(&self) -> InputFile {
        InputFile {
            side: Some(self.header.side),
            role: self.role.clone(),
            file: self.header.file.clone(),
            sha256: self.header.sha256.clone(),
            bytes: self.header.bytes,
            format: self.header.format.clone(),
            records: self.records,
            rejected: self.rejected,
        }
    }
}

impl Workspace {
    /// All sources in the order they were imported.
    ///
    /// # Errors
    /// `Damaged` when a stored header cannot be read.
    pub fn sources(&self) -> Result<Vec<SourceRow>> {
        all(&self.connection).map_err(|error| self.sql(error))
    }

    /// Removes a source with its records and diagnostics, for good: the pages are overwritten and the
    /// log is emptied. Gives whether there was such a source.
    ///
    /// # Errors
    /// `Busy` or `Full`; the source is whole then.
    pub fn remove_source(&mut self, id: SourceId) -> Result<bool> {
        let removed = self.write(Durability::Normal, |within| remove(within, id))?;
        self.flush_log()?;
        Ok(removed)
    }
}

/// Adds a source whose records follow; the counts are set when they are known.
pub(crate) fn insert(
    connection: &Connection,
    header: &SourceHeader,
    role: &str,
    imported_at: &str,
) -> rusqlite::Result<SourceId> {
    let columns = to_json(&header.columns)?;
    let profile_source = header.profile_source.as_ref().map(to_json).transpose()?;
    let bytes = i64::try_from(header.bytes).unwrap_or(i64::MAX);
    connection.execute(
        "INSERT INTO sources (side, role, file, sheet, format, sha256, bytes, columns, records,
            rejected, imported_at, profile_source)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0, 0, ?9, ?10)",
        (
            header.side.as_str(),
            role,
            &header.file,
            &header.sheet,
            &header.format,
            &header.sha256,
            bytes,
            columns,
            imported_at,
            profile_source,
        ),
    )?;
    let source = SourceId(connection.last_insert_rowid());
    side_changes::forget(connection, header.side)?;
    Ok(source)
}

/// Sets how many records a source held and how many were rejected.
pub(crate) fn set_counts(
    connection: &Connection,
    id: SourceId,
    records: u32,
    rejected: u32,
) -> rusqlite::Result<()> {
    let sql = "UPDATE sources SET records = ?2, rejected = ?3 WHERE id = ?1";
    connection.execute(sql, (id.0, records, rejected)).map(drop)
}

/// The sources of a side in the order they were imported.
pub(crate) fn of_side(connection: &Connection, side: Side) -> rusqlite::Result<Vec<SourceRow>> {
    let mut sources = all(connection)?;
    sources.retain(|source| source.header.side == side);
    Ok(sources)
}

pub(crate) fn all(connection: &Connection) -> rusqlite::Result<Vec<SourceRow>> {
    let sql = format!("SELECT {COLUMNS} FROM sources ORDER BY id");
    let mut statement = connection.prepare(&sql)?;
    statement.query_map([], read)?.collect()
}

pub(crate) fn remove(within: &Transaction<'_>, id: SourceId) -> rusqlite::Result<bool> {
    let sql = "SELECT side FROM sources WHERE id = ?1";
    let known = within.query_row(sql, [id.0], |row| from_word(row, 0));
    let Some(side) = known.optional()? else {
        return Ok(false);
    };
    side_changes::forget(within, side)?;
    records::remove(within, id)?;
    within.execute("DELETE FROM diagnostics WHERE source = ?1", [id.0])?;
    within.execute("DELETE FROM sources WHERE id = ?1", [id.0])?;
    Ok(true)
}

fn read(row: &Row<'_>) -> rusqlite::Result<SourceRow> {
    let columns: Vec<SourceColumn> = from_json(row, 8)?;
    let header = SourceHeader {
        side: from_word(row, 1)?,
        file: row.get(3)?,
        sheet: row.get(4)?,
        format: row.get(5)?,
        sha256: row.get(6)?,
        bytes: row.get::<_, i64>(7)?.unsigned_abs(),
        columns,
        profile_source: profile_source(row, 12)?,
    };
    Ok(SourceRow {
        id: SourceId(row.get(0)?),
        role: row.get(2)?,
        header,
        records: row.get(9)?,
        rejected: row.get(10)?,
        imported_at: row.get(11)?,
    })
}

fn profile_source(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<ProfileSource>> {
    let is_absent = matches!(row.get_ref(at)?, ValueRef::Null);
    (!is_absent).then(|| from_json(row, at)).transpose()
}
