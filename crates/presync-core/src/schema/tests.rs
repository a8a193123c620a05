//! A schema as a tenant gives it, read, patched and drafted. The fixture is invented.

use serde_json::{Value, json};

use super::{Schema, SchemaError, draft, property};
use crate::{
    catalogue::{ENTERPRISE_USER, GROUP_TYPE, INTERACT_USER},
    mapping::{
        Apply, AttributeMapping, Behavior, Mapping, MappingSource, ObjectActions, ObjectMapping,
        ScopeClause,
    },
};

const FIXTURE: &str = include_str!("testdata/customappsso.json");

pub(super) fn fixture() -> Schema {
    Schema::parse(serde_json::from_str(FIXTURE).unwrap()).unwrap()
}

/// One line for each row: target, source, default, when, precedence.
fn lines(object: &ObjectMapping) -> Vec<String> {
    let line = |row: &AttributeMapping| {
        let source = match &row.source {
            MappingSource::Constant(text) => format!("constant {text}"),
            MappingSource::Expression(text) => text.clone(),
            other => other.label(),
        };
        let default = row.default.as_ref().map(|d| format!(" default {d}"));
        let apply = match row.apply {
            Apply::Always => String::new(),
            Apply::OnCreate => " on create".to_owned(),
            other => format!(" {}", other.flow_type()),
        };
        let behavior = (row.behavior == Behavior::Always).then_some(" FlowAlways");
        let key = row.precedence.map(|p| format!(" match {p}"));
        format!(
            "{} <- {source}{}{}{}",
            row.target,
            default.unwrap_or_default(),
            apply + behavior.unwrap_or_default(),
            key.unwrap_or_default()
        )
    };
    object.rows.iter().map(line).collect()
}

/// A schema of one users object mapping.
fn small(object: &Value) -> Value {
    let mut object = object.clone();
    property::set(&mut object, "sourceObjectName", json!("User"));
    json!({ "synchronizationRules": [{ "objectMappings": [object] }] })
}

#[test]
fn reads_every_row_of_users_and_groups() {
    let (mapping, notes) = fixture().mapping();
    let expected = [
        "userName <- direct:userPrincipalName match 1",
        r#"active <- Switch([IsSoftDeleted], , "False", "True", "True", "False")"#,
        "displayName <- direct:displayName",
        "title <- direct:jobTitle",
        r#"emails[type eq "work"].value <- direct:mail"#,
        "preferredLanguage <- direct:preferredLanguage on create",
        "name.givenName <- direct:givenName",
        "name.familyName <- direct:surname",
        r#"name.formatted <- Join(" ", [givenName], [surname])"#,
        r#"phoneNumbers[type eq "work"].value <- direct:telephoneNumber AttributeAddOnly"#,
        "externalId <- direct:mailNickname",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department <- direct:department default Unassigned",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager <- direct:manager",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:organization <- constant Fabrikam",
        "urn:ietf:params:scim:schemas:extension:interactsoftware:2.0:User:costCode <- none default none",
    ];
    assert_eq!(lines(&mapping.users), expected);
    assert_eq!(mapping.users.actions, ObjectActions::default());
    let clause = |attribute: &str, operator: &str, values: &[&str]| ScopeClause {
        attribute: attribute.to_owned(),
        operator: operator.to_owned(),
        values: values.iter().map(|v| (*v).to_owned()).collect(),
    };
    let staff = vec![
        clause("department", "EQUALS", &["Sales"]),
        clause("mail", "IS NOT NULL", &[]),
    ];
    assert_eq!(mapping.users.scope.groups, [staff]);
    let expected = [
        "displayName <- direct:displayName match 1",
        "externalId <- direct:objectId",
        "members <- direct:members",
    ];
    assert_eq!(lines(&mapping.groups.unwrap()), expected);
    assert!(notes.is_empty(), "{notes:?}");
}

#[test]
fn the_same_mapping_patches_to_the_same_bytes() {
    let schema = fixture();
    let document: Value = serde_json::from_str(FIXTURE).unwrap();
    let patched = schema.patched(&schema.mapping().0);
    assert_eq!(patched.to_string(), document.to_string());
}

#[test]
fn only_what_differs_is_written() {
    let schema = fixture();
    let (mut mapping, _) = schema.mapping();
    let users = &mut mapping.users;
    users
        .rows
        .retain(|row| row.target != "displayName" && row.target != "name.formatted");
    for row in &mut users.rows {
        match row.target.rsplit(':').next() {
            Some("externalId") => {
                row.source = MappingSource::Direct("employeeId".to_owned());
                row.precedence = Some(3);
            }
            Some("organization") => {
                row.source = MappingSource::None;
                row.default = Some("Fabrikam".to_owned());
            }
            Some("department") => row.apply = Apply::OnCreate,
            _ => {}
        }
    }
    users.rows.push(AttributeMapping::new(
        &format!("{INTERACT_USER}:location"),
        MappingSource::Expression("Coalesce([city], [state])".to_owned()),
    ));
    users.actions.delete = false;
    mapping.groups.as_mut().unwrap().actions.delete = false;

    let document: Value = serde_json::from_str(FIXTURE).unwrap();
    let changes = differences(&document, &schema.patched(&mapping));
    let users = "synchronizationRules.0.objectMappings.1";
    let ent = format!("{users}.attributeMappings.{ENTERPRISE_USER}");
    let expected = [
        "synchronizationRules.0.objectMappings.0.flowTypes: \"Add, Update\"".to_owned(),
        format!("{users}.flowTypes: 3"),
        format!("{users}.attributeMappings.displayName: gone"),
        format!("{users}.attributeMappings.name.formatted: gone"),
        format!("{users}.attributeMappings.externalId.matchingPriority: 3"),
        format!("{users}.attributeMappings.externalId.source.expression: \"[employeeId]\""),
        format!("{users}.attributeMappings.externalId.source.name: \"employeeId\""),
        format!("{ent}:department.flowType: \"ObjectAddOnly\""),
        format!("{ent}:organization.defaultValue: \"Fabrikam\""),
        format!("{ent}:organization.source: null"),
        format!("{users}.attributeMappings.{INTERACT_USER}:location: new"),
        "directories.0.objects.0.attributes.employeeId: new".to_owned(),
        "directories.0.objects.0.attributes.city: new".to_owned(),
        "directories.0.objects.0.attributes.state: new".to_owned(),
        format!("directories.1.objects.0.attributes.{INTERACT_USER}:location: new"),
    ];
    assert_eq!(changes, expected);
}

#[test]
fn a_function_is_written_as_text_and_tree() {
    let mut mapping = Mapping::default();
    mapping.users.rows.push(AttributeMapping::new(
        &format!("{INTERACT_USER}:location"),
        MappingSource::Expression("Coalesce([city],\"Leeds\")".to_owned()),
    ));
    let patched = fixture().patched(&mapping);
    let row = &patched["synchronizationRules"][0]["objectMappings"][1]["attributeMappings"][0];
    let leaf = |kind: &str, name: &str, expression: &str| json!({ "expression": expression, "name": name, "parameters": [], "type": kind });
    assert_eq!(row["source"]["expression"], "Coalesce([city],\"Leeds\")");
    assert_eq!(row["source"]["name"], "Coalesce");
    assert_eq!(row["source"]["type"], "Function");
    let values: Vec<&Value> = row["source"]["parameters"]
        .as_array()
        .unwrap()
        .iter()
        .map(|parameter| &parameter["value"])
        .collect();
    let expected = [
        &leaf("Attribute", "city", "[city]"),
        &leaf("Constant", "Leeds", "\"Leeds\""),
    ];
    assert_eq!(values, expected);
    let added = patched["directories"][1]["objects"][0]["attributes"]
        .as_array()
        .unwrap()
        .last()
        .unwrap();
    let definition = json!({
        "anchor": false, "caseExact": false, "defaultValue": null, "flowNullValues": false,
        "multivalued": false, "mutability": "ReadWrite", "name": format!("{INTERACT_USER}:location"),
        "required": true, "type": "String", "metadata": [], "referencedObjects": [],
    });
    assert_eq!(added, &definition);
}

#[test]
fn case_exactness_is_the_directorys() {
    let schema = fixture();
    let exact = |target| schema.definition(target).map(|known| known.case_exact);
    assert_eq!(exact("externalId"), Some(true));
    assert_eq!(exact("userName"), Some(false));
    assert_eq!(exact("timezone"), None);
}

#[test]
fn odd_spellings_are_read() {
    #[track_caller]
    fn check(row: &Value, expected: &str, notes: &[&str]) {
        let schema = Schema::parse(small(&json!({ "attributeMappings": [row] }))).unwrap();
        let (mapping, found) = schema.mapping();
        assert_eq!(lines(&mapping.users), [expected]);
        let codes: Vec<_> = found.iter().map(|note| note.code.as_str()).collect();
        assert_eq!(codes, notes);
    }
    check(
        &json!({ "source": { "name": "mail", "type": "Attribute" }, "targetAttributeName": "a" }),
        "a <- direct:mail",
        &[],
    );
    check(
        &json!({ "source": { "name": "mail" }, "targetAttributeName": "a" }),
        "a <- direct:mail",
        &[],
    );
    check(
        &json!({ "TargetAttributeName": "a", "Source": { "Type": "constant", "Name": "x" }, "FlowType": 1, "MatchingPriority": 2 }),
        "a <- constant x on create match 2",
        &[],
    );
    check(
        &json!({ "targetAttributeName": "a", "source": { "type": 1, "expression": "\"say \\\"x\\\"\"" } }),
        "a <- constant say \"x\"",
        &[],
    );
    check(
        &json!({ "targetAttributeName": "a", "source": { "type": "attribute", "expression": "[mail]" }, "flowType": "always" }),
        "a <- direct:mail",
        &[],
    );
    check(
        &json!({ "targetAttributeName": "a", "source": { "type": "Function", "name": "Join", "parameters": [
            { "key": "separator", "value": { "type": "Constant", "name": "-" } },
            { "key": "source", "value": { "type": "Attribute", "name": "city" } },
            { "key": "source", "value": { "type": "Attribute", "name": "state" } }] } }),
        r#"a <- Join("-", [city], [state])"#,
        &[],
    );
    check(
        &json!({ "targetAttributeName": "a", "source": null, "defaultValue": "x" }),
        "a <- none default x",
        &[],
    );
    check(
        &json!({ "targetAttributeName": "a", "source": {} }),
        "a <- none",
        &["SCHEMA_SOURCE_UNREADABLE"],
    );
    check(
        &json!({ "targetAttributeName": "a", "source": { "name": "b" }, "flowType": "Sometimes" }),
        "a <- direct:b",
        &["SCHEMA_FLOW_TYPE"],
    );
}

#[test]
fn a_job_saved_whole_says_who_is_in_scope() {
    let check = |beside: Value, expect: Option<bool>| {
        let mut document = json!({ "schema": small(&json!({ "attributeMappings": [] })) });
        for (name, value) in beside.as_object().expect("an object") {
            document[name] = value.clone();
        }
        let schema = Schema::parse(document).expect("a schema");
        assert_eq!(schema.assigned_only(), expect, "{beside}");
    };
    check(json!({}), None);
    check(
        json!({ "synchronizationJobSettings": [{ "name": "SyncAll", "value": "false" }] }),
        Some(true),
    );
    check(
        json!({ "secrets": [{ "key": "syncAll", "value": "True" }] }),
        Some(false),
    );
    check(
        json!({ "secrets": [{ "key": "BaseAddress", "value": "false" }] }),
        None,
    );
}

#[test]
fn what_has_no_equal_is_noted_and_kept() {
    let document = small(&json!({
        "flowTypes": "add,UPDATE",
        "scope": {
            "categoryFilterGroups": [{ "clauses": [] }],
            "inputFilterGroups": [{ "clauses": [{ "sourceOperandName": "city", "operatorName": "IS NOT NULL" }] }],
        },
        "attributeMappings": [{ "note": "no target" }],
    }));
    let schema = Schema::parse(document.clone()).unwrap();
    let (mapping, notes) = schema.mapping();
    let codes: Vec<_> = notes.iter().map(|note| note.code.as_str()).collect();
    assert_eq!(codes, ["SCHEMA_SCOPE_SET", "SCHEMA_ROW_WITHOUT_TARGET"]);
    let expected = ObjectActions {
        create: true,
        update: true,
        delete: false,
    };
    assert_eq!(mapping.users.actions, expected);
    assert_eq!(schema.patched(&mapping), document);
}

#[test]
fn groups_that_are_off_stay_off() {
    let mut document: Value = serde_json::from_str(FIXTURE).unwrap();
    document["synchronizationRules"][0]["objectMappings"][0]["enabled"] = json!(false);
    let schema = Schema::parse(document.clone()).unwrap();
    let (mapping, notes) = schema.mapping();
    assert_eq!(mapping.groups, None);
    assert!(notes.iter().any(|note| note.code == "SCHEMA_GROUPS_OFF"));
    assert_eq!(schema.patched(&mapping), document);
}

#[test]
fn a_job_holds_its_schema() {
    let document =
        json!({ "id": "scim.1", "schema": serde_json::from_str::<Value>(FIXTURE).unwrap() });
    let schema = Schema::parse(document.clone()).unwrap();
    assert_eq!(schema.patched(&schema.mapping().0), document["schema"]);
}

#[test]
fn what_is_no_schema_is_refused() {
    #[track_caller]
    fn check(document: Value, expected: &SchemaError) {
        assert_eq!(&Schema::parse(document).unwrap_err(), expected);
    }
    check(json!([]), &SchemaError::NotASchema);
    check(json!({ "value": [] }), &SchemaError::NotASchema);
    check(
        json!({ "synchronizationRules": {} }),
        &SchemaError::NotASchema,
    );
    check(
        json!({ "synchronizationRules": [] }),
        &SchemaError::NoUserMapping,
    );
    let groups = json!({ "synchronizationRules": [{ "objectMappings": [{ "sourceObjectName": "Group" }] }] });
    check(groups, &SchemaError::NoUserMapping);
}

#[test]
fn a_draft_reads_back_and_is_marked() {
    let (mut mapping, _) = fixture().mapping();
    mapping.users.actions.delete = false;
    mapping
        .groups
        .as_mut()
        .unwrap()
        .rows
        .push(AttributeMapping::new(
            GROUP_TYPE,
            MappingSource::Constant("group".to_owned()),
        ));
    let document = draft(&mapping);
    assert_eq!(document["presync"]["draft"], json!(true));
    assert_eq!(document, draft(&mapping));
    let mut by_graphs_types = document.clone();
    by_graphs_types.as_object_mut().unwrap().remove("presync");
    for document in [&document, &by_graphs_types] {
        assert!(Schema::parse(document.clone()).unwrap().is_draft());
    }
    assert!(!fixture().is_draft());
    let (back, notes) = Schema::parse(document).unwrap().mapping();
    assert_eq!(back, mapping);
    assert!(notes.is_empty(), "{notes:?}");
    mapping.groups = None;
    assert_eq!(Schema::parse(draft(&mapping)).unwrap().mapping().0, mapping);
}

/// Where two documents differ; items of a list go by name where they have one.
fn differences(before: &Value, after: &Value) -> Vec<String> {
    let mut found = Vec::new();
    differ("", before, after, &mut found);
    found
}

fn differ(at: &str, before: &Value, after: &Value, found: &mut Vec<String>) {
    let (old, new) = (parts(before), parts(after));
    if before == after {
        return;
    }
    if old.is_empty() || new.is_empty() {
        found.push(format!("{at}: {after}"));
        return;
    }
    let join = |key: &str| {
        if at.is_empty() {
            key.to_owned()
        } else {
            format!("{at}.{key}")
        }
    };
    for (key, value) in &old {
        match new.iter().find(|(other, _)| other == key) {
            Some((_, other)) => differ(&join(key), value, other, found),
            None => found.push(format!("{}: gone", join(key))),
        }
    }
    let added = new
        .iter()
        .filter(|(key, _)| !old.iter().any(|(other, _)| other == key));
    found.extend(added.map(|(key, _)| format!("{}: new", join(key))));
}

fn parts(value: &Value) -> Vec<(String, &Value)> {
    match value {
        Value::Object(object) => object
            .iter()
            .map(|(key, value)| (key.clone(), value))
            .collect(),
        Value::Array(items) => {
            let name =
                |item: &Value, property: &str| property::text(item, property).map(str::to_owned);
            let is_list_of_names = |item: &Value| {
                item.get("objectMappings").is_none()
                    && item.get("attributeMappings").is_none()
                    && item.get("objects").is_none()
                    && item.get("attributes").is_none()
            };
            items
                .iter()
                .enumerate()
                .map(|(at, item)| {
                    let named = name(item, "targetAttributeName")
                        .or_else(|| name(item, "name").filter(|_| is_list_of_names(item)));
                    (named.unwrap_or_else(|| at.to_string()), item)
                })
                .collect()
        }
        _ => Vec::new(),
    }
}
