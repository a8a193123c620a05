//! The search of match keys against brute force: for every ordered choice the mapping is made, the cycle
//! simulated and its outcomes counted.

mod simulate_world;

use std::collections::BTreeSet;

use presync_core::{
    Action, Assumption, Chosen, LetterCase, Outcome, Plan, UserIx,
    key_search::{self, Counts, KeyCandidate, KeySearch, KeyTable, Weights, with_keys},
    mapping::{Mapping, MappingSource, ScopeClause},
    matching::Matching,
    progress::Unwatched,
    simulate,
};
use proptest::{collection::vec, prelude::*, sample::select, sample::subsequence};
use simulate_world::{MAIL, World, world};

/// Targets with sources: plain ones, expressions that change letter case, cut, chain, leave people out, and
/// lists where one value is taken.
const CANDIDATES: [(&str, &str); 12] = [
    ("userName", "userPrincipalName"),
    ("userName", "mail"),
    ("userName", "=ToUpper([mail])"),
    (
        "userName",
        "=IIF([employeeId]=\"1\", IgnoreObjectFlow, [userPrincipalName])",
    ),
    ("externalId", "employeeId"),
    ("externalId", "=ToLower([employeeId])"),
    ("externalId", "=Item(Split([mail], \"@\"), 1)"),
    (MAIL, "mail"),
    (MAIL, "=Coalesce([mail], [userPrincipalName])"),
    ("title", "jobTitle"),
    (
        "title",
        "=IIF([department]=\"IT\", IgnoreObjectFlow, [jobTitle])",
    ),
    ("no such attribute", "mail"),
];

fn candidate((target, source): (&str, &str)) -> KeyCandidate {
    KeyCandidate {
        target: target.to_owned(),
        source: match source.strip_prefix('=') {
            Some(text) => MappingSource::Expression(text.to_owned()),
            None => MappingSource::Direct(source.to_owned()),
        },
    }
}

/// What is read otherwise than by default. What look-ups see of the cycle itself is not among it.
fn chosen() -> impl Strategy<Value = Chosen> {
    let assumption = select(&Assumption::ALL[..]).prop_filter("judged by the export", |one| {
        *one != Assumption::Order && one.choices().len() > 1
    });
    let case = select(&[LetterCase::Ignore, LetterCase::Exact][..]);
    let target = select(&["userName", "externalId", MAIL, "title"][..]);
    (
        vec((assumption, any::<usize>()), 0..3),
        vec((target, case), 0..3),
    )
        .prop_map(|(choices, lookups)| {
            let mut chosen = Chosen::default();
            for (assumption, at) in choices {
                let at = at % assumption.choices().len();
                chosen.choices = chosen.choices.with(assumption, at);
            }
            let lookups = lookups.into_iter();
            chosen.lookups = lookups
                .map(|(name, case)| (name.to_owned(), case))
                .collect();
            chosen
        })
}

fn filter() -> impl Strategy<Value = Vec<Vec<ScopeClause>>> {
    let clause = |attribute: &str, operator: &str, value: &str| ScopeClause {
        attribute: attribute.to_owned(),
        operator: operator.to_owned(),
        values: vec![value.to_owned()],
    };
    select(vec![
        vec![],
        vec![],
        vec![vec![clause("department", "EQUALS", "Sales")]],
        vec![vec![clause("mail", "IS NOT NULL", "")]],
        vec![
            vec![clause("department", "NOT EQUALS", "Sales")],
            vec![clause("accountEnabled", "IS TRUE", "")],
        ],
    ])
}

#[derive(Debug, Clone)]
struct Case {
    world: World,
    chosen: Chosen,
    candidates: Vec<KeyCandidate>,
    weights: Weights,
}

fn case() -> impl Strategy<Value = Case> {
    let candidates = subsequence(CANDIDATES.to_vec(), 2..6).prop_shuffle();
    let weights = vec(0u32..12, 4);
    (world(8usize..=10), chosen(), filter(), candidates, weights).prop_map(
        |(mut world, chosen, filter, candidates, weights)| {
            world.mapping.users.scope.groups = filter;
            Case {
                world,
                chosen,
                candidates: candidates.into_iter().map(candidate).collect(),
                weights: Weights {
                    takeover: weights[0],
                    duplicate: weights[1],
                    unreached: weights[2],
                    ambiguous: weights[3],
                },
            }
        },
    )
}

/// Every ordered choice of one to three positions with different targets, in any order.
fn ordered(candidates: &[KeyCandidate]) -> Vec<Vec<u16>> {
    let all: Vec<u16> = (0..u16::try_from(candidates.len()).expect("few")).collect();
    let target = |key: &u16| &candidates[usize::from(*key)].target;
    let mut choices = Vec::new();
    for a in &all {
        choices.push(vec![*a]);
        for b in all.iter().filter(|b| target(b) != target(a)) {
            choices.push(vec![*a, *b]);
            for c in &all {
                if target(c) != target(a) && target(c) != target(b) {
                    choices.push(vec![*a, *b, *c]);
                }
            }
        }
    }
    choices
}

fn simulated(input: &simulate::Input<'_>, mapping: &Mapping) -> Plan {
    let input = simulate::Input { mapping, ..*input };
    simulate::run(&input, &Unwatched).expect("a small plan fits")
}

/// Whether the plan holds two of one person; an open pair is none unless it was chosen to be.
fn has_own(matching: &Matching, chosen: &Chosen, user: UserIx) -> bool {
    let together = !chosen.choices.is_default(Assumption::IdentityOpen);
    matching
        .of_azure(user)
        .is_some_and(|link| together || link.status.is_identity())
}

fn is_disabled(world: &World, at: usize) -> bool {
    world.azure[at][4] == "false"
}

/// Counts the outcomes of a plan. `renamed` stays 0.
fn counted(case: &Case, input: &simulate::Input<'_>, plan: &Plan) -> Counts {
    let mut counts = Counts::default();
    for (user, row) in input.azure.users().zip(&plan.azure) {
        *match row.outcome {
            Outcome::Linked => &mut counts.linked,
            Outcome::Takeover => &mut counts.takeover,
            Outcome::Duplicate => &mut counts.duplicate,
            Outcome::Created => &mut counts.created,
            Outcome::Ambiguous => &mut counts.ambiguous,
            Outcome::Skipped => &mut counts.skipped,
            Outcome::OutOfScope => &mut counts.out_of_scope,
            Outcome::Orphan => unreachable!("an Azure user is no orphan"),
        } += 1;
        let has_own = has_own(input.matching, &case.chosen, user);
        let passed_over = row.outcome == Outcome::Skipped;
        if passed_over && has_own && !is_disabled(&case.world, user.index()) {
            counts.unreached += 1;
        }
    }
    counts
}

/// Linked people whose sign-in name the plan changes, and those whose update it refuses or leaves out.
fn renamed(mapping: &Mapping, plan: &Plan) -> [u32; 2] {
    let is_name = |at: u32| {
        let change = plan.changes.get(at);
        let target = &mapping.users.rows[usize::from(change.row)].target;
        target == "userName"
            && !plan.changes.now(at).is_empty()
            && !plan.changes.would_be(at).is_empty()
    };
    let linked = plan
        .azure
        .iter()
        .filter(|row| row.outcome == Outcome::Linked);
    let (mut renamed, mut refused) = (0, 0);
    for row in linked {
        renamed += u32::from(row.changes.clone().any(is_name));
        refused += u32::from(matches!(row.action, Action::Fail | Action::Skip));
    }
    [renamed, refused]
}

/// People harmed, people skipped, keys: the rule as the issue of match keys is stated.
fn rank(counts: &Counts, weights: &Weights, keys: usize) -> (u64, u32, usize) {
    let weigh = |people: u32, weight: u32| u64::from(people) * u64::from(weight);
    let harm = weigh(counts.takeover, weights.takeover)
        + weigh(counts.duplicate, weights.duplicate)
        + weigh(counts.unreached, weights.unreached)
        + weigh(counts.ambiguous, weights.ambiguous);
    (harm, counts.skipped, keys)
}

fn check(case: &Case) -> Result<(), TestCaseError> {
    case.world
        .with_input(&case.chosen, |input| check_in(case, input))
}

fn check_in(case: &Case, input: &simulate::Input<'_>) -> Result<(), TestCaseError> {
    let table = KeyTable::read(input, &case.candidates, &Unwatched).expect("nobody cancels");
    let search = key_search::run(input, &case.candidates, &case.weights, &Unwatched);
    let search = search.expect("nobody cancels");
    let all = ordered(table.candidates());
    let mut expected = Vec::new();
    for keys in &all {
        let counts = check_choice(case, input, &table, keys)?;
        let listed = search.choices.iter().chain(&search.front);
        for one in listed.filter(|one| one.keys == *keys) {
            prop_assert_eq!(one.counts, counts);
        }
        expected.push((rank(&counts, &case.weights, keys.len()), counts));
    }
    prop_assert_eq!(search.considered as usize, all.len());
    let winner = search
        .best()
        .map(|one| rank(&one.counts, &case.weights, one.keys.len()));
    prop_assert_eq!(winner, expected.iter().map(|(rank, _)| *rank).min());
    let listed = search.choices.iter();
    let ranks = listed.map(|one| rank(&one.counts, &case.weights, one.keys.len()));
    prop_assert!(ranks.is_sorted());
    check_front(&search, expected.iter().map(|(_, counts)| counts))?;
    let own = case.world.plan(&case.chosen);
    let current = Counts {
        renamed: 0,
        ..search.current.counts
    };
    prop_assert_eq!(current, counted(case, input, &own));
    Ok(())
}

/// One choice, counted and simulated.
fn check_choice(
    case: &Case,
    input: &simulate::Input<'_>,
    table: &KeyTable,
    keys: &[u16],
) -> Result<Counts, TestCaseError> {
    let chosen = keys
        .iter()
        .map(|key| &table.candidates()[usize::from(*key)]);
    let chosen: Vec<&KeyCandidate> = chosen.collect();
    let mapping = with_keys(input.mapping, &chosen);
    let plan = simulated(input, &mapping);
    let counts = table.counts(keys);
    let outcomes = Counts {
        renamed: 0,
        ..counts
    };
    prop_assert_eq!(outcomes, counted(case, input, &plan), "{:?}", &chosen);
    let [changed, refused] = renamed(&mapping, &plan);
    let renamed = counts.renamed;
    prop_assert!(
        (changed..=changed + refused).contains(&renamed),
        "{:?}: {renamed} renamed, {changed} in the plan",
        &chosen
    );
    Ok(counts)
}

/// The front is what no other choice beats in one figure without losing in the other.
fn check_front<'c>(
    search: &KeySearch,
    all: impl Iterator<Item = &'c Counts>,
) -> Result<(), TestCaseError> {
    let point = |counts: &Counts| (counts.takeover, counts.duplicate + counts.unreached);
    let points: BTreeSet<(u32, u32)> = all.map(point).collect();
    let beaten = |one: &(u32, u32)| {
        let mut others = points.iter().filter(|other| *other != one);
        others.any(|other| other.0 <= one.0 && other.1 <= one.1)
    };
    let expect = points.iter().filter(|one| !beaten(one)).copied();
    let front = search.front.iter().map(|one| point(&one.counts));
    prop_assert_eq!(front.collect::<Vec<_>>(), expect.collect::<Vec<_>>());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn every_choice_counts_as_simulated_and_the_best_wins(case in case()) {
        check(&case)?;
    }
}
