//! Settings of a job that stand beside its schema. Not part of the schema itself.

use serde_json::Value;

use super::property;
use crate::spelling::parse_boolean;

/// Lists that hold settings, as Graph and backups name them.
const LISTS: [&str; 4] = [
    "synchronizationJobSettings",
    "synchronizationSecrets",
    "secrets",
    "value",
];
/// Objects that settings may stand in.
const HOLDERS: [&str; 2] = ["schema", "job"];

/// The setting `SyncAll`: whether all users and groups are synchronised.
pub(super) fn sync_all(document: &Value) -> Option<bool> {
    let inner = HOLDERS
        .iter()
        .filter_map(|name| property::get(document, name));
    std::iter::once(document)
        .chain(inner)
        .flat_map(|holder| LISTS.iter().map(move |name| property::items(holder, name)))
        .flatten()
        .find_map(setting)
}

fn setting(item: &Value) -> Option<bool> {
    let name = property::text(item, "name").or_else(|| property::text(item, "key"))?;
    if !name.eq_ignore_ascii_case("SyncAll") {
        return None;
    }
    match property::get(item, "value")? {
        Value::Bool(all) => Some(*all),
        Value::String(text) => parse_boolean(text),
        _ => None,
    }
}
