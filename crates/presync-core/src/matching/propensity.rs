//! How likely users of each kind are to have a counterpart at all, estimated from the pairs that are open.
//!
//! A leaver's account seldom has one, somebody hired after the intranet's newest user never: what one user's
//! record says by itself counts here, what two records say together is evidence.

use super::{
    attributes::TraitKind,
    belief::{Edge, Network},
    blocking::Open,
    compare::Sides,
    harder::Harder,
    marks::{Activity, Mark},
    model::Model,
    profile::{NO_DAY, Person},
    score::{Scored, from_units, sum, units},
    traits::{Trait, day_from},
};
use crate::{Cancelled, Progress, Side, UserIx};

/// Four of keys, three of dates, two of whether the account is a person's own.
const KINDS_OF_ACTIVITY: usize = 24;
const KINDS: usize = 3 * KINDS_OF_ACTIVITY;
/// Users of its own that a kind needs before it is judged by them rather than by all.
const STRENGTH: f64 = 10.0;
const ROUNDS: usize = 5;
/// No kind of user is taken to be surer than this to have a counterpart, or to have none.
const SHARE_MAX: f64 = 0.995;
const SHARE_MIN: f64 = 0.0005;

/// Kinds of users by side and how likely each is to have a counterpart.
struct Propensity {
    kinds: [Vec<u8>; 2],
    /// Open users of each kind.
    counts: [[f64; KINDS]; 2],
    /// log2 of the odds that a user of the kind has a counterpart.
    odds: [[f32; KINDS]; 2],
    matched: f64,
}

/// The odds of open pairs, at which as many are expected to be one person as the odds then say.
pub(super) fn open_odds(
    sides: &Sides<'_>,
    model: &mut Model,
    pairs: &[Scored],
    residual: &[usize],
    open: &Open,
    progress: &dyn Progress,
) -> Result<Vec<Edge>, Cancelled> {
    let mut propensity = Propensity::of(sides, open);
    let mut edges: Vec<Edge> = residual
        .iter()
        .map(|at| Edge {
            legacy: pairs[*at].candidate.legacy,
            azure: pairs[*at].candidate.azure,
            odds: 0.0,
        })
        .collect();
    let network = Network::of(&edges, sides.legacy.len(), sides.azure.len());
    // Where no key ties anybody together, no pair is open because keys settled the easier ones.
    let mut harder = if open.keyless {
        Harder::default()
    } else {
        Harder::unseen(model)
    };
    for round in 0..ROUNDS {
        progress.advance(0)?;
        for (edge, at) in edges.iter_mut().zip(residual) {
            let pair = &pairs[*at];
            edge.odds = pair.bits + harder.bits(pair.against) + propensity.prior(edge);
        }
        if round + 1 < ROUNDS {
            let probabilities = network.marginals(&edges);
            propensity.learn(&edges, &probabilities);
            if !open.keyless {
                let against = residual.iter().map(|at| pairs[*at].against);
                harder = Harder::learn(model, against.zip(probabilities.iter().copied()));
            }
        }
    }
    model.harder = harder;
    Ok(edges)
}

impl Propensity {
    /// Before anything is known, half of the smaller side has a counterpart.
    fn of(sides: &Sides<'_>, open: &Open) -> Self {
        let newest = newest_start(sides);
        let kinds = [
            sides
                .legacy
                .users()
                .map(|user| legacy_kind(sides, user))
                .collect::<Vec<u8>>(),
            sides
                .azure
                .users()
                .map(|user| azure_kind(sides, user, newest))
                .collect(),
        ];
        let mut counts = [[0.0; KINDS]; 2];
        for (side, is_open) in [&open.legacy, &open.azure].into_iter().enumerate() {
            for (kind, _) in kinds[side].iter().zip(is_open).filter(|(_, open)| **open) {
                counts[side][usize::from(*kind)] += 1.0;
            }
        }
        let users = counts.map(|of_side| of_side.iter().sum::<f64>().max(1.0));
        let matched = (users[0].min(users[1]) / 2.0).max(1.0);
        Self {
            odds: [0, 1].map(|side| {
                std::array::from_fn(|kind| {
                    log_odds(matched / users[side] * expectation(side, kind))
                })
            }),
            kinds,
            counts,
            matched,
        }
    }

    fn kind(&self, side: usize, user: UserIx) -> usize {
        usize::from(self.kinds[side][user.index()])
    }

    fn prior(&self, edge: &Edge) -> f32 {
        #[expect(clippy::cast_possible_truncation, reason = "odds need no more digits")]
        let matched = self.matched.log2() as f32;
        let ours = self.odds[0][self.kind(0, edge.legacy)];
        let theirs = self.odds[1][self.kind(1, edge.azure)];
        ours + theirs - matched
    }

    /// Learns from how probable each open pair is. Sums are of whole numbers, so that order changes nothing.
    fn learn(&mut self, edges: &[Edge], probabilities: &[f32]) {
        let mut found = [[0u64; KINDS]; 2];
        for (edge, probability) in edges.iter().zip(probabilities) {
            let units = units(*probability);
            found[0][self.kind(0, edge.legacy)] += units;
            found[1][self.kind(1, edge.azure)] += units;
        }
        let matched = sum(probabilities);
        self.matched = matched.max(1.0);
        for side in [0, 1] {
            // One more user with a counterpart and one without, so that a handful proves nothing.
            let share = (matched + 1.0) / (self.counts[side].iter().sum::<f64>() + 2.0);
            for (kind, found) in found[side].iter().enumerate() {
                let of_kind =
                    (from_units(*found) + STRENGTH * share) / (self.counts[side][kind] + STRENGTH);
                self.odds[side][kind] = log_odds(of_kind);
            }
        }
    }
}

fn legacy_kind(sides: &Sides<'_>, user: UserIx) -> u8 {
    let person = sides.legacy.of(user);
    let bounded = person.boundary != NO_DAY;
    let addressed = !sides.legacy.addresses.of(user).is_empty();
    kind_of(person, u8::from(bounded), addressed)
}

/// Whoever began after the intranet's newest user is a kind of their own.
fn azure_kind(sides: &Sides<'_>, user: UserIx, newest: i32) -> u8 {
    let person = sides.azure.of(user);
    let began = match person.boundary {
        NO_DAY => 0,
        day if day > newest => 2,
        _ => 1,
    };
    kind_of(person, began, !sides.azure.addresses.of(user).is_empty())
}

/// What is thought of a kind before its users were seen: accounts of leavers seldom have a counterpart.
fn expectation(side: usize, kind: usize) -> f64 {
    const LEAVERS: f64 = 0.25;
    let inactive = kind / KINDS_OF_ACTIVITY == Activity::Inactive as usize;
    if side == Side::Legacy as usize && inactive {
        LEAVERS
    } else {
        1.0
    }
}

fn kind_of(person: &Person, dated: u8, addressed: bool) -> u8 {
    let keys = 2 * u8::from(!person.uid.is_missing()) + u8::from(addressed);
    let own = u8::from(person.mark == Mark::Plain);
    ((person.activity as u8 * 4 + keys) * 3 + dated) * 2 + own
}

/// The day by which all but a few of the intranet's users had begun.
fn newest_start(sides: &Sides<'_>) -> i32 {
    let started = |one: &&Trait| one.kind == TraitKind::Date && one.field == "hire-date";
    let Some(one) = sides.traits.all.iter().find(started) else {
        return i32::MAX;
    };
    let users = sides.legacy.users();
    let mut days: Vec<i32> = users
        .flat_map(|user| sides.traits.values(one, Side::Legacy, user))
        .map(day_from)
        .collect();
    if days.is_empty() {
        return i32::MAX;
    }
    let at = days.len() - 1 - days.len() / 500;
    *days.select_nth_unstable(at).1
}

#[expect(clippy::cast_possible_truncation, reason = "odds need no more digits")]
fn log_odds(share: f64) -> f32 {
    let share = share.clamp(SHARE_MIN, SHARE_MAX);
    (share / (1.0 - share)).log2() as f32
}
