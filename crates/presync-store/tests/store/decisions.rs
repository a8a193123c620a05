//! Decisions are kept for good, and taking them back is a decision too.

use presync_core::decision::{Decision, Verdict};
use presync_store::{Revocation, Workspace};

use crate::support::{Folder, NOW};

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
    let header = crate::support::header(presync_core::Side::Azure, "a.csv", &["objectId"]);
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
