//! How oftener fields contradict in open pairs than in those that keys tie together: whoever a key settles
//! is not open, so that open pairs are the harder ones. Learnt from the open pairs themselves.

use super::{
    compare::{Comparison, FIELDS_MAX, TRAITS_MAX, field, level},
    model::Model,
    score::{from_units, units},
    traits::TraitLevel,
};
use crate::names::PartLevel;

/// A field at the level that speaks against a pair.
#[derive(Debug, Clone, Copy)]
struct Slot {
    field: usize,
    level: u8,
}

const SLOTS: usize = 7 + TRAITS_MAX;
/// Open pairs of its own that a field needs before it is judged by them.
const STRENGTH: f64 = 40.0;
/// Bits that a contradiction may count for more than was learnt.
const HARDER_MAX: f32 = 3.0;
/// What is left at least of what speaks against a pair, as a share.
const LEFT_MIN: f32 = 0.2;

/// Which fields speak against a pair that no key ties together, and which are known at all; none of either
/// where a key ties it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Against {
    against: u32,
    known: u32,
}

/// Bits to add where a field speaks against a pair that no key ties together.
#[derive(Debug, Clone, Copy)]
pub(super) struct Harder([f32; SLOTS]);

impl Default for Harder {
    fn default() -> Self {
        Self([0.0; SLOTS])
    }
}

const fn slot(at: usize) -> Slot {
    let near = PartLevel::Near as u8;
    let differ = PartLevel::Differ as u8;
    let (field, level) = match at {
        0 => (field::UID, level::UID_DIFFER),
        1 => (field::EMAIL, level::EMAIL_DIFFER),
        2 => (field::LOGIN, level::LOGIN_DIFFER),
        3 => (field::GIVEN, near),
        4 => (field::GIVEN, differ),
        5 => (field::SURNAME, near),
        6 => (field::SURNAME, differ),
        _ => (field::TRAIT + at - 7, TraitLevel::Differ as u8),
    };
    Slot { field, level }
}

impl Against {
    /// What a comparison says against its pair.
    pub(super) fn of(comparison: &Comparison) -> Self {
        let levels = &comparison.levels;
        let tied = matches!(levels[field::UID], level::UID_EXACT | level::UID_NORMAL)
            || levels[field::EMAIL] == level::EMAIL_EXACT;
        let mut all = Self::default();
        if tied {
            return all;
        }
        for at in 0..SLOTS {
            let Slot { field, level } = slot(at);
            all.against |= u32::from(levels[field] == level) << at;
            all.known |= u32::from(levels[field] != level::MISSING) << at;
        }
        all
    }
}

impl Harder {
    /// Adds to the parts of a pair what its contradictions count for more or less.
    pub(super) fn apply(&self, against: Against, parts: &mut [f32; FIELDS_MAX]) {
        for at in bits_of(against.against) {
            parts[slot(at).field] += self.0[at];
        }
    }

    /// What that comes to.
    pub(super) fn bits(&self, against: Against) -> f32 {
        bits_of(against.against).map(|at| self.0[at]).sum()
    }

    /// Learns from open pairs and how probable they are. Sums are of whole numbers, so that order changes
    /// nothing.
    pub(super) fn learn(model: &Model, pairs: impl Iterator<Item = (Against, f32)>) -> Self {
        let (mut against, mut known) = ([0u64; SLOTS], [0u64; SLOTS]);
        for (pair, probability) in pairs.filter(|(_, probability)| *probability > 1e-3) {
            let units = units(probability);
            for at in bits_of(pair.against) {
                against[at] += units;
            }
            for at in bits_of(pair.known) {
                known[at] += units;
            }
        }
        Self(std::array::from_fn(|at| {
            weight(model, at, from_units(against[at]), from_units(known[at]))
        }))
    }

    /// What holds before any pair was seen: a key that differs says nothing, for had it agreed, the pair
    /// would not be open.
    pub(super) fn unseen(model: &Model) -> Self {
        Self(std::array::from_fn(|at| weight(model, at, 0.0, 0.0)))
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "weights need no more digits"
)]
fn weight(model: &Model, at: usize, against: f64, known: f64) -> f32 {
    let Slot { field, level } = slot(at);
    let (learnt, now) = (model.truth(field, level), model.against(field, level));
    if now >= 0.0 {
        return 0.0;
    }
    let is_key = field < field::GIVEN;
    let before = f64::from(if is_key { learnt - now } else { learnt }).exp2();
    let share = (against + STRENGTH * before) / (known + STRENGTH);
    (share.log2() as f32 - learnt).clamp(-HARDER_MAX, -now * (1.0 - LEFT_MIN))
}

fn bits_of(mut mask: u32) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let at = mask.trailing_zeros();
        mask &= mask.wrapping_sub(1);
        (at < u32::BITS).then_some(at as usize)
    })
}
