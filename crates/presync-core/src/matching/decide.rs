//! Decisions of people, put on users by their anchors. Nothing here judges; it only looks up.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    Population, Side, UserIx,
    decision::{Decision, Verdict},
};

/// What people decided, by users.
#[derive(Debug, Default)]
pub(super) struct Decided {
    confirmed_azure: FxHashMap<UserIx, UserIx>,
    confirmed_legacy: FxHashMap<UserIx, UserIx>,
    denied: FxHashSet<(UserIx, UserIx)>,
    new: FxHashSet<UserIx>,
    /// Decisions whose users the exports do not hold, or hold twice.
    pub(super) unplaced: Vec<Decision>,
}

impl Decided {
    /// Places the decisions; of several about one pair or one user the last one stands.
    pub(super) fn place(decisions: &[Decision], legacy: &Population, azure: &Population) -> Self {
        let mut decided = Self::default();
        if decisions.is_empty() {
            return decided;
        }
        let [intranet, directory] = [legacy, azure].map(Anchors::of);
        for decision in decisions {
            let theirs = directory.find(&decision.azure_anchor);
            let ours = intranet.find(&decision.legacy_anchor);
            match (decision.decision, ours, theirs) {
                (Verdict::Confirm, Some(ours), Some(theirs)) => decided.confirm(ours, theirs),
                (Verdict::Deny, Some(ours), Some(theirs)) => decided.deny(ours, theirs),
                (Verdict::New, _, Some(theirs)) => decided.make_new(theirs),
                (Verdict::LeaveOut, ..) => {}
                _ => decided.unplaced.push(decision.clone()),
            }
        }
        decided
    }

    /// The intranet user a person confirmed this Azure user to be.
    pub(super) fn confirmed(&self, azure: UserIx) -> Option<UserIx> {
        self.confirmed_azure.get(&azure).copied()
    }

    /// Confirmed pairs in the order of the Azure users.
    pub(super) fn confirmed_pairs(&self) -> Vec<(UserIx, UserIx)> {
        let mut pairs: Vec<_> = self
            .confirmed_azure
            .iter()
            .map(|(azure, legacy)| (*azure, *legacy))
            .collect();
        pairs.sort_unstable();
        pairs
            .into_iter()
            .map(|(azure, legacy)| (legacy, azure))
            .collect()
    }

    /// Denied pairs in order.
    pub(super) fn denied_pairs(&self) -> Vec<(UserIx, UserIx)> {
        let mut pairs: Vec<_> = self.denied.iter().copied().collect();
        pairs.sort_unstable();
        pairs
    }

    /// Whether a person said that this pair is not one person, or that the Azure user is nobody's.
    pub(super) fn is_denied(&self, legacy: UserIx, azure: UserIx) -> bool {
        self.new.contains(&azure) || self.denied.contains(&(legacy, azure))
    }

    /// Whether a person said that the Azure user is nobody's.
    pub(super) fn is_new(&self, azure: UserIx) -> bool {
        self.new.contains(&azure)
    }

    /// Whether a person said of this very pair that it is not one person.
    pub(super) fn is_pair_denied(&self, legacy: UserIx, azure: UserIx) -> bool {
        self.denied.contains(&(legacy, azure))
    }

    /// Whether a decision already says who one of the two is, and it is not the other.
    pub(super) fn is_taken(&self, legacy: UserIx, azure: UserIx) -> bool {
        let other = |confirmed: Option<&UserIx>, user: UserIx| {
            confirmed.is_some_and(|known| *known != user)
        };
        other(self.confirmed_azure.get(&azure), legacy)
            || other(self.confirmed_legacy.get(&legacy), azure)
    }

    fn confirm(&mut self, legacy: UserIx, azure: UserIx) {
        if let Some(before) = self.confirmed_azure.insert(azure, legacy) {
            self.confirmed_legacy.remove(&before);
        }
        if let Some(before) = self.confirmed_legacy.insert(legacy, azure)
            && before != azure
        {
            self.confirmed_azure.remove(&before);
        }
        self.denied.remove(&(legacy, azure));
        self.new.remove(&azure);
    }

    fn deny(&mut self, legacy: UserIx, azure: UserIx) {
        self.release(azure, |known| known == legacy);
        self.denied.insert((legacy, azure));
    }

    fn make_new(&mut self, azure: UserIx) {
        self.release(azure, |_| true);
        self.new.insert(azure);
    }

    fn release(&mut self, azure: UserIx, when: impl Fn(UserIx) -> bool) {
        if let Some(known) = self.confirmed_azure.get(&azure).copied()
            && when(known)
        {
            self.confirmed_azure.remove(&azure);
            self.confirmed_legacy.remove(&known);
        }
    }
}

/// Users by the anchor that decisions name them by; none where two share it.
#[derive(Debug)]
pub(crate) struct Anchors {
    users: FxHashMap<u64, Option<UserIx>>,
}

impl Anchors {
    /// Each user under the first of the anchor attributes that it has a value for.
    pub(crate) fn of(population: &Population) -> Self {
        let attributes = match population.side() {
            Side::Legacy => ["externalId", "userName"],
            Side::Azure => ["objectId", "userPrincipalName"],
        };
        let attributes: Vec<_> = attributes
            .iter()
            .filter_map(|name| population.attribute(name))
            .collect();
        let mut users = FxHashMap::default();
        for user in population.users() {
            let value = attributes
                .iter()
                .map(|attribute| population.held(user, *attribute).trim())
                .find(|value| !value.is_empty());
            if let Some(value) = value {
                users
                    .entry(anchor(value))
                    .and_modify(|known| *known = None)
                    .or_insert(Some(user));
            }
        }
        Self { users }
    }

    /// The user of this anchor, if it is one user's alone.
    pub(crate) fn find(&self, value: &str) -> Option<UserIx> {
        self.users.get(&anchor(value)).copied().flatten()
    }
}

/// The users of both sides by the anchors that decisions name them by.
#[derive(Debug)]
pub struct KnownAnchors([Anchors; 2]);

impl KnownAnchors {
    /// Whether a side has one user of this anchor.
    #[must_use]
    pub fn has(&self, side: Side, anchor: &str) -> bool {
        self.0[side as usize].find(anchor).is_some()
    }
}

/// Puts the users of both sides, the intranet's first, under their anchors.
#[must_use]
pub fn known_anchors(sides: [&Population; 2]) -> KnownAnchors {
    KnownAnchors(sides.map(Anchors::of))
}

fn anchor(value: &str) -> u64 {
    super::keys::hash_text(&value.trim().to_lowercase())
}

#[cfg(test)]
mod tests {
    #[test]
    fn anchors_ignore_case_and_space_only() {
        assert_eq!(super::anchor(" AB-1 "), super::anchor("ab-1"));
        assert_ne!(super::anchor("007"), super::anchor("7"));
    }
}
