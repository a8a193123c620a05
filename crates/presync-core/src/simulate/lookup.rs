//! The intranet's side of a look-up: `GET /Users?filter=<attribute> eq "<value>"` over the export.
//!
//! It answers which accounts a value finds; what that means is decided elsewhere.

use std::{
    hash::{Hash, Hasher},
    sync::Arc,
};

use rustc_hash::{FxBuildHasher, FxHashMap, FxHasher};

use super::tried::TriedValues;
use crate::{AttributeId, Population, UserIx};

const END: u32 = u32::MAX;

/// An index of one attribute of the intranet for equality look-ups. A clone shares what was read and has
/// tried values of its own.
#[derive(Debug, Clone)]
pub(super) struct LookupIndex<'a> {
    legacy: &'a Population,
    attribute: Option<AttributeId>,
    chains: Arc<Chains>,
    /// What accounts hold instead, while that is tried.
    pub(super) tried: TriedValues,
}

/// Accounts by the hash of what they hold, each chain in the order of the export.
#[derive(Debug)]
struct Chains {
    heads: FxHashMap<u64, u32>,
    next: Vec<u32>,
}

/// What a look-up found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Hits {
    /// The accounts that answer, in order.
    pub(super) users: Vec<UserIx>,
    /// Whether the answer would differ if the server treated letter case the other way.
    pub(super) hinges_on_case: bool,
}

impl<'a> LookupIndex<'a> {
    pub(super) fn new(legacy: &'a Population, target: &str) -> Self {
        let attribute = legacy.attribute(target);
        let filled = attribute.map_or(0, |attribute| legacy.column(attribute).filled());
        let mut chains = Chains {
            heads: FxHashMap::with_capacity_and_hasher(filled, FxBuildHasher),
            next: vec![END; legacy.len()],
        };
        // Backwards, so that each chain runs in the order of the export.
        if let Some(attribute) = attribute {
            for user in legacy.users().rev() {
                chains.add(user, legacy.held(user, attribute));
            }
        }
        Self {
            legacy,
            attribute,
            chains: Arc::new(chains),
            tried: TriedValues::default(),
        }
    }

    /// The attribute; none when the export does not hold it.
    pub(super) fn attribute(&self) -> Option<AttributeId> {
        self.attribute
    }

    /// Whether the export holds the attribute at all.
    pub(super) fn is_known(&self) -> bool {
        self.attribute.is_some()
    }

    /// The accounts that hold a value, compared with or without its letter case.
    pub(super) fn find(&self, value: &str, ignores_case: bool) -> Hits {
        let mut hits = Hits::default();
        let Some(attribute) = self.attribute else {
            return hits;
        };
        let hash = hash_folded(value);
        let mut at = self.chains.heads.get(&hash).copied().unwrap_or(END);
        while at != END {
            let user = UserIx(at);
            if self.tried.get(user).is_none() {
                hits.take(user, self.legacy.held(user, attribute), value, ignores_case);
            }
            at = self.chains.next[user.index()];
        }
        if !self.tried.is_empty() {
            for (user, held) in self.tried.holding(hash) {
                hits.take(user, held, value, ignores_case);
            }
            hits.users.sort_unstable();
        }
        hits
    }

    /// What an account holds, tried values counted.
    pub(super) fn held(&self, account: UserIx) -> &str {
        let held = || {
            self.attribute
                .map_or("", |id| self.legacy.held(account, id))
        };
        self.tried.get(account).unwrap_or_else(held)
    }
}

impl Chains {
    fn add(&mut self, user: UserIx, value: &str) {
        if value.is_empty() {
            return;
        }
        let head = self.heads.entry(hash_folded(value)).or_insert(END);
        self.next[user.index()] = *head;
        *head = user.0;
    }
}

impl Hits {
    fn take(&mut self, user: UserIx, held: &str, value: &str, ignores_case: bool) {
        let exact = held == value;
        let folded = exact || equal_folded(held, value);
        self.hinges_on_case |= folded && !exact;
        if exact || (folded && ignores_case) {
            self.users.push(user);
        }
    }
}

/// Equality that ignores letter case, character by character.
pub(crate) fn equal_folded(a: &str, b: &str) -> bool {
    if a.is_ascii() && b.is_ascii() {
        return a.eq_ignore_ascii_case(b);
    }
    a.chars()
        .flat_map(char::to_lowercase)
        .eq(b.chars().flat_map(char::to_lowercase))
}

pub(crate) fn hash_folded(value: &str) -> u64 {
    let mut hasher = FxHasher::default();
    if value.is_ascii() {
        let letters = value.bytes().map(|b| b.to_ascii_lowercase());
        letters.for_each(|letter| char::from(letter).hash(&mut hasher));
    } else {
        let letters = value.chars().flat_map(char::to_lowercase);
        letters.for_each(|letter| letter.hash(&mut hasher));
    }
    hasher.finish()
}
