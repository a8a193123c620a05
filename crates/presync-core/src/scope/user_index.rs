//! Users by what files call them: an id or an address, whatever its letter case.

use std::hash::{Hash, Hasher};

use rayon::slice::ParallelSliceMut;
use rustc_hash::FxHasher;

use crate::{AttributeId, Population, UserIx};

/// Users of a population by several attributes: sorted hashes, checked against the values.
#[derive(Debug)]
pub(crate) struct UserIndex<'p> {
    population: &'p Population,
    attributes: Vec<AttributeId>,
    entries: Vec<(u64, UserIx)>,
}

impl<'p> UserIndex<'p> {
    /// An index of the attributes that the population holds; the first one named wins where two users
    /// answer to one text.
    pub(crate) fn of(population: &'p Population, names: &[&str]) -> Self {
        let attributes: Vec<AttributeId> = names
            .iter()
            .filter_map(|name| population.attribute(name))
            .collect();
        let mut entries = Vec::with_capacity(population.len() * attributes.len());
        for attribute in &attributes {
            let filled = population.users().filter_map(|user| {
                let text = population.held(user, *attribute);
                (!text.is_empty()).then(|| (hash_folded(text), user))
            });
            entries.extend(filled);
        }
        // Ties in the order of the export.
        entries.par_sort_unstable();
        entries.dedup();
        Self {
            population,
            attributes,
            entries,
        }
    }

    /// The user a text names: by the attribute named first, then in the order of the export.
    pub(crate) fn find(&self, text: &str) -> Option<UserIx> {
        let hash = hash_folded(text);
        let start = self.entries.partition_point(|(other, _)| *other < hash);
        let same = self.entries[start..]
            .iter()
            .take_while(|(other, _)| *other == hash)
            .map(|(_, user)| *user);
        same.filter_map(|user| Some((self.rank(user, text)?, user)))
            .min()
            .map(|(_, user)| user)
    }

    fn rank(&self, user: UserIx, text: &str) -> Option<usize> {
        let holds =
            |attribute: &AttributeId| equal_folded(self.population.held(user, *attribute), text);
        self.attributes.iter().position(holds)
    }
}

/// Equality that ignores letter case, character by character.
pub(crate) fn equal_folded(a: &str, b: &str) -> bool {
    if a.is_ascii() && b.is_ascii() {
        return a.eq_ignore_ascii_case(b);
    }
    let lower = |text: &'_ str| {
        text.chars()
            .flat_map(char::to_lowercase)
            .collect::<String>()
    };
    lower(a) == lower(b)
}

fn hash_folded(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    let letters = text.chars().flat_map(char::to_lowercase);
    letters.for_each(|letter| letter.hash(&mut hasher));
    hasher.finish()
}
