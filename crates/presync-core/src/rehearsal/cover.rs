//! The greedy set cover: people who show the same are one candidate, so that a million people are few.

use rustc_hash::FxHashMap;

use super::{
    path::{Path, Paths},
    protected::Protection,
};
use crate::{LinkStatus, Plan, UserIx};

type Bits = Box<[u64]>;

/// How gladly somebody is taken: the smallest first.
type Rank = (u8, u32, UserIx);

/// People by what they show.
pub(super) struct Cover {
    paths: Paths,
    /// Unprotected people, and protected ones, by the bits of what they show.
    by_bits: [FxHashMap<Bits, usize>; 2],
    /// What is shown, and who is taken for it.
    candidates: [Vec<(Bits, Rank)>; 2],
    scratch: Vec<u64>,
}

impl Cover {
    pub(super) fn new(paths: &Paths) -> Self {
        Self {
            paths: *paths,
            by_bits: Default::default(),
            candidates: Default::default(),
            scratch: vec![0; paths.words()],
        }
    }

    /// One more person who may be taken.
    pub(super) fn offer(&mut self, plan: &Plan, user: UserIx, protection: Option<Protection>) {
        self.scratch.fill(0);
        self.paths.mark(plan, user, &mut self.scratch);
        let rank = rank(plan, user);
        let list = usize::from(protection.is_some());
        let candidates = &mut self.candidates[list];
        match self.by_bits[list].get(self.scratch.as_slice()) {
            Some(at) => {
                let known = &mut candidates[*at].1;
                *known = rank.min(*known);
            }
            None => {
                let bits: Bits = self.scratch.as_slice().into();
                self.by_bits[list].insert(bits.clone(), candidates.len());
                candidates.push((bits, rank));
            }
        }
    }

    /// How many paths there are.
    pub(super) fn paths(&self) -> usize {
        count(&self.all())
    }

    /// The people taken, each with the paths that nobody before shows, and the paths left over.
    pub(super) fn choose(&self, users_max: usize) -> (Vec<(UserIx, Vec<Path>)>, Vec<Path>) {
        let mut open = self.all();
        let mut chosen = Vec::new();
        for candidates in &self.candidates {
            while chosen.len() < users_max {
                let Some((bits, (.., user))) = best(candidates, &open) else {
                    break;
                };
                chosen.push((*user, self.listed(&both(bits, &open))));
                for (open, bits) in open.iter_mut().zip(bits) {
                    *open &= !bits;
                }
            }
        }
        let uncovered = self.listed(&open);
        (chosen, uncovered)
    }

    fn all(&self) -> Vec<u64> {
        let mut all = vec![0; self.paths.words()];
        for (bits, _) in self.candidates.iter().flatten() {
            for (all, bits) in all.iter_mut().zip(bits) {
                *all |= bits;
            }
        }
        all
    }

    fn listed(&self, bits: &[u64]) -> Vec<Path> {
        let bits = (0..bits.len() * 64).filter(|bit| bits[bit / 64] >> (bit % 64) & 1 == 1);
        bits.map(|bit| self.paths.path(bit)).collect()
    }
}

/// Who shows most of what is open; of several the one taken most gladly.
fn best<'c>(candidates: &'c [(Bits, Rank)], open: &[u64]) -> Option<&'c (Bits, Rank)> {
    let gain = |bits: &Bits| -> u32 {
        let shared = bits.iter().zip(open).map(|(bits, open)| bits & open);
        shared.map(u64::count_ones).sum()
    };
    let ranked = candidates.iter().map(|one| (gain(&one.0), one));
    let gaining = ranked.filter(|(gain, _)| *gain > 0);
    gaining
        .max_by(|(a, (_, first)), (b, (_, second))| a.cmp(b).then(second.cmp(first)))
        .map(|(_, one)| one)
}

fn both(a: &[u64], b: &[u64]) -> Vec<u64> {
    a.iter().zip(b).map(|(a, b)| a & b).collect()
}

fn count(bits: &[u64]) -> usize {
    bits.iter().map(|word| word.count_ones() as usize).sum()
}

/// Whoever is who they seem for certain, and needs least to be undone.
fn rank(plan: &Plan, user: UserIx) -> Rank {
    let row = &plan.azure[user.index()];
    let doubt = u8::from(row.identity_status == Some(LinkStatus::Likely));
    (doubt, row.changes.end - row.changes.start, user)
}
