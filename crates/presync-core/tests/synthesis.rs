//! Known expressions fill an intranet, people change some values, and the search must find what was known.

#[path = "synthesis/people.rs"]
mod people;
#[path = "synthesis/world.rs"]
mod world;

use world::{Damage, World, values};

const DAMAGE: Damage = Damage {
    blank: 5,
    replaced: 3,
};

/// Share of people, other than those it was found on, for whom it gives what the known one gives.
fn share_equal(known: &str, found: &str) -> f64 {
    let others = people::cells(600, 0xface);
    let pairs = values(known, &others)
        .into_iter()
        .zip(values(found, &others));
    let equal = pairs.filter(|(a, b)| a == b).count();
    equal as f64 / others.len() as f64
}

#[track_caller]
fn check(field: &str, known: &str) {
    let found = World::new(field, known, 800, 7, DAMAGE).found();
    let best = found.first().map_or("nothing", |best| &best.expression);
    assert!(
        !found.is_empty() && share_equal(known, best) >= 0.99,
        "{known}: found {best}"
    );
}

#[test]
fn an_attribute_is_found_as_it_is_and_respelt() {
    check("Field", "[department]");
    check("Field", "ToLower([mail])");
    check("Field", "ToUpper([city])");
    check("Field", "PCase([extensionAttribute5])");
    check("Field", "NormalizeDiacritics([surname])");
}
