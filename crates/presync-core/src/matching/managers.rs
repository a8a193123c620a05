//! Whom a manager cell means: a user of its own side by ID, user name or address, or a name.

use rustc_hash::FxHashMap;

use super::{
    keys::{mix, normal_key},
    profile::{Books, Profiles},
};
use crate::{AttributeId, Population, UserIx, names::parse_display};

/// The users of one side by the keys that manager cells refer to; what nobody refers to is not kept.
#[derive(Debug, Default)]
pub(super) struct Managers {
    bearers: FxHashMap<u64, Bearer>,
}

/// Who bears a key.
#[derive(Debug, Clone, Copy)]
enum Bearer {
    Nobody,
    One(UserIx),
    Several,
}

impl Managers {
    /// An index of the users that the cells refer to; empty when the cells hold names.
    pub(super) fn of(population: &Population, profiles: &Profiles, cells: &[AttributeId]) -> Self {
        let mut managers = Self::default();
        for attribute in cells {
            let names = population
                .users()
                .filter_map(|user| population.values(user, *attribute).next());
            let keys = names.filter(|name| is_reference(name)).map(normal_key);
            managers
                .bearers
                .extend(keys.map(|key| (key, Bearer::Nobody)));
        }
        managers.bearers.remove(&0);
        if !managers.bearers.is_empty() {
            managers.index(population, profiles);
        }
        managers
    }

    /// The person a cell means, as a number that both sides share; 0 when unknown.
    pub(super) fn person(&self, text: &str, profiles: &Profiles, books: &mut Books) -> u32 {
        if text.is_empty() {
            return 0;
        }
        if is_reference(text) {
            return match self.bearers.get(&normal_key(text)) {
                Some(Bearer::One(user)) => short(profiles.of(*user).name.whole),
                _ => 0,
            };
        }
        parse_display(text).map_or(0, |name| {
            short(books.names.name(name.given, name.surname).whole)
        })
    }

    fn index(&mut self, population: &Population, profiles: &Profiles) {
        let attributes: Vec<AttributeId> = ["objectId", "userPrincipalName", "userName", "mail"]
            .iter()
            .filter_map(|name| population.attribute(name))
            .collect();
        for user in profiles.users() {
            self.add(profiles.of(user).uid.normal, user);
            for attribute in &attributes {
                self.add(normal_key(population.text(user, *attribute)), user);
            }
        }
    }

    fn add(&mut self, key: u64, user: UserIx) {
        if let Some(bearer) = self.bearers.get_mut(&key) {
            *bearer = match *bearer {
                Bearer::Nobody => Bearer::One(user),
                Bearer::One(known) if known == user => Bearer::One(user),
                _ => Bearer::Several,
            };
        }
    }
}

/// Whether a cell is an ID or an address rather than a name.
fn is_reference(text: &str) -> bool {
    !text.is_empty()
        && (text.contains(['@', '='])
            || text.contains(|c: char| c.is_ascii_digit())
            || !text.trim().contains([' ', ',']))
}

/// 32 bits of a name's hash; 0 stays 0.
fn short(whole: u64) -> u32 {
    if whole == 0 {
        return 0;
    }
    u32::try_from(mix(whole, 0) >> 32).unwrap_or(1).max(1)
}
