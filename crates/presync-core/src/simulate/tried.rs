//! Values that users would hold instead of what the export says, beside a cycle that is bound already.
//!
//! Only look-ups and sources read them; a population is never changed.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::lookup::hash_folded;
use crate::UserIx;

/// Other values of one attribute, by user.
#[derive(Debug, Clone, Default)]
pub(super) struct TriedValues {
    values: BTreeMap<UserIx, String>,
    /// Users by the hash of what they would hold.
    holders: FxHashMap<u64, Vec<UserIx>>,
}

impl TriedValues {
    pub(super) fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    pub(super) fn get(&self, user: UserIx) -> Option<&str> {
        match self.values.is_empty() {
            true => None,
            false => self.values.get(&user).map(String::as_str),
        }
    }

    /// Those who would hold a value of this hash, and what they would hold.
    pub(super) fn holding(&self, hash: u64) -> impl Iterator<Item = (UserIx, &str)> {
        let users = self.holders.get(&hash).into_iter().flatten();
        users.filter_map(|user| Some((*user, self.get(*user)?)))
    }

    /// Sets what a user would hold, or forgets it.
    pub(super) fn set(&mut self, user: UserIx, value: Option<String>) {
        let before = self.values.remove(&user);
        if let Some(before) = &before
            && let Some(users) = self.holders.get_mut(&hash_folded(before))
        {
            users.retain(|other| *other != user);
        }
        if let Some(value) = value {
            if !value.is_empty() {
                self.holders
                    .entry(hash_folded(&value))
                    .or_default()
                    .push(user);
            }
            self.values.insert(user, value);
        }
    }
}
