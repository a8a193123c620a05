//! What the engagement is called and how it is set: one row.

use rusqlite::OptionalExtension;
use serde_json::Value;

use super::from_json;
use crate::{Result, Workspace, connection::Durability, schema::Migration};

pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
    version: 1,
    sql: "CREATE TABLE engagement (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    title TEXT NOT NULL,
    settings TEXT NOT NULL
) STRICT",
}];

/// The engagement as a person named and set it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EngagementRow {
    /// What it is called in the report.
    pub title: String,
    /// Settings as a JSON document; its shape is the caller's.
    pub settings: Value,
}

impl Workspace {
    /// Name and settings; none before they were set.
    ///
    /// # Errors
    /// `Damaged` when the settings are no JSON.
    pub fn engagement(&self) -> Result<Option<EngagementRow>> {
        let sql = "SELECT title, settings FROM engagement";
        let read = self.connection.query_row(sql, [], |row| {
            Ok(EngagementRow {
                title: row.get(0)?,
                settings: from_json(row, 1)?,
            })
        });
        read.optional().map_err(|error| self.sql(error))
    }

    /// Sets name and settings.
    ///
    /// # Errors
    /// `Busy` or `Full`.
    pub fn set_engagement(&mut self, engagement: &EngagementRow) -> Result<()> {
        let sql = "INSERT INTO engagement (id, title, settings) VALUES (1, ?1, ?2)
            ON CONFLICT (id) DO UPDATE SET title = excluded.title, settings = excluded.settings";
        let settings = engagement.settings.to_string();
        self.write(Durability::Full, |within| {
            within.execute(sql, (&engagement.title, settings)).map(drop)
        })
    }
}
