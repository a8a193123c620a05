//! Which rows become match keys, once there is something to judge them by.

use jiff::Timestamp;

use super::*;
use crate::{key_search::Weights, recommend::Cycle, scope::Scope, simulate::Settings};

const MAIL: &str = "emails[type eq \"work\"].value";

/// The precedences of user name, e-mail and unique ID, and the mapping.
fn keys(mail: fn(usize) -> String) -> ([Option<u32>; 3], Mapping) {
    let legacy = population(
        Side::Legacy,
        &[
            ("userName", |n| format!("old{n}")),
            (MAIL, |n| format!("p{n}@x.example")),
            ("externalId", |n| format!("E{n}")),
        ],
    );
    let azure = population(
        Side::Azure,
        &[
            ("objectId", |n| format!("o{n}")),
            ("userPrincipalName", |n| format!("n{n}@x.example")),
            ("mail", mail),
            ("employeeId", |n| format!("E{n}")),
        ],
    );
    let mut matching = matching();
    matching.sources.uid = vec![key("employeeId", 40)];
    matching.sources.uid_detected = true;
    let settings = Settings::at(Timestamp::UNIX_EPOCH);
    let given = Given {
        cycle: Some(Cycle {
            scope: &Scope::default(),
            settings: &settings,
            weights: Weights::default(),
        }),
        ..Given::people(&legacy, &azure, &matching, Sampling::seeded(0))
    };
    let mapping = run(&given).mapping;
    let precedence = |target| mapping.users.row(target).and_then(|row| row.precedence);
    (["userName", MAIL, "externalId"].map(precedence), mapping)
}

#[test]
fn the_documented_order_stays_where_nothing_harms_fewer() {
    let (precedences, mapping) = keys(|n| format!("p{n}@x.example"));
    assert_eq!(precedences, [Some(1), Some(2), Some(3)]);
    let reason = &mapping.users.row("userName").unwrap().reason;
    let figures =
        "40 people would find their account, 0 would be missed, 0 would find another person's";
    assert!(reason.contains(figures), "{reason}");
    assert!(reason.contains("this documented order"), "{reason}");
}

#[test]
fn the_best_keys_take_the_place_of_an_order_that_finds_others() {
    let (precedences, mapping) = keys(|n| format!("p{}@x.example", (n + 1) % PEOPLE));
    assert_eq!(precedences, [None, None, Some(1)]);
    let reason = &mapping.users.row("externalId").unwrap().reason;
    assert!(
        reason.contains("40 people would find their account"),
        "{reason}"
    );
    assert!(
        reason.contains("with the documented order")
            && reason.contains("40 would find another person's"),
        "{reason}"
    );
    let reason = &mapping.users.row(MAIL).unwrap().reason;
    assert!(reason.contains("No match key"), "{reason}");
}
