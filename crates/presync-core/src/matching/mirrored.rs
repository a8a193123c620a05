//! What evidence is worth where no key ties anybody together. Two users of one side are two people: whatever
//! they share, families an address, namesakes a name, strangers share as well. The pairs that are one person
//! are guessed from the evidence, in a few rounds.

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::{
    blocking::{self, Open},
    calibration::{Bits, Calibration, Examples},
    candidates::{self, Candidate},
    compare::{Comparison, Sides, field},
    keys::mix,
    model::Model,
    score,
    traits::{TraitLevel, Traits},
};
use crate::{Cancelled, Progress, Side, UserIx};

/// Users of the Azure side that are held against their own side.
const MIRRORED_MAX: usize = 4_000;
/// Users without whom the sample shows too little.
const MIRRORED_MIN: usize = 200;
/// What was thought of evidence stands unless, of the pairs of two people that would be taken for one, more
/// than this share would be taken for one without a doubt. Less is within what the sample may be mistaken by,
/// for who has no counterpart is not always like who has one.
const OVERRATED_MIN: f64 = 0.45;

/// A pair weighed by what both records say, but for keys and dates of use.
struct Weighed {
    pair: Candidate,
    bits: Bits,
    all: f32,
}

/// What evidence proves to be worth, given the candidates that it brought together; none where there are
/// too few users to tell.
pub(super) fn calibration(
    sides: &Sides<'_>,
    model: &Model,
    open: &Open,
    candidates: &[Candidate],
    progress: &dyn Progress,
) -> Result<Calibration, Cancelled> {
    let sample = sample(sides, open);
    if sample.len() < MIRRORED_MIN {
        return Ok(Calibration::default());
    }
    let least = score::prior(sides.legacy.len(), sides.azure.len()).abs() - 11.0;
    let pairs: Vec<Weighed> = candidates
        .par_iter()
        .filter(|pair| !score::is_hopeless(sides, **pair))
        .map(|pair| weighed(sides, model, *pair, &sides.compare(pair.legacy, pair.azure)))
        .filter(|one| one.all >= least)
        .collect();
    let strangers = strangers(sides, model, open, &sample, progress)?;
    let ours = Best::of(sides.legacy.len(), &pairs, |pair| pair.legacy);
    let theirs = Best::of(sides.azure.len(), &pairs, |pair| pair.azure);
    let alone = Best::of(sides.azure.len(), &strangers, |pair| pair.legacy);
    let first = pairs
        .iter()
        .filter(|one| ours.is(one.pair.legacy, one.all) && theirs.is(one.pair.azure, one.all))
        .map(|one| (one.bits, 1.0, 1.0));
    let mistaken = strangers
        .iter()
        .filter(|one| one.all >= least && alone.is(one.pair.legacy, one.all))
        .filter(|one| theirs.is(one.pair.azure, one.all))
        .map(|one| (one.bits, 0.0, 1.0));
    let users = |side: &[bool]| count(side.iter().filter(|open| **open).count());
    let both = (users(&open.legacy), users(&open.azure));
    let examples = Examples::mixed(first.chain(mistaken).collect(), both, count(sample.len()));
    Ok(if examples.overrated() >= OVERRATED_MIN {
        examples.fit()
    } else {
        Calibration::default()
    })
}

/// The best that speaks for anybody, by user.
struct Best(Vec<f32>);

impl Best {
    fn of(users: usize, pairs: &[Weighed], user: fn(&Candidate) -> UserIx) -> Self {
        let mut best = vec![f32::MIN; users];
        for one in pairs {
            let best = &mut best[user(&one.pair).index()];
            *best = best.max(one.all);
        }
        Self(best)
    }

    fn is(&self, user: UserIx, bits: f32) -> bool {
        bits >= self.0[user.index()]
    }
}

/// Open Azure users, chosen by what their records say.
fn sample(sides: &Sides<'_>, open: &Open) -> Vec<UserIx> {
    let mut users: Vec<(u64, UserIx)> = sides
        .azure
        .users()
        .filter(|user| open.azure[user.index()])
        .map(|user| (mix(sides.azure.of(user).content, 19), user))
        .collect();
    users.sort_unstable();
    users.truncate(MIRRORED_MAX);
    users.into_iter().map(|(_, user)| user).collect()
}

/// Pairs of two users of the Azure side, but for those that look like two accounts of one person and those
/// of whom the second goes as well with an intranet user.
fn strangers(
    sides: &Sides<'_>,
    model: &Model,
    open: &Open,
    sample: &[UserIx],
    progress: &dyn Progress,
) -> Result<Vec<Weighed>, Cancelled> {
    let traits: Traits = sides.traits.mirrored(Side::Azure);
    let mirror = Sides {
        legacy: sides.azure,
        traits: &traits,
        ..*sides
    };
    let mut drawn = vec![false; sides.azure.len()];
    for user in sample {
        drawn[user.index()] = true;
    }
    let opened = Open {
        legacy: drawn,
        azure: open.azure.clone(),
        keyless: true,
    };
    let mut found = Vec::new();
    blocking::by_evidence(&mirror, &opened, progress, &mut found)?;
    candidates::merge(&mut found);
    let is_two =
        |pair: &&Candidate| pair.legacy != pair.azure && opened.legacy[pair.legacy.index()];
    let stranger = |pair: &Candidate| {
        if score::is_hopeless(&mirror, *pair) {
            return None;
        }
        let comparison = mirror.compare(pair.legacy, pair.azure);
        if is_twice(&comparison) {
            return None;
        }
        Some(weighed(&mirror, model, *pair, &comparison))
    };
    Ok(found
        .par_iter()
        .filter(is_two)
        .filter_map(stranger)
        .collect())
}

/// Whether a pair of one side looks like two accounts of one person.
fn is_twice(comparison: &Comparison) -> bool {
    let traits = &comparison.levels[field::TRAIT..];
    let of = |level: TraitLevel| traits.iter().filter(|known| **known == level as u8).count();
    comparison.names.is_full() && of(TraitLevel::Differ) == 0 && of(TraitLevel::Equal) > 0
}

fn weighed(sides: &Sides<'_>, model: &Model, pair: Candidate, comparison: &Comparison) -> Weighed {
    let mut bare = *comparison;
    for unread in [
        field::UID,
        field::EMAIL,
        field::LOGIN,
        field::ACTIVITY,
        field::TIME,
    ] {
        bare.levels[unread] = 0;
    }
    let weighed = model.weigh(&bare, pair, sides.books);
    Weighed {
        pair,
        bits: Bits::of(&weighed),
        all: weighed.bits,
    }
}

#[expect(clippy::cast_precision_loss, reason = "a count")]
fn count(of: usize) -> f64 {
    of as f64
}
