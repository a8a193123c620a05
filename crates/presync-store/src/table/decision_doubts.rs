//! Decisions that the last look found to need another one. Derived: every look replaces them.

use presync_core::{decision::Decision, reimport::Doubt};
use rusqlite::{Connection, Row, Transaction};

use super::{decisions::DecisionEntry, from_json, from_word, to_json, to_word};
use crate::{Result, Workspace, connection::Durability, schema::Migration};

pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
    version: 2,
    sql: "CREATE TABLE decision_doubts (
    id INTEGER PRIMARY KEY,
    decision TEXT NOT NULL,
    legacy_anchor TEXT NOT NULL,
    azure_anchor TEXT NOT NULL,
    reason TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    decided_at TEXT NOT NULL,
    doubts TEXT NOT NULL
) STRICT",
}];

impl Workspace {
    /// Decisions that need another look, in the order they were made; those that were taken back or
    /// made anew since are left out.
    ///
    /// # Errors
    /// `Damaged` when a row cannot be read.
    pub fn doubts(&self) -> Result<Vec<Doubt>> {
        let log = self.decision_log()?;
        let mut doubts = all(&self.connection).map_err(|error| self.sql(error))?;
        doubts.retain(|doubt| !log.iter().any(|entry| settles(entry, &doubt.decision)));
        Ok(doubts)
    }

    /// Puts doubts in place of those of the look before.
    ///
    /// # Errors
    /// `Busy` or `Full`; those of the look before stay then.
    pub fn replace_doubts(&mut self, doubts: &[Doubt]) -> Result<()> {
        self.write(Durability::Normal, |within| replace(within, doubts))
    }
}

/// Whether an entry of the log takes a decision back or was made after it about the same Azure user.
fn settles(entry: &DecisionEntry, doubted: &Decision) -> bool {
    let logged = &entry.decision;
    let is_taken_back = entry.revoked.is_some() && logged == doubted;
    let is_made_anew = entry.revoked.is_none()
        && logged.azure_anchor == doubted.azure_anchor
        && logged.at > doubted.at;
    is_taken_back || is_made_anew
}

fn all(connection: &Connection) -> rusqlite::Result<Vec<Doubt>> {
    let sql = "SELECT decision, legacy_anchor, azure_anchor, reason, decided_by, decided_at, doubts
        FROM decision_doubts ORDER BY id";
    connection.prepare(sql)?.query_map([], read)?.collect()
}

fn replace(within: &Transaction<'_>, doubts: &[Doubt]) -> rusqlite::Result<()> {
    within.execute("DELETE FROM decision_doubts", [])?;
    let mut statement = within.prepare(
        "INSERT INTO decision_doubts (decision, legacy_anchor, azure_anchor, reason, decided_by,
            decided_at, doubts) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    for Doubt { decision, reasons } in doubts {
        statement.execute((
            to_word(&decision.decision)?,
            &decision.legacy_anchor,
            &decision.azure_anchor,
            &decision.reason,
            &decision.by,
            &decision.at,
            to_json(reasons)?,
        ))?;
    }
    Ok(())
}

fn read(row: &Row<'_>) -> rusqlite::Result<Doubt> {
    Ok(Doubt {
        decision: Decision {
            decision: from_word(row, 0)?,
            legacy_anchor: row.get(1)?,
            azure_anchor: row.get(2)?,
            reason: row.get(3)?,
            by: row.get(4)?,
            at: row.get(5)?,
        },
        reasons: from_json(row, 6)?,
    })
}
