//! A link: a pair of users held to be one person, with the evidence for it. How links are found is `matching`'s.

use serde::{Deserialize, Serialize};

use crate::UserIx;

/// How sure a link is, or what a person decided about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LinkStatus {
    /// A key says so and nothing contradicts it.
    Certain,
    /// The evidence outweighs the doubt.
    Likely,
    /// A person must decide.
    Review,
    /// Considered and not held to be one person.
    Rejected,
    /// A person said yes.
    Confirmed,
    /// A person said no.
    Denied,
}

impl LinkStatus {
    /// The word used in files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Certain => "certain",
            Self::Likely => "likely",
            Self::Review => "review",
            Self::Rejected => "rejected",
            Self::Confirmed => "confirmed",
            Self::Denied => "denied",
        }
    }

    /// Whether the link counts as identity: one person on both sides.
    #[must_use]
    pub fn is_identity(self) -> bool {
        matches!(self, Self::Certain | Self::Likely | Self::Confirmed)
    }
}

/// What brought a pair together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LinkRule {
    /// The unique id equals the detected Azure source, character for character.
    Uid,
    /// The unique id equals it once case, zeros, quotes, `.0` and invisible characters are set aside.
    UidNormalised,
    /// The user name equals the detected Azure source.
    UserName,
    /// An address of one side is an address of the other.
    Email,
    /// The same local part under a domain that certain pairs show to have moved.
    EmailDomain,
    /// The names agree; never certain by itself.
    Name,
    /// The Azure user resembles an intranet user who is linked already, or the reverse.
    SecondAccount,
    /// A person's decision.
    Decision,
}

impl LinkRule {
    /// The word used in files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Uid => "uid",
            Self::UidNormalised => "uid-normalised",
            Self::UserName => "user-name",
            Self::Email => "email",
            Self::EmailDomain => "email-domain",
            Self::Name => "name",
            Self::SecondAccount => "second-account",
            Self::Decision => "decision",
        }
    }
}

/// One reason for or against a link.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Evidence {
    /// What was compared: `uid`, `user-name`, `email`, `given-name`, `surname`, `department`…
    pub field: &'static str,
    /// Weight in bits, log2 of the odds; negative speaks against.
    pub weight: f32,
}

/// A pair of users, one of each side.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// The intranet user.
    pub legacy: UserIx,
    /// The Azure user.
    pub azure: UserIx,
    /// How sure it is.
    pub status: LinkStatus,
    /// What brought the pair together.
    pub rule: LinkRule,
    /// Probability that both are one person, 0 to 1.
    pub score: f32,
    /// The reasons, strongest first.
    pub evidence: Vec<Evidence>,
}
