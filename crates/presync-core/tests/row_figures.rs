//! What single mapping rows give, held against what linked intranet users hold.

use jiff::Timestamp;
use presync_core::{
    LinkRule, LinkStatus, Population, Side, UserIx,
    link::Link,
    mapping::{AttributeMapping, Mapping, MappingSource},
    matching::Matching,
    population::{PopulationBuilder, Source},
    progress::Unwatched,
    record::Record,
    scope::Scope,
    simulate::{Input, Settings, row_figures, telling_users},
};

fn population(side: Side, attributes: &[&str], rows: &[&[&str]]) -> Population {
    let mut builder = PopulationBuilder::new(side);
    let source = Source {
        file: "users.csv".to_owned(),
        sheet: None,
    };
    builder
        .begin_source(source, attributes)
        .expect("few attributes");
    for (number, cells) in (1..).zip(rows) {
        let record = Record {
            number,
            line: number,
            cells,
            readings: &[],
        };
        builder.push(&record).expect("few users");
    }
    builder.finish()
}

/// Five people on both sides and one who is new; who is who is by position.
fn world(look: impl FnOnce(&Input<'_>), source: MappingSource) {
    let legacy = ["Cook", "baker", "", "Koch – Küche", "Cook"];
    let legacy: Vec<Vec<&str>> = legacy
        .iter()
        .zip(["0", "1", "2", "3", "4"])
        .map(|(title, id)| vec![id, *title])
        .collect();
    let legacy: Vec<&[&str]> = legacy.iter().map(Vec::as_slice).collect();
    let legacy = population(Side::Legacy, &["externalId", "title"], &legacy);
    let azure: [[&str; 2]; 6] = [
        ["a", "Cook"],
        ["b", "Baker"],
        ["c", "Cook"],
        ["d", "Küchenhilfe"],
        ["e", ""],
        ["f", "Cook"],
    ];
    let azure: Vec<&[&str]> = azure.iter().map(<[&str; 2]>::as_slice).collect();
    let azure = population(Side::Azure, &["objectId", "jobTitle"], &azure);
    let links = (0..5).map(|at| Link {
        legacy: UserIx(at),
        azure: UserIx(at),
        status: LinkStatus::Certain,
        rule: LinkRule::Uid,
        score: 1.0,
        evidence: Vec::new(),
    });
    let matching = Matching {
        links: links.collect(),
        by_azure: (0..6).map(|at| (at < 5).then_some(at)).collect(),
        by_legacy: (0..5).map(Some).collect(),
        ..Matching::default()
    };
    let mut mapping = Mapping::default();
    mapping.users.rows = vec![AttributeMapping::new("title", source)];
    look(&Input {
        legacy: &legacy,
        azure: &azure,
        matching: &matching,
        mapping: &mapping,
        scope: &Scope::default(),
        settings: &Settings::at(Timestamp::UNIX_EPOCH),
    });
}

/// `users filled failed both equal`, and the sample as `now → would be`.
#[track_caller]
fn check_figures(source: MappingSource, expect: [u32; 5], sample: &str) {
    world(
        |input| {
            let users: Vec<UserIx> = input.azure.users().collect();
            let figures = row_figures(input, &users, &Unwatched).expect("nobody stops it");
            let one = &figures[0];
            assert_eq!(
                [one.users, one.filled, one.failed, one.both, one.equal],
                expect
            );
            let told = one
                .sample
                .as_ref()
                .map(|told| format!("{} → {}", told.now, told.would_be));
            assert_eq!(told.unwrap_or_default(), sample);
        },
        source,
    );
}

#[test]
fn a_row_is_held_against_what_linked_people_have() {
    let direct = |name: &str| MappingSource::Direct(name.to_owned());
    check_figures(
        direct("jobTitle"),
        [6, 5, 0, 3, 2],
        "Koch – Küche → Küchenhilfe",
    );
    check_figures(direct("department"), [6, 0, 0, 0, 0], "");
    check_figures(
        MappingSource::Constant("Cook".to_owned()),
        [6, 6, 0, 4, 2],
        "baker → Cook",
    );
    let broken = MappingSource::Expression("Jion([jobTitle])".to_owned());
    check_figures(broken, [6, 0, 6, 0, 0], "");
}

/// `telling count: now → would be` of each telling user.
#[track_caller]
fn check_telling(source: MappingSource, expect: &[&str]) {
    world(
        |input| {
            let telling = telling_users(input, 0, &Unwatched).expect("nobody stops it");
            let told = telling.iter().map(|one| {
                let told = &one.told;
                let gives = if told.error.is_empty() {
                    &told.would_be
                } else {
                    "error"
                };
                format!(
                    "{} {}: {} → {gives}",
                    one.telling.as_str(),
                    one.count,
                    told.now
                )
            });
            assert_eq!(told.collect::<Vec<_>>(), expect);
            let nothing = telling_users(input, 1, &Unwatched).expect("nobody stops it");
            assert_eq!(nothing, []);
        },
        source,
    );
}

#[test]
fn the_few_who_tell_most_are_the_first_of_their_kind() {
    check_telling(
        MappingSource::Direct("jobTitle".to_owned()),
        &[
            "longest 11: Koch – Küche → Küchenhilfe",
            "blank 1: Cook → ",
            "non_ascii 1: Koch – Küche → Küchenhilfe",
            "frequent 3: Cook → Cook",
        ],
    );
    check_telling(
        MappingSource::Expression("Jion([jobTitle])".to_owned()),
        &["failing 6: Cook → error"],
    );
}
