//! The exit codes scripts rely on: 0 inside the budget, 1 an error, 2 usage, 3 outside the budget.

use std::path::Path;

use crate::{
    engagement::Engagement,
    presync::{end, plan, presync},
};

#[test]
fn the_same_people_on_both_sides_are_inside_the_budget() {
    let engagement = Engagement::of(12);
    let (legacy, azure) = (engagement.legacy(), engagement.azure());
    let ended = end(&mut plan(&legacy, &azure, &engagement.out())).with_code(0);
    assert!(ended.stdout.contains("Link 12 "), "{}", ended.stdout);
}

#[test]
fn joiners_are_harmless_until_a_budget_limits_creates() {
    let engagement = Engagement::with(10, 12);
    let check = |limit: u32, code: i32| {
        let budget = engagement.put("budget.toml", format!("creates = {limit}\n").as_bytes());
        let (legacy, azure) = (engagement.legacy(), engagement.azure());
        end(plan(&legacy, &azure, &engagement.out())
            .arg("--budget")
            .arg(budget))
        .with_code(code)
    };
    let ended = check(2, 0);
    assert!(ended.stdout.contains("Create 2 "), "{}", ended.stdout);
    check(1, 3);
}

#[test]
fn a_word_that_means_nothing_is_a_matter_of_usage() {
    let check = |arguments: &[&str]| {
        let ended = end(presync("plan").args(arguments)).with_code(2);
        assert!(ended.stderr.contains("--help"), "{}", ended.stderr);
        assert_eq!(ended.stdout, "");
    };
    check(&[]);
    check(&["--sample"]);
    check(&["--sample", "--out", "x", "--scope", "nobody"]);
    check(&["--legacy", "a.csv", "--out", "x"]);
    check(&["--sample", "--out", "x", "--now", "yesterday"]);
    assert!(!Path::new("x").exists());
}

#[test]
fn machines_read_the_verdict_and_the_failure_as_json() {
    let engagement = Engagement::of(3);
    let (legacy, azure) = (engagement.legacy(), engagement.azure());
    let ended = end(plan(&legacy, &azure, &engagement.out()).arg("--json")).with_code(0);
    let result: serde_json::Value = serde_json::from_str(&ended.stdout).expect("it is JSON");
    assert!(
        result["badge"].is_string() && result["files"].is_array(),
        "{result}"
    );
    assert_eq!(ended.stderr, "");

    let missing = engagement.folder().join("missing.csv");
    let ended = end(plan(&missing, &azure, &engagement.out()).arg("--json")).with_code(1);
    let failure: serde_json::Value = serde_json::from_str(&ended.stderr).expect("it is JSON");
    let message = failure["failure"]["message"]
        .as_str()
        .expect("it has a message");
    assert!(message.contains("missing.csv"), "{message}");
    assert_eq!(ended.stdout, "");
}
