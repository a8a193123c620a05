//! Writes a mapping's rows into a schema: a row that says the same already stays byte for byte.
//!
//! Only what differs in meaning is written, so that the customer sees a small difference.

use serde_json::{Value, json};

use super::{
    attributes,
    locate::{self, Place},
    property, read, source,
};
use crate::mapping::{
    AttributeMapping, Behavior, MappingSource, ObjectActions, ObjectMapping, ScopeClause,
    ScopeFilter,
};

/// Replaces the rows of one object mapping, and its actions and scope where they differ. References
/// among its attributes point at the objects that `users` maps.
pub(super) fn object(document: &mut Value, place: &Place, users: &Place, mapping: &ObjectMapping) {
    let Some(object) = locate::object_mapping_mut(document, place) else {
        return;
    };
    let known = property::items(object, "attributeMappings");
    let fresh = fresh(known, mapping);
    let rows = rows(known, mapping);
    if rows != known {
        property::set(object, "attributeMappings", Value::Array(rows));
    }
    if read::actions(object) != mapping.actions {
        property::set(object, "flowTypes", flow_types(object, mapping.actions));
    }
    if read::scope(object, &mut Vec::new()) != mapping.scope {
        set_scope(object, &mapping.scope);
    }
    attributes::add_missing(document, place, users, &fresh);
}

/// The rows that the document does not hold, or holds otherwise. What the others use is the customer's, and
/// works as it is.
pub(super) fn fresh<'m>(
    originals: &[Value],
    mapping: &'m ObjectMapping,
) -> Vec<&'m AttributeMapping> {
    let is_fresh = |row: &&AttributeMapping| {
        let same = |original: &Value| {
            target_of(original) == Some(row.target.as_str())
                && changed_row(original, row) == *original
        };
        !originals.iter().any(same)
    };
    mapping.rows.iter().filter(is_fresh).collect()
}

/// The document's rows where they stand, those that are new at the end in our order; rows without a
/// target, which are not ours to judge, stay.
fn rows(originals: &[Value], mapping: &ObjectMapping) -> Vec<Value> {
    let mut places: Vec<Option<usize>> = Vec::with_capacity(mapping.rows.len());
    for row in &mapping.rows {
        let found = originals.iter().enumerate().position(|(at, original)| {
            !places.contains(&Some(at)) && target_of(original) == Some(row.target.as_str())
        });
        places.push(found);
    }
    let kept = originals.iter().enumerate().filter_map(|(at, original)| {
        let ours = places.iter().position(|place| *place == Some(at));
        let is_untargeted = target_of(original).is_none_or(str::is_empty);
        match ours {
            Some(ours) => Some(changed_row(original, &mapping.rows[ours])),
            None => is_untargeted.then(|| original.clone()),
        }
    });
    let ours = mapping.rows.iter().zip(&places);
    let new = ours.filter(|(_, place)| place.is_none());
    kept.chain(new.map(|(row, _)| new_row(row))).collect()
}

fn target_of(row: &Value) -> Option<&str> {
    property::text(row, "targetAttributeName")
}

fn changed_row(original: &Value, row: &AttributeMapping) -> Value {
    let mut changed = original.clone();
    let Some(before) = read::row(original, &mut Vec::new()) else {
        return new_row(row);
    };
    if before.source != row.source {
        set_source(&mut changed, &row.source);
    }
    if before.default != row.default {
        property::set(&mut changed, "defaultValue", json!(row.default));
    }
    if before.apply != row.apply {
        property::set(&mut changed, "flowType", json!(row.apply.flow_type()));
    }
    if before.behavior != row.behavior {
        property::set(&mut changed, "flowBehavior", json!(behavior(row.behavior)));
    }
    if before.precedence != row.precedence {
        property::set(
            &mut changed,
            "matchingPriority",
            json!(row.precedence.unwrap_or(0)),
        );
    }
    changed
}

/// Writes over what the document says of a source, and keeps what else stands there.
fn set_source(row: &mut Value, source: &MappingSource) {
    let written = source::write(source);
    match (property::get_mut(row, "source"), &written) {
        (Some(known @ Value::Object(_)), Value::Object(members)) => {
            for (name, value) in members {
                property::set(known, name, value.clone());
            }
        }
        _ => property::set(row, "source", written),
    }
}

/// Names hold no blanks around them: Entra would take them for other names.
fn new_row(row: &AttributeMapping) -> Value {
    json!({
        "defaultValue": row.default,
        "exportMissingReferences": false,
        "flowBehavior": behavior(row.behavior),
        "flowType": row.apply.flow_type(),
        "matchingPriority": row.precedence.unwrap_or(0),
        "source": source::write(&row.source),
        "targetAttributeName": row.target.trim(),
    })
}

fn behavior(behavior: Behavior) -> &'static str {
    match behavior {
        Behavior::WhenChanged => "FlowWhenChanged",
        Behavior::Always => "FlowAlways",
    }
}

/// The actions as a set of names, or of bits where the document uses bits.
fn flow_types(object: &Value, actions: ObjectActions) -> Value {
    let on = [
        ("Add", 1u64, actions.create),
        ("Update", 2, actions.update),
        ("Delete", 4, actions.delete),
    ];
    let on = on.into_iter().filter(|(_, _, is_on)| *is_on);
    if property::get(object, "flowTypes").is_some_and(Value::is_u64) {
        return json!(on.map(|(_, bit, _)| bit).sum::<u64>());
    }
    json!(on.map(|(name, _, _)| name).collect::<Vec<_>>().join(", "))
}

fn set_scope(object: &mut Value, scope: &ScopeFilter) {
    let [groups, input] = [&scope.groups, &scope.input].map(|set| filter_groups(set));
    match property::get_mut(object, "scope") {
        Some(known) if known.is_object() => {
            property::set(known, "groups", groups);
            if property::items(known, "inputFilterGroups").len() + scope.input.len() > 0 {
                property::set(known, "inputFilterGroups", input);
            }
        }
        _ => property::set(
            object,
            "scope",
            json!({ "categoryFilterGroups": [], "groups": groups, "inputFilterGroups": input }),
        ),
    }
}

fn filter_groups(set: &[Vec<ScopeClause>]) -> Value {
    let groups = set
        .iter()
        .enumerate()
        .map(|(at, clauses)| {
            let clauses: Vec<Value> = clauses
                .iter()
                .map(|clause| {
                    json!({
                        "operatorName": clause.operator,
                        "sourceOperandName": clause.attribute,
                        "targetOperand": { "values": clause.values },
                    })
                })
                .collect();
            json!({ "name": format!("Filter {}", at + 1), "clauses": clauses })
        })
        .collect();
    Value::Array(groups)
}
