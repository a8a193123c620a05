//! What a file holds: users, or one of the other documents of a migration, and which flag takes it.

use serde::Serialize;

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FileKind {
    /// Users of a side, or nothing that is known to be something else.
    #[default]
    Users,
    /// Members of groups.
    GroupMembers,
    /// Users and groups assigned to the application.
    Assignments,
    /// The intranet's groups.
    IntranetGroups,
    /// Decisions about who is who.
    Decisions,
    /// Findings that somebody accepts.
    Suppressions,
    /// The synchronization schema of the application, with its mapping.
    ProvisioningSchema,
    /// The intranet's own answer about its SCIM schemas.
    SiteSchema,
    /// What the provisioning service says it did.
    ProvisioningLog,
    /// An error that a service answered in place of data.
    ErrorAnswer,
}

impl FileKind {
    /// The kind in words, for a sentence.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Users => "a list of users",
            Self::GroupMembers => "a list of group members",
            Self::Assignments => "a list of assignments to the application",
            Self::IntranetGroups => "a list of the intranet's groups",
            Self::Decisions => "a list of decisions",
            Self::Suppressions => "a list of accepted findings",
            Self::ProvisioningSchema => "a provisioning schema",
            Self::SiteSchema => "the SCIM schemas of a site",
            Self::ProvisioningLog => "a provisioning log",
            Self::ErrorAnswer => "an error answer of the service that was asked",
        }
    }

    /// What to do with a file of this kind, as a full sentence that names the flag that takes it, if one does.
    #[must_use]
    pub fn hint(self) -> &'static str {
        match self {
            Self::Users => "Give it with --legacy FILE or --azure FILE.",
            Self::GroupMembers => {
                "Give it with --groups FILE, or with --groups NAME=FILE where it does not name the group."
            }
            Self::Assignments => "Give it with --assigned FILE.",
            Self::IntranetGroups => "Give it with --legacy-groups FILE.",
            Self::Decisions => "Give it with --decisions FILE.",
            Self::Suppressions => "Give it with --suppressions FILE.",
            Self::ProvisioningSchema => {
                "Give it with --patch SCHEMA to have the recommended mapping written into it, or with --mapping FILE to simulate its own."
            }
            Self::SiteSchema => {
                "It says what the intranet accepts; give it to presync plan with --site-schema FILE."
            }
            Self::ProvisioningLog => {
                "It says what a sync did; it is inspected, and no other command takes it yet."
            }
            Self::ErrorAnswer => {
                "Export again; the answer names what was missing, often a permission."
            }
        }
    }
}

/// How many of something a file holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Count {
    /// Of what, in words.
    pub what: String,
    /// How many.
    pub count: u64,
}

impl Count {
    pub(crate) fn of(what: &str, count: usize) -> Self {
        Self {
            what: what.into(),
            count: count as u64,
        }
    }
}

/// What a file that holds no users holds, in numbers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Contents {
    pub(crate) kind: FileKind,
    pub(crate) counts: Vec<Count>,
}
