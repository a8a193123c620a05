//! `docs/expressions` is a test: every example on its pages is run, and the registries of functions,
//! assumptions and codes must be there in their own words, no more and no less.

use std::collections::BTreeSet;

use crate::rows::{JsonRow, Setting, run};
use presync_expr::functions::{self, Family, Function};
use presync_expr::{
    AttributeSlot, Attributes, EvalCode, FindingCode, Ground, Inputs, Outcome, ProblemCode,
    assumption,
};
use serde_json::Value as Json;

macro_rules! page {
    ($file:literal) => {
        include_str!(concat!("../../../../docs/expressions/", $file))
    };
}

const ASSUMPTIONS: &str = page!("assumptions.md");
const MESSAGES: &str = page!("messages.md");
const INDEX: &str = page!("README.md");
const OTHER_PAGES: [&str; 4] = [INDEX, page!("language.md"), ASSUMPTIONS, MESSAGES];

const FAMILIES: [(Family, &str, &str); 7] = [
    (Family::Text, "text.md", page!("text.md")),
    (Family::Logic, "logic.md", page!("logic.md")),
    (Family::Date, "dates.md", page!("dates.md")),
    (Family::Conversion, "conversion.md", page!("conversion.md")),
    (
        Family::SeveralValues,
        "several-values.md",
        page!("several-values.md"),
    ),
    (Family::Roles, "roles.md", page!("roles.md")),
    (Family::Uniqueness, "uniqueness.md", page!("uniqueness.md")),
];

/// Runs one example line; `Err` says how the result differs.
fn check(example: &str, row: &JsonRow, setting: &Setting) -> Result<(), String> {
    let (text, expect) = example.rsplit_once(" → ").ok_or("no arrow")?;
    let result = match run(text, row, setting) {
        Ok(Outcome::Value(value)) if expect == "value" && !value.is_blank() => return Ok(()),
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

fn blocks(page: &str) -> Vec<&str> {
    page.split("```expr\n")
        .skip(1)
        .filter_map(|rest| rest.split_once("```").map(|(block, _)| block))
        .collect()
}

#[test]
fn every_example_holds() {
    let pages = FAMILIES.iter().map(|(_, _, page)| *page).chain(OTHER_PAGES);
    let blocks: Vec<&str> = pages.flat_map(blocks).collect();
    assert!(blocks.len() > functions::all().count());
    let failures: Vec<String> = blocks.into_iter().flat_map(run_block).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// The section's words with single blanks, as line breaks do not count.
fn section<'p>(page: &'p str, name: &str) -> &'p str {
    let (_, rest) = page.split_once(&format!("\n## {name}\n")).expect(name);
    rest.split("\n## ").next().unwrap_or_default()
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<&str>>().join(" ")
}

/// What the registry says of a function, as the page must say it.
fn stated(function: &Function) -> Vec<String> {
    let mut stated = vec![
        format!("`{}`", function.signature()),
        function.help.to_owned(),
    ];
    for parameter in function.parameters {
        stated.push(format!("| `{}` | {} |", parameter.name, parameter.help));
    }
    for assumption in function.assumptions {
        stated.push(format!(
            "Assumed (`{}`): {}",
            assumption.name, assumption.sentence
        ));
    }
    stated
}

#[test]
fn every_function_has_its_section() {
    for function in functions::all() {
        let (_, file, page) = FAMILIES
            .iter()
            .find(|(family, ..)| *family == function.family)
            .expect(function.name);
        let section = section(page, function.name);
        let said = words(section);
        for part in stated(function) {
            assert!(
                said.contains(&part),
                "{file}, {}: lacks {part}",
                function.name
            );
        }
        let example = format!("\n{} → ", function.example);
        assert!(section.contains(&example), "{file}: lacks {example}");
        assert_eq!(
            said.matches("Assumed (`").count(),
            function.assumptions.len(),
            "{file}, {}: an assumption that the registry lacks",
            function.name
        );
        let listed = INDEX.lines().find(|line| line.contains(file)).expect(file);
        assert!(
            listed.contains(function.name),
            "README.md: lacks {}",
            function.name
        );
    }
}

#[test]
fn no_section_is_left_over() {
    for (family, file, page) in FAMILIES {
        let sections: BTreeSet<&str> = page
            .lines()
            .filter_map(|line| line.strip_prefix("## "))
            .collect();
        let known: BTreeSet<&str> = functions::all()
            .filter(|function| function.family == family)
            .map(|function| function.name)
            .collect();
        assert_eq!(sections, known, "{file}");
    }
}

#[test]
fn every_assumption_is_listed_by_its_ground() {
    let (contradicted, silent) = ASSUMPTIONS
        .split_once("## Where the documents are silent")
        .expect("two tables");
    for assumption in assumption::all() {
        let table = match assumption.ground {
            Ground::Contradiction => contradicted,
            Ground::Silence => silent,
        };
        let row = format!("| `{}` | {} |", assumption.name, assumption.sentence);
        assert!(table.contains(&row), "lacks {row}");
    }
    let rows = ASSUMPTIONS.matches("\n| `").count();
    assert_eq!(rows, assumption::all().len());
}

#[test]
fn every_code_is_listed() {
    let codes = ProblemCode::ALL
        .iter()
        .map(|code| code.as_str())
        .chain(EvalCode::ALL.iter().map(|code| code.as_str()))
        .chain(FindingCode::ALL.iter().map(|code| code.as_str()));
    let mut count = 0;
    for code in codes {
        assert!(
            MESSAGES.contains(&format!("\n| `{code}` | ")),
            "lacks {code}"
        );
        count += 1;
    }
    assert_eq!(MESSAGES.matches("\n| `").count(), count);
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
