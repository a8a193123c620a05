//! Figures of changes that are counted in parts and added up. What is counted is `pitfalls`'.

use std::collections::BTreeMap;

use crate::finding::FindingCode;

/// Changes counted by mapping row, and units that differ in spelling only.
#[derive(Debug, Default)]
pub(super) struct Totals {
    pub(super) codes: BTreeMap<(FindingCode, u16), u32>,
    pub(super) variants: BTreeMap<(u16, String), u32>,
}

impl Totals {
    /// Both together.
    pub(super) fn merge(mut self, other: Self) -> Self {
        for (key, count) in other.codes {
            *self.codes.entry(key).or_default() += count;
        }
        for (key, count) in other.variants {
            *self.variants.entry(key).or_default() += count;
        }
        self
    }
}

/// How often a row sends nothing to a matched account although one might expect it to, and how often it
/// has a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Silence {
    /// Azure is empty and the intranet is not.
    pub(super) stale: u32,
    /// Both are empty and the row has a default.
    pub(super) default_unused: u32,
    /// The intranet is empty and the row applies on create only.
    pub(super) create_only: u32,
    /// There is a value, which a later cycle would write again.
    pub(super) again: u32,
}

impl Silence {
    /// With what was counted of others, or without what was counted of some before.
    pub(super) fn changed_by(&mut self, other: Self, by: fn(u32, u32) -> u32) {
        self.stale = by(self.stale, other.stale);
        self.default_unused = by(self.default_unused, other.default_unused);
        self.create_only = by(self.create_only, other.create_only);
        self.again = by(self.again, other.again);
    }
}
