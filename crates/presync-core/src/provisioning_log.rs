//! What the provisioning service says it did, one event for each change of one user or group.
//!
//! Only what the log says: comparing it with a plan is another matter.

use serde::{Deserialize, Serialize};

/// One entry of the provisioning log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProvisioningEvent {
    /// Base name of the file it was read from.
    pub file: String,
    /// Line of that file, from 1.
    pub line: u64,
    /// Id of the entry; may be empty.
    pub id: String,
    /// Id of the change, which steps and modified properties share.
    pub change_id: String,
    /// When, as the log spells it.
    pub activity_at: String,
    /// What was done.
    pub action: LoggedAction,
    /// How it ended.
    pub status: LoggedStatus,
    /// Code of the error or of the reason for skipping; may be empty.
    pub error_code: String,
    /// The reason in the service's words; may be empty.
    pub reason: String,
    /// The steps in order.
    pub steps: Vec<LoggedStep>,
    /// Who it was about in Entra.
    pub source: LoggedIdentity,
    /// Who it was about in the application.
    pub target: LoggedIdentity,
    /// What was written.
    pub modified: Vec<ModifiedProperty>,
}

impl ProvisioningEvent {
    /// The steps in one line: `EntryImport success; EntryExportAdd failure`.
    #[must_use]
    pub fn step_summary(&self) -> String {
        let step = |step: &LoggedStep| format!("{} {}", step.name, step.status.as_str());
        self.steps.iter().map(step).collect::<Vec<_>>().join("; ")
    }
}

/// What an entry says was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LoggedAction {
    /// A new account.
    Create,
    /// Attributes of an account.
    Update,
    /// An account was deleted.
    Delete,
    /// A deletion that waits for a person, as accidental-deletion prevention asks.
    StagedDelete,
    /// An account was made inactive.
    Disable,
    /// Anything else, such as an account that needed nothing.
    Other,
}

/// How an entry or a step ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LoggedStatus {
    /// It was done.
    Success,
    /// It was not done.
    Failure,
    /// It was not to be done.
    Skipped,
    /// It was done, with reservations.
    Warning,
    /// The log does not say it in a word we know.
    Unknown,
}

impl LoggedAction {
    /// The action that a word means, in any spelling the log's forms use.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        Some(match folded(word).as_str() {
            "create" | "add" => Self::Create,
            "update" => Self::Update,
            "delete" => Self::Delete,
            "stageddelete" | "stagedaction" => Self::StagedDelete,
            "disable" => Self::Disable,
            "other" => Self::Other,
            _ => return None,
        })
    }
}

impl LoggedStatus {
    /// The status that a word means, in any spelling the log's forms use.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        Some(match folded(word).as_str() {
            "success" | "succeeded" => Self::Success,
            "failure" | "failed" => Self::Failure,
            "skipped" | "skip" => Self::Skipped,
            "warning" => Self::Warning,
            _ => return None,
        })
    }

    /// The word used in files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Success => "success",
            Self::Failure => "failure",
            Self::Skipped => "skipped",
            Self::Warning => "warning",
            Self::Unknown => "unknown",
        }
    }
}

fn folded(word: &str) -> String {
    crate::catalogue::fold_header(word)
}

/// One step of a change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoggedStep {
    /// Such as `EntryImport`, `EntrySynchronizationSkip`, `EntryExportAdd`.
    pub name: String,
    /// Import, scoping, matching, processing, reference resolution, export; may be empty.
    pub kind: String,
    /// How it ended.
    pub status: LoggedStatus,
    /// In the service's words; may be empty.
    pub description: String,
}

/// A user or a group on one end; each part may be empty.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct LoggedIdentity {
    /// Object id in Entra, or id in the application.
    pub id: String,
    /// Display name.
    pub name: String,
    /// `User`, `Group`, or a SCIM schema.
    pub kind: String,
    /// User principal name or user name, where the log holds it.
    pub login: String,
}

/// One property that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModifiedProperty {
    /// Target attribute.
    pub name: String,
    /// Value before; may be empty.
    pub old: String,
    /// Value after; may be empty.
    pub new: String,
}
