//! Match keys in the order somebody puts them, in figures.

use presync_core::key_search::{Counts, KeyFigures};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Match keys in an order, by their target attributes; sources are those of the plan's mapping.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct OrderKeys {
    /// Target attributes, the first one asked first.
    pub keys: Vec<String>,
}

/// What would become of everybody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct OrderedKeys {
    /// Each key in its turn.
    pub keys: Vec<OrderedKey>,
    /// This order.
    pub total: KeyTotals,
    /// The plan's own keys.
    pub current: KeyTotals,
    /// The best choice of all that were judged; none where there is nothing to match on.
    pub best: Option<BestKeys>,
}

/// A key: of those it is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct OrderedKey {
    /// Target attribute.
    pub target: String,
    /// Where its value comes from, such as `direct:mail`.
    pub source: String,
    /// Azure users for whom no earlier key has ended the search.
    pub asked: u32,
    /// Find their own account.
    pub hits: u32,
    /// Find nothing.
    pub misses: u32,
    /// Find another account.
    pub takeovers: u32,
    /// Find several accounts.
    pub ambiguous: u32,
    /// Have no value to look up.
    pub no_value: u32,
}

/// Azure users by outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct KeyTotals {
    /// Find their own account.
    pub linked: u32,
    /// Find another one.
    pub takeovers: u32,
    /// Have an account, find none, and get a second one.
    pub duplicates: u32,
    /// Have none and get one.
    pub created: u32,
    /// Find several.
    pub ambiguous: u32,
    /// Are passed over.
    pub skipped: u32,
    /// Are not looked at.
    pub out_of_scope: u32,
    /// Of the skipped: enabled people who have an account.
    pub unreached: u32,
    /// Of the linked: people whose sign-in name would be sent another value.
    pub renamed: u32,
    /// People harmed, weighed.
    #[ts(type = "number")]
    pub harm: u64,
}

/// The best choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct BestKeys {
    /// Its keys as target and source.
    pub keys: Vec<MatchKeySource>,
    /// What would become of everybody.
    pub total: KeyTotals,
    /// Whether the documented order is as good, or nearly, and therefore recommended.
    pub keeps_documented: bool,
}

/// A key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MatchKeySource {
    /// Target attribute.
    pub target: String,
    /// Where its value comes from: an attribute's name, or an expression.
    pub source: String,
}

impl OrderedKey {
    pub(crate) fn of(target: &str, source: String, figures: &KeyFigures) -> Self {
        Self {
            target: target.to_owned(),
            source,
            asked: figures.asked,
            hits: figures.own,
            misses: figures.nothing,
            takeovers: figures.other,
            ambiguous: figures.several,
            no_value: figures.no_value,
        }
    }
}

impl KeyTotals {
    pub(crate) fn of(counts: &Counts, harm: u64) -> Self {
        Self {
            linked: counts.linked,
            takeovers: counts.takeover,
            duplicates: counts.duplicate,
            created: counts.created,
            ambiguous: counts.ambiguous,
            skipped: counts.skipped,
            out_of_scope: counts.out_of_scope,
            unreached: counts.unreached,
            renamed: counts.renamed,
            harm,
        }
    }
}
