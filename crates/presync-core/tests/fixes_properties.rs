//! What holds of every fix plan: simulated again, everybody fares as predicted, nobody worse than before,
//! nobody is in trouble who could be held back, and no edit can be left out.

mod simulate_world;

use presync_core::{
    Action, Chosen, Outcome, Plan, Side,
    fixes::{self, Fix, FixPlan},
    plan::AzureRow,
    progress::Unwatched,
    simulate::{self, Input},
};
use proptest::{prelude::*, strategy::ValueTree};
use simulate_world::{LEGACY, World, user, world};

fn simulated(input: &Input<'_>) -> Plan {
    simulate::run(input, &Unwatched).expect("a small plan fits")
}

fn found(input: &Input<'_>, plan: &Plan) -> FixPlan {
    fixes::run(input, plan, &Unwatched).expect("small populations fit")
}

fn after(input: &Input<'_>, fixes: &FixPlan) -> Plan {
    let applied = fixes.applied(input).expect("small populations fit");
    simulated(&applied.input(input))
}

fn is_wrong(row: &AzureRow) -> bool {
    let wrong = [Outcome::Takeover, Outcome::Duplicate, Outcome::Ambiguous];
    wrong.contains(&row.outcome) || row.action == Action::Fail
}

fn fates(plan: &Plan) -> Vec<(Outcome, Action)> {
    plan.azure
        .iter()
        .map(|row| (row.outcome, row.action))
        .collect()
}

/// Everybody fares as predicted, and nobody worse than before.
fn check_prediction(input: &Input<'_>) -> Result<(), TestCaseError> {
    let plan = simulated(input);
    let fixes = found(input, &plan);
    let Some(predicted) = &fixes.predicted else {
        prop_assert!(fixes.is_empty());
        return Ok(());
    };
    let after = after(input, &fixes);
    prop_assert_eq!(&predicted.rows, &fates(&after));
    prop_assert_eq!(predicted.line, after.line);
    for side in [Side::Azure, Side::Legacy] {
        for outcome in Outcome::ALL {
            let (told, counted) = (predicted.count(side, outcome), after.count(side, outcome));
            prop_assert_eq!(told as usize, counted, "{:?} {:?}", side, outcome);
        }
    }
    let held = |at: usize| fixes.hold_back.iter().any(|held| held.user == user(at));
    for (at, (was, now)) in plan.azure.iter().zip(&after.azure).enumerate() {
        if held(at) {
            prop_assert_eq!(now.outcome, Outcome::OutOfScope, "{} is held back", at);
            continue;
        }
        let is_dangerous = matches!(
            now.outcome,
            Outcome::Takeover | Outcome::Duplicate | Outcome::Ambiguous
        );
        prop_assert!(
            !is_dangerous,
            "{} is not held back: {:?}\n{:#?}",
            at,
            now,
            fixes
        );
        // Who has nothing to be looked up by may then be refused for the mapping.
        let was_right = !is_wrong(was) && was.outcome != Outcome::Skipped;
        prop_assert!(!was_right || !is_wrong(now), "{} is harmed: {:?}", at, now);
        if was.outcome == Outcome::Linked {
            prop_assert_eq!(&was.hits, &now.hits, "{} keeps the account", at);
        }
    }
    Ok(())
}

/// Without any one edit somebody who is not held back is wrong, or finds no account any more, or a value
/// that another edit gives is there twice.
fn check_smallest(input: &Input<'_>) -> Result<(), TestCaseError> {
    let plan = simulated(input);
    let all = found(input, &plan);
    let whole = after(input, &all);
    if whole.azure.iter().any(is_wrong) {
        // The mapping itself is refused, which hides what an edit is for.
        return Ok(());
    }
    for at in 0..all.fixes.len() {
        let mut fewer = all.clone();
        let left_out = fewer.fixes.remove(at);
        let without = after(input, &fewer);
        let is_twice = |fix: &Fix| holders(input, &fewer, fix) > 1;
        let mut rows = whole.azure.iter().zip(&without.azure);
        let is_needed = fewer.of_side(Side::Legacy).any(is_twice)
            || rows.any(|(with, without)| {
                (is_wrong(without) && !is_wrong(with)) || with.hits != without.hits
            });
        prop_assert!(is_needed, "nobody needs {:?} of\n{:#?}", left_out, all);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn everybody_fares_as_predicted(world in world(Just(LEGACY.len()))) {
        world.with_input(&Chosen::default(), check_prediction)?;
    }

    #[test]
    fn no_two_accounts_get_one_value(world in world(Just(LEGACY.len()))) {
        check_unique(&world)?;
    }

    #[test]
    fn no_edit_can_be_left_out(world in world(Just(LEGACY.len()))) {
        world.with_input(&Chosen::default(), check_smallest)?;
    }
}

/// No edit leaves two accounts with one sign-in name or unique ID.
fn check_unique(world: &World) -> Result<(), TestCaseError> {
    let plan = world.plan(&Chosen::default());
    world.with_input(&Chosen::default(), |input| {
        let fixes = found(input, &plan);
        let mut given = fixes.of_side(Side::Legacy);
        let shared = given.find(|fix| holders(input, &fixes, fix) != 1 && !fix.set_to.is_empty());
        prop_assert_eq!(shared, None);
        Ok(())
    })
}

/// How many accounts hold what one edit gives, once all are made.
fn holders(input: &Input<'_>, fixes: &FixPlan, fix: &Fix) -> usize {
    let applied = fixes.applied(input).expect("small populations fit");
    let legacy = applied.legacy.as_ref();
    let held = legacy.users().map(|user| legacy.held(user, fix.attribute));
    held.filter(|held| !held.is_empty() && held.eq_ignore_ascii_case(&fix.set_to))
        .count()
}

/// Where nobody is in trouble there is nothing to do, and nothing is predicted.
#[test]
fn a_harmless_plan_needs_no_fixes() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut harmless = 0;
    for _ in 0..200 {
        let tree = world(Just(LEGACY.len()))
            .new_tree(&mut runner)
            .expect("a world");
        let world: World = tree.current();
        world.with_input(&Chosen::default(), |input| {
            let plan = simulated(input);
            let is_open =
                |row: &AzureRow| row.identity_status == Some(presync_core::LinkStatus::Review);
            let calm = plan.azure.iter().all(|row| !is_wrong(row) && !is_open(row));
            let unmatched = plan.azure.iter().any(|row| row.outcome == Outcome::Skipped);
            if calm && !unmatched {
                harmless += 1;
                assert_eq!(found(input, &plan), FixPlan::default());
            }
        });
    }
    assert!(harmless > 2, "few worlds were harmless: {harmless}");
}
