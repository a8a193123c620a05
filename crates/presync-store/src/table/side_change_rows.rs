//! Who changed between two exports of a side, and from what to what: bounded, read by the page.

use presync_core::{
    Side,
    reimport::{ChangeOf, ChangedRow},
};
use rusqlite::{Connection, Row, params};

use super::{from_word, to_word};
use crate::{Result, Workspace, schema::Migration};

pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
    version: 2,
    sql: "CREATE TABLE side_change_rows (
    id INTEGER PRIMARY KEY,
    side TEXT NOT NULL,
    kind TEXT NOT NULL,
    person TEXT NOT NULL,
    name TEXT NOT NULL,
    attribute TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL
) STRICT",
}];

/// Which rows of a side are wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedWanted {
    /// The side.
    pub side: Side,
    /// What became of the people; none for all.
    pub kind: Option<ChangeOf>,
    /// Label of an attribute; none for all.
    pub attribute: Option<String>,
}

/// A window onto the rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedPage {
    /// How many rows there are in all.
    pub total: u32,
    /// The rows of the window, in order.
    pub rows: Vec<ChangedRow>,
}

const WANTED: &str = "FROM side_change_rows WHERE side = ?1 AND (?2 IS NULL OR kind = ?2)
    AND (?3 IS NULL OR attribute = ?3)";

impl Workspace {
    /// A window onto who changed on a side.
    ///
    /// # Errors
    /// `Damaged` when a row cannot be read.
    pub fn changed_page(
        &self,
        wanted: &ChangedWanted,
        offset: u32,
        limit: u32,
    ) -> Result<ChangedPage> {
        page(&self.connection, wanted, offset, limit).map_err(|error| self.sql(error))
    }
}

/// All rows of a side, in order.
pub(crate) fn all(connection: &Connection, side: Side) -> rusqlite::Result<Vec<ChangedRow>> {
    let wanted = ChangedWanted {
        side,
        kind: None,
        attribute: None,
    };
    Ok(page(connection, &wanted, 0, u32::MAX)?.rows)
}

pub(crate) fn insert(
    connection: &Connection,
    side: Side,
    rows: &[ChangedRow],
) -> rusqlite::Result<()> {
    let mut statement = connection.prepare(
        "INSERT INTO side_change_rows (side, kind, person, name, attribute, before, after)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    for row in rows {
        statement.execute((
            side.as_str(),
            to_word(&row.kind)?,
            &row.person,
            &row.name,
            &row.attribute,
            &row.before,
            &row.after,
        ))?;
    }
    Ok(())
}

pub(crate) fn remove(connection: &Connection, side: Side) -> rusqlite::Result<()> {
    let sql = "DELETE FROM side_change_rows WHERE side = ?1";
    connection.execute(sql, [side.as_str()]).map(drop)
}

fn page(
    connection: &Connection,
    wanted: &ChangedWanted,
    offset: u32,
    limit: u32,
) -> rusqlite::Result<ChangedPage> {
    let kind = wanted.kind.as_ref().map(to_word).transpose()?;
    let (side, attribute) = (wanted.side.as_str(), &wanted.attribute);
    let count = format!("SELECT count(*) {WANTED}");
    let total = connection.query_row(&count, params![side, kind, attribute], |row| row.get(0))?;
    let sql = format!(
        "SELECT kind, person, name, attribute, before, after {WANTED} ORDER BY id LIMIT ?4 OFFSET ?5"
    );
    let mut statement = connection.prepare(&sql)?;
    let rows = statement.query_map(params![side, kind, attribute, limit, offset], read)?;
    Ok(ChangedPage {
        total,
        rows: rows.collect::<rusqlite::Result<_>>()?,
    })
}

fn read(row: &Row<'_>) -> rusqlite::Result<ChangedRow> {
    Ok(ChangedRow {
        kind: from_word(row, 0)?,
        person: row.get(1)?,
        name: row.get(2)?,
        attribute: row.get(3)?,
        before: row.get(4)?,
        after: row.get(5)?,
    })
}
