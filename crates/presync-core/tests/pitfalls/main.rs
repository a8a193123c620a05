//! Every finding code on a population that has it, against one that has none.

mod cases_table;
#[path = "../matching_people/mod.rs"]
mod matching_people;
mod page;
mod suppressing;
mod world;

use std::collections::BTreeSet;

use cases_table::CASES;
use presync_core::{
    Severity, Side,
    finding::{FindingCode, Subject},
    pitfall::CHECKLIST,
};
use world::World;

/// Codes whose severity is not that of the vendor's list of pitfalls, and why.
const OTHERWISE: [(&str, Severity, &str); 5] = [
    (
        "P06",
        Severity::Warning,
        "the account stays as it is; an update is refused at worst",
    ),
    ("P07", Severity::Note, "the account stays as it is"),
    ("P09", Severity::Note, "the account stays as it is"),
    ("P10", Severity::Note, "only what is empty is filled"),
    ("P23", Severity::Warning, "the account stays as it is"),
];

/// The severities of the list of pitfalls, in order from P01.
const LISTED: &str = "BBBBBBWBWWBNWBWWWWWWNBBBBWBBBWWWWWWWWWWWNNNNNNNB";

#[test]
fn an_ordinary_engagement_has_no_finding() {
    let found = World::ordinary().findings();
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn every_code_is_found_where_it_is() {
    let mut wrong = Vec::new();
    for case in CASES {
        let mut world = World::ordinary();
        (case.change)(&mut world);
        let found = world.findings();
        let is_it = |one: &&presync_core::finding::Finding| {
            one.code == case.code
                && case.subject.is(one.subject)
                && one.severity == case.severity
                && one.evidence.contains(case.evidence)
        };
        if found.iter().filter(is_it).count() != case.times {
            let alike = found.iter().filter(|one| one.code == case.code);
            let alike: Vec<String> = alike.take(4).map(|one| format!("{one:?}")).collect();
            let codes: BTreeSet<&str> = found.iter().map(|one| one.code.as_str()).collect();
            wrong.push(format!("{:?}: {alike:#?} among {codes:?}", case.code));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_code_has_a_population_that_has_it() {
    let covered: BTreeSet<FindingCode> = CASES.iter().map(|case| case.code).collect();
    let missing: Vec<&str> = FindingCode::ALL
        .iter()
        .filter(|code| !covered.contains(code))
        .map(|code| code.as_str())
        .collect();
    assert!(missing.is_empty(), "no case shows {missing:?}");
}

#[test]
fn each_of_the_forty_eight_is_a_code_or_a_line_to_tick() {
    for number in 1..=48 {
        let name = format!("P{number:02}");
        let codes = FindingCode::ALL
            .iter()
            .filter(|code| code.as_str() == name)
            .count();
        let lines = CHECKLIST.iter().filter(|line| line.pitfall == name).count();
        assert_eq!(codes + lines, 1, "{name}: {codes} codes, {lines} lines");
    }
}

#[test]
fn codes_are_as_grave_as_the_list_of_pitfalls_says() {
    for code in FindingCode::ALL {
        let Some(number) = code
            .as_str()
            .strip_prefix('P')
            .and_then(|n| n.parse::<usize>().ok())
        else {
            continue;
        };
        let listed = match LISTED.as_bytes()[number - 1] {
            b'B' => Severity::Blocker,
            b'W' => Severity::Warning,
            _ => Severity::Note,
        };
        let otherwise = OTHERWISE.iter().find(|(name, ..)| *name == code.as_str());
        let expect = otherwise.map_or(listed, |(_, severity, _)| *severity);
        assert_eq!(code.severity(), expect, "{}", code.as_str());
    }
}

#[test]
fn codes_are_unique_and_stand_in_the_order_of_their_numbers() {
    let names: BTreeSet<&str> = FindingCode::ALL.iter().map(|code| code.as_str()).collect();
    assert_eq!(names.len(), FindingCode::ALL.len());
    for (at, code) in FindingCode::ALL.into_iter().enumerate() {
        assert_eq!(code as usize, at, "{}", code.as_str());
        for text in [code.title(), code.remedy(), code.origin().how] {
            assert!(!text.trim().is_empty(), "{}", code.as_str());
        }
    }
}

/// What a finding of a case is about.
#[derive(Debug, Clone, Copy)]
pub(crate) enum About {
    Azure(u32),
    Legacy(u32),
    Mapping,
    Engagement,
}

impl About {
    fn is(self, subject: Subject) -> bool {
        match (self, subject) {
            (Self::Azure(at), Subject::User(Side::Azure, user))
            | (Self::Legacy(at), Subject::User(Side::Legacy, user)) => user.0 == at,
            (Self::Mapping, Subject::Mapping(_)) | (Self::Engagement, Subject::Engagement) => true,
            _ => false,
        }
    }
}
