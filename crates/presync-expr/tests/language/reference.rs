//! `docs/expressions.md` is a test: every example on it is run, and every function of the registry
//! must have its section with the registry's own words.

use crate::rows::{JsonRow, Setting, run};
use presync_expr::{AttributeSlot, Attributes, Inputs, Outcome, functions};
use serde_json::Value as Json;

const REFERENCE: &str = include_str!("../../../../docs/expressions.md");

/// Runs one example line; `Err` says how the result differs.
fn check(example: &str, row: &JsonRow, setting: &Setting) -> Result<(), String> {
    let (text, expect) = example.rsplit_once(" → ").ok_or("no arrow")?;
    let result = match run(text, row, setting) {
        Ok(Outcome::Value(value)) => value.to_json().to_string(),
        Ok(Outcome::Skip(skip)) => format!("skip {}", skip.as_str()),
        Ok(Outcome::Error(error)) => format!("error {}", error.code),
        Err(problems) => format!("problem {}", problems[0].code),
    };
    let expect = serde_json::from_str::<Json>(expect).map_or(expect.to_owned(), |v| v.to_string());
    if result == expect {
        Ok(())
    } else {
        Err(result)
    }
}

/// Runs the lines of one block and returns what failed.
fn run_block(block: &str) -> Vec<String> {
    let mut row = JsonRow::lenient(serde_json::Map::new());
    let mut setting = Setting::default();
    let mut failures = Vec::new();
    for line in block.lines().filter(|line| !line.trim().is_empty()) {
        if let Some(attributes) = line.strip_prefix("with ") {
            row = JsonRow::lenient(serde_json::from_str(attributes).expect(line));
        } else if let Some(existing) = line.strip_prefix("existing ") {
            setting.existing = serde_json::from_str(existing).expect(line);
        } else if let Err(result) = check(line, &row, &setting) {
            failures.push(format!("{line}\n    gives {result}"));
        }
    }
    failures
}

#[test]
fn every_example_holds() {
    let blocks: Vec<&str> = REFERENCE
        .split("```expr\n")
        .skip(1)
        .filter_map(|rest| rest.split_once("```").map(|(block, _)| block))
        .collect();
    assert!(blocks.len() > functions::all().count());
    let failures: Vec<String> = blocks.into_iter().flat_map(run_block).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn every_function_has_its_section() {
    for function in functions::all() {
        let heading = format!("\n### {}\n", function.name);
        let (_, rest) = REFERENCE.split_once(&heading).expect(function.name);
        let section = rest.split("\n##").next().unwrap_or_default();
        let words = section.split_whitespace().collect::<Vec<&str>>().join(" ");
        let signature = format!("`{}`", function.signature());
        for part in [
            &*signature,
            function.help,
            function.assumption.unwrap_or_default(),
        ] {
            assert!(
                words.contains(part),
                "{}: the section lacks {part}",
                function.name
            );
        }
        assert!(section.contains("```expr"), "{}: no example", function.name);
    }
}

#[test]
fn an_attribute_not_given_is_null() {
    let row = JsonRow::lenient(serde_json::Map::new());
    assert_eq!(row.slot("absent"), Some(AttributeSlot(u32::MAX)));
    assert_eq!(
        row.value(AttributeSlot(u32::MAX)),
        presync_expr::Input::Null
    );
}
