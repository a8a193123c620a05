//! What a plan was made from, as the comparison takes it.

use std::collections::BTreeMap;

use presync_core::comparison::{Head, InputOf, RowOf, filter_words};
use serde_json::Value;

use super::document::{Clause, Document, ObjectMapping};

/// Settings of how the package was written, which decide nothing of what the plan says.
const OF_WRITING: [&str; 3] = ["package", "csv_profile", "csv_neutralised_by"];
/// Members of a mapping row that say why, not what.
const REASONS: [&str; 2] = ["reason", "evidence"];
const TARGET: &str = "target_attribute";

pub(super) fn of(document: &Document) -> Head {
    let inputs = document.inputs.iter().map(|input| InputOf {
        side: input.side.clone().unwrap_or_default(),
        role: input.role.clone(),
        file: input.file.clone(),
        sha256: input.sha256.clone(),
    });
    let assumptions = document.assumptions.iter();
    Head {
        title: document.meta.title.clone(),
        made_at: document.meta.now.clone(),
        badge: document.verdict.badge.clone(),
        plan_line: document.verdict.plan_line.clone(),
        inputs: inputs.collect(),
        settings: settings(document),
        assumptions: assumptions
            .map(|used| (used.name.clone(), used.users))
            .collect(),
        mapping: rows(document),
    }
}

fn objects(document: &Document) -> impl Iterator<Item = (&'static str, &ObjectMapping)> {
    let object = |name| Some((name, document.mapping.get(name)?.as_ref()?));
    ["users", "groups"].into_iter().filter_map(object)
}

fn settings(document: &Document) -> BTreeMap<String, String> {
    let stated = document.settings.iter();
    let stated = stated.filter(|(name, _)| !OF_WRITING.contains(&name.as_str()));
    let mut settings: BTreeMap<String, String> = stated
        .filter_map(|(name, value)| Some((name.clone(), text(value)?)))
        .collect();
    for (name, object) in objects(document) {
        for (action, is_on) in &object.actions {
            settings.insert(format!("{name}.{action}"), is_on.to_string());
        }
        settings.insert(format!("{name}.scope"), filter_words(words(&object.scope)));
        if !object.input_scope.is_empty() {
            let input = filter_words(words(&object.input_scope));
            settings.insert(format!("{name}.input_scope"), input);
        }
    }
    settings
}

fn words(
    groups: &[Vec<Clause>],
) -> impl Iterator<Item = impl Iterator<Item = (&str, &str, &[String])>> {
    groups.iter().map(|group| {
        let clauses = group.iter();
        clauses.map(|clause| (&*clause.attribute, &*clause.operator, &*clause.values))
    })
}

fn rows(document: &Document) -> Vec<RowOf> {
    let rows =
        objects(document).flat_map(|(name, object)| object.rows.iter().map(move |row| (name, row)));
    rows.map(|(object, row)| RowOf {
        object: object.to_owned(),
        target: row.get(TARGET).and_then(text).unwrap_or_default(),
        properties: row
            .iter()
            .filter(|(name, _)| *name != TARGET && !REASONS.contains(&name.as_str()))
            .filter_map(|(name, value)| Some((name.clone(), text(value)?)))
            .collect(),
    })
    .collect()
}

/// A value as text; none for null, which is the same as being absent.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}
