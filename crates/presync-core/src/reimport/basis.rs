//! What a decision was based on: digests of what names its people, and who else might have been meant.
//!
//! Kept with the decision, so that every later export can be compared with the moment it was made.

use std::{
    collections::{BTreeMap, BTreeSet},
    hash::Hasher,
};

use fnv::FnvHasher;
use serde::{Deserialize, Serialize};

use crate::{
    Population, Side, UserIx,
    decision::{Decision, Verdict},
    record::VALUE_SEPARATOR,
};

/// What tells one decision from another; made anew, a decision has another date.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DecisionKey {
    /// What was decided.
    pub decision: Verdict,
    /// As [`Decision::legacy_anchor`].
    pub legacy_anchor: String,
    /// As [`Decision::azure_anchor`].
    pub azure_anchor: String,
    /// As [`Decision::at`].
    pub at: String,
}

impl DecisionKey {
    /// The key of a decision.
    #[must_use]
    pub fn of(decision: &Decision) -> Self {
        Self {
            decision: decision.decision,
            legacy_anchor: decision.legacy_anchor.clone(),
            azure_anchor: decision.azure_anchor.clone(),
            at: decision.at.clone(),
        }
    }
}

/// What decisions were based on.
pub type Bases = BTreeMap<DecisionKey, Basis>;

/// What one decision was based on.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Basis {
    /// The intranet user: attribute and digest; empty when the decision names none.
    pub(super) legacy: Fields,
    /// The Azure user.
    pub(super) azure: Fields,
    /// Digests of the users who shared a name, an address or an ID with them.
    pub(super) rivals: BTreeSet<Digest>,
}

/// Attributes with the digest of their value.
pub(super) type Fields = BTreeMap<String, Digest>;

/// A digest that is the same on every machine and in every version, in hex: FNV-1a, 64 bits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Digest(String);

impl Digest {
    pub(super) fn of(text: &str) -> Self {
        let mut hasher = FnvHasher::default();
        hasher.write(text.as_bytes());
        Self(format!("{:016x}", hasher.finish()))
    }
}

/// What a person looks at to say who is who, by side.
const BASIS: [(Side, &[&str]); 2] = [
    (
        Side::Legacy,
        &[
            "externalId",
            "userName",
            "emails[type eq \"work\"].value",
            "name.givenName",
            "name.familyName",
            "displayName",
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department",
            "active",
        ],
    ),
    (
        Side::Azure,
        &[
            "objectId",
            "userPrincipalName",
            "mail",
            "employeeId",
            "givenName",
            "surname",
            "displayName",
            "department",
            "accountEnabled",
        ],
    ),
];

/// The digests of what names a user; attributes the export does not have are absent.
pub(super) fn fields(population: &Population, user: UserIx) -> Fields {
    let named = BASIS.iter().filter(|(side, _)| *side == population.side());
    let named = named.flat_map(|(_, attributes)| attributes.iter());
    let digests = named.filter_map(|name| {
        let text = population.text(user, population.attribute(name)?);
        Some(((*name).to_owned(), Digest::of(&folded(text))))
    });
    digests.collect()
}

/// The attributes of which the digest is another one, where both know it.
pub(super) fn changed(then: &Fields, now: &Fields) -> Vec<String> {
    let differs = |(name, digest): (&String, &Digest)| {
        let known = now.get(name)?;
        (known != digest).then(|| name.clone())
    };
    then.iter().filter_map(differs).collect()
}

/// Letter case, blanks and the order of several values set aside.
fn folded(cell: &str) -> String {
    let values = cell.split(VALUE_SEPARATOR);
    let mut values: Vec<String> = values.map(|value| value.trim().to_lowercase()).collect();
    values.sort_unstable();
    values.join("\u{1f}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_the_published_one() {
        for (text, expect) in [("", "cbf29ce484222325"), ("a", "af63dc4c8601ec8c")] {
            assert_eq!(Digest::of(text).0, expect);
        }
    }

    #[test]
    fn case_blanks_and_order_are_no_change() {
        for (one, other, same) in [
            ("Ann ", "ann", true),
            ("a\u{1f}B", "b\u{1f}a", true),
            ("ann", "anne", false),
            ("", "ann", false),
        ] {
            assert_eq!(folded(one) == folded(other), same, "{one} {other}");
        }
    }
}
