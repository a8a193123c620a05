//! What an engagement's own pairs teach: how often fields agree for one person, for strangers and for
//! people who share a name; and which domains moved.
//!
//! Samples are drawn by what the users' data say, never by their position, so that order changes nothing.

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use rustc_hash::FxHashMap;

use super::{
    addresses::DomainMoves,
    candidates::{BlockKind, Blocks, Candidate},
    compare::{Sides, field, level},
    dependence,
    keys::mix,
    marks::Mark,
    model::Lessons,
    profile::Profiles,
};
use crate::UserIx;

/// Pairs a lesson is drawn from at most.
const SAMPLE_MAX: usize = 60_000;
/// Fewer pairs than this teach too little: unique names help out.
const TRAINING_MIN: usize = 40;

/// The pairs that a unique key ties together and whose names do not contradict it.
pub(super) fn tied(sides: &Sides<'_>, candidates: &[Candidate]) -> Vec<Candidate> {
    candidates
        .par_iter()
        .filter(|pair| pair.unique_uid || pair.unique_address)
        .filter(|pair| {
            let names = sides.compare_names(pair.legacy, pair.azure).0;
            !names.contradicts()
        })
        .copied()
        .collect()
}

/// Users who are very likely one person, to see by which attributes correspond: tied by a key, or by a
/// unique name where keys tie too few.
pub(super) fn examples(sides: &Sides<'_>, candidates: &[Candidate]) -> Vec<Candidate> {
    const EXAMPLES_MAX: usize = 2_000;
    let tied = tied(sides, candidates);
    let pairs = if tied.len() < TRAINING_MIN {
        unique_names(sides)
    } else {
        tied
    };
    let content = |pair: &Candidate| mix(sides.legacy.of(pair.legacy).content, 7);
    let mut chosen: Vec<(u64, Candidate)> =
        pairs.iter().map(|pair| (content(pair), *pair)).collect();
    chosen.sort_unstable_by_key(|(content, _)| *content);
    chosen.truncate(EXAMPLES_MAX);
    chosen.into_iter().map(|(_, pair)| pair).collect()
}

/// Old and new domains of the users that a unique ID ties together.
pub(super) fn moves(sides: &Sides<'_>, tied: &[Candidate]) -> DomainMoves {
    let mut seen: FxHashMap<(u32, u32), u32> = FxHashMap::default();
    let mut users: FxHashMap<u32, u32> = FxHashMap::default();
    for pair in tied.iter().filter(|pair| pair.unique_uid) {
        let theirs = sides.azure.addresses.of(pair.azure);
        for old in sides.legacy.addresses.of(pair.legacy) {
            *users.entry(old.domain).or_default() += 1;
            let kept = theirs.contains(old);
            let new = theirs
                .iter()
                .filter(|new| new.local == old.local && new.domain != old.domain);
            for new in new.filter(|_| !kept) {
                *seen.entry((old.domain, new.domain)).or_default() += 1;
            }
        }
    }
    DomainMoves::learn(&seen, &users)
}

/// Counts what the pairs show, each lesson beside the others. Where keys tie too few together, unique whole names stand in.
pub(super) fn lessons(sides: &Sides<'_>, candidates: &[Candidate], tied: &[Candidate]) -> Lessons {
    let by_name = if tied.len() < TRAINING_MIN {
        unique_names(sides)
    } else {
        Vec::new()
    };
    let shown_by_keys = || {
        let mut lessons = Lessons::default();
        count_keys(sides, candidates, &mut lessons);
        count_same(sides, tied, &by_name, &mut lessons);
        lessons
    };
    let shown_by_others = || {
        let mut lessons = Lessons::default();
        count_strangers(sides, &mut lessons);
        count_namesakes(sides, tied, &mut lessons);
        lessons
    };
    let of_names = || dependence::of_names(sides, people(sides, tied).into_iter());
    let of_kin = || dependence::of_kin(sides, &smallest(sides.azure, SAMPLE_MAX));
    let ((keyed, others), (name_dependence, (given_bits, kinship))) = rayon::join(
        || rayon::join(shown_by_keys, shown_by_others),
        || {
            rayon::join(of_names, || {
                rayon::join(|| dependence::given_bits(sides), of_kin)
            })
        },
    );
    Lessons {
        name_dependence,
        given_bits,
        kinship,
        strangers: others.strangers,
        namesakes: others.namesakes,
        ..keyed
    }
}

/// Azure users who are as many people: those tied to somebody, or who have an ordinary account where keys
/// tie too few.
fn people(sides: &Sides<'_>, tied: &[Candidate]) -> Vec<UserIx> {
    if tied.len() < TRAINING_MIN {
        let plain = |user: &UserIx| sides.azure.of(*user).mark == Mark::Plain;
        return sides.azure.users().filter(plain).collect();
    }
    let mut people: Vec<UserIx> = tied.iter().map(|pair| pair.azure).collect();
    people.sort_unstable();
    people.dedup();
    people
}

/// Unique whole names on both sides.
fn unique_names(sides: &Sides<'_>) -> Vec<Candidate> {
    let whole = |profiles: &Profiles| {
        let users = profiles.users();
        users
            .map(|user| (profiles.of(user).name.whole, user))
            .collect()
    };
    let mut blocks = Blocks {
        legacy: whole(sides.legacy),
        azure: whole(sides.azure),
    };
    let mut found = Vec::new();
    blocks.join(BlockKind::Other, 1, |_, _| true, &mut found);
    found
}

/// How often a unique key ties together names that agree, and names that contradict.
fn count_keys(sides: &Sides<'_>, candidates: &[Candidate], lessons: &mut Lessons) {
    let unique: Vec<Candidate> = candidates
        .iter()
        .filter(|pair| pair.unique_uid || pair.unique_address)
        .copied()
        .collect();
    for pair in sample(sides, &unique) {
        let names = sides.compare_names(pair.legacy, pair.azure).0;
        for (key, tied) in [pair.unique_uid, pair.unique_address]
            .into_iter()
            .enumerate()
        {
            lessons.key_good[key] += u32::from(tied && names.is_full());
            lessons.key_bad[key] += u32::from(tied && names.contradicts());
        }
    }
}

/// A key says nothing about itself: the ID is counted where the address ties the pair, the other way round
/// too, and names not at all where names tied it.
fn count_same(sides: &Sides<'_>, tied: &[Candidate], by_name: &[Candidate], lessons: &mut Lessons) {
    let any_uid = tied.iter().any(|pair| pair.unique_uid);
    for pair in sample(sides, tied) {
        let comparison = sides.compare(pair.legacy, pair.azure);
        lessons.same.add(&comparison, |at| match at {
            field::UID => pair.unique_address && comparison.names.is_full(),
            field::EMAIL => pair.unique_uid,
            field::LOGIN => pair.unique_uid || !any_uid,
            _ => true,
        });
    }
    for pair in sample(sides, by_name) {
        let comparison = sides.compare(pair.legacy, pair.azure);
        lessons.same.add(&comparison, |at| {
            !matches!(at, field::GIVEN | field::SURNAME | field::ORDER)
        });
    }
}

/// Users in the order of what their data hash to, each with a few of the other side.
fn count_strangers(sides: &Sides<'_>, lessons: &mut Lessons) {
    const PARTNERS: usize = 4;
    let ours = smallest(sides.legacy, SAMPLE_MAX / 4);
    let theirs = smallest(sides.azure, SAMPLE_MAX / 4);
    if theirs.is_empty() {
        return;
    }
    for (at, legacy) in ours.iter().enumerate() {
        for partner in 0..PARTNERS.min(theirs.len()) {
            let azure = theirs[(at * 7 + partner * 31 + 1) % theirs.len()];
            let comparison = sides.compare(*legacy, azure);
            let one = comparison.levels[field::UID] == level::UID_EXACT
                || comparison.levels[field::EMAIL] == level::EMAIL_EXACT
                || comparison.names.is_full();
            if !one {
                lessons.strangers.add(&comparison, |_| true);
            }
        }
    }
}

/// So many users, chosen and ordered by what their data hash to.
fn smallest(profiles: &Profiles, wanted: usize) -> Vec<UserIx> {
    let mut users: Vec<(u64, UserIx)> = profiles
        .users()
        .map(|user| (mix(profiles.of(user).content, 5), user))
        .collect();
    let wanted = wanted.min(users.len());
    if wanted < users.len() {
        users.select_nth_unstable(wanted);
        users.truncate(wanted);
    }
    users.sort_unstable();
    users.into_iter().map(|(_, user)| user).collect()
}

/// Users who share a whole name and are tied to different people: what namesakes have in common.
fn count_namesakes(sides: &Sides<'_>, tied: &[Candidate], lessons: &mut Lessons) {
    const NAMESAKES_MAX: usize = 12;
    let mut named: Vec<(u64, u64, Candidate)> = tied
        .iter()
        .map(|pair| (sides.legacy.of(pair.legacy).name, pair))
        .filter(|(name, _)| name.whole != 0)
        .map(|(name, pair)| {
            (
                mix(name.whole, 9),
                sides.legacy.of(pair.legacy).content,
                *pair,
            )
        })
        .collect();
    named.sort_unstable_by_key(|(name, content, _)| (*name, *content));
    let mut counted = 0;
    for block in named.chunk_by(|a, b| a.0 == b.0) {
        if block.len() < 2 || block.len() > NAMESAKES_MAX {
            continue;
        }
        if counted > SAMPLE_MAX {
            break;
        }
        for (_, _, ours) in block {
            for (_, _, theirs) in block
                .iter()
                .filter(|(_, _, theirs)| theirs.legacy != ours.legacy && theirs.azure != ours.azure)
            {
                let comparison = sides.compare(ours.legacy, theirs.azure);
                if comparison.names.is_full() {
                    lessons.namesakes.add(&comparison, |_| true);
                    counted += 1;
                }
            }
        }
    }
}

/// At most [`SAMPLE_MAX`] of the pairs, by what their data hash to.
fn sample<'a>(sides: &Sides<'_>, pairs: &'a [Candidate]) -> impl Iterator<Item = &'a Candidate> {
    let every = (pairs.len() / SAMPLE_MAX + 1) as u64;
    let chosen: Vec<bool> = pairs
        .iter()
        .map(|pair| mix(sides.legacy.of(pair.legacy).content, 3).is_multiple_of(every))
        .collect();
    pairs
        .iter()
        .zip(chosen)
        .filter(|(_, chosen)| *chosen)
        .map(|(pair, _)| pair)
}
