//! What a person decided about who is who, by anchors, so that it survives a new import.
//!
//! What decisions do to links is matching's; where they are kept is the workspace's.

pub mod book;
pub mod contradict;
pub mod estimate;
pub mod steps;
pub mod take;

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

impl Verdict {
    /// The word used in files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Confirm => "confirm",
            Self::Deny => "deny",
            Self::New => "new",
            Self::LeaveOut => "leave_out",
        }
    }

    /// Whether it is about a pair, and not about the Azure user alone.
    #[must_use]
    pub fn names_both(self) -> bool {
        matches!(self, Self::Confirm | Self::Deny)
    }
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

/// Whom a decision is about, spelling set aside: the Azure user, and for a pair the intranet user.
pub(crate) type About = (String, String);

impl Decision {
    /// Whom it is about.
    pub(crate) fn about(&self) -> About {
        let legacy = if self.decision.names_both() {
            folded(&self.legacy_anchor)
        } else {
            String::new()
        };
        (folded(&self.azure_anchor), legacy)
    }
}

/// An anchor as two are compared.
pub(crate) fn folded(anchor: &str) -> String {
    anchor.trim().to_lowercase()
}

#[cfg(test)]
mod fixture {
    use super::{Decision, Verdict};

    /// A decision such as `confirm 7 a`; `-` for no intranet user.
    pub(super) fn decision(text: &str) -> Decision {
        let mut words = text.split(' ');
        let verdict = match words.next() {
            Some("confirm") => Verdict::Confirm,
            Some("deny") => Verdict::Deny,
            Some("new") => Verdict::New,
            _ => Verdict::LeaveOut,
        };
        let mut word = || words.next().unwrap_or_default().replace('-', "");
        Decision {
            legacy_anchor: word(),
            azure_anchor: word(),
            decision: verdict,
            reason: String::new(),
            by: "kim".to_owned(),
            at: word(),
        }
    }

    pub(super) fn decisions(texts: &[&str]) -> Vec<Decision> {
        texts.iter().map(|text| decision(text)).collect()
    }
}
