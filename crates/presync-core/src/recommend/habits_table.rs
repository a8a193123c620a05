//! Which intranet attributes the recommended mapping writes, from what by default, and who keeps them.
//!
//! A table and nothing else. Defaults are those of Entra's non-gallery app where it has one.

/// Who keeps an attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Habit {
    /// The directory: an update is wanted.
    Directory,
    /// People, in the intranet: nothing is overwritten unseen.
    Edited,
    /// People, who choose once: applied on create whatever the data say.
    OnCreate,
}

/// An optional field with a place of its own in the vendor's SCIM schema, which Entra's defaults do not
/// fill: it gets a row where Azure plainly does.
pub(super) const OPTIONAL: &[(&str, Habit)] = &[
    (
        "urn:ietf:params:scim:schemas:extension:interactsoftware:2.0:User:jobStartDate",
        Habit::Directory,
    ),
    (
        "urn:ietf:params:scim:schemas:extension:interactsoftware:2.0:User:dateOfBirth",
        Habit::Directory,
    ),
    ("locale", Habit::OnCreate),
    ("timezone", Habit::OnCreate),
    ("emails[type eq \"home\"].value", Habit::Edited),
    ("emails[type eq \"mobile\"].value", Habit::Edited),
    (
        "urn:ietf:params:scim:schemas:extension:interactsoftware:2.0:User:pronouns",
        Habit::Edited,
    ),
    (
        "urn:ietf:params:scim:schemas:extension:interactsoftware:2.0:User:omitFromSearch",
        Habit::Edited,
    ),
];

/// Attributes that the first sync must not write, whatever explains them, and why.
pub(super) const NEVER: &[(&str, &str)] = &[
    ("password", "Entra does not provision passwords"),
    (
        "urn:ietf:params:scim:schemas:extension:interactsoftware:2.0:User:forcePasswordReset",
        "it is for password sign-ins, which Entra does not serve",
    ),
    (
        "urn:ietf:params:scim:schemas:extension:interactsoftware:2.0:User:name.title",
        "Entra takes no sub-attribute in a custom path; test it with one user before relying on it",
    ),
    (
        "urn:ietf:params:scim:schemas:extension:interactsoftware:2.0:User:name.initials",
        "Entra takes no sub-attribute in a custom path; test it with one user before relying on it",
    ),
    (
        "endDate",
        "the intranet's SCIM service has no such attribute",
    ),
    (
        "manager.displayName",
        "it follows from the manager, who is another user",
    ),
];
