//! Members: who of an Azure group is provisioned, and who is in the intranet's group already.

use crate::{
    Action, Outcome, UserIx,
    group_plan::MemberCounts,
    plan::AzureRow,
    scope::{GroupIx, ResolvedScope, legacy_members},
    simulate::cycle::Cycle,
};

/// The members of all groups with what becomes of them.
pub(super) struct Members<'m> {
    resolved: &'m ResolvedScope,
    users: &'m [AzureRow],
    /// The members of each intranet group, in order; none where the file does not hold them.
    legacy: Option<Vec<Vec<UserIx>>>,
}

impl<'m> Members<'m> {
    pub(super) fn new(cycle: &'m Cycle<'m>, users: &'m [AzureRow]) -> Self {
        let groups = cycle.input.scope.legacy_groups.as_ref();
        let groups = groups.filter(|groups| groups.columns().members);
        Self {
            resolved: &cycle.scoping.resolved,
            users,
            legacy: groups.map(|groups| legacy_members::of(groups, cycle.input.legacy)),
        }
    }

    pub(super) fn counts(&self, at: GroupIx) -> MemberCounts {
        let group = self.resolved.group(at);
        let members = self.resolved.members(at);
        let in_scope = members
            .iter()
            .filter(|user| self.users[user.index()].outcome != Outcome::OutOfScope);
        let provisioned = members.iter().filter(|user| self.is_provisioned(**user));
        MemberCounts {
            users: count(members.len()),
            unknown: group.unknown_users,
            nested: count(group.nested.len() + group.nested_unknown.len()),
            in_scope: count(in_scope.count()),
            provisioned: count(provisioned.count()),
            added: None,
            kept: None,
        }
    }

    /// How many members an intranet group would get, and how many it has that the Azure group does not
    /// bring; none where the intranet's members are not known.
    pub(super) fn change(&self, at: GroupIx, group: UserIx) -> Option<(u32, u32)> {
        let there = &self.legacy.as_ref()?[group.index()];
        let members = self.resolved.members(at).iter();
        let mut brought: Vec<UserIx> = Vec::new();
        let mut added = 0;
        for user in members.filter(|user| self.is_provisioned(**user)) {
            match self.users[user.index()].hits.as_ref() {
                [account] => brought.push(*account),
                _ => added += 1,
            }
        }
        brought.sort_unstable();
        brought.dedup();
        let new = brought
            .iter()
            .filter(|account| there.binary_search(account).is_err());
        added += new.count();
        let kept = there
            .iter()
            .filter(|account| brought.binary_search(account).is_err());
        Some((count(added), count(kept.count())))
    }

    /// Whether a user has a live account after the first pass: found or made, and not disabled by it.
    fn is_provisioned(&self, user: UserIx) -> bool {
        let row = &self.users[user.index()];
        matches!(row.action, Action::Create | Action::Update | Action::None)
            && row.outcome != Outcome::OutOfScope
    }
}

fn count(many: usize) -> u32 {
    u32::try_from(many).unwrap_or(u32::MAX)
}
