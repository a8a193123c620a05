//! How this crate talks to SQLite: flags and settings.
//!
//! The file is never trusted: no triggers, no views, no functions called from a schema.

use std::{path::Path, time::Duration};

use rusqlite::{Connection, OpenFlags, Result, config::DbConfig};

use crate::Passphrase;

/// How long a write waits for another program before it gives up.
const BUSY_WAIT_MS: u64 = 1_000;
/// Page cache, in KiB.
const CACHE_KIB: i64 = 65_536;
/// What a write-ahead log is cut back to after its contents reached the file, in bytes.
const LOG_BYTES_MAX: i64 = 16 * 1024 * 1024;

/// Opens an existing file for reading and writing.
pub(crate) fn writer(path: &Path, key: Option<&Passphrase>) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = connect(path, flags, key)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "secure_delete", true)?;
    connection.pragma_update_and_check(None, "journal_size_limit", LOG_BYTES_MAX, |_| Ok(()))?;
    Ok(connection)
}

/// Opens an existing file so that nothing can be written through this connection.
pub(crate) fn reader(path: &Path, key: Option<&Passphrase>) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = connect(path, flags, key)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    connection.pragma_update(None, "query_only", true)?;
    Ok(connection)
}

/// Opens a file that nobody else has open, without locks and without making files beside it.
pub(crate) fn untouching_reader(path: &Path, key: Option<&Passphrase>) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_URI;
    connect(immutable_uri(path).as_ref(), flags, key)
}

/// Whether a commit waits for the disk (a person's decision) or may be lost, whole, to a power cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Durability {
    /// `synchronous=FULL`.
    Full,
    /// `synchronous=NORMAL`: never torn in write-ahead mode, and what is lost can be computed again.
    Normal,
    /// `synchronous=OFF`: of a file that nobody opens again.
    None,
}

/// Sets the durability of the transactions that follow; not inside one.
pub(crate) fn set_durability(connection: &Connection, durability: Durability) -> Result<()> {
    let word = match durability {
        Durability::Full => "FULL",
        Durability::Normal => "NORMAL",
        Durability::None => "OFF",
    };
    connection.pragma_update(None, "synchronous", word)
}

/// Keeps what undoes a write in memory, and no log: for a file that ends with the program. Every page is
/// written once, not into the log and then into the file.
pub(crate) fn forgo_log(connection: &Connection) -> Result<()> {
    connection.pragma_update_and_check(None, "journal_mode", "MEMORY", |_| Ok(()))
}

/// Locks an unlocked file with another key, or with none, in place. Only for a copy that nobody else knows:
/// a program that is killed here leaves it torn.
pub(crate) fn lock_in_place(
    path: &Path,
    old: Option<&Passphrase>,
    new: Option<&Passphrase>,
) -> Result<()> {
    let connection = writer(path, old)?;
    // What undoes the change would be a second copy of the pages beside the file.
    forgo_log(&connection)?;
    let key = new.map_or("", Passphrase::text);
    connection.pragma_update(None, "rekey", key)?;
    connection.close().map_err(|(_, error)| error)
}

/// Leaves the shared log and lets nobody else in until the connection is closed; `false` where somebody is.
pub(crate) fn take_alone(connection: &Connection) -> Result<bool> {
    connection.pragma_update_and_check(None, "locking_mode", "EXCLUSIVE", |_| Ok(()))?;
    let mode = connection.pragma_update_and_check(None, "journal_mode", "DELETE", |row| {
        row.get::<_, String>(0)
    })?;
    Ok(mode == "delete")
}

/// Writes into a log beside the file. A folder that cannot hold a shared log keeps the rollback journal, which
/// is slower and as safe.
pub(crate) fn keep_log(connection: &Connection) -> Result<()> {
    connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))
}

/// The one place where a file is opened. Its key is the first thing said here.
fn connect(file: &Path, flags: OpenFlags, key: Option<&Passphrase>) -> Result<Connection> {
    let connection = Connection::open_with_flags(file, flags)?;
    if let Some(key) = key {
        connection.pragma_update(None, "key", key.text())?;
    }
    distrust(&connection)?;
    Ok(connection)
}

fn distrust(connection: &Connection) -> Result<()> {
    connection.busy_timeout(Duration::from_millis(BUSY_WAIT_MS))?;
    for (setting, value) in [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DML, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DDL, false),
    ] {
        connection.set_db_config(setting, value)?;
    }
    connection.pragma_update(None, "cell_size_check", true)?;
    connection.pragma_update(None, "cache_size", -CACHE_KIB)?;
    // Sorting must not leave people's values in the system's temporary folder.
    connection.pragma_update(None, "temp_store", "MEMORY")
}

/// The path as a URI that promises SQLite that nobody changes the file meanwhile.
fn immutable_uri(path: &Path) -> String {
    let mut uri = String::from("file:");
    let bytes = path.as_os_str().as_encoded_bytes();
    if cfg!(windows) && bytes.get(1) == Some(&b':') {
        uri.push_str("///");
    }
    for &byte in bytes {
        match byte {
            b'\\' if cfg!(windows) => uri.push('/'),
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' => {
                uri.push(char::from(byte));
            }
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri.push_str("?immutable=1");
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, expect: &str) {
        assert_eq!(immutable_uri(Path::new(path)), expect);
    }

    #[test]
    fn a_path_cannot_smuggle_uri_parts() {
        check("a.presync", "file:a.presync?immutable=1");
        check("/w/a b.presync", "file:/w/a%20b.presync?immutable=1");
        check(
            "/w/a?mode=rw#%41",
            "file:/w/a%3Fmode%3Drw%23%2541?immutable=1",
        );
        check("Müller", "file:M%C3%BCller?immutable=1");
    }
}
