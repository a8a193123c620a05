//! Mappings as JSON documents, each saving a new version: nothing that was worked out is overwritten.

use presync_core::mapping::Mapping;
use rusqlite::{Connection, OptionalExtension, Row};
use serde::{Deserialize, Serialize};

use super::{from_json, from_word, to_json, to_word};
use crate::{Result, Workspace, connection::Durability, schema::Migration};

pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
    version: 1,
    sql: "CREATE TABLE mappings (
    version INTEGER PRIMARY KEY AUTOINCREMENT,
    origin TEXT NOT NULL,
    document TEXT NOT NULL,
    saved_at TEXT NOT NULL
) STRICT",
}];

/// A version of the mapping, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MappingVersion(pub i64);

/// Where a mapping came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MappingOrigin {
    /// Presync recommended it.
    Recommended,
    /// It was read from a file.
    Given,
    /// A person changed it.
    Edited,
}

/// A mapping with where and when it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredMapping {
    /// Its version.
    pub version: MappingVersion,
    /// Where it came from.
    pub origin: MappingOrigin,
    /// The mapping.
    pub mapping: Mapping,
    /// When it was saved, RFC 3339.
    pub saved_at: String,
}

impl Workspace {
    /// Keeps a mapping as the newest version. It is on the disk when this returns.
    ///
    /// # Errors
    /// `Busy` or `Full`.
    pub fn save_mapping(
        &mut self,
        mapping: &Mapping,
        origin: MappingOrigin,
        saved_at: &str,
    ) -> Result<MappingVersion> {
        let sql = "INSERT INTO mappings (origin, document, saved_at) VALUES (?1, ?2, ?3)";
        self.write(Durability::Full, |within| {
            within.execute(sql, (to_word(&origin)?, to_json(mapping)?, saved_at))?;
            Ok(MappingVersion(within.last_insert_rowid()))
        })
    }

    /// The newest mapping; none before one was saved.
    ///
    /// # Errors
    /// `Damaged` when the document cannot be read.
    pub fn mapping(&self) -> Result<Option<StoredMapping>> {
        let sql = "SELECT version, origin, document, saved_at FROM mappings ORDER BY version DESC LIMIT 1";
        let read = self.connection.query_row(sql, [], read).optional();
        read.map_err(|error| self.sql(error))
    }

    /// An earlier mapping, to compare or to go back to.
    ///
    /// # Errors
    /// `Damaged` when the document cannot be read.
    pub fn mapping_version(&self, version: MappingVersion) -> Result<Option<StoredMapping>> {
        let sql = "SELECT version, origin, document, saved_at FROM mappings WHERE version = ?1";
        let read = self.connection.query_row(sql, [version.0], read).optional();
        read.map_err(|error| self.sql(error))
    }
}

/// The newest version, 0 when there is none.
pub(crate) fn last_version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.query_row(
        "SELECT coalesce(max(version), 0) FROM mappings",
        [],
        |row| row.get(0),
    )
}

fn read(row: &Row<'_>) -> rusqlite::Result<StoredMapping> {
    Ok(StoredMapping {
        version: MappingVersion(row.get(0)?),
        origin: from_word(row, 1)?,
        mapping: from_json(row, 2)?,
        saved_at: row.get(3)?,
    })
}
