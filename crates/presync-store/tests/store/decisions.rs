//! Decisions are kept for good, and taking them back is a decision too.

use presync_core::{
    LinkStatus, Side, UserIx,
    decision::{
        Decision, Verdict,
        steps::{Step, Steps},
    },
    matching::explain::Pair,
    progress::Unwatched,
};
use presync_store::{
    Label, Labelled, PlanSave, Revocation, Workspace,
    grid::{Filter, GridQuery, GridTable},
};
use proptest::prelude::*;

use crate::support::{Example, Folder, NOW};

fn decision(legacy: &str, azure: &str, decision: Verdict) -> Decision {
    Decision {
        legacy_anchor: legacy.to_owned(),
        azure_anchor: azure.to_owned(),
        decision,
        reason: "Same birthday.".to_owned(),
        by: "m.frei".to_owned(),
        at: NOW.to_owned(),
    }
}

fn revocation() -> Revocation {
    Revocation {
        reason: "Two people.".to_owned(),
        by: "k.holm".to_owned(),
        at: "2026-11-23T10:00:00Z".to_owned(),
    }
}

#[test]
fn decisions_in_force_are_those_not_taken_back() {
    let folder = Folder::new();
    let mut workspace = folder.workspace();
    let confirm = decision("7", "a", Verdict::Confirm);
    let deny = decision("8", "a", Verdict::Deny);
    let new = decision("", "b", Verdict::New);
    let hold = decision("", "c", Verdict::LeaveOut);
    let first = workspace.decide(&[confirm.clone(), deny.clone()]).unwrap();
    let second = workspace.decide(std::slice::from_ref(&new)).unwrap();
    assert_eq!(
        workspace.decisions().unwrap(),
        [confirm.clone(), deny.clone(), new.clone()]
    );

    assert_eq!(workspace.revoke(first, &revocation()).unwrap(), 2);
    assert_eq!(
        workspace.revoke(first, &revocation()).unwrap(),
        0,
        "taken back already"
    );
    let third = workspace.decide(&[confirm.clone(), hold.clone()]).unwrap();
    assert!(first < second && second < third);
    workspace.close().unwrap();

    let workspace = Workspace::open(&folder.path("a.presync")).unwrap();
    assert_eq!(workspace.decisions().unwrap(), [new, confirm.clone(), hold]);
    let log = workspace.decision_log().unwrap();
    assert_eq!(log.len(), 5);
    assert_eq!(
        (&log[0].decision, &log[0].revoked),
        (&confirm, &Some(revocation()))
    );
    assert_eq!((&log[1].decision, log[1].batch), (&deny, first));
    assert_eq!(log[3].revoked, None);
}

#[test]
fn decisions_survive_the_removal_of_their_sources_and_a_plan() {
    let folder = Folder::new();
    let mut workspace = folder.workspace();
    workspace
        .decide(&[decision("7", "a", Verdict::Confirm)])
        .unwrap();
    let header = crate::support::header(Side::Azure, "a.csv", &["objectId"]);
    let source = crate::support::import(&mut workspace, &header, &[&["a"]]);
    workspace.remove_source(source).unwrap();
    assert_eq!(workspace.decisions().unwrap().len(), 1);
}

/// The file as a power cut right after the call would leave it: no connection was closed.
#[test]
fn a_decision_is_on_the_disk_when_the_call_returns() {
    let folder = Folder::new();
    let mut workspace = folder.workspace();
    workspace
        .decide(&[decision("7", "a", Verdict::Confirm)])
        .unwrap();
    for suffix in ["", "-wal"] {
        let from = folder.path(&format!("a.presync{suffix}"));
        std::fs::copy(from, folder.path(&format!("b.presync{suffix}"))).unwrap();
    }
    let copy = Workspace::open(&folder.path("b.presync")).unwrap();
    assert_eq!(
        copy.decisions().unwrap(),
        [decision("7", "a", Verdict::Confirm)]
    );
}

/// Takes the last step back, or does it again; false when there is none.
fn turn(workspace: &mut Workspace, again: bool) -> bool {
    let steps = workspace.decision_steps().unwrap();
    let steps = Steps::of(steps.into_iter().map(|step| step.step));
    match (again, steps.undo(), steps.redo()) {
        (false, Some(batch), _) => workspace.revoke(batch, &revocation()).unwrap() > 0,
        (true, _, Some(batch)) => workspace.restore(batch, &revocation()).unwrap() > 0,
        _ => false,
    }
}

#[test]
fn what_was_taken_back_can_be_put_in_force_again_and_again() {
    let folder = Folder::new();
    let mut workspace = folder.workspace();
    let confirm = decision("7", "a", Verdict::Confirm);
    let batch = workspace.decide(std::slice::from_ref(&confirm)).unwrap();
    for _ in 0..3 {
        assert_eq!(workspace.revoke(batch, &revocation()).unwrap(), 1);
        assert_eq!(workspace.decisions().unwrap(), []);
        assert_eq!(workspace.revoke(batch, &revocation()).unwrap(), 0);
        workspace.close().unwrap();
        workspace = Workspace::open(&folder.path("a.presync")).unwrap();
        assert_eq!(workspace.restore(batch, &revocation()).unwrap(), 1);
        assert_eq!(
            workspace.decisions().unwrap(),
            std::slice::from_ref(&confirm)
        );
        assert_eq!(workspace.restore(batch, &revocation()).unwrap(), 0);
    }
    let steps = workspace.decision_steps().unwrap();
    let told: Vec<Step<_>> = steps.iter().map(|step| step.step).collect();
    let back_and_forth = [Step::Undone(batch), Step::Redone(batch)].repeat(3);
    assert_eq!(told, [vec![Step::Decided(batch)], back_and_forth].concat());
    assert_eq!((steps[0].in_force, steps[6].in_force), (1, 1));
}

#[test]
fn a_plan_remembers_which_decisions_were_in_force() {
    let folder = Folder::new();
    let mut workspace = folder.workspace();
    let confirm = decision("7", "a", Verdict::Confirm);
    let batch = workspace.decide(std::slice::from_ref(&confirm)).unwrap();
    let then = workspace.revision().unwrap();
    workspace.revoke(batch, &revocation()).unwrap();
    workspace
        .decide(&[decision("8", "b", Verdict::Deny)])
        .unwrap();
    assert_eq!(workspace.decisions_at(&then).unwrap(), [confirm]);
}

#[test]
fn a_label_tells_what_was_proposed_and_what_is_in_force() {
    let folder = Folder::new();
    let mut workspace = folder.workspace();
    let label = |score, seed| Label {
        status: LinkStatus::Likely,
        score,
        seed,
    };
    let first = [
        decision("7", "a", Verdict::Confirm),
        decision("8", "b", Verdict::Deny),
    ];
    let batch = workspace
        .decide_labelled(
            &first,
            &[Some(label(0.75, Some(1))), Some(label(0.5, None))],
        )
        .unwrap();
    workspace
        .decide(&[decision("7", "A", Verdict::Deny)])
        .unwrap();
    let expect = [(label(0.75, Some(1)), 1), (label(0.5, None), 2)];
    let expect = expect.map(|(label, decision)| Labelled {
        label,
        confirmed: false,
        decision,
    });
    assert_eq!(workspace.labels().unwrap(), expect);
    workspace.revoke(batch, &revocation()).unwrap();
    assert_eq!(workspace.labels().unwrap(), []);
    workspace.restore(batch, &revocation()).unwrap();
    assert_eq!(workspace.labels().unwrap(), expect);
}

/// A workspace with a plan whose queue waits.
fn waiting(folder: &Folder) -> Workspace {
    let mut workspace = folder.workspace();
    let revision = workspace.revision().unwrap();
    let example = Example::of(25);
    let save = PlanSave {
        engagement: &example.engagement(),
        revision: &revision,
        summary: &serde_json::Value::Null,
    };
    workspace.save_plan(save, &Unwatched).unwrap();
    workspace
}

/// Anchors of the first pair in the queue and what is decided about it.
fn first_pair(workspace: &Workspace) -> [String; 3] {
    let table = GridTable::Reviews;
    let page = workspace.query(&GridQuery::all(table), 0, 1).unwrap();
    ["legacy_anchor", "azure_anchor", "decision"].map(|name| {
        let at = table
            .columns()
            .iter()
            .position(|column| column.name == name);
        page.rows[0][at.unwrap()].clone()
    })
}

#[test]
fn the_queue_shows_what_was_decided_since() {
    let folder = Folder::new();
    let mut workspace = waiting(&folder);
    let [legacy, azure, none] = first_pair(&workspace);
    assert_eq!(none, "");
    for (legacy, azure, verdict, expect) in [
        (&*legacy, &*azure, Verdict::Confirm, "confirm"),
        (&*legacy, &*azure.to_uppercase(), Verdict::Deny, "deny"),
        ("elsewhere", &azure, Verdict::Confirm, "other"),
        (&*legacy, "elsewhere", Verdict::Confirm, "other"),
        ("", &azure, Verdict::New, "new"),
        ("", &azure, Verdict::LeaveOut, "leave_out"),
        ("", "elsewhere", Verdict::New, ""),
        ("elsewhere", &azure, Verdict::Deny, ""),
    ] {
        let batch = workspace
            .decide(&[decision(legacy, azure, verdict)])
            .unwrap();
        assert_eq!(
            first_pair(&workspace)[2],
            expect,
            "{legacy} {azure} {verdict:?}"
        );
        workspace.revoke(batch, &revocation()).unwrap();
        assert_eq!(first_pair(&workspace)[2], "", "taken back");
        workspace.restore(batch, &revocation()).unwrap();
        assert_eq!(first_pair(&workspace)[2], expect, "in force again");
        workspace.revoke(batch, &revocation()).unwrap();
    }
    let open = GridQuery {
        filters: vec![Filter::OneOf {
            column: "decision".to_owned(),
            values: vec![String::new()],
        }],
        ..GridQuery::all(GridTable::Reviews)
    };
    let all = workspace.result_set(&open).unwrap().len();
    workspace
        .decide(&[decision(&legacy, &azure, Verdict::Confirm)])
        .unwrap();
    assert_eq!(workspace.result_set(&open).unwrap().len(), all - 1);
}

#[test]
fn people_and_pairs_are_found_by_their_position() {
    let folder = Folder::new();
    let workspace = waiting(&folder);
    let table = GridTable::Links;
    let at = |name: &str| {
        table
            .columns()
            .iter()
            .position(|column| column.name == name)
            .unwrap()
    };
    let rows = workspace
        .query(&GridQuery::all(table), 0, usize::MAX)
        .unwrap()
        .rows;
    let mut seen = 0;
    workspace.each_link(|_, _, _| seen += 1).unwrap();
    workspace.each_link_score(|_| seen += 1).unwrap();
    assert_eq!(seen, 2 * rows.len());
    for row in rows {
        let user = |name: &str| UserIx(row[at(name)].parse().unwrap());
        let pair = Pair {
            legacy: user("legacy_position"),
            azure: user("azure_position"),
        };
        let ours = workspace
            .plan_person(Side::Legacy, pair.legacy)
            .unwrap()
            .unwrap();
        let theirs = workspace
            .plan_person(Side::Azure, pair.azure)
            .unwrap()
            .unwrap();
        assert_eq!(
            (&ours.login, &theirs.login),
            (&row[at("legacy_username")], &row[at("azure_upn")])
        );
        let link = workspace.plan_link(pair).unwrap().unwrap();
        assert_eq!(link.status.as_str(), row[at("status")]);
        let other = Pair {
            legacy: UserIx(pair.legacy.0 + 1),
            ..pair
        };
        assert_eq!(workspace.plan_link(other).unwrap(), None);
    }
    for side in [Side::Legacy, Side::Azure] {
        assert_eq!(workspace.plan_person(side, UserIx(25)).unwrap(), None);
    }
}

/// What a person does.
#[derive(Debug, Clone, Copy)]
enum Deed {
    Decide(u8, usize),
    Undo,
    Redo,
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let deed = prop_oneof![
        (any::<u8>(), 1..4usize).prop_map(|(user, count)| Deed::Decide(user, count)),
        Just(Deed::Undo),
        Just(Deed::Redo),
    ];
    prop::collection::vec(deed, 0..16)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// The same as an editor that keeps a stack of its states.
    #[test]
    fn undoing_gives_back_what_was_before(deeds in deeds()) {
        let folder = Folder::new();
        let mut workspace = folder.workspace();
        let (mut states, mut at) = (vec![Vec::new()], 0);
        for deed in deeds {
            match deed {
                Deed::Decide(user, count) => {
                    let made: Vec<Decision> = (0..count)
                        .map(|one| decision(&format!("{user}"), &format!("{one}"), Verdict::Deny))
                        .collect();
                    workspace.decide(&made).unwrap();
                    states.truncate(at + 1);
                    let mut state: Vec<Decision> = states[at].clone();
                    state.extend(made);
                    states.push(state);
                    at += 1;
                }
                Deed::Undo => {
                    prop_assert_eq!(turn(&mut workspace, false), at > 0);
                    at = at.saturating_sub(1);
                }
                Deed::Redo => {
                    prop_assert_eq!(turn(&mut workspace, true), at + 1 < states.len());
                    at = (at + 1).min(states.len() - 1);
                }
            }
            let mut found = workspace.decisions().unwrap();
            let mut expect = states[at].clone();
            let key = |one: &Decision| (one.legacy_anchor.clone(), one.azure_anchor.clone());
            found.sort_by_key(key);
            expect.sort_by_key(key);
            prop_assert_eq!(found, expect);
        }
    }
}
