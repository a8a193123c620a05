//! Whom a manager cell means: a user of its own side by ID, user name or address, or a name.

use rayon::iter::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};
use rustc_hash::FxHashMap;

use super::{
    keys::{mix, normal_key},
    profile::{Books, Profiles},
    trait_reader::SideInput,
};
use crate::{AttributeId, Population, UserIx, names::parse_display, record::VALUE_SEPARATOR};

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
            let column = population.column(*attribute);
            let keys: Vec<u64> = (0..population.len())
                .into_par_iter()
                .map(|at| column.get(at))
                .filter(|text| !text.is_empty())
                .map(first_of)
                .filter(|name| is_reference(name))
                .map(normal_key)
                .collect();
            let keys = keys.into_iter().map(|key| (key, Bearer::Nobody));
            managers.bearers.extend(keys);
        }
        managers.bearers.remove(&0);
        if !managers.bearers.is_empty() {
            managers.index(population, profiles);
        }
        managers
    }

    /// The person each user's cell means, as a number that both sides share; 0 when unknown.
    pub(super) fn people(
        &self,
        input: SideInput<'_>,
        attribute: AttributeId,
        books: &mut Books,
    ) -> Vec<u32> {
        let column = input.population.column(attribute);
        let mut people: Vec<u32> = (0..input.population.len())
            .into_par_iter()
            .map(|at| self.referred(first_of(column.get(at)), input.profiles))
            .collect();
        for (at, person) in people.iter_mut().enumerate() {
            if *person == NAMED {
                *person = parse_display(first_of(column.get(at))).map_or(0, |name| {
                    short(books.names.name(name.given, name.surname).whole)
                });
            }
        }
        people
    }

    /// The person a reference means; [`NAMED`] where the cell is a name.
    fn referred(&self, text: &str, profiles: &Profiles) -> u32 {
        if text.is_empty() {
            return 0;
        }
        if !is_reference(text) {
            return NAMED;
        }
        match self.bearers.get(&normal_key(text)) {
            Some(Bearer::One(user)) => short(profiles.of(*user).name.whole),
            _ => 0,
        }
    }

    fn index(&mut self, population: &Population, profiles: &Profiles) {
        let users: Vec<UserIx> = profiles.users().collect();
        let uids: Vec<(u64, UserIx)> = users
            .par_iter()
            .map(|user| (profiles.of(*user).uid.normal, *user))
            .filter(|(key, _)| self.bearers.contains_key(key))
            .collect();
        uids.into_iter().for_each(|(key, user)| self.add(key, user));
        let attributes = ["objectId", "userPrincipalName", "userName", "mail"];
        for attribute in attributes
            .iter()
            .filter_map(|name| population.attribute(name))
        {
            let keys: Vec<(u64, UserIx)> = users
                .par_iter()
                .map(|user| (normal_key(population.text(*user, attribute)), *user))
                .filter(|(key, _)| self.bearers.contains_key(key))
                .collect();
            keys.into_iter().for_each(|(key, user)| self.add(key, user));
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

/// Stands for whoever a name means until the name is looked up.
const NAMED: u32 = u32::MAX;

/// The first of several values in a cell; empty when there is none.
fn first_of(text: &str) -> &str {
    let mut values = text.split(VALUE_SEPARATOR);
    values.find(|value| !value.is_empty()).unwrap_or("")
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
    let high = u32::try_from(mix(whole, 0) >> 32).unwrap_or(1);
    high.clamp(1, NAMED - 1)
}
