//! The last plan as a whole: one row, replaced together with the rows of the plan's other tables.

use presync_core::plan::PlanLine;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde_json::Value;

use super::{from_json, to_json};
use crate::{Result, Revision, Workspace, grid::GridTable, schema::Migration};

pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration {
        version: 1,
        sql: "CREATE TABLE plan (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    number INTEGER NOT NULL,
    title TEXT NOT NULL,
    made_at TEXT NOT NULL,
    recommended INTEGER NOT NULL,
    revision TEXT NOT NULL,
    line_link INTEGER NOT NULL,
    line_update INTEGER NOT NULL,
    line_disable INTEGER NOT NULL,
    line_create INTEGER NOT NULL,
    line_skip INTEGER NOT NULL,
    line_fail INTEGER NOT NULL,
    summary TEXT NOT NULL
) STRICT",
    },
    // The rows of an older plan are gone with their tables: it is there as a whole, and stale.
    Migration {
        version: 4,
        sql: "ALTER TABLE plan ADD COLUMN azure INTEGER NOT NULL DEFAULT 0;
ALTER TABLE plan ADD COLUMN legacy INTEGER NOT NULL DEFAULT 0;
ALTER TABLE plan ADD COLUMN changes INTEGER NOT NULL DEFAULT 0;
ALTER TABLE plan ADD COLUMN findings INTEGER NOT NULL DEFAULT 0;
ALTER TABLE plan ADD COLUMN links INTEGER NOT NULL DEFAULT 0;
ALTER TABLE plan ADD COLUMN reviews INTEGER NOT NULL DEFAULT 0;
UPDATE plan SET revision = json_set(revision, '$.sources', json('[]'))",
    },
];

/// How many rows a plan has in each of its tables; none of a plan that is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct PlanSizes {
    pub azure: u32,
    pub legacy: u32,
    pub changes: u32,
    pub findings: u32,
    pub links: u32,
    pub reviews: u32,
}

impl PlanSizes {
    /// The rows of a table.
    pub(crate) fn rows(&self, table: GridTable) -> usize {
        let rows = match table {
            GridTable::People => return self.azure as usize + self.legacy as usize,
            GridTable::Changes => self.changes,
            GridTable::Findings => self.findings,
            GridTable::Links => self.links,
            GridTable::Reviews => self.reviews,
        };
        rows as usize
    }
}

/// Counts the plans of a workspace, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PlanNumber(pub i64);

/// A stored plan as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanMeta {
    /// Its number.
    pub number: PlanNumber,
    /// What the engagement was called.
    pub title: String,
    /// The moment the plan is dated to, RFC 3339.
    pub made_at: String,
    /// Whether Presync recommended its mapping.
    pub recommended: bool,
    /// What it was made from.
    pub revision: Revision,
    /// The plan line.
    pub line: PlanLine,
    /// What the caller keeps beside it.
    pub summary: Value,
}

impl Workspace {
    /// The last plan as a whole; none before one was saved.
    ///
    /// # Errors
    /// `Damaged` when the row cannot be read.
    pub fn plan_meta(&self) -> Result<Option<PlanMeta>> {
        let sql = "SELECT number, title, made_at, recommended, revision, line_link, line_update,
            line_disable, line_create, line_skip, line_fail, summary FROM plan";
        let read = self.connection.query_row(sql, [], read).optional();
        read.map_err(|error| self.sql(error))
    }

    /// Whether sources, decisions or mapping changed since the plan was made.
    ///
    /// # Errors
    /// As SQLite says.
    pub fn is_stale(&self, plan: &PlanMeta) -> Result<bool> {
        Ok(self.revision()? != plan.revision)
    }
}

/// The number of the stored plan; none before one was saved.
pub(crate) fn number(connection: &Connection) -> rusqlite::Result<Option<PlanNumber>> {
    let read = connection.query_row("SELECT number FROM plan", [], |row| row.get(0));
    Ok(read.optional()?.map(PlanNumber))
}

/// How many rows the stored plan has.
pub(crate) fn sizes(connection: &Connection) -> rusqlite::Result<PlanSizes> {
    let sql = "SELECT azure, legacy, changes, findings, links, reviews FROM plan";
    let read = connection.query_row(sql, [], |row| {
        Ok(PlanSizes {
            azure: row.get(0)?,
            legacy: row.get(1)?,
            changes: row.get(2)?,
            findings: row.get(3)?,
            links: row.get(4)?,
            reviews: row.get(5)?,
        })
    });
    Ok(read.optional()?.unwrap_or_default())
}

/// Puts a plan in place of the one before.
pub(crate) fn replace(
    connection: &Connection,
    plan: &PlanMeta,
    sizes: &PlanSizes,
) -> rusqlite::Result<()> {
    let line = plan.line;
    let sql = "INSERT OR REPLACE INTO plan (id, number, title, made_at, recommended, revision,
            line_link, line_update, line_disable, line_create, line_skip, line_fail, summary,
            azure, legacy, changes, findings, links, reviews)
        VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)";
    let values = params![
        plan.number.0,
        &plan.title,
        &plan.made_at,
        plan.recommended,
        to_json(&plan.revision)?,
        line.link,
        line.update,
        line.disable,
        line.create,
        line.skip,
        line.fail,
        plan.summary.to_string(),
        sizes.azure,
        sizes.legacy,
        sizes.changes,
        sizes.findings,
        sizes.links,
        sizes.reviews,
    ];
    connection.execute(sql, values).map(drop)
}

fn read(row: &Row<'_>) -> rusqlite::Result<PlanMeta> {
    Ok(PlanMeta {
        number: PlanNumber(row.get(0)?),
        title: row.get(1)?,
        made_at: row.get(2)?,
        recommended: row.get(3)?,
        revision: from_json(row, 4)?,
        line: PlanLine {
            link: row.get(5)?,
            update: row.get(6)?,
            disable: row.get(7)?,
            create: row.get(8)?,
            skip: row.get(9)?,
            fail: row.get(10)?,
        },
        summary: from_json(row, 11)?,
    })
}
