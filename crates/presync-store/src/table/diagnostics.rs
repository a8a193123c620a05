//! What importers noticed about their files, kept with the source it is about.

use presync_core::{Cases, Diagnostic, Repair, Severity};
use rusqlite::{Connection, Row, Statement};

use super::{from_json, from_word, sources::SourceId, to_json};
use crate::{Result, Workspace, schema::Migration};

pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration {
        version: 1,
        sql: "CREATE TABLE diagnostics (
    id INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
    code TEXT NOT NULL,
    severity TEXT NOT NULL,
    file TEXT NOT NULL,
    sheet TEXT,
    row INTEGER,
    column_header TEXT,
    message TEXT NOT NULL,
    hint TEXT NOT NULL
) STRICT",
    },
    Migration {
        version: 2,
        sql: "ALTER TABLE diagnostics ADD COLUMN repair TEXT;
ALTER TABLE diagnostics ADD COLUMN cases INTEGER NOT NULL DEFAULT 0;
ALTER TABLE diagnostics ADD COLUMN samples TEXT NOT NULL DEFAULT '[]'",
    },
];

/// Diagnostics of one code and severity in one source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiagnosticGroup {
    /// The source they are about.
    pub source: SourceId,
    /// Their code.
    pub code: String,
    /// How much they matter.
    pub severity: Severity,
    /// How many there are.
    pub count: u32,
    /// The first of them, as an example.
    pub first: Diagnostic,
}

impl Workspace {
    /// All diagnostics of all sources, in file order.
    ///
    /// # Errors
    /// `Damaged` when a row cannot be read.
    pub fn diagnostics(&self) -> Result<Vec<Diagnostic>> {
        let read = || -> rusqlite::Result<_> {
            let mut statement = self.connection.prepare(
                "SELECT code, severity, file, sheet, row, column_header, message, hint, repair,
                    cases, samples
                FROM diagnostics ORDER BY source, id",
            )?;
            statement.query_map([], read)?.collect()
        };
        read().map_err(|error| self.sql(error))
    }

    /// Diagnostics counted by source, code and severity: few, however many rows are odd.
    ///
    /// # Errors
    /// `Damaged` when a row cannot be read.
    pub fn diagnostic_groups(&self) -> Result<Vec<DiagnosticGroup>> {
        groups(&self.connection).map_err(|error| self.sql(error))
    }
}

/// The statement that [`insert`] runs.
pub(crate) fn prepare_insert(connection: &Connection) -> rusqlite::Result<Statement<'_>> {
    connection.prepare(
        "INSERT INTO diagnostics (source, code, severity, file, sheet, row, column_header, message,
            hint, repair, cases, samples)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
    )
}

/// Adds one diagnostic.
pub(crate) fn insert(
    statement: &mut Statement<'_>,
    source: SourceId,
    diagnostic: &Diagnostic,
) -> rusqlite::Result<()> {
    let row = diagnostic.row.map(whole);
    let repair = diagnostic.cases.repair.map(Repair::as_str);
    statement
        .execute((
            source.0,
            &diagnostic.code,
            diagnostic.severity.as_str(),
            &diagnostic.file,
            &diagnostic.sheet,
            row,
            &diagnostic.column,
            &diagnostic.message,
            &diagnostic.hint,
            repair,
            whole(diagnostic.cases.count),
            to_json(&diagnostic.cases.samples)?,
        ))
        .map(drop)
}

fn whole(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn groups(connection: &Connection) -> rusqlite::Result<Vec<DiagnosticGroup>> {
    let mut statement = connection.prepare(
        "SELECT d.code, d.severity, d.file, d.sheet, d.row, d.column_header, d.message, d.hint,
            d.repair, d.cases, d.samples, d.source, g.count
        FROM (SELECT min(id) AS first, count(*) AS count FROM diagnostics
            GROUP BY source, code, severity) g
        JOIN diagnostics d ON d.id = g.first ORDER BY d.source, d.id",
    )?;
    let rows = statement.query_map([], |row| {
        let first = read(row)?;
        Ok(DiagnosticGroup {
            source: SourceId(row.get(11)?),
            code: first.code.clone(),
            severity: first.severity,
            count: row.get(12)?,
            first,
        })
    })?;
    rows.collect()
}

fn read(row: &Row<'_>) -> rusqlite::Result<Diagnostic> {
    Ok(Diagnostic {
        code: row.get(0)?,
        severity: from_word(row, 1)?,
        file: row.get(2)?,
        sheet: row.get(3)?,
        row: row.get::<_, Option<i64>>(4)?.map(i64::unsigned_abs),
        column: row.get(5)?,
        message: row.get(6)?,
        hint: row.get(7)?,
        cases: Cases {
            repair: row
                .get::<_, Option<String>>(8)?
                .map(|_| from_word(row, 8))
                .transpose()?,
            count: row.get::<_, i64>(9)?.unsigned_abs(),
            samples: from_json(row, 10)?,
        },
    })
}
