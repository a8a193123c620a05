//! Who else a decision might have meant: users who share a name, an address or an ID with its people.
//!
//! A short list for a person to look at, not a judgement: that is matching's.

use rustc_hash::FxHashMap;

use super::{people::hash, persons::Persons};
use crate::{Population, Side, UserIx, names::fold};

/// More users than this under one name or address are no candidates.
const SHARED_MAX: usize = 20;

/// Somebody of a side.
pub(super) type Somebody = (Side, UserIx);

/// For each group of people those of either side who share something with one of them, in order.
pub(super) fn rivals(
    legacy: &Population,
    azure: &Population,
    groups: &[Vec<Somebody>],
) -> Vec<Vec<Somebody>> {
    let sides = [Tokens::of(legacy), Tokens::of(azure)];
    let mut holders: FxHashMap<u64, Vec<Somebody>> = FxHashMap::default();
    for (side, user) in groups.iter().flatten() {
        for token in sides[*side as usize].of_user(*user) {
            holders.entry(token).or_default();
        }
    }
    for side in &sides {
        for user in side.persons.users.users() {
            for token in side.of_user(user) {
                if let Some(known) = holders.get_mut(&token) {
                    known.push((side.persons.users.side(), user));
                }
            }
        }
    }
    let sharing = |group: &Vec<Somebody>| {
        let tokens = group
            .iter()
            .flat_map(|(side, user)| sides[*side as usize].of_user(*user));
        let mut found: Vec<Somebody> = tokens
            .filter_map(|token| holders.get(&token))
            .filter(|known| known.len() <= SHARED_MAX)
            .flatten()
            .filter(|somebody| !group.contains(somebody))
            .copied()
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    };
    groups.iter().map(sharing).collect()
}

/// What users of a side may share with others.
struct Tokens<'a> {
    persons: Persons<'a>,
    ids: Vec<crate::AttributeId>,
    addresses: Vec<crate::AttributeId>,
}

impl<'a> Tokens<'a> {
    fn of(population: &'a Population) -> Self {
        let (ids, addresses): (&[&str], &[&str]) = match population.side() {
            Side::Legacy => (
                &["externalId"],
                &["userName", "emails[type eq \"work\"].value"],
            ),
            Side::Azure => (&["objectId", "employeeId"], &["userPrincipalName", "mail"]),
        };
        let [ids, addresses] = [ids, addresses].map(|names| {
            let known = names.iter().filter_map(|name| population.attribute(name));
            known.collect()
        });
        Self {
            persons: Persons::of(population),
            ids,
            addresses,
        }
    }

    /// Hashes of a user's name, addresses and IDs, each with what it is.
    fn of_user(&self, user: UserIx) -> impl Iterator<Item = u64> {
        let text =
            move |id: &crate::AttributeId| self.persons.users.text(user, *id).trim().to_lowercase();
        let ids = self.ids.iter().map(move |id| ("id", text(id)));
        let addresses = self.addresses.iter().map(move |id| ("address", text(id)));
        let name = std::iter::once(("name", fold(&self.persons.name(user))));
        let known = ids.chain(addresses).chain(name);
        known
            .filter(|(_, value)| !value.is_empty())
            .map(|(what, value)| hash(&format!("{what}\u{1f}{value}")))
    }
}
