//! Two exports and what is said of them; decisions and what puts them in doubt.

use proptest::prelude::*;

use super::*;
use crate::{
    decision::{Decision, Verdict},
    matching,
    population::{PopulationBuilder, Source},
    progress::Unwatched,
    record::Record,
};

const AZURE: &[&str] = &[
    "objectId",
    "userPrincipalName",
    "displayName",
    "department",
    "accountEnabled",
];
const LEGACY: &[&str] = &[
    "externalId",
    "userName",
    "name.givenName",
    "name.familyName",
    "title",
];

/// A population of rows whose cells are split at bars.
fn population(side: Side, attributes: &[&str], rows: &[&str]) -> Population {
    let mut builder = PopulationBuilder::new(side);
    let source = Source {
        file: "users.csv".to_owned(),
        sheet: None,
    };
    builder
        .begin_source(source, attributes)
        .expect("few columns");
    for (number, row) in (1..).zip(rows) {
        let cells: Vec<&str> = row.split('|').collect();
        let line = number + 1;
        let record = Record {
            number,
            line,
            cells: &cells,
            readings: &[],
        };
        builder.push(&record).expect("few users");
    }
    builder.finish()
}

fn columns(attributes: &[&str]) -> Vec<SourceColumn> {
    let column = |attribute: &&str| SourceColumn {
        header: (*attribute).to_owned(),
        attribute: (*attribute).to_owned(),
        known: true,
        confidence: 90,
        reason: String::new(),
    };
    attributes.iter().map(column).collect()
}

fn compared(side: Side, attributes: [&[&str]; 2], rows: [&[&str]; 2], limits: Limits) -> Changes {
    let [before, after] = [0, 1].map(|at| population(side, attributes[at], rows[at]));
    let [old, new] = attributes.map(columns);
    let export = |users, columns| Export { users, columns };
    compare(export(&before, &old), export(&after, &new), limits)
}

/// Compares two exports with the same columns: the sentence, and the rows as `kind person attribute old>new`.
fn check(side: Side, before: &[&str], after: &[&str], sentence: &str, rows: &[&str]) {
    let attributes = match side {
        Side::Azure => AZURE,
        Side::Legacy => LEGACY,
    };
    let changes = compared(side, [attributes; 2], [before, after], Limits::default());
    assert_eq!(changes.sentence(), sentence);
    let told: Vec<String> = changes
        .rows
        .iter()
        .map(|row| {
            format!(
                "{:?} {} {} {}>{}",
                row.kind, row.person, row.attribute, row.before, row.after
            )
        })
        .collect();
    assert_eq!(told, rows);
}

#[test]
fn people_come_go_and_change() {
    check(
        Side::Azure,
        &[
            "1|ann@a|Ann Lee|Sales|true",
            "2|bob@a|Bob Ray||true",
            "3|cy@a|Cy Fox|HR|true",
        ],
        &[
            "4|dot@a|Dot Kay|HR|true",
            "2|bob@a|Bob Ray|IT|TRUE",
            "1|ann@a|Ann Lee||true",
        ],
        "1 new, 1 gone, 2 changed (Department 2)",
        &[
            "Changed ann@a Department Sales>",
            "Changed bob@a Department >IT",
            "New dot@a  >",
            "Gone cy@a  >",
        ],
    );
}

#[test]
fn blanks_the_order_of_values_and_spellings_of_truth_are_no_change() {
    check(
        Side::Azure,
        &["1|ann@a|Ann Lee|B\u{1f}A|true"],
        &["1|ann@a|Ann Lee |A\u{1f}B|True"],
        "nothing changed",
        &[],
    );
}

#[test]
fn a_changed_key_is_the_same_person_only_where_it_is_certain() {
    // The ID changed, and the sign-in name and the name say who it is.
    check(
        Side::Azure,
        &["1|ann@a|Ann Lee|HR|true"],
        &["9|ann@a|Ann Lee|HR|true"],
        "1 under another key",
        &["Rekeyed ann@a Object ID 1>9"],
    );
    // The sign-in name went to somebody else.
    check(
        Side::Azure,
        &["1|ann@a|Ann Lee|HR|true"],
        &["9|ann@a|Annette Poe|HR|true"],
        "1 new, 1 gone",
        &["New ann@a  >", "Gone ann@a  >"],
    );
    // An ID that says nothing of its owner outlives a marriage.
    check(
        Side::Legacy,
        &["77|ann.lee|Ann|Lee|Cook"],
        &["77|ann.poe|Ann|Poe|Cook"],
        "1 under another key",
        &[
            "Rekeyed ann.poe User name ann.lee>ann.poe",
            "Rekeyed ann.poe Surname Lee>Poe",
        ],
    );
    // A recycled ID.
    check(
        Side::Legacy,
        &["77|ann.lee|Ann|Lee|Cook"],
        &["77|bo.ray|Bo|Ray|Cook"],
        "1 new, 1 gone",
        &["New bo.ray  >", "Gone ann.lee  >"],
    );
    // Two of one sign-in name: nobody can say which of them it is.
    check(
        Side::Azure,
        &["1|ann@a|Ann Lee|HR|true", "2|ann@a|Ann Lee|IT|true"],
        &["9|ann@a|Ann Lee|HR|true"],
        "1 new, 2 gone",
        &["New ann@a  >", "Gone ann@a  >", "Gone ann@a  >"],
    );
}

#[test]
fn a_key_that_is_missing_says_nothing() {
    check(
        Side::Legacy,
        &["|ann|Ann|Lee|Cook", "|bo|Bo|Ray|"],
        &["|bo|Bo|Ray|Head", "5|ann|Ann|Lee|Cook"],
        "2 changed (Job title 1, Unique ID 1)",
        &["Changed ann Unique ID >5", "Changed bo Job title >Head"],
    );
}

#[test]
fn columns_that_came_or_went_are_no_changes_of_people() {
    let before: &[&str] = &["objectId", "userPrincipalName", "department"];
    let after: &[&str] = &["objectId", "userPrincipalName", "jobTitle"];
    let changes = compared(
        Side::Azure,
        [before, after],
        [&["1|ann@a|HR"], &["1|ann@a|Cook"]],
        Limits::default(),
    );
    assert_eq!(changes.sentence(), "1 column gone, 1 column new");
    assert_eq!((changes.changed, changes.unchanged), (0, 1));
    let mut read = columns(after);
    read[2].header = "department".to_owned();
    let columns = ColumnChanges::between(&columns(before), &read);
    let expect = ReadDifferently {
        header: "department".to_owned(),
        before: "department".to_owned(),
        after: "jobTitle".to_owned(),
    };
    assert_eq!(columns.read_differently, [expect]);
}

#[test]
fn limits_bound_what_is_kept_and_not_what_is_counted() {
    let rows = |department: &str| -> Vec<String> {
        (0..9)
            .map(|n| format!("{n}|u{n}@a|U|{department}|true"))
            .collect()
    };
    let [before, after] = [rows("HR"), rows("IT")];
    let limits = Limits {
        samples_max: 2,
        rows_max: 4,
    };
    let changes = compared(
        Side::Azure,
        [AZURE; 2],
        [&before, &after]
            .map(|rows| rows.iter().map(String::as_str).collect::<Vec<_>>())
            .each_ref()
            .map(Vec::as_slice),
        limits,
    );
    assert_eq!(
        (changes.changed, changes.rows.len(), changes.left_out),
        (9, 4, 5)
    );
    let samples: Vec<&str> = changes.attributes[0]
        .samples
        .iter()
        .map(|s| s.person.as_str())
        .collect();
    assert_eq!(samples, ["u0@a", "u1@a"]);
}

fn decision(decision: Verdict, legacy: &str, azure: &str, at: &str) -> Decision {
    Decision {
        legacy_anchor: legacy.to_owned(),
        azure_anchor: azure.to_owned(),
        decision,
        reason: String::new(),
        by: String::new(),
        at: at.to_owned(),
    }
}

/// Makes the decisions on the first pair of exports and looks at them again on the second.
fn doubts(decisions: &[Decision], then: [&[&str]; 2], now: [&[&str]; 2]) -> Vec<String> {
    let both = |rows: [&[&str]; 2]| {
        [
            population(Side::Legacy, LEGACY, rows[0]),
            population(Side::Azure, AZURE, rows[1]),
        ]
    };
    let looked = |decisions: &[Decision], bases: &Bases, rows| {
        let [legacy, azure] = both(rows);
        let matching = matching::run(&legacy, &azure, decisions, &Unwatched).expect("unwatched");
        review(decisions, bases, [&legacy, &azure], Some(&matching))
    };
    let first = looked(decisions, &Bases::new(), then);
    assert!(first.doubts.is_empty(), "nothing to compare with");
    let bases: Bases = first.fresh.into_iter().collect();
    let doubts = looked(decisions, &bases, now).doubts;
    let told = doubts.iter().map(|doubt| {
        let people = [&doubt.decision.legacy_anchor, &doubt.decision.azure_anchor];
        format!("{}-{}: {}", people[0], people[1], doubt.sentence())
    });
    told.collect()
}

const OURS: &[&str] = &["7|ann|Ann|Lee|Cook", "8|bo|Bo|Ray|Cook"];
const THEIRS: &[&str] = &["1|ann@a|Ann Lee|HR|true", "2|bo@a|Bo Ray|IT|true"];

#[test]
fn a_decision_is_in_doubt_when_its_people_are_not_as_they_were() {
    let confirm = [decision(Verdict::Confirm, "7", "1", "2026-11-20")];
    let check = |ours: &[&str], theirs: &[&str], expect: &[&str]| {
        assert_eq!(doubts(&confirm, [OURS, THEIRS], [ours, theirs]), expect);
    };
    check(OURS, THEIRS, &[]);
    check(&["7|ANN|Ann |Lee|Head", OURS[1]], THEIRS, &[]);
    check(
        OURS,
        &["1|ann@a|Ann Poe|IT|true", THEIRS[1]],
        &["7-1: Department, Display name of the Azure user changed"],
    );
    check(
        &["7|ann.poe|Ann|Poe|Cook", OURS[1]],
        &THEIRS[1..],
        &["7-1: Surname, User name of the intranet user changed; no longer in the Azure export"],
    );
    check(
        OURS,
        &[THEIRS[0], THEIRS[1], "3|lee@a|Ann Lee|HR|true"],
        &["7-1: 1 new candidate"],
    );
}

#[test]
fn only_what_still_stands_is_in_doubt_and_only_by_what_it_says() {
    let confirm = |at| decision(Verdict::Confirm, "7", "1", at);
    let renamed: &[&str] = &["1|ann@a|Ann Poe|HR|true", THEIRS[1]];
    let check = |decisions: &[Decision], theirs: &[&str], expect: &[&str]| {
        assert_eq!(doubts(decisions, [OURS, THEIRS], [OURS, theirs]), expect);
    };
    let doubt = "Display name of the Azure user changed";
    let denied = decision(Verdict::Deny, "7", "1", "2026-11-21");
    check(
        &[confirm("1"), denied],
        renamed,
        &[&format!("7-1: {doubt}")],
    );
    check(
        &[confirm("1"), confirm("2")],
        renamed,
        &[&format!("7-1: {doubt}")],
    );
    let new = decision(Verdict::New, "", "1", "2026-11-21");
    check(&[new], renamed, &[&format!("-1: {doubt}")]);
    let left_out = decision(Verdict::LeaveOut, "", "1", "2026-11-21");
    check(
        &[left_out],
        &THEIRS[1..],
        &["-1: no longer in the Azure export"],
    );
    // Who is denied, or somebody else for certain, is no new candidate.
    let other = "3|lee@a|Ann Lee|HR|true";
    let denied = decision(Verdict::Deny, "7", "3", "2026-11-21");
    check(&[confirm("1"), denied], &[THEIRS[0], THEIRS[1], other], &[]);
}

#[test]
fn a_decision_made_anew_is_based_on_the_exports_of_now() {
    let decisions = [decision(Verdict::Confirm, "7", "1", "2026-11-20")];
    let [legacy, azure] = [
        population(Side::Legacy, LEGACY, OURS),
        population(Side::Azure, AZURE, THEIRS),
    ];
    let looked = review(&decisions, &Bases::new(), [&legacy, &azure], None);
    let bases: Bases = looked.fresh.into_iter().collect();
    let again = [decision(Verdict::Confirm, "7", "1", "2026-11-25")];
    let looked = review(&again, &bases, [&legacy, &azure], None);
    assert_eq!((looked.doubts.len(), looked.fresh.len()), (0, 1));
    // Somebody whom no export holds yet is no basis.
    let unknown = [decision(Verdict::Confirm, "70", "1", "2026-11-25")];
    assert_eq!(
        review(&unknown, &bases, [&legacy, &azure], None),
        Review::default()
    );
}

/// Up to twenty users of few keys and values, some without a key.
fn rows() -> impl Strategy<Value = Vec<String>> {
    let row = ("[0-9]?", "[a-c]?", "[A-B]", "[x-y]?", "(true|false)");
    let row = row.prop_map(|(id, upn, name, department, enabled)| {
        format!("{id}|{upn}|{name}|{department}|{enabled}")
    });
    proptest::collection::vec(row, 0..20)
}

fn azure(rows: &[String]) -> Vec<&str> {
    rows.iter().map(String::as_str).collect()
}

proptest! {
    #[test]
    fn a_population_has_not_changed_from_itself(rows in rows()) {
        let rows = azure(&rows);
        let changes = compared(Side::Azure, [AZURE; 2], [&rows; 2], Limits::default());
        prop_assert!(changes.is_empty(), "{}", changes.sentence());
    }

    #[test]
    fn everybody_is_counted_once(before in rows(), after in rows()) {
        let [before, after] = [azure(&before), azure(&after)];
        let changes = compared(Side::Azure, [AZURE; 2], [&before, &after], Limits::default());
        let both = changes.changed + changes.rekeyed + changes.unchanged;
        let users = |rows| population(Side::Azure, AZURE, rows).len();
        prop_assert_eq!((both + changes.gone) as usize, users(&before));
        prop_assert_eq!((both + changes.new) as usize, users(&after));
    }

    /// Records of one ID would merge in another order: an ID of its own keeps them apart.
    #[test]
    fn the_order_of_rows_changes_nothing(
        before in rows(),
        (after, shuffled) in rows().prop_flat_map(|rows| {
            let rows = numbered(&rows);
            (Just(rows.clone()), Just(rows).prop_shuffle())
        }),
    ) {
        let before = numbered(&before);
        let [before, after, shuffled] = [azure(&before), azure(&after), azure(&shuffled)];
        let told = |rows: &[&str]| compared(Side::Azure, [AZURE; 2], [&before, rows], Limits::default());
        prop_assert_eq!(told(&after), told(&shuffled));
    }
}

fn numbered(rows: &[String]) -> Vec<String> {
    let own = |(at, row): (usize, &String)| match row.split_once('|') {
        Some(("", rest)) => format!("|{at}{rest}"),
        Some((id, rest)) => format!("{at}-{id}|{rest}"),
        None => row.clone(),
    };
    rows.iter().enumerate().map(own).collect()
}
