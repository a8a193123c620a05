//! The plan by person: Azure users in order, then intranet users in order; the key is the ordinal.

use std::borrow::Cow;

use presync_core::{Side, UserIx};
use rusqlite::{Connection, Statement, params};

use crate::schema::Migration;

pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration {
        version: 1,
        sql: "CREATE TABLE plan_people (
    id INTEGER PRIMARY KEY,
    side TEXT NOT NULL,
    position INTEGER NOT NULL,
    row INTEGER NOT NULL,
    anchor TEXT NOT NULL,
    login TEXT NOT NULL,
    mail TEXT NOT NULL,
    name TEXT NOT NULL,
    department TEXT NOT NULL,
    identity INTEGER,
    identity_status TEXT NOT NULL,
    rule_key TEXT NOT NULL,
    rule_finds TEXT NOT NULL,
    rule_finds_row TEXT NOT NULL,
    rule_finds_username TEXT NOT NULL,
    found_by INTEGER,
    outcome TEXT NOT NULL,
    action TEXT NOT NULL,
    changes INTEGER NOT NULL,
    findings TEXT NOT NULL,
    why TEXT NOT NULL,
    basis TEXT NOT NULL
) STRICT",
    },
    Migration {
        version: 1,
        sql: BY_OUTCOME,
    },
];

const BY_OUTCOME: &str =
    "CREATE INDEX plan_people_by_outcome ON plan_people (side, outcome, action)";

/// Made after the load: name and SQL, the same as the migration's.
pub(crate) const INDEXES: &[(&str, &str)] = &[("plan_people_by_outcome", BY_OUTCOME)];

/// The ordinal of a person of either side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct PersonId(pub i64);

/// Gives people their ordinals.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PersonIds {
    /// How many Azure users there are.
    pub azure: usize,
}

impl PersonIds {
    pub(crate) fn of(self, side: Side, user: UserIx) -> PersonId {
        let before = match side {
            Side::Azure => 0,
            Side::Legacy => i64::try_from(self.azure).expect("BUG: a population has 32-bit users"),
        };
        PersonId(before + i64::from(user.0) + 1)
    }
}

/// One person of the plan.
#[derive(Debug, Default)]
pub(crate) struct PersonRow<'a> {
    pub id: i64,
    pub side: &'static str,
    pub position: u32,
    pub row: u32,
    pub anchor: &'a str,
    pub login: &'a str,
    pub mail: &'a str,
    pub name: Cow<'a, str>,
    pub department: &'a str,
    pub identity: Option<i64>,
    pub identity_status: &'static str,
    pub rule_key: &'a str,
    pub rule_finds: &'static str,
    pub rule_finds_row: Cow<'a, str>,
    pub rule_finds_username: Cow<'a, str>,
    pub found_by: Option<i64>,
    pub outcome: &'static str,
    pub action: &'static str,
    pub changes: u32,
    pub findings: Cow<'a, str>,
    pub why: String,
    pub basis: String,
}

/// The statement that [`insert`] runs.
pub(crate) fn prepare_insert(connection: &Connection) -> rusqlite::Result<Statement<'_>> {
    connection.prepare(
        "INSERT INTO plan_people VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13,
            ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22)",
    )
}

/// Adds one person.
pub(crate) fn insert(
    statement: &mut Statement<'_>,
    person: &PersonRow<'_>,
) -> rusqlite::Result<()> {
    statement
        .execute(params![
            person.id,
            person.side,
            person.position,
            person.row,
            person.anchor,
            person.login,
            person.mail,
            person.name,
            person.department,
            person.identity,
            person.identity_status,
            person.rule_key,
            person.rule_finds,
            person.rule_finds_row,
            person.rule_finds_username,
            person.found_by,
            person.outcome,
            person.action,
            person.changes,
            person.findings,
            person.why,
            person.basis,
        ])
        .map(drop)
}
