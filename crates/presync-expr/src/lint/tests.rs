//! Each caution on an expression that has it and on a like one that has not.

use super::{Finding, FindingCode, Job, Severity, Surroundings, lint_in};
use crate::{AttributeSlot, Program, assumption};

fn found(text: &str, around: &Surroundings<'_>) -> Vec<Finding> {
    let program = Program::compile(text, &|_: &str| Some(AttributeSlot(0))).unwrap();
    lint_in(&program, around)
}

/// Every code with the place it names in the first expression; the second lacks it.
const CASES: &[(&str, &str, &str, &str)] = &[
    (
        "iif-on-null",
        r#"IIF(IsPresent([a]), [a], "x")"#,
        "IsPresent([a])",
        r#"IIF([a] = "x", [a], "x")"#,
    ),
    (
        "iif-on-null",
        r#"IIF([a] = "", "x", [a])"#,
        r#"[a] = """#,
        r#"IIF(1 = 2, "x", [a])"#,
    ),
    (
        "iif-may-meet-null",
        r#"IIF([a] = "USA", "x", [a])"#,
        r#"[a] = "USA""#,
        r#"IIF(Now() > "1/1/2025", "x", [a])"#,
    ),
    (
        "constant-condition",
        r#"IIF("a" = "b", [a], [b])"#,
        r#""a" = "b""#,
        r#"IIF([a] = "b", [a], [b])"#,
    ),
    (
        "constant-condition",
        r#"IIF(IsPresent("a"), [a], [b])"#,
        r#"IsPresent("a")"#,
        "IIF(CDate(\"2020-01-01\") < Now(), [a], [b])",
    ),
    (
        "unique-unsupported",
        "SelectUniqueValue([a], [b])",
        "SelectUniqueValue([a], [b])",
        "Coalesce([a], [b])",
    ),
    (
        "unique-nested",
        r#"Append(SelectUniqueValue([a], [b]), "x")"#,
        "SelectUniqueValue([a], [b])",
        "SelectUniqueValue([a], [b])",
    ),
    (
        "switch-may-null",
        r#"Switch([a], [a], "", "x")"#,
        r#"Switch([a], [a], "", "x")"#,
        "Coalesce([a], [b])",
    ),
    (
        "switch-no-default",
        r#"Switch([a], , "b", "x")"#,
        r#"Switch([a], , "b", "x")"#,
        r#"Switch([a], "", "b", "x")"#,
    ),
    (
        "switch-unreachable-key",
        r#"Switch([a], "", "b", "x", "b", "y")"#,
        r#""b""#,
        r#"Switch([a], "", "b", "x", "B", "y")"#,
    ),
    (
        "switch-unreachable-key",
        r#"Switch(ToLower([a]), "", "Sales", "x")"#,
        r#""Sales""#,
        r#"Switch(ToLower([a]), "", "sales", "x")"#,
    ),
    (
        "switch-on-reference",
        r#"Switch([manager], "", "b", "x")"#,
        "[manager]",
        r#"Switch([mail], "", "b", "x")"#,
    ),
    (
        "null-test-in-switch",
        r#"Switch(IsPresent([a]), "", "True", [a])"#,
        "IsPresent([a])",
        r#"Switch([a], "", "True", [a])"#,
    ),
    (
        "comparison-outside-condition",
        r#"CStr([a] = "b")"#,
        r#"[a] = "b""#,
        r#"CBool([a] = "b")"#,
    ),
    (
        "random-value",
        r#"Append(Guid(), "")"#,
        "Guid()",
        r#"Append([a], "")"#,
    ),
    (
        "time-dependent",
        r#"DateAdd("d", 1, Now())"#,
        "Now()",
        r#"DateAdd("d", 1, [a])"#,
    ),
    (
        "roles-need-assignment",
        "SingleAppRoleAssignment([a])",
        "SingleAppRoleAssignment([a])",
        "Item([a], 1)",
    ),
    (
        "older-function",
        "Prepend([a], [b])",
        "Prepend([a], [b])",
        "Append([a], [b])",
    ),
    (
        "not-offline",
        r#"Append([a], DefaultDomain())"#,
        "DefaultDomain()",
        r#"Append([a], "contoso.com")"#,
    ),
    (
        "signal-for-hr-only",
        "IIF([a] = 1, [a], IgnoreAttributeFlow)",
        "IgnoreAttributeFlow",
        "IgnoreFlowIfNullOrEmpty([a])",
    ),
    ("not-a-function", "[a]", "[a]", r#"Append([a], "")"#),
    (
        "case-only-change",
        "ToLower([a])",
        "ToLower([a])",
        r#"Append(ToLower([a]), "x")"#,
    ),
    ("wrong-literal", "Mid([a], 0, 2)", "0", "Mid([a], 1, 2)"),
    (
        "quoted-attribute",
        r#"Join(" ", "[a]", [b])"#,
        r#""[a]""#,
        r#"Join(" ", [a], "[(", Replace([b], , "[b]", , "", , ))"#,
    ),
    (
        "wrong-literal",
        r#"Left([a], "two")"#,
        r#""two""#,
        r#"Left([a], "2")"#,
    ),
    (
        "wrong-literal",
        r#"DateAdd("q", 1, [a])"#,
        r#""q""#,
        r#"DateAdd("WW", 1, [a])"#,
    ),
    (
        "wrong-literal",
        r#"InStr([a], "b", 1, "exact")"#,
        r#""exact""#,
        r#"InStr([a], "b", 1, vbBinaryCompare)"#,
    ),
    (
        "wrong-literal",
        r#"ToLower([a], "english")"#,
        r#""english""#,
        r#"ToLower([a], "en-GB")"#,
    ),
    (
        "wrong-literal",
        r#"FormatDateTime([a], "Sometimes", "yyyy", "yy")"#,
        r#""Sometimes""#,
        r#"FormatDateTime([a], "None", "yyyy", "yy")"#,
    ),
    (
        "wrong-literal",
        r#"DateDiff("d", [a], "31/12/2025")"#,
        r#""31/12/2025""#,
        r#"DateDiff("d", [a], "2025-12-31")"#,
    ),
    (
        "wrong-literal",
        r#"IIF("maybe", [a], [b])"#,
        r#""maybe""#,
        r#"IIF("true", [a], [b])"#,
    ),
    (
        "always-fails",
        r#"NumFromDate(DateAdd("yyyy", 9000, CDate("2020-01-01")))"#,
        r#"DateAdd("yyyy", 9000, CDate("2020-01-01"))"#,
        r#"NumFromDate(DateAdd("yyyy", 9, CDate("2020-01-01")))"#,
    ),
    (
        "several-into-one",
        r#"ToUpper(Split([a], ","))"#,
        r#"Split([a], ",")"#,
        r#"Join(" ", Split([a], ","))"#,
    ),
    (
        "replace-no-effect",
        r#"Replace([a], "x", , , "x", , )"#,
        r#""x""#,
        r#"Replace([a], "x", , , "y", , )"#,
    ),
    (
        "replace-no-effect",
        r#"Replace([a], "<u>", , , , , "user@contoso.com")"#,
        r#""user@contoso.com""#,
        r#"Replace([a], "<u>", , , , , "<u>@contoso.com")"#,
    ),
    (
        "replace-no-effect",
        r#"Replace("abc", "x", , , [a], , )"#,
        r#""x""#,
        r#"Replace("abc", "b", , , [a], , )"#,
    ),
    (
        "regex-not-portable",
        r#"Replace([a], , "[a-z-[aeiou]]", , "", , )"#,
        r#""[a-z-[aeiou]]""#,
        r#"Replace([a], , "[b-d]", , "", , )"#,
    ),
    (
        "regex-not-portable",
        r#"Replace([a], , "(?'n'x)", , "${n}", , )"#,
        r#""(?'n'x)""#,
        r#"Replace([a], , "(?<n>x)", , "${n}", , )"#,
    ),
    (
        "regex-made-on-row",
        r#"Replace([a], , [b], , "", , )"#,
        "[b]",
        r#"Replace([a], [b], , , "", , )"#,
    ),
    (
        "assumed",
        r#"Append([a], "x")"#,
        r#"Append([a], "x")"#,
        r#"IIF(IsPresent("a"), 1, 2)"#,
    ),
];

#[test]
fn each_caution_has_its_place_and_only_there() {
    let around = Surroundings::default();
    for (code, with, place, without) in CASES {
        let has = |text: &str| {
            let found = found(text, &around);
            let places: Vec<String> = found
                .iter()
                .filter(|found| found.code.as_str() == *code)
                .map(|found| found.span.of(text).to_owned())
                .collect();
            places
        };
        assert_eq!(has(with), [*place], "{code}: {with}");
        if *code != "assumed" {
            assert_eq!(has(without), [""; 0], "{code}: {without}");
        }
    }
}

#[track_caller]
fn check_around(around: &Surroundings<'_>, text: &str, expect: &[&str]) {
    let found = found(text, around);
    let codes = found
        .iter()
        .filter(|found| found.code != FindingCode::Assumed)
        .map(|found| found.code.as_str());
    assert_eq!(codes.collect::<Vec<&str>>(), expect, "{text}");
}

#[test]
fn the_kind_of_job_decides() {
    let hr = |job: Job| Surroundings {
        job,
        ..Surroundings::default()
    };
    let unique = "SelectUniqueValue([a], [b])";
    check_around(&hr(Job::HrToActiveDirectory), unique, &[]);
    check_around(&hr(Job::HrToEntra), unique, &["unique-unsupported"]);
    let signal = "IIF(Now() > \"2025-01-01\", [a], IgnoreAttributeFlow)";
    check_around(&hr(Job::HrToEntra), signal, &["time-dependent"]);
    check_around(
        &hr(Job::HrToEntra),
        "SingleAppRoleAssignment([a])",
        &["function-unavailable"],
    );
    let matched = Surroundings {
        job: Job::HrToActiveDirectory,
        target_is_matched_by: true,
        ..Surroundings::default()
    };
    check_around(&matched, unique, &["unique-on-matching-attribute"]);
}

#[test]
fn the_target_decides() {
    let exact = Surroundings {
        target_is_case_exact: true,
        ..Surroundings::default()
    };
    check_around(&exact, "ToUpper([a])", &[]);
    let short = Surroundings {
        target_length_max: Some(8),
        ..Surroundings::default()
    };
    for (text, fits) in [
        ("Mid([a], 1, 8)", true),
        ("Mid([a], 1, 9)", false),
        ("Append([a], \"x\")", false),
        (r#"Append(Left([a], 4), Mid([b], 1, 4))"#, true),
        (r#"Join("-", Left([a], 4), Mid([b], 1, 4))"#, false),
        (r#"IIF(1 = [a], "12345678", "1")"#, true),
        (r#"IIF(1 = [a], "1", "123456789")"#, false),
        (r#"Coalesce(Left([a], 3), "none")"#, true),
        (r#"StripSpaces(ToUpper(Left([a], 8)), )"#, true),
        (r#"NormalizeDiacritics(Left([a], 8))"#, false),
        (r#"Replace(Left([a], 8), "ab", , , "c", , )"#, true),
        (r#"Replace(Left([a], 8), "a", , , "bc", , )"#, false),
        (r#"Replace(Left([a], 8), , "[0-9]", , "", , )"#, true),
        ("Guid()", false),
        ("RandomString(8, 1, 1, 1, 1)", true),
        ("CBool([a] = 1)", true),
        (r#"ConvertToUTF8Hex(Left([a], 2))"#, false),
    ] {
        let found = found(text, &short);
        let exceeds = found
            .iter()
            .any(|found| found.code == FindingCode::ResultMayExceedLength);
        assert_eq!(exceeds, !fits, "{text}");
    }
    // Lengths beyond what a computer counts.
    let nested = (0..40).fold("Left([a], 9)".to_owned(), |inner, _| {
        format!("ConvertToUTF8Hex({inner})")
    });
    let long = "Left([a], 9223372036854775807)";
    let joined = format!("Join({long}, {long}, {long}, {long})");
    for text in [nested, joined] {
        let found = found(&text, &short);
        let codes: Vec<FindingCode> = found.iter().map(|found| found.code).collect();
        assert!(
            codes.contains(&FindingCode::ResultMayExceedLength),
            "{text}"
        );
    }
}

#[test]
fn an_attribute_outside_the_export_is_named() {
    let is_exported = |name: &str| name == "mail";
    let around = Surroundings {
        is_exported: Some(&is_exported),
        ..Surroundings::default()
    };
    check_around(&around, "Append([mail], \"x\")", &[]);
    check_around(
        &around,
        "Append([faxNumber], \"x\")",
        &["attribute-not-exported"],
    );
}

#[test]
fn every_code_is_tested_and_unlike_the_others() {
    let elsewhere = [
        "unique-on-matching-attribute",
        "function-unavailable",
        "attribute-not-exported",
        "result-may-exceed-length",
    ];
    for code in FindingCode::ALL {
        let code = code.as_str();
        let tested = CASES.iter().any(|(known, ..)| *known == code) || elsewhere.contains(&code);
        assert!(tested, "{code}");
        let alike = FindingCode::ALL
            .iter()
            .filter(|other| other.as_str() == code);
        assert_eq!(alike.count(), 1, "{code}");
    }
}

#[track_caller]
fn check_assumed(text: &str, expect: &[&str]) {
    let around = Surroundings::default();
    let found = found(text, &around);
    let mut names: Vec<&str> = found.iter().filter_map(|found| found.assumption).collect();
    names.sort_unstable();
    assert_eq!(names, expect, "{text}");
    for found in found
        .iter()
        .filter(|found| found.code == FindingCode::Assumed)
    {
        let assumption = found.assumption.and_then(assumption::find).expect(text);
        assert_eq!(found.message, assumption.sentence);
        assert_eq!(found.severity, Severity::Assumption);
    }
}

#[test]
fn names_what_a_result_rests_on() {
    check_assumed("[a]", &[]);
    check_assumed(r#"ToLower("ABC")"#, &[]);
    check_assumed("ToLower([a])", &["null-stays"]);
    check_assumed(
        r#"Join("", [emails[type eq "work"].value])"#,
        &["join-null", "nested-brackets"],
    );
    check_assumed(r#"ToLower(Join("", [a], [b]))"#, &["join-null"]);
    check_assumed(
        r#"IIF([a] = "x", [a], [b])"#,
        &["comparison", "condition-null"],
    );
    check_assumed(r#"IIF(Now() > "2025-01-01", [a], [b])"#, &["comparison"]);
    check_assumed(r#"IIF(IsNullOrEmpty([a]), "x", [a])"#, &["condition-null"]);
    check_assumed(r#"Switch([a], "x", "b", "c")"#, &[]);
    check_assumed(r#"Switch([a], , "b", "c")"#, &["switch-no-default"]);
    check_assumed(
        r#"Switch(IsPresent([a]), "x", "True", "c")"#,
        &["switch-truth"],
    );
    check_assumed(
        r#"Replace([a], , "\+", , "", , )"#,
        &["kept-backslash", "null-stays", "replace-no-match"],
    );
    check_assumed(r#"Replace([a], "x", , , "y", , )"#, &["null-stays"]);
    check_assumed(
        r#"FormatDateTime([a], "yyyy", "yy")"#,
        &[
            "format-three-arguments",
            "local-is-utc",
            "null-stays",
            "two-digit-years",
        ],
    );
    check_assumed(
        r#"Split(Split([a], ","), ";")"#,
        &["split-blanks", "split-empty"],
    );
}
