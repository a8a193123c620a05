//! The findings of the plan, each with whom it concerns and where that person was read.

use rusqlite::{Connection, Statement};

use crate::schema::Migration;

pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration {
        version: 1,
        sql: "CREATE TABLE plan_findings (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL,
    severity TEXT NOT NULL,
    subject_side TEXT NOT NULL,
    subject INTEGER,
    subject_key TEXT NOT NULL,
    attribute TEXT NOT NULL,
    evidence TEXT NOT NULL,
    file TEXT NOT NULL,
    sheet TEXT NOT NULL,
    row INTEGER
) STRICT",
    },
    Migration {
        version: 1,
        sql: BY_CODE,
    },
    Migration {
        version: 1,
        sql: BY_SUBJECT,
    },
    // Nothing finds a finding by its person: the grid joins the other way round.
    Migration {
        version: 3,
        sql: "DROP INDEX plan_findings_by_subject",
    },
];

const BY_CODE: &str = "CREATE INDEX plan_findings_by_code ON plan_findings (code, severity)";
const BY_SUBJECT: &str = "CREATE INDEX plan_findings_by_subject ON plan_findings (subject)";

/// Made after the load: name and SQL, the same as the migrations'.
pub(crate) const INDEXES: &[(&str, &str)] = &[("plan_findings_by_code", BY_CODE)];

/// One finding. Without a person, side and place are empty and the key names the mapping row.
#[derive(Debug, Default)]
pub(crate) struct FindingRow<'a> {
    pub id: i64,
    pub code: &'static str,
    pub severity: &'static str,
    pub subject_side: &'static str,
    pub subject: Option<i64>,
    pub subject_key: &'a str,
    pub attribute: &'a str,
    pub evidence: &'a str,
    pub file: &'a str,
    pub sheet: &'a str,
    pub row: Option<u32>,
}

/// The statement that [`insert`] runs.
pub(crate) fn prepare_insert(connection: &Connection) -> rusqlite::Result<Statement<'_>> {
    connection
        .prepare("INSERT INTO plan_findings VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)")
}

/// Adds one finding.
pub(crate) fn insert(statement: &mut Statement<'_>, row: &FindingRow<'_>) -> rusqlite::Result<()> {
    statement
        .execute((
            row.id,
            row.code,
            row.severity,
            row.subject_side,
            row.subject,
            row.subject_key,
            row.attribute,
            row.evidence,
            row.file,
            row.sheet,
            row.row,
        ))
        .map(drop)
}
