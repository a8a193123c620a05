//! Wire types of the application and its workspace.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What the application is and can do on this host.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct AppInfo {
    /// Version of Presync.
    pub version: String,
    /// Whether files are chosen in the system's own dialogs; otherwise the page uploads them.
    pub native_dialogs: bool,
    /// Workspaces opened lately, newest first.
    pub recent: Vec<RecentWorkspace>,
}

/// A workspace opened lately. The path stays on the host's side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RecentWorkspace {
    /// Handle for `workspace.open`.
    pub handle: String,
    /// File name without its folder.
    pub name: String,
    /// The folder it lies in, for telling two of one name apart.
    pub folder: String,
    /// When it was opened last, RFC 3339.
    pub opened_at: String,
}

/// The open workspace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct WorkspaceInfo {
    /// What the engagement is called.
    pub title: String,
    /// File name without its folder.
    pub file: String,
    /// Imported sources of the intranet side.
    pub legacy_sources: u32,
    /// Imported sources of the Azure side.
    pub azure_sources: u32,
    /// Usable records of the intranet side.
    pub legacy_records: u32,
    /// Usable records of the Azure side.
    pub azure_records: u32,
    /// Whether a plan is stored.
    pub has_plan: bool,
    /// Whether the stored plan was made from something else than there is now.
    pub plan_is_stale: bool,
    /// What changed since.
    pub stale_because: Vec<StalePart>,
}

/// A part of what a plan is made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum StalePart {
    /// The exports of either side.
    Sources,
    /// Who is who, as people decided it.
    Decisions,
    /// The mapping in force.
    Mapping,
    /// The files beside the users, or who is in scope.
    Companions,
    /// What is assumed where no document says how the systems behave.
    Assumptions,
    /// Which findings are accepted.
    Suppressions,
}

/// Makes a workspace; the host asks where.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct CreateWorkspace {
    /// What the engagement is called; also the suggested file name.
    pub title: String,
}

/// Opens a workspace; without a handle the host asks which.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct OpenWorkspace {
    /// A handle from [`RecentWorkspace`] or from an upload.
    #[ts(optional)]
    pub handle: Option<String>,
}

/// Opens the locked workspace that was to be opened last.
#[derive(Clone, PartialEq, Eq, Deserialize, TS)]
pub struct UnlockWorkspace {
    /// What it was locked with.
    pub passphrase: String,
}

impl std::fmt::Debug for UnlockWorkspace {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("UnlockWorkspace").finish_non_exhaustive()
    }
}
