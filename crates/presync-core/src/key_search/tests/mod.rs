//! Engagements small enough to read: which keys win, and why.

use jiff::Timestamp;

use super::{Counts, DOCUMENTED, KeyCandidate, KeySearch, KeyTable, Weights, run, usual};
use crate::{
    Link, LinkRule, LinkStatus, Population, Side, UserIx,
    mapping::{AttributeMapping, Mapping, MappingSource},
    matching::{KeySources, Matching},
    population::{PopulationBuilder, Source},
    progress::Unwatched,
    record::Record,
    scope::Scope,
    simulate::{Input, Settings},
};

/// A column: its attribute, and its value for the person of this number.
type Field = (&'static str, fn(usize) -> String);

const MAIL: &str = DOCUMENTED[1];
const PEOPLE: usize = 40;

/// People with an account each: person `n` is account `n`.
struct Case {
    legacy: Vec<Field>,
    azure: Vec<Field>,
    people: usize,
}

impl Case {
    fn ask<T>(&self, ask: impl FnOnce(&Input<'_>) -> T) -> T {
        let matching = matching(self.people);
        ask(&Input {
            legacy: &population(Side::Legacy, &self.legacy, self.people),
            azure: &population(Side::Azure, &self.azure, self.people),
            matching: &matching,
            mapping: &mapping(),
            scope: &Scope::default(),
            settings: &Settings::at(Timestamp::UNIX_EPOCH),
        })
    }

    fn search(&self, candidates: &[KeyCandidate]) -> KeySearch {
        self.ask(|input| run(input, candidates, &Weights::default(), &Unwatched).unwrap())
    }
}

/// The documented keys with Entra's default sources.
fn mapping() -> Mapping {
    let mut mapping = Mapping::default();
    let sources = ["userPrincipalName", "mail", "mailNickname"];
    for ((target, source), precedence) in DOCUMENTED.iter().zip(sources).zip(1..) {
        let source = MappingSource::Direct(source.to_owned());
        let mut row = AttributeMapping::new(target, source);
        row.precedence = Some(precedence);
        mapping.users.rows.push(row);
    }
    mapping
}

fn matching(people: usize) -> Matching {
    let people = 0..u32::try_from(people).unwrap();
    let link = |person| Link {
        legacy: UserIx(person),
        azure: UserIx(person),
        status: LinkStatus::Certain,
        rule: LinkRule::Uid,
        score: 1.0,
        evidence: Vec::new(),
    };
    Matching {
        links: people.clone().map(link).collect(),
        by_azure: people.clone().map(Some).collect(),
        by_legacy: people.map(Some).collect(),
        ..Matching::default()
    }
}

fn population(side: Side, fields: &[Field], people: usize) -> Population {
    let mut builder = PopulationBuilder::new(side);
    let names: Vec<&str> = fields.iter().map(|(name, _)| *name).collect();
    let source = Source {
        file: "people.csv".to_owned(),
        sheet: None,
    };
    builder.begin_source(source, &names).unwrap();
    for (person, number) in (0..people).zip(1..) {
        let cells: Vec<String> = fields.iter().map(|(_, value)| value(person)).collect();
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        let record = Record {
            number,
            line: number + 1,
            cells: &cells,
            readings: &[],
        };
        builder.push(&record).unwrap();
    }
    builder.finish()
}

fn direct(target: &str, source: &str) -> KeyCandidate {
    KeyCandidate {
        target: target.to_owned(),
        source: MappingSource::Direct(source.to_owned()),
    }
}

/// `userName ← mail, …`.
fn spelt(search: &KeySearch, choice: Option<&super::Choice>) -> String {
    let keys = choice
        .map(|choice| search.keys(choice))
        .into_iter()
        .flatten();
    let one = |key: &KeyCandidate| match &key.source {
        MappingSource::Direct(name) => format!("{} ← {name}", key.target),
        source => format!("{} ← {}", key.target, source.label()),
    };
    keys.map(one).collect::<Vec<_>>().join(", ")
}

fn name(n: usize) -> String {
    format!("p{n}@x.example")
}

fn old_name(n: usize) -> String {
    format!("old{n}@x.example")
}

fn number(n: usize) -> String {
    format!("E{n}")
}

fn nick(n: usize) -> String {
    format!("nick{n}")
}

fn none(_: usize) -> String {
    String::new()
}

/// Everybody's address is that of the next person; the IDs are the employees' numbers.
fn moved_on() -> Case {
    Case {
        legacy: vec![("userName", old_name), ("externalId", number), (MAIL, name)],
        azure: vec![
            ("userPrincipalName", |n| format!("new{n}@x.example")),
            ("mail", |n| name((n + 1) % PEOPLE)),
            ("mailNickname", nick),
            ("employeeId", number),
        ],
        people: PEOPLE,
    }
}

#[test]
fn a_key_that_finds_others_loses_against_one_that_finds_oneself() {
    let search = moved_on().search(&[direct("externalId", "employeeId")]);
    assert_eq!(spelt(&search, search.best()), "externalId ← employeeId");
    let best = search.best().unwrap();
    assert_eq!((best.counts.linked, best.harm), (40, 0));
    // The sign-in name's row is still there, and writes.
    assert_eq!(best.counts.renamed, 40);
    let documented = search.documented.as_ref().unwrap();
    assert_eq!(documented.counts.takeover, 40);
    assert_eq!(documented.harm, 400);
    assert_eq!(search.recommended.as_ref(), search.best());
    assert!(!search.keeps_documented());
    assert_eq!(search.gains[0].without.unreached, 40);
}

#[test]
fn a_key_that_almost_nobody_has_cannot_win_by_harming_few() {
    let few: fn(usize) -> String = |n| if n == 0 { number(n) } else { String::new() };
    let case = Case {
        legacy: vec![("userName", name), ("externalId", number), (MAIL, none)],
        azure: vec![
            // One person would be missed.
            ("userPrincipalName", |n| {
                if n == 9 { old_name(n) } else { name(n) }
            }),
            ("mail", none),
            ("mailNickname", none),
            ("employeeId", few),
        ],
        people: PEOPLE,
    };
    let search = case.search(&[direct("externalId", "employeeId")]);
    let best = search.best().unwrap();
    assert_eq!((best.counts.linked, best.counts.duplicate), (39, 1));
    let table = case.ask(|input| {
        KeyTable::read(input, &[direct("externalId", "employeeId")], &Unwatched).unwrap()
    });
    let alone = table
        .candidates()
        .iter()
        .position(|one| *one == direct("externalId", "employeeId"));
    let counts = table.counts(&[u16::try_from(alone.unwrap()).unwrap()]);
    let expect = Counts {
        linked: 1,
        skipped: 39,
        unreached: 39,
        ..Counts::default()
    };
    assert_eq!(counts, expect);
}

#[test]
fn the_documented_order_wins_ties_and_near_ties() {
    #[track_caller]
    fn check(people: usize, mail: fn(usize) -> String, keeps: bool) {
        let case = Case {
            legacy: vec![("userName", name), ("externalId", number), (MAIL, name)],
            azure: vec![
                ("objectId", nick),
                ("userPrincipalName", mail),
                ("mail", none),
                ("mailNickname", none),
                ("employeeId", number),
            ],
            people,
        };
        let search = case.search(&[direct("externalId", "employeeId")]);
        assert_eq!(search.keeps_documented(), keeps, "{search:#?}");
    }
    check(PEOPLE, name, true);
    // One in a thousand more is missed than need be, or two.
    check(1000, |n| if n == 7 { old_name(n) } else { name(n) }, true);
    check(1000, |n| if n < 2 { old_name(n) } else { name(n) }, false);
    // One more would find another person's account.
    check(1000, |n| name(if n == 7 { 8 } else { n }), false);
}

#[test]
fn the_front_trades_takeovers_against_people_missed() {
    // The address finds ten people and takes one over; the name finds five, and takes nobody over.
    let case = Case {
        legacy: vec![("userName", name), ("externalId", none), (MAIL, name)],
        azure: vec![
            ("userPrincipalName", |n| {
                if n < 5 { name(n) } else { old_name(n) }
            }),
            ("mail", |n| match n {
                0..10 => name(n),
                10 => name(11),
                _ => old_name(n),
            }),
            ("mailNickname", nick),
        ],
        people: 12,
    };
    let search = case.search(&[]);
    let front = search.front.iter();
    let front: Vec<_> = front
        .map(|one| {
            (
                one.counts.takeover,
                one.counts.missed(),
                spelt(&search, Some(one)),
            )
        })
        .collect();
    let by_mail = format!("{MAIL} ← mail");
    assert_eq!(
        front,
        [
            (0, 7, "userName ← userPrincipalName".to_owned()),
            (1, 1, by_mail)
        ]
    );
}

#[test]
fn each_key_is_told_by_what_it_finds_in_its_turn() {
    let case = moved_on();
    let (figures, without_values) = case.ask(|input| {
        let table = KeyTable::read(input, &[], &Unwatched).unwrap();
        (table.figures(&[0, 1]), table.figures(&[]))
    });
    let [first, second] = figures.as_slice() else {
        panic!("two keys have two figures");
    };
    assert_eq!((first.asked, first.nothing), (40, 40));
    assert_eq!((second.asked, second.other, second.own), (40, 40, 0));
    assert!(without_values.is_empty());
}

#[test]
fn what_is_tried_is_what_both_exports_hold_and_entra_offers() {
    let legacy = population(
        Side::Legacy,
        &[("userName", name), ("externalId", number)],
        1,
    );
    let azure = population(
        Side::Azure,
        &[
            ("userPrincipalName", name),
            ("mail", name),
            ("objectId", number),
        ],
        1,
    );
    let key = |attribute: &str, equal| crate::matching::KeyCandidate {
        attribute: attribute.to_owned(),
        equal,
        of: 1,
    };
    let sources = KeySources {
        user_name: vec![
            key("onPremisesSamAccountName", 1),
            key("localpart(mail)", 1),
            key("mailNickname", 1),
            key("mail", 0),
        ],
        uid: vec![key("hash(mail)", 1)],
        ..KeySources::default()
    };
    let tried = usual(&legacy, &azure, &sources);
    let tried: Vec<String> = tried
        .iter()
        .map(|one| match &one.source {
            MappingSource::Direct(name) | MappingSource::Expression(name) => {
                format!("{} ← {name}", one.target)
            }
            source => source.label(),
        })
        .collect();
    assert_eq!(
        tried,
        [
            "userName ← Item(Split([mail], \"@\"), 1)",
            "userName ← userPrincipalName",
            "userName ← mail",
            "userName ← originalUserPrincipalName",
            "externalId ← objectId",
        ]
    );
}
