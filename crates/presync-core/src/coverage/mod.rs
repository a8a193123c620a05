//! What an expression gives for everybody of a population: which values and how often, for whom none, where it
//! fails, how long the values are, and the few that look unlike the rest.
//!
//! Counts do not depend on the order of the users. Nothing is compared with what the target holds: that is
//! the simulation's.

mod features;
mod run;
mod strange;
mod tally;
#[cfg(test)]
mod tests;

use jiff::Timestamp;
use presync_expr::Span;

pub use run::{cover, mistakes};
pub use strange::{Oddity, StrangeValue};

use crate::{UserIx, evaluation::Remark};

/// How an expression is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CoverageSettings {
    /// The time that `Now()` gives.
    pub now: Timestamp,
    /// What random functions start from.
    pub seed: u64,
    /// The longest value that the target takes, in characters.
    pub length_max: Option<usize>,
    /// Most values of the distribution that are listed.
    pub top_max: usize,
}

/// Most of the strangest values that are listed.
pub const STRANGE_MAX: usize = 5;
/// Users that are named for an error.
pub const SAMPLES_MAX: usize = 3;

/// What comes of looking at an expression.
#[derive(Debug, Clone, PartialEq)]
pub enum Covered {
    /// The text has mistakes, and nobody was evaluated.
    Broken(Vec<Remark>),
    /// What it gives.
    Coverage(Box<Coverage>),
}

/// What an expression gives for a population. The counts from `filled` to `failed` add up to `users`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Coverage {
    /// Users it was evaluated for.
    pub users: u32,
    /// With a value.
    pub filled: u32,
    /// With null, which is never sent.
    pub nulls: u32,
    /// With the empty text.
    pub empty: u32,
    /// Whose attribute is left out on purpose.
    pub attribute_skipped: u32,
    /// Who are left out altogether on purpose.
    pub object_skipped: u32,
    /// Without a value, because of an error.
    pub failed: u32,
    /// With several values; they are among the filled, and a single-valued target takes none of them.
    pub several: u32,
    /// Different values, told apart by a hash of 64 bits: with a million of them, that two are taken for
    /// one is all but excluded.
    pub distinct: u32,
    /// The most frequent values, the first of equals in the order of their text.
    pub top: Vec<ValueCount>,
    /// Errors by code and place, the most frequent first.
    pub errors: Vec<ErrorCount>,
    /// How long the values are; none without a value.
    pub lengths: Option<Lengths>,
    /// The values that look least like the rest, the strangest first.
    pub strange: Vec<StrangeValue>,
    /// What may surprise, and attributes that the export does not hold.
    pub warnings: Vec<Remark>,
    /// What was assumed where documents are silent or disagree.
    pub assumptions: Vec<Remark>,
}

/// A value and how many users have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueCount {
    /// The value; of several, joined by `; `.
    pub value: String,
    /// Users with it.
    pub users: u32,
    /// The first of them.
    pub first: UserIx,
}

/// An error and whom it concerns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErrorCount {
    /// Stable code.
    pub code: &'static str,
    /// A sentence without personal values.
    pub message: String,
    /// The part of the expression.
    pub span: Span,
    /// The same in characters.
    pub part: (usize, usize),
    /// Users concerned.
    pub users: u32,
    /// The first few of them.
    pub samples: Vec<UserIx>,
}

/// Lengths in characters, over all users with a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lengths {
    /// Shortest.
    pub min: usize,
    /// The one in the middle; of two, the shorter.
    pub median: usize,
    /// Longest.
    pub max: usize,
    /// Users whose value is longer than the target takes, where that is known.
    pub over: Option<u32>,
}
