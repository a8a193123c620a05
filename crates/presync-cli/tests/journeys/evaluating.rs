//! `presync eval`: a batch for scripts, and one expression for a person.

use std::fs;

use serde_json::{Value, json};

use crate::{
    engagement::Engagement,
    presync::{Ended, end, presync},
};

/// Expressions with what the documents state, what they contradict and what we then give, skips and errors.
const VECTORS: &str = include_str!("vectors.json");

/// A user as Graph answers with one.
const USER: &str = r##"{"@odata.context": "https://graph.microsoft.com/v1.0/$metadata#users/$entity",
    "id": "7", "userPrincipalName": "ana_p.test#EXT#@t.test", "givenName": "Ana", "surname": null,
    "businessPhones": ["+1", "+2"], "otherMails": ["a@x.test", "b@x.test"], "accountEnabled": true,
    "manager": {"@odata.type": "#microsoft.graph.user", "id": "9"},
    "onPremisesExtensionAttributes": {"extensionAttribute2": "b"}}"##;

fn batch(text: &str, strict: bool) -> Ended {
    let engagement = Engagement::of(1);
    let file = engagement.put("in/vectors.json", text.as_bytes());
    let mut eval = presync("eval");
    eval.arg("--vectors").arg(&file);
    if strict {
        eval.arg("--strict");
    }
    end(&mut eval)
}

fn lines(ended: &Ended) -> Vec<Value> {
    let lines = ended.stdout.lines();
    lines
        .map(|line| serde_json::from_str(line).expect("a JSON line"))
        .collect()
}

/// What a vector expects, in the members that a line has beside its id.
fn expected(vector: &Value) -> Value {
    let mut line = json!({ "id": vector["id"] });
    if let Some(skip) = vector.get("skip") {
        line["skip"] = skip.clone();
    } else if let Some(code) = vector.get("error") {
        line["error"] = json!({ "code": code, "span": vector["span"] });
    } else {
        line["value"] = vector["expected"].clone();
    }
    line
}

/// A line without its sentence, which is not a contract; in the documents a null also stands for a skip, and
/// a text for a list of one.
fn comparable(mut line: Value, expected: &Value) -> Value {
    if let Some(error) = line.get_mut("error").and_then(Value::as_object_mut) {
        assert!(error.remove("message").is_some_and(|said| said.is_string()));
    }
    if line.get("skip").is_some() && expected["value"].is_null() && expected.get("skip").is_none() {
        return expected.clone();
    }
    match expected["value"].as_array().map(Vec::as_slice) {
        Some([only]) if line["value"] == *only => expected.clone(),
        _ => line,
    }
}

#[test]
fn a_batch_gives_one_line_each_with_exactly_one_result() {
    let ended = batch(VECTORS, false).with_code(0);
    let vectors: Vec<Value> = serde_json::from_str(VECTORS).expect("JSON");
    let lines = lines(&ended);
    assert_eq!(lines.len(), vectors.len());
    for (vector, line) in vectors.iter().zip(lines) {
        let members: Vec<&str> = line
            .as_object()
            .expect("an object")
            .keys()
            .map(String::as_str)
            .collect();
        assert!(
            matches!(members[..], ["id", "value" | "skip" | "error"]),
            "{members:?}"
        );
        let expected = expected(vector);
        assert_eq!(
            comparable(line, &expected),
            expected,
            "{}",
            vector["expression"]
        );
    }
    assert_eq!(ended.stderr, "");
}

#[test]
fn a_strict_batch_names_what_a_result_rests_on() {
    let text = r#"[{"id": "a", "expression": "Append([x], \"!\")", "inputs": {"x": null}},
        {"id": "b", "expression": "[x]", "inputs": {"x": "y"}}]"#;
    let ended = batch(text, true).with_code(0);
    let lines = lines(&ended);
    assert_eq!(lines[0]["value"], "!");
    assert_eq!(lines[0]["assumptions"][0]["code"], "append-null");
    assert_eq!(
        lines[0]["assumptions"][0]["span"],
        json!({"start": 0, "end": 16})
    );
    assert_eq!(
        lines[1],
        json!({"id": "b", "value": "y", "assumptions": []})
    );
}

#[test]
fn the_clock_is_the_callers_unless_an_entry_has_its_own() {
    let text = r#"[{"id": 1, "expression": "Now()"},
        {"id": 2, "expression": "Now()", "context": {"now": "2025-07-30T12:00:00Z"}}]"#;
    let ended = batch(text, false).with_code(0);
    let values = lines(&ended).into_iter().map(|line| line["value"].clone());
    let values: Vec<Value> = values.collect();
    assert_eq!(values, ["11/23/2026 9:00:00 AM", "7/30/2025 12:00:00 PM"]);
}

#[test]
fn a_broken_batch_says_where_and_evaluates_nothing() {
    let check = |text: &str, expect: &[&str]| {
        let ended = batch(text, false).with_code(1);
        assert_eq!(ended.stdout, "", "{text}");
        for words in expect {
            assert!(ended.stderr.contains(words), "{text}: {}", ended.stderr);
        }
    };
    let good = r#"{"id": "a", "expression": "[x]"}"#;
    check(
        "[{\"id\": 1,\n\"expression\": x}]",
        &["vectors.json, row 2", "column 15"],
    );
    check(
        &format!("[{good}, {{\"id\": \"b\"}}]"),
        &["Entry 2 (b)", "no expression"],
    );
    check(
        &format!("[{good}, {{\"expression\": \"\"}}]"),
        &["Entry 2", "no id"],
    );
    check(
        &good
            .replace('}', r#", "inputs": []}"#)
            .replace('{', "[{")
            .replace('}', "}]"),
        &["inputs"],
    );
    let bad_now = format!(
        "[{}]",
        good.replace('}', r#", "context": {"now": "today"}}"#)
    );
    check(&bad_now, &["Entry 1 (a)", "context.now"]);
    check(good, &["no list"]);
    check("", &["empty"]);
}

fn one(expression: &str, input: &str, more: &[&str]) -> Ended {
    let engagement = Engagement::of(1);
    let file = engagement.put("in/user.json", input.as_bytes());
    let mut eval = presync("eval");
    eval.args(["--expr", expression]).arg("--input").arg(&file);
    end(eval.args(more))
}

#[test]
fn a_graph_user_is_read_as_mappings_name_it() {
    let expression = r#"Join("|", [objectId], [userPrincipalName], [telephoneNumber], [manager], [extensionAttribute2], [onPremisesExtensionAttributes.extensionAttribute2], [IsSoftDeleted], [otherMails])"#;
    let ended = one(expression, USER, &[]).with_code(0);
    assert_eq!(
        ended.stdout,
        "\"7|ana@p.test|+1|9|b|b|False|a@x.test|b@x.test\"\n"
    );
    assert!(
        !ended.stderr.contains("unknown-attribute"),
        "{}",
        ended.stderr
    );
    let page = format!("{{\"value\": [{USER}]}}");
    let ended = one("[givenName]", &page, &[]).with_code(0);
    assert_eq!(ended.stdout, "\"Ana\"\n");
    let two = format!("[{USER}, {USER}]");
    let ended = one("[givenName]", &two, &[]).with_code(1);
    assert!(
        ended.stderr.contains("the object of one"),
        "{}",
        ended.stderr
    );
}

#[test]
fn a_misspelt_attribute_is_underlined_and_counts_as_null() {
    let ended = one("Append(\"é\", [givenname])", USER, &[]).with_code(0);
    assert_eq!(ended.stdout, "\"é\"\n");
    let said: Vec<&str> = ended.stderr.lines().take(4).collect();
    assert!(
        said[0].starts_with("warning: ") && said[0].contains("did you mean givenName?"),
        "{said:?}"
    );
    assert_eq!(said[1], "  Append(\"é\", [givenname])");
    assert_eq!(said[2], "              ^^^^^^^^^^^");
    assert_eq!(said[3], "  write [givenName]");
    let quiet = one("Append(\"é\", [givenname])", USER, &["--quiet"]).with_code(0);
    assert_eq!(quiet.stderr, "");
    assert!(!ended.stderr.contains("[append-null]"), "{}", ended.stderr);
    let strict = one("Append(\"é\", [givenName])", USER, &["--strict"]).with_code(0);
    assert!(strict.stderr.contains("[append-null]"), "{}", strict.stderr);
}

#[test]
fn an_expression_without_a_value_ends_with_1() {
    let ended = one("ToLower([otherMails])", USER, &[]).with_code(1);
    assert_eq!(ended.stdout, "");
    let said: Vec<&str> = ended.stderr.lines().rev().take(3).collect();
    assert_eq!(
        said[..2],
        ["          ^^^^^^^^^^^^", "  ToLower([otherMails])"]
    );
    assert!(said[2].ends_with("[several-values]"), "{said:?}");
    let ended = one("Jion(\"\", Foo()", USER, &[]).with_code(1);
    for words in ["write Join", "[unknown-function]", "[unclosed-call]"] {
        assert!(ended.stderr.contains(words), "{}", ended.stderr);
    }
    let ended = one("IgnoreFlowIfNullOrEmpty([surname])", USER, &[]).with_code(0);
    assert_eq!(ended.stdout, "skip attribute\n");
}

#[test]
fn one_document_for_scripts() {
    let ended = one("Jion([givenName])", USER, &["--json"]).with_code(1);
    let document: Value = serde_json::from_str(&ended.stdout).expect("JSON");
    assert_eq!(document["error"]["code"], "unknown-function");
    assert_eq!(document["problems"][0]["replacement"], "Join");
    assert_eq!(document.get("assumptions"), None);
    let ended = one(
        "Append([givenName], [surname])",
        USER,
        &["--json", "--strict"],
    )
    .with_code(0);
    let document: Value = serde_json::from_str(&ended.stdout).expect("JSON");
    assert_eq!(document["value"], "Ana");
    assert_eq!(document["assumptions"][0]["code"], "append-null");
    assert_eq!(document["problems"], json!([]));
}

/// Sixty people in three departments, one without, one whose department is written with a Cyrillic letter.
fn population() -> String {
    let department = |at: usize| match at {
        0 => "null".to_owned(),
        1 => "\"S\u{430}les\"".to_owned(),
        at => format!("\"{}\"", ["Sales", "Finance", "Legal"][at % 3]),
    };
    let user = |at: usize| {
        format!(
            r#"{{"id": "00000000-0000-0000-0000-0000000000{at:02}", "userPrincipalName": "u{at}@x.test",
            "department": {}, "otherMails": {}}}"#,
            department(at),
            if at == 7 {
                r#"["a@x.test", "b@x.test"]"#
            } else {
                "[]"
            }
        )
    };
    let users: Vec<String> = (0..60).map(user).collect();
    format!("{{\"value\": [{}]}}", users.join(","))
}

#[test]
fn an_expression_is_looked_at_over_everybody() {
    let engagement = Engagement::of(1);
    let file = engagement.put("in/users.json", population().as_bytes());
    let run = |expression: &str, more: &[&str]| {
        let mut eval = presync("eval");
        eval.args(["--expr", expression])
            .arg("--population")
            .arg(&file);
        end(eval.args(more))
    };
    let ended = run(
        "Join(\" \", [department], ToUpper([otherMails]))",
        &["--json"],
    )
    .with_code(0);
    let found: Value = serde_json::from_str(&ended.stdout).expect("JSON");
    let coverage = &found["coverage"];
    let sum = [
        "filled",
        "nulls",
        "empty",
        "attribute_skipped",
        "object_skipped",
        "failed",
    ]
    .map(|name| coverage[name].as_u64().expect("a count"));
    assert_eq!(sum, [58, 0, 1, 0, 0, 1]);
    assert_eq!(coverage["top"][0]["value"], "Legal");
    assert_eq!(coverage["errors"][0]["code"], "several-values");
    assert_eq!(coverage["errors"][0]["rows"], json!([8]));
    assert_eq!(coverage["strange"][0]["row"], 2);
    assert_eq!(found["assumptions"], json!([]));
    let ended = run("[department]", &["--length-max", "5", "--strict"]).with_code(0);
    for words in [
        "60 users: 59 with a value, 1 with null",
        "Different values: 4",
        "Characters: 5 to 7, 5 in the middle; 19 users above the limit",
        "row 2: \"Sаles\": has Cyrillic letters, has letters of several scripts",
    ] {
        assert!(ended.stdout.contains(words), "{words}: {}", ended.stdout);
    }
    let ended = run("Lower([department])", &[]).with_code(1);
    assert!(
        ended.stderr.contains("unknown-function"),
        "{}",
        ended.stderr
    );
    assert_eq!(ended.stdout, "");
}

#[test]
fn mistakes_of_the_text_are_told_before_files_are_read() {
    let mut eval = presync("eval");
    eval.args(["--expr", "Lower([a])", "--population", "not-there.csv"]);
    let ended = end(&mut eval).with_code(1);
    let told = ended.stderr.contains("unknown-function");
    assert!(told, "{}", ended.stderr);
}

#[test]
fn an_odd_entry_is_a_result_and_breaks_no_batch() {
    let text = r#"[{"id": 1, "expression": null},
        {"id": 2, "expression": "Now()", "context": {"now": "2025-07-30"}},
        {"id": 3, "expression": "BitAnd([a], [b])", "inputs": {"a": ["6"], "b": [3]}, "more": 1}]"#;
    let ended = batch(text, false).with_code(0);
    let lines = lines(&ended);
    assert_eq!(lines[0]["error"]["code"], "empty");
    assert_eq!(lines[1]["value"], "7/30/2025 12:00:00 AM");
    assert_eq!(lines[2]["value"], 2);
}

#[test]
fn what_is_asked_for_must_be_clear() {
    for arguments in [
        &[][..],
        &["--expr", "[a]"],
        &["--vectors", "a.json", "--expr", "[a]", "--input", "b.json"],
        &["--vectors", "a.json", "--input", "b.json"],
        &[
            "--expr",
            "[a]",
            "--population",
            "a.json",
            "--input",
            "b.json",
        ],
        &["--expr", "[a]", "--input", "b.json", "--length-max", "3"],
    ] {
        end(presync("eval").args(arguments)).with_code(2);
    }
    end(presync("eval").args(["--expr", "[a]", "--input", "not-there.json"])).with_code(1);
    let page = fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../docs/evaluation.md"
    ));
    let page = page.expect("the page is in the tree");
    for member in [
        "value",
        "skip",
        "error",
        "problems",
        "warnings",
        "assumptions",
        "replacement",
        "span",
        "coverage",
        "strange",
        "distinct",
    ] {
        assert!(
            page.contains(&format!("`{member}`")),
            "docs/evaluation.md lacks `{member}`"
        );
    }
}
