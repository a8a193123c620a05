//! What holds of every rehearsal and of all waves, whatever the plan: nobody who would be harmed, no manager
//! after their reports, no protected person for what another shows, the same again on a second run.

mod rollout_world;

use std::collections::BTreeSet;

use presync_core::{
    Action, LinkStatus, Outcome, UserIx,
    harmless::{Danger, Prospect, Prospects},
    rehearsal::{self, Path, Rehearsal, Settings},
    waves::{self, Sizes, Waves},
};
use proptest::prelude::*;
use rollout_world::{Person, Rollout, rollout, user};

/// Whether provisioning somebody does no harm, worked out here once more from what the world says.
fn is_harmless(people: &[Person], at: usize) -> bool {
    let person = &people[at];
    let is_found_by_another = people.iter().enumerate().any(|(other, one)| {
        other != at
            && one.finds == Some(at)
            && one.outcome == Outcome::Takeover
            && one.status.is_none()
    });
    let own = person.status.is_some() && person.action != Action::Create;
    matches!(person.outcome, Outcome::Linked | Outcome::Created)
        && matches!(
            person.action,
            Action::Update | Action::None | Action::Create
        )
        && person.status != Some(LinkStatus::Review)
        && !person.is_blocked
        && !(own && is_found_by_another)
}

fn shows(rollout: &Rollout, at: usize) -> BTreeSet<Path> {
    let row = &rollout.plan.azure[at];
    let mut shown = BTreeSet::from([Path::Found {
        action: row.action,
        key: row.rule_key,
    }]);
    for change in row.changes.clone().map(|at| rollout.plan.changes.get(at)) {
        shown.insert(Path::Changed {
            row: change.row,
            kind: change.kind,
        });
        shown.insert(Path::Differs(change.class));
        shown.extend(change.basis.iter().map(Path::Assumed));
    }
    shown.extend(row.basis.iter().map(Path::Assumed));
    shown
}

fn is_protected(person: &Person) -> bool {
    person.is_power_user || person.is_protected
}

fn check_rehearsal(
    rollout: &Rollout,
    rehearsal: &Rehearsal,
    users_max: usize,
) -> Result<(), TestCaseError> {
    let people = &rollout.people;
    prop_assert!(rehearsal.users.len() <= users_max);
    let mut shown = BTreeSet::new();
    for one in &rehearsal.users {
        let at = one.azure.index();
        prop_assert!(is_harmless(people, at), "{at} would be harmed");
        let new: BTreeSet<Path> = shows(rollout, at).difference(&shown).copied().collect();
        prop_assert!(!new.is_empty(), "{at} shows nothing new");
        prop_assert_eq!(&new, &one.covers.iter().copied().collect());
        if one.protection.is_some() {
            let others = (0..people.len())
                .filter(|other| is_harmless(people, *other) && !is_protected(&people[*other]));
            let others: BTreeSet<Path> = others.flat_map(|other| shows(rollout, other)).collect();
            prop_assert!(
                new.iter().any(|path| !others.contains(path)),
                "{} is spared",
                at
            );
        }
        shown.extend(new);
    }
    let harmless = (0..people.len()).filter(|at| is_harmless(people, *at));
    let all: BTreeSet<Path> = harmless.flat_map(|at| shows(rollout, at)).collect();
    prop_assert_eq!(rehearsal.paths, all.len());
    let left: BTreeSet<Path> = all.difference(&shown).copied().collect();
    prop_assert_eq!(&left, &rehearsal.uncovered.iter().copied().collect());
    prop_assert!(left.is_empty() || rehearsal.users.len() == users_max);
    for look_up in &rehearsal.look_ups {
        prop_assert!(!is_harmless(people, look_up.azure.index()));
    }
    Ok(())
}

/// Whoever is above somebody, up to where it ends or goes round.
fn is_above(waves: &Waves, manager: UserIx, of: UserIx) -> bool {
    let (mut at, mut steps) = (of, 0);
    while let Some(next) = waves.managers[at.index()] {
        if next == manager {
            return true;
        }
        steps += 1;
        if steps > waves.managers.len() {
            return false;
        }
        at = next;
    }
    false
}

fn check_waves(rollout: &Rollout, waves: &Waves, sizes: &Sizes) -> Result<(), TestCaseError> {
    let people = &rollout.people;
    let mut placed = BTreeSet::new();
    for (at, wave) in waves.waves.iter().enumerate() {
        prop_assert!(!wave.users.is_empty());
        for one in &wave.users {
            prop_assert!(placed.insert(*one), "{:?} is in two waves", one);
            prop_assert_eq!(
                waves.number_of(*one),
                Some(u32::try_from(at).expect("few") + 1)
            );
        }
        let circle = wave.users.iter().any(|one| is_above(waves, *one, *one));
        let size = u32::try_from(wave.users.len()).expect("few");
        let most = sizes.at(at) + sizes.at(at) / 4;
        prop_assert!(
            circle || size <= most.max(1),
            "wave {} has {} people",
            at + 1,
            size
        );
    }
    for at in 0..people.len() {
        prop_assert_eq!(
            placed.contains(&user(at)),
            is_harmless(people, at),
            "{}",
            at
        );
        let (own, manager) = (waves.of[at], waves.managers[at]);
        prop_assert_eq!(
            manager,
            people[at]
                .manager
                .filter(|one| *one < people.len())
                .map(user)
        );
        let above = manager.and_then(|manager| waves.of[manager.index()]);
        if let (Some(own), Some(above)) = (own, above) {
            prop_assert!(above <= own, "{at} comes before their manager");
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn prospects_are_what_the_plan_says(people in rollout(12)) {
        let rollout = Rollout::of(people);
        for (one, prospect) in Prospects::of(&rollout.plan).iter() {
            let harmless = is_harmless(&rollout.people, one.index());
            prop_assert_eq!(prospect == Prospect::Harmless, harmless, "{:?}", prospect);
        }
    }

    #[test]
    fn a_rehearsal_harms_nobody_and_shows_what_it_says(people in rollout(24), users_max in 1usize..14) {
        let rollout = Rollout::of(people);
        let settings = Settings { users_max, ..Settings::default() };
        let rehearsal = rehearsal::choose(&rollout.engagement(), settings);
        check_rehearsal(&rollout, &rehearsal, users_max)?;
        prop_assert_eq!(&rehearsal, &rehearsal::choose(&rollout.engagement(), settings));
    }

    #[test]
    fn waves_keep_managers_before_reports_and_harm_nobody(people in rollout(60), pilot in 1u32..12) {
        let rollout = Rollout::of(people);
        let sizes = Sizes::of(vec![pilot, pilot * 2]).expect("sizes");
        let waves = waves::plan(&rollout.engagement(), &sizes);
        check_waves(&rollout, &waves, &sizes)?;
        prop_assert_eq!(&waves, &waves::plan(&rollout.engagement(), &sizes));
    }
}

fn linked(manager: Option<usize>, department: &'static str) -> Person {
    Person {
        outcome: Outcome::Linked,
        action: Action::Update,
        status: Some(LinkStatus::Certain),
        finds: None,
        manager,
        department,
        is_power_user: false,
        is_protected: false,
        is_blocked: false,
        changes: Vec::new(),
    }
}

#[track_caller]
fn check_cut(people: Vec<Person>, sizes: &[u32], expect: &[&[usize]]) {
    let rollout = Rollout::of(people);
    let sizes = Sizes::of(sizes.to_vec()).expect("sizes");
    let waves = waves::plan(&rollout.engagement(), &sizes).waves;
    let got: Vec<Vec<usize>> = waves
        .iter()
        .map(|wave| wave.users.iter().map(|user| user.index()).collect())
        .collect();
    assert_eq!(got, expect);
}

#[test]
fn departments_stay_together_where_they_can() {
    let people = |departments: &[&'static str]| -> Vec<Person> {
        departments.iter().map(|one| linked(None, one)).collect()
    };
    let mixed = people(&["a", "b", "a", "b", "b", "a", "b", "c"]);
    // The fullest department begins; the second wave stretches to its end.
    check_cut(mixed, &[2, 2, 4], &[&[1, 3], &[4, 6], &[0, 2, 5, 7]]);
    let stretched = people(
        &["a"; 2]
            .iter()
            .chain(&["b"; 5])
            .chain(&["c"; 4])
            .copied()
            .collect::<Vec<_>>(),
    );
    check_cut(
        stretched,
        &[1, 4, 6],
        &[&[2], &[3, 4, 5, 6], &[7, 8, 9, 10, 0, 1]],
    );
}

#[test]
fn a_circle_of_managers_goes_together_and_its_reports_follow() {
    let people = vec![
        linked(Some(1), "a"),
        linked(Some(2), "a"),
        linked(Some(1), "a"),
        linked(Some(0), "b"),
        linked(None, "b"),
    ];
    check_cut(people, &[2, 1], &[&[1, 2], &[0], &[3, 4]]);
}

#[test]
fn the_pilot_spares_whom_it_can() {
    let mut people = vec![linked(None, "a"); 6];
    people[0].is_power_user = true;
    people[1].status = Some(LinkStatus::Likely);
    people[2].manager = Some(3);
    people[3].is_blocked = true;
    check_cut(people, &[2, 9], &[&[4, 5], &[0, 1, 2]]);
}

#[test]
fn dangers_are_looked_up_the_gravest_first() {
    let mut people = vec![linked(None, ""); 9];
    for person in &mut people[1..5] {
        person.outcome = Outcome::Duplicate;
        person.action = Action::Create;
    }
    people[5].action = Action::Disable;
    people[6].outcome = Outcome::Takeover;
    people[6].status = None;
    people[6].finds = Some(0);
    people[7].status = Some(LinkStatus::Review);
    let rollout = Rollout::of(people);
    let rehearsal = rehearsal::choose(&rollout.engagement(), Settings::default());
    let told: Vec<(usize, Danger)> = rehearsal
        .look_ups
        .iter()
        .map(|one| (one.azure.index(), one.danger))
        .collect();
    let expect = [
        (6, Danger::Takeover),
        (1, Danger::Duplicate),
        (2, Danger::Duplicate),
        (3, Danger::Duplicate),
        (5, Danger::Disables),
        (7, Danger::Undecided),
        (0, Danger::Shared),
    ];
    assert_eq!(told, expect);
    assert_eq!(rehearsal.dangers[1], (Danger::Duplicate, 4));
    let chosen: Vec<usize> = rehearsal
        .users
        .iter()
        .map(|one| one.azure.index())
        .collect();
    assert_eq!(chosen, [8]);
}
