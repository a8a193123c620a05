//! A schema made without the customer's: to read, to compare, to lint. Marked not for upload.
//!
//! Its ids are fixed, because the real ones belong to the job. The mark stands twice: beside everything,
//! where Graph refuses a property it does not know, and among the rule's metadata, which Graph documents as
//! names with values, so that it survives whatever reads and writes the document by Microsoft's own types.

use serde_json::{Value, json};

use super::{Schema, property};
use crate::{catalogue, mapping::Mapping};

const NOT_FOR_UPLOAD: &str = "Draft made by Presync without the application's own schema. Do not upload it: the ids are not those of your provisioning job. Download the schema of the application and run Presync again with --patch to get a mapping.json that can be loaded.";

const USERS_RULE: &str = "00000000-0000-4000-8000-000000000001";
const SOURCE_DIRECTORY: &str = "00000000-0000-4000-8000-000000000002";
const TARGET_DIRECTORY: &str = "00000000-0000-4000-8000-000000000003";
const SOURCE_NAME: &str = "Azure Active Directory";
const TARGET_NAME: &str = "customappsso";
const GROUP: &str = "urn:ietf:params:scim:schemas:core:2.0:Group";

/// The name of the mark among the rule's metadata.
const MARK: &str = "presyncDraftNotForUpload";

/// Whether a document is a draft of ours, by either mark.
pub(super) fn is_draft(root: &Value) -> bool {
    let says = |object: &Value| property::get(object, "draft").and_then(Value::as_bool);
    let beside = property::get(root, "presync").and_then(says) == Some(true);
    let is_mark = |entry: &Value| property::text(entry, "key") == Some(MARK);
    let mut rules = property::items(root, "synchronizationRules").iter();
    beside || rules.any(|rule| property::items(rule, "metadata").iter().any(is_mark))
}

/// A whole schema that holds `mapping`, marked as a draft.
#[must_use]
pub fn draft(mapping: &Mapping) -> Value {
    Schema::parse(skeleton(mapping.groups.is_some()))
        .expect("BUG: the skeleton maps users")
        .patched(mapping)
}

fn skeleton(has_groups: bool) -> Value {
    let mut objects = vec![object_mapping("Users", "User", catalogue::ENTERPRISE_USER)];
    let mut sources = vec![object("User", &anchor("objectId"))];
    let mut targets = vec![object(catalogue::ENTERPRISE_USER, &anchor("id"))];
    if has_groups {
        objects.push(object_mapping("Groups", "Group", GROUP));
        sources.push(object("Group", &anchor("objectId")));
        targets.push(object(GROUP, &anchor("id")));
    }
    json!({
        "presync": { "draft": true, "notForUpload": NOT_FOR_UPLOAD },
        "directories": [
            directory(SOURCE_DIRECTORY, SOURCE_NAME, &sources),
            directory(TARGET_DIRECTORY, TARGET_NAME, &targets),
        ],
        "synchronizationRules": [{
            "editable": true,
            "id": USERS_RULE,
            "metadata": [{ "key": MARK, "value": NOT_FOR_UPLOAD }],
            "name": "DRAFT, NOT FOR UPLOAD: USER_OUTBOUND_USER",
            "objectMappings": objects,
            "priority": 1,
            "sourceDirectoryName": SOURCE_NAME,
            "targetDirectoryName": TARGET_NAME,
        }],
        "version": "draft",
    })
}

fn object_mapping(kind: &str, source: &str, target: &str) -> Value {
    json!({
        "attributeMappings": [],
        "enabled": true,
        "flowTypes": "Add, Update, Delete",
        "metadata": [],
        "name": format!("Provision Microsoft Entra ID {kind}"),
        "scope": null,
        "sourceObjectName": source,
        "targetObjectName": target,
    })
}

fn directory(id: &str, name: &str, objects: &[Value]) -> Value {
    json!({ "id": id, "name": name, "objects": objects })
}

fn object(name: &str, anchor: &Value) -> Value {
    json!({ "attributes": [anchor], "metadata": [], "name": name })
}

fn anchor(name: &str) -> Value {
    json!({
        "anchor": true,
        "caseExact": false,
        "defaultValue": null,
        "flowNullValues": false,
        "multivalued": false,
        "mutability": "ReadWrite",
        "name": name,
        "required": true,
        "type": "String",
        "metadata": [],
        "referencedObjects": [],
    })
}
