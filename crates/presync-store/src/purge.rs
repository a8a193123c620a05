//! Purging: what is taken out of a workspace leaves no byte in it, in its log or in its backups, and a
//! certificate says what went. Not here: packages that were written elsewhere, which the workspace does
//! not know.

use std::{
    collections::BTreeMap,
    io::Read,
    path::{Path, PathBuf},
};

use rusqlite::{Connection, Transaction};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::{
    Passphrase, Workspace,
    connection::{self, Durability},
    error::{Result, WorkspaceError, base_name},
    gate::log_of,
    locking::{backups_of, remove_left_copies, shred},
    table::purges,
};

/// How much goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PurgeLevel {
    /// The records of the exports and what was noticed about them; plan, decisions and mappings stay.
    Imports,
    /// Everything but the engagement's name, retention, who was erased, and counts.
    AllButAggregates,
    /// The file itself.
    Everything,
}

/// Tables of imported records.
const IMPORTED: [&str; 5] = [
    "diagnostics",
    "records",
    "sources",
    "side_changes",
    "side_change_rows",
];
/// Tables without people, which stay while the file does. Who was erased stays out of later imports.
const KEPT: [&str; 5] = ["engagement", "retention", "purges", "erased_key", "erased"];

impl Workspace {
    /// Purges a workspace that nobody has open, and gives the certificate: counts, digests and the time, no
    /// values. `at` is RFC 3339. Every level removes the backups, which hold what is purged.
    ///
    /// # Errors
    /// As [`Workspace::unlock`]; `Busy` when a program has it open. What was not purged is whole then.
    pub fn purge(
        path: &Path,
        key: Option<&Passphrase>,
        level: PurgeLevel,
        at: &str,
    ) -> Result<Value> {
        let mut workspace = Self::unlock(path, key)?;
        workspace.take_alone()?;
        let certificate = workspace.describe_purge(level, at)?;
        let kept = if level == PurgeLevel::Everything {
            drop(workspace);
            None
        } else {
            workspace.remove_rows(level, at, &certificate)?;
            Some(workspace)
        };
        remove_left_copies(path)?;
        for backup in backups_of(path) {
            shred(&backup)?;
        }
        if kept.is_none() {
            remove_whole(path)?;
        }
        drop(kept);
        Ok(certificate)
    }

    /// Lets nobody else in; the log is in the file then.
    pub(crate) fn take_alone(&self) -> Result<()> {
        let alone = connection::take_alone(&self.connection);
        if !alone.map_err(|error| self.sql(error))? {
            let file = self.file.clone();
            return Err(WorkspaceError::Busy { file });
        }
        // With a log again, a program that is killed leaves a file that can be looked at untouched.
        connection::keep_log(&self.connection).map_err(|error| self.sql(error))
    }

    fn describe_purge(&self, level: PurgeLevel, at: &str) -> Result<Value> {
        let counts = self.row_counts(level);
        let sources: Vec<Value> = self
            .sources()?
            .iter()
            .map(|source| {
                json!({ "side": source.header.side.as_str(), "sha256": source.header.sha256,
                    "records": source.records, "rejected": source.rejected,
                    "imported_at": source.imported_at })
            })
            .collect();
        let plan = self.plan_meta()?.map(|plan| {
            let line = plan.line;
            json!({ "made_at": plan.made_at, "link": line.link, "update": line.update,
                "disable": line.disable, "create": line.create, "skip": line.skip, "fail": line.fail })
        });
        let mut files = backups_of(self.path());
        if level == PurgeLevel::Everything {
            files.push(self.path().to_owned());
        }
        let files = files.iter().map(|file| digest(file));
        Ok(json!({
            "certificate": "presync-purge", "format_version": "1.0", "workspace": self.file,
            "level": level, "at": at, "removed_rows": counts.map_err(|error| self.sql(error))?,
            "removed_files": files.collect::<Result<Vec<Value>>>()?,
            "aggregates": { "sources": sources, "plan": plan },
        }))
    }

    fn row_counts(&self, level: PurgeLevel) -> rusqlite::Result<BTreeMap<String, i64>> {
        let tables = tables(&self.connection, level)?;
        let count = |table: String| {
            let sql = format!("SELECT count(*) FROM {table}");
            let rows = self.connection.query_row(&sql, [], |row| row.get(0))?;
            Ok((table, rows))
        };
        tables.into_iter().map(count).collect()
    }

    fn remove_rows(&mut self, level: PurgeLevel, at: &str, certificate: &Value) -> Result<()> {
        self.write(Durability::Full, |within| {
            remove_rows(within, level)?;
            purges::insert(within, at, certificate)
        })?;
        // Pages that are free now go from the file, and so does what half-filled pages held.
        let compact = self.connection.execute_batch("VACUUM");
        compact.map_err(|error| self.sql(error))?;
        self.flush_log()
    }
}

fn remove_rows(within: &Transaction<'_>, level: PurgeLevel) -> rusqlite::Result<()> {
    within.pragma_update(None, "defer_foreign_keys", true)?;
    for table in tables(within, level)? {
        within.execute(&format!("DELETE FROM {table}"), [])?;
    }
    if level == PurgeLevel::AllButAggregates {
        within.execute("UPDATE engagement SET settings = '{}'", [])?;
    }
    Ok(())
}

/// The tables that a level empties; of the whole file, all.
fn tables(connection: &Connection, level: PurgeLevel) -> rusqlite::Result<Vec<String>> {
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
        ORDER BY name";
    let mut statement = connection.prepare(sql)?;
    let names = statement.query_map([], |row| row.get::<_, String>(0))?;
    let goes = |name: &String| match level {
        PurgeLevel::Imports => IMPORTED.contains(&name.as_str()),
        PurgeLevel::AllButAggregates => !KEPT.contains(&name.as_str()),
        PurgeLevel::Everything => true,
    };
    names
        .filter(|name| name.as_ref().map_or(true, goes))
        .collect()
}

/// What a file was, for the certificate.
fn digest(path: &Path) -> Result<Value> {
    let file = base_name(path);
    let io = |error| WorkspaceError::of_io(&file, error);
    let mut hasher = Sha256::new();
    let mut opened = std::fs::File::open(path).map_err(io)?;
    let (mut block, mut bytes) = (vec![0; 1 << 16], 0u64);
    loop {
        let read = opened.read(&mut block).map_err(io)?;
        if read == 0 {
            break;
        }
        hasher.update(&block[..read]);
        bytes += read as u64;
    }
    let digest: String = hasher
        .finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    Ok(json!({ "file": file, "bytes": bytes, "sha256": digest }))
}

/// The file and what belongs to it. The file goes last: while it is there, purging can be asked for again.
fn remove_whole(path: &Path) -> Result<()> {
    let mut name = path.as_os_str().to_owned();
    name.push("-shm");
    let memory = PathBuf::from(&name);
    let mut name = path.as_os_str().to_owned();
    name.push("-journal");
    for file in [log_of(path).as_path(), &memory, Path::new(&name), path] {
        shred(file)?;
    }
    Ok(())
}
