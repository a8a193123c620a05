//! What derived data was derived from, so that stale is a comparison.

use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use crate::{
    Result, Workspace,
    table::{decisions, mappings, sources},
};

/// The state of everything a plan depends on: sources are never changed, only added and removed, decisions
/// only grow, and a saved mapping never changes, so ids say it all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revision {
    sources: Vec<i64>,
    pub(crate) decision: i64,
    mapping: i64,
}

impl Workspace {
    /// The state now. Taken before the populations are loaded and given to [`Workspace::save_plan`],
    /// it tells later whether the plan still holds.
    ///
    /// # Errors
    /// As SQLite says.
    pub fn revision(&self) -> Result<Revision> {
        read(&self.connection).map_err(|error| self.sql(error))
    }
}

impl Revision {
    /// Whether a row of the log of decisions was there already.
    #[must_use]
    pub fn knows_decision(&self, id: i64) -> bool {
        id <= self.decision
    }

    /// Whether both were made from the same sources, whatever was decided since.
    #[must_use]
    pub fn has_sources_of(&self, other: &Self) -> bool {
        self.sources == other.sources
    }
}

fn read(connection: &Connection) -> rusqlite::Result<Revision> {
    let sources = sources::all(connection)?;
    Ok(Revision {
        sources: sources.iter().map(|source| source.id.0).collect(),
        decision: decisions::last_id(connection)?,
        mapping: mappings::decided(connection)?,
    })
}
