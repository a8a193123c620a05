//! What holds of every plan: the order of the rows changes nobody's outcome, a basis names what decided
//! and nothing else, and a cycle that has run leaves nothing to do.

mod simulate_world;

use std::collections::{BTreeMap, BTreeSet};

use presync_core::{
    Action, Assumption, Chosen, LetterCase, Outcome, Plan,
    plan::{AzureRow, ChangeKind},
};
use proptest::prelude::*;
use simulate_world::{LEGACY, MAIL, MANAGER, World, user, world};

/// What a row says to a reader, changes included.
fn told(plan: &Plan, row: &AzureRow, with_references: bool) -> String {
    let changes: Vec<String> = row
        .changes
        .clone()
        .filter(|at| with_references || plan.changes.get(*at).kind != ChangeKind::Reference)
        .map(|at| {
            let change = plan.changes.get(at);
            let (now, would_be) = (plan.changes.now(at), plan.changes.would_be(at));
            let (row, kind, account) = (change.row, change.kind, change.account);
            format!("{row} {kind:?} {account:?} {now} → {would_be}")
        })
        .collect();
    let (key, hits, outcome, action) = (row.rule_key, &row.hits, row.outcome, row.action);
    format!(
        "{key:?} {hits:?} {outcome:?} {action:?} {:?} {changes:#?}",
        row.why
    )
}

fn others(assumption: Assumption) -> Vec<Chosen> {
    let ours = Chosen::default();
    let choices = ours.choices.others(assumption);
    choices
        .map(|choices| Chosen {
            choices,
            ..Chosen::default()
        })
        .collect()
}

/// Every other reading of one assumption; for look-ups one attribute at a time.
fn readings(assumption: Assumption) -> Vec<Chosen> {
    if assumption != Assumption::CaseMatch {
        return others(assumption);
    }
    let usual = [
        ("userName", LetterCase::Exact),
        ("externalId", LetterCase::Ignore),
        (MAIL, LetterCase::Exact),
    ];
    let one = |(name, case): (&str, LetterCase)| Chosen {
        lookups: BTreeMap::from([(name.to_owned(), case)]),
        ..Chosen::default()
    };
    usual.map(one).to_vec()
}

fn check_basis(world: &World) -> Result<(), TestCaseError> {
    let plan = world.plan(&Chosen::default());
    for assumption in Assumption::ALL {
        let with_references = assumption != Assumption::Order;
        let mut changed = BTreeSet::new();
        for chosen in readings(assumption) {
            let other = world.plan(&chosen);
            for (at, (a, b)) in plan.azure.iter().zip(&other.azure).enumerate() {
                if told(&plan, a, with_references) != told(&other, b, with_references) {
                    changed.insert(at);
                }
            }
        }
        for (at, other) in readings(assumption).iter().enumerate() {
            check_accounts(&plan, &world.plan(other), assumption, at)?;
        }
        let carries = |row: &AzureRow| row.basis.has(assumption);
        let carrying: BTreeSet<usize> = (0..plan.azure.len())
            .filter(|at| carries(&plan.azure[*at]))
            .collect();
        let name = assumption.name();
        prop_assert_eq!(&carrying, &changed, "{}: carrying, changed", name);
    }
    Ok(())
}

/// An account whose outcome another reading changes carries the assumption.
fn check_accounts(
    plan: &Plan,
    other: &Plan,
    assumption: Assumption,
    reading: usize,
) -> Result<(), TestCaseError> {
    let told = |plan: &Plan, at: usize| {
        let row = &plan.legacy[at];
        (row.outcome, row.why, row.found_by)
    };
    for at in 0..plan.legacy.len() {
        let changes = told(plan, at) != told(other, at);
        let name = assumption.name();
        prop_assert!(
            !changes || plan.legacy[at].basis.has(assumption),
            "{name}, reading {reading}: account {at} changes: {:?} → {:?}",
            told(plan, at),
            told(other, at)
        );
    }
    Ok(())
}

fn check_order(world: &World, order: &[usize]) -> Result<(), TestCaseError> {
    let mut permuted = world.clone();
    permuted.azure = order.iter().map(|at| world.azure[*at].clone()).collect();
    permuted.links = order.iter().map(|at| world.links[*at]).collect();
    let (plan, other) = (
        world.plan(&Chosen::default()),
        permuted.plan(&Chosen::default()),
    );
    let shares_name = |at: usize| {
        let name = |at: usize| world.azure[at][1].to_lowercase();
        (0..world.azure.len()).any(|b| b != at && name(b) == name(at))
    };
    for (there, here) in order.iter().enumerate() {
        let (a, b) = (&plan.azure[*here], &other.azure[there]);
        let is_ordered = |row: &AzureRow| row.basis.has(Assumption::Order);
        let manager = world.azure[*here][8].strip_prefix("o-");
        let manager = manager.and_then(|at| at.parse::<usize>().ok());
        let follows = manager.is_some_and(|at| at < world.azure.len() && shares_name(at));
        if is_ordered(a) || is_ordered(b) || shares_name(*here) || follows {
            continue;
        }
        let told = |plan: &Plan, row: &AzureRow| told(plan, row, false);
        prop_assert_eq!(told(&plan, a), told(&other, b));
        prop_assert_eq!(a.basis, b.basis);
    }
    Ok(())
}

/// The outcome words agree with who finds whom, and the plan line counts everybody once.
fn check_outcomes(world: &World) -> Result<(), TestCaseError> {
    let plan = world.plan(&Chosen::default());
    let l = plan.line;
    let users = u32::try_from(world.azure.len()).expect("few users");
    prop_assert_eq!(l.link + l.create + l.skip + l.fail, users);
    for (at, row) in plan.legacy.iter().enumerate() {
        let finds = |other: &&AzureRow| other.hits.as_ref() == [user(at)];
        let finders: Vec<Outcome> = plan.azure.iter().filter(finds).map(|a| a.outcome).collect();
        let others = finders.contains(&Outcome::Takeover);
        let own = finders.contains(&Outcome::Linked);
        prop_assert_eq!(row.outcome == Outcome::Takeover, others);
        prop_assert_eq!(row.outcome == Outcome::Linked, own && !others);
    }
    Ok(())
}

/// The world after a cycle that did what the plan says, and kept its links.
fn after(world: &World, plan: &Plan) -> World {
    let column = |target: &str| LEGACY.iter().position(|name| *name == target);
    let (names, managers) = (0, column(MANAGER).expect("there is one"));
    let mut next = world.clone();
    let before: Vec<String> = world.legacy.iter().map(|row| row[names].clone()).collect();
    for (at, row) in plan.azure.iter().enumerate() {
        let account = match (row.action, row.hits.as_ref()) {
            (Action::Create, _) => {
                next.legacy.push(vec![String::new(); LEGACY.len()]);
                next.legacy.len() - 1
            }
            (Action::Update | Action::Disable | Action::None, [account]) => account.index(),
            _ => continue,
        };
        next.legacy[account][LEGACY.len() - 1].clone_from(&world.azure[at][0]);
        for at in row.changes.clone() {
            let target = &world.mapping.users.rows[usize::from(plan.changes.get(at).row)].target;
            if let Some(column) = column(target) {
                plan.changes
                    .would_be(at)
                    .clone_into(&mut next.legacy[account][column]);
            }
        }
    }
    // The service refers to accounts, an export by their names of its own day.
    for (at, old) in before.iter().enumerate() {
        let new = next.legacy[at][names].clone();
        for row in &mut next.legacy {
            if row[managers] == *old {
                row[managers].clone_from(&new);
            }
        }
    }
    for row in &mut next.mapping.users.rows {
        row.precedence = None;
    }
    let link = presync_core::mapping::MappingSource::Direct("objectId".to_owned());
    let mut link = presync_core::mapping::AttributeMapping::new("link", link);
    link.precedence = Some(1);
    next.mapping.users.rows.push(link);
    next.columns = LEGACY.len();
    next
}

fn check_rest(world: &World) -> Result<(), TestCaseError> {
    let mut world = world.clone();
    for (at, row) in world.legacy.iter_mut().enumerate() {
        // Names of accounts are unique, and no two of them swap in one cycle.
        row[0] = ["a@x", "b@x", "c@x", "d@x", "e@y"][at].to_owned();
        row[8] = String::new();
    }
    let plan = world.plan(&Chosen::default());
    let next = after(&world, &plan);
    let rest = next.plan(&Chosen::default());
    let links = |row: &AzureRow| {
        let shares = |other: &&AzureRow| !other.hits.is_empty() && other.hits == row.hits;
        let is_shared = plan.azure.iter().filter(shares).count() > 1;
        !is_shared && !matches!(row.action, Action::Fail | Action::Skip)
    };
    // Whom a first cycle leaves without an account may have one in the second, and be referred to.
    let waits = |at: usize| {
        let manager = &world.azure[at][8];
        let manager = world.azure.iter().position(|other| other[0] == *manager);
        manager.is_some_and(|at| !links(&plan.azure[at]))
    };
    for (at, (first, second)) in plan.azure.iter().zip(&rest.azure).enumerate() {
        let is_left_out =
            first.basis.has(Assumption::Order) || first.basis.has(Assumption::TwoSourcesOneAccount);
        let is_linked = links(first) && !waits(at);
        if is_left_out || !is_linked || !names_are_unique(&next) {
            continue;
        }
        let told = told(&rest, second, true);
        prop_assert_eq!(second.action, Action::None, "{}: {}", at, told);
        prop_assert!(second.changes.is_empty(), "{}: {}", at, told);
    }
    Ok(())
}

/// A reference by name means one account only where names are unique.
fn names_are_unique(world: &World) -> bool {
    let names = world.legacy.iter().map(|row| row[0].to_lowercase());
    let unique: BTreeSet<String> = names.collect();
    unique.len() == world.legacy.len()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

    #[test]
    fn a_basis_names_what_decided_and_nothing_else(world in world(8usize..=10)) {
        check_basis(&world)?;
    }

    #[test]
    fn the_order_of_the_rows_changes_nobodys_outcome(
        (world, order) in world(10usize..=10).prop_flat_map(|world| {
            let order: Vec<usize> = (0..world.azure.len()).collect();
            (Just(world), Just(order).prop_shuffle())
        })
    ) {
        check_order(&world, &order)?;
    }

    #[test]
    fn everybody_has_one_outcome(world in world(10usize..=10)) {
        check_outcomes(&world)?;
    }

    #[test]
    fn a_cycle_that_has_run_leaves_nothing_to_do(world in world(10usize..=10)) {
        check_rest(&world)?;
    }
}
