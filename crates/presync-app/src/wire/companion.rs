//! Wire types of the files beside the users, and of what is chosen where no document says how systems behave.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a file beside the users is used as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CompanionRole {
    /// The app's synchronization schema, which the mapping is patched into.
    Schema,
    /// What the intranet's `/Schemas` address answers.
    SiteSchema,
    /// Limits.
    Budget,
    /// Assigned users and groups.
    Assignments,
    /// Members of Azure's groups.
    GroupMembers,
    /// The intranet's groups.
    IntranetGroups,
}

impl CompanionRole {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 6] = [
        Self::Schema,
        Self::SiteSchema,
        Self::Budget,
        Self::Assignments,
        Self::GroupMembers,
        Self::IntranetGroups,
    ];

    /// The word a workspace keeps it under.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Schema => "schema",
            Self::SiteSchema => "site_schema",
            Self::Budget => "budget",
            Self::Assignments => "assignments",
            Self::GroupMembers => "group_members",
            Self::IntranetGroups => "intranet_groups",
        }
    }

    /// The one of that word.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.word() == word)
    }

    /// What the report calls the file among its inputs.
    #[must_use]
    pub fn input_role(self) -> &'static str {
        match self {
            Self::Schema => "schema to patch",
            Self::SiteSchema => "site schema",
            Self::Budget => "budget",
            Self::Assignments => "assignments",
            Self::GroupMembers => "group members",
            Self::IntranetGroups => "intranet groups",
        }
    }

    /// What such a file is, for a sentence.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Schema => "a provisioning schema",
            Self::SiteSchema => "the SCIM schemas of a site",
            Self::Budget => "a budget",
            Self::Assignments => "a list of assignments to the application",
            Self::GroupMembers => "a list of group members",
            Self::IntranetGroups => "a list of the intranet's groups",
        }
    }

    /// Whether several files of it stand side by side.
    #[must_use]
    pub fn takes_many(self) -> bool {
        self == Self::GroupMembers
    }

    /// Whether it is a table, whose reader says what it lacks.
    #[must_use]
    pub fn is_table(self) -> bool {
        matches!(
            self,
            Self::Assignments | Self::GroupMembers | Self::IntranetGroups
        )
    }
}

/// How many of something a file holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CompanionCount {
    /// Of what, in words.
    pub what: String,
    /// How many.
    #[ts(type = "number")]
    pub count: u64,
}

/// Something odd about a file beside the users.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CompanionOdd {
    /// `note`, `warning` or `blocker`.
    pub severity: String,
    /// Line or row, from 1.
    #[ts(type = "number | null")]
    pub row: Option<u64>,
    /// What was seen.
    pub message: String,
    /// What to do about it; may be empty.
    pub hint: String,
}

/// What a file beside the users says.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct CompanionSaid {
    /// How many of what it holds.
    pub counts: Vec<CompanionCount>,
    /// What was odd about it.
    pub odd: Vec<CompanionOdd>,
}

/// A file beside the users.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CompanionInfo {
    /// Id in the workspace.
    #[ts(type = "number")]
    pub id: i64,
    /// What it is used as.
    pub role: CompanionRole,
    /// The group it lists, where somebody said so; else empty.
    pub label: String,
    /// File name.
    pub file: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// Size in bytes.
    #[ts(type = "number")]
    pub bytes: u64,
    /// When it was added, RFC 3339; empty where an older version kept it.
    pub added_at: String,
    /// What it says.
    pub said: CompanionSaid,
}

/// Who is in scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum WireScope {
    /// Every user of the tenant.
    All,
    /// Assigned users, and direct members of assigned groups.
    Assigned,
}

/// The files beside the users, and who is in scope.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CompanionsInfo {
    /// The files, in the order they were added.
    pub files: Vec<CompanionInfo>,
    /// Who is in scope; none while nobody said it.
    pub scope: Option<WireScope>,
}

/// Takes a file in beside the users; a job.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct AddCompanion {
    /// The file.
    pub handle: String,
    /// What somebody says it is; without it it is recognised by what it holds.
    #[serde(default)]
    #[ts(optional)]
    pub role: Option<CompanionRole>,
    /// Name or object id of the group it lists, where the file does not say it.
    #[serde(default)]
    #[ts(optional)]
    pub label: Option<String>,
    /// Id of the file it takes the place of.
    #[serde(default)]
    #[ts(optional, type = "number")]
    pub replaces: Option<i64>,
}

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CompanionAdded {
    /// The file as it is kept; none when it held accepted findings, which stand in their own list now.
    pub file: Option<CompanionInfo>,
    /// Accepted findings that were taken in.
    pub suppressions: u32,
    /// What was odd about it.
    pub odd: Vec<CompanionOdd>,
}

/// Removes a file beside the users.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct RemoveCompanion {
    /// Id in the workspace.
    #[ts(type = "number")]
    pub id: i64,
}

/// Says who is in scope; without a word nobody has said it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct SetScope {
    /// Who.
    #[ts(optional)]
    pub scope: Option<WireScope>,
}

/// Something that no document states, and what can be assumed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct AssumptionState {
    /// Its name in the files.
    pub name: String,
    /// What can be assumed, the default first.
    pub choices: Vec<AssumptionChoice>,
    /// The word of what is assumed now.
    pub chosen: String,
    /// Look-ups of single attributes that treat letter case otherwise.
    pub by_attribute: Vec<AttributeChoice>,
    /// Azure users whose row in the plan would be another under another choice; none where the plan does not
    /// depend on it, or there is no plan.
    pub users: Option<u32>,
}

/// One thing that can be assumed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct AssumptionChoice {
    /// Its word.
    pub name: String,
    /// What is assumed then.
    pub sentence: String,
}

/// What is assumed of one attribute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct AttributeChoice {
    /// Target attribute.
    pub attribute: String,
    /// The word.
    pub choice: String,
}

/// Chooses what is assumed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct ChooseAssumption {
    /// The assumption; `case-match:ATTRIBUTE` for one attribute.
    pub name: String,
    /// The word; without it the default.
    #[ts(optional)]
    pub choice: Option<String>,
}
