//! Names in a budget that nothing in the engagement bears. A limit on a misspelt name limits nothing, so
//! each is said, with the name that was probably meant.

use std::collections::{BTreeMap, BTreeSet};

use super::gauges::{department, folded, rows_of};
use crate::{
    AttributeId, Diagnostic, Severity, Side, catalogue, diagnostic::Cases, engagement::Engagement,
};

/// What is odd about the names of a budget, which was read from a file of this name.
#[must_use]
pub fn check_budget(engagement: &Engagement<'_>, file: &str) -> Vec<Diagnostic> {
    let mut said = attributes(engagement, file);
    said.extend(departments(engagement, file));
    said.extend(protected(engagement, file));
    said
}

fn attributes(engagement: &Engagement<'_>, file: &str) -> Vec<Diagnostic> {
    let keys = engagement.budget.attributes.keys();
    let unknown = keys.filter(|key| {
        rows_of(engagement.mapping, key).is_empty() && catalogue::find(Side::Legacy, key).is_none()
    });
    let rows = &engagement.mapping.users.rows;
    let said = |key: &String| {
        let bare = |target: &str| target.rsplit(':').next().unwrap_or_default().to_owned();
        let names = rows
            .iter()
            .flat_map(|row| [row.target.clone(), bare(&row.target)]);
        let names: Vec<String> = names.collect();
        let near = nearest(key, names.iter().map(String::as_str));
        warning(
            file,
            "attributes",
            format!("The mapping writes no attribute {key}, so this limit limits nothing."),
            near,
            "Spell it as mapping.csv does.",
        )
    };
    unknown.map(said).collect()
}

fn departments(engagement: &Engagement<'_>, file: &str) -> Vec<Diagnostic> {
    let limits = &engagement.budget.departments;
    if limits.is_empty() {
        return Vec::new();
    }
    let Some(column) = department(engagement) else {
        let message =
            "The intranet's export holds no department, so limits by department limit nothing.";
        let hint = "Export it with the departments.";
        return vec![warning(file, "departments", message.to_owned(), None, hint)];
    };
    let known = held(engagement, column);
    let unknown = limits
        .keys()
        .filter(|name| !known.contains_key(&folded(name)));
    let said = |name: &String| {
        warning(
            file,
            "departments",
            format!(
                "Nobody in the intranet is in the department {name}, so this limit limits nothing."
            ),
            nearest(name, known.values().copied()),
            "Spell it as the intranet does.",
        )
    };
    unknown.map(said).collect()
}

/// Names of people stand in no message: the entry is named by its place.
fn protected(engagement: &Engagement<'_>, file: &str) -> Vec<Diagnostic> {
    let names = &engagement.budget.protected;
    if names.is_empty() {
        return Vec::new();
    }
    let Some(column) = engagement.legacy.attribute("userName") else {
        let message = "The intranet's export holds no user names, so nobody is protected.";
        let hint = "Export it with the user names.";
        return vec![warning(file, "protected", message.to_owned(), None, hint)];
    };
    let wanted: BTreeSet<String> = names.iter().map(|name| folded(name)).collect();
    let users = engagement.legacy.users();
    let found: BTreeSet<String> = users
        .map(|user| folded(engagement.legacy.text(user, column)))
        .filter(|name| wanted.contains(name))
        .collect();
    let unknown = (1..)
        .zip(names)
        .filter(|(_, name)| !found.contains(&folded(name)));
    let said = |(place, _): (u32, &String)| {
        let message = format!(
            "Entry {place} of protected is no user name of the intranet, so it protects nobody."
        );
        let hint = "Give the user name as the intranet's export spells it.";
        warning(file, "protected", message, None, hint)
    };
    unknown.map(said).collect()
}

/// The values of a column, folded, with how the first of each is spelt.
fn held<'a>(engagement: &Engagement<'a>, column: AttributeId) -> BTreeMap<String, &'a str> {
    let mut held = BTreeMap::new();
    let mut last = "";
    for user in engagement.legacy.users() {
        let value = engagement.legacy.text(user, column);
        if value != last {
            held.entry(folded(value)).or_insert(value);
            last = value;
        }
    }
    held
}

fn warning(
    file: &str,
    column: &str,
    message: String,
    near: Option<&str>,
    hint: &str,
) -> Diagnostic {
    Diagnostic {
        code: "BUDGET_NAME_UNKNOWN".to_owned(),
        severity: Severity::Warning,
        file: file.to_owned(),
        sheet: None,
        row: None,
        column: Some(column.to_owned()),
        message,
        hint: near.map_or_else(|| hint.to_owned(), |near| format!("Did you mean {near}?")),
        cases: Cases::default(),
    }
}

/// The name within a third of the length; the nearest, ties to the alphabetically first.
fn nearest<'k>(wrong: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let wrong = folded(wrong);
    let distance_max = (wrong.chars().count() / 3).clamp(1, 4);
    let rank = |name: &'k str| {
        let distance = strsim::osa_distance(&wrong, &folded(name));
        (distance <= distance_max).then_some((distance, name))
    };
    known.filter_map(rank).min().map(|(_, name)| name)
}
