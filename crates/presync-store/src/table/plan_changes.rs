//! Until format 3 the changes of the plan had a row each; they are in `plan_columns` since.

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
    Migration {
        version: 4,
        sql: "DROP TABLE plan_changes",
    },
];

const BY_AZURE: &str = "CREATE INDEX plan_changes_by_azure ON plan_changes (azure)";
const BY_ACCOUNT: &str =
    "CREATE INDEX plan_changes_by_account ON plan_changes (account) WHERE account IS NOT NULL";
const BY_TARGET: &str = "CREATE INDEX plan_changes_by_target ON plan_changes (target, kind)";
