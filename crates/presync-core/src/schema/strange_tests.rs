//! A schema that holds much of what nobody documents, patched; and what is to be done in the portal.

use serde_json::{Value, json};

use super::{NewAttribute, PortalEdits, RowEdit, Schema, draft, tests::fixture};
use crate::{
    catalogue::INTERACT_USER,
    mapping::{AttributeMapping, Behavior, MappingSource},
};

/// A schema of two rules that map users, in an order of its own, with groups off, numbers for words and
/// properties that nobody documents.
const STRANGE: &str = include_str!("testdata/strange.json");

fn strange() -> Schema {
    Schema::parse(serde_json::from_str(STRANGE).unwrap()).unwrap()
}

/// Lines of the pretty document that are not in the other: `-` gone, `+` new.
fn changed_lines(before: &Value, after: &Value) -> Vec<String> {
    let lines = |value: &Value| -> Vec<String> {
        let text = serde_json::to_string_pretty(value).unwrap();
        text.lines()
            .map(|line| line.trim().trim_end_matches(',').to_owned())
            .collect()
    };
    let (mut before, mut after) = (lines(before), lines(after));
    while !before.is_empty() && before.first() == after.first() {
        before.remove(0);
        after.remove(0);
    }
    while !before.is_empty() && before.last() == after.last() {
        before.pop();
        after.pop();
    }
    let minus = before.iter().map(|line| format!("- {line}"));
    minus
        .chain(after.iter().map(|line| format!("+ {line}")))
        .collect()
}

#[test]
fn what_nobody_documents_stays_byte_for_byte() {
    let schema = strange();
    let (mapping, _) = schema.mapping();
    let document: Value = serde_json::from_str(STRANGE).unwrap();
    assert_eq!(schema.patched(&mapping).to_string(), document.to_string());
    let mut backwards = mapping.clone();
    backwards.users.rows.reverse();
    assert_eq!(
        schema.patched(&backwards).to_string(),
        document.to_string(),
        "rows stay where they stand"
    );
}

#[test]
fn a_changed_row_changes_its_own_lines_and_no_others() {
    #[track_caller]
    fn check(edit: impl Fn(&mut AttributeMapping), target: &str, expect: &[&str]) {
        let schema = strange();
        let (mut mapping, _) = schema.mapping();
        let rows = &mut mapping.users.rows;
        edit(rows.iter_mut().find(|row| row.target == target).unwrap());
        let document: Value = serde_json::from_str(STRANGE).unwrap();
        assert_eq!(changed_lines(&document, &schema.patched(&mapping)), expect);
    }
    check(
        |row| row.source = MappingSource::Direct("mail".to_owned()),
        "userName",
        &[
            "- \"expression\": \"[userPrincipalName]\"",
            "- \"@odata.type\": \"#microsoft.graph.attributeMappingSource\"",
            "- \"type\": 0",
            "- \"xUnknown\": true",
            "- \"parameters\": []",
            "- \"name\": \"userPrincipalName\"",
            "+ \"expression\": \"[mail]\"",
            "+ \"@odata.type\": \"#microsoft.graph.attributeMappingSource\"",
            "+ \"type\": \"Attribute\"",
            "+ \"xUnknown\": true",
            "+ \"parameters\": []",
            "+ \"name\": \"mail\"",
        ],
    );
    check(
        |row| row.behavior = Behavior::Always,
        "userName",
        &["+ \"flowBehavior\": \"FlowAlways\""],
    );
    check(
        |row| row.precedence = Some(2),
        "userName",
        &["- \"matchingPriority\": \"1\"", "+ \"matchingPriority\": 2"],
    );
    check(
        |row| row.default = Some("Unassigned".to_owned()),
        "timezone",
        &[
            "- \"DefaultValue\": \"\"",
            "+ \"DefaultValue\": \"Unassigned\"",
        ],
    );
    check(
        |row| row.precedence = None,
        "userName",
        &["- \"matchingPriority\": \"1\"", "+ \"matchingPriority\": 0"],
    );
}

#[test]
fn nested_functions_are_written_whole() {
    let text = r#"Coalesce([preferredName], Join(" ", Trim([givenName]), [surname]))"#;
    let mut mapping = strange().mapping().0;
    let row = AttributeMapping::new(
        &format!(" {INTERACT_USER}:nickname "),
        MappingSource::Expression(text.to_owned()),
    );
    mapping.users.rows.push(row);
    let patched = strange().patched(&mapping);
    let rows =
        patched["synchronizationRules"][1]["objectMappings"][1]["attributeMappings"].as_array();
    let row = rows.unwrap().last().unwrap();
    assert_eq!(
        row["targetAttributeName"],
        format!("{INTERACT_USER}:nickname"),
        "no blanks"
    );
    let leaf = |kind: &str, name: &str, expression: &str| json!({ "expression": expression, "name": name, "parameters": [], "type": kind });
    let function = |name: &str, expression: &str, parameters: Value| json!({ "expression": expression, "name": name, "parameters": parameters, "type": "Function" });
    let trim = function(
        "Trim",
        "Trim([givenName])",
        json!([{ "key": "source", "value": leaf("Attribute", "givenName", "[givenName]") }]),
    );
    let join = function(
        "Join",
        r#"Join(" ", Trim([givenName]), [surname])"#,
        json!([
            { "key": "separator", "value": leaf("Constant", " ", "\" \"") },
            { "key": "source", "value": trim },
            { "key": "source", "value": leaf("Attribute", "surname", "[surname]") },
        ]),
    );
    let keys: Vec<&Value> = row["source"]["parameters"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["value"])
        .collect();
    assert_eq!(
        keys,
        [
            &leaf("Attribute", "preferredName", "[preferredName]"),
            &join
        ]
    );
    assert_eq!(row["source"]["expression"], text);
    let targets = patched["directories"][0]["objects"][0]["attributes"]
        .as_array()
        .unwrap();
    assert_eq!(
        targets.last().unwrap()["name"],
        format!("{INTERACT_USER}:nickname")
    );
}

#[test]
fn what_is_to_be_done_in_the_portal_is_said_row_by_row() {
    let (mut mapping, _) = fixture().mapping();
    mapping.users.rows.retain(|row| row.target != "displayName");
    mapping.users.rows[0].default = Some("x".to_owned());
    mapping.users.rows.push(AttributeMapping::new(
        &format!("{INTERACT_USER}:location"),
        MappingSource::Direct("city".to_owned()),
    ));
    let edits = PortalEdits::to(&mapping, Some(&fixture()));
    assert!(edits.of_own_schema);
    assert_eq!(edits.users.removed, ["displayName"]);
    assert_eq!(edits.users.rows[0], RowEdit::Change);
    assert_eq!(edits.users.rows[1], RowEdit::Keep);
    assert_eq!(edits.users.rows.last(), Some(&RowEdit::Add));
    let location = NewAttribute {
        name: format!("{INTERACT_USER}:location"),
        value_type: "String".to_owned(),
        required: true,
        multi_valued: false,
    };
    assert_eq!(edits.new_attributes, std::slice::from_ref(&location));

    let drafted = Schema::parse(draft(&mapping)).unwrap();
    for schema in [None, Some(&drafted)] {
        let edits = PortalEdits::to(&mapping, schema);
        assert!(!edits.of_own_schema);
        assert!(edits.new_attributes.contains(&location));
        assert_eq!(edits.users.removed.len(), 10, "{:?}", edits.users.removed);
    }
}
