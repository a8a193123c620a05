//! Two plans compared: who is resolved, new, still open, and that the other way round is the same swapped.

use presync_core::{
    Action, Outcome, Side,
    comparison::{
        Comparison, Head, InputOf, Moved, PersonOf, RowOf, SideTally, Standing, StandingBuilder,
        Status, anchor_fingerprint, compare, fingerprint,
    },
    plan::ChangeKind,
};
use proptest::prelude::*;

/// A person of a test: side, id, login, partner, outcome, action, codes, changes.
#[derive(Debug, Clone)]
struct Row {
    side: Side,
    id: String,
    login: String,
    partner: String,
    outcome: Outcome,
    action: Action,
    codes: String,
    changes: Vec<(String, String)>,
}

fn azure(id: &str, login: &str, outcome: Outcome, action: Action, codes: &str) -> Row {
    Row {
        side: Side::Azure,
        id: id.to_owned(),
        login: login.to_owned(),
        partner: String::new(),
        outcome,
        action,
        codes: codes.to_owned(),
        changes: Vec::new(),
    }
}

fn linked(id: &str, login: &str) -> Row {
    azure(id, login, Outcome::Linked, Action::Update, "")
}

impl Row {
    fn of_intranet(mut self) -> Self {
        self.side = Side::Legacy;
        self
    }

    fn with(mut self, target: &str, value: &str) -> Self {
        self.changes.push((target.to_owned(), value.to_owned()));
        self
    }

    fn who_is(mut self, partner: &str) -> Self {
        self.partner = partner.to_owned();
        self
    }
}

fn standing(head: Head, rows: &[Row]) -> Standing {
    let mut builder = StandingBuilder::new(head);
    for row in rows {
        let person = PersonOf {
            side: row.side,
            id: &row.id,
            login: &row.login,
            partner: anchor_fingerprint(&row.partner),
            outcome: row.outcome,
            action: row.action,
            codes: &row.codes,
        };
        builder.person(&person).expect("it is small");
        for (target, value) in &row.changes {
            let added = builder.change(target, ChangeKind::Overwrite, fingerprint(value));
            added.expect("it is small");
        }
    }
    builder.finish()
}

fn compared(a: &[Row], b: &[Row]) -> Comparison {
    let [a, b] = [a, b].map(|rows| standing(Head::default(), rows));
    compare(&a, &b)
}

/// New, still open, resolved, came, left, rekeyed, ambiguous of both plans, of the Azure side.
#[track_caller]
fn check(a: &[Row], b: &[Row], expect: [u32; 7]) {
    let found = compared(a, b).sides[0];
    let figures = [
        found.new,
        found.still_open,
        found.resolved,
        found.came,
        found.left,
        found.rekeyed,
        found.ambiguous.iter().sum(),
    ];
    assert_eq!(figures, expect, "{found:?}");
}

fn bad(id: &str, login: &str) -> Row {
    azure(id, login, Outcome::Duplicate, Action::Create, "")
}

#[test]
fn a_trouble_is_new_still_open_or_resolved() {
    check(&[bad("1", "a")], &[linked("1", "a")], [0, 0, 1, 0, 0, 0, 0]);
    check(&[linked("1", "a")], &[bad("1", "a")], [1, 0, 0, 0, 0, 0, 0]);
    check(&[bad("1", "a")], &[bad("1", "a")], [0, 1, 0, 0, 0, 0, 0]);
    check(&[linked("1", "a")], &[linked("1", "a")], [0; 7]);
    // Who came with a trouble is new trouble; who left took it along.
    check(&[], &[bad("1", "a")], [1, 0, 0, 1, 0, 0, 0]);
    check(&[bad("1", "a")], &[], [0, 0, 1, 0, 1, 0, 0]);
    // A refused create and a warning count, a note does not; a code of a later version does.
    let refused = azure("1", "a", Outcome::Created, Action::Fail, "");
    check(&[linked("1", "a")], &[refused], [1, 0, 0, 0, 0, 0, 0]);
    for (code, new) in [
        ("SEVERAL_HITS", 1),
        ("P07", 0),
        ("NEVER_SEEN_YET", 1),
        ("", 0),
    ] {
        let found = azure("1", "a", Outcome::Linked, Action::Update, code);
        check(&[linked("1", "a")], &[found], [new, 0, 0, 0, 0, 0, 0]);
    }
}

#[test]
fn people_are_recognised_by_id_then_by_login() {
    // Renamed, and spelt in another case.
    check(&[bad("X", "a")], &[linked("x", "b")], [0, 0, 1, 0, 0, 0, 0]);
    // No id in one of the exports.
    check(
        &[bad("", "A@b")],
        &[linked("1", "a@B")],
        [0, 0, 1, 0, 0, 0, 0],
    );
    // Another id: the address was given to somebody else, unless both plans know whose account it is.
    check(
        &[linked("1", "a")],
        &[linked("2", "a")],
        [0, 0, 0, 1, 1, 0, 0],
    );
    check(
        &[linked("1", "a").who_is("u7")],
        &[linked("2", "a").who_is("U7")],
        [0, 0, 0, 0, 0, 1, 0],
    );
    check(
        &[linked("1", "a").who_is("u7")],
        &[linked("2", "a").who_is("u8")],
        [0, 0, 0, 1, 1, 0, 0],
    );
    // Two with one id are told apart by their logins, and not at all without.
    check(
        &[linked("1", "a"), linked("1", "b")],
        &[linked("1", "b"), linked("1", "a")],
        [0; 7],
    );
    check(
        &[linked("1", "a")],
        &[linked("1", "b"), linked("1", "c")],
        [0, 0, 0, 0, 0, 0, 3],
    );
    check(&[linked("", "")], &[linked("", "")], [0, 0, 0, 0, 0, 0, 2]);
    // The sides never meet.
    check(
        &[linked("1", "a")],
        &[linked("1", "a").of_intranet()],
        [0, 0, 0, 0, 1, 0, 0],
    );
}

#[test]
fn changes_are_added_gone_or_different() {
    let a = linked("1", "a")
        .with("title", "x")
        .with("city", "y")
        .with("zip", "1");
    let b = linked("1", "a")
        .with("city", "z")
        .with("zip", "1")
        .with("mail", "m");
    let found = compared(&[a], &[b]);
    let figures: Vec<_> = found
        .attributes
        .iter()
        .map(|one| (one.target.as_str(), [one.added, one.removed, one.different]))
        .collect();
    assert_eq!(
        figures,
        [
            ("city", [0, 0, 1]),
            ("mail", [1, 0, 0]),
            ("title", [0, 1, 0])
        ]
    );
    assert_eq!(found.people[0].changes, 3);
    assert_eq!(found.changes.len(), 3);
}

#[test]
fn two_mappings_over_one_population_are_compared_by_effect() {
    let input = |side: &str, sha256: &str| InputOf {
        side: side.to_owned(),
        sha256: sha256.to_owned(),
        ..InputOf::default()
    };
    let row = |source: &str| RowOf {
        object: "users".to_owned(),
        target: "userName".to_owned(),
        properties: [("type", "direct"), ("source", source)]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into(),
    };
    let head = |source: &str, sha256: &str| Head {
        inputs: vec![
            input("legacy", "1"),
            input("azure", sha256),
            input("", source),
        ],
        mapping: vec![row(source)],
        ..Head::default()
    };
    let a = standing(head("mail", "2"), &[bad("1", "a"), bad("2", "b")]);
    let b = standing(head("upn", "2"), &[linked("1", "a"), bad("2", "b")]);
    let found = compare(&a, &b);
    assert!(found.same_population);
    let effects: Vec<_> = found
        .effects
        .iter()
        .map(|one| (one.from.as_str(), one.to.as_str(), one.count))
        .collect();
    assert_eq!(effects, [("create", "link", 1), ("create", "create", 1)]);
    let [row] = found.mapping.as_slice() else {
        panic!("one row differs: {:?}", found.mapping)
    };
    assert_eq!(row.properties.len(), 1);
    assert_eq!(
        row.properties[0].values,
        [Some("mail".to_owned()), Some("upn".to_owned())]
    );
    assert_eq!(found.inputs.len(), 2);
    let other = standing(head("upn", "3"), &[]);
    assert!(!compare(&a, &other).same_population);
}

/// The same with A and B swapped.
fn swapped(found: Comparison) -> Comparison {
    let swap = |status| match status {
        Some(Status::New) => Some(Status::Resolved),
        Some(Status::Resolved) => Some(Status::New),
        other => other,
    };
    let [x, y] = found.ambiguous;
    let mut swapped = Comparison {
        sides: found.sides.map(|side| SideTally {
            came: side.left,
            left: side.came,
            new: side.resolved,
            resolved: side.new,
            ambiguous: [side.ambiguous[1], side.ambiguous[0]],
            ..side
        }),
        ambiguous: [y, x],
        ..found
    };
    for one in &mut swapped.moves {
        std::mem::swap(&mut one.from, &mut one.to);
    }
    for one in &mut swapped.effects {
        std::mem::swap(&mut one.from, &mut one.to);
    }
    for one in &mut swapped.items {
        std::mem::swap(&mut one.new, &mut one.resolved);
    }
    for one in &mut swapped.attributes {
        std::mem::swap(&mut one.added, &mut one.removed);
    }
    for one in &mut swapped.people {
        std::mem::swap(&mut one.a, &mut one.b);
        one.status = swap(one.status);
    }
    for one in &mut swapped.changes {
        std::mem::swap(&mut one.a, &mut one.b);
        one.azure.reverse();
    }
    for one in &mut swapped.inputs {
        one.in_b = !one.in_b;
    }
    for one in &mut swapped.mapping {
        one.present.reverse();
        one.properties
            .iter_mut()
            .for_each(|one| one.values.reverse());
    }
    for one in &mut swapped.settings {
        one.values.reverse();
    }
    for one in &mut swapped.assumptions {
        one.values.reverse();
    }
    swapped
}

/// Without the order of lists that follow the plans.
fn ordered(mut found: Comparison) -> Comparison {
    fn key<T: Copy>(
        one: &Moved<T>,
        word: fn(T) -> &'static str,
    ) -> (Side, &'static str, &'static str) {
        (one.side, word(one.from), word(one.to))
    }
    found.moves.sort_by_key(|one| key(one, Outcome::as_str));
    found.effects.sort_by_key(|one| (one.from, one.to));
    found.people.sort();
    found.changes.sort();
    found.inputs.sort();
    found
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let word = |words: &'static [&'static str]| prop::sample::select(words);
    let person = (
        prop::bool::ANY,
        word(&["", "1", "2", "3", "Ä4", "ä4"]),
        word(&["", "a", "b", "c", "A"]),
        word(&["", "p", "q"]),
        prop::sample::select(&Outcome::ALL[..]),
        prop::sample::select(&Action::ALL[..]),
        word(&["", "SEVERAL_HITS", "NO_MATCH;ORPHAN", "P07"]),
        prop::collection::btree_map(word(&["title", "city"]), word(&["", "x", "y"]), 0..3),
    );
    let row = person.prop_map(
        |(is_azure, id, login, partner, outcome, action, codes, changes)| {
            let changes = if is_azure {
                changes
            } else {
                std::collections::BTreeMap::new()
            };
            Row {
                side: if is_azure { Side::Azure } else { Side::Legacy },
                id: id.to_owned(),
                login: login.to_owned(),
                partner: partner.to_owned(),
                outcome,
                action,
                codes: codes.to_owned(),
                changes: changes
                    .into_iter()
                    .map(|(target, value)| (target.to_owned(), value.to_owned()))
                    .collect(),
            }
        },
    );
    prop::collection::vec(row, 0..12)
}

fn heads() -> impl Strategy<Value = Head> {
    let word = |words: &'static [&'static str]| prop::sample::select(words).prop_map(str::to_owned);
    let row =
        (word(&["title", "city"]), word(&["mail", "upn"])).prop_map(|(target, source)| RowOf {
            object: "users".to_owned(),
            target,
            properties: [("source".to_owned(), source)].into(),
        });
    let input =
        (word(&["azure", "legacy", ""]), word(&["1", "2"])).prop_map(|(side, sha256)| InputOf {
            side,
            sha256,
            ..InputOf::default()
        });
    (
        prop::collection::vec(row, 0..4),
        prop::collection::vec(input, 0..4),
        prop::collection::btree_map(word(&["scope", "users.create"]), word(&["x", "y"]), 0..3),
        prop::collection::btree_map(word(&["case-match", "scope-all"]), 1u32..3, 0..3),
    )
        .prop_map(|(mapping, inputs, settings, assumptions)| Head {
            mapping,
            inputs,
            settings,
            assumptions,
            ..Head::default()
        })
}

proptest! {
    #[test]
    fn the_other_way_round_is_the_same_swapped(
        a in rows(), b in rows(), head_a in heads(), head_b in heads(),
    ) {
        let (a, b) = (standing(head_a, &a), standing(head_b, &b));
        prop_assert_eq!(ordered(swapped(compare(&a, &b))), ordered(compare(&b, &a)));
    }

    #[test]
    fn everybody_is_in_one_figure(a in rows(), b in rows()) {
        let found = compared(&a, &b);
        let sum = |figure: fn(&SideTally) -> u32| found.sides.iter().map(figure).sum::<u32>() as usize;
        prop_assert_eq!(sum(|side| side.both + side.left + side.ambiguous[0]), a.len());
        prop_assert_eq!(sum(|side| side.both + side.came + side.ambiguous[1]), b.len());
    }

    #[test]
    fn a_plan_differs_from_itself_in_nothing(rows in rows(), head in heads()) {
        let plan = standing(head, &rows);
        let found = compare(&plan, &plan);
        prop_assert!(found.changes.is_empty() && found.mapping.is_empty() && found.inputs.is_empty());
        let troubles = |side: &SideTally| side.new + side.resolved + side.came + side.left;
        prop_assert!(found.sides.iter().all(|side| troubles(side) == 0));
        prop_assert!(found.people.iter().all(|person| !person.moved && person.changes == 0));
    }
}
