//! What derived data was derived from, so that stale is a comparison.

use std::collections::BTreeMap;

use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use crate::{
    Result, Workspace,
    table::{choices, companions, decisions, mappings, sources, suppressions},
};

/// The state of everything a plan depends on: sources are never changed, only added and removed, decisions
/// only grow, and a saved mapping never changes, so ids say it all; so do digests of the files beside the users.
/// A plan of format 5 knows of none of those.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revision {
    sources: Vec<i64>,
    pub(crate) decision: i64,
    mapping: i64,
    #[serde(default)]
    companions: Vec<String>,
    #[serde(default)]
    choices: BTreeMap<String, String>,
    #[serde(default)]
    suppressions: Vec<i64>,
}

/// A part of what a plan depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Changed {
    /// The exports of either side.
    Sources,
    /// Who is who, as people decided it.
    Decisions,
    /// The mapping in force.
    Mapping,
    /// The files beside the users.
    Companions,
    /// What is chosen where no document states how the systems behave.
    Choices,
    /// Which findings are accepted.
    Suppressions,
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

    /// What is not the same in another.
    #[must_use]
    pub fn changed(&self, other: &Self) -> Vec<Changed> {
        let same = [
            (Changed::Sources, self.sources == other.sources),
            (Changed::Decisions, self.decision == other.decision),
            (Changed::Mapping, self.mapping == other.mapping),
            (Changed::Companions, self.companions == other.companions),
            (Changed::Choices, self.choices == other.choices),
            (
                Changed::Suppressions,
                self.suppressions == other.suppressions,
            ),
        ];
        let differ = same.into_iter().filter(|(_, is_same)| !is_same);
        differ.map(|(what, _)| what).collect()
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
        companions: companions::prints(connection)?,
        choices: choices::in_force(connection)?,
        suppressions: suppressions::ids_in_force(connection)?,
    })
}
