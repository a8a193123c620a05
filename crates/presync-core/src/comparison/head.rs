//! What plans were made from, compared: input files by content, mapping rows by property, settings,
//! assumptions.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

/// What a plan is beside its people.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Head {
    /// What the engagement is called.
    pub title: String,
    /// The moment the plan is dated to, RFC 3339.
    pub made_at: String,
    /// The word of its badge.
    pub badge: String,
    /// Its plan line.
    pub plan_line: String,
    /// Its input files in order.
    pub inputs: Vec<InputOf>,
    /// Settings that decide what the plan says, by name; the boxes and scopes of the mapping among them.
    pub settings: BTreeMap<String, String>,
    /// Assumptions with how many Azure users each decided.
    pub assumptions: BTreeMap<String, u32>,
    /// The mapping rows in order.
    pub mapping: Vec<RowOf>,
}

/// An input file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct InputOf {
    /// `azure` or `legacy`; empty for a file beside the users.
    pub side: String,
    /// What it was used as.
    pub role: String,
    /// Base name.
    pub file: String,
    /// Lower-case hex SHA-256.
    pub sha256: String,
}

/// A mapping row, its properties as text by the names that `plan.json` gives them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RowOf {
    /// `users` or `groups`.
    pub object: String,
    /// Target attribute.
    pub target: String,
    /// What it is made of; absent properties are left out, and so are reasons.
    pub properties: BTreeMap<String, String>,
}

/// A file that is not in both plans.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct InputDifference {
    /// The file.
    pub input: InputOf,
    /// Whether it is B that has it.
    pub in_b: bool,
}

/// A mapping row that is not the same in both.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct MappingDifference {
    /// `users` or `groups`.
    pub object: String,
    /// Target attribute.
    pub target: String,
    /// Whether A has the row, and whether B has.
    pub present: [bool; 2],
    /// The properties that differ; of a row that only one plan has, all of them.
    pub properties: Vec<PropertyDifference>,
}

/// A property of a mapping row.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct PropertyDifference {
    /// Its name in `plan.json`.
    pub name: String,
    /// In A and in B; none where it is absent.
    pub values: [Option<String>; 2],
}

/// A setting that differs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SettingDifference {
    /// Its name.
    pub name: String,
    /// In A and in B; none where it is absent.
    pub values: [Option<String>; 2],
}

/// A figure that differs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FigureDifference {
    /// What is counted.
    pub name: String,
    /// In A and in B; 0 where it does not occur.
    pub values: [u32; 2],
}

/// Whether both plans were made of the same users: the same bytes for each side, in the same order.
#[must_use]
pub fn same_population(a: &Head, b: &Head) -> bool {
    let of_users = |head: &Head| {
        let users = head.inputs.iter().filter(|input| !input.side.is_empty());
        let mut users: Vec<_> = users
            .map(|input| (input.side.clone(), input.sha256.clone()))
            .collect();
        // Files of the sides may be named in any turn; within a side the turn counts.
        users.sort_by(|x, y| x.0.cmp(&y.0));
        users
    };
    !of_users(a).is_empty() && of_users(a) == of_users(b)
}

/// Files whose content and use the other plan does not have. What a file is called makes no difference.
pub(super) fn inputs(a: &Head, b: &Head) -> Vec<InputDifference> {
    let content = |input: &InputOf| (input.side.clone(), input.role.clone(), input.sha256.clone());
    let only = |one: &Head, other: &Head, in_b: bool| {
        let known: BTreeSet<_> = other.inputs.iter().map(content).collect();
        let missing = one
            .inputs
            .iter()
            .filter(|input| !known.contains(&content(input)));
        let missing = missing.map(|input| InputDifference {
            input: input.clone(),
            in_b,
        });
        missing.collect::<Vec<_>>()
    };
    let mut differences = only(a, b, false);
    differences.extend(only(b, a, true));
    differences.sort();
    differences
}

/// Rows by object, target and, where a target has several, their turn.
pub(super) fn mapping(a: &Head, b: &Head) -> Vec<MappingDifference> {
    let [of_a, of_b] = [by_place(a), by_place(b)];
    let places: BTreeSet<_> = of_a.keys().chain(of_b.keys()).copied().collect();
    let difference = |place: (&str, &str, usize)| {
        let rows = [of_a.get(&place), of_b.get(&place)];
        let none = BTreeMap::new();
        let [in_a, in_b] = rows.map(|row| row.map_or(&none, |row| &row.properties));
        MappingDifference {
            object: place.0.to_owned(),
            target: place.1.to_owned(),
            present: rows.map(|row| row.is_some()),
            properties: differing(in_a, in_b)
                .map(|(name, values)| PropertyDifference { name, values })
                .collect(),
        }
    };
    let all = places.into_iter().map(difference);
    all.filter(|one| one.present != [true; 2] || !one.properties.is_empty())
        .collect()
}

fn by_place(head: &Head) -> BTreeMap<(&str, &str, usize), &RowOf> {
    let mut turns: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut rows = BTreeMap::new();
    for row in &head.mapping {
        let turn = turns.entry((&row.object, &row.target)).or_default();
        rows.insert((row.object.as_str(), row.target.as_str(), *turn), row);
        *turn += 1;
    }
    rows
}

pub(super) fn settings(a: &Head, b: &Head) -> Vec<SettingDifference> {
    let differing = differing(&a.settings, &b.settings);
    differing
        .map(|(name, values)| SettingDifference { name, values })
        .collect()
}

pub(super) fn assumptions(a: &Head, b: &Head) -> Vec<FigureDifference> {
    let differing = differing(&a.assumptions, &b.assumptions);
    differing
        .map(|(name, values)| FigureDifference {
            name,
            values: values.map(Option::unwrap_or_default),
        })
        .collect()
}

fn differing<'a, T: Clone + PartialEq>(
    a: &'a BTreeMap<String, T>,
    b: &'a BTreeMap<String, T>,
) -> impl Iterator<Item = (String, [Option<T>; 2])> + use<'a, T> {
    let names: BTreeSet<&String> = a.keys().chain(b.keys()).collect();
    let values = |name: &String| [a.get(name).cloned(), b.get(name).cloned()];
    names
        .into_iter()
        .map(move |name| (name.clone(), values(name)))
        .filter(|(_, [of_a, of_b])| of_a != of_b)
}
