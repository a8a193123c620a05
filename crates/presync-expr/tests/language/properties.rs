//! What holds for any text and any row: a result or an error with a place, never a panic; printing
//! and the parsed form lose nothing; equal runs are equal.

use presync_expr::{Expression, Outcome, Program, functions, lint};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use serde_json::{Map, Value as Json};

use crate::rows::{JsonRow, Setting, run};

/// Text that looks like the language: its signs, its words, and some of what breaks readers.
fn near_expression() -> impl Strategy<Value = String> {
    let words: Vec<&'static str> = functions::all().map(|function| function.name).collect();
    let part = prop_oneof![
        4 => prop::sample::select(words).prop_map(|word| format!("{word}(")),
        4 => prop::sample::select(vec![",", ")", "[a]", "[b]", "\"x\"", "1", "-1", "=", "<>"])
            .prop_map(str::to_owned),
        1 => "\\PC{0,3}",
        1 => prop::sample::select(vec!["\"", "[", "]", "(", "\\", "&H", ";", "\u{feff}", "\n"])
            .prop_map(str::to_owned),
    ];
    prop::collection::vec(part, 0..24).prop_map(|parts| parts.concat())
}

fn argument() -> impl Strategy<Value = String> {
    let quoted = |text: String| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
    prop_oneof![
        Just("[a]".to_owned()),
        Just("[b]".to_owned()),
        Just(String::new()),
        any::<i64>().prop_map(|number| number.to_string()),
        (-3i64..40).prop_map(|number| number.to_string()),
        "[-yMdHhmsfFtzK:./ '\\\\%]{0,12}".prop_map(quoted),
        "[a-z0-9\\[\\](){}*+?|^$.\\\\-]{0,10}".prop_map(quoted),
        "\\PC{0,8}".prop_map(quoted),
        "[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:]{0,8}Z?)?".prop_map(quoted),
        prop::sample::select(vec!["d", "m", "yyyy", "ww", "s", "vbTextCompare"])
            .prop_map(move |text| quoted(text.to_owned())),
    ]
}

/// Calls of real functions with arguments of any kind, nested a little.
fn expression() -> impl Strategy<Value = String> {
    argument().prop_recursive(3, 12, 7, |inner| {
        let names: Vec<&'static str> = functions::all().map(|function| function.name).collect();
        (
            prop::sample::select(names),
            prop::collection::vec(inner, 0..8),
        )
            .prop_map(|(name, arguments)| format!("{name}({})", arguments.join(", ")))
    })
}

fn row() -> impl Strategy<Value = JsonRow> {
    let value = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        "\\PC{0,12}".prop_map(Json::from),
        "[0-9]{1,4}[-/][0-9]{1,2}[-/][0-9]{1,4}.{0,12}".prop_map(Json::from),
        prop::collection::vec("\\PC{0,4}", 0..4).prop_map(Json::from),
    ];
    (value.clone(), value).prop_map(|(a, b)| {
        let members = [("a".to_owned(), a), ("b".to_owned(), b)];
        JsonRow::strict(members.into_iter().collect::<Map<String, Json>>())
    })
}

fn check_places(text: &str, row: &JsonRow) -> Result<(), TestCaseError> {
    let within = |start: u32, end: u32| {
        start <= end && text.is_char_boundary(start as usize) && text.is_char_boundary(end as usize)
    };
    match run(text, row, &Setting::default()) {
        Err(problems) => {
            prop_assert!(!problems.is_empty());
            for problem in problems {
                prop_assert!(within(problem.span.start, problem.span.end), "{problem:?}");
            }
        }
        Ok(Outcome::Error(error)) => {
            prop_assert!(within(error.span.start, error.span.end), "{error:?}");
        }
        Ok(outcome) => prop_assert_eq!(Ok(outcome), run(text, row, &Setting::default())),
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(20_250_730),
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_text_gives_a_result_or_places(text in near_expression(), row in row()) {
        check_places(&text, &row)?;
    }

    #[test]
    fn any_call_gives_a_result_or_places(text in expression(), row in row()) {
        check_places(&text, &row)?;
    }

    #[test]
    fn printing_loses_nothing(text in expression()) {
        if let Ok(parsed) = Expression::parse(&text) {
            let printed = parsed.to_string();
            let again = Expression::parse(&printed).map(|again| again.to_string());
            prop_assert_eq!(again, Ok(printed));
        }
    }

    #[test]
    fn the_parsed_form_keeps_the_meaning(text in expression(), row in row()) {
        if let Ok(program) = Program::compile(&text, &row) {
            let form = program.expression().to_source_json();
            let back = Expression::from_source_json(&form).map(|back| back.to_string());
            // A number alone is stored as a text; inside a call, the call's text keeps it.
            if form["type"] == "Function" {
                prop_assert_eq!(back, Ok(program.expression().to_string()));
            }
            prop_assert!(lint(&program).iter().all(|found| found.span.end as usize <= text.len()));
        }
    }
}
