//! Who is assigned to the application. The scoping filter is the mapping's.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// One row of the assignments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignment {
    /// `User` or `Group`.
    pub principal_type: String,
    /// Object id (for a user also a UPN).
    pub principal_id: String,
    /// Display name; may be empty.
    pub principal_name: String,
    /// Groups: whether it is security-enabled; none when the file does not say.
    pub security_enabled: Option<bool>,
    /// Groups: whether membership is dynamic; none when the file does not say.
    pub dynamic: Option<bool>,
}

/// One member of a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupMember {
    /// Object id of the group.
    pub group_id: String,
    /// Display name of the group.
    pub group_name: String,
    /// Object id of the member (for a user also a UPN).
    pub member_id: String,
    /// `User` or `Group`.
    pub member_type: String,
}

/// Who the sync is switched on for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scope {
    /// *Sync only assigned users and groups*; otherwise everybody.
    pub assigned_only: bool,
    /// Whether somebody said so; otherwise it is an assumption.
    pub stated: bool,
    /// The assignments.
    pub assignments: Vec<Assignment>,
    /// Members of groups.
    pub members: Vec<GroupMember>,
    /// Azure anchors that a decision holds out of scope.
    pub held_out: BTreeSet<String>,
}

impl Scope {
    /// Ids (lower case) that are in scope by assignment: assigned users, and the direct user members of
    /// assigned security-enabled groups. Nested groups are not expanded, as Entra documents.
    #[must_use]
    pub fn assigned_ids(&self) -> BTreeSet<String> {
        let is_group = |kind: &str| kind.eq_ignore_ascii_case("group");
        let groups: BTreeSet<String> = self
            .assignments
            .iter()
            .filter(|a| is_group(&a.principal_type) && a.security_enabled != Some(false))
            .map(|a| a.principal_id.to_lowercase())
            .collect();
        let users = self
            .assignments
            .iter()
            .filter(|a| !is_group(&a.principal_type));
        let members = self
            .members
            .iter()
            .filter(|m| !is_group(&m.member_type) && groups.contains(&m.group_id.to_lowercase()));
        users
            .map(|a| a.principal_id.to_lowercase())
            .chain(members.map(|m| m.member_id.to_lowercase()))
            .collect()
    }
}
