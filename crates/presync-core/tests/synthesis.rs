//! Known expressions fill an intranet, people change some values, and the search must find what was
//! known: equal in effect on other people.

#[path = "synthesis/people.rs"]
mod people;
#[path = "synthesis/world.rs"]
mod world;

use std::collections::BTreeMap;

use presync_core::synthesis::{Note, Synthesized, Tally};
use world::{Damage, World, values};

const DAMAGE: Damage = Damage {
    blank: 5,
    replaced: 3,
};
const BORN: &str = "urn:ietf:params:scim:schemas:extension:interactsoftware:2.0:User:dateOfBirth";
const EQUAL_MIN: f64 = 0.99;

/// Share of people, other than those it was found on, for whom it gives what the known one gives.
fn share_equal(known: &str, found: &str) -> f64 {
    let others = people::cells(600, 0xface);
    let pairs = values(known, &others)
        .into_iter()
        .zip(values(found, &others));
    let equal = pairs.filter(|(a, b)| a == b).count();
    equal as f64 / others.len() as f64
}

/// Family and expression of each row of the corpus.
fn corpus() -> Vec<(&'static str, &'static str)> {
    let rows = include_str!("synthesis/corpus.md")
        .lines()
        .filter_map(|line| {
            let (family, rest) = line.strip_prefix("| ")?.split_once(" | `")?;
            Some((family, rest.strip_suffix("` |")?))
        });
    rows.collect()
}

fn best_for(family: &str, known: &str) -> String {
    let field = if family == "day" { BORN } else { "Field" };
    let found = World::new(field, known, 800, 7, DAMAGE).found();
    found
        .first()
        .map_or_else(|| "\"\"".to_owned(), |best| best.expression.clone())
}

#[test]
fn what_was_known_is_found_in_every_family() {
    let mut families: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    let mut missed = String::new();
    for (family, known) in corpus() {
        let best = best_for(family, known);
        let share = share_equal(known, &best);
        families.entry(family).or_default().push(share);
        if share < EQUAL_MIN {
            missed += &format!("{family}: {known}\n  found {best}, equal {share:.3}\n");
        }
    }
    assert!(families.values().map(Vec::len).sum::<usize>() >= 40);
    for (family, shares) in &families {
        let share = shares.iter().sum::<f64>() / shares.len() as f64;
        println!(
            "{family}: {share:.4} of held-back people equal, {} expressions",
            shares.len()
        );
    }
    assert!(missed.is_empty(), "{missed}");
}

/// What is reported is what the text gives, counted again from outside.
#[test]
fn every_result_reproduces_its_figures() {
    let damage = Damage {
        blank: 10,
        replaced: 8,
    };
    for known in [
        "ToLower(Join(\".\", [givenName], [surname]))",
        "Switch([extensionAttribute7], , \"A1\", \"Red\", \"B2\", \"Blue\", \"C3\", \"Green\")",
        "Coalesce([mobile], [telephoneNumber])",
    ] {
        let people = people::cells(500, 11);
        let world = World::new("Field", known, 500, 11, damage);
        let held = world.legacy.attribute("Field").unwrap();
        let found = world.found();
        assert!(found.len() > 1, "{known}");
        for result in &found {
            let tally = result.fitted.with(result.held_back);
            let mut again = Tally::default();
            for (value, pair) in values(&result.expression, &people).iter().zip(&world.pairs) {
                let held = world.legacy.text(pair.0, held);
                if held.is_empty() {
                    continue;
                }
                again.of += 1;
                again.both += u32::from(!value.trim().is_empty());
                again.equal += u32::from(!value.is_empty() && folded(value) == folded(held));
                again.exact += u32::from(value == held.trim());
            }
            assert_eq!(tally, again, "{}", result.expression);
            assert_eq!(result.covered, tally.both, "{}", result.expression);
        }
    }
}

fn folded(text: &str) -> String {
    let letters = text.chars().filter(|letter| letter.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

#[test]
fn nothing_is_found_where_there_is_nothing() {
    let people = people::cells(400, 5);
    let mut dice = people::Dice(99);
    let noise = (0..400).map(|_| format!("{}", dice.roll(5))).collect();
    let constant = vec!["Contoso".to_owned(); 400];
    let nearly: Vec<String> = (0..400)
        .map(|_| if dice.hits(90) { "on" } else { "off" }.to_owned())
        .collect();
    for held in [noise, constant, nearly] {
        let found = World::holding("Field", &people, held).found();
        let texts: Vec<&String> = found.iter().map(|one| &one.expression).collect();
        assert!(texts.is_empty(), "{texts:?}");
    }
}

#[test]
fn the_order_of_rows_changes_nothing() {
    let known = "Join(\", \", [surname], [givenName], [jobTitle])";
    let people = people::cells(400, 3);
    let held = values(known, &people);
    let straight = World::holding("Field", &people, held.clone()).found();
    let mut turned = World::holding("Field", &people, held);
    turned.pairs.reverse();
    assert!(!straight.is_empty());
    assert_eq!(straight, turned.found());
}

#[test]
fn the_number_of_threads_changes_nothing() {
    for (field, known) in [
        ("Field", "ToLower(Join(\".\", [givenName], [surname]))"),
        ("Field", "Coalesce([mobile], [telephoneNumber])"),
        (BORN, "[extensionAttribute1]"),
    ] {
        let world = World::new(field, known, 400, 3, DAMAGE);
        let found = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
            let pool = pool.build().expect("threads can be started");
            pool.install(|| world.found())
        };
        let alone = found(1);
        assert!(!alone.is_empty(), "{known}");
        assert_eq!(alone, found(2), "{known}");
        assert_eq!(alone, found(5), "{known}");
    }
}

/// What people write over what a rule gave hides the rule only where little is left of it.
#[test]
fn a_rule_is_found_under_what_people_wrote() {
    let typed = [
        "the lab",
        "home",
        "night shift",
        "see intranet",
        "annex",
        "project 9",
        "on the road",
    ];
    for known in [
        "Switch([extensionAttribute7], , \"A1\", \"Red\", \"B2\", \"Blue\", \"C3\", \"Green\", \"D4\", \"Grey\")",
        "Word([physicalDeliveryOfficeName], 2, \"-\")",
        "Replace(Replace([employeeId], , \"^(.+)$\", , \"00000000$1\", , ), , \"^.*(.{8})$\", , \"$1\", , )",
        "Join(\", \", [city], [country])",
    ] {
        let people = people::cells(600, 21);
        let mut dice = people::Dice(5);
        let held = values(known, &people).into_iter().map(|value| {
            let own = typed[dice.roll(typed.len())].to_owned();
            if dice.hits(55) { own } else { value }
        });
        let found = World::holding("Field", &people, held.collect()).found();
        let best = found
            .first()
            .map_or("\"\"", |best| best.expression.as_str());
        let share = share_equal(known, best);
        assert!(
            share >= EQUAL_MIN,
            "{known}: found {best}, equal {share:.3}"
        );
    }
}

#[track_caller]
fn notes_of(field: &str, known: &str) -> Vec<Note> {
    let found: Vec<Synthesized> = World::new(field, known, 800, 7, DAMAGE).found();
    found.first().expect("something is found").notes.clone()
}

#[test]
fn notes_say_what_to_know_first() {
    let table =
        "Switch([extensionAttribute7], , \"A1\", \"Red\", \"B2\", \"Blue\", \"C3\", \"Green\")";
    let notes = notes_of("Field", table);
    let [
        Note::SwitchMayNull {
            entries: 3,
            beside_table,
        },
    ] = notes.as_slice()
    else {
        panic!("{notes:?}");
    };
    assert!((100..300).contains(beside_table), "{beside_table}");
    assert_eq!(notes_of("Field", "[department]"), []);
}

#[test]
fn constants_around_what_may_be_blank_are_noted() {
    assert_eq!(
        notes_of("Field", "Append(\"U-\", [employeeId])"),
        [Note::TextAroundBlanks]
    );
}

/// Dates of birth that the intranet has in ISO form, by what Azure has in an attribute of its own.
fn born(azure: fn(usize, [usize; 3]) -> String) -> (String, Vec<Note>) {
    let mut people = people::cells(600, 13);
    let column = people::NAMES
        .iter()
        .position(|name| *name == "extensionAttribute1")
        .expect("people have it");
    let mut dice = people::Dice(17);
    let mut held = Vec::new();
    for (at, person) in people.iter_mut().enumerate() {
        let date = [1960 + dice.roll(40), 1 + dice.roll(12), 1 + dice.roll(12)];
        held.push(format!("{}-{:02}-{:02}", date[0], date[1], date[2]));
        person[column] = azure(at, date);
    }
    let found = World::holding(BORN, &people, held).found();
    let best = found.into_iter().next().expect("something is found");
    (best.expression, best.notes)
}

#[test]
fn dates_that_read_in_two_ways_are_settled_by_the_pairs() {
    let (expression, notes) = born(|_, [year, month, day]| format!("{day:02}/{month:02}/{year}"));
    let (taken, other) = ("d/M/yyyy".to_owned(), "MM/dd/yyyy".to_owned());
    assert_eq!(
        expression,
        format!("FormatDateTime([extensionAttribute1], , \"{taken}\", \"yyyy-MM-ddTHH:mm:ssZ\")")
    );
    let attribute = "extensionAttribute1".to_owned();
    assert_eq!(
        notes,
        [Note::AmbiguousDates {
            attribute,
            taken,
            other
        }]
    );
}

#[test]
fn dates_in_another_form_are_counted() {
    let (_, notes) = born(|at, [year, month, day]| match at % 30 {
        0 => format!("{year} week {day}"),
        _ => format!("{day:02}.{month:02}.{year}"),
    });
    let attribute = "extensionAttribute1".to_owned();
    let unread = 20;
    assert_eq!(notes, [Note::MixedDates { attribute, unread }]);
}
