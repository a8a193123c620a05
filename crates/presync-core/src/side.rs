//! The two sides of a migration. Nothing else about them lives here.

use serde::{Deserialize, Serialize};

/// Which directory a user, a file or a finding belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// The intranet as its legacy profile source filled it.
    Legacy,
    /// Entra ID (Azure AD).
    Azure,
}

impl Side {
    /// The word used in files and flags.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Legacy => "legacy",
            Self::Azure => "azure",
        }
    }

    /// The word used in sentences.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Legacy => "intranet",
            Self::Azure => "Azure",
        }
    }

    /// The side across.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Legacy => Self::Azure,
            Self::Azure => Self::Legacy,
        }
    }
}
