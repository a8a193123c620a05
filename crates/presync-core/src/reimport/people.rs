//! Who is who between two exports of one side: by anchor, else by another key, else by the whole record.
//!
//! Not matching: both exports come from one system, so a key says it or nothing does.

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use std::hash::{Hash, Hasher};

use super::persons::Persons;
use crate::{AttributeId, UserIx};

/// Users of the older and the newer export.
pub(super) type Pair = (UserIx, UserIx);

/// Everybody of both exports, once.
#[derive(Debug, Default)]
pub(super) struct People {
    /// The same person under the same key.
    pub(super) same: Vec<Pair>,
    /// Certainly the same person under another key.
    pub(super) rekeyed: Vec<Pair>,
    /// Only in the older export.
    pub(super) gone: Vec<UserIx>,
    /// Only in the newer export.
    pub(super) new: Vec<UserIx>,
}

/// Brings the users of two exports together; `shared` are the attributes both have.
pub(super) fn follow(
    before: &Persons<'_>,
    after: &Persons<'_>,
    shared: &[(AttributeId, AttributeId)],
) -> People {
    let mut following = Following {
        before,
        after,
        partner_before: vec![false; before.users.len()],
        partner_after: vec![false; after.users.len()],
        people: People::default(),
    };
    following.by_anchor();
    for key in 0..before.keys().min(after.keys()) {
        following.by_key(key);
    }
    following.by_record(shared);
    following.finish()
}

struct Following<'a> {
    before: &'a Persons<'a>,
    after: &'a Persons<'a>,
    partner_before: Vec<bool>,
    partner_after: Vec<bool>,
    people: People,
}

impl Following<'_> {
    fn by_anchor(&mut self) {
        let anchored = self.before.users.users().filter_map(|user| {
            let anchor = self.before.users.anchor(user)?;
            Some((hash(&anchor), user))
        });
        let known: FxHashMap<u64, UserIx> = anchored.collect();
        for user in self.after.users.users() {
            let Some(anchor) = self.after.users.anchor(user) else {
                continue;
            };
            let Some(old) = known.get(&hash(&anchor)).copied() else {
                continue;
            };
            let is_free = !self.partner_before[old.index()];
            if is_free && self.before.users.anchor(old) == Some(anchor) {
                self.pair((old, user), false);
            }
        }
    }

    /// Pairs who is left by a key that is one person's alone in both exports. Where another key says
    /// otherwise, the names must agree.
    fn by_key(&mut self, key: usize) {
        let wanted: FxHashSet<u64> = self
            .before
            .users
            .users()
            .filter(|user| !self.partner_before[user.index()])
            .filter_map(|user| self.before.key_hash(user, key))
            .collect();
        if wanted.is_empty() {
            return;
        }
        let [old, new] = [self.before, self.after].map(|side| holders(side, key, &wanted));
        for user in self.after.users.users() {
            let partner = self.after.key_hash(user, key).and_then(|hash| {
                let alone = new.get(&hash).copied().flatten();
                alone.and(old.get(&hash).copied().flatten())
            });
            let Some(partner) = partner else { continue };
            if self.partner_before[partner.index()] || self.partner_after[user.index()] {
                continue;
            }
            let is_rekeyed = self.before.contradicts(partner, self.after, user);
            if !is_rekeyed || self.before.is_surely(partner, self.after, user, key) {
                self.pair((partner, user), is_rekeyed);
            }
        }
    }

    /// Who has no key of their own is the same where the whole record is.
    fn by_record(&mut self, shared: &[(AttributeId, AttributeId)]) {
        let mut records: FxHashMap<u64, Vec<UserIx>> = FxHashMap::default();
        for user in self.before.users.users().rev() {
            if !self.partner_before[user.index()] {
                let cells = shared
                    .iter()
                    .map(|(id, _)| self.before.users.text(user, *id));
                records.entry(digest(cells)).or_default().push(user);
            }
        }
        for user in self.after.users.users() {
            if self.partner_after[user.index()] {
                continue;
            }
            let cells = shared
                .iter()
                .map(|(_, id)| self.after.users.text(user, *id));
            let same = records.get_mut(&digest(cells));
            if let Some(old) = same.and_then(Vec::pop) {
                self.pair((old, user), false);
            }
        }
    }

    fn pair(&mut self, pair: Pair, is_rekeyed: bool) {
        self.partner_before[pair.0.index()] = true;
        self.partner_after[pair.1.index()] = true;
        if is_rekeyed {
            self.people.rekeyed.push(pair);
        } else {
            self.people.same.push(pair);
        }
    }

    fn finish(mut self) -> People {
        let gone = self.before.users.users();
        self.people.gone = gone.filter(|u| !self.partner_before[u.index()]).collect();
        let new = self.after.users.users();
        self.people.new = new.filter(|u| !self.partner_after[u.index()]).collect();
        self.people
    }
}

/// Who has each of the wanted keys; none where several have it.
fn holders(
    persons: &Persons<'_>,
    key: usize,
    wanted: &FxHashSet<u64>,
) -> FxHashMap<u64, Option<UserIx>> {
    let mut holders = FxHashMap::default();
    for user in persons.users.users() {
        if let Some(hash) = persons.key_hash(user, key).filter(|h| wanted.contains(h)) {
            holders
                .entry(hash)
                .and_modify(|known| *known = None)
                .or_insert(Some(user));
        }
    }
    holders
}

fn digest<'a>(cells: impl Iterator<Item = &'a str>) -> u64 {
    let mut hasher = FxHasher::default();
    cells.for_each(|cell| cell.trim().hash(&mut hasher));
    hasher.finish()
}

pub(super) fn hash(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    text.hash(&mut hasher);
    hasher.finish()
}
