//! Which Azure attribute an intranet key comes from, as the values show.
//!
//! A share is counted over the whole population; a sample in hash space only spares hopeless attributes.

use rustc_hash::FxHashSet;

use super::{
    KeyCandidate,
    addresses::local_part,
    attributes::{KEY_SOURCES, LOCAL_PART_SOURCES},
    keys::Key,
};
use crate::{AttributeId, Population, Side, UserIx, catalogue};

/// An Azure attribute tried as the source of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Source {
    pub(super) attribute: AttributeId,
    pub(super) local_part: bool,
}

impl Source {
    /// The user's value under this source.
    pub(super) fn value(self, azure: &Population, user: UserIx) -> &str {
        let value = azure.values(user, self.attribute).next().unwrap_or("");
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

/// Finds the source of the keys: the attribute that agrees with most users one to one.
pub(super) fn detect(keys: impl Iterator<Item = u64>, azure: &Population) -> Detected {
    let legacy = Counted::of(keys);
    let mut found: Vec<(u32, u32, usize, Source)> = sources(azure)
        .into_iter()
        .enumerate()
        .filter(|(_, source)| is_hopeful(&legacy, azure, *source))
        .map(|(order, source)| {
            let (equal, distinct) = legacy.agree(azure, source);
            (distinct, equal, order, source)
        })
        .filter(|(_, equal, ..)| *equal > 0)
        .collect();
    found.sort_by_key(|(distinct, equal, order, _)| {
        (
            std::cmp::Reverse(*distinct),
            std::cmp::Reverse(*equal),
            *order,
        )
    });
    let source = found
        .first()
        .filter(|(distinct, ..)| explains_enough(*distinct, legacy.users))
        .map(|(_, _, _, source)| *source);
    Detected {
        candidates: found
            .iter()
            .map(|(_, equal, _, source)| candidate(azure, *source, *equal, legacy.users))
            .collect(),
        source,
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

/// Whether any key of a thin slice of hash space occurs: the same slice is taken of both sides.
fn is_hopeful(legacy: &Counted, azure: &Population, source: Source) -> bool {
    const SLICES: u64 = 16;
    const SMALL: u32 = 50_000;
    if legacy.users < SMALL {
        return true;
    }
    let slice: FxHashSet<u64> = legacy
        .keys
        .iter()
        .filter(|(key, _)| key % SLICES == 0)
        .map(|(key, _)| *key)
        .collect();
    azure
        .users()
        .any(|user| slice.contains(&Key::of(source.value(azure, user)).normal))
}

/// Keys in order with the number of users that have each.
struct Counted {
    keys: Vec<(u64, u32)>,
    users: u32,
}

impl Counted {
    fn of(keys: impl Iterator<Item = u64>) -> Self {
        let mut present: Vec<u64> = keys.filter(|key| *key != 0).collect();
        present.sort_unstable();
        let users = u32::try_from(present.len()).expect("BUG: fewer than 4 billion users");
        let mut keys: Vec<(u64, u32)> = Vec::new();
        for key in present {
            match keys.last_mut() {
                Some((last, count)) if *last == key => *count += 1,
                _ => keys.push((key, 1)),
            }
        }
        Self { keys, users }
    }

    /// Intranet users whose key occurs, and of them those whose key stands once on either side.
    fn agree(&self, azure: &Population, source: Source) -> (u32, u32) {
        let other = Self::of(
            azure
                .users()
                .map(|user| Key::of(source.value(azure, user)).normal),
        );
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
