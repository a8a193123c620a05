//! What the initial cycle would do with a group: the rows of `groups.csv`, as values.
//!
//! Groups come after users; their members are users that are provisioned themselves.

use crate::{Action, AssumptionSet, Outcome, finding::FindingCode};

/// Why a group got its outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum GroupWhy {
    /// A match key finds one intranet group.
    FoundOne,
    /// No match key finds an intranet group.
    FoundNone,
    /// A match key finds several intranet groups.
    FoundSeveral,
    /// No match key has a value.
    NoMatchValue,
    /// The Create box is off.
    CreateOff,
    /// The groups mapping is off.
    MappingOff,
    /// Only assigned groups are in scope, and it is not.
    NotAssigned,
    /// It is assigned, and not security-enabled.
    NotSecurityEnabled,
    /// The scoping filter of the groups mapping is false.
    FilteredOut,
    /// It has no name.
    NameMissing,
    /// It would have no group type.
    TypeMissing,
    /// Its group type is not in lower case.
    TypeNotLowerCase,
}

impl GroupWhy {
    /// The reason as a sentence.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::FoundOne => "A match key finds one intranet group.",
            Self::FoundNone => "No match key finds an intranet group.",
            Self::FoundSeveral => "A match key finds several intranet groups.",
            Self::NoMatchValue => "No match key has a value.",
            Self::CreateOff => "No intranet group is found, and Create is off for groups.",
            Self::MappingOff => "The groups mapping is off.",
            Self::NotAssigned => "The group is not assigned.",
            Self::NotSecurityEnabled => "The group is assigned and not security-enabled.",
            Self::FilteredOut => "The scoping filter of the groups mapping is false.",
            Self::NameMissing => "The group would have no name, which the intranet requires.",
            Self::TypeMissing => "The group would have no group type, which the intranet requires.",
            Self::TypeNotLowerCase => "The group type is not in lower case.",
        }
    }
}

/// How many members a group has, and what becomes of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct MemberCounts {
    /// Direct user members that the Azure export holds.
    pub users: u32,
    /// Direct user members that it does not hold.
    pub unknown: u32,
    /// Groups in it; they are not expanded.
    pub nested: u32,
    /// Direct user members that are in scope.
    pub in_scope: u32,
    /// Of those, members that have an account after the cycle: these become members.
    pub provisioned: u32,
    /// Members that would be added; none where the intranet's members are not known.
    pub added: Option<u32>,
    /// Intranet members that the Azure group does not bring; none where they are not known.
    pub kept: Option<u32>,
}

/// One attribute of an intranet group that would change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupChange {
    /// Target attribute, as in the mapping.
    pub target: String,
    /// The value it has.
    pub now: String,
    /// The value it would have.
    pub would_be: String,
}

/// The plan for one Azure group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupRow {
    /// Object id; the name where a file was named after the group and no row knows its id.
    pub id: String,
    /// Display name.
    pub name: String,
    /// The intranet groups that are found, by name.
    pub finds: Vec<String>,
    /// What it means: `linked`, `created`, `ambiguous`, `skipped` or `out_of_scope`.
    pub outcome: Outcome,
    /// What would be done.
    pub action: Action,
    /// Why.
    pub why: GroupWhy,
    /// Its members.
    pub members: MemberCounts,
    /// What would change in the intranet group, members aside.
    pub changes: Vec<GroupChange>,
    /// What deserves attention, each code once.
    pub findings: Vec<FindingCode>,
    /// What decided it that no document states.
    pub basis: AssumptionSet,
}
