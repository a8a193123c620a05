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
            .flat_map(|a| {
                [
                    a.principal_id.to_lowercase(),
                    a.principal_name.to_lowercase(),
                ]
            })
            .filter(|name| !name.is_empty())
            .collect();
        // A portal members file knows its group by name only.
        let is_assigned = |member: &GroupMember| groups.contains(&member.group_id.to_lowercase());
        let users = self
            .assignments
            .iter()
            .filter(|a| !is_group(&a.principal_type));
        let members = self
            .members
            .iter()
            .filter(|m| !is_group(&m.member_type) && is_assigned(m));
        users
            .map(|a| a.principal_id.to_lowercase())
            .chain(members.map(|m| m.member_id.to_lowercase()))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assignment(kind: &str, id: &str, name: &str, secure: Option<bool>) -> Assignment {
        Assignment {
            principal_type: kind.to_owned(),
            principal_id: id.to_owned(),
            principal_name: name.to_owned(),
            security_enabled: secure,
            dynamic: None,
        }
    }

    fn member(group: &str, id: &str, kind: &str) -> GroupMember {
        GroupMember {
            group_id: group.to_owned(),
            group_name: group.to_owned(),
            member_id: id.to_owned(),
            member_type: kind.to_owned(),
        }
    }

    #[test]
    fn direct_user_members_of_assigned_security_groups_are_in_scope() {
        let scope = Scope {
            assignments: vec![
                assignment("User", "U-1", "Ann", None),
                assignment("Group", "G-1", "Sales", None),
                assignment("Group", "G-2", "News", Some(false)),
                assignment("Group", "G-3", "Field team", Some(true)),
            ],
            members: vec![
                member("g-1", "u-2", "User"),
                member("g-1", "g-9", "Group"),
                member("g-9", "u-3", "User"),
                member("g-2", "u-4", "User"),
                member("Field team", "u-5", "User"),
            ],
            ..Scope::default()
        };
        let expect = ["u-1", "u-2", "u-5"].map(str::to_owned);
        assert_eq!(scope.assigned_ids(), BTreeSet::from(expect));
    }
}
