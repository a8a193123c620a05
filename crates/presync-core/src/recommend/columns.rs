//! The values of one attribute on the pairs as numbers, so that forty times sixty columns are held against
//! each other without a text. Values are told apart once case, blanks and punctuation are set aside.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHasher};

use super::evidence::{number, share};
use crate::{AttributeId, Population, UserIx, catalogue};

/// One attribute's values on the pairs, as the numbers of [`Numbers`]; 0 is absent.
pub(super) struct Column {
    pub(super) attribute: AttributeId,
    pub(super) values: Vec<u32>,
    /// Pairs with a value.
    pub(super) filled: u32,
    /// Different values, those elsewhere told apart.
    pub(super) distinct: u32,
    frequencies: Vec<(u32, u32)>,
}

impl Column {
    pub(super) fn read(
        population: &Population,
        attribute: AttributeId,
        users: impl Iterator<Item = UserIx>,
        mut number_of: impl FnMut(u64) -> u32,
    ) -> Self {
        let mut hashes: Vec<u64> = Vec::new();
        let values: Vec<u32> = users
            .map(|user| {
                let value = population.first_in(user, Some(attribute));
                let hash = hash_folded(value);
                hashes.extend(hash);
                hash.map_or(0, &mut number_of)
            })
            .collect();
        hashes.sort_unstable();
        hashes.dedup();
        let mut sorted: Vec<u32> = values.iter().copied().filter(|v| *v != 0).collect();
        sorted.sort_unstable();
        let filled = number(sorted.len());
        let frequencies = sorted
            .chunk_by(|a, b| a == b)
            .map(|run| (run[0], number(run.len())))
            .collect();
        Self {
            attribute,
            values,
            frequencies,
            filled,
            distinct: number(hashes.len()),
        }
    }

    /// How often two independent columns with these frequencies would agree.
    pub(super) fn chance(&self, other: &Self) -> f64 {
        let (mut left, mut right) = (
            self.frequencies.iter().peekable(),
            other.frequencies.iter().peekable(),
        );
        let mut sum = 0.0;
        while let (Some((x, times)), Some((y, others))) = (left.peek(), right.peek()) {
            match x.cmp(y) {
                std::cmp::Ordering::Less => drop(left.next()),
                std::cmp::Ordering::Greater => drop(right.next()),
                std::cmp::Ordering::Equal => {
                    sum += share(*times, self.filled) * share(*others, other.filled);
                    left.next();
                    right.next();
                }
            }
        }
        sum
    }
}

/// The intranet's values by number, told apart by a 64-bit hash of their folded text.
#[derive(Debug, Default)]
pub(super) struct Numbers(FxHashMap<u64, u32>);

impl Numbers {
    /// What stands for every value that the intranet does not have: it equals no target's.
    const ELSEWHERE: u32 = u32::MAX;

    /// The number of an intranet value.
    pub(super) fn enter(&mut self, hash: u64) -> u32 {
        let next = number(self.0.len()) + 1;
        *self.0.entry(hash).or_insert(next)
    }

    /// The number of the intranet value that an Azure value equals.
    pub(super) fn find(&self, hash: u64) -> u32 {
        self.0.get(&hash).copied().unwrap_or(Self::ELSEWHERE)
    }
}

/// Whether two texts are equal once case, blanks and punctuation are set aside.
pub(super) fn is_alike(a: &str, b: &str) -> bool {
    catalogue::folded(a).eq(catalogue::folded(b))
}

/// A hash of a text's letters and digits; none where it has none.
fn hash_folded(value: &str) -> Option<u64> {
    let mut hasher = FxHasher::default();
    let mut letters = catalogue::folded(value).peekable();
    letters.peek()?;
    letters.for_each(|letter| letter.hash(&mut hasher));
    Some(hasher.finish())
}
