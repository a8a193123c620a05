//! What holds for any text and any row: a result or an error with a place, never a panic; printing
//! and the parsed form lose nothing; equal runs are equal.

use presync_expr::{
    Expression, FindingCode, Outcome, Program, Severity, Span, Surroundings, Value, functions,
    lint_in,
};
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
    fn printing_loses_nothing(text in expression(), width in 0usize..120) {
        if let Ok(parsed) = Expression::parse(&text) {
            let printed = parsed.to_string();
            let again = Expression::parse(&printed).map(|again| again.to_string());
            prop_assert_eq!(again.as_ref(), Ok(&printed));
            let pretty = parsed.pretty(width);
            let again = Expression::parse(&pretty);
            prop_assert_eq!(again.as_ref().map(ToString::to_string), Ok(printed));
            prop_assert_eq!(again.map(|again| again.pretty(width)), Ok(pretty));
        }
    }

    #[test]
    fn printing_keeps_the_meaning(text in expression().prop_filter("drawn", is_not_drawn), row in row()) {
        if let (Ok(parsed), Ok(outcome)) = (Expression::parse(&text), run(&text, &row, &Setting::default())) {
            let again = run(&parsed.pretty(40), &row, &Setting::default());
            prop_assert_eq!(again.map(without_place), Ok(without_place(outcome)));
        }
    }

    #[test]
    fn the_parsed_form_keeps_the_meaning(text in expression(), row in row()) {
        if let Ok(program) = Program::compile(&text, &row) {
            let form = program.expression().to_source_json();
            let back = Expression::from_source_json(&form);
            let canonical = program.expression().to_string();
            prop_assert_eq!(back.as_ref().map(ToString::to_string), Ok(canonical));
            prop_assert_eq!(back.map(|back| back.to_source_json()), Ok(form));
        }
    }

    /// By the parameters alone, as in a schema whose text was lost.
    #[test]
    fn the_parameters_alone_keep_the_meaning(text in expression().prop_filter("drawn", is_not_drawn), row in row()) {
        let Ok(outcome) = run(&text, &row, &Setting::default()) else {
            return Ok(());
        };
        let mut form = Expression::parse(&text).map(|parsed| parsed.to_source_json()).unwrap();
        if form["type"] == "Function" {
            form["expression"] = Json::Null;
        }
        let back = Expression::from_source_json(&form).unwrap();
        let again = run(back.text(), &row, &Setting::default());
        prop_assert_eq!(again.map(without_place), Ok(without_place(outcome)), "{} | {}", text, back.text());
    }

    #[test]
    fn cautions_have_places_and_names(text in expression(), row in row(), max in 0usize..40) {
        if let Ok(program) = Program::compile(&text, &row) {
            let is_exported = |name: &str| name == "a";
            let around = Surroundings {
                target_length_max: Some(max),
                is_exported: Some(&is_exported),
                ..Surroundings::default()
            };
            for found in lint_in(&program, &around) {
                prop_assert!(text.get(found.span.start as usize..found.span.end as usize).is_some());
                prop_assert_eq!(found.assumption.is_some(), found.severity == Severity::Assumption);
            }
            // A length that no caution is about holds on every row.
            let is_bounded = lint_in(&program, &around)
                .iter()
                .all(|found| found.code != FindingCode::ResultMayExceedLength);
            if let (true, Ok(Outcome::Value(Value::Text(text)))) =
                (is_bounded, run(&text, &row, &Setting::default()))
            {
                prop_assert!(text.encode_utf16().count() <= max, "{}", text);
            }
        }
    }
}

/// What is drawn at random depends on where in the text it is drawn.
#[expect(clippy::ptr_arg, reason = "proptest filters what it generates")]
fn is_not_drawn(text: &String) -> bool {
    !text.contains("Guid") && !text.contains("RandomString")
}

/// The same outcome with no place, which another layout moves.
fn without_place(outcome: Outcome<'static>) -> Outcome<'static> {
    match outcome {
        Outcome::Error(mut error) => {
            error.span = Span::default();
            Outcome::Error(error)
        }
        other => other,
    }
}
