//! Which Azure attribute an intranet key comes from, as the values show.
//!
//! A share is counted over the whole population; a slice of hash space only spares hopeless attributes.

use std::cmp::Reverse;

use rayon::iter::{IndexedParallelIterator, IntoParallelIterator, ParallelIterator};
use rustc_hash::FxHashSet;

use super::{
    KeyCandidate,
    addresses::local_part,
    attributes::{KEY_SOURCES, LOCAL_PART_SOURCES},
    keys::normal_key,
};
use crate::{AttributeId, Population, Side, UserIx, catalogue, population::first_of};

/// An Azure attribute tried as the source of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Source {
    pub(super) attribute: AttributeId,
    pub(super) local_part: bool,
}

impl Source {
    /// The user's value under this source.
    pub(super) fn value(self, azure: &Population, user: UserIx) -> &str {
        self.value_in(azure.text(user, self.attribute))
    }

    fn value_in(self, cell: &str) -> &str {
        let value = first_of(cell);
        if self.local_part {
            local_part(value)
        } else {
            value
        }
    }
}

/// What was found for one intranet key.
#[derive(Debug, Default)]
pub(super) struct Detected {
    /// Attributes that hold any of the keys, best first.
    pub(super) candidates: Vec<KeyCandidate>,
    /// The source, if the best one explains enough.
    pub(super) source: Option<Source>,
}

/// Finds the sources of several intranet keys: for each the attribute that agrees with most users one to one.
pub(super) fn detect<const N: usize>(keys: [Vec<u64>; N], azure: &Population) -> [Detected; N] {
    let keys = keys.map(Counted::of);
    let found: Vec<[Option<Found>; N]> = sources(azure)
        .into_par_iter()
        .enumerate()
        .map(|(order, source)| try_source(&keys, azure, order, source))
        .collect();
    std::array::from_fn(|at| {
        let found = found.iter().filter_map(|of_source| of_source[at]).collect();
        Detected::of(found, azure, keys[at].users)
    })
}

/// How an attribute agrees with each key; none where it holds nothing of it.
fn try_source<const N: usize>(
    keys: &[Counted; N],
    azure: &Population,
    order: usize,
    source: Source,
) -> [Option<Found>; N] {
    let column = azure.column(source.attribute);
    let theirs = column.mapped(azure.len(), |cell| normal_key(source.value_in(cell)));
    let hopeful = keys.each_ref().map(|keys| keys.is_met_by(&theirs));
    if !hopeful.contains(&true) {
        return [None; N];
    }
    let theirs = Counted::of(theirs);
    std::array::from_fn(|at| {
        hopeful[at].then(|| {
            let (equal, distinct) = keys[at].agree(&theirs);
            Found {
                distinct,
                equal,
                order,
                source,
            }
        })
    })
}

/// How an attribute agrees with a key.
#[derive(Debug, Clone, Copy)]
struct Found {
    distinct: u32,
    equal: u32,
    order: usize,
    source: Source,
}

impl Detected {
    fn of(mut found: Vec<Found>, azure: &Population, users: u32) -> Self {
        found.retain(|one| one.equal > 0);
        found.sort_by_key(|one| (Reverse(one.distinct), Reverse(one.equal), one.order));
        let best = found
            .first()
            .filter(|one| explains_enough(one.distinct, users));
        Self {
            source: best.map(|one| one.source),
            candidates: found
                .iter()
                .map(|one| candidate(azure, one.source, one.equal, users))
                .collect(),
        }
    }
}

/// A tenth of the keys, and more than chance would give.
fn explains_enough(distinct: u32, users: u32) -> bool {
    let enough = u64::from(distinct) * 10 >= u64::from(users);
    enough && (distinct >= 3 || (distinct > 0 && distinct == users))
}

fn candidate(azure: &Population, source: Source, equal: u32, of: u32) -> KeyCandidate {
    let name = azure.name(source.attribute);
    let attribute = if source.local_part {
        format!("localpart({name})")
    } else {
        name.to_owned()
    };
    KeyCandidate {
        attribute,
        equal,
        of,
    }
}

/// The catalogue's key attributes, then every extension and additional field, then local parts.
fn sources(azure: &Population) -> Vec<Source> {
    let known = KEY_SOURCES.iter().filter_map(|name| azure.attribute(name));
    let extra = azure
        .attributes()
        .filter(|(_, name)| is_extension(name))
        .map(|(attribute, _)| attribute);
    let whole = known.chain(extra).map(|attribute| Source {
        attribute,
        local_part: false,
    });
    let local = LOCAL_PART_SOURCES
        .iter()
        .filter_map(|name| azure.attribute(name))
        .map(|attribute| Source {
            attribute,
            local_part: true,
        });
    whole.chain(local).collect()
}

fn is_extension(name: &str) -> bool {
    name.starts_with("extensionAttribute") || catalogue::find(Side::Azure, name).is_none()
}

/// Keys in order with the number of users that have each.
struct Counted {
    keys: Vec<(u64, u32)>,
    users: u32,
}

impl Counted {
    fn of(mut present: Vec<u64>) -> Self {
        present.retain(|key| *key != 0);
        present.sort_unstable();
        let users = u32::try_from(present.len()).expect("BUG: fewer than 4 billion users");
        let mut keys: Vec<(u64, u32)> = Vec::with_capacity(present.len());
        for key in present {
            match keys.last_mut() {
                Some((last, count)) if *last == key => *count += 1,
                _ => keys.push((key, 1)),
            }
        }
        Self { keys, users }
    }

    /// Whether any key occurs; of many keys, any of a thin slice of hash space.
    fn is_met_by(&self, theirs: &[u64]) -> bool {
        const SLICES: u64 = 32;
        const MANY: usize = 50_000;
        let slices = if self.keys.len() < MANY { 1 } else { SLICES };
        let in_slice = |key: &u64| *key != 0 && key.is_multiple_of(slices);
        let slice: FxHashSet<u64> = self
            .keys
            .iter()
            .map(|(key, _)| *key)
            .filter(in_slice)
            .collect();
        theirs
            .iter()
            .filter(|key| in_slice(key))
            .any(|key| slice.contains(key))
    }

    /// Intranet users whose key occurs, and of them those whose key stands once on either side.
    fn agree(&self, other: &Self) -> (u32, u32) {
        let (mut equal, mut distinct) = (0, 0);
        let mut theirs = other.keys.iter().peekable();
        for (key, users) in &self.keys {
            while theirs.next_if(|(their, _)| their < key).is_some() {}
            if let Some((_, bearers)) = theirs.next_if(|(their, _)| their == key) {
                equal += users;
                distinct += u32::from(*users == 1 && *bearers == 1);
            }
        }
        (equal, distinct)
    }
}
