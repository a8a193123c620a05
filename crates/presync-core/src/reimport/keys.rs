//! The keys by which one system names its own people, the most trusted first.

use crate::Side;

/// The work address of an intranet user.
pub(super) const WORK_MAIL: &str = "emails[type eq \"work\"].value";

/// The attributes that name a user within one system.
#[must_use]
pub fn keys(side: Side) -> [&'static str; 3] {
    match side {
        Side::Azure => ["objectId", "userPrincipalName", "mail"],
        Side::Legacy => ["externalId", "userName", WORK_MAIL],
    }
}

/// A key as it is compared: letter case tells apart only unique IDs. None for a blank one.
#[must_use]
pub fn folded_key(side: Side, key: usize, value: &str) -> Option<String> {
    let value = value.trim();
    let is_exact = key == 0 && side == Side::Legacy;
    let folded = if is_exact {
        value.to_owned()
    } else {
        value.to_lowercase()
    };
    (!folded.is_empty()).then_some(folded)
}
