//! Mappings as JSON documents, each saving a new version: nothing that was worked out is overwritten.
//!
//! Which one is in force is the last step's; undoing and doing again are steps like any other. What a
//! mapping does is not known here.

use presync_core::mapping::Mapping;
use rusqlite::{Connection, OptionalExtension, Row};
use serde::{Deserialize, Serialize};

use super::{from_json, from_word, to_json, to_word};
use crate::{Result, Workspace, connection::Durability, schema::Migration};

pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration {
        version: 1,
        sql: "CREATE TABLE mappings (
    version INTEGER PRIMARY KEY AUTOINCREMENT,
    origin TEXT NOT NULL,
    document TEXT NOT NULL,
    saved_at TEXT NOT NULL
) STRICT",
    },
    Migration {
        version: 5,
        sql: "ALTER TABLE mappings ADD COLUMN parent INTEGER NOT NULL DEFAULT 0;
ALTER TABLE mappings ADD COLUMN name TEXT NOT NULL DEFAULT '';
CREATE TABLE mapping_steps (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    taken_at TEXT NOT NULL
) STRICT;
INSERT INTO mapping_steps (version, taken_at) SELECT version, saved_at FROM mappings ORDER BY version",
    },
];

/// A version of the mapping, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MappingVersion(pub i64);

/// Where a mapping came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MappingOrigin {
    /// Presync recommended it: while it is in force, a plan takes whatever is recommended then.
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

/// A saved mapping without its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MappingHead {
    /// Its version.
    pub version: MappingVersion,
    /// Where it came from.
    pub origin: MappingOrigin,
    /// What it is called: the file it was read from, or empty.
    pub name: String,
    /// When it was saved, RFC 3339.
    pub saved_at: String,
}

/// A mapping to be saved.
#[derive(Debug, Clone, Copy)]
pub struct MappingSave<'m> {
    /// The mapping.
    pub mapping: &'m Mapping,
    /// Where it comes from.
    pub origin: MappingOrigin,
    /// What it is called; empty for none.
    pub name: &'m str,
}

/// Whether to go back or forth among saved mappings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MappingTurn {
    /// To what was in force when this one was saved.
    Undo,
    /// To what was saved last over this one.
    Redo,
}

const IN_FORCE: &str =
    "SELECT coalesce((SELECT version FROM mapping_steps ORDER BY id DESC LIMIT 1), 0)";

impl Workspace {
    /// Keeps a mapping as the newest version, which is in force then. It is on the disk when this returns.
    ///
    /// # Errors
    /// `Busy` or `Full`.
    pub fn save_mapping(
        &mut self,
        save: &MappingSave<'_>,
        saved_at: &str,
    ) -> Result<MappingVersion> {
        let sql = "INSERT INTO mappings (origin, document, saved_at, parent, name)
            VALUES (?1, ?2, ?3, ?4, ?5)";
        self.write(Durability::Full, |within| {
            let parent = in_force(within)?;
            let (origin, document) = (to_word(&save.origin)?, to_json(save.mapping)?);
            within.execute(sql, (origin, document, saved_at, parent, save.name))?;
            let version = within.last_insert_rowid();
            step_to(within, version, saved_at)?;
            Ok(MappingVersion(version))
        })
    }

    /// The mapping in force; none before one was saved, and where the first one was taken back.
    ///
    /// # Errors
    /// `Damaged` when the document cannot be read.
    pub fn mapping(&self) -> Result<Option<StoredMapping>> {
        let version = in_force(&self.connection).map_err(|error| self.sql(error))?;
        self.mapping_version(MappingVersion(version))
    }

    /// A saved mapping, to compare or to go back to.
    ///
    /// # Errors
    /// `Damaged` when the document cannot be read.
    pub fn mapping_version(&self, version: MappingVersion) -> Result<Option<StoredMapping>> {
        let sql = "SELECT version, origin, document, saved_at FROM mappings WHERE version = ?1";
        let read = self.connection.query_row(sql, [version.0], read).optional();
        read.map_err(|error| self.sql(error))
    }

    /// What was saved, newest first, without the rows.
    ///
    /// # Errors
    /// `Damaged` when a row cannot be read.
    pub fn mapping_heads(&self) -> Result<Vec<MappingHead>> {
        let sql = "SELECT version, origin, name, saved_at FROM mappings ORDER BY version DESC";
        let read = |connection: &Connection| {
            let mut statement = connection.prepare(sql)?;
            let rows = statement.query_map([], head)?;
            rows.collect::<rusqlite::Result<_>>()
        };
        read(&self.connection).map_err(|error| self.sql(error))
    }

    /// Where undoing and doing again would lead; 0 is before anything was saved.
    ///
    /// # Errors
    /// As SQLite says.
    pub fn mapping_after(&self, turn: MappingTurn) -> Result<Option<MappingVersion>> {
        turned(&self.connection, turn).map_err(|error| self.sql(error))
    }

    /// Goes back to the mapping before, or forth again; none where there is nothing to go to. Version 0 is
    /// before anything was saved. It is on the disk when this returns.
    ///
    /// # Errors
    /// `Busy` or `Full`.
    pub fn turn_mapping(&mut self, turn: MappingTurn, at: &str) -> Result<Option<MappingVersion>> {
        self.write(Durability::Full, |within| {
            let Some(to) = turned(within, turn)? else {
                return Ok(None);
            };
            step_to(within, to.0, at)?;
            Ok(Some(to))
        })
    }
}

/// The version that plans depend on: 0 while they take whatever is recommended.
pub(crate) fn decided(connection: &Connection) -> rusqlite::Result<i64> {
    let version = in_force(connection)?;
    let sql = "SELECT version FROM mappings WHERE version = ?1 AND origin <> ?2";
    let recommended = to_word(&MappingOrigin::Recommended)?;
    let found = connection.query_row(sql, (version, recommended), |row| row.get(0));
    Ok(found.optional()?.unwrap_or(0))
}

fn in_force(connection: &Connection) -> rusqlite::Result<i64> {
    connection.query_row(IN_FORCE, [], |row| row.get(0))
}

fn step_to(connection: &Connection, version: i64, at: &str) -> rusqlite::Result<()> {
    let sql = "INSERT INTO mapping_steps (version, taken_at) VALUES (?1, ?2)";
    connection.execute(sql, (version, at)).map(drop)
}

fn turned(connection: &Connection, turn: MappingTurn) -> rusqlite::Result<Option<MappingVersion>> {
    let sql = match turn {
        MappingTurn::Undo => "SELECT parent FROM mappings WHERE version = ?1",
        MappingTurn::Redo => {
            "SELECT version FROM mappings WHERE parent = ?1 ORDER BY version DESC LIMIT 1"
        }
    };
    let found = connection.query_row(sql, [in_force(connection)?], |row| row.get(0));
    Ok(found.optional()?.map(MappingVersion))
}

fn read(row: &Row<'_>) -> rusqlite::Result<StoredMapping> {
    Ok(StoredMapping {
        version: MappingVersion(row.get(0)?),
        origin: from_word(row, 1)?,
        mapping: from_json(row, 2)?,
        saved_at: row.get(3)?,
    })
}

fn head(row: &Row<'_>) -> rusqlite::Result<MappingHead> {
    Ok(MappingHead {
        version: MappingVersion(row.get(0)?),
        origin: from_word(row, 1)?,
        name: row.get(2)?,
        saved_at: row.get(3)?,
    })
}
