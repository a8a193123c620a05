//! Assignments and members made into users: who is in scope by assignment, and through what.
//!
//! Assigned users, and the direct user members of assigned security-enabled groups; nested groups are
//! not expanded, dynamic ones count (`how-provisioning-works`, assignment-based scoping).

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Scope,
    oddities::{Odd, Oddities},
    principals::ListPlace,
    user_index::UserIndex,
    user_set::UserSet,
};
use crate::{Diagnostic, Population, UserIx};

/// A group by position in [`ResolvedScope::groups`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct GroupIx(pub u32);

/// A group with all that the files say about it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ResolvedGroup {
    /// Object id; the name where a file was named after the group and no row knows its id.
    pub id: String,
    /// Display name; the id where no file names it.
    pub name: String,
    /// Whether it is assigned.
    pub is_assigned: bool,
    /// Whether it is security-enabled; none when no file says so.
    pub security_enabled: Option<bool>,
    /// Whether membership is dynamic; none when no file says so.
    pub dynamic: Option<bool>,
    /// Whether any file holds its members.
    pub has_members_given: bool,
    /// Groups in it that are given themselves.
    pub nested: Vec<GroupIx>,
    /// Groups in it whose members nobody gave, by id.
    pub nested_unknown: Vec<String>,
    /// User members whom the Azure export does not hold.
    pub unknown_users: u32,
}

impl ResolvedGroup {
    /// Whether its direct members come into scope: assigned, and not said to lack security.
    #[must_use]
    pub fn brings_in(&self) -> bool {
        self.is_assigned && self.security_enabled != Some(false)
    }
}

/// By what a user is in scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Assigned {
    /// Everybody is in scope.
    Everybody,
    /// By an assignment of their own; the groups bring them in too.
    Directly(Vec<GroupIx>),
    /// Through these groups.
    Through(Vec<GroupIx>),
    /// Not at all. Groups that would, if they were security-enabled; and groups that would if nested
    /// groups were expanded, each with the inner group that holds the user.
    Not {
        /// Assigned groups without security that hold the user.
        insecure: Vec<GroupIx>,
        /// Assigned group and the group nested in it.
        nested: Vec<(GroupIx, GroupIx)>,
    },
}

/// Who is in scope by assignment, and the groups with their members.
#[derive(Debug, Clone, Default)]
pub struct ResolvedScope {
    assigned_only: bool,
    direct: UserSet,
    assigned: UserSet,
    held_out: UserSet,
    groups: Vec<ResolvedGroup>,
    /// The members of group `n` lie between `starts[n]` and `starts[n + 1]`, in order.
    starts: Vec<u32>,
    members: Vec<UserIx>,
    /// Groups by id in lower case.
    by_id: BTreeMap<String, GroupIx>,
}

impl ResolvedScope {
    /// Finds the users and groups that the files name, and says what was odd about them.
    #[must_use]
    pub fn of(scope: &Scope, azure: &Population) -> (Self, Vec<Diagnostic>) {
        let mut oddities = Oddities::default();
        let mut resolved = Self {
            assigned_only: scope.assigned_only,
            direct: UserSet::none_of(azure.len()),
            assigned: UserSet::none_of(azure.len()),
            held_out: UserSet::none_of(azure.len()),
            ..Self::default()
        };
        if scope.assignments.users.is_empty()
            && scope.assignments.groups.is_empty()
            && scope.groups.is_empty()
            && scope.held_out.is_empty()
        {
            return (resolved, Vec::new());
        }
        let index = UserIndex::of(azure, &["objectId", "userPrincipalName"]);
        let held_out = scope.held_out.iter().filter_map(|id| index.find(id));
        held_out.for_each(|user| {
            resolved.held_out.insert(user);
        });
        resolved.take_users(scope, &index, &mut oddities);
        let rows = resolved.take_groups(scope, &mut oddities);
        resolved.take_members(scope, &rows, &index, &mut oddities);
        resolved.take_nested(scope, &rows);
        resolved.assign();
        (resolved, oddities.into_diagnostics(scope))
    }

    /// The groups, in the order of the files: assigned ones first.
    #[must_use]
    pub fn groups(&self) -> &[ResolvedGroup] {
        &self.groups
    }

    /// All groups by position.
    pub fn group_positions(&self) -> impl Iterator<Item = GroupIx> + use<> {
        (0..u32::try_from(self.groups.len()).unwrap_or(u32::MAX)).map(GroupIx)
    }

    /// A group.
    #[must_use]
    pub fn group(&self, at: GroupIx) -> &ResolvedGroup {
        &self.groups[at.0 as usize]
    }

    /// The direct user members of a group, each once, in the order of the export.
    #[must_use]
    pub fn members(&self, at: GroupIx) -> &[UserIx] {
        let [start, end] = [0, 1].map(|next| self.starts[at.0 as usize + next] as usize);
        &self.members[start..end]
    }

    /// Whether only assigned users and groups are in scope.
    #[must_use]
    pub fn is_assigned_only(&self) -> bool {
        self.assigned_only
    }

    /// Whether a user is in scope by assignment.
    #[must_use]
    pub fn is_assigned(&self, user: UserIx) -> bool {
        !self.assigned_only || self.assigned.contains(user)
    }

    /// Whether a decision holds a user out of scope.
    #[must_use]
    pub fn is_held_out(&self, user: UserIx) -> bool {
        self.held_out.contains(user)
    }

    /// By what a user is in scope. Looks at every group: for one user, not for everybody.
    #[must_use]
    pub fn assigned_by(&self, user: UserIx) -> Assigned {
        if !self.assigned_only {
            return Assigned::Everybody;
        }
        let bringing = self.holding(user, ResolvedGroup::brings_in);
        match (self.direct.contains(user), bringing.is_empty()) {
            (true, _) => Assigned::Directly(bringing),
            (false, false) => Assigned::Through(bringing),
            (false, true) => Assigned::Not {
                insecure: self.holding(user, |group| group.is_assigned && !group.brings_in()),
                nested: self.nested_paths(user),
            },
        }
    }

    /// Users whom only nesting would bring in, with the assigned group and the one nested in it: each
    /// user once for each assigned group.
    #[must_use]
    pub fn only_nested(&self) -> Vec<(UserIx, GroupIx, GroupIx)> {
        let mut found = Vec::new();
        for outer in self.bringing_groups() {
            let mut seen: BTreeSet<UserIx> = BTreeSet::new();
            for inner in self.reachable(outer) {
                let lost = self.members(inner).iter().copied();
                let lost = lost.filter(|user| !self.assigned.contains(*user));
                found.extend(
                    lost.filter(|user| seen.insert(*user))
                        .map(|user| (user, outer, inner)),
                );
            }
        }
        found
    }

    /// Users whose only way into scope are dynamic groups, with the first of these.
    #[must_use]
    pub fn only_dynamic(&self) -> Vec<(UserIx, GroupIx)> {
        let is_dynamic = |at: &GroupIx| self.group(*at).dynamic == Some(true);
        let stable = self.users_of(self.bringing_groups().filter(|at| !is_dynamic(at)));
        let mut first: BTreeMap<UserIx, GroupIx> = BTreeMap::new();
        for at in self.bringing_groups().filter(is_dynamic) {
            let only = self.members(at).iter().copied();
            for user in only.filter(|user| !self.direct.contains(*user) && !stable.contains(*user))
            {
                first.entry(user).or_insert(at);
            }
        }
        first.into_iter().collect()
    }

    /// Users whom an assigned group would bring in if it were security-enabled, with the first of these.
    #[must_use]
    pub fn only_insecure(&self) -> Vec<(UserIx, GroupIx)> {
        let mut first: BTreeMap<UserIx, GroupIx> = BTreeMap::new();
        for at in self.group_positions() {
            if self.group(at).is_assigned && !self.group(at).brings_in() {
                let lost = self.members(at).iter().copied();
                for user in lost.filter(|user| !self.assigned.contains(*user)) {
                    first.entry(user).or_insert(at);
                }
            }
        }
        first.into_iter().collect()
    }

    /// Users who are in scope through nothing but groups of which no file says whether they are
    /// security-enabled.
    #[must_use]
    pub fn only_presumed_secure(&self) -> UserSet {
        let is_sure = |at: &GroupIx| self.group(*at).security_enabled == Some(true);
        let sure = self.users_of(self.bringing_groups().filter(is_sure));
        let mut presumed = self.users_of(self.bringing_groups().filter(|at| !is_sure(at)));
        presumed.remove(&sure);
        presumed.remove(&self.direct);
        presumed
    }

    fn bringing_groups(&self) -> impl Iterator<Item = GroupIx> {
        self.group_positions()
            .filter(|at| self.group(*at).brings_in())
    }

    fn users_of(&self, groups: impl Iterator<Item = GroupIx>) -> UserSet {
        let mut users = self.direct.emptied();
        for at in groups {
            for user in self.members(at) {
                users.insert(*user);
            }
        }
        users
    }

    fn holding(&self, user: UserIx, wanted: impl Fn(&ResolvedGroup) -> bool) -> Vec<GroupIx> {
        self.group_positions()
            .filter(|at| wanted(self.group(*at)))
            .filter(|at| self.members(*at).binary_search(&user).is_ok())
            .collect()
    }

    fn nested_paths(&self, user: UserIx) -> Vec<(GroupIx, GroupIx)> {
        let paths = self.bringing_groups().filter_map(|outer| {
            let inner = self
                .reachable(outer)
                .into_iter()
                .find(|inner| self.members(*inner).binary_search(&user).is_ok())?;
            Some((outer, inner))
        });
        paths.collect()
    }

    /// The groups nested in a group, at any depth, nearest first; circles end.
    fn reachable(&self, outer: GroupIx) -> Vec<GroupIx> {
        let mut seen = BTreeSet::from([outer]);
        let mut found = Vec::new();
        let mut next = vec![outer];
        while !next.is_empty() {
            let nested = next
                .iter()
                .flat_map(|at| self.group(*at).nested.iter().copied());
            next = nested.filter(|at| seen.insert(*at)).collect();
            found.extend(next.iter().copied());
        }
        found
    }
}

/// Making it.
impl ResolvedScope {
    fn take_users(&mut self, scope: &Scope, index: &UserIndex<'_>, oddities: &mut Oddities) {
        for (id, place) in scope.assignments.users.iter() {
            match index.find(id) {
                None => oddities.add(Odd::UnknownUser, place, id),
                Some(user) if !self.direct.insert(user) => oddities.add(Odd::Repeated, place, id),
                Some(_) => {}
            }
        }
    }

    /// The groups of both files; for each group of the member files, the groups it is.
    fn take_groups(&mut self, scope: &Scope, oddities: &mut Oddities) -> Vec<Vec<GroupIx>> {
        let mut by_id = BTreeMap::new();
        let mut by_name: BTreeMap<String, Vec<GroupIx>> = BTreeMap::new();
        for group in &scope.assignments.groups {
            let next = GroupIx(u32::try_from(self.groups.len()).unwrap_or(u32::MAX));
            let at = *by_id.entry(group.id.to_lowercase()).or_insert(next);
            if at != next {
                oddities.add(Odd::Repeated, group.place, &group.id);
                continue;
            }
            if !group.name.is_empty() {
                by_name
                    .entry(group.name.to_lowercase())
                    .or_default()
                    .push(at);
            }
            self.groups.push(ResolvedGroup {
                id: group.id.clone(),
                name: if group.name.is_empty() {
                    &group.id
                } else {
                    &group.name
                }
                .clone(),
                is_assigned: true,
                security_enabled: group.security_enabled,
                dynamic: group.dynamic,
                ..ResolvedGroup::default()
            });
        }
        let mut rows = Vec::with_capacity(scope.groups.groups().len());
        for given in scope.groups.groups() {
            let id = given.id.to_lowercase();
            let named = by_id.get(&id).map(|at| vec![*at]).or_else(|| {
                // A name stands where an id should: of a file that was named after its group.
                by_name.get(&id).cloned()
            });
            let found = named.unwrap_or_else(|| {
                let at = GroupIx(u32::try_from(self.groups.len()).unwrap_or(u32::MAX));
                self.groups.push(ResolvedGroup {
                    id: given.id.clone(),
                    name: given.id.clone(),
                    ..ResolvedGroup::default()
                });
                by_id.insert(id, at);
                vec![at]
            });
            if found.len() > 1 {
                oddities.add(Odd::SharedName, given.place, &given.id);
            }
            for at in &found {
                let group = &mut self.groups[at.0 as usize];
                group.has_members_given = true;
                if group.name == group.id && !given.name.is_empty() {
                    group.name.clone_from(&given.name);
                }
            }
            rows.push(found);
        }
        self.by_id = by_id;
        self.miss_members(scope, oddities);
        rows
    }

    fn miss_members(&self, scope: &Scope, oddities: &mut Oddities) {
        for group in &scope.assignments.groups {
            let at = self.by_id[&group.id.to_lowercase()];
            if self.assigned_only && !self.group(at).has_members_given {
                oddities.add(Odd::NoMembers, group.place, &self.group(at).name);
            }
        }
    }

    fn take_members(
        &mut self,
        scope: &Scope,
        rows: &[Vec<GroupIx>],
        index: &UserIndex<'_>,
        oddities: &mut Oddities,
    ) {
        let mut pairs: Vec<(GroupIx, UserIx, ListPlace)> = Vec::new();
        for (group, id, place) in scope.groups.users() {
            let found = &rows[group as usize];
            match index.find(id) {
                Some(user) => pairs.extend(found.iter().map(|at| (*at, user, place))),
                None if self.group_of(id).is_some() => self.nest(found, id),
                None => {
                    oddities.add(Odd::UnknownMember, place, id);
                    for at in found {
                        self.groups[at.0 as usize].unknown_users += 1;
                    }
                }
            }
        }
        pairs.sort_unstable();
        for twice in pairs
            .windows(2)
            .filter(|two| (two[0].0, two[0].1) == (two[1].0, two[1].1))
        {
            oddities.add(Odd::Repeated, twice[1].2, &self.group(twice[1].0).name);
        }
        pairs.dedup_by_key(|(group, user, _)| (*group, *user));
        self.starts = vec![0; self.groups.len() + 1];
        for (group, _, _) in &pairs {
            self.starts[group.0 as usize + 1] += 1;
        }
        for at in 1..self.starts.len() {
            self.starts[at] += self.starts[at - 1];
        }
        self.members = pairs.into_iter().map(|(_, user, _)| user).collect();
    }

    fn take_nested(&mut self, scope: &Scope, rows: &[Vec<GroupIx>]) {
        for nested in scope.groups.nested() {
            self.nest(&rows[nested.outer as usize], &nested.id);
        }
    }

    /// Puts a group into others.
    fn nest(&mut self, outer: &[GroupIx], id: &str) {
        let inner = self.group_of(id);
        let inner = inner.filter(|at| self.group(*at).has_members_given);
        for at in outer {
            let outer = &mut self.groups[at.0 as usize];
            match inner {
                Some(inner) if !outer.nested.contains(&inner) => outer.nested.push(inner),
                Some(_) => {}
                None if outer.nested_unknown.iter().any(|known| known == id) => {}
                None => outer.nested_unknown.push(id.to_owned()),
            }
        }
    }

    fn group_of(&self, id: &str) -> Option<GroupIx> {
        self.by_id.get(&id.to_lowercase()).copied()
    }

    fn assign(&mut self) {
        let through = self.users_of(self.bringing_groups());
        self.assigned = self.direct.clone();
        self.assigned.add(&through);
    }
}
