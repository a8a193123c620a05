//! How long the search of an expression takes: `cargo run --release -p presync-core --example
//! synthesis_times`. It prints, for a few known expressions, what was found and the milliseconds.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "it measures and prints"
)]

#[path = "../tests/synthesis/people.rs"]
mod people;
#[path = "../tests/synthesis/world.rs"]
mod world;

use std::time::Instant;

use world::{Damage, World};

const PAIRS: usize = 20_000;

fn main() {
    let damage = Damage {
        blank: 5,
        replaced: 3,
    };
    for known in [
        "[department]",
        "Coalesce([extension_0a1b_preferredName], [givenName])",
        "ToLower(Join(\".\", [givenName], [surname]))",
        "Join(\", \", [streetAddress], Join(\" \", [postalCode], [city]), [country])",
        "Switch([country], [country], \"United Kingdom\", \"UK\")",
    ] {
        let world = World::new("Field", known, PAIRS, 1, damage);
        let start = Instant::now();
        let found = world.found();
        let spent_ms = start.elapsed().as_millis();
        let best = found.first().map_or("nothing", |best| &best.expression);
        println!("{spent_ms} ms for {PAIRS} pairs: {known} → {best}");
    }
}
