//! A SCIM user to named cells: by the paths that mappings use, such as `emails[type eq "work"].value`
//! (RFC 7644 §3.10). What a service keeps about the resource itself is kept too, under names of its own.

use serde_json::{Map, Value};

use super::flatten::text_of;

/// What every extension's name begins with.
const URN: &str = "urn:";
/// What kind of resource it is; the rows are users all.
const KIND: [&str; 2] = ["schemas", "meta"];
/// What the resource is called by the service: no key of a person.
pub(super) const RESOURCE_ID: &str = presync_core::catalogue::SCIM_ID;

/// Whether an object is a user of a SCIM service: it says so, or has what only such a user has.
pub(super) fn is_user(members: &[(String, Value)]) -> bool {
    let get = |name: &str| {
        let found = members
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value)
    };
    let schemas = get("schemas").and_then(Value::as_array);
    let says = schemas.is_some_and(|schemas| {
        let mut named = schemas.iter().filter_map(Value::as_str);
        named.any(|named| named.to_ascii_lowercase().ends_with("core:2.0:user"))
    });
    says || get("userName").is_some() && get("meta").is_some_and(Value::is_object)
}

/// Gives every cell of a user: its name and its text; a null gives an empty text.
pub(super) fn each(members: &[(String, Value)], give: &mut dyn FnMut(&str, &str)) {
    for (name, value) in members {
        match value {
            _ if KIND.iter().any(|kind| name.eq_ignore_ascii_case(kind)) => {}
            value if name.eq_ignore_ascii_case("id") => give(RESOURCE_ID, &text_of(value)),
            Value::Object(inner)
                if name
                    .get(..URN.len())
                    .is_some_and(|s| s.eq_ignore_ascii_case(URN)) =>
            {
                for (key, value) in inner {
                    attribute(&format!("{name}:{key}"), value, give);
                }
            }
            value => attribute(name, value, give),
        }
    }
}

/// One attribute: simple, complex, or several values of a type each.
fn attribute(name: &str, value: &Value, give: &mut dyn FnMut(&str, &str)) {
    match value {
        Value::Object(inner) => complex(name, inner, give),
        Value::Array(items) if items.iter().any(Value::is_object) => several(name, items, give),
        value => give(name, &text_of(value)),
    }
}

/// A reference is its value; other parts stand under their own names.
fn complex(name: &str, inner: &Map<String, Value>, give: &mut dyn FnMut(&str, &str)) {
    match inner.get("value") {
        Some(value) => give(name, &text_of(value)),
        None => {
            for (key, value) in inner {
                give(&format!("{name}.{key}"), &text_of(value));
            }
        }
    }
}

/// Values by their types. Several of one type are told by the first that is primary, else by the first;
/// values without a type are joined.
fn several(name: &str, items: &[Value], give: &mut dyn FnMut(&str, &str)) {
    let mut told: Vec<(String, bool, &Map<String, Value>)> = Vec::new();
    let mut rest = Vec::new();
    for item in items {
        let Some(parts) = item.as_object() else {
            rest.push(item.clone());
            continue;
        };
        let Some(kind) = parts.get("type").and_then(Value::as_str) else {
            rest.push(parts.get("value").cloned().unwrap_or_else(|| item.clone()));
            continue;
        };
        let is_primary = parts.get("primary").and_then(Value::as_bool) == Some(true);
        let kind = kind.to_lowercase();
        match told.iter_mut().find(|(known, ..)| *known == kind) {
            Some(known) if is_primary && !known.1 => *known = (kind, true, parts),
            Some(_) => rest.push(parts.get("value").cloned().unwrap_or_else(|| item.clone())),
            None => told.push((kind, is_primary, parts)),
        }
    }
    for (kind, _, parts) in told {
        for (part, value) in parts {
            if part != "type" && part != "primary" {
                give(
                    &format!("{name}[type eq \"{kind}\"].{part}"),
                    &text_of(value),
                );
            }
        }
    }
    if !rest.is_empty() {
        give(name, &text_of(&Value::Array(rest)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn members(json: &str) -> Vec<(String, Value)> {
        let Value::Object(map) = serde_json::from_str(json).expect("JSON") else {
            panic!("an object");
        };
        map.into_iter().collect()
    }

    #[test]
    fn users_become_cells_by_the_paths_of_mappings() {
        let check = |json: &str, expect: &[(&str, &str)]| {
            let mut cells = Vec::new();
            each(&members(json), &mut |name, value| {
                cells.push((name.to_owned(), value.replace('\u{1f}', "|")));
            });
            let cells: Vec<_> = cells
                .iter()
                .map(|(n, v)| (n.as_str(), v.as_str()))
                .collect();
            assert_eq!(cells, expect, "{json}");
        };
        check(
            r#"{"schemas":["x"],"id":"7","userName":"ada","active":true,"meta":{"version":"1"}}"#,
            &[("SCIM id", "7"), ("userName", "ada"), ("active", "true")],
        );
        check(
            r#"{"name":{"givenName":"Ada","familyName":null}}"#,
            &[("name.givenName", "Ada"), ("name.familyName", "")],
        );
        check(
            r#"{"emails":[{"type":"home","value":"h@x"},{"type":"Work","value":"w@x","primary":true},{"type":"work","value":"v@x"}]}"#,
            &[
                ("emails[type eq \"home\"].value", "h@x"),
                ("emails[type eq \"work\"].value", "w@x"),
                ("emails", "v@x"),
            ],
        );
        check(
            r#"{"addresses":[{"type":"work","formatted":"1 Quay"}],"groups":[{"value":"g1"},{"value":"g2"}]}"#,
            &[
                ("addresses[type eq \"work\"].formatted", "1 Quay"),
                ("groups", "g1|g2"),
            ],
        );
        check(
            r#"{"urn:x:2.0:User":{"department":"Sales","manager":{"value":"9","displayName":"Bo"},"name":{"title":"Dr"}}}"#,
            &[
                ("urn:x:2.0:User:department", "Sales"),
                ("urn:x:2.0:User:manager", "9"),
                ("urn:x:2.0:User:name.title", "Dr"),
            ],
        );
    }

    #[test]
    fn a_user_of_a_service_is_told_from_a_graph_user() {
        let check =
            |json: &str, expect: bool| assert_eq!(is_user(&members(json)), expect, "{json}");
        check(
            r#"{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"]}"#,
            true,
        );
        check(r#"{"userName":"ada","meta":{"resourceType":"User"}}"#, true);
        check(r#"{"userPrincipalName":"ada","id":"1"}"#, false);
        check(r#"{"userName":"ada"}"#, false);
    }
}
