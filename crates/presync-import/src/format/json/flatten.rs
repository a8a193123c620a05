//! One object to named cells: nested properties by their dotted path, lists joined, null absent.
//!
//! Only containers that a directory is known to nest are opened; any other object stays one cell of
//! compact JSON, so that nothing is lost and nothing explodes into columns.

use presync_core::record::VALUE_SEPARATOR;
use serde_json::{Map, Value};

use crate::values::{has_hidden_controls, show_controls};

/// Properties whose members are columns of their own.
const OPENED: &[&str] = &[
    "manager",
    "onpremisesextensionattributes",
    "employeeorgdata",
    "additionalproperties",
];

/// The type annotation of a user.
const USER_TYPE: &str = "#microsoft.graph.user";

/// Gives every cell of an object: its name and its text; a null gives an empty text.
pub(super) fn each(members: &[(String, Value)], give: &mut dyn FnMut(&str, &str)) {
    for (name, value) in members {
        member(name, value, &mut |name, value| give(name, &text_of(value)));
    }
}

/// Gives every cell of a property: its name and its value as the file holds it.
pub(crate) fn member(name: &str, value: &Value, give: &mut dyn FnMut(&str, &Value)) {
    // Annotations such as `manager@odata.type` describe, they hold nothing; but that an object is no
    // user must not be lost.
    let is_other_type = name == "@odata.type" && value != USER_TYPE;
    if name.contains("@odata.") && !is_other_type || name.starts_with("odata.") {
        return;
    }
    match value {
        Value::Object(inner) if OPENED.contains(&name.to_ascii_lowercase().as_str()) => {
            open(name, inner, give);
        }
        other => give(name, other),
    }
}

fn open(name: &str, inner: &Map<String, Value>, give: &mut dyn FnMut(&str, &Value)) {
    // Get-MgUser keeps what its type does not know under AdditionalProperties.
    let bare = name.eq_ignore_ascii_case("AdditionalProperties");
    for (key, value) in inner {
        if key.contains("@odata.") {
            continue;
        }
        if bare {
            member(key, value, give);
        } else {
            give(&format!("{name}.{key}"), value);
        }
    }
}

/// The text that a cell is.
pub(crate) fn text_of(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) if has_hidden_controls(text) => show_controls(text),
        Value::String(text) => text.clone(),
        Value::Array(items) if items.iter().all(is_scalar) => join(items),
        Value::Array(items) if items.is_empty() => String::new(),
        Value::Object(members) if members.is_empty() => String::new(),
        Value::Number(number) => number_text(number),
        other => other.to_string(),
    }
}

fn is_scalar(value: &Value) -> bool {
    !matches!(value, Value::Array(_) | Value::Object(_))
}

fn join(items: &[Value]) -> String {
    let mut out = String::new();
    for text in items.iter().map(text_of).filter(|text| !text.is_empty()) {
        if !out.is_empty() {
            out.push(VALUE_SEPARATOR);
        }
        out.push_str(&text);
    }
    out
}

/// Without an exponent, as people write numbers.
fn number_text(number: &serde_json::Number) -> String {
    match number.as_f64() {
        Some(float) if number.is_f64() => format!("{float}"),
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_become_cells() {
        let check = |json: &str, expect: &[(&str, &str)]| {
            let Value::Object(map) = serde_json::from_str(json).expect("JSON") else {
                panic!("an object");
            };
            let members: Vec<(String, Value)> = map.into_iter().collect();
            let mut cells: Vec<(String, String)> = Vec::new();
            each(&members, &mut |name, value| {
                cells.push((name.into(), value.replace(VALUE_SEPARATOR, "|")));
            });
            let cells: Vec<(&str, &str)> = cells
                .iter()
                .map(|(name, value)| (name.as_str(), value.as_str()))
                .collect();
            assert_eq!(cells, expect, "{json}");
        };
        check(r#"{"id":"1","mail":null}"#, &[("id", "1"), ("mail", "")]);
        check(
            r#"{"businessPhones":["+1","+2"],"otherMails":[]}"#,
            &[("businessPhones", "+1|+2"), ("otherMails", "")],
        );
        check(
            r##"{"manager":{"@odata.type":"#microsoft.graph.user","id":"9","userPrincipalName":"m@x.test"}}"##,
            &[
                ("manager.id", "9"),
                ("manager.userPrincipalName", "m@x.test"),
            ],
        );
        check(
            r#"{"manager":"9","manager@odata.type":"x"}"#,
            &[("manager", "9")],
        );
        check(
            r#"{"onPremisesExtensionAttributes":{"extensionAttribute2":"b"}}"#,
            &[("onPremisesExtensionAttributes.extensionAttribute2", "b")],
        );
        check(
            r#"{"AdditionalProperties":{"extension_0a_costCode":"C1"}}"#,
            &[("extension_0a_costCode", "C1")],
        );
        check(
            r##"{"@odata.type":"#microsoft.graph.user","id":"1"}"##,
            &[("id", "1")],
        );
        check(
            r##"{"@odata.type":"#microsoft.graph.group"}"##,
            &[("@odata.type", "#microsoft.graph.group")],
        );
        check(
            r#"{"passwordProfile":{"forceChange":true}}"#,
            &[("passwordProfile", r#"{"forceChange":true}"#)],
        );
        check(
            r#"{"a":true,"b":12,"c":1e21}"#,
            &[("a", "true"), ("b", "12"), ("c", "1000000000000000000000")],
        );
    }
}
