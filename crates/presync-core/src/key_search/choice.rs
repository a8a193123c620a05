//! One ordered choice of match keys in figures, and what makes one better than another.

use super::Weights;

/// Azure users by outcome, and two figures of parts of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Find their own account.
    pub linked: u32,
    /// Find one account that is not known to be theirs.
    pub takeover: u32,
    /// Have an account, find none, and get a second one.
    pub duplicate: u32,
    /// Have none and get one.
    pub created: u32,
    /// Find several accounts.
    pub ambiguous: u32,
    /// Are passed over.
    pub skipped: u32,
    /// Are not looked at.
    pub out_of_scope: u32,
    /// Of the skipped: enabled people who have an account.
    pub unreached: u32,
    /// Of the linked: people whose sign-in name would be sent another value.
    pub renamed: u32,
}

impl Counts {
    /// Azure users who are looked at.
    #[must_use]
    pub fn in_scope(&self) -> u32 {
        self.linked + self.takeover + self.duplicate + self.created + self.ambiguous + self.skipped
    }

    /// Enabled people whose account is not found: second accounts, and people passed over.
    #[must_use]
    pub fn missed(&self) -> u32 {
        self.duplicate + self.unreached
    }

    /// People harmed, weighed.
    #[must_use]
    pub fn harm(&self, weights: &Weights) -> u64 {
        let weigh = |people: u32, weight: u32| u64::from(people) * u64::from(weight);
        weigh(self.takeover, weights.takeover)
            + weigh(self.duplicate, weights.duplicate)
            + weigh(self.unreached, weights.unreached)
            + weigh(self.ambiguous, weights.ambiguous)
    }
}

/// An ordered choice of keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Positions among the candidates, in the order of precedence.
    pub keys: Vec<u16>,
    /// What becomes of everybody.
    pub counts: Counts,
    /// People harmed, weighed.
    pub harm: u64,
}

impl Choice {
    pub(super) fn new(keys: &[u16], counts: Counts, weights: &Weights) -> Self {
        Self {
            keys: keys.to_vec(),
            counts,
            harm: counts.harm(weights),
        }
    }

    /// Better is less: people harmed, people skipped, keys. Where all of that is the same: people
    /// renamed, then the order of the candidates.
    pub(super) fn rank(&self) -> impl Ord + '_ {
        let counts = &self.counts;
        (
            self.harm,
            counts.skipped,
            self.keys.len(),
            counts.renamed,
            &self.keys,
        )
    }
}

/// What one key of a choice is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gain {
    /// The key.
    pub key: u16,
    /// What would become of everybody without it, the other keys in their order.
    pub without: Counts,
    /// People harmed then, weighed.
    pub harm_without: u64,
}
