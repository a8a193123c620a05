//! The attributes both systems are known to have: the one place that knows a column's name.
//!
//! Azure attributes carry the names Entra's mappings use (the old directory names); intranet
//! attributes are named by their SCIM target path, so that "what the intranet holds now" is a look-up.
//! Fields nobody documented are not here: they keep the header they came under.

mod azure_table;
mod intranet_table;

use crate::Side;

pub use azure_table::AZURE;
pub use intranet_table::INTRANET;

/// The `interactsoftware` user extension of the intranet's SCIM service.
pub const INTERACT_USER: &str = "urn:ietf:params:scim:schemas:extension:interactsoftware:2.0:User";
/// The SCIM enterprise user extension (RFC 7643 §4.3).
pub const ENTERPRISE_USER: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
/// The column of an export that holds what the SCIM service itself calls a user: its `id` (RFC 7643 §3.1).
/// References such as the manager's are these ids (RFC 7643 §4.3).
pub const SCIM_ID: &str = "SCIM id";
/// The group type of the intranet's SCIM service; a group without it is refused.
pub const GROUP_TYPE: &str =
    "urn:ietf:params:scim:schemas:extension:interactsoftware:2.0:Group:groupType";

/// What values of an attribute look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Free text.
    Text,
    /// `true` or `false`, in the many spellings of exports.
    Boolean,
    /// A date or a point in time.
    DateTime,
    /// Another user.
    Reference,
    /// An e-mail address or several.
    Address,
    /// A GUID.
    Guid,
}

/// One attribute that a side is known to have.
#[derive(Debug, Clone, Copy)]
pub struct Attribute {
    /// Entra source name or SCIM target path.
    pub name: &'static str,
    /// What people call it.
    pub label: &'static str,
    /// Headers it has been seen or documented under; compared by [`fold_header`].
    pub headers: &'static [&'static str],
    /// What its values look like.
    pub kind: Kind,
    /// Whether it may hold several values.
    pub multi_valued: bool,
    /// Intranet: a user cannot be created without it. Always false on the Azure side.
    pub required: bool,
    /// Intranet: the values the service accepts, where documented as a closed list.
    pub allowed: &'static [&'static str],
}

/// The attributes of a side.
#[must_use]
pub fn attributes(side: Side) -> &'static [Attribute] {
    match side {
        Side::Legacy => INTRANET,
        Side::Azure => AZURE,
    }
}

/// The attribute of this name on a side, spelt exactly.
#[must_use]
pub fn find(side: Side, name: &str) -> Option<&'static Attribute> {
    attributes(side)
        .iter()
        .find(|attribute| attribute.name == name)
}

/// Attribute sets that identify a record for merging: the first set wholly present decides.
#[must_use]
pub fn anchors(side: Side) -> &'static [&'static [&'static str]] {
    match side {
        Side::Azure => &[&["objectId"], &["userPrincipalName"]],
        Side::Legacy => &[&["externalId", "userName"]],
    }
}

/// A header reduced to what its spellings share: letters and digits, lower case.
#[must_use]
pub fn fold_header(header: &str) -> String {
    folded(header).collect()
}

/// The letters and digits of a text in lower case, one by one.
pub(crate) fn folded(text: &str) -> impl Iterator<Item = char> {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
}
