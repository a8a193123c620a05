//! Who is assigned to the application, and which groups there are, as the files say it.
//!
//! A value of ids and places, not yet of users: [`ResolvedScope`] finds the users. The scoping filter
//! is the mapping's.

mod group_book;
mod legacy_groups;
pub(crate) mod legacy_members;
mod oddities;
mod principals;
mod resolve;
mod user_index;
mod user_set;

use std::collections::BTreeSet;

use crate::{Diagnostic, Population};

pub use group_book::{GroupBook, GroupFacts, NestedGroup};
pub use legacy_groups::{LegacyColumns, LegacyGroup, LegacyGroups};
pub use principals::{ListPlace, ListSource, Principals};
pub use resolve::{Assigned, GroupIx, ResolvedGroup, ResolvedScope};
pub(crate) use user_index::UserIndex;
pub use user_set::UserSet;

/// A group that is assigned to the application.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AssignedGroup {
    /// Object id.
    pub id: String,
    /// Display name; may be empty.
    pub name: String,
    /// Whether it is security-enabled; none when the file does not say.
    pub security_enabled: Option<bool>,
    /// Whether membership is dynamic; none when the file does not say.
    pub dynamic: Option<bool>,
    /// The row that says so.
    pub place: ListPlace,
}

/// The users and groups assigned to the application.
#[derive(Debug, Clone, Default)]
pub struct Assignments {
    /// Users by object id or UPN.
    pub users: Principals,
    /// Groups.
    pub groups: Vec<AssignedGroup>,
}

/// Who the sync is switched on for, and the groups there are.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    /// *Sync only assigned users and groups*; otherwise everybody.
    pub assigned_only: bool,
    /// Whether somebody said so; otherwise it is an assumption.
    pub stated: bool,
    /// The files that the rows below come from.
    pub sources: Vec<ListSource>,
    /// The assignments.
    pub assignments: Assignments,
    /// Groups and their members.
    pub groups: GroupBook,
    /// The intranet's groups; none when no file was given.
    pub legacy_groups: Option<LegacyGroups>,
    /// Azure anchors, in lower case, that a decision holds out of scope.
    pub held_out: BTreeSet<String>,
}

impl Scope {
    /// What is odd about assignments and groups once the users of both sides are known: one observation
    /// for each file and kind, with how many rows it concerns.
    #[must_use]
    pub fn diagnostics(&self, azure: &Population, legacy: &Population) -> Vec<Diagnostic> {
        let mut diagnostics = ResolvedScope::of(self, azure).1;
        diagnostics.extend(legacy_members::diagnostics(self, legacy));
        diagnostics
    }

    /// Adds a file and gives the number its rows name it by.
    pub fn add_source(&mut self, source: ListSource) -> u16 {
        let at = u16::try_from(self.sources.len()).unwrap_or(u16::MAX);
        self.sources.push(source);
        at
    }
}
