//! What people decided about who is who: append-only, so undo, audit and "who decided why" are reads.
//!
//! Every write waits for the disk. A decision is taken back by a further row that revokes it, and put in
//! force again by one that revokes the revoking row.

use std::collections::BTreeMap;

use presync_core::decision::{Decision, Verdict, steps::Step};
use rusqlite::{Connection, Row, Transaction};

use super::{decision_labels, from_word, to_word};
use crate::{Label, Result, Revision, Workspace, connection::Durability, schema::Migration};

pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration {
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
    },
    Migration {
        version: 3,
        sql: "CREATE INDEX decisions_by_azure ON decisions (azure_anchor COLLATE NOCASE)",
    },
    Migration {
        version: 3,
        sql: "CREATE INDEX decisions_by_legacy ON decisions (legacy_anchor COLLATE NOCASE)",
    },
];

/// Whether the decision `d` is in force: an even number of rows revokes it and each other in turn.
macro_rules! is_in_force {
    () => {
        "(WITH RECURSIVE chain (id) AS (
            SELECT r.id FROM decisions r WHERE r.revokes = d.id
            UNION ALL SELECT r.id FROM decisions r JOIN chain ON r.revokes = chain.id)
        SELECT count(*) % 2 = 0 FROM chain)"
    };
}
pub(crate) use is_in_force;

/// Decisions that were made together and are taken back together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DecisionBatch(pub i64);

/// Who took a decision back, or put it in force again, why and when.
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
    /// Its place in the log.
    pub id: i64,
    /// The decision.
    pub decision: Decision,
    /// With which others it was made.
    pub batch: DecisionBatch,
    /// How it was taken back; none while it is in force.
    pub revoked: Option<Revocation>,
}

/// What was done in one batch of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionStep {
    /// The batch.
    pub batch: DecisionBatch,
    /// What it was.
    pub step: Step<DecisionBatch>,
    /// How many decisions it made, took back or put in force again.
    pub count: u32,
    /// How many of them are in force now.
    pub in_force: u32,
    /// The first of them, with the who, when and why of the batch.
    pub first: Decision,
}

impl Workspace {
    /// Keeps decisions that were made together. They are on the disk when this returns.
    ///
    /// # Errors
    /// `Busy` or `Full`; none of them is kept then.
    pub fn decide(&mut self, decisions: &[Decision]) -> Result<DecisionBatch> {
        self.decide_labelled(decisions, &[])
    }

    /// As [`Workspace::decide`], with what had been proposed for each; labels that are missing at the end
    /// are none.
    ///
    /// # Errors
    /// `Busy` or `Full`; none of them is kept then.
    pub fn decide_labelled(
        &mut self,
        decisions: &[Decision],
        labels: &[Option<Label>],
    ) -> Result<DecisionBatch> {
        self.write(Durability::Full, |within| append(within, decisions, labels))
    }

    /// Takes back what is still in force of a batch and gives how many decisions that were.
    ///
    /// # Errors
    /// `Busy` or `Full`; all of them stay in force then.
    pub fn revoke(&mut self, batch: DecisionBatch, revocation: &Revocation) -> Result<usize> {
        self.write(Durability::Full, |within| {
            turn(within, batch, Turn::Back, revocation)
        })
    }

    /// Puts in force again what was taken back of a batch and gives how many decisions that were.
    ///
    /// # Errors
    /// `Busy` or `Full`; nothing changes then.
    pub fn restore(&mut self, batch: DecisionBatch, revocation: &Revocation) -> Result<usize> {
        self.write(Durability::Full, |within| {
            turn(within, batch, Turn::Forth, revocation)
        })
    }

    /// The decisions in force, oldest first.
    ///
    /// # Errors
    /// `Damaged` when a row cannot be read.
    pub fn decisions(&self) -> Result<Vec<Decision>> {
        Ok(in_force(self.decision_log()?))
    }

    /// The decisions that were in force when something was made of the workspace.
    ///
    /// # Errors
    /// `Damaged` when a row cannot be read.
    pub fn decisions_at(&self, revision: &Revision) -> Result<Vec<Decision>> {
        let mut rows = rows(&self.connection).map_err(|error| self.sql(error))?;
        rows.retain(|row| row.id <= revision.decision);
        Ok(in_force(Log::of(rows).entries()))
    }

    /// All decisions ever made, oldest first, with how they were taken back.
    ///
    /// # Errors
    /// `Damaged` when a row cannot be read.
    pub fn decision_log(&self) -> Result<Vec<DecisionEntry>> {
        let rows = rows(&self.connection).map_err(|error| self.sql(error))?;
        Ok(Log::of(rows).entries())
    }

    /// Everything that was ever done, batch by batch, oldest first.
    ///
    /// # Errors
    /// `Damaged` when a row cannot be read.
    pub fn decision_steps(&self) -> Result<Vec<DecisionStep>> {
        let rows = rows(&self.connection).map_err(|error| self.sql(error))?;
        Ok(Log::of(rows).steps())
    }
}

/// The newest row of the log, 0 when there is none: moves whenever something is decided or taken back.
pub(crate) fn last_id(connection: &Connection) -> rusqlite::Result<i64> {
    connection.query_row("SELECT coalesce(max(id), 0) FROM decisions", [], |row| {
        row.get(0)
    })
}

fn in_force(log: Vec<DecisionEntry>) -> Vec<Decision> {
    let in_force = log.into_iter().filter(|entry| entry.revoked.is_none());
    in_force.map(|entry| entry.decision).collect()
}

fn append(
    within: &Transaction<'_>,
    decisions: &[Decision],
    labels: &[Option<Label>],
) -> rusqlite::Result<DecisionBatch> {
    let batch = next_batch(within)?;
    let mut statement = within.prepare(
        "INSERT INTO decisions (batch, decision, legacy_anchor, azure_anchor, reason, decided_by,
            decided_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    for (at, decision) in decisions.iter().enumerate() {
        let id = statement.insert((
            batch,
            to_word(&decision.decision)?,
            &decision.legacy_anchor,
            &decision.azure_anchor,
            &decision.reason,
            &decision.by,
            &decision.at,
        ))?;
        if let Some(Some(label)) = labels.get(at) {
            decision_labels::insert(within, id, label)?;
        }
    }
    Ok(DecisionBatch(batch))
}

/// Which way decisions are turned.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Turn {
    Back,
    Forth,
}

/// Revokes the end of the chain of every decision of a batch that is not yet as wanted.
fn turn(
    within: &Transaction<'_>,
    batch: DecisionBatch,
    turn: Turn,
    Revocation { reason, by, at }: &Revocation,
) -> rusqlite::Result<usize> {
    let log = Log::of(rows(within)?);
    let own = next_batch(within)?;
    let mut statement = within.prepare(
        "INSERT INTO decisions (batch, legacy_anchor, azure_anchor, reason, decided_by, decided_at,
            revokes) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    let mut turned = 0;
    let of_batch = |row: &&Stored| row.decision.is_some() && row.batch == batch.0;
    for row in log.rows.iter().filter(of_batch) {
        let end = log.end(row);
        if end.is_in_force() == (turn == Turn::Back) {
            let (legacy, azure) = (&row.legacy_anchor, &row.azure_anchor);
            statement.execute((own, legacy, azure, reason, by, at, end.last.id))?;
            turned += 1;
        }
    }
    Ok(turned)
}

fn next_batch(within: &Transaction<'_>) -> rusqlite::Result<i64> {
    within.query_row(
        "SELECT coalesce(max(batch), 0) + 1 FROM decisions",
        [],
        |row| row.get(0),
    )
}

/// One row of the table.
struct Stored {
    id: i64,
    batch: i64,
    decision: Option<Verdict>,
    legacy_anchor: String,
    azure_anchor: String,
    reason: String,
    by: String,
    at: String,
    revokes: Option<i64>,
}

/// All rows in order, and which of them revokes which.
struct Log {
    rows: Vec<Stored>,
    by_revoked: BTreeMap<i64, usize>,
}

/// The last of the rows that revoke a decision and each other in turn.
struct End<'a> {
    last: &'a Stored,
    length: usize,
}

impl End<'_> {
    fn is_in_force(&self) -> bool {
        self.length.is_multiple_of(2)
    }
}

impl Log {
    fn of(rows: Vec<Stored>) -> Self {
        let revoking = rows.iter().enumerate();
        let by_revoked = revoking.filter_map(|(at, row)| Some((row.revokes?, at)));
        Self {
            by_revoked: by_revoked.collect(),
            rows,
        }
    }

    fn end<'a>(&'a self, row: &'a Stored) -> End<'a> {
        let mut end = End {
            last: row,
            length: 0,
        };
        while let Some(at) = self.by_revoked.get(&end.last.id) {
            end.last = &self.rows[*at];
            end.length += 1;
        }
        end
    }

    fn entries(&self) -> Vec<DecisionEntry> {
        let entry = |row: &Stored| {
            let end = self.end(row);
            Some(DecisionEntry {
                id: row.id,
                decision: row.as_decision(row.decision?),
                batch: DecisionBatch(row.batch),
                revoked: (!end.is_in_force()).then(|| end.last.as_revocation()),
            })
        };
        self.rows.iter().filter_map(entry).collect()
    }

    fn steps(&self) -> Vec<DecisionStep> {
        let mut roots: BTreeMap<i64, (usize, usize)> = BTreeMap::new();
        let mut steps: Vec<DecisionStep> = Vec::new();
        for (at, row) in self.rows.iter().enumerate() {
            let (root, turns) = match row.revokes.and_then(|id| roots.get(&id)) {
                Some((root, turns)) => (*root, turns + 1),
                None => (at, 0),
            };
            roots.insert(row.id, (root, turns));
            let origin = &self.rows[root];
            let in_force = u32::from(self.end(origin).is_in_force());
            match steps.last_mut().filter(|step| step.batch.0 == row.batch) {
                Some(step) => {
                    step.count += 1;
                    step.in_force += in_force;
                }
                None => steps.push(DecisionStep {
                    batch: DecisionBatch(row.batch),
                    step: step(DecisionBatch(origin.batch), turns),
                    count: 1,
                    in_force,
                    first: row.as_decision(origin.decision.unwrap_or(Verdict::Deny)),
                }),
            }
        }
        steps
    }
}

fn step(origin: DecisionBatch, turns: usize) -> Step<DecisionBatch> {
    match turns {
        0 => Step::Decided(origin),
        turns if turns.is_multiple_of(2) => Step::Redone(origin),
        _ => Step::Undone(origin),
    }
}

impl Stored {
    fn as_decision(&self, decision: Verdict) -> Decision {
        Decision {
            legacy_anchor: self.legacy_anchor.clone(),
            azure_anchor: self.azure_anchor.clone(),
            decision,
            reason: self.reason.clone(),
            by: self.by.clone(),
            at: self.at.clone(),
        }
    }

    fn as_revocation(&self) -> Revocation {
        Revocation {
            reason: self.reason.clone(),
            by: self.by.clone(),
            at: self.at.clone(),
        }
    }
}

/// A decision in force that the stored plan does not know, or by which somebody is left out.
pub(crate) struct Since {
    pub decision: String,
    pub legacy: String,
    pub azure: String,
}

/// Decisions in force since the plan was made, in order; who is left out stays so.
pub(crate) fn since_plan(connection: &Connection) -> rusqlite::Result<Vec<Since>> {
    let sql = concat!(
        "SELECT d.decision, d.legacy_anchor, d.azure_anchor FROM decisions d
        WHERE d.decision IN ('confirm', 'deny', 'new', 'leave_out')
        AND (d.decision = 'leave_out'
            OR d.id > coalesce((SELECT json_extract(revision, '$.decision') FROM plan), 0))
        AND ",
        is_in_force!(),
        " ORDER BY d.id"
    );
    let mut statement = connection.prepare_cached(sql)?;
    let made = statement.query_map([], |row| {
        Ok(Since {
            decision: row.get(0)?,
            legacy: row.get(1)?,
            azure: row.get(2)?,
        })
    })?;
    made.collect()
}

fn rows(connection: &Connection) -> rusqlite::Result<Vec<Stored>> {
    let sql = "SELECT id, batch, decision, legacy_anchor, azure_anchor, reason, decided_by,
            decided_at, revokes FROM decisions ORDER BY id";
    connection.prepare(sql)?.query_map([], read)?.collect()
}

fn read(row: &Row<'_>) -> rusqlite::Result<Stored> {
    let is_decision = row.get_ref(2)?.as_str_or_null()?.is_some();
    Ok(Stored {
        id: row.get(0)?,
        batch: row.get(1)?,
        decision: is_decision.then(|| from_word(row, 2)).transpose()?,
        legacy_anchor: row.get(3)?,
        azure_anchor: row.get(4)?,
        reason: row.get(5)?,
        by: row.get(6)?,
        at: row.get(7)?,
        revokes: row.get(8)?,
    })
}
