//! Mistakes in the text: which are found, where, and what is offered instead.

use crate::rows::{JsonRow, Setting, run};
use presync_expr::{DEPTH_MAX, Expression, Program};
use serde_json::json;

fn row() -> JsonRow {
    let row = json!({ "givenName": "Ann", "surname": "Lee", "mail": "ann@contoso.com" });
    JsonRow::strict(row.as_object().cloned().unwrap_or_default())
}

/// `expect` lists code and place of each problem.
#[track_caller]
fn check(text: &str, expect: &[(&str, &str)]) {
    let problems = Program::compile(text, &row()).expect_err(text);
    let found: Vec<(&str, &str)> = problems
        .iter()
        .map(|problem| (problem.code.as_str(), problem.span.of(text)))
        .collect();
    assert_eq!(found, expect, "{text}\n{problems:#?}");
}

#[track_caller]
fn check_mend(text: &str, mended: &str) {
    let problems = Program::compile(text, &row()).expect_err(text);
    let mut result = text.to_owned();
    for problem in problems.iter().rev() {
        let replacement = problem.replacement.as_deref().expect("a replacement");
        result.replace_range(
            problem.span.start as usize..problem.span.end as usize,
            replacement,
        );
    }
    assert_eq!(result, mended);
    assert!(Program::compile(&result, &row()).is_ok(), "{result}");
}

#[test]
fn several_mistakes_are_reported_at_once() {
    check(
        r#"Join(" ", tolower([givenNam]), Mid([surname], 1), Foo(1), x)"#,
        &[
            ("function-case", "tolower"),
            ("unknown-attribute", "[givenNam]"),
            ("missing-argument", "Mid([surname], 1)"),
            ("unknown-function", "Foo"),
            ("unknown-word", "x"),
        ],
    );
    check(
        r#"IIF([mail] = , Not([surname) , Join("" [mail]))"#,
        &[
            ("missing-operand", ","),
            ("unclosed-attribute", "[surname"),
            ("unexpected-part", "[mail]"),
        ],
    );
}

#[test]
fn tokens_are_recovered() {
    check(
        r#"Append([mail], "x)"#,
        &[("unclosed-call", "("), ("unclosed-text", r#""x)"#)],
    );
    check(r#"Append([], "x")"#, &[("empty-attribute", "[]")]);
    check("Mid([mail], 1x, 2)", &[("bad-number", "1x")]);
    check("Not(([mail]))", &[("unexpected-part", "(")]);
    check(r#"Not([mail] = "a" = "b")"#, &[("unexpected-part", "=")]);
    check(
        r#"IIF([mail]="a" AND [surname]="b", 1, 2)"#,
        &[("logical-operator", "AND")],
    );
    check(
        r#"[givenName] & " " & [surname]"#,
        &[("unexpected-character", "&"); 2],
    );
    check("Not([mail]) Not([mail])", &[("unexpected-part", "Not")]);
    check("Not([mail]))", &[("unexpected-part", ")")]);
    check("", &[("empty", "")]);
    check(" \t\n", &[("empty", " \t\n")]);
    check("Not", &[("unknown-word", "Not")]);
    check("?", &[("unexpected-character", "?")]);
}

#[test]
fn names_are_offered() {
    check_mend(r#"tolower([Mail])"#, "ToLower([mail])");
    check_mend(
        r#"Jion("-", [givenname], [surnam])"#,
        r#"Join("-", [givenName], [surname])"#,
    );
    check_mend(r#"Append('a', “b”)"#, r#"Append("a", "b")"#);
    check_mend(
        r#"Join("-"; [mail]; [mail])"#,
        r#"Join("-", [mail], [mail])"#,
    );
    check_mend(
        r#"IIF([mail] == "a", [surname], IIF([mail] != "b", "x", "y"))"#,
        r#"IIF([mail] = "a", [surname], IIF([mail] <> "b", "x", "y"))"#,
    );
    check_mend("CBool(1 => 2)", "CBool(1 >= 2)");
    check_mend(
        "Join(\"\", Mail, [surname])",
        "Join(\"\", [mail], [surname])",
    );
    check_mend(
        "IIF([mail] = \"a\", TRUE, false)",
        "IIF([mail] = \"a\", \"True\", \"False\")",
    );
    check_mend(
        "InStr([mail], \"a\", , vbtextcompare)",
        "InStr([mail], \"a\", , vbTextCompare)",
    );
}

#[test]
fn arguments_are_counted() {
    check("Now(1)", &[("too-many-arguments", "1")]);
    check(
        r#"Mid([mail], 1, 2, 3, 4)"#,
        &[("too-many-arguments", "3, 4")],
    );
    check("Append([mail], )", &[("missing-argument", "")]);
    check(
        r#"Switch([mail], , "a", "b", "c")"#,
        &[("unpaired-arguments", r#"Switch([mail], , "a", "b", "c")"#)],
    );
    check(
        "Switch([mail])",
        &[("missing-argument", "Switch([mail])"); 2],
    );
    check(
        "SelectUniqueValue([mail])",
        &[("missing-argument", "SelectUniqueValue([mail])")],
    );
    check(r#"Switch([mail], , , "b")"#, &[("missing-argument", "")]);
}

#[test]
fn constant_arguments_are_checked() {
    check(
        r#"Replace([mail], , "(", , "", , )"#,
        &[("bad-regex", r#""(""#)],
    );
    check(
        r#"Replace([mail], , "(?<a-b>x)", , "", , )"#,
        &[("unsupported-regex", r#""(?<a-b>x)""#)],
    );
    check(
        r#"Replace([mail], , "(?<a>x)", "b", "", , )"#,
        &[("bad-regex", r#""b""#)],
    );
    check(
        r#"Replace([mail], "a", "b")"#,
        &[("replace-mode", r#"Replace([mail], "a", "b")"#)],
    );
    check(
        r#"FormatDateTime([mail], , "q", "yyyy")"#,
        &[("bad-date-format", r#""q""#)],
    );
}

#[track_caller]
fn check_explained(text: &str, expect: &str) {
    let problems = Program::compile(text, &row()).expect_err("no such function");
    assert_eq!(problems.len(), 1);
    let message = &problems[0].message;
    assert!(message.contains(expect), "{message}");
}

#[test]
fn functions_of_other_languages_are_explained() {
    check_explained("Trim([mail])", "use Replace(");
    check_explained("LCase([mail])", "use ToLower");
    check_explained("IsGuid([mail])", "Microsoft Entra Connect");
    check_explained("PadLeft([mail], 8, \"0\")", "use Replace(Join(");
}

#[test]
fn size_is_bounded() {
    let long = format!("Join(\"\", \"{}\")", "a".repeat(10_000));
    check(&long, &[("too-long", &long)]);
    let fits = format!("Join(\"\", \"{}\")", "é".repeat(9_988));
    assert_eq!(fits.chars().count(), 10_000);
    assert!(Expression::parse(&fits).is_ok());
    let calls = |count: usize| "Not(".repeat(count) + "[mail]" + &")".repeat(count);
    assert!(Program::compile(&calls(DEPTH_MAX), &row()).is_ok());
    check(&calls(DEPTH_MAX + 1), &[("too-deep", "Not")]);
    check(&calls(1_990), &[("too-deep", "Not")]);
    check(&calls(10_000), &[("too-long", &calls(10_000))]);
    let open = "Not(".repeat(2_500);
    let problems = Program::compile(&open, &row()).expect_err("never closed");
    assert!(
        problems
            .iter()
            .any(|problem| problem.code.as_str() == "too-deep")
    );
}

#[test]
fn the_deepest_program_runs() {
    for (open, close) in [
        ("Not(", ")"),
        ("IIF(1=1, ", ", \"\")"),
        ("Coalesce(Join(\"\", ", "))"),
    ] {
        let count = if open.starts_with("Coalesce") {
            DEPTH_MAX / 2
        } else {
            DEPTH_MAX
        };
        let text = open.repeat(count) + "[mail]" + &close.repeat(count);
        let outcome = run(&text, &row(), &Setting::default());
        assert!(outcome.is_ok(), "{text}: {outcome:?}");
    }
}

#[test]
fn printing_is_canonical() {
    let print = |text: &str| Expression::parse(text).map(|parsed| parsed.to_string());
    let expect = Ok(r#"Replace([a], "\"\\", , , &HF, , )"#.to_owned());
    assert_eq!(print("Replace ( [ a ],\"\\\"\\\\\",,\n,&HF ,,)"), expect);
    assert_eq!(
        print("IIF([a]<>1,-2,B)"),
        Ok("IIF([a] <> 1, -2, B)".to_owned())
    );
    let nested = r#"Not([emails[type eq "work"].value])"#;
    assert_eq!(print(nested), Ok(nested.to_owned()));
}

/// A text made for another source is not searched for near names without end.
#[test]
fn nearest_names_are_looked_for_32_times() {
    let names: Vec<String> = (100..140).map(|number| format!("[x{number}]")).collect();
    let text = format!("Join(\"\", {})", names.join(", "));
    let members = json!({ "x1390": 1, "x1000": 2 });
    let row = JsonRow::strict(members.as_object().expect("an object").clone());
    let problems = Program::compile(&text, &row).expect_err("unknown names");
    let offered = problems
        .iter()
        .filter(|problem| problem.replacement.is_some());
    assert_eq!(problems.len(), 40);
    assert!((1..=32).contains(&offered.count()));
    assert!(problems[39].replacement.is_none());
}
