//! The shape of the file: which tables, made by which migrations, up to which version.
//!
//! Each table's migrations are beside the table's code; here they are put in order, run, and compared
//! with what a file really holds.

use std::collections::BTreeMap;

use rusqlite::{Connection, Result, Transaction};

use crate::table;

/// Marks the file as Presync's: `PSYN` in ASCII.
pub(crate) const APPLICATION_ID: i64 = 0x5053_594e;

/// One step of one table towards a version of the file.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Migration {
    /// The version of the file that the step belongs to, from 1.
    pub version: i64,
    /// What it does. Never edited once released: a file's schema is compared with its outcome.
    pub sql: &'static str,
}

/// All migrations of all tables, table by table in the order they may refer to each other.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Schema {
    tables: &'static [&'static [Migration]],
}

/// Kind and name of everything a file holds, with the SQL that made it.
pub(crate) type Objects = BTreeMap<(String, String), String>;

impl Schema {
    /// The schema this version of Presync writes.
    pub(crate) const CURRENT: Self = Self::new(table::MIGRATIONS);

    pub(crate) const fn new(tables: &'static [&'static [Migration]]) -> Self {
        Self { tables }
    }

    /// The newest version there is a migration for.
    pub(crate) fn version(&self) -> i64 {
        self.steps().map(|step| step.version).max().unwrap_or(0)
    }

    /// Takes a database from one version to another and says so in its header.
    pub(crate) fn migrate(&self, within: &Transaction<'_>, from: i64, to: i64) -> Result<()> {
        for version in from + 1..=to {
            for step in self.steps().filter(|step| step.version == version) {
                within.execute_batch(step.sql)?;
            }
        }
        within.pragma_update(None, "user_version", to)
    }

    /// What a file of a version holds if nobody else wrote to it.
    pub(crate) fn objects(&self, version: i64) -> Result<Objects> {
        let mut scratch = Connection::open_in_memory()?;
        let transaction = scratch.transaction()?;
        self.migrate(&transaction, 0, version)?;
        objects_of(&transaction)
    }

    fn steps(&self) -> impl Iterator<Item = &'static Migration> {
        self.tables.iter().copied().flatten()
    }
}

/// What a file really holds, SQLite's own bookkeeping aside.
pub(crate) fn objects_of(connection: &Connection) -> Result<Objects> {
    let mut statement = connection.prepare("SELECT type, name, sql FROM sqlite_schema")?;
    let rows = statement.query_map([], |row| {
        let sql: Option<String> = row.get(2)?;
        Ok(((row.get(0)?, row.get(1)?), sql.unwrap_or_default()))
    })?;
    rows.filter(|row| !matches!(row, Ok((key, sql)) if is_bookkeeping(key, sql)))
        .collect()
}

fn is_bookkeeping((kind, name): &(String, String), sql: &str) -> bool {
    (kind == "table" && name == "sqlite_sequence")
        || (kind == "index" && sql.is_empty() && name.starts_with("sqlite_autoindex_"))
}
