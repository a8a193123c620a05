//! An object mapping of a schema → rows, actions and scope, with a note for what has no equal here.
//!
//! Tolerant: enumerations by name in any letter case or by number, absent properties as Graph's
//! documented defaults. Never drops a row without saying so.

use serde_json::Value;

use super::{property, source};
use crate::{
    Cases, Diagnostic, Severity,
    mapping::{
        Apply, AttributeMapping, Behavior, MappingSource, ObjectActions, ObjectMapping,
        ScopeClause, ScopeFilter,
    },
};

/// Graph's `attributeFlowBehavior`, by number.
const BEHAVIORS: [&str; 2] = ["FlowWhenChanged", "FlowAlways"];

/// Reads one object mapping.
pub(super) fn object(value: &Value, notes: &mut Vec<Diagnostic>) -> ObjectMapping {
    let rows = property::items(value, "attributeMappings");
    let mut mapping = ObjectMapping {
        actions: actions(value),
        rows: Vec::with_capacity(rows.len()),
        scope: scope(value, notes),
    };
    for row in rows {
        if let Some(row) = self::row(row, notes) {
            mapping.rows.push(row);
        }
    }
    mapping
}

/// Reads one attribute mapping; none when it names no target.
pub(super) fn row(value: &Value, notes: &mut Vec<Diagnostic>) -> Option<AttributeMapping> {
    let Some(target) = property::text(value, "targetAttributeName").filter(|name| !name.is_empty())
    else {
        notes.push(note(
            "SCHEMA_ROW_WITHOUT_TARGET",
            None,
            "An attribute mapping of this schema names no target attribute and is left out.",
            "Delete the row in the portal, or give it a target.",
        ));
        return None;
    };
    let mut row = AttributeMapping::new(target, read_source(value, target, notes));
    row.default = default(value);
    row.apply = apply(value, target, notes);
    row.behavior = behavior(value);
    row.precedence = precedence(value);
    Some(row)
}

/// An observation about a schema, with the target attribute it concerns.
pub(super) fn note(code: &str, target: Option<&str>, message: &str, hint: &str) -> Diagnostic {
    Diagnostic {
        code: code.to_owned(),
        severity: Severity::Warning,
        file: String::new(),
        sheet: None,
        row: None,
        column: target.map(str::to_owned),
        message: message.to_owned(),
        hint: hint.to_owned(),
        cases: Cases::default(),
    }
}

/// The actions of an object mapping: all of them unless it says otherwise; a number is a set of bits
/// (1 Add, 2 Update, 4 Delete).
pub(super) fn actions(value: &Value) -> ObjectActions {
    let Some(flow_types) = property::get(value, "flowTypes") else {
        return ObjectActions::default();
    };
    if let Some(bits) = flow_types.as_u64() {
        return ObjectActions {
            create: bits & 1 != 0,
            update: bits & 2 != 0,
            delete: bits & 4 != 0,
        };
    }
    let words = flow_types.as_str().unwrap_or_default().to_lowercase();
    let has = |word: &str| words.split(',').any(|part| part.trim() == word);
    ObjectActions {
        create: has("add"),
        update: has("update"),
        delete: has("delete"),
    }
}

/// The scoping filter of an object mapping, with its experimental input filter; what the experimental
/// categories do is not documented.
pub(super) fn scope(value: &Value, notes: &mut Vec<Diagnostic>) -> ScopeFilter {
    let Some(scope) = property::get(value, "scope") else {
        return ScopeFilter::default();
    };
    if !property::items(scope, "categoryFilterGroups").is_empty() {
        notes.push(note(
            "SCHEMA_SCOPE_SET",
            None,
            "The scope of this schema has categoryFilterGroups, whose effect is not documented; they are not computed.",
            "Compare the number of people in scope with the portal's.",
        ));
    }
    let set = |name| -> Vec<Vec<ScopeClause>> {
        property::items(scope, name)
            .iter()
            .map(scope_group)
            .collect()
    };
    ScopeFilter {
        groups: set("groups"),
        input: set("inputFilterGroups"),
    }
}

fn scope_group(group: &Value) -> Vec<ScopeClause> {
    property::items(group, "clauses")
        .iter()
        .map(|clause| ScopeClause {
            attribute: owned(property::text(clause, "sourceOperandName")),
            operator: owned(property::text(clause, "operatorName")),
            values: property::get(clause, "targetOperand")
                .map(|operand| property::items(operand, "values"))
                .unwrap_or_default()
                .iter()
                .filter_map(scalar)
                .collect(),
        })
        .collect()
}

fn read_source(value: &Value, target: &str, notes: &mut Vec<Diagnostic>) -> MappingSource {
    let Some(source) = property::get(value, "source") else {
        return MappingSource::None;
    };
    source::read(source).unwrap_or_else(|| {
        notes.push(note(
            "SCHEMA_SOURCE_UNREADABLE",
            Some(target),
            &format!("The source of {target} has neither a name nor an expression; the row is read as one without a source."),
            "Open the row in the portal and save it again.",
        ));
        MappingSource::None
    })
}

fn apply(value: &Value, target: &str, notes: &mut Vec<Diagnostic>) -> Apply {
    let Some(flow_type) = property::get(value, "flowType") else {
        return Apply::Always;
    };
    let names = Apply::ALL.map(Apply::flow_type);
    let known = property::member(flow_type, &names);
    let known = Apply::ALL
        .into_iter()
        .find(|apply| Some(apply.flow_type()) == known);
    known.unwrap_or_else(|| {
        notes.push(note(
            "SCHEMA_FLOW_TYPE",
            Some(target),
            &format!("The row of {target} has the flow type {flow_type}, which is computed as Always: more changes may be shown than would be made."),
            "Choose Always or Only during object creation in the portal.",
        ));
        Apply::Always
    })
}

fn behavior(value: &Value) -> Behavior {
    let said = property::get(value, "flowBehavior");
    match said.and_then(|said| property::member(said, &BEHAVIORS)) {
        Some("FlowAlways") => Behavior::Always,
        _ => Behavior::WhenChanged,
    }
}

fn precedence(value: &Value) -> Option<u32> {
    let priority = property::get(value, "matchingPriority")?;
    let number = priority
        .as_u64()
        .or_else(|| priority.as_str()?.trim().parse().ok())?;
    u32::try_from(number).ok().filter(|number| *number > 0)
}

/// What stands as *default value*, of a row or of an attribute; none when it is empty.
pub(super) fn default(value: &Value) -> Option<String> {
    scalar(property::get(value, "defaultValue")?).filter(|text| !text.is_empty())
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(true) => Some("True".to_owned()),
        Value::Bool(false) => Some("False".to_owned()),
        _ => None,
    }
}

fn owned(text: Option<&str>) -> String {
    text.unwrap_or_default().to_owned()
}
