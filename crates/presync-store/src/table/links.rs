//! Until format 3 the links of the plan had a row each; they are in `plan_columns` since.

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
    Migration {
        version: 4,
        sql: "DROP TABLE links",
    },
];

const BY_STATUS: &str = "CREATE INDEX links_by_status ON links (status, rule)";
const BY_AZURE: &str = "CREATE INDEX links_by_azure ON links (azure)";
const BY_LEGACY: &str = "CREATE INDEX links_by_legacy ON links (legacy)";
