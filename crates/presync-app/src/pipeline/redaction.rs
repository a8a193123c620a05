//! What pseudonyms are made with: kept in the workspace, and made of the people the first time, so that
//! the same inputs give the same bytes while nobody without them can try out names.

use presync_core::{Side, summary::IdentityColumns};
use presync_report::RedactionKey;

use super::Made;

/// The key of an engagement that has none yet.
#[must_use]
pub fn redaction_key(made: &Made) -> RedactionKey {
    let columns = IdentityColumns::between(&made.legacy, &made.azure);
    let azure = made.azure.users();
    let azure = azure.map(|user| columns.anchor(Side::Azure, user));
    let legacy = made.legacy.users();
    let legacy = legacy.map(|user| columns.anchor(Side::Legacy, user));
    RedactionKey::of(azure.chain(legacy))
}
