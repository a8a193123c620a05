//! Who was erased, as keyed digests (HMAC-SHA-256) of what they could be found by: enough to keep them out
//! of later imports, and to nobody without the file a way to try out names.

use std::collections::BTreeSet;

use hmac::{Hmac, KeyInit, Mac};
use presync_core::Side;
use rusqlite::{Connection, OptionalExtension, Transaction, types::Type};
use sha2::Sha256;

use crate::{Result, Workspace, schema::Migration};

pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
    version: 6,
    sql: "CREATE TABLE erased_key (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    secret BLOB NOT NULL CHECK (length(secret) = 32)
) STRICT;
CREATE TABLE erased (
    digest BLOB PRIMARY KEY CHECK (length(digest) = 32),
    erased_at TEXT NOT NULL
) STRICT",
}];

/// What a person can be found by: an address, or a value of an attribute of a side; folded.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Mark {
    kind: String,
    pub value: String,
}

impl Mark {
    /// A value of an attribute; none of an empty one.
    pub(crate) fn of(side: Side, attribute: &str, value: &str) -> Option<Self> {
        let value = fold(value);
        if value.is_empty() {
            return None;
        }
        let kind = if value.contains('@') {
            "address".to_owned()
        } else {
            format!("{}/{attribute}", side.as_str())
        };
        Some(Self { kind, value })
    }
}

/// A value as it is compared: without the kind of address before it, in lower case.
pub(crate) fn fold(value: &str) -> String {
    let value = value.trim();
    let address = value
        .split_once(':')
        .filter(|(_, rest)| rest.contains('@'))
        .map_or(value, |(_, rest)| rest);
    address.to_lowercase()
}

/// The digests of a workspace, and what new ones are made with.
#[derive(Clone)]
pub(crate) struct Erased {
    secret: [u8; 32],
    digests: BTreeSet<[u8; 32]>,
}

impl Erased {
    /// Those of a workspace; none where nobody was erased.
    pub(crate) fn of(connection: &Connection) -> rusqlite::Result<Option<Self>> {
        let Some(secret) = secret(connection)? else {
            return Ok(None);
        };
        let mut statement = connection.prepare("SELECT digest FROM erased")?;
        let digests = statement.query_map([], |row| bytes(row.get_ref(0)?.as_blob()?))?;
        let digests = digests.collect::<rusqlite::Result<_>>()?;
        Ok(Some(Self { secret, digests }))
    }

    pub(crate) fn knows(&self, mark: &Mark) -> bool {
        self.digests.contains(&digest(&self.secret, mark))
    }
}

impl Workspace {
    /// Whether anybody was erased, who is left out of imports.
    ///
    /// # Errors
    /// As SQLite says.
    pub fn has_erased(&self) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM erased)";
        let read = self.connection.query_row(sql, [], |row| row.get(0));
        read.map_err(|error| self.sql(error))
    }
}

/// Remembers somebody, with a secret made of `fresh` unless there is one.
pub(crate) fn remember(
    within: &Transaction<'_>,
    marks: &BTreeSet<Mark>,
    fresh: [u8; 32],
    at: &str,
) -> rusqlite::Result<()> {
    let sql = "INSERT OR IGNORE INTO erased_key (id, secret) VALUES (1, ?1)";
    within.execute(sql, [fresh])?;
    let secret = secret(within)?.expect("BUG: it was just put there");
    let sql = "INSERT OR IGNORE INTO erased (digest, erased_at) VALUES (?1, ?2)";
    let mut statement = within.prepare(sql)?;
    for mark in marks {
        statement.execute((digest(&secret, mark), at))?;
    }
    Ok(())
}

fn secret(connection: &Connection) -> rusqlite::Result<Option<[u8; 32]>> {
    let sql = "SELECT secret FROM erased_key";
    let read = connection.query_row(sql, [], |row| bytes(row.get_ref(0)?.as_blob()?));
    read.optional()
}

fn bytes(blob: &[u8]) -> rusqlite::Result<[u8; 32]> {
    blob.try_into()
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(0, Type::Blob, Box::new(error)))
}

fn digest(secret: &[u8; 32], mark: &Mark) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).expect("BUG: any length is a key");
    mac.update(mark.kind.as_bytes());
    mac.update(&[0]);
    mac.update(mark.value.as_bytes());
    mac.finalize().into_bytes().into()
}
