//! The links the plan was made with: pairs of people, by Azure user, then by status and score.

use rusqlite::{Connection, Statement};

use crate::schema::Migration;

pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration {
        version: 1,
        sql: "CREATE TABLE links (
    id INTEGER PRIMARY KEY,
    legacy INTEGER NOT NULL,
    azure INTEGER NOT NULL,
    status TEXT NOT NULL,
    rule TEXT NOT NULL,
    score REAL NOT NULL,
    evidence TEXT NOT NULL
) STRICT",
    },
    Migration {
        version: 1,
        sql: BY_STATUS,
    },
    Migration {
        version: 1,
        sql: BY_AZURE,
    },
    Migration {
        version: 1,
        sql: BY_LEGACY,
    },
    // Nothing finds a link by its intranet user: the grid joins the other way round.
    Migration {
        version: 3,
        sql: "DROP INDEX links_by_legacy",
    },
];

const BY_STATUS: &str = "CREATE INDEX links_by_status ON links (status, rule)";
const BY_AZURE: &str = "CREATE INDEX links_by_azure ON links (azure)";
const BY_LEGACY: &str = "CREATE INDEX links_by_legacy ON links (legacy)";

/// Made after the load: name and SQL, the same as the migrations'.
pub(crate) const INDEXES: &[(&str, &str)] =
    &[("links_by_status", BY_STATUS), ("links_by_azure", BY_AZURE)];

/// One link; people are ordinals of `plan_people`.
#[derive(Debug)]
pub(crate) struct LinkRow {
    pub id: i64,
    pub legacy: i64,
    pub azure: i64,
    pub status: &'static str,
    pub rule: &'static str,
    pub score: f64,
    pub evidence: String,
}

/// The statement that [`insert`] runs.
pub(crate) fn prepare_insert(connection: &Connection) -> rusqlite::Result<Statement<'_>> {
    connection.prepare("INSERT INTO links VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")
}

/// Adds one link.
pub(crate) fn insert(statement: &mut Statement<'_>, link: &LinkRow) -> rusqlite::Result<()> {
    let LinkRow {
        id,
        legacy,
        azure,
        status,
        rule,
        score,
        evidence,
    } = link;
    statement
        .execute((id, legacy, azure, status, rule, score, evidence))
        .map(drop)
}
