//! `verification.html`: golden, inert, the verdict first.
#![expect(
    clippy::disallowed_methods,
    reason = "the test reads the page it judges"
)]

use std::fs;

use presync_core::{
    Action, Assumption, AssumptionSet, ProvisioningEvent,
    plan::ChangeKind,
    progress::Unwatched,
    provisioning_log::{LoggedAction, LoggedIdentity, LoggedStatus, ModifiedProperty},
    verification::{PlannedChange, PlannedUser, Promise, check_log},
};
use presync_report::{Options, VerificationReport, write_verification};

fn promise() -> Promise {
    let user = |at: usize, action: Action| PlannedUser {
        id: format!("o{at}"),
        upn: format!("user{at}@x.test"),
        action,
        account: format!("user{at}"),
        basis: AssumptionSet::DOCUMENTED.with(Assumption::DisabledMatched),
        changes_at: 0,
        changes: usize::from(at == 0),
    };
    Promise {
        users: vec![
            user(0, Action::Update),
            user(1, Action::Disable),
            user(2, Action::Create),
        ],
        changes: vec![PlannedChange {
            target: "title".to_owned(),
            kind: ChangeKind::Overwrite,
            now: "Clerk".to_owned(),
            would_be: "Head".to_owned(),
            basis: AssumptionSet::DOCUMENTED,
        }],
        ..Promise::default()
    }
}

fn event(id: &str, action: LoggedAction, status: LoggedStatus, title: &str) -> ProvisioningEvent {
    ProvisioningEvent {
        file: "log.json".to_owned(),
        line: 3,
        id: String::new(),
        change_id: id.to_owned(),
        activity_at: "2026-03-09T10:00:00Z".to_owned(),
        action,
        status,
        error_code: String::new(),
        reason: "<b>said</b>".to_owned(),
        steps: Vec::new(),
        source: LoggedIdentity {
            id: id.to_owned(),
            ..LoggedIdentity::default()
        },
        target: LoggedIdentity::default(),
        modified: vec![ModifiedProperty {
            name: "title".to_owned(),
            old: "Clerk".to_owned(),
            new: title.to_owned(),
        }],
    }
}

#[test]
fn the_page_says_what_was_planned_and_what_was_done() {
    let events = [
        event(
            "o0",
            LoggedAction::Update,
            LoggedStatus::Success,
            "<script>alert(1)</script>",
        ),
        event("o1", LoggedAction::Other, LoggedStatus::Skipped, ""),
    ];
    let now = "2026-03-10T09:00:00Z".parse().expect("a moment");
    let log = check_log(&promise(), &events, now, true);
    let report = VerificationReport {
        title: "Harbour & Vale",
        planned_at: "2026-03-01T09:00:00Z",
        now,
        log: Some(&log),
        after: None,
        inputs: &[],
        remarks: &["log.json: something was odd.".to_owned()],
    };
    let parent = tempfile::tempdir().expect("a folder");
    let options = Options::to(parent.path().join("verified"));
    write_verification(&report, &options, &Unwatched).expect("a folder");
    let page = fs::read_to_string(options.folder.join("verification.html")).expect("a page");
    assert!(!page.contains("<script") && page.contains("default-src &#39;none&#39;"));
    let (_, body) = page.split_once("<body>").expect("a body");
    insta::assert_snapshot!(body);
}
