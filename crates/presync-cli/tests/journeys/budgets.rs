//! A budget: limits by name, who counts against them, and names that nobody bears.

use std::fs;

use serde_json::Value;

use crate::{
    engagement::{Engagement, Somebody},
    presync::{Ended, end, plan},
};

/// Twelve people, the title of the first of whom would change.
fn engagement() -> Engagement {
    let legacy: Vec<String> = (0..12).map(Somebody).map(Somebody::legacy).collect();
    let mut azure: Vec<String> = (0..12).map(Somebody).map(Somebody::azure).collect();
    azure[0] = azure[0].replace(",Analyst,", ",Baker,");
    Engagement::of_rows(&legacy, &azure)
}

/// How the plan ended under a budget, with its gauges as name, limit, plan, who.
fn judged(engagement: &Engagement, budget: &str) -> (Ended, Vec<(String, u64, u64, String)>) {
    let path = engagement.put("budget.toml", budget.as_bytes());
    let mut command = plan(&engagement.legacy(), &engagement.azure(), &engagement.out());
    let ended = end(command.arg("--budget").arg(path));
    let text = fs::read_to_string(engagement.out().join("plan.json")).unwrap_or_default();
    let document: Value = serde_json::from_str(&text).unwrap_or_default();
    let gauges = document["budget"].as_array().cloned().unwrap_or_default();
    let gauge = |gauge: &Value| {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let number = |name: &str| gauge[name].as_u64().expect("it is a number");
        let who = gauge["who"].as_array().expect("it is a list").iter();
        let who: Vec<String> = who.map(text).collect();
        (
            text(&gauge["name"]),
            number("limit"),
            number("actual"),
            who.join(","),
        )
    };
    (ended, gauges.iter().map(gauge).collect())
}

#[test]
fn every_limit_has_its_gauge_with_who_counts() {
    let engagement = engagement();
    let check = |budget: &str, code: i32, expect: (&str, u64, u64, &str)| {
        let (ended, gauges) = judged(&engagement, budget);
        ended.with_code(code);
        let (name, limit, actual, who) = expect;
        let expect = (name.to_owned(), limit, actual, who.to_owned());
        assert!(gauges.contains(&expect), "{expect:?} is not in {gauges:?}");
    };
    let ada = "ada.bababababa@acme.example";
    check("[attributes]\ntitle = 0", 3, ("attribute title", 0, 1, ada));
    check("[attributes]\nTITLE = 1", 0, ("attribute TITLE", 1, 1, ada));
    check(
        "[attributes]\ndepartment = 0",
        0,
        ("attribute department", 0, 0, ""),
    );
    check(
        "[departments]\nFINANCE = 12",
        0,
        ("department FINANCE", 12, 1, ada),
    );
    check(
        "[departments]\nFinance = 0",
        3,
        ("department Finance", 0, 1, ada),
    );
    let protected = format!("protected = [\"{}\"]", ada.to_uppercase());
    let name = format!("protected {}", ada.to_uppercase());
    check(&protected, 3, (&name, 0, 1, ada));
    check("updates = 0", 3, ("updates", 0, 1, ada));
}

/// What a workspace keeps is used by the next run that names nothing else, and said.
#[test]
fn a_workspace_keeps_the_limits_and_the_choices() {
    let engagement = engagement();
    let budget = engagement.put("limits.toml", b"updates = 0");
    let workspace = engagement.out().with_file_name("kept.presync");
    let run = |flags: &[&str], code: i32| {
        let mut command = plan(&engagement.legacy(), &engagement.azure(), &engagement.out());
        let ended = end(command.arg("--workspace").arg(&workspace).args(flags)).with_code(code);
        let findings = fs::read_to_string(engagement.out().join("findings.csv"));
        let text = fs::read_to_string(engagement.out().join("plan.json"));
        let document: Value =
            serde_json::from_str(&text.expect("it is written")).expect("it is JSON");
        drop(ended);
        let assumed = document["settings"]["assume"].clone();
        (findings.expect("it is written"), assumed)
    };
    let budget = budget.to_str().expect("the path is text");
    let (findings, _) = run(&["--budget", budget, "--assume", "order=live"], 3);
    assert!(!findings.contains("KEPT_BY_WORKSPACE"), "{findings}");
    let (findings, assumed) = run(&[], 3);
    assert!(findings.contains("limits.toml as a budget"), "{findings}");
    assert!(findings.contains("the choice order=live"), "{findings}");
    assert!(assumed.to_string().contains("order=live"), "{assumed}");
    let wide = engagement.put("wide.toml", b"updates = 9");
    let wide = wide.to_str().expect("the path is text");
    let (findings, _) = run(&["--budget", wide], 0);
    assert!(!findings.contains("as a budget"), "{findings}");
    run(&[], 0);
}

#[test]
fn gauges_stand_in_one_order_whatever_the_order_of_the_file() {
    let engagement = engagement();
    let budget = "disables = 9\ncreates = 9\nprotected = [\"b\", \"a\"]\n\
        [departments]\nSales = 1\nFinance = 9\n[attributes]\ntitle = 9\nactive = 9\n";
    let (_, gauges) = judged(&engagement, budget);
    let names: Vec<&str> = gauges.iter().map(|gauge| gauge.0.as_str()).collect();
    assert_eq!(
        names,
        [
            "takeovers",
            "duplicates",
            "ambiguous",
            "fail",
            "creates",
            "disables",
            "attribute active",
            "attribute title",
            "department Finance",
            "department Sales",
            "protected b",
            "protected a",
        ]
    );
}

#[test]
fn a_name_that_nothing_bears_is_said_with_the_one_that_was_meant() {
    let engagement = engagement();
    let check = |budget: &str, expect: &[&str]| {
        let (ended, _) = judged(&engagement, budget);
        for part in expect {
            assert!(ended.stderr.contains(part), "{part}: {}", ended.stderr);
        }
        let findings = fs::read_to_string(engagement.out().join("findings.csv"));
        let findings = findings.expect("the package holds it");
        assert!(findings.contains("BUDGET_NAME_UNKNOWN"), "{findings}");
    };
    check(
        "[attributes]\ntilte = 1",
        &["writes no attribute tilte", "Did you mean title?"],
    );
    check(
        "[departments]\nFinanse = 1",
        &["in the department Finanse", "Did you mean Finance?"],
    );
    check(
        "protected = [\"x\"]",
        &["Entry 1 of protected is no user name"],
    );
    let (ended, _) = judged(&engagement, "tilte = 1");
    let ended = ended.with_code(1);
    assert!(ended.stderr.contains("tilte"), "{}", ended.stderr);
}
