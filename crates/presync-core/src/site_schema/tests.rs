//! Documents in, schemas and oddities out, one line each.

use serde_json::{Value, json};

use super::*;

const EXTENSION: &str = "urn:ietf:params:scim:schemas:extension:interactsoftware:2.0:User";

fn shown(attribute: &SiteAttribute, out: &mut Vec<String>) {
    let mut line = format!("{} {}", attribute.path, word(attribute.value_type));
    for (flag, name) in [
        (attribute.multi_valued, " multi"),
        (attribute.required, " required"),
        (attribute.case_exact, " exact"),
    ] {
        if flag {
            line.push_str(name);
        }
    }
    if attribute.mutability != Mutability::ReadWrite {
        line.push(' ');
        line.push_str(&word(attribute.mutability));
    }
    if !attribute.canonical_values.is_empty() {
        line.push_str(&format!(" {:?}", attribute.canonical_values));
    }
    out.push(line);
    for part in &attribute.sub_attributes {
        shown(part, out);
    }
}

/// A word of an enumeration as JSON spells it.
fn word(value: impl Serialize) -> String {
    let value = serde_json::to_value(value).expect("a word");
    value.as_str().expect("a word").to_owned()
}

fn check(document: &Value, expect: &[&str]) {
    let mut lines = Vec::new();
    match SiteSchema::parse(document) {
        Err(NotASiteSchema) => lines.push("no schema".to_owned()),
        Ok(site) => {
            for attribute in site.schemas.iter().flat_map(|schema| &schema.attributes) {
                shown(attribute, &mut lines);
            }
            for diagnostic in &site.diagnostics {
                let column = diagnostic.column.as_deref().unwrap_or("-");
                lines.push(format!(
                    "{} {} {column}",
                    diagnostic.severity.as_str(),
                    diagnostic.code
                ));
            }
        }
    }
    assert_eq!(lines, expect);
}

fn core() -> Value {
    json!({"id": "urn:ietf:params:scim:schemas:core:2.0:User", "name": "User", "attributes": [
        {"name": "userName", "type": "string", "required": true, "uniqueness": "server"},
        {"name": "name", "type": "complex", "subAttributes": [
            {"name": "givenName", "type": "string", "required": true}]},
        {"name": "emails", "type": "complex", "multiValued": true, "subAttributes": [
            {"name": "value", "type": "string"},
            {"name": "type", "type": "string", "canonicalValues": ["work", "home", "mobile"]}]},
        {"name": "id", "type": "string", "caseExact": true, "mutability": "readOnly"}]})
}

fn extension(attributes: &Value) -> Value {
    json!({"id": EXTENSION, "name": "InteractUser", "attributes": attributes})
}

const CORE: [&str; 7] = [
    "userName string required",
    "name complex",
    "name.givenName string required",
    "emails complex multi",
    "emails.value string",
    "emails.type string [\"work\", \"home\", \"mobile\"]",
    "id string exact readOnly",
];

#[test]
fn every_envelope_gives_the_same_schemas() {
    check(&core(), &CORE);
    check(&json!([core()]), &CORE);
    check(
        &json!({"schemas": ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
            "totalResults": 1, "Resources": [core()]}),
        &CORE,
    );
}

#[test]
fn extensions_carry_their_urn() {
    check(
        &extension(&json!([
            {"name": "loginType", "canonicalValues": ["SAML", "Local Login"]},
            {"name": "name", "type": "complex", "subAttributes": [{"name": "title"}]}])),
        &[
            &format!("{EXTENSION}:loginType string [\"SAML\", \"Local Login\"]"),
            &format!("{EXTENSION}:name complex"),
            &format!("{EXTENSION}:name.title string"),
        ],
    );
}

#[test]
fn what_is_odd_is_said_and_read_past() {
    check(
        &extension(&json!([
            {"name": "First aider?", "type": "string"},
            {"name": "Shoe size", "type": "number", "required": "True"},
            {"name": "shoe SIZE", "type": "string"},
            {"type": "string"},
            {"name": "colour", "mutability": "sometimes", "multiValued": 1, "canonicalValues": ["red", {}]},
            {"name": "box", "type": "complex"}])),
        &[
            &format!("{EXTENSION}:First aider? string"),
            &format!("{EXTENSION}:Shoe size string required"),
            &format!("{EXTENSION}:colour string [\"red\"]"),
            &format!("{EXTENSION}:box complex"),
            &format!("blocker FIELD_NAME_QUESTION_MARK {EXTENSION}:First aider?"),
            &format!("warning FIELD_NAME_UNUSUAL {EXTENSION}:Shoe size"),
            &format!("warning SCHEMA_VALUE_UNKNOWN {EXTENSION}:Shoe size"),
            &format!("warning SCHEMA_ATTRIBUTE_TWICE {EXTENSION}:shoe SIZE"),
            &format!("warning SCHEMA_ATTRIBUTE_NAMELESS {EXTENSION}"),
            &format!("warning SCHEMA_VALUE_UNKNOWN {EXTENSION}:colour"),
            &format!("warning SCHEMA_VALUE_UNKNOWN {EXTENSION}:colour"),
            &format!("warning SCHEMA_VALUE_UNKNOWN {EXTENSION}:colour"),
            &format!("warning SCHEMA_COMPLEX_EMPTY {EXTENSION}:box"),
        ],
    );
}

#[test]
fn answers_that_are_not_whole_say_so() {
    let empty = json!({"id": "urn:x:User", "attributes": []});
    check(
        &json!({"totalResults": 4, "Resources": [empty, empty, {"id": "urn:y"}]}),
        &[
            "warning SCHEMA_TWICE urn:x:User",
            "warning SCHEMA_NOT_READ -",
            "warning SCHEMA_MORE_PAGES -",
        ],
    );
}

#[test]
fn other_documents_are_none() {
    for document in [
        json!(null),
        json!([]),
        json!({"Resources": []}),
        json!({"attributes": []}),
        json!([{"id": "1", "userName": "ada"}]),
        json!({"synchronizationRules": []}),
    ] {
        check(&document, &["no schema"]);
    }
}

#[test]
fn targets_of_a_mapping_are_found() {
    let site = SiteSchema::parse(&json!([
        core(),
        extension(&json!([{"name": "location"}, {"name": "employee_id"}, {"name": "jobStartDate"}])),
        {"id": "urn:ietf:params:scim:schemas:core:2.0:Group", "attributes": [{"name": "displayName"}]}
    ]))
    .expect("schemas");
    let check = |target: &str, expect: Option<&str>| {
        let found = site.find(target).map(|attribute| attribute.path.as_str());
        assert_eq!(found, expect, "{target}");
    };
    let location = format!("{EXTENSION}:location");
    check("username", Some("userName"));
    check(
        "urn:ietf:params:scim:schemas:core:2.0:User:name.givenName",
        Some("name.givenName"),
    );
    check("emails[type eq \"work\"].value", Some("emails.value"));
    check(&location, Some(&location));
    check("displayName", None);
    check("location", None);
    let custom: Vec<&str> = site.custom_fields().map(|a| a.path.as_str()).collect();
    assert_eq!(custom, [format!("{EXTENSION}:employee_id")]);
}
