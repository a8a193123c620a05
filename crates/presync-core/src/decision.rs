//! What a person decided about who is who, by anchors, so that it survives a new import.

use serde::{Deserialize, Serialize};

/// What was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Both are one person.
    Confirm,
    /// They are not.
    Deny,
    /// The Azure user is nobody the intranet knows.
    New,
    /// The Azure user shall be held out of scope.
    LeaveOut,
}

/// One row of `decisions.csv`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// The intranet user's UID, or its user name where it has none; empty for `new` and `leave_out`.
    pub legacy_anchor: String,
    /// The Azure user's objectId, or its UPN where it has none.
    pub azure_anchor: String,
    /// What was decided.
    pub decision: Verdict,
    /// Why, in the person's words.
    pub reason: String,
    /// Who decided.
    pub by: String,
    /// When, RFC 3339.
    pub at: String,
}
