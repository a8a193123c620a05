//! Every stated example of the documents, as data: `vectors.json` holds expression, inputs and
//! result. A null result also stands for an attribute left out of the flow.

use crate::rows::{JsonRow, Setting, run};
use presync_expr::{Outcome, assumption};
use serde_json::{Value as Json, json};

/// The documents print one text where the service returns a list of one.
fn same(result: &Json, expected: &Json) -> bool {
    result == expected || json!([result]) == *expected
}

fn check(vector: &Json) -> Result<(), String> {
    let text = vector["expression"].as_str().ok_or("no expression")?;
    let row = JsonRow::strict(vector["inputs"].as_object().cloned().unwrap_or_default());
    let mut setting = Setting::default();
    if let Some(now) = vector["now"].as_str() {
        setting.now = now.parse().map_err(|error| format!("{error}"))?;
    }
    if let Some(existing) = vector["existing"].as_array() {
        setting.existing = existing
            .iter()
            .flat_map(Json::as_str)
            .map(str::to_owned)
            .collect();
    }
    let result = match run(text, &row, &setting) {
        Ok(Outcome::Value(value)) => value.to_json(),
        Ok(Outcome::Skip(_)) => Json::Null,
        other => return Err(format!("{other:?}")),
    };
    let expected = &vector["expected"];
    if same(&result, expected) {
        Ok(())
    } else {
        Err(format!("{result}, not {expected}"))
    }
}

/// Checks every vector of a file; `count` guards against one that is lost.
fn check_all(file: &str, count: usize) {
    let vectors: Vec<Json> = serde_json::from_str(file).expect("a list");
    assert_eq!(vectors.len(), count);
    let failures: Vec<String> = vectors
        .iter()
        .filter_map(|vector| {
            let place = format!("{}: {}", vector["id"], vector["expression"]);
            check(vector)
                .err()
                .map(|failure| format!("{place} gives {failure}"))
        })
        .collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn every_stated_example_holds() {
    check_all(include_str!("vectors.json"), 143);
}

/// The rest of the documents' examples, with the results that their expressions have.
#[test]
fn every_other_example_of_the_guides_holds() {
    check_all(include_str!("guides.json"), 161);
}

/// Where a document prints a result that its expression does not give, the expression is believed, by
/// a named assumption that the page on assumptions lists with the example.
#[test]
fn what_the_guides_print_wrongly_is_not_believed() {
    let page = include_str!("../../../../docs/expressions/assumptions.md");
    let vectors: Vec<Json> = serde_json::from_str(include_str!("disputed.json")).unwrap();
    assert_eq!(vectors.len(), 18);
    for vector in &vectors {
        let id = vector["id"].as_str().unwrap();
        assert_eq!(check(vector), Ok(()), "{id}");
        assert_ne!(vector["printed"], vector["expected"], "{id}");
        let assumption = vector["assumption"].as_str().and_then(assumption::find);
        let name = assumption.expect(id).name;
        assert!(page.contains(name) && page.contains(id), "{id}: {name}");
    }
}
