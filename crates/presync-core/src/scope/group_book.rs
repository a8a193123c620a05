//! Groups of the tenant and their members, as member files give them.
//!
//! A portal file does not say which group it is; whoever gives it names the group, by id or by name.

use rustc_hash::FxHashMap;

use super::principals::{ListPlace, Principals};

/// A group as member files know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupFacts {
    /// Object id, or what the file was named with.
    pub id: String,
    /// Display name; may be empty.
    pub name: String,
    /// The first row of it.
    pub place: ListPlace,
}

/// A group that is a member of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NestedGroup {
    /// Position of the outer group.
    pub outer: u32,
    /// Object id of the inner group.
    pub id: String,
    /// The row that says so.
    pub place: ListPlace,
}

/// Groups with their members, in the order of the files.
#[derive(Debug, Clone, Default)]
pub struct GroupBook {
    groups: Vec<GroupFacts>,
    positions: FxHashMap<String, u32>,
    users: Principals,
    user_groups: Vec<u32>,
    nested: Vec<NestedGroup>,
}

impl GroupBook {
    /// The position of a group; one that is new is added. Ids are the same in any letter case.
    pub fn enter(&mut self, group: GroupFacts) -> u32 {
        let key = group.id.to_lowercase();
        if let Some(at) = self.positions.get(&key) {
            let known = &mut self.groups[*at as usize];
            if known.name.is_empty() {
                known.name = group.name;
            }
            return *at;
        }
        let at = u32::try_from(self.groups.len()).expect("BUG: the importer bounds the rows");
        self.positions.insert(key, at);
        self.groups.push(group);
        at
    }

    /// The position of the group with this id, if it was entered.
    #[must_use]
    pub fn position(&self, id: &str) -> Option<u32> {
        self.positions.get(&id.to_lowercase()).copied()
    }

    /// Adds a user to a group by object id or UPN.
    pub fn add_user(&mut self, group: u32, id: &str, place: ListPlace) {
        self.user_groups.push(group);
        self.users.push(id, place);
    }

    /// Adds a group to a group.
    pub fn add_group(&mut self, nested: NestedGroup) {
        self.nested.push(nested);
    }

    /// The groups by position.
    #[must_use]
    pub fn groups(&self) -> &[GroupFacts] {
        &self.groups
    }

    /// Whether no group was given.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// Every user member with the position of its group.
    pub fn users(&self) -> impl Iterator<Item = (u32, &str, ListPlace)> {
        let groups = self.user_groups.iter().copied();
        groups
            .zip(self.users.iter())
            .map(|(group, (id, place))| (group, id, place))
    }

    /// Every group member.
    #[must_use]
    pub fn nested(&self) -> &[NestedGroup] {
        &self.nested
    }
}
