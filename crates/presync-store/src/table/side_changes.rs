//! What the present sources of a side show to have changed since those they replaced: one row a side.
//!
//! It speaks of exactly the sources there are: it goes when one of them comes or goes.

use presync_core::{Side, reimport::Changes};
use rusqlite::{Connection, OptionalExtension};

use super::{from_json, side_change_rows as rows, to_json};
use crate::{Result, Workspace, schema::Migration};

pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
    version: 2,
    sql: "CREATE TABLE side_changes (
    side TEXT PRIMARY KEY,
    since TEXT NOT NULL,
    changes TEXT NOT NULL
) STRICT",
}];

/// What changed on a side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SideChanges {
    /// When the replaced sources were imported, RFC 3339.
    pub since: String,
    /// What changed. Read from the workspace its rows are absent: they are paged.
    pub changes: Changes,
}

impl Workspace {
    /// What the present sources of a side changed; none unless they replaced others.
    ///
    /// # Errors
    /// `Damaged` when the row cannot be read.
    pub fn side_changes(&self, side: Side) -> Result<Option<SideChanges>> {
        read(&self.connection, side).map_err(|error| self.sql(error))
    }
}

pub(crate) fn read(connection: &Connection, side: Side) -> rusqlite::Result<Option<SideChanges>> {
    let sql = "SELECT since, changes FROM side_changes WHERE side = ?1";
    let read = connection.query_row(sql, [side.as_str()], |row| {
        Ok(SideChanges {
            since: row.get(0)?,
            changes: from_json(row, 1)?,
        })
    });
    read.optional()
}

/// Puts what changed in place of what was kept for the side.
pub(crate) fn replace(connection: &Connection, kept: &SideChanges) -> rusqlite::Result<()> {
    let side = kept.changes.side;
    forget(connection, side)?;
    connection.execute(
        "INSERT INTO side_changes (side, since, changes) VALUES (?1, ?2, ?3)",
        (side.as_str(), &kept.since, to_json(&kept.changes)?),
    )?;
    rows::insert(connection, side, &kept.changes.rows)
}

/// Drops what was kept for a side.
pub(crate) fn forget(connection: &Connection, side: Side) -> rusqlite::Result<()> {
    rows::remove(connection, side)?;
    let sql = "DELETE FROM side_changes WHERE side = ?1";
    connection.execute(sql, [side.as_str()]).map(drop)
}
