//! The body of a create (RFC 7643 §8.2): values at their places, entries of lists by type.

use serde_json::{Map, Value, json};

use super::{
    Assigned, Dispute, Method, Request,
    path::{Path, kind_of},
};
use crate::{
    catalogue::{ENTERPRISE_USER, Kind},
    spelling::parse_boolean,
};

const CORE_USER: &str = "urn:ietf:params:scim:schemas:core:2.0:User";

/// `POST /Users`. The documentation always lists both schemas, sends `meta.resourceType`, and marks the work
/// address as primary.
pub(super) fn create(values: &[Assigned<'_>]) -> Request {
    let mut body = Map::new();
    body.insert("schemas".to_owned(), json!([CORE_USER, ENTERPRISE_USER]));
    let mut has_custom = false;
    for assigned in values {
        let path = Path::of(assigned.target);
        has_custom |= !path.urn.is_empty() && path.urn != ENTERPRISE_USER;
        place(&mut body, &path, typed(assigned));
    }
    body.insert("meta".to_owned(), json!({ "resourceType": "User" }));
    let disputed = has_custom.then_some(Dispute::ExtensionInSchemas);
    Request {
        method: Method::Post,
        path: "/Users".to_owned(),
        body: Some(Value::Object(body)),
        disputed: disputed.into_iter().collect(),
    }
}

/// A value as JSON: booleans as such where the attribute is one.
pub(super) fn typed(assigned: &Assigned<'_>) -> Value {
    match (kind_of(assigned.target), parse_boolean(assigned.value)) {
        (Kind::Boolean, Some(truth)) => Value::Bool(truth),
        _ => Value::from(assigned.value),
    }
}

fn place(body: &mut Map<String, Value>, path: &Path<'_>, value: Value) {
    let within = match path.urn {
        "" => body,
        urn => object(body.entry(urn).or_insert_with(|| json!({}))),
    };
    let slot = within.entry(path.attribute);
    match (path.filter, path.sub) {
        (Some((sub, text)), field) => {
            let list = array(slot.or_insert_with(|| json!([])));
            let entry = entry_of(list, path.attribute, sub, text);
            entry.insert(named(field).to_owned(), value);
        }
        (None, "") => drop(slot.or_insert(value)),
        (None, field) => {
            object(slot.or_insert_with(|| json!({}))).insert(field.to_owned(), value);
        }
    }
}

fn named(field: &str) -> &str {
    match field {
        "" => "value",
        field => field,
    }
}

fn entry_of<'v>(
    list: &'v mut Vec<Value>,
    attribute: &str,
    sub: &str,
    text: &str,
) -> &'v mut Map<String, Value> {
    let picked = match parse_boolean(text) {
        Some(truth) if sub == "primary" => Value::Bool(truth),
        _ => Value::from(text),
    };
    let known = list.iter().position(|entry| entry[sub] == picked);
    let at = known.unwrap_or_else(|| {
        let mut entry = Map::new();
        if attribute == "emails" && text == "work" {
            entry.insert("primary".to_owned(), Value::Bool(true));
        }
        entry.insert(sub.to_owned(), picked);
        list.push(Value::Object(entry));
        list.len() - 1
    });
    object(&mut list[at])
}

/// An object in place of whatever is there; two rows that disagree on a shape leave the later one's.
fn object(value: &mut Value) -> &mut Map<String, Value> {
    if !value.is_object() {
        *value = json!({});
    }
    value.as_object_mut().expect("BUG: it was made one")
}

fn array(value: &mut Value) -> &mut Vec<Value> {
    if !value.is_array() {
        *value = json!([]);
    }
    value.as_array_mut().expect("BUG: it was made one")
}
