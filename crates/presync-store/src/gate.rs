//! The look at a file before it is opened: newer, foreign, damaged and hostile files stop here.
//!
//! Nothing here writes. A file that is refused keeps every byte, and no file appears beside it.

use std::{fs::File, io::Read, path::Path};

use rusqlite::Connection;

use crate::{
    Passphrase, connection,
    error::{Result, WorkspaceError, base_name},
    schema::{APPLICATION_ID, Objects, Schema, objects_of},
};

const HEADER_LEN: usize = 100;
const MAGIC: &[u8; 16] = b"SQLite format 3\0";
const VERSION_AT: usize = 60;
const APPLICATION_ID_AT: usize = 68;
/// What stays readable of a locked file's first page, from byte 20: bytes that each page keeps for its nonce
/// and tag, and three that are the same in every database.
const LOCKED_MARK: (usize, [u8; 4]) = (20, [32, 64, 32, 32]);

/// What a look found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Seen {
    /// The format version.
    pub version: i64,
    /// Whether the file is locked, and the passphrase opened it.
    pub is_locked: bool,
}

/// Lets a file pass that this version can read and write, and gives its format version.
pub(crate) fn look(path: &Path, schema: &Schema, key: Option<&Passphrase>) -> Result<Seen> {
    let visitor = Visitor {
        file: base_name(path),
        schema,
        key,
    };
    visitor.look(path)
}

/// One look at one file.
struct Visitor<'a> {
    file: String,
    schema: &'a Schema,
    key: Option<&'a Passphrase>,
}

impl Visitor<'_> {
    fn look(&self, path: &Path) -> Result<Seen> {
        let header = self.read_header(path)?;
        let is_locked = looks_locked(&header);
        let connection = if is_locked {
            self.unlock(path)?
        } else {
            self.check_header(&header)?;
            self.open(path, None)?
        };
        let version = self.check_version(&connection)?;
        self.check_objects(&connection, version)?;
        self.check_pages(&connection)?;
        drop(connection);
        self.check_writable(path)?;
        Ok(Seen { version, is_locked })
    }

    /// The first bytes, as they are on the disk, without SQLite.
    fn read_header(&self, path: &Path) -> Result<Vec<u8>> {
        let io = |source| WorkspaceError::of_io(&self.file, source);
        if path.is_dir() {
            return Err(self.foreign("it is a folder"));
        }
        let mut header = Vec::with_capacity(HEADER_LEN);
        let opened = File::open(path).map_err(io)?;
        opened
            .take(HEADER_LEN as u64)
            .read_to_end(&mut header)
            .map_err(io)?;
        Ok(header)
    }

    fn check_header(&self, header: &[u8]) -> Result<()> {
        if header.is_empty() {
            return Err(self.foreign("it is empty"));
        }
        let ours = big_endian(header, APPLICATION_ID_AT) == Some(APPLICATION_ID);
        match (header.starts_with(MAGIC), ours) {
            (true, true) => {}
            (true, false) => return Err(self.foreign("it is a database of another program")),
            (false, true) => return Err(self.damaged("its first bytes are not a database's")),
            (false, false) => return Err(self.foreign("it is no database")),
        }
        let version = big_endian(header, VERSION_AT);
        version.map_or_else(
            || Err(self.damaged("it ends too early")),
            |found| self.known(found),
        )
    }

    /// Opens the file so that looking changes nothing. With a log beside it, another program has it
    /// open or one was stopped: the log belongs to the file and is read too, but stays where it is.
    fn open(&self, path: &Path, key: Option<&Passphrase>) -> Result<Connection> {
        let opened = if log_of(path).exists() {
            connection::reader(path, key)
        } else {
            connection::untouching_reader(path, key)
        };
        opened.map_err(|error| self.sql(error))
    }

    /// Opens a locked file. Whether the passphrase is the right one shows when its first page is read, which
    /// the cipher authenticates: a damaged first page looks the same.
    fn unlock(&self, path: &Path) -> Result<Connection> {
        let file = || self.file.clone();
        let key = self
            .key
            .ok_or_else(|| WorkspaceError::Locked { file: file() })?;
        let wrong = || WorkspaceError::WrongPassphrase { file: file() };
        let connection = self.open(path, Some(key)).map_err(|error| match error {
            WorkspaceError::Damaged { .. } => wrong(),
            other => other,
        })?;
        let first = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()));
        match first.map_err(|error| self.sql(error)) {
            Ok(()) => Ok(connection),
            Err(WorkspaceError::Damaged { .. }) => Err(wrong()),
            Err(other) => Err(other),
        }
    }

    /// The version again, through the log.
    fn check_version(&self, connection: &Connection) -> Result<i64> {
        let sql = |error| self.sql(error);
        let id: i64 = connection
            .pragma_query_value(None, "application_id", |row| row.get(0))
            .map_err(sql)?;
        if id != APPLICATION_ID {
            return Err(self.foreign("it is a database of another program"));
        }
        let version = connection
            .pragma_query_value(None, "user_version", |row| row.get(0))
            .map_err(sql)?;
        self.known(version)?;
        Ok(version)
    }

    /// Exactly our tables and indexes, made by exactly our SQL.
    fn check_objects(&self, connection: &Connection, version: i64) -> Result<()> {
        let expected = self
            .schema
            .objects(version)
            .map_err(|error| self.sql(error))?;
        let found = objects_of(connection).map_err(|error| self.sql(error))?;
        if let Some((kind, name)) = found.keys().find(|key| !expected.contains_key(*key)) {
            return Err(self.uninvited(kind, name, &expected, &found));
        }
        let differs = expected
            .iter()
            .find(|(key, sql)| found.get(key) != Some(sql));
        differs.map_or(Ok(()), |((kind, name), _)| {
            Err(self.damaged(format!("its {kind} {name} is missing or altered")))
        })
    }

    /// Something unknown in place of something known is damage; beside everything known it is an addition.
    fn uninvited(
        &self,
        kind: &str,
        name: &str,
        expected: &Objects,
        found: &Objects,
    ) -> WorkspaceError {
        let acts = matches!(kind, "trigger" | "view");
        if acts || expected.keys().all(|key| found.contains_key(key)) {
            return WorkspaceError::Hostile {
                file: self.file.clone(),
                kind: kind.to_owned(),
                name: name.to_owned(),
            };
        }
        self.damaged("its list of tables is altered")
    }

    /// Every page once: structure, types and bounds, not whether indexes agree with their tables.
    fn check_pages(&self, connection: &Connection) -> Result<()> {
        let verdict: String = connection
            .query_row("PRAGMA quick_check(1)", [], |row| row.get(0))
            .map_err(|error| self.sql(error))?;
        if verdict == "ok" {
            Ok(())
        } else {
            Err(self.damaged(one_line(&verdict)))
        }
    }

    fn check_writable(&self, path: &Path) -> Result<()> {
        let metadata = std::fs::metadata(path);
        let metadata = metadata.map_err(|source| WorkspaceError::of_io(&self.file, source))?;
        if metadata.permissions().readonly() {
            return Err(WorkspaceError::ReadOnly {
                file: self.file.clone(),
            });
        }
        Ok(())
    }

    fn known(&self, found: i64) -> Result<()> {
        let known = self.schema.version();
        if found > known {
            let file = self.file.clone();
            return Err(WorkspaceError::Newer { file, found, known });
        }
        if found < 1 {
            return Err(self.damaged("it names no format version"));
        }
        Ok(())
    }

    fn foreign(&self, reason: &'static str) -> WorkspaceError {
        WorkspaceError::NotAWorkspace {
            file: self.file.clone(),
            reason,
        }
    }

    fn damaged(&self, detail: impl Into<String>) -> WorkspaceError {
        WorkspaceError::damaged(&self.file, detail)
    }

    /// What SQLite cannot make sense of in a file that calls itself ours is damage.
    fn sql(&self, error: rusqlite::Error) -> WorkspaceError {
        match WorkspaceError::of_sql(&self.file, error) {
            WorkspaceError::Sql { source, .. } => self.damaged(one_line(&source.to_string())),
            other => other,
        }
    }
}

/// The write-ahead log that belongs to a file.
pub(crate) fn log_of(path: &Path) -> std::path::PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push("-wal");
    name.into()
}

/// Whether it begins as a locked database does.
pub(crate) fn looks_locked(header: &[u8]) -> bool {
    let (at, mark) = LOCKED_MARK;
    !header.starts_with(MAGIC) && header.get(at..at + mark.len()) == Some(&mark)
}

fn big_endian(header: &[u8], at: usize) -> Option<i64> {
    let bytes: [u8; 4] = header.get(at..at + 4)?.try_into().ok()?;
    Some(i64::from(i32::from_be_bytes(bytes)))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
