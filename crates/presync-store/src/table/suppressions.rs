//! Findings that people accepted, and why: append-only. A suppression is taken back by a further row that
//! revokes it, so that who accepted what stays on record.

use std::collections::BTreeSet;

use presync_core::suppression::Suppression;
use rusqlite::{Connection, Row, Transaction};

use super::from_word;
use crate::{Result, Revocation, Workspace, connection::Durability, schema::Migration};

pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
    version: 4,
    sql: "CREATE TABLE suppressions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    code TEXT,
    side TEXT NOT NULL,
    subject_key TEXT NOT NULL,
    attribute TEXT NOT NULL,
    reason TEXT NOT NULL,
    said_by TEXT NOT NULL,
    said_at TEXT NOT NULL,
    revokes INTEGER UNIQUE REFERENCES suppressions (id),
    CHECK ((code IS NULL) = (revokes IS NOT NULL))
) STRICT",
}];

/// A suppression in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuppressionEntry {
    /// By which it is taken back.
    pub id: i64,
    /// The suppression.
    pub suppression: Suppression,
}

impl Workspace {
    /// Keeps suppressions. They are on the disk when this returns.
    ///
    /// # Errors
    /// `Busy` or `Full`; none of them is kept then.
    pub fn suppress(&mut self, suppressions: &[Suppression]) -> Result<()> {
        self.write(Durability::Full, |within| append(within, suppressions))
    }

    /// Takes a suppression back and says whether it was in force.
    ///
    /// # Errors
    /// `Busy` or `Full`; it stays in force then.
    pub fn unsuppress(&mut self, id: i64, revocation: &Revocation) -> Result<bool> {
        self.write(Durability::Full, |within| revoke(within, id, revocation))
    }

    /// The suppressions in force, oldest first; of two about the same findings the later one.
    ///
    /// # Errors
    /// `Damaged` when a row cannot be read.
    pub fn suppressions(&self) -> Result<Vec<SuppressionEntry>> {
        in_force(&self.connection).map_err(|error| self.sql(error))
    }
}

fn append(within: &Transaction<'_>, suppressions: &[Suppression]) -> rusqlite::Result<()> {
    let mut statement = within.prepare(
        "INSERT INTO suppressions (code, side, subject_key, attribute, reason, said_by, said_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    for one in suppressions {
        statement.execute((
            one.code.as_str(),
            one.side.map_or("", |side| side.as_str()),
            &one.key,
            &one.attribute,
            &one.reason,
            &one.by,
            &one.at,
        ))?;
    }
    Ok(())
}

fn revoke(
    within: &Transaction<'_>,
    id: i64,
    Revocation { reason, by, at }: &Revocation,
) -> rusqlite::Result<bool> {
    let sql =
        "INSERT INTO suppressions (side, subject_key, attribute, reason, said_by, said_at, revokes)
        SELECT side, subject_key, attribute, ?2, ?3, ?4, id FROM suppressions s WHERE id = ?1
            AND code IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM suppressions r WHERE r.revokes = s.id)";
    within
        .execute(sql, (id, reason, by, at))
        .map(|rows| rows > 0)
}

/// What plans depend on.
pub(crate) fn ids_in_force(connection: &Connection) -> rusqlite::Result<Vec<i64>> {
    Ok(in_force(connection)?
        .into_iter()
        .map(|one| one.id)
        .collect())
}

fn in_force(connection: &Connection) -> rusqlite::Result<Vec<SuppressionEntry>> {
    let revoked: BTreeSet<i64> = connection
        .prepare("SELECT revokes FROM suppressions WHERE revokes IS NOT NULL")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let sql = "SELECT id, code, side, subject_key, attribute, reason, said_by, said_at
        FROM suppressions WHERE code IS NOT NULL ORDER BY id";
    let rows: Vec<SuppressionEntry> = connection
        .prepare(sql)?
        .query_map([], read)?
        .collect::<rusqlite::Result<_>>()?;
    let mut kept: Vec<SuppressionEntry> = Vec::new();
    for row in rows.into_iter().filter(|row| !revoked.contains(&row.id)) {
        kept.retain(|other| !other.suppression.is_same(&row.suppression));
        kept.push(row);
    }
    Ok(kept)
}

fn read(row: &Row<'_>) -> rusqlite::Result<SuppressionEntry> {
    let has_side = !row.get_ref(2)?.as_str()?.is_empty();
    Ok(SuppressionEntry {
        id: row.get(0)?,
        suppression: Suppression {
            code: from_word(row, 1)?,
            side: has_side.then(|| from_word(row, 2)).transpose()?,
            key: row.get(3)?,
            attribute: row.get(4)?,
            reason: row.get(5)?,
            by: row.get(6)?,
            at: row.get(7)?,
        },
    })
}
