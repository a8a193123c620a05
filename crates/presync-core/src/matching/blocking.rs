//! The keys under which users are brought together: first those that identify, then, for the users those
//! leave open, names and traits in several readings.

use rayon::{iter::ParallelIterator, slice::ParallelSlice};

use super::{
    candidates::{BlockKind, Blocks, Candidate, Keyed},
    combined,
    compare::Sides,
    keys::mix,
    profile::Profiles,
};
use crate::{
    Cancelled, Progress, Side, UserIx,
    names::{Name, NamePart},
};

/// Pairs a block of a unique ID may hold: a value that more share is no ID.
const UID_PAIRS_MAX: usize = 36;
const ADDRESS_PAIRS_MAX: usize = 25;
const LOGIN_PAIRS_MAX: usize = 16;
/// Pairs a block of a whole name may hold where one of the two users is settled.
const SETTLED_PAIRS_MAX: usize = 64;
/// Users that may share a trait by which candidates are found.
const RARE_MAX: u32 = 16;
/// Open users up to whom any two features are tried although keys tie others together: of more, names and
/// what is told of them find all but a few in a hundred thousand, at a fifth less work.
const COMBINED_USERS_MAX: usize = 60_000;
/// Users whose keys are read in one go.
const PART_USERS: usize = 8_192;
const NAMESAKE_PAIRS_MAX: usize = 2_500;
/// What the pairs of a loose block times the open users of the smaller side come to.
const LOOSE_PAIRS: usize = 12_000_000;

/// Which users no key has settled, by side.
#[derive(Debug, Default)]
pub(super) struct Open {
    pub(super) legacy: Vec<bool>,
    pub(super) azure: Vec<bool>,
    /// Whether no key ties anybody together, so that evidence is all there is.
    pub(super) keyless: bool,
}

impl Open {
    /// Open users of the smaller side.
    fn count(&self) -> usize {
        let count = |side: &[bool]| side.iter().filter(|open| **open).count();
        count(&self.legacy).min(count(&self.azure))
    }

    fn of(&self, side: Side) -> &[bool] {
        match side {
            Side::Legacy => &self.legacy,
            Side::Azure => &self.azure,
        }
    }
}

/// Pairs that share a unique ID, an address or a user name.
pub(super) fn by_keys(
    sides: &Sides<'_>,
    progress: &dyn Progress,
    into: &mut Vec<Candidate>,
) -> Result<(), Cancelled> {
    let mut blocks = Blocks::default();
    let uids = |profiles: &Profiles| keyed(profiles, |user| profiles.of(user).uid.normal);
    (blocks.legacy, blocks.azure) = (uids(sides.legacy), uids(sides.azure));
    blocks.join(BlockKind::Uid, UID_PAIRS_MAX, |_, _| true, into);
    progress.advance(sides.legacy.len() as u64)?;
    add_addresses(sides, &mut blocks);
    blocks.join(BlockKind::Address, ADDRESS_PAIRS_MAX, |_, _| true, into);
    progress.advance(sides.azure.len() as u64)?;
    blocks.legacy = keyed(sides.legacy, |user| sides.legacy.of(user).login);
    blocks.azure = keyed(sides.azure, |user| sides.azure.of(user).login);
    for (profiles, keys) in [
        (sides.legacy, &mut blocks.legacy),
        (sides.azure, &mut blocks.azure),
    ] {
        for user in profiles.users() {
            keys.extend(
                profiles
                    .handles
                    .of(user)
                    .iter()
                    .map(|handle| (*handle, user)),
            );
        }
    }
    blocks.join(BlockKind::Other, LOGIN_PAIRS_MAX, |_, _| true, into);
    Ok(())
}

/// Pairs whose addresses agree once the domains that moved are followed.
pub(super) fn by_moved_addresses(sides: &Sides<'_>, into: &mut Vec<Candidate>) {
    let mut blocks = Blocks::default();
    add_addresses(sides, &mut blocks);
    blocks.legacy.clear();
    for user in sides.legacy.users() {
        for address in sides.legacy.addresses.of(user) {
            for domain in sides.moves.to(address.domain) {
                let mut moved = *address;
                moved.domain = *domain;
                blocks.legacy.push((sides.books.domains.hash(moved), user));
            }
        }
    }
    blocks.join(BlockKind::Other, ADDRESS_PAIRS_MAX, |_, _| true, into);
}

/// Pairs of which at least one user is open that share names or traits.
pub(super) fn by_evidence(
    sides: &Sides<'_>,
    open: &Open,
    progress: &dyn Progress,
    into: &mut Vec<Candidate>,
) -> Result<(), Cancelled> {
    let open_count = open.count();
    let mut blocks = Blocks::default();
    add_whole_names(sides, &mut blocks);
    let any_open =
        |legacy: UserIx, azure: UserIx| open.legacy[legacy.index()] || open.azure[azure.index()];
    blocks.join(BlockKind::Other, SETTLED_PAIRS_MAX, any_open, into);
    progress.advance(sides.legacy.len() as u64 / 2)?;
    for (reading, bound) in READINGS {
        (blocks.legacy, blocks.azure) = rayon::join(
            || read_open(*reading, sides, Side::Legacy, open),
            || read_open(*reading, sides, Side::Azure, open),
        );
        blocks.join(
            BlockKind::Other,
            bound.pairs_max(open_count),
            |_, _| true,
            into,
        );
        progress.advance(sides.azure.len() as u64 / READINGS.len() as u64)?;
    }
    if open.keyless || open_count <= COMBINED_USERS_MAX {
        for (side, keys) in [
            (Side::Legacy, &mut blocks.legacy),
            (Side::Azure, &mut blocks.azure),
        ] {
            combined::add_keys(sides, side, open.of(side), keys);
            progress.advance(0)?;
        }
        let pairs_max = Bound::Loose.pairs_max(open_count);
        blocks.join(BlockKind::Other, pairs_max, |_, _| true, into);
    }
    Ok(())
}

/// The keys of one side's open users under a reading.
fn read_open(reading: Reading, sides: &Sides<'_>, side: Side, open: &Open) -> Vec<Keyed> {
    let open: Vec<UserIx> = (0u32..)
        .map(UserIx)
        .zip(open.of(side))
        .filter(|(_, open)| **open)
        .map(|(user, _)| user)
        .collect();
    let parts: Vec<Vec<Keyed>> = open
        .par_chunks(PART_USERS)
        .map(|users| {
            let (mut reader, mut keys, mut all) =
                (Reader::new(sides, side), Vec::new(), Vec::new());
            for user in users {
                keys.clear();
                reader.read(reading, *user, &mut keys);
                all.extend(keys.iter().map(|key| (*key, *user)));
            }
            all
        })
        .collect();
    parts.concat()
}

fn keyed(profiles: &Profiles, key: impl Fn(UserIx) -> u64) -> Vec<(u64, UserIx)> {
    profiles.users().map(|user| (key(user), user)).collect()
}

fn add_addresses(sides: &Sides<'_>, blocks: &mut Blocks) {
    for (profiles, keys) in [
        (sides.legacy, &mut blocks.legacy),
        (sides.azure, &mut blocks.azure),
    ] {
        for user in profiles.users() {
            let addresses = profiles.addresses.of(user).iter();
            keys.extend(addresses.map(|address| (sides.books.domains.hash(*address), user)));
        }
    }
}

fn add_whole_names(sides: &Sides<'_>, blocks: &mut Blocks) {
    for (profiles, keys) in [
        (sides.legacy, &mut blocks.legacy),
        (sides.azure, &mut blocks.azure),
    ] {
        for user in profiles.users() {
            keys.push((profiles.of(user).name.whole, user));
            keys.push((profiles.of(user).other_name.whole, user));
        }
    }
}

/// One way of bringing open users together.
#[derive(Debug, Clone, Copy)]
enum Reading {
    WholeNames,
    WholeNamesWithTraits,
    SurnameAndInitial,
    GivenAndStartOfSurname,
    SurnameAndNickname,
    WordsWithTraits,
    RareTraits,
    LocalParts,
    RareWords,
}

/// How many pairs a block may hold.
#[derive(Debug, Clone, Copy)]
enum Bound {
    Namesakes,
    Loose,
    Tight,
}

impl Bound {
    /// Loose keys tell less the more users are open: their blocks shrink as the population grows.
    fn pairs_max(self, open: usize) -> usize {
        match self {
            Self::Namesakes => NAMESAKE_PAIRS_MAX,
            Self::Tight => SETTLED_PAIRS_MAX,
            Self::Loose => (LOOSE_PAIRS / open.max(1)).clamp(64, 900),
        }
    }
}

/// The readings with the pairs a block of each may hold.
const READINGS: &[(Reading, Bound)] = &[
    (Reading::WholeNames, Bound::Namesakes),
    (Reading::WholeNamesWithTraits, Bound::Loose),
    (Reading::SurnameAndInitial, Bound::Loose),
    (Reading::GivenAndStartOfSurname, Bound::Loose),
    (Reading::SurnameAndNickname, Bound::Loose),
    (Reading::WordsWithTraits, Bound::Loose),
    (Reading::RareTraits, Bound::Tight),
    (Reading::LocalParts, Bound::Tight),
    (Reading::RareWords, Bound::Loose),
];

/// Reads the keys of one side's users.
struct Reader<'a> {
    sides: &'a Sides<'a>,
    side: Side,
    profiles: &'a Profiles,
    words: Vec<u32>,
}

impl<'a> Reader<'a> {
    fn new(sides: &'a Sides<'a>, side: Side) -> Self {
        Self {
            sides,
            side,
            profiles: match side {
                Side::Legacy => sides.legacy,
                Side::Azure => sides.azure,
            },
            words: Vec::new(),
        }
    }

    fn read(&mut self, reading: Reading, user: UserIx, keys: &mut Vec<u64>) {
        match reading {
            Reading::WholeNames => self.whole_names(user, keys),
            Reading::WholeNamesWithTraits => self.whole_names_with_traits(user, keys),
            Reading::SurnameAndInitial => self.surname_and_initial(user, keys),
            Reading::GivenAndStartOfSurname => self.given_and_start_of_surname(user, keys),
            Reading::SurnameAndNickname => self.surname_and_nickname(user, keys),
            Reading::WordsWithTraits => self.words_with_traits(user, keys),
            Reading::RareTraits => self.rare_traits(user, keys),
            Reading::LocalParts => self.local_parts(user, keys),
            Reading::RareWords => self.rare_words(user, keys),
        }
    }

    fn names(&self, user: UserIx) -> impl Iterator<Item = Name> + use<> {
        [
            self.profiles.of(user).name,
            self.profiles.of(user).other_name,
        ]
        .into_iter()
        .filter(|name| !name.given.is_missing() || !name.surname.is_missing())
    }

    fn whole_names(&self, user: UserIx, keys: &mut Vec<u64>) {
        keys.extend(self.names(user).map(|name| name.whole));
    }

    fn whole_names_with_traits(&self, user: UserIx, keys: &mut Vec<u64>) {
        let wholes: Vec<u64> = self
            .names(user)
            .map(|name| name.whole)
            .filter(|whole| *whole != 0)
            .collect();
        for (at, one) in self.sides.traits.all.iter().enumerate() {
            for value in self.sides.traits.values(one, self.side, user) {
                keys.extend(wholes.iter().map(|whole| mix(*whole, tagged(at, value))));
            }
        }
    }

    /// In both orders, since columns are swapped now and then.
    fn surname_and_initial(&self, user: UserIx, keys: &mut Vec<u64>) {
        for name in self.names(user) {
            for (part, other) in [(name.surname, name.given), (name.given, name.surname)] {
                let Some(initial) = self.initial(other) else {
                    continue;
                };
                let book = &self.sides.books.names;
                keys.push(mix(book.sound(part), initial));
                keys.extend(
                    book.words(part)
                        .filter(|word| word.len() > 2)
                        .map(|word| mix(hash(word), initial)),
                );
            }
        }
    }

    fn given_and_start_of_surname(&self, user: UserIx, keys: &mut Vec<u64>) {
        for name in self.names(user) {
            for (part, other) in [(name.given, name.surname), (name.surname, name.given)] {
                let start: String = self.sides.books.names.text(other).chars().take(2).collect();
                if start.len() == 2 && !part.is_missing() {
                    keys.push(mix(self.joined(part), mix(hash(&start), 2)));
                }
            }
        }
    }

    fn surname_and_nickname(&self, user: UserIx, keys: &mut Vec<u64>) {
        for name in self.names(user).filter(|name| !name.surname.is_missing()) {
            let groups = self.sides.books.names.nickname_groups(name.given);
            keys.extend(
                groups.map(|group| mix(self.joined(name.surname), mix(u64::from(group), 3))),
            );
        }
    }

    /// A part of the name with a phone number, a date or a manager, for those who changed the other part.
    fn words_with_traits(&self, user: UserIx, keys: &mut Vec<u64>) {
        for (at, one) in self
            .sides
            .traits
            .all
            .iter()
            .enumerate()
            .filter(|(_, one)| one.is_telling())
        {
            for value in self.sides.traits.values(one, self.side, user) {
                for name in self.names(user) {
                    for part in [name.given, name.surname]
                        .into_iter()
                        .filter(|part| !part.is_missing())
                    {
                        keys.push(mix(self.joined(part), tagged(at, value)));
                    }
                }
            }
        }
    }

    fn rare_traits(&self, user: UserIx, keys: &mut Vec<u64>) {
        for (at, one) in self.sides.traits.all.iter().enumerate() {
            let values = self.sides.traits.values(one, self.side, user);
            let rare = values.filter(|value| one.is_rare(*value, RARE_MAX));
            keys.extend(rare.map(|value| tagged(at, value)));
        }
    }

    fn local_parts(&self, user: UserIx, keys: &mut Vec<u64>) {
        keys.extend(
            self.profiles
                .addresses
                .of(user)
                .iter()
                .map(|address| address.local),
        );
    }

    /// The three rarest words of an address, two by two, and each with the given name's initial.
    fn rare_words(&mut self, user: UserIx, keys: &mut Vec<u64>) {
        for one in &self.sides.traits.all {
            one.rare_words(self.side, user, &mut self.words);
            self.words.truncate(4);
            let word = |at: usize| one.word_hash(self.words[at]);
            for a in 0..self.words.len() {
                keys.extend((0..a).map(|b| {
                    let (a, b) = (word(a), word(b));
                    mix(a.min(b), a.max(b))
                }));
                let initials = self.names(user).filter_map(|name| self.initial(name.given));
                keys.extend(initials.map(|initial| mix(word(a), initial)));
            }
        }
    }

    fn initial(&self, part: NamePart) -> Option<u64> {
        self.sides
            .books
            .names
            .text(part)
            .bytes()
            .next()
            .map(u64::from)
    }

    fn joined(&self, part: NamePart) -> u64 {
        u64::from(self.sides.books.names.joined(part))
    }
}

fn tagged(at: usize, value: u32) -> u64 {
    mix(u64::from(value), at as u64 + 100)
}

fn hash(text: &str) -> u64 {
    if text.is_empty() {
        0
    } else {
        super::keys::hash_text(text)
    }
}
