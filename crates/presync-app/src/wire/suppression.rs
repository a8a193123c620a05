//! Accepted findings as the page sends and shows them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::WireSide;

/// Accepts a finding, or all of a kind. The next plan leaves it out and lists it with the reason.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct SuppressFinding {
    /// Code of the finding.
    pub code: String,
    /// Side of the user; none for the mapping and the engagement.
    pub side: Option<WireSide>,
    /// The subject's key as `findings.csv` has it; `*` for any.
    pub key: String,
    /// The attribute; `*` for any.
    pub attribute: String,
    /// Why; it stands in the report.
    pub reason: String,
    /// Who.
    pub by: String,
}

/// Takes a suppression back.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct UnsuppressFinding {
    /// The suppression.
    #[ts(type = "number")]
    pub id: i64,
    /// Why; may be empty.
    pub reason: String,
    /// Who.
    pub by: String,
}

/// A suppression in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SuppressionInfo {
    /// With this it is taken back.
    #[ts(type = "number")]
    pub id: i64,
    /// Code of the finding.
    pub code: String,
    /// What the code says.
    pub title: String,
    /// Side of the user; none for the mapping and the engagement.
    pub side: Option<WireSide>,
    /// The subject's key; `*` for any.
    pub key: String,
    /// The attribute; `*` for any.
    pub attribute: String,
    /// Why.
    pub reason: String,
    /// Who.
    pub by: String,
    /// When, RFC 3339.
    pub at: String,
}
