//! The plan by attribute: every attribute of every account that would change, by Azure user.

use rusqlite::{Connection, Statement};

use crate::schema::Migration;

pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration {
        version: 1,
        sql: "CREATE TABLE plan_changes (
    id INTEGER PRIMARY KEY,
    azure INTEGER NOT NULL,
    account INTEGER,
    target INTEGER NOT NULL,
    kind TEXT NOT NULL,
    now TEXT NOT NULL,
    would_be TEXT NOT NULL,
    class TEXT NOT NULL,
    basis TEXT NOT NULL
) STRICT",
    },
    Migration {
        version: 1,
        sql: BY_AZURE,
    },
    Migration {
        version: 1,
        sql: BY_ACCOUNT,
    },
    Migration {
        version: 1,
        sql: BY_TARGET,
    },
    // Nothing finds a change by its people: the grid joins the other way round.
    Migration {
        version: 3,
        sql: "DROP INDEX plan_changes_by_azure; DROP INDEX plan_changes_by_account",
    },
];

const BY_AZURE: &str = "CREATE INDEX plan_changes_by_azure ON plan_changes (azure)";
const BY_ACCOUNT: &str =
    "CREATE INDEX plan_changes_by_account ON plan_changes (account) WHERE account IS NOT NULL";
const BY_TARGET: &str = "CREATE INDEX plan_changes_by_target ON plan_changes (target, kind)";

/// Made after the load: name and SQL, the same as the migrations'.
pub(crate) const INDEXES: &[(&str, &str)] = &[("plan_changes_by_target", BY_TARGET)];

/// One change; people and target are ordinals of their tables.
#[derive(Debug)]
pub(crate) struct ChangeRow<'a> {
    pub id: i64,
    pub azure: i64,
    pub account: Option<i64>,
    pub target: u16,
    pub kind: &'static str,
    pub now: &'a str,
    pub would_be: &'a str,
    pub class: &'static str,
    pub basis: &'a str,
}

/// The statement that [`insert`] runs.
pub(crate) fn prepare_insert(connection: &Connection) -> rusqlite::Result<Statement<'_>> {
    connection.prepare("INSERT INTO plan_changes VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")
}

/// Adds one change.
pub(crate) fn insert(
    statement: &mut Statement<'_>,
    change: &ChangeRow<'_>,
) -> rusqlite::Result<()> {
    let ChangeRow {
        id,
        azure,
        account,
        target,
        kind,
        now,
        would_be,
        class,
        basis,
    } = change;
    statement
        .execute((
            id, azure, account, target, kind, now, would_be, class, basis,
        ))
        .map(drop)
}
