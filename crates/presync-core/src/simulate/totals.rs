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
