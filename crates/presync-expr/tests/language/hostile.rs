//! Patterns and texts made to exhaust their reader: cases 89 and 90 of the catalogue of hostile inputs.

use serde_json::{Value as Json, json};

use presync_expr::{FindingCode, Outcome, Program, lint};

use crate::rows::{JsonRow, Setting, run};

/// The codes that come of an expression on one row; `value` when it has a value.
fn codes(expression: &str, text: &str) -> Vec<&'static str> {
    let Json::Object(members) = json!({ "a": text }) else {
        unreachable!("an object is an object");
    };
    match run(expression, &JsonRow::strict(members), &Setting::default()) {
        Err(problems) => problems
            .iter()
            .map(|problem| problem.code.as_str())
            .collect(),
        Ok(Outcome::Error(error)) => vec![error.code.as_str()],
        Ok(_) => vec!["value"],
    }
}

fn check(case: &str, expression: &str, text: &str, expect: &[&str]) {
    assert_eq!(codes(expression, text), expect, "{case}");
}

fn replace(pattern: &str) -> String {
    format!(r#"Replace([a], , "{pattern}", , "x", , )"#)
}

#[test]
fn patterns_that_explode() {
    let text = "a".repeat(40) + "!";
    check(
        "89 a plain one needs no steps",
        &replace("^(a+)+$"),
        &text,
        &["value"],
    );
    check(
        "89 with a reference back",
        &replace(r"^(?:(a+)+\\1)+$"),
        &text,
        &["regex-too-costly"],
    );
    check(
        "89 a large count",
        &replace("(a{1000}){1000}"),
        &text,
        &["unsupported-regex"],
    );
    check(
        "89 nested groups",
        &replace(&"(".repeat(4_000)),
        &text,
        &["unsupported-regex"],
    );
    check(
        "89 a long pattern",
        &replace(&"a".repeat(1 << 20)),
        &text,
        &["too-long"],
    );
}

#[test]
fn texts_that_grow() {
    let calls = |count: usize| format!("{}[a]{}", "ToUpper(".repeat(count), ", )".repeat(count));
    check("90 calls in calls", &calls(800), "x", &["too-deep"]);
    check(
        "90 more than may be written",
        &calls(10_000),
        "x",
        &["too-long"],
    );
    let text = format!("Append([a], \"{}\")", "x".repeat(1 << 20));
    check("90 a long text", &text, "x", &["too-long"]);
    check(
        "90 an unknown function",
        "Frobnicate([a])",
        "x",
        &["unknown-function"],
    );
    check(
        "90 unbalanced quotes",
        "Append([a], \"x)",
        "x",
        &["unclosed-call", "unclosed-text"],
    );
    let doubled = (0..12).fold("[a]".to_owned(), |inner, _| {
        format!("Join(\"\", {inner}, {inner})")
    });
    check(
        "90 a text that doubles as written",
        &doubled,
        "x",
        &["too-long"],
    );
    let grown = format!(
        "Replace({}, \"x\", , , [a], , )",
        r#"Replace([a], "x", , , [a], , )"#
    );
    check(
        "90 a text that grows as it is run",
        &grown,
        &"x".repeat(2_000),
        &["too-large"],
    );
}

/// What a row brings is bounded like what is written.
#[test]
fn rows_that_make_patterns_and_formats() {
    let groups = "(?<a>x)".replace("a", "a_") + &"(b)".repeat(20_000);
    check(
        "89 a pattern of many groups, made on the row",
        r#"Replace("x", , [a], , "y", , )"#,
        &groups,
        &["bad-regex"],
    );
    check(
        "a date format that prints too much, made on the row",
        r#"FormatDateTime(Now(), , "yyyy", [a])"#,
        &"y".repeat(1 << 21),
        &["too-large"],
    );
    check(
        "a date format that reads more digits than there are",
        r#"FormatDateTime("2020", , [a], "yyyy")"#,
        &"y".repeat(70_000),
        &["not-a-date"],
    );
    let numbers: String = (0..100_000).map(|number| format!("{number},")).collect();
    check(
        "many values that are all different",
        r#"RemoveDuplicates(Split([a], ","))"#,
        &numbers,
        &["value"],
    );
}

/// The lint evaluates constants, and no more of them than it needs.
#[test]
fn a_costly_constant_is_looked_at_once() {
    let costly =
        r#"Replace("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", , "^(?:(a+)+\\1)+$", , "", , )"#;
    let text = (0..100).fold(costly.to_owned(), |inner, _| {
        format!("Append({inner}, \"\")")
    });
    let row = JsonRow::strict(serde_json::Map::new());
    let program = Program::compile(&text, &row).expect("a program");
    let found = lint(&program);
    let fails: Vec<&str> = found
        .iter()
        .filter(|found| found.code == FindingCode::AlwaysFails)
        .map(|found| found.span.of(&text))
        .collect();
    assert_eq!(fails, [costly]);
}
