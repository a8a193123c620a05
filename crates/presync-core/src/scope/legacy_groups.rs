//! The intranet's groups as their export gives them.

use rustc_hash::FxHashMap;

use super::principals::{ListPlace, Principals};

/// A group of the intranet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LegacyGroup {
    /// The service's own id; may be empty.
    pub id: String,
    /// Name.
    pub name: String,
    /// External id; may be empty.
    pub external_id: String,
    /// Type, such as `group`; may be empty.
    pub kind: String,
    /// The first row of it.
    pub place: ListPlace,
}

/// Which columns a file of intranet groups has beside the name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LegacyColumns {
    /// External ids.
    pub external_ids: bool,
    /// Types.
    pub kinds: bool,
    /// Members.
    pub members: bool,
}

/// The intranet's groups, in the order of the file.
#[derive(Debug, Clone, Default)]
pub struct LegacyGroups {
    groups: Vec<LegacyGroup>,
    positions: FxHashMap<[String; 3], u32>,
    members: Principals,
    member_groups: Vec<u32>,
    columns: LegacyColumns,
}

impl LegacyGroups {
    /// No group yet, of a file that has these columns.
    #[must_use]
    pub fn with(columns: LegacyColumns) -> Self {
        Self {
            columns,
            ..Self::default()
        }
    }

    /// The columns that the file has.
    #[must_use]
    pub fn columns(&self) -> LegacyColumns {
        self.columns
    }

    /// The position of a group; one that is new is added. A file with one row for each member names a
    /// group many times: rows with the same id, external id and name are one group. Without members and
    /// ids, each row is a group of its own.
    pub fn enter(&mut self, group: LegacyGroup) -> u32 {
        let next = u32::try_from(self.groups.len()).expect("BUG: the importer bounds the rows");
        let at = match self.columns.members || !group.id.is_empty() {
            true => {
                let key = [&group.id, &group.external_id, &group.name].map(String::clone);
                *self.positions.entry(key).or_insert(next)
            }
            false => next,
        };
        if at == next {
            self.groups.push(group);
        }
        at
    }

    /// Adds a member by user name, unique ID or e-mail address.
    pub fn add_member(&mut self, group: u32, id: &str, place: ListPlace) {
        self.member_groups.push(group);
        self.members.push(id, place);
    }

    /// The groups by position.
    #[must_use]
    pub fn groups(&self) -> &[LegacyGroup] {
        &self.groups
    }

    /// Every member with the position of its group.
    pub fn members(&self) -> impl Iterator<Item = (u32, &str, ListPlace)> {
        let groups = self.member_groups.iter().copied();
        groups
            .zip(self.members.iter())
            .map(|(group, (id, place))| (group, id, place))
    }
}
