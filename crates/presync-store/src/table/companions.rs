//! Files beside the users, whole: assignments, groups, limits, schemas. What they say is not known here.

use rusqlite::{Connection, OptionalExtension, Row, Transaction};
use serde_json::Value;

use super::{from_json, to_json};
use crate::{Result, Workspace, connection::Durability, schema::Migration};

/// Until format 5 the schema to patch lay in the settings of the engagement.
pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
    version: 6,
    sql: "CREATE TABLE companions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    role TEXT NOT NULL,
    label TEXT NOT NULL,
    file TEXT NOT NULL,
    format TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    said TEXT NOT NULL,
    added_at TEXT NOT NULL,
    content BLOB NOT NULL
) STRICT;
INSERT INTO companions (role, label, file, format, sha256, bytes, said, added_at, content)
    SELECT 'schema', '', json_extract(settings, '$.patch.file'), json_extract(settings, '$.patch.format'),
        json_extract(settings, '$.patch.sha256'), json_extract(settings, '$.patch.bytes'), '{}', '',
        CAST(json_extract(settings, '$.patch.document') AS BLOB)
    FROM engagement WHERE json_valid(settings) AND json_type(settings, '$.patch.document') = 'object';
UPDATE engagement SET settings = json_remove(settings, '$.patch') WHERE json_valid(settings)",
}];

/// A file of this workspace; never given twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CompanionId(pub i64);

/// A file beside the users, without its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompanionRow {
    /// Its id.
    pub id: CompanionId,
    /// What it is.
    pub companion: Companion,
    /// When it was added, RFC 3339; empty for what an older format kept.
    pub added_at: String,
}

/// What is known of such a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Companion {
    /// What it is used as, a word of the application.
    pub role: String,
    /// What was said of it beside, such as the name of the group it lists; may be empty.
    pub label: String,
    /// Base name.
    pub file: String,
    /// What the report calls its format.
    pub format: String,
    /// Digest of the file as it was given, lower-case hex.
    pub sha256: String,
    /// Its size as it was given.
    pub bytes: u64,
    /// What it says, a JSON document of the application.
    pub said: Value,
}

impl Workspace {
    /// The files beside the users in the order they were added.
    ///
    /// # Errors
    /// `Damaged` when a row cannot be read.
    pub fn companions(&self) -> Result<Vec<CompanionRow>> {
        all(&self.connection).map_err(|error| self.sql(error))
    }

    /// The bytes of such a file; none when it is gone.
    ///
    /// # Errors
    /// As SQLite says.
    pub fn companion_content(&self, id: CompanionId) -> Result<Option<Vec<u8>>> {
        let sql = "SELECT content FROM companions WHERE id = ?1";
        let read = self.connection.query_row(sql, [id.0], |row| row.get(0));
        read.optional().map_err(|error| self.sql(error))
    }

    /// Keeps a file in place of others. It is on the disk when this returns.
    ///
    /// # Errors
    /// `Busy` or `Full`; nothing changed then.
    pub fn keep_companion(
        &mut self,
        companion: &Companion,
        content: &[u8],
        replaced: &[CompanionId],
        added_at: &str,
    ) -> Result<CompanionId> {
        let id = self.write(Durability::Full, |within| {
            for id in replaced {
                remove(within, *id)?;
            }
            insert(within, companion, content, added_at)
        })?;
        if !replaced.is_empty() {
            self.flush_log()?;
        }
        Ok(id)
    }

    /// Removes a file for good and says whether it was there.
    ///
    /// # Errors
    /// `Busy` or `Full`; it stays then.
    pub fn remove_companion(&mut self, id: CompanionId) -> Result<bool> {
        let removed = self.write(Durability::Full, |within| remove(within, id))?;
        self.flush_log()?;
        Ok(removed)
    }
}

/// What a plan depends on: the same files make the same prints, whenever they were added.
pub(crate) fn prints(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let print = |row: CompanionRow| {
        let Companion {
            role,
            label,
            sha256,
            file,
            ..
        } = row.companion;
        [role, label, file, sha256].join("\n")
    };
    Ok(all(connection)?.into_iter().map(print).collect())
}

fn insert(
    within: &Transaction<'_>,
    companion: &Companion,
    content: &[u8],
    added_at: &str,
) -> rusqlite::Result<CompanionId> {
    let sql = "INSERT INTO companions
        (role, label, file, format, sha256, bytes, said, added_at, content)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    let bytes = i64::try_from(companion.bytes).unwrap_or(i64::MAX);
    within.execute(
        sql,
        (
            &companion.role,
            &companion.label,
            &companion.file,
            &companion.format,
            &companion.sha256,
            bytes,
            to_json(&companion.said)?,
            added_at,
            content,
        ),
    )?;
    Ok(CompanionId(within.last_insert_rowid()))
}

fn remove(within: &Transaction<'_>, id: CompanionId) -> rusqlite::Result<bool> {
    let removed = within.execute("DELETE FROM companions WHERE id = ?1", [id.0])?;
    Ok(removed > 0)
}

fn all(connection: &Connection) -> rusqlite::Result<Vec<CompanionRow>> {
    let sql = "SELECT id, role, label, file, format, sha256, bytes, said, added_at
        FROM companions ORDER BY id";
    let mut statement = connection.prepare(sql)?;
    statement.query_map([], read)?.collect()
}

fn read(row: &Row<'_>) -> rusqlite::Result<CompanionRow> {
    Ok(CompanionRow {
        id: CompanionId(row.get(0)?),
        companion: Companion {
            role: row.get(1)?,
            label: row.get(2)?,
            file: row.get(3)?,
            format: row.get(4)?,
            sha256: row.get(5)?,
            bytes: row.get::<_, i64>(6)?.unsigned_abs(),
            said: from_json(row, 7)?,
        },
        added_at: row.get(8)?,
    })
}
