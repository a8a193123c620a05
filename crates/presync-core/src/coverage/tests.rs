//! Coverage of small populations, looked at whole.

use proptest::prelude::*;

use super::*;
use crate::{
    Cancelled, Phase, Population, Progress, Side,
    population::{PopulationBuilder, Source},
    progress::Unwatched,
    record::{Record, VALUE_SEPARATOR},
};

const SETTINGS: CoverageSettings = CoverageSettings {
    now: Timestamp::UNIX_EPOCH,
    seed: 7,
    length_max: Some(4),
    top_max: 3,
};

/// People with a given name and several other mails; an `|` stands between values.
fn people(names: &[&str]) -> Population {
    let mut builder = PopulationBuilder::new(Side::Azure);
    let source = Source {
        file: "users.csv".to_owned(),
        sheet: None,
    };
    builder
        .begin_source(source, &["givenName", "surname"])
        .expect("few attributes");
    for (number, name) in (1..).zip(names) {
        let name = name.replace('|', &VALUE_SEPARATOR.to_string());
        let record = Record {
            number,
            line: number,
            cells: &[&name, "Lind"],
            readings: &[],
        };
        builder.push(&record).expect("few users");
    }
    builder.finish()
}

fn of(text: &str, names: &[&str]) -> Coverage {
    match cover(text, &people(names), &SETTINGS, &Unwatched) {
        Ok(Covered::Coverage(coverage)) => *coverage,
        other => panic!("{text}: {other:?}"),
    }
}

#[test]
fn everybody_is_counted_once() {
    let check = |text: &str, names: &[&str], expect: [u32; 6]| {
        let c = of(text, names);
        let counts = [
            c.filled,
            c.nulls,
            c.empty,
            c.attribute_skipped,
            c.object_skipped,
            c.failed,
        ];
        assert_eq!(counts, expect, "{text}");
    };
    let names = ["Ann", "", "Bo|Bob", "Ann"];
    check("[givenName]", &names, [3, 1, 0, 0, 0, 0]);
    check("ToLower([givenName])", &names, [2, 1, 0, 0, 0, 1]);
    check("Join(\"\", [givenName])", &names, [3, 0, 1, 0, 0, 0]);
    check(
        "IgnoreFlowIfNullOrEmpty([givenName])",
        &names,
        [3, 0, 0, 1, 0, 0],
    );
    check(
        "Switch([surname], IgnoreObjectFlow, \"x\", \"y\")",
        &names,
        [0, 0, 0, 0, 4, 0],
    );
    assert_eq!(of("[givenName]", &names).several, 1);
}

#[test]
fn values_are_counted_by_how_many_have_them() {
    let coverage = of(
        "[givenName]",
        &["Bo", "Ann", "Cy", "Ann", "", "Dee Dee", "a|b"],
    );
    let top: Vec<(&str, u32, u32)> = coverage
        .top
        .iter()
        .map(|one| (one.value.as_str(), one.users, one.first.0))
        .collect();
    assert_eq!(top, [("Ann", 2, 1), ("Bo", 1, 0), ("Cy", 1, 2)]);
    assert_eq!(coverage.distinct, 5);
    let lengths = Lengths {
        min: 2,
        median: 3,
        max: 7,
        over: Some(1),
    };
    assert_eq!(coverage.lengths, Some(lengths));
    assert_eq!(of("[givenName]", &["", ""]).lengths, None);
}

#[test]
fn errors_have_a_place_and_the_first_few_people() {
    let names = ["a|b", "1", "a|b", "x", "a|b", "a|b"];
    let coverage = of(
        "Append(ToLower([givenName]), Left(\"abc\", [givenName]))",
        &names,
    );
    let errors: Vec<_> = coverage
        .errors
        .iter()
        .map(|error| (error.code, error.part, error.users, error.samples.clone()))
        .collect();
    let users = |users: &[u32]| users.iter().copied().map(UserIx).collect::<Vec<_>>();
    assert_eq!(
        errors,
        [
            ("several-values", (15, 26), 4, users(&[0, 2, 4])),
            ("not-a-number", (41, 52), 1, users(&[3])),
        ]
    );
}

#[test]
fn mistakes_and_unknown_attributes_are_told_apart() {
    let broken = cover("Lower([givenname])", &people(&["a"]), &SETTINGS, &Unwatched);
    let Ok(Covered::Broken(problems)) = broken else {
        panic!("{broken:?}");
    };
    assert_eq!(problems[0].code, "unknown-function");
    let coverage = of("Join(\"\", [givenname], [surname])", &["a"]);
    let unknown = &coverage.warnings[0];
    assert_eq!(unknown.replacement.as_deref(), Some("[givenName]"));
    assert_eq!(coverage.top[0].value, "Lind");
    let assumed = |coverage: &Coverage| {
        let codes = coverage.assumptions.iter().map(|one| one.code);
        codes.collect::<Vec<_>>()
    };
    assert_eq!(assumed(&coverage), ["join-null", "attribute-case"]);
    let coverage = of("Left([surname], [surname])", &["a"]);
    assert_eq!(assumed(&coverage), ["utf16-units", "unusable-value"]);
    assert_eq!(of("[surname]", &["a"]).warnings, []);
}

#[test]
fn mistakes_of_the_text_need_no_population() {
    let codes = |text: &str| {
        let found = mistakes(text);
        found.iter().map(|one| one.code).collect::<Vec<_>>()
    };
    assert_eq!(codes("Lower([whatever])"), ["unknown-function"]);
    assert!(codes("ToLower([whatever])").is_empty());
}

/// A hundred ordinary people, and one whose value is looked for.
#[track_caller]
fn check_strange(ordinary: fn(usize) -> String, odd: &str, reasons: &[&str]) {
    let mut names: Vec<String> = (0..100).map(ordinary).collect();
    names.push(odd.to_owned());
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let coverage = of("[givenName]", &names);
    let strangest = coverage.strange.first().map(|one| one.value.as_str());
    assert_eq!(strangest, Some(odd), "{:?}", coverage.strange);
    let what: Vec<&str> = coverage.strange[0]
        .reasons
        .iter()
        .map(|reason| reason.what.as_str())
        .collect();
    assert_eq!(what, reasons);
}

#[test]
fn what_is_unlike_the_rest_is_named_with_the_reason() {
    let name = |at: usize| ["Ann", "Bo", "Cyril", "Dee Dee"][at % 4].to_owned();
    check_strange(
        name,
        "Аnn",
        &["has Cyrillic letters", "has letters of several scripts"],
    );
    check_strange(name, "Ann2", &["has digits", "has the pattern Aa9"]);
    check_strange(
        name,
        "Maximilian-Alexander-Theodor",
        &[
            "has dots, hyphens or apostrophes",
            "has the pattern Aa-Aa-Aa",
            "is unusually long: 28 characters where most have 3 to 7",
        ],
    );
    let address = |at: usize| format!("ann{at}@x.test");
    check_strange(
        address,
        "none",
        &[
            "has no @ signs",
            "has no digits",
            "has no dots, hyphens or apostrophes",
            "has the pattern a",
            "is unusually short: 4 characters where most have 12",
            "looks like words where most look like an e-mail address",
        ],
    );
}

#[test]
fn nothing_is_strange_among_few_or_equals() {
    assert_eq!(of("[givenName]", &["Ann", "Bo", "9999999999"]).strange, []);
    assert_eq!(of("[givenName]", &["Ann"; 200]).strange, []);
}

/// Stops at the first step of the second pass.
struct Stopping(std::sync::atomic::AtomicU32);

impl Progress for Stopping {
    fn begin(&self, phase: Phase, total: u64) {
        assert_eq!((phase, total), (Phase::Evaluate, 6));
    }

    fn advance(&self, by: u64) -> Result<(), Cancelled> {
        assert_eq!(by, 3);
        match self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed) {
            0 => Ok(()),
            _ => Err(Cancelled),
        }
    }
}

#[test]
fn it_tells_where_it_is_and_can_be_stopped() {
    let stopped = cover(
        "[givenName]",
        &people(&["a", "b", "c"]),
        &SETTINGS,
        &Stopping(std::sync::atomic::AtomicU32::new(0)),
    );
    assert_eq!(stopped, Err(Cancelled));
}

/// Everything but who comes first.
fn without_users(mut coverage: Coverage) -> Coverage {
    for one in &mut coverage.top {
        one.first = UserIx(0);
    }
    for one in &mut coverage.strange {
        one.first = UserIx(0);
    }
    for error in &mut coverage.errors {
        error.samples.clear();
    }
    coverage
}

proptest! {
    #[test]
    fn the_order_of_people_does_not_matter_and_sums_add_up(
        names in prop::collection::vec("[a-cA é0-9|@.]{0,4}", 0..80),
        turn in 0_usize..80,
    ) {
        let mut names: Vec<&str> = names.iter().map(String::as_str).collect();
        let text = "IgnoreFlowIfNullOrEmpty(Replace([givenName], \"a\", , , \"\", , ))";
        let before = of(text, &names);
        let c = &before;
        prop_assert_eq!(c.users as usize, names.len());
        let sum = c.filled + c.nulls + c.empty + c.attribute_skipped + c.object_skipped + c.failed;
        prop_assert_eq!(sum, c.users);
        prop_assert_eq!(c.errors.iter().map(|error| error.users).sum::<u32>(), c.failed);
        prop_assert!(c.distinct <= c.filled);
        let all: u32 = c.top.iter().map(|one| one.users).sum();
        prop_assert_eq!(all == c.filled, c.distinct <= 3);
        if !names.is_empty() {
            let by = turn % names.len();
            names.rotate_left(by);
            names.reverse();
        }
        prop_assert_eq!(without_users(of(text, &names)), without_users(before));
    }
}
