//! A workspace's life: made, opened, brought to the current format, read beside its writer, closed.

use std::{
    fs::OpenOptions,
    path::{Path, PathBuf},
};

use rusqlite::{Connection, Transaction, TransactionBehavior};
use tempfile::TempDir;

use crate::{
    Passphrase,
    connection::{self, Durability},
    error::{Result, WorkspaceError, base_name},
    gate,
    schema::{APPLICATION_ID, Schema},
};

/// One engagement's file, open. What it holds is read and written by the methods of its tables.
#[derive(Debug)]
pub struct Workspace {
    pub(crate) connection: Connection,
    pub(crate) file: String,
    path: PathBuf,
    key: Option<Passphrase>,
    backup: Option<PathBuf>,
    /// Removed when the workspace is dropped, after the connection.
    folder: Option<TempDir>,
}

impl Workspace {
    /// Makes a new workspace. Where the system knows rights, only the current user may read it.
    ///
    /// # Errors
    /// `Exists` when there is a file of that name, `Missing` when there is no such folder, `ReadOnly`
    /// and `Full` as they say. Nothing half-made stays.
    pub fn create(path: &Path) -> Result<Self> {
        Self::create_locked(path, None)
    }

    /// Makes a new workspace that is locked from its first byte on, if a passphrase is given.
    ///
    /// # Errors
    /// As [`Workspace::create`].
    pub fn create_locked(path: &Path, key: Option<&Passphrase>) -> Result<Self> {
        let file = base_name(path);
        make_private_file(path).map_err(|source| WorkspaceError::of_io(&file, source))?;
        fill(path, key).map_err(|error| {
            // The reason matters more than a file that cannot be removed either.
            let _ = std::fs::remove_file(path);
            WorkspaceError::of_sql(&file, error)
        })?;
        Self::connect(path, key)
    }

    /// Opens a workspace. One of an older format is backed up beside itself and brought up to date.
    ///
    /// # Errors
    /// `Newer`, `NotAWorkspace`, `Damaged`, `Hostile`, `ReadOnly`, `Missing` before the file is touched:
    /// it keeps every byte. `Busy` and `Full` when an older format cannot be brought up to date.
    pub fn open(path: &Path) -> Result<Self> {
        Self::unlock(path, None)
    }

    /// Opens a workspace that may be locked. One that is not needs no passphrase and ignores it.
    ///
    /// # Errors
    /// As [`Workspace::open`]; `Locked` without a passphrase, `WrongPassphrase` with another one.
    pub fn unlock(path: &Path, key: Option<&Passphrase>) -> Result<Self> {
        Self::open_as(path, &Schema::CURRENT, key)
    }

    /// Makes a workspace in a folder of its own inside `folder`; both vanish when it is dropped. It keeps no
    /// log: a second connection waits while this one writes.
    ///
    /// # Errors
    /// As [`Workspace::create`].
    pub fn open_temporary(folder: &Path) -> Result<Self> {
        let own = tempfile::Builder::new()
            .prefix("presync-")
            .tempdir_in(folder);
        let own = own.map_err(|source| WorkspaceError::of_io(&base_name(folder), source))?;
        let mut workspace = Self::create(&own.path().join("temporary.presync"))?;
        connection::forgo_log(&workspace.connection).map_err(|error| workspace.sql(error))?;
        workspace.folder = Some(own);
        Ok(workspace)
    }

    /// A second connection that only reads, so that a grid can page while a job writes. It sees what
    /// was committed.
    ///
    /// # Errors
    /// `Missing` when the file was moved away, else as SQLite says.
    pub fn reader(&self) -> Result<Self> {
        let connection =
            connection::reader(&self.path, self.key.as_ref()).map_err(|error| self.sql(error))?;
        Ok(Self {
            connection,
            file: self.file.clone(),
            path: self.path.clone(),
            key: self.key.clone(),
            backup: None,
            folder: None,
        })
    }

    /// Where the file is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether the file is locked.
    #[must_use]
    pub fn is_locked(&self) -> bool {
        self.key.is_some()
    }

    /// The copy that was made before the format was brought up to date, if it was.
    #[must_use]
    pub fn backup(&self) -> Option<&Path> {
        self.backup.as_deref()
    }

    /// Writes the log into the file and closes it. Dropping does the same and cannot say what failed.
    ///
    /// # Errors
    /// `Full` or `Busy` when the log could not be written into the file; it is kept beside it then.
    pub fn close(self) -> Result<()> {
        self.flush_log()?;
        let file = self.file;
        self.connection
            .close()
            .map_err(|(_, error)| WorkspaceError::of_sql(&file, error))
    }

    /// Empties the log into the file, so that removed values are in neither.
    pub(crate) fn flush_log(&self) -> Result<()> {
        let done = self
            .connection
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
        done.map_err(|error| self.sql(error))
    }

    /// A write that waits for the disk, or one that may be lost whole to a power cut.
    pub(crate) fn begin(&mut self, durability: Durability) -> Result<Transaction<'_>> {
        let file = &self.file;
        let durability = self.durability(durability);
        let begun = connection::set_durability(&self.connection, durability).and_then(|()| {
            self.connection
                .transaction_with_behavior(TransactionBehavior::Immediate)
        });
        begun.map_err(|error| WorkspaceError::of_sql(file, error))
    }

    /// What a write is worth waiting for: a file that vanishes needs nothing on the disk.
    pub(crate) fn durability(&self, wanted: Durability) -> Durability {
        self.folder.as_ref().map_or(wanted, |_| Durability::None)
    }

    /// Runs one write in a transaction of its own.
    pub(crate) fn write<T>(
        &mut self,
        durability: Durability,
        write: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T>,
    ) -> Result<T> {
        let file = self.file.clone();
        let sql = |error| WorkspaceError::of_sql(&file, error);
        let transaction = self.begin(durability)?;
        let written = write(&transaction).map_err(sql)?;
        transaction.commit().map_err(sql)?;
        Ok(written)
    }

    pub(crate) fn sql(&self, error: rusqlite::Error) -> WorkspaceError {
        WorkspaceError::of_sql(&self.file, error)
    }

    pub(crate) fn open_as(path: &Path, schema: &Schema, key: Option<&Passphrase>) -> Result<Self> {
        let seen = gate::look(path, schema, key)?;
        let mut workspace = Self::connect(path, key.filter(|_| seen.is_locked))?;
        if seen.version < schema.version() {
            workspace.backup = Some(workspace.back_up(seen.version)?);
            workspace.migrate(schema)?;
        }
        Ok(workspace)
    }

    fn connect(path: &Path, key: Option<&Passphrase>) -> Result<Self> {
        let file = base_name(path);
        let sql = |error| WorkspaceError::of_sql(&file, error);
        let connection = connection::writer(path, key).map_err(sql)?;
        connection::keep_log(&connection).map_err(sql)?;
        Ok(Self {
            connection,
            file,
            path: path.to_owned(),
            key: key.cloned(),
            backup: None,
            folder: None,
        })
    }

    /// Copies the file beside itself, compact, under a name that is free.
    fn back_up(&self, version: i64) -> Result<PathBuf> {
        let copy = self.free_backup_path(version)?;
        let copied = self
            .connection
            .execute("VACUUM INTO ?1", [copy.to_string_lossy()]);
        copied.map_err(|error| self.sql(error))?;
        Ok(copy)
    }

    fn free_backup_path(&self, version: i64) -> Result<PathBuf> {
        let stem = self
            .path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let mut number = 1u32;
        loop {
            let name = format!("{stem}.backup-v{version}-{number}.presync");
            let copy = self.path.with_file_name(name);
            match make_private_file(&copy) {
                Ok(()) => return Ok(copy),
                Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => number += 1,
                Err(error) => return Err(WorkspaceError::of_io(&self.file, error)),
            }
        }
    }

    /// All steps in one transaction: an older file is either untouched or wholly up to date.
    fn migrate(&mut self, schema: &Schema) -> Result<()> {
        self.write(Durability::Full, |transaction| {
            let from = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
            schema.migrate(transaction, from, schema.version())
        })?;
        self.flush_log()
    }
}

/// An empty file that only the current user may read, where the system knows rights.
pub(crate) fn make_private_file(path: &Path) -> std::io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}

/// Writes header and tables in one transaction, before any log, so that the file itself says what it is.
fn fill(path: &Path, key: Option<&Passphrase>) -> rusqlite::Result<()> {
    let mut connection = connection::writer(path, key)?;
    connection::set_durability(&connection, Durability::Full)?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    Schema::CURRENT.migrate(&transaction, 0, Schema::CURRENT.version())?;
    transaction.commit()?;
    // Tables of older formats came and went: a new file has no page that nobody uses.
    connection.execute_batch("VACUUM")
}
