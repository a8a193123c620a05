//! Until format 3 the findings of the plan had a row each; they are in `plan_columns` since.

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
    Migration {
        version: 4,
        sql: "DROP TABLE plan_findings",
    },
];

const BY_CODE: &str = "CREATE INDEX plan_findings_by_code ON plan_findings (code, severity)";
const BY_SUBJECT: &str = "CREATE INDEX plan_findings_by_subject ON plan_findings (subject)";
