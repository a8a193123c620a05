//! Until format 3 the queue of the plan had a row each; they are in `plan_columns` since.

use crate::schema::Migration;

pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration {
        version: 3,
        sql: "CREATE TABLE plan_reviews (
    id INTEGER PRIMARY KEY,
    link INTEGER NOT NULL,
    section TEXT NOT NULL,
    reasons TEXT NOT NULL
) STRICT",
    },
    Migration {
        version: 4,
        sql: "DROP TABLE plan_reviews",
    },
];
