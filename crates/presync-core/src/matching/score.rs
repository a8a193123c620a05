//! Candidates weighed, the users that keys settle, and the odds of every pair that is left.

use rayon::{
    iter::{IntoParallelRefIterator, ParallelIterator},
    slice::ParallelSlice,
};

use super::{
    belief::{Edge, Network},
    blocking::Open,
    calibration::{Bits, Calibration},
    candidates::Candidate,
    compare::Sides,
    decide::Decided,
    harder::Against,
    marks::Mark,
    model::Model,
    profile::Profiles,
    propensity,
};
use crate::{Cancelled, Progress, names::NameAgreement};

/// A candidate and its evidence in bits.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scored {
    pub(super) candidate: Candidate,
    pub(super) bits: f32,
    pub(super) against: Against,
    /// Its evidence by kind, to be calibrated.
    kinds: Bits,
    /// Whether another account of the same person, in use, goes before.
    is_unused: bool,
}

impl Scored {
    /// What it lost to an account in use, in bits: nothing or less.
    pub(super) fn unused(&self) -> f32 {
        if self.is_unused { -UNUSED_BITS } else { 0.0 }
    }

    /// The pair as a calibration has it that was not known when it was weighed.
    pub(super) fn calibrated(self, calibration: &Calibration) -> Self {
        Self {
            bits: self.bits + calibration.beside(self.kinds),
            ..self
        }
    }
}

/// Pairs in order, each with the odds and the probability that it is one person.
#[derive(Debug, Default)]
pub(super) struct Judged {
    pub(super) pairs: Vec<Scored>,
    pub(super) edges: Vec<Edge>,
    pub(super) probabilities: Vec<f32>,
}

/// Candidates that are weighed in one go.
const SLICE: usize = 16_384;
/// Odds under which a pair is forgotten, in bits.
const ODDS_MIN: f32 = -9.0;
/// Odds in bits from which an account is taken to be the person's.
const STRONG_ODDS: f32 = 12.0;
/// What an account out of use loses against one in use of the same person.
const UNUSED_BITS: f32 = 9.0;
/// Odds and lead in bits from which a key settles both users.
const SETTLED_ODDS: f32 = 9.0;
const SETTLED_LEAD: f32 = 14.0;

/// Weighs candidates that are in order; those known already, before the model was
/// calibrated, are not weighed again.
pub(super) fn weigh(
    sides: &Sides<'_>,
    model: &Model,
    candidates: &[Candidate],
    known: &[Scored],
    progress: &dyn Progress,
) -> Result<Vec<Scored>, Cancelled> {
    let slices: Result<Vec<Vec<Scored>>, Cancelled> = candidates
        .par_chunks(SLICE)
        .map(|slice| {
            progress.advance(0)?;
            Ok(weigh_slice(sides, model, slice, known))
        })
        .collect();
    Ok(slices?.concat())
}

fn weigh_slice(
    sides: &Sides<'_>,
    model: &Model,
    candidates: &[Candidate],
    known: &[Scored],
) -> Vec<Scored> {
    let least = -prior_of(sides) + ODDS_MIN - 2.0;
    let mut scored = Vec::with_capacity(candidates.len());
    let start = known.partition_point(|one| one.candidate.pair() < candidates[0].pair());
    let mut known = known[start..].iter().peekable();
    for candidate in candidates {
        let pair = candidate.pair();
        while known.next_if(|one| one.candidate.pair() < pair).is_some() {}
        let same = known.next_if(|one| one.candidate.pair() == pair);
        let one = match same {
            Some(known) => known.calibrated(&model.calibration),
            None => match weigh_one(sides, model, *candidate) {
                Some(one) => one,
                None => continue,
            },
        };
        let kept =
            candidate.unique_uid || candidate.unique_address || is_administrator(sides, *candidate);
        if kept || one.bits >= least {
            scored.push(one);
        }
    }
    scored
}

/// Whether both parts of the name contradict, no key is shared, and next to nothing else either.
pub(super) fn is_hopeless(sides: &Sides<'_>, candidate: Candidate) -> bool {
    let names = sides.compare_names(candidate.legacy, candidate.azure);
    is_hopeless_named(sides, candidate, names.0)
}

fn is_hopeless_named(sides: &Sides<'_>, candidate: Candidate, names: NameAgreement) -> bool {
    const TELLING_MIN: usize = 2;
    let (legacy, azure) = (candidate.legacy, candidate.azure);
    let keyed = candidate.unique_uid || candidate.unique_address;
    if keyed || !names.contradicts() {
        return false;
    }
    !sides.share_key(legacy, azure) && sides.traits.telling_count(legacy, azure) < TELLING_MIN
}

/// Whether the Azure user is an administration account that bears the intranet user's name.
fn is_administrator(sides: &Sides<'_>, candidate: Candidate) -> bool {
    sides.azure.of(candidate.azure).mark == Mark::Admin
        && sides
            .compare_names(candidate.legacy, candidate.azure)
            .0
            .is_full()
}

/// None where it is hopeless.
fn weigh_one(sides: &Sides<'_>, model: &Model, candidate: Candidate) -> Option<Scored> {
    let (legacy, azure) = (candidate.legacy, candidate.azure);
    let named = sides.compare_names(legacy, azure);
    if is_hopeless_named(sides, candidate, named.0) {
        return None;
    }
    let comparison = sides.compare_named(legacy, azure, named);
    let weighed = model.weigh(&comparison, candidate, sides.books);
    Some(Scored {
        candidate,
        bits: weighed.bits,
        kinds: Bits::of(&weighed),
        is_unused: false,
        against: Against::of(&comparison),
    })
}

/// Users whom no key settles: a unique key, full agreement of the names, and no other pair near.
pub(super) fn open_users(sides: &Sides<'_>, scored: &[Scored]) -> Open {
    let mut open = Open {
        legacy: vec![true; sides.legacy.len()],
        azure: vec![true; sides.azure.len()],
        keyless: false,
    };
    let mut ours = Leads::of(sides.legacy.len());
    let mut theirs = Leads::of(sides.azure.len());
    for one in scored {
        ours.add(one.candidate.legacy.index(), one.bits);
        theirs.add(one.candidate.azure.index(), one.bits);
    }
    let prior = prior_of(sides);
    let is_settled = |Scored {
                          candidate, bits, ..
                      }: &Scored| {
        let keyed = candidate.unique_uid || candidate.unique_address;
        let (legacy, azure) = (candidate.legacy, candidate.azure);
        keyed
            && ours.is_ahead(legacy.index(), *bits)
            && theirs.is_ahead(azure.index(), *bits)
            && bits + prior >= SETTLED_ODDS
            && sides.compare_names(legacy, azure).0.is_full()
    };
    let settled: Vec<Candidate> = scored
        .par_iter()
        .filter(|one| is_settled(one))
        .map(|one| one.candidate)
        .collect();
    for candidate in settled {
        open.legacy[candidate.legacy.index()] = false;
        open.azure[candidate.azure.index()] = false;
    }
    open
}

/// Best and second best evidence of each user.
struct Leads(Vec<[f32; 2]>);

impl Leads {
    fn of(users: usize) -> Self {
        Self(vec![[f32::MIN; 2]; users])
    }

    fn add(&mut self, user: usize, bits: f32) {
        let [best, second] = &mut self.0[user];
        if bits > *best {
            (*second, *best) = (*best, bits);
        } else if bits > *second {
            *second = bits;
        }
    }

    fn is_ahead(&self, user: usize, bits: f32) -> bool {
        let [best, second] = self.0[user];
        bits >= best && bits - second >= SETTLED_LEAD
    }
}

/// Whether a pair with so much evidence would at least have been shown to a person.
pub(super) fn is_probable(legacy: &Profiles, azure: &Profiles, bits: f32) -> bool {
    bits + prior(legacy.len(), azure.len()) >= -3.0
}

fn prior_of(sides: &Sides<'_>) -> f32 {
    prior(sides.legacy.len(), sides.azure.len())
}

/// log2 of the odds that two users taken at random are one person, before anything is known.
#[expect(clippy::cast_precision_loss, reason = "odds need no more digits")]
pub(super) fn prior(legacy_users: usize, azure_users: usize) -> f32 {
    -(legacy_users.max(azure_users).max(2) as f32).log2()
}

/// Judges all pairs. How many of the open users have a counterpart at all is estimated from the pairs
/// themselves, in a few rounds.
pub(super) fn judge(
    sides: &Sides<'_>,
    model: &mut Model,
    scored: Vec<Scored>,
    open: &Open,
    decided: &Decided,
    progress: &dyn Progress,
) -> Result<Judged, Cancelled> {
    let prior = prior_of(sides);
    let mut judged = Judged::default();
    for one in scored {
        let (legacy, azure) = (one.candidate.legacy, one.candidate.azure);
        if !decided.is_denied(legacy, azure)
            && decided.confirmed(azure).is_none()
            && !decided.is_taken(legacy, azure)
        {
            judged.edges.push(Edge {
                legacy,
                azure,
                odds: one.bits + prior,
            });
            judged.pairs.push(one);
        }
    }
    prefer_accounts_in_use(sides, &mut judged);
    let is_open = |edge: &Edge| open.legacy[edge.legacy.index()] && open.azure[edge.azure.index()];
    let residual: Vec<usize> = (0..judged.edges.len())
        .filter(|at| is_open(&judged.edges[*at]))
        .collect();
    let known = propensity::open_odds(sides, model, &judged.pairs, &residual, open, progress)?;
    for (pair, edge) in judged.pairs.iter_mut().zip(&mut judged.edges) {
        let harder = model.harder.bits(pair.against);
        pair.bits += harder;
        edge.odds += harder;
    }
    for (at, edge) in residual.into_iter().zip(known) {
        judged.edges[at].odds = edge.odds;
    }
    let network = Network::of(&judged.edges, sides.legacy.len(), sides.azure.len());
    judged.probabilities = network.marginals(&judged.edges);
    Ok(judged)
}

/// Where two accounts of one side are both tied to one user, the one in use goes on: the other's odds sink.
fn prefer_accounts_in_use(sides: &Sides<'_>, judged: &mut Judged) {
    let strong = |edge: &Edge| edge.odds >= STRONG_ODDS;
    let mut used_by_legacy = vec![0u8; sides.legacy.len()];
    let mut used_by_azure = vec![0u8; sides.azure.len()];
    for edge in judged.edges.iter().filter(|edge| strong(edge)) {
        let (legacy, azure) = (edge.legacy.index(), edge.azure.index());
        used_by_azure[azure] = used_by_azure[azure].max(sides.legacy.of(edge.legacy).standing());
        used_by_legacy[legacy] = used_by_legacy[legacy].max(sides.azure.of(edge.azure).standing());
    }
    for (pair, edge) in judged
        .pairs
        .iter_mut()
        .zip(&mut judged.edges)
        .filter(|(_, edge)| strong(edge))
    {
        let behind = used_by_azure[edge.azure.index()] > sides.legacy.of(edge.legacy).standing()
            || used_by_legacy[edge.legacy.index()] > sides.azure.of(edge.azure).standing();
        if behind {
            pair.is_unused = true;
            pair.bits -= UNUSED_BITS;
            edge.odds -= UNUSED_BITS;
        }
    }
}

/// Adds up in whole numbers, so that order changes nothing.
pub(super) fn sum(probabilities: &[f32]) -> f64 {
    from_units(probabilities.iter().map(|p| units(*p)).sum())
}

const UNIT: f64 = 1_048_576.0;

/// A probability in whole units.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "probabilities"
)]
pub(super) fn units(probability: f32) -> u64 {
    (f64::from(probability) * UNIT) as u64
}

/// What so many units add up to.
#[expect(clippy::cast_precision_loss, reason = "a share needs no more digits")]
pub(super) fn from_units(units: u64) -> f64 {
    units as f64 / UNIT
}
