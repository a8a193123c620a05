//! The shortest expression of Entra's mapping language that gives what the intranet holds.
//!
//! From linked pairs, one intranet attribute and the Azure attributes that may serve as sources, it
//! finds expressions on one half of the pairs and scores them on the other. It decides no mapping: how
//! a row is applied, and whether it is wanted at all, is the caller's. Every figure is what
//! `presync-expr` gives for the text that is returned.

mod chains;
mod column;
mod compose;
mod dates;
mod differences;
mod equality;
mod explain;
mod expr;
mod folded;
mod kernel;
mod notes;
mod pieces;
mod plain;
mod related;
mod rows;
mod score;
mod tables;

use crate::{AttributeId, Population, UserIx};

pub use equality::Equality;
pub(crate) use rows::spelt;

/// What is to be explained, and by what.
#[derive(Debug, Clone, Copy)]
pub struct Task<'a> {
    /// The intranet users.
    pub legacy: &'a Population,
    /// The Azure users.
    pub azure: &'a Population,
    /// Linked pairs; of very many, the caller's sample.
    pub pairs: &'a [(UserIx, UserIx)],
    /// The intranet attribute.
    pub target: AttributeId,
    /// Azure attributes that Entra offers as sources, the most promising first: of two that explain the
    /// target alike, the earlier one is taken.
    pub sources: &'a [AttributeId],
    /// When two values count as equal; see [`Equality::of`].
    pub equality: Equality,
}

/// Bounds of a search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Most results.
    pub results_max: usize,
    /// Most exceptions listed for a result.
    pub exceptions_max: usize,
    /// Most entries of a switch table.
    pub entries_max: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            results_max: 8,
            exceptions_max: 100,
            entries_max: 60,
        }
    }
}

/// Pairs in which an expression's value was compared with the intranet's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Pairs whose intranet user has a value.
    pub of: u32,
    /// Of those, pairs for which the expression gives a value.
    pub both: u32,
    /// Of those, pairs whose values are equal as [`Equality`] has it.
    pub equal: u32,
    /// Of those, pairs whose values are spelt alike to the letter, blanks around them included; for dates, equal pairs whose value is in the form that the intranet takes.
    pub exact: u32,
}

impl Tally {
    /// Share of equal values where there are two, 0 to 1.
    #[must_use]
    pub fn agreement(self) -> f64 {
        score::share(self.equal, self.both)
    }

    /// Both tallies together.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self {
            of: self.of + other.of,
            both: self.both + other.both,
            equal: self.equal + other.equal,
            exact: self.exact + other.exact,
        }
    }
}

/// An expression that explains the target, with its figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Synthesized {
    /// Its text; a single attribute in brackets where that explains the target.
    pub expression: String,
    /// What it costs to read and keep: the larger, the longer. An attribute alone costs 4.
    pub complexity: u32,
    /// On the half of the pairs that it was found by.
    pub fitted: Tally,
    /// On the half that had no part in finding it.
    pub held_back: Tally,
    /// Pairs of both halves for which it gives a value where the intranet has one.
    pub covered: u32,
    /// Share of equal values that columns with these frequencies would have by chance, 0 to 1; for a
    /// switch table at least the share of the most frequent value, which a constant gives.
    pub chance: f64,
    /// Pairs for which it gives another value or none, of both halves, chosen by who people are.
    pub exceptions: Vec<(UserIx, UserIx)>,
    /// What to know before using it.
    pub notes: Vec<Note>,
    attribute: Option<AttributeId>,
}

impl Synthesized {
    /// The Azure attribute, where it is one alone: a direct mapping says the same.
    #[must_use]
    pub fn attribute(&self) -> Option<AttributeId> {
        self.attribute
    }
}

/// What to know before using an expression.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Note {
    /// All values of a column read as dates with the day first and with the month first; the form was
    /// chosen by the pairs.
    AmbiguousDates {
        /// The column, as the population names it.
        attribute: String,
        /// The format that was taken.
        taken: String,
        /// The other one that reads all values.
        other: String,
    },
    /// Not all values of a column have the format; the others give an error and do not flow.
    MixedDates {
        /// The column, as the population names it.
        attribute: String,
        /// Azure users whose value is in another format.
        unread: u32,
    },
    /// A Switch: in later cycles it may give nothing where its source did not change, and what is not
    /// in its table gives the default or nothing (`functions-for-customizing-application-data`).
    SwitchMayNull {
        /// Entries of the table.
        entries: u32,
        /// Azure users with a value that is not in the table.
        beside_table: u32,
    },
    /// Where a part is blank, the constant text around it stays.
    TextAroundBlanks,
}

/// Finds what explains the target, best first: simple beats clever when close.
///
/// Single attributes are scored the same way and are among the results. Empty when nothing explains
/// the target better than chance. Neither the order of the pairs nor the number of threads matters.
#[must_use]
pub fn find(task: &Task<'_>, limits: &Limits) -> Vec<Synthesized> {
    kernel::find(task, limits)
}
