//! Whom a manager cell means: a user of its own side by ID, user name or address, or a name.

use rustc_hash::FxHashMap;

use super::{
    keys::{mix, normal_key},
    profile::{Books, Profiles},
};
use crate::{AttributeId, Population, UserIx, names::parse_display};

/// The users of one side by whatever a manager cell may call them.
#[derive(Debug, Default)]
pub(super) struct Managers {
    /// None where two users share the key.
    users: FxHashMap<u64, Option<UserIx>>,
}

impl Managers {
    /// An index of the side's users, or an empty one when the cells hold names.
    pub(super) fn of(population: &Population, profiles: &Profiles, cells: &[AttributeId]) -> Self {
        let mut managers = Self::default();
        let needed = cells.iter().any(|attribute| {
            population
                .users()
                .any(|user| is_reference(population.text(user, *attribute)))
        });
        if needed {
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
            let user = self.users.get(&normal_key(text)).copied().flatten();
            return user.map_or(0, |user| short(profiles.of(user).name.whole));
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
        self.users.remove(&0);
    }

    fn add(&mut self, key: u64, user: UserIx) {
        let known = self.users.entry(key).or_insert(Some(user));
        if *known != Some(user) {
            *known = None;
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
