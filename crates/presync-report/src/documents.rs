//! What the package holds beside the plan, made elsewhere and handed in ready.

use presync_core::fixes::FixPlan;
use presync_core::key_search::KeySearch;
use presync_core::schema::PortalEdits;

use crate::RedactionKey;

/// A JSON file of the package.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Its name in the package, such as `mapping.json`.
    pub name: String,
    /// What it holds.
    pub value: serde_json::Value,
}

/// What is handed in beside the plan.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Documents {
    /// `mapping.json`, patched into the customer's schema, or `mapping-draft.json`.
    pub mapping: Option<Document>,
    /// How other match keys compare with the mapping's.
    pub key_search: Option<KeySearch>,
    /// What is to be done in the portal to get to the mapping; none leaves the runbook out.
    pub portal: Option<PortalEdits>,
    /// By which a review sheet is known when it comes back; without one it is made of the sources.
    pub review_id: Option<String>,
    /// What the pseudonyms of the redacted report are made with; none leaves that report out.
    pub redaction: Option<RedactionKey>,
    /// The data fixes, and whom to hold back; none where nobody looked for them.
    pub fixes: Option<FixPlan>,
}
