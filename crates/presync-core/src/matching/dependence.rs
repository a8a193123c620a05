//! Evidence that says the same thing twice, measured inside one side, where no two users are one person:
//! given names and surnames of one culture, surnames and addresses of one family.

use super::{compare::Sides, keys::mix, traits::Trait};
use crate::{Side, UserIx, names::Position};

/// Fewer coinciding pairs than this prove no dependence.
const PAIRS_MIN: u64 = 20;

/// log2 of how much oftener two of the users share a whole name than the frequencies of its parts say.
/// The users should be as many people: second accounts bear their owners' names.
pub(super) fn of_names(sides: &Sides<'_>, users: impl Iterator<Item = UserIx>) -> f32 {
    const UNKNOWN: f32 = 2.0;
    let mut wholes: Vec<u64> = users.map(|user| sides.azure.of(user).name.whole).collect();
    let (pairs, seen) = coinciding(&mut wholes);
    if pairs < PAIRS_MIN {
        return UNKNOWN;
    }
    let book = &sides.books.names;
    let expected = book.collision(Position::Given) * book.collision(Position::Surname);
    bits(seen, expected, 5.0)
}

/// What the average given name says, in bits: how seldom two users share one.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a weight needs no more digits"
)]
pub(super) fn given_bits(sides: &Sides<'_>) -> f32 {
    -sides
        .books
        .names
        .collision(Position::Given)
        .max(1e-9)
        .log2() as f32
}

/// For each trait, log2 of how much oftener two of the users share surname and value than the frequencies
/// of both say.
pub(super) fn of_kin(sides: &Sides<'_>, users: &[UserIx]) -> Vec<f32> {
    let surname = |user: &UserIx| {
        let part = sides.azure.of(*user).name.surname;
        if part.is_missing() {
            0
        } else {
            mix(u64::from(sides.books.names.joined(part)), 11)
        }
    };
    let mut surnames: Vec<u64> = users.iter().map(surname).collect();
    let (_, surname_rate) = coinciding(&mut surnames);
    let kin = |one: &Trait| {
        let mut values: Vec<u64> = users
            .iter()
            .map(|user| sides.traits.whole_value(one, Side::Azure, *user))
            .collect();
        let mut both: Vec<u64> = users
            .iter()
            .zip(&values)
            .map(|(user, value)| match (surname(user), *value) {
                (0, _) | (_, 0) => 0,
                (surname, value) => mix(surname, value),
            })
            .collect();
        let (pairs, seen) = coinciding(&mut both);
        let (_, value_rate) = coinciding(&mut values);
        if pairs < PAIRS_MIN {
            0.0
        } else {
            bits(seen, surname_rate * value_rate, 12.0)
        }
    };
    sides.traits.all.iter().map(kin).collect()
}

/// How many ordered pairs of users share a key, and their share of all; users without one left out.
fn coinciding(keys: &mut Vec<u64>) -> (u64, f64) {
    keys.retain(|key| *key != 0);
    keys.sort_unstable();
    let pairs: u64 = keys
        .chunk_by(|a, b| a == b)
        .map(|same| (same.len() * (same.len() - 1)) as u64)
        .sum();
    let all = (keys.len() as u64).saturating_mul((keys.len() as u64).saturating_sub(1));
    #[expect(clippy::cast_precision_loss, reason = "a share needs no more digits")]
    let rate = pairs as f64 / all.max(1) as f64;
    (pairs, rate)
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a weight needs no more digits"
)]
fn bits(seen: f64, expected: f64, most: f32) -> f32 {
    let bits = (seen / expected.max(1e-12)).log2() as f32;
    bits.clamp(0.0, most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_that_share_a_key_are_counted_both_ways() {
        for (keys, pairs, rate) in [
            (vec![], 0, 0.0),
            (vec![5, 5], 2, 1.0),
            (vec![5, 5, 7, 0], 2, 1.0 / 3.0),
            (vec![1, 2, 3], 0, 0.0),
        ] {
            let (counted, share) = coinciding(&mut keys.clone());
            assert_eq!(counted, pairs, "{keys:?}");
            assert!((share - rate).abs() < 1e-9, "{keys:?}");
        }
    }
}
