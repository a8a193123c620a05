//! What people decided about who is who: append-only, so undo, audit and "who decided why" are reads.
//!
//! Every write waits for the disk. A decision is taken back by a further row that revokes it.

use presync_core::decision::Decision;
use rusqlite::{Connection, Row, Transaction};

use super::{from_word, to_word};
use crate::{Result, Workspace, connection::Durability, schema::Migration};

pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
    version: 1,
    sql: "CREATE TABLE decisions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    batch INTEGER NOT NULL,
    decision TEXT,
    legacy_anchor TEXT NOT NULL,
    azure_anchor TEXT NOT NULL,
    reason TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    decided_at TEXT NOT NULL,
    revokes INTEGER UNIQUE REFERENCES decisions (id),
    CHECK ((decision IS NULL) = (revokes IS NOT NULL))
) STRICT",
}];

const LOG: &str = "SELECT d.decision, d.legacy_anchor, d.azure_anchor, d.reason, d.decided_by,
        d.decided_at, d.batch, r.reason, r.decided_by, r.decided_at
    FROM decisions d LEFT JOIN decisions r ON r.revokes = d.id
    WHERE d.decision IS NOT NULL ORDER BY d.id";

/// Decisions that were made together and are taken back together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DecisionBatch(pub i64);

/// Who took a decision back, why and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revocation {
    /// Why, in the person's words.
    pub reason: String,
    /// Who.
    pub by: String,
    /// When, RFC 3339.
    pub at: String,
}

/// One decision as the log keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionEntry {
    /// The decision.
    pub decision: Decision,
    /// With which others it was made.
    pub batch: DecisionBatch,
    /// How it was taken back; none while it is in force.
    pub revoked: Option<Revocation>,
}

impl Workspace {
    /// Keeps decisions that were made together. They are on the disk when this returns.
    ///
    /// # Errors
    /// `Busy` or `Full`; none of them is kept then.
    pub fn decide(&mut self, decisions: &[Decision]) -> Result<DecisionBatch> {
        self.write(Durability::Full, |within| append(within, decisions))
    }

    /// Takes back what is still in force of a batch and gives how many decisions that were.
    ///
    /// # Errors
    /// `Busy` or `Full`; all of them stay in force then.
    pub fn revoke(&mut self, batch: DecisionBatch, revocation: &Revocation) -> Result<usize> {
        self.write(Durability::Full, |within| revoke(within, batch, revocation))
    }

    /// The decisions in force, oldest first.
    ///
    /// # Errors
    /// `Damaged` when a row cannot be read.
    pub fn decisions(&self) -> Result<Vec<Decision>> {
        let log = self.decision_log()?;
        Ok(log
            .into_iter()
            .filter(|entry| entry.revoked.is_none())
            .map(|entry| entry.decision)
            .collect())
    }

    /// All decisions ever made, oldest first, with how they were taken back.
    ///
    /// # Errors
    /// `Damaged` when a row cannot be read.
    pub fn decision_log(&self) -> Result<Vec<DecisionEntry>> {
        log(&self.connection).map_err(|error| self.sql(error))
    }
}

/// The newest row of the log, 0 when there is none: moves whenever something is decided or taken back.
pub(crate) fn last_id(connection: &Connection) -> rusqlite::Result<i64> {
    connection.query_row("SELECT coalesce(max(id), 0) FROM decisions", [], |row| {
        row.get(0)
    })
}

fn append(within: &Transaction<'_>, decisions: &[Decision]) -> rusqlite::Result<DecisionBatch> {
    let batch = next_batch(within)?;
    let mut statement = within.prepare(
        "INSERT INTO decisions (batch, decision, legacy_anchor, azure_anchor, reason, decided_by,
            decided_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    for decision in decisions {
        statement.execute((
            batch,
            to_word(&decision.decision)?,
            &decision.legacy_anchor,
            &decision.azure_anchor,
            &decision.reason,
            &decision.by,
            &decision.at,
        ))?;
    }
    Ok(DecisionBatch(batch))
}

fn revoke(
    within: &Transaction<'_>,
    batch: DecisionBatch,
    revocation: &Revocation,
) -> rusqlite::Result<usize> {
    let sql = "INSERT INTO decisions (batch, legacy_anchor, azure_anchor, reason, decided_by,
            decided_at, revokes)
        SELECT ?1, d.legacy_anchor, d.azure_anchor, ?2, ?3, ?4, d.id FROM decisions d
        WHERE d.batch = ?5 AND d.decision IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM decisions r WHERE r.revokes = d.id)
        ORDER BY d.id";
    let Revocation { reason, by, at } = revocation;
    within.execute(sql, (next_batch(within)?, reason, by, at, batch.0))
}

fn next_batch(within: &Transaction<'_>) -> rusqlite::Result<i64> {
    within.query_row(
        "SELECT coalesce(max(batch), 0) + 1 FROM decisions",
        [],
        |row| row.get(0),
    )
}

fn log(connection: &Connection) -> rusqlite::Result<Vec<DecisionEntry>> {
    connection.prepare(LOG)?.query_map([], read)?.collect()
}

fn read(row: &Row<'_>) -> rusqlite::Result<DecisionEntry> {
    let decision = Decision {
        decision: from_word(row, 0)?,
        legacy_anchor: row.get(1)?,
        azure_anchor: row.get(2)?,
        reason: row.get(3)?,
        by: row.get(4)?,
        at: row.get(5)?,
    };
    let revoked = match row.get::<_, Option<String>>(7)? {
        Some(reason) => Some(Revocation {
            reason,
            by: row.get(8)?,
            at: row.get(9)?,
        }),
        None => None,
    };
    Ok(DecisionEntry {
        decision,
        batch: DecisionBatch(row.get(6)?),
        revoked,
    })
}
