//! What the package holds beside the plan, made elsewhere and handed in ready.

use presync_core::key_search::KeySearch;

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
}
