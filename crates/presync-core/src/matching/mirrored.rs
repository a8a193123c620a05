//! What evidence is worth where no key ties anybody together. Two users of one side are two people: whatever
//! they share, families an address, namesakes a name, strangers share as well. The pairs that are one person
//! are guessed from the evidence, in a few rounds.

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::{
    belief::{Edge, Network},
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
const MIRRORED_MAX: usize = 10_000;
/// Users without whom the sample shows too little.
const MIRRORED_MIN: usize = 200;
const ROUNDS: usize = 6;
/// Rounds in which only pairs whose names agree are taken for one person: who shares an address and not the
/// given name is family first.
const NAMED_ROUNDS: usize = 2;
/// Pairs less likely than this teach nothing about people who are one.
const LIKELY_MIN: f32 = 0.01;

/// A pair of both sides with its bits.
struct Weighed {
    pair: Candidate,
    bits: Bits,
    all: f32,
    /// Whether the names agree in both parts, be it by an initial.
    named: bool,
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
    let strangers = strangers(sides, model, open, &sample, &pairs, progress)?;
    let users = |side: &[bool]| count(side.iter().filter(|open| **open).count());
    let (ours, theirs) = (users(&open.legacy), users(&open.azure));
    let each = ours / count(sample.len());
    Ok(rounds(sides, &pairs, &strangers, (ours, theirs, each)))
}

fn rounds(
    sides: &Sides<'_>,
    pairs: &[Weighed],
    strangers: &[Bits],
    (ours, theirs, each): (f64, f64, f64),
) -> Calibration {
    let mut edges: Vec<Edge> = pairs
        .iter()
        .map(|one| Edge {
            legacy: one.pair.legacy,
            azure: one.pair.azure,
            odds: 0.0,
        })
        .collect();
    let network = Network::of(&edges, sides.legacy.len(), sides.azure.len());
    let mut calibration = Calibration::default();
    let mut matched = ours.min(theirs) / 2.0;
    for round in 0..ROUNDS {
        let prior = (matched / ((ours - matched).max(1.0) * (theirs - matched).max(1.0))).log2();
        for (edge, one) in edges.iter_mut().zip(pairs) {
            #[expect(clippy::cast_possible_truncation, reason = "odds need no more digits")]
            let prior = prior as f32;
            edge.odds = calibration.worth(one.bits) + prior;
        }
        let likely = network.marginals(&edges);
        matched = score::sum(&likely).clamp(1.0, ours.min(theirs) * 0.98);
        #[expect(clippy::cast_possible_truncation, reason = "a weight")]
        let each = each as f32;
        let counted = |one: &Weighed| one.named || round >= NAMED_ROUNDS;
        let same = pairs
            .iter()
            .zip(&likely)
            .filter(|(one, likely)| **likely >= LIKELY_MIN && counted(one));
        let taken: Vec<f32> = same.clone().map(|(_, likely)| *likely).collect();
        let examples = same
            .map(|(one, likely)| (one.bits, 1.0, *likely))
            .chain(strangers.iter().map(|bits| (*bits, 0.0, each)));
        let free = (theirs - matched).max(1.0);
        calibration = Examples::of(examples.collect(), ours * free, score::sum(&taken)).fit();
    }
    calibration
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
    pairs: &[Weighed],
    progress: &dyn Progress,
) -> Result<Vec<Bits>, Cancelled> {
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
    let mut best = vec![f32::MIN; sides.azure.len()];
    for one in pairs {
        let best = &mut best[one.pair.azure.index()];
        *best = best.max(one.all);
    }
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
        let one = weighed(&mirror, model, *pair, &comparison);
        (best[pair.azure.index()] < one.all).then_some(one.bits)
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
        named: comparison.names.given.agrees() && comparison.names.surname.agrees(),
    }
}

#[expect(clippy::cast_precision_loss, reason = "a count")]
fn count(of: usize) -> f64 {
    of as f64
}
