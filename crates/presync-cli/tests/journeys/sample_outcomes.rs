//! The outcome of every user of the sample against the planted truth, under each rule that the
//! truth is stated for. The truth was worked out when the sample was made, by other code.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
    process::Command,
};

use serde_json::Value;
use tempfile::TempDir;

use crate::{
    presync::{end, plan, presync},
    sample::folder,
    table::Table,
};

/// What the truth says and what the plan says, where they differ.
type Differences = BTreeSet<String>;

/// The truth about the sample.
struct Truth(Value);

impl Truth {
    fn read() -> Self {
        let text = fs::read_to_string(folder().join("expected.json")).expect("it is there");
        Self(serde_json::from_str(&text).expect("it is JSON"))
    }

    /// Key, cases and outcome under a rule, for every user of a side.
    fn outcomes(&self, side: &str, key: &str, rule: &str) -> BTreeMap<String, (String, String)> {
        let users = self.0[side].as_array().expect("the side is stated");
        let outcome = |user: &Value| {
            let other = &user["otherwise"][rule];
            let stated = if other.is_null() {
                &user["outcome"]
            } else {
                other
            };
            let cases = user["cases"]
                .as_array()
                .map(Vec::as_slice)
                .unwrap_or_default();
            let cases: Vec<&str> = cases.iter().filter_map(Value::as_str).collect();
            let key = &user[key];
            let key = key.as_str().map_or_else(|| key.to_string(), str::to_owned);
            (
                key,
                (
                    cases.join("+"),
                    stated.as_str().expect("it is stated").to_owned(),
                ),
            )
        };
        users.iter().map(outcome).collect()
    }
}

/// Runs a plan and holds both sides against a rule of the truth.
fn differences(command: &mut Command, out: &Path, rule: &str) -> Differences {
    end(command.args(["--package", "csv"]).arg("--quiet")).with_code(3);
    let (truth, people) = (Truth::read(), Table::read(&out.join("people.csv")));
    let mut differences = Differences::new();
    for (side, key, column) in [("azure", "id", "azure_id"), ("legacy", "row", "legacy_row")] {
        let mut stated = truth.outcomes(side, key, rule);
        for row in people.side(side) {
            let (cases, outcome) = stated.remove(&row[column]).expect("a user of the sample");
            if outcome != row["outcome"] {
                differences.insert(format!(
                    "{side} {cases}: {outcome}, not {}",
                    &row["outcome"]
                ));
            }
        }
        assert!(stated.is_empty(), "every user has a row: {stated:?}");
    }
    differences
}

fn check(make: impl FnOnce(&Path) -> Command, rule: &str, expect: &[&str]) {
    let folder = TempDir::new().expect("there is room");
    let out = folder.path().join("out");
    let found = differences(&mut make(&out), &out, rule);
    assert_eq!(
        found.iter().map(String::as_str).collect::<Vec<_>>(),
        expect,
        "{rule}"
    );
}

#[test]
fn the_recommended_mapping_does_to_everybody_what_was_planted() {
    let make = |out: &Path| {
        let mut plan = presync("plan");
        plan.arg("--sample").arg("--out").arg(out);
        plan
    };
    check(make, "recommended", &[]);
}

/// The portal's list has no personnel number, the only thing that tells who took a new surname.
const UNKNOWN_TO_THE_PORTAL: &[&str] = &[
    "azure married-duplicate: duplicate, not created",
    "legacy married-duplicate: duplicate, not orphan",
];

#[test]
fn the_portal_list_leads_to_the_same_outcomes_but_for_what_it_does_not_say() {
    let make = |out: &Path| {
        let folder = folder();
        plan(
            &folder.join("Interact users.xlsx"),
            &folder.join("Azure users portal.csv"),
            out,
        )
    };
    check(make, "recommended", UNKNOWN_TO_THE_PORTAL);
}

#[test]
fn assigned_users_only_are_in_scope_when_the_app_says_so() {
    let make = |out: &Path| {
        let mut plan = pages(out);
        plan.args(["--scope", "assigned", "--assigned"])
            .arg(folder().join("assigned.csv"));
        plan.arg("--groups").arg(folder().join("groups.csv"));
        plan
    };
    check(make, "recommended_assigned", &[]);
}

#[test]
fn the_untouched_app_matches_by_user_name_alone() {
    let make = |out: &Path| {
        let mut plan = pages(out);
        plan.arg("--mapping").arg(folder().join("app schema.json"));
        plan
    };
    check(make, "default", &[]);
}

fn pages(out: &Path) -> Command {
    let folder = folder();
    let [one, two] = [1, 2].map(|page| folder.join(format!("Azure users page {page}.json")));
    let mut plan = plan(&folder.join("Interact users.xlsx"), &one, out);
    plan.arg("--azure").arg(two);
    plan
}
