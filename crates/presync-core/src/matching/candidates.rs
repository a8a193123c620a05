//! Pairs worth comparing: users of both sides that share a key, block by block.
//!
//! Blocks are bounded: a value that very many share brings nobody together.

use rayon::slice::ParallelSliceMut;

use crate::UserIx;

/// A pair to compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Candidate {
    pub(super) legacy: UserIx,
    pub(super) azure: UserIx,
    /// Whether a unique ID brought them together that stands once on either side.
    pub(super) unique_uid: bool,
    /// Whether an address brought them together that stands once on either side.
    pub(super) unique_address: bool,
}

impl Candidate {
    /// The two users, in the order candidates stand.
    pub(super) fn pair(self) -> (UserIx, UserIx) {
        (self.legacy, self.azure)
    }
}

/// What kind of key a block shares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BlockKind {
    Uid,
    Address,
    Other,
}

/// A user under a key.
pub(super) type Keyed = (u64, UserIx);

/// Keys of both sides that are being joined.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    pub(super) legacy: Vec<Keyed>,
    pub(super) azure: Vec<Keyed>,
}

impl Blocks {
    /// Adds the pairs of every block of at most `pairs_max` pairs that pass the filter; empties the blocks.
    pub(super) fn join(
        &mut self,
        kind: BlockKind,
        pairs_max: usize,
        wanted: impl Fn(UserIx, UserIx) -> bool,
        into: &mut Vec<Candidate>,
    ) {
        let order = |side: &mut Vec<Keyed>| {
            side.retain(|(key, _)| *key != 0);
            side.par_sort_unstable();
            side.dedup();
        };
        rayon::join(|| order(&mut self.legacy), || order(&mut self.azure));
        let mut theirs = self.azure.as_slice();
        for ours in self.legacy.chunk_by(|a, b| a.0 == b.0) {
            let key = ours[0].0;
            theirs = &theirs[theirs.iter().take_while(|(their, _)| *their < key).count()..];
            let block = theirs.iter().take_while(|(their, _)| *their == key).count();
            if block > 0 && ours.len() * block <= pairs_max {
                push_block(ours, &theirs[..block], kind, &wanted, into);
            }
        }
        self.legacy.clear();
        self.azure.clear();
    }
}

fn push_block(
    ours: &[Keyed],
    theirs: &[Keyed],
    kind: BlockKind,
    wanted: impl Fn(UserIx, UserIx) -> bool,
    into: &mut Vec<Candidate>,
) {
    let unique = ours.len() == 1 && theirs.len() == 1;
    for (_, legacy) in ours {
        for (_, azure) in theirs.iter().filter(|(_, azure)| wanted(*legacy, *azure)) {
            into.push(Candidate {
                legacy: *legacy,
                azure: *azure,
                unique_uid: unique && kind == BlockKind::Uid,
                unique_address: unique && kind == BlockKind::Address,
            });
        }
    }
}

/// Puts candidates in order and makes one of those that name the same pair.
pub(super) fn merge(candidates: &mut Vec<Candidate>) {
    candidates.par_sort_unstable();
    candidates.dedup_by(|later, first| {
        let same = later.pair() == first.pair();
        if same {
            first.unique_uid |= later.unique_uid;
            first.unique_address |= later.unique_address;
        }
        same
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(
        legacy: &[(u64, u32)],
        azure: &[(u64, u32)],
        pairs_max: usize,
        expected: &[(u32, u32)],
    ) {
        let keyed = |side: &[(u64, u32)]| {
            side.iter()
                .map(|(key, user)| (*key, UserIx(*user)))
                .collect()
        };
        let mut blocks = Blocks {
            legacy: keyed(legacy),
            azure: keyed(azure),
        };
        let mut found = Vec::new();
        blocks.join(BlockKind::Other, pairs_max, |_, _| true, &mut found);
        merge(&mut found);
        let pairs: Vec<_> = found.iter().map(|c| (c.legacy.0, c.azure.0)).collect();
        assert_eq!(pairs, expected);
    }

    #[test]
    fn blocks_pair_users_of_one_key_and_stay_bounded() {
        check(&[(7, 0), (5, 1)], &[(5, 0), (6, 1)], 9, &[(1, 0)]);
        check(
            &[(7, 0), (7, 1)],
            &[(7, 0), (7, 1)],
            4,
            &[(0, 0), (0, 1), (1, 0), (1, 1)],
        );
        check(&[(7, 0), (7, 1)], &[(7, 0), (7, 1)], 3, &[]);
        check(&[(0, 0)], &[(0, 0)], 9, &[]);
        check(&[(7, 0), (8, 0)], &[(7, 2), (8, 2)], 9, &[(0, 2)]);
    }
}
