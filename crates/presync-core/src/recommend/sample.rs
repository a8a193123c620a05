//! Which linked people the rows are chosen from where there are more than it takes to see a rule.
//!
//! Who is in the sample follows from who people are and from the seed, not from the order of rows.

use std::hash::{Hash, Hasher};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use rustc_hash::FxHasher;

use crate::{AttributeId, Population, UserIx};

/// How many linked people are looked at, and which.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sampling {
    /// More linked people than these are not compared attribute by attribute.
    pub pairs_max: usize,
    /// Another seed gives another sample.
    pub seed: u64,
}

impl Sampling {
    /// At most 20,000 linked people: a share of them is within one per cent of everybody's.
    #[must_use]
    pub fn seeded(seed: u64) -> Self {
        Self {
            pairs_max: 20_000,
            seed,
        }
    }
}

/// A linked intranet user and Azure user.
pub(super) type Pair = (UserIx, UserIx);

/// The pairs of the sample, in their order; all of them where they are few.
pub(super) fn draw(pairs: &[Pair], azure: &Population, sampling: Sampling) -> Vec<Pair> {
    if pairs.len() <= sampling.pairs_max {
        return pairs.to_vec();
    }
    let names = ["objectId", "userPrincipalName"].map(|name| azure.attribute(name));
    let mut lots: Vec<(u64, Pair)> = pairs
        .par_iter()
        .map(|pair| (lot(azure, names, pair.1, sampling.seed), *pair))
        .collect();
    lots.select_nth_unstable(sampling.pairs_max);
    lots.truncate(sampling.pairs_max);
    let mut drawn: Vec<Pair> = lots.into_iter().map(|(_, pair)| pair).collect();
    drawn.sort_unstable_by_key(|(legacy, azure)| (*azure, *legacy));
    drawn
}

/// A number that the person and the seed decide.
fn lot(azure: &Population, names: [Option<AttributeId>; 2], user: UserIx, seed: u64) -> u64 {
    let mut hasher = FxHasher::default();
    seed.hash(&mut hasher);
    for name in names.into_iter().flatten() {
        azure.text(user, name).hash(&mut hasher);
    }
    let mixed = hasher.finish();
    let mixed = (mixed ^ (mixed >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    (mixed ^ (mixed >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53)
}
