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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::model::Lessons;

    fn slot_of(field: usize) -> usize {
        (0..SLOTS)
            .find(|at| slot(*at).field == field)
            .expect("a slot")
    }

    /// What a contradiction of a field counts for more, learnt of so many open pairs that contradict or not.
    fn learnt(field: usize, against: usize, agree: usize) -> f32 {
        let model = Model::learn(&Lessons::default(), Vec::new(), 1000);
        let bit = 1 << slot_of(field);
        let pair = |against: u32| Against {
            against,
            known: bit,
        };
        let pairs = std::iter::repeat_n((pair(bit), 1.0), against)
            .chain(std::iter::repeat_n((pair(0), 1.0), agree));
        Harder::learn(&model, pairs).bits(pair(bit))
    }

    #[test]
    fn a_field_speaks_less_against_a_pair_the_oftener_it_contradicts_in_likely_ones() {
        for field in [field::UID, field::EMAIL, field::SURNAME] {
            let [never, seldom, often] =
                [(0, 4000), (400, 3600), (4000, 0)].map(|(a, b)| learnt(field, a, b));
            assert!(never <= seldom, "field {field}: {never} and {seldom}");
            assert!(seldom <= often, "field {field}: {seldom} and {often}");
            let is_name = field == field::SURNAME;
            assert!(
                never < often || !is_name,
                "field {field}: {never} and {often}"
            );
        }
    }

    #[test]
    fn some_of_what_speaks_against_a_pair_is_left() {
        let model = Model::learn(&Lessons::default(), Vec::new(), 1000);
        for field in [field::UID, field::EMAIL, field::SURNAME] {
            let Slot { field, level } = slot(slot_of(field));
            let left = model.against(field, level) + learnt(field, 100_000, 0);
            assert!(left < 0.0, "field {field}: {left}");
        }
    }

    #[test]
    fn a_pair_that_a_key_ties_has_nothing_against_it() {
        let mut levels = [level::MISSING; FIELDS_MAX];
        levels[field::UID] = level::UID_DIFFER;
        levels[field::SURNAME] = PartLevel::Differ as u8;
        let mut comparison = Comparison {
            levels,
            names: crate::names::NameAgreement {
                given: PartLevel::Missing,
                surname: PartLevel::Differ,
                swapped: false,
            },
            compared: Default::default(),
            surprise: [0.0; TRAITS_MAX],
        };
        assert_eq!(Against::of(&comparison).against.count_ones(), 2);
        comparison.levels[field::EMAIL] = level::EMAIL_EXACT;
        assert_eq!(Against::of(&comparison).against, 0);
    }
}
