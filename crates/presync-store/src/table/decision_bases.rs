//! What decisions were based on when they were first looked at, beside the decisions themselves.
//!
//! Decisions of a file have a basis too, so the key is what a decision says and not a row of `decisions`.

use presync_core::reimport::{Bases, Basis, DecisionKey};
use rusqlite::{Connection, Row, Transaction};

use super::{from_json, from_word, to_json, to_word};
use crate::{Result, Workspace, connection::Durability, schema::Migration};

pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
    version: 2,
    sql: "CREATE TABLE decision_bases (
    decision TEXT NOT NULL,
    legacy_anchor TEXT NOT NULL,
    azure_anchor TEXT NOT NULL,
    decided_at TEXT NOT NULL,
    basis TEXT NOT NULL,
    PRIMARY KEY (decision, legacy_anchor, azure_anchor, decided_at)
) STRICT",
}];

impl Workspace {
    /// What decisions were based on.
    ///
    /// # Errors
    /// `Damaged` when a row cannot be read.
    pub fn decision_bases(&self) -> Result<Bases> {
        all(&self.connection).map_err(|error| self.sql(error))
    }

    /// Keeps what decisions were based on. A basis that is there already stays: a decision is compared
    /// with the moment it was made.
    ///
    /// # Errors
    /// `Busy` or `Full`; none of them is kept then.
    pub fn keep_bases(&mut self, bases: &[(DecisionKey, Basis)]) -> Result<()> {
        if bases.is_empty() {
            return Ok(());
        }
        self.write(Durability::Full, |within| insert(within, bases))
    }
}

fn all(connection: &Connection) -> rusqlite::Result<Bases> {
    let sql = "SELECT decision, legacy_anchor, azure_anchor, decided_at, basis FROM decision_bases";
    connection.prepare(sql)?.query_map([], read)?.collect()
}

fn insert(within: &Transaction<'_>, bases: &[(DecisionKey, Basis)]) -> rusqlite::Result<()> {
    let mut statement = within.prepare(
        "INSERT OR IGNORE INTO decision_bases (decision, legacy_anchor, azure_anchor, decided_at,
            basis) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for (key, basis) in bases {
        statement.execute((
            to_word(&key.decision)?,
            &key.legacy_anchor,
            &key.azure_anchor,
            &key.at,
            to_json(basis)?,
        ))?;
    }
    Ok(())
}

fn read(row: &Row<'_>) -> rusqlite::Result<(DecisionKey, Basis)> {
    let key = DecisionKey {
        decision: from_word(row, 0)?,
        legacy_anchor: row.get(1)?,
        azure_anchor: row.get(2)?,
        at: row.get(3)?,
    };
    Ok((key, from_json(row, 4)?))
}
