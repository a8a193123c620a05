//! What a newer export of a side shows to have changed, and which decisions it puts in doubt.
//!
//! Two exports are compared user by user, whatever the order of their rows. The values it gives are
//! people's: for screens and the workspace, never for a log.

mod basis;
mod changes;
mod columns;
mod doubt;
mod keys;
mod people;
mod persons;
mod rivals;
mod standing;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use crate::{Population, Side, record::SourceColumn};

pub use basis::{Bases, Basis, DecisionKey};
pub use changes::compare;
pub use columns::{ColumnChanges, ReadDifferently};
pub use doubt::{Doubt, Reason, Review, lack_basis, review};
pub use keys::{folded_key, keys};

/// One export of a side.
#[derive(Debug, Clone, Copy)]
pub struct Export<'a> {
    /// Its users.
    pub users: &'a Population,
    /// The columns of its files, in order.
    pub columns: &'a [SourceColumn],
}

/// How much is kept of what changed; counts are exact all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Samples of each attribute.
    pub samples_max: usize,
    /// Rows in all.
    pub rows_max: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            samples_max: 3,
            rows_max: 100_000,
        }
    }
}

/// What became of somebody between two exports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeOf {
    /// The same person with other values.
    Changed,
    /// Certainly the same person under another key.
    Rekeyed,
    /// Not in the older export.
    New,
    /// Not in the newer export.
    Gone,
}

/// One row of what changed: one attribute of one person, or one person who came or went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangedRow {
    /// What became of the person.
    pub kind: ChangeOf,
    /// The name to sign in with, else another key.
    pub person: String,
    /// What the person is called.
    pub name: String,
    /// The attribute; empty for who came or went.
    pub attribute: String,
    /// What the older export holds; several values are joined by `; `.
    pub before: String,
    /// What the newer export holds.
    pub after: String,
}

/// How an attribute changed over all people whom both exports hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttributeChange {
    /// The attribute.
    pub attribute: String,
    /// What people call it.
    pub label: String,
    /// People with one value before and another after.
    pub changed: u32,
    /// People without a value before.
    pub filled: u32,
    /// People without a value after.
    pub cleared: u32,
    /// A few of them, in order of the people.
    pub samples: Vec<ChangedRow>,
}

impl AttributeChange {
    /// How many people it concerns.
    #[must_use]
    pub fn people(&self) -> u32 {
        self.changed + self.filled + self.cleared
    }
}

/// What changed from one export of a side to the next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changes {
    /// The side.
    pub side: Side,
    /// Only in the newer export.
    pub new: u32,
    /// Only in the older export.
    pub gone: u32,
    /// In both under one key, with other values.
    pub changed: u32,
    /// In both, certainly, under another key.
    pub rekeyed: u32,
    /// In both, the same.
    pub unchanged: u32,
    /// By attribute, the most people first; attributes nobody's value of which changed are absent.
    pub attributes: Vec<AttributeChange>,
    /// What became of the columns.
    pub columns: ColumnChanges,
    /// Who and what, in order; [`Limits::rows_max`] at most.
    #[serde(skip)]
    pub rows: Vec<ChangedRow>,
    /// Rows that were left out.
    pub left_out: u32,
}

/// Attributes a sentence names at most.
const NAMED_MAX: usize = 4;

impl Changes {
    /// Whether nobody and no column changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.new + self.gone + self.changed + self.rekeyed == 0 && self.columns.is_empty()
    }

    /// The figures in words: `12 new, 3 gone, 48 changed (Department 31, Mail 9)`.
    #[must_use]
    pub fn sentence(&self) -> String {
        let mut parts: Vec<String> = [
            (self.new, "new"),
            (self.gone, "gone"),
            (self.rekeyed, "under another key"),
        ]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{} {word}", crate::summary::thousands(count.into())))
        .collect();
        if self.changed > 0 {
            parts.push(self.changed_words());
        }
        if !self.columns.is_empty() {
            parts.push(self.columns.sentence());
        }
        if parts.is_empty() {
            "nothing changed".to_owned()
        } else {
            parts.join(", ")
        }
    }

    fn changed_words(&self) -> String {
        let count = crate::summary::thousands(self.changed.into());
        let named = self.attributes.iter().take(NAMED_MAX).map(|attribute| {
            let people = crate::summary::thousands(attribute.people().into());
            format!("{} {people}", attribute.label)
        });
        let more = (self.attributes.len() > NAMED_MAX).then(|| "…".to_owned());
        let words: Vec<String> = named.chain(more).collect();
        format!("{count} changed ({})", words.join(", "))
    }
}
