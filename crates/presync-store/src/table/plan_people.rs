//! Until format 3 the people of the plan had a row each; they are in `plan_columns` since.

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
    Migration {
        version: 4,
        sql: "DROP TABLE plan_people",
    },
];

const BY_OUTCOME: &str =
    "CREATE INDEX plan_people_by_outcome ON plan_people (side, outcome, action)";
