//! A link: a pair of users held to be one person, with the evidence for it. How links are found is `matching`'s.

use std::fmt;

use serde::{Deserialize, Serialize, Serializer};

use crate::{Side, UserIx, catalogue};

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

/// What a reason was found in, by its name: a number, since there are ten reasons for each of a million links.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EvidenceField(u16);

/// Names of fields; those of the intranet's attributes come after them.
const FIELDS: [&str; 18] = [
    "uid",
    "email",
    "user-name",
    "given-name",
    "surname",
    "name-order",
    "activity",
    "dates",
    "account-kind",
    "department",
    "title",
    "company",
    "location",
    "phone",
    "hire-date",
    "manager",
    "address",
    "additional-field",
];

impl EvidenceField {
    /// The field of a name: one that matching compares, or the label of an intranet attribute.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        let labels = catalogue::attributes(Side::Legacy).iter();
        let mut names = FIELDS.into_iter().chain(labels.map(|known| known.label));
        let at = names.position(|known| known == name)?;
        u16::try_from(at).ok().map(Self)
    }

    /// Its name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        let at = usize::from(self.0);
        let label = || catalogue::attributes(Side::Legacy)[at - FIELDS.len()].label;
        FIELDS.get(at).copied().unwrap_or_else(label)
    }
}

impl fmt::Display for EvidenceField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Serialize for EvidenceField {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// One reason for or against a link.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Evidence {
    /// What was compared: `uid`, `user-name`, `email`, `given-name`, `surname`, `department`…
    pub field: EvidenceField,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_is_known_by_its_name() {
        let labels = catalogue::attributes(Side::Legacy).iter();
        for name in FIELDS.into_iter().chain(labels.map(|known| known.label)) {
            assert_eq!(
                EvidenceField::of(name).map(EvidenceField::as_str),
                Some(name)
            );
        }
        assert_eq!(EvidenceField::of("shoe size"), None);
    }
}
