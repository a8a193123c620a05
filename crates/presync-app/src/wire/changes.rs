//! Wire types of a newer export: what it would replace, what it changed, which decisions it puts in doubt.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::WireSide;

/// Asks which imported source a file is a newer export of.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct FindPredecessor {
    /// The file.
    pub handle: String,
    /// The side it would be imported to.
    pub side: WireSide,
}

/// A source that holds the same people as a file.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct PredecessorInfo {
    /// Id of the source.
    #[ts(type = "number")]
    pub id: i64,
    /// Its file name.
    pub file: String,
    /// When it was imported, RFC 3339.
    pub imported_at: String,
    /// The share of the smaller one's people whom both hold, 0 to 1.
    pub overlap: f64,
    /// Whether they are the same bytes.
    pub same_file: bool,
    /// Whether both have the same columns: the file is taken for a newer export of the source.
    pub same_columns: bool,
}

/// What newer exports changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SourceChanges {
    /// The sides of which sources were replaced.
    pub sides: Vec<SideChangesInfo>,
    /// Decisions that need another look, in the order they were made; 200 at most.
    pub doubts: Vec<DecisionDoubt>,
    /// How many there are.
    pub doubts_total: u32,
}

/// What changed on a side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SideChangesInfo {
    /// The side.
    pub side: WireSide,
    /// When the replaced sources were imported, RFC 3339.
    pub since: String,
    /// Only in the newer export.
    pub new: u32,
    /// Only in the older export.
    pub gone: u32,
    /// In both, with other values.
    pub changed: u32,
    /// In both, certainly, under another key.
    pub rekeyed: u32,
    /// In both, the same.
    pub unchanged: u32,
    /// By attribute, the most people first.
    pub attributes: Vec<AttributeChangeInfo>,
    /// Headers only the older export has.
    pub columns_gone: Vec<String>,
    /// Headers only the newer export has.
    pub columns_new: Vec<String>,
    /// Headers of both that are read as another attribute.
    pub columns_read_differently: Vec<String>,
    /// Rows that `sources.changed` does not list.
    pub left_out: u32,
}

/// How an attribute changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct AttributeChangeInfo {
    /// What people call it.
    pub label: String,
    /// People with one value before and another after.
    pub changed: u32,
    /// People without a value before.
    pub filled: u32,
    /// People without a value after.
    pub cleared: u32,
    /// A few of them.
    pub samples: Vec<ChangedPerson>,
}

/// What became of somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum WireChangeOf {
    /// The same person with other values.
    Changed,
    /// The same person under another key.
    Rekeyed,
    /// Not in the older export.
    New,
    /// Not in the newer export.
    Gone,
}

/// One attribute of somebody before and after; no attribute for who came or went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ChangedPerson {
    /// What became of them.
    pub kind: WireChangeOf,
    /// The name to sign in with, else another key.
    pub person: String,
    /// What they are called.
    pub name: String,
    /// Label of the attribute.
    pub attribute: String,
    /// The value in the older export.
    pub before: String,
    /// The value in the newer export.
    pub after: String,
}

/// Asks who changed on a side.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct ChangedQuery {
    /// The side.
    pub side: WireSide,
    /// What became of them; without it everybody.
    #[ts(optional)]
    pub kind: Option<WireChangeOf>,
    /// Label of an attribute; without it all.
    #[ts(optional)]
    pub attribute: Option<String>,
    /// First row, from 0.
    pub offset: u32,
    /// Rows wanted, 500 at most.
    pub limit: u32,
}

/// A page of who changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ChangedPeople {
    /// How many rows there are in all.
    pub total: u32,
    /// The rows of the page.
    pub rows: Vec<ChangedPerson>,
}

/// A decision that needs another look; it is followed all the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct DecisionDoubt {
    /// `confirm`, `deny`, `new` or `leave_out`.
    pub decision: String,
    /// The intranet user's anchor; empty when the decision names none.
    pub legacy: String,
    /// The Azure user's anchor.
    pub azure: String,
    /// Why it was decided, in the person's words.
    pub reason: String,
    /// Who decided.
    pub by: String,
    /// When, as it was given.
    pub at: String,
    /// Why it needs another look, one sentence each.
    pub why: Vec<String>,
}
