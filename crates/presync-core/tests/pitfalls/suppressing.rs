//! Suppressed findings are left out and listed with their reasons; what covers nothing is said.

use presync_core::{
    Side,
    finding::FindingCode,
    suppression::{ANY, Idle, Suppression, suppress},
};

use crate::world::World;

fn suppression(code: FindingCode, side: Option<Side>, key: &str, attribute: &str) -> Suppression {
    Suppression {
        code,
        side,
        key: key.to_owned(),
        attribute: attribute.to_owned(),
        reason: "agreed with HR".to_owned(),
        by: "consultant".to_owned(),
        at: "2026-11-23T10:00:00Z".to_owned(),
    }
}

/// Two people are looked up by odd values, and one has no Azure user.
fn world() -> World {
    let mut world = World::ordinary();
    for at in [7, 8] {
        let odd = format!("o'user{at}@new.example");
        world.azure(at, "userPrincipalName", &odd);
        world.legacy(at, "userName", &odd);
    }
    world.add_stranger();
    world
}

/// What stays open of `P34` and `P23`, what is covered, and what is idle.
fn check(all: &[Suppression], open: [usize; 2], covered: usize, idle: &[(u32, Idle)]) {
    let world = world();
    let mut plan = world.plan();
    let before = plan.findings.clone();
    let (legacy, azure) = world.people.populations();
    let told = suppress(&mut plan, all.to_vec(), [&legacy, &azure], &world.mapping);
    let count = |code: &str| {
        plan.findings
            .iter()
            .filter(|one| one.code.as_str() == code)
            .count()
    };
    assert_eq!([count("P34"), count("P23")], open, "{all:?}");
    assert_eq!(plan.suppressed.findings.len(), covered, "{all:?}");
    assert_eq!(told, idle, "{all:?}");
    let mut whole: Vec<_> = plan.findings.clone();
    whole.extend(
        plan.suppressed
            .findings
            .iter()
            .map(|(finding, _)| finding.clone()),
    );
    presync_core::finding::in_order(&mut whole);
    assert_eq!(whole, before, "nothing vanishes");
}

#[test]
fn suppressions_cover_what_they_name() {
    use FindingCode::{Orphan, SpecialCharacters};
    let azure = Some(Side::Azure);
    let odd = |key: &str, attribute: &str| suppression(SpecialCharacters, azure, key, attribute);
    let seven = "o'user7@new.example";
    check(&[], [2, 1], 0, &[]);
    check(&[odd(seven, "userName")], [1, 1], 1, &[]);
    check(&[odd("O'User7@new.example", ANY)], [1, 1], 1, &[]);
    check(&[odd(seven, "mail")], [2, 1], 0, &[(0, Idle::NothingFound)]);
    check(
        &[odd("gone@new.example", ANY)],
        [2, 1],
        0,
        &[(0, Idle::UnknownSubject)],
    );
    check(&[odd(ANY, ANY)], [0, 1], 2, &[]);
    check(
        &[suppression(SpecialCharacters, None, ANY, ANY)],
        [0, 1],
        2,
        &[],
    );
    check(
        &[suppression(Orphan, azure, ANY, ANY)],
        [2, 1],
        0,
        &[(0, Idle::NothingFound)],
    );
    check(
        &[suppression(Orphan, Some(Side::Legacy), "9902", ANY)],
        [2, 0],
        1,
        &[],
    );
    // The first that covers a finding does; the second has nothing left.
    check(
        &[odd(ANY, ANY), odd(seven, ANY)],
        [0, 1],
        2,
        &[(1, Idle::NothingFound)],
    );
}
