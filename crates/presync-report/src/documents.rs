//! What the package holds beside the plan, made elsewhere and handed in ready.

use presync_core::{Action, Outcome, finding::FindingCode};

/// A JSON file of the package.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Its name in the package, such as `mapping.json`.
    pub name: String,
    /// What it holds.
    pub value: serde_json::Value,
}

/// One row of `groups.csv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupRow {
    /// Object id of the group.
    pub azure_group_id: String,
    /// Its display name.
    pub name: String,
    /// What it means.
    pub outcome: Outcome,
    /// What would be done.
    pub action: Action,
    /// Direct user members that are in scope.
    pub members_in_scope: u32,
    /// What deserves attention.
    pub findings: Vec<FindingCode>,
}

/// What is handed in beside the plan.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Documents {
    /// `mapping.json`, patched into the customer's schema, or `mapping-draft.json`.
    pub mapping: Option<Document>,
    /// What would happen to groups; none when no groups were given.
    pub groups: Option<Vec<GroupRow>>,
}
