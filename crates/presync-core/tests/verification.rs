//! A plan of one user held against a few entries: one line for each boundary.

use presync_core::{
    Action, Assumption, AssumptionSet, ProvisioningEvent,
    plan::ChangeKind,
    provisioning_log::{LoggedAction, LoggedIdentity, LoggedStatus, ModifiedProperty},
    verification::{Actual, PlannedChange, PlannedUser, Promise, Verification, check_log},
};

const NOW: &str = "2026-03-10T09:00:00Z";

/// `create|update|… basis` with changes `target=value`, `ref target=value`.
fn promise(planned: &str, changes: &[&str]) -> Promise {
    let mut words = planned.split(' ');
    let action = words.next().unwrap_or_default();
    let known = Action::ALL.into_iter().find(|one| one.as_str() == action);
    let basis = words.filter_map(Assumption::named);
    let changes: Vec<PlannedChange> = changes.iter().map(|text| change(text)).collect();
    Promise {
        users: vec![PlannedUser {
            id: "O1".to_owned(),
            upn: "Ada@x.test".to_owned(),
            action: known.expect("an action"),
            account: "ada".to_owned(),
            basis: basis.fold(AssumptionSet::DOCUMENTED, AssumptionSet::with),
            changes_at: 0,
            changes: changes.len(),
        }],
        changes,
        ..Promise::default()
    }
}

fn change(text: &str) -> PlannedChange {
    let (kind, text) = match text.strip_prefix("ref ") {
        Some(text) => (ChangeKind::Reference, text),
        None => (ChangeKind::Overwrite, text),
    };
    let (target, would_be) = text.split_once('=').expect("target=value");
    PlannedChange {
        target: target.to_owned(),
        kind,
        now: "old".to_owned(),
        would_be: would_be.to_owned(),
        basis: AssumptionSet::DOCUMENTED,
    }
}

/// `ID ACTION STATUS CODE HH:MM [target=value]…`; `-` is nothing.
fn event(line: usize, text: &str) -> ProvisioningEvent {
    let mut words = text.split(' ');
    let mut word = || {
        let word = words.next().filter(|word| *word != "-");
        word.unwrap_or_default().to_owned()
    };
    let [id, action, status, code, at] = [(); 5].map(|()| word());
    let is_name = id.contains('@');
    let modified = words.map(|word| {
        let (name, new) = word.split_once('=').expect("target=value");
        ModifiedProperty {
            name: name.to_owned(),
            old: "was".to_owned(),
            new: new.to_owned(),
        }
    });
    ProvisioningEvent {
        file: "log.json".to_owned(),
        line: line as u64,
        id: String::new(),
        change_id: format!("c{line}"),
        activity_at: format!("2026-03-09T{at}:00Z"),
        action: LoggedAction::of(&action).unwrap_or(LoggedAction::Other),
        status: LoggedStatus::of(&status).unwrap_or(LoggedStatus::Unknown),
        error_code: code,
        reason: String::new(),
        steps: Vec::new(),
        source: LoggedIdentity {
            id: if is_name { String::new() } else { id.clone() },
            login: if is_name { id } else { String::new() },
            kind: "User".to_owned(),
            ..LoggedIdentity::default()
        },
        target: LoggedIdentity {
            id: "t1".to_owned(),
            ..LoggedIdentity::default()
        },
        modified: modified.collect(),
    }
}

fn checked(promise: &Promise, events: &[&str], is_over: bool) -> Verification {
    let events = events.iter().enumerate();
    let events: Vec<ProvisioningEvent> = events.map(|(at, text)| event(at + 1, text)).collect();
    check_log(promise, &events, NOW.parse().expect("a moment"), is_over)
}

fn shown(found: &Verification) -> String {
    let rows = found.rows.iter().map(|row| {
        let values = row
            .values
            .iter()
            .map(|value| format!(" {}:{}", value.target, value.verdict.as_str()));
        let actual = row.actual.as_ref().map(Actual::words).unwrap_or_default();
        let earlier = if row.earlier.is_empty() {
            String::new()
        } else {
            format!(" +{}", row.earlier.len())
        };
        let mute = if row.is_mute { " mute" } else { "" };
        format!(
            "{} [{actual}]{}{mute}{earlier}",
            row.verdict.as_str(),
            values.collect::<String>()
        )
    });
    rows.collect::<Vec<_>>().join("; ")
}

fn check(planned: &str, changes: &[&str], events: &[&str], expect: &str) {
    let found = checked(&promise(planned, changes), events, true);
    assert_eq!(shown(&found), expect, "{planned} {changes:?} {events:?}");
}

#[test]
fn actions_are_held_against_what_was_done() {
    check(
        "create",
        &[],
        &["o1 create success - 10:00"],
        "as-planned [create]",
    );
    check(
        "create",
        &[],
        &["ada@X.test create success - 10:00"],
        "as-planned [create]",
    );
    check(
        "create",
        &[],
        &["O1 create warning - 10:00"],
        "as-planned [create]",
    );
    check(
        "create",
        &[],
        &["O1 update success - 10:00"],
        "different-action [update]",
    );
    check(
        "update",
        &[],
        &["O1 create success - 10:00"],
        "different-action [create]",
    );
    check(
        "update",
        &[],
        &["O1 other skipped RedundantExport 10:00"],
        "different-action [none]",
    );
    check(
        "update",
        &[],
        &["O1 disable success - 10:00"],
        "different-action [disable]",
    );
    check(
        "disable",
        &[],
        &["O1 update success - 10:00 active=False"],
        "different-value [disable] active:unplanned",
    );
}

#[test]
fn what_was_not_to_be_done_or_was_not_done_is_told_apart() {
    check(
        "none",
        &[],
        &["O1 other skipped RedundantExport 10:00"],
        "as-planned [none]",
    );
    check(
        "skip",
        &[],
        &["O1 other skipped ImportSkipped 10:00"],
        "as-planned [skip: ImportSkipped]",
    );
    check(
        "fail",
        &[],
        &["O1 create failure EntryConflict 10:00"],
        "as-planned [fail: EntryConflict]",
    );
    check(
        "fail",
        &[],
        &["O1 create success - 10:00"],
        "different-action [create]",
    );
    check(
        "update",
        &[],
        &["O1 update failure InvalidAnchor 10:00"],
        "failed [fail: InvalidAnchor]",
    );
    check(
        "update",
        &[],
        &["O1 other skipped ImportSkipped 10:00"],
        "skipped [skip: ImportSkipped]",
    );
    check(
        "update",
        &[],
        &["O1 update odd - 10:00"],
        "unclear [unclear]",
    );
    check("update", &[], &[], "not-seen-yet []");
    check(
        "update",
        &[],
        &["o9 create success - 10:00"],
        "unplanned [create]; missing []",
    );
    check(
        "skip",
        &[],
        &["o9 create success - 10:00"],
        "unplanned [create]; as-planned []",
    );
}

#[test]
fn another_id_is_another_person_whatever_the_name() {
    let mut plan = promise("create", &[]);
    let again = &["o2 create success - 10:00", "O1 create success - 10:01"];
    assert_eq!(
        shown(&checked(&plan, again, true)),
        "unplanned [create]; as-planned [create]"
    );
    plan.users[0].id = String::new();
    let named = &["ada@x.test create success - 10:00"];
    assert_eq!(shown(&checked(&plan, named, true)), "as-planned [create]");
}

#[test]
fn the_last_entry_counts_and_earlier_ones_are_told() {
    check(
        "create",
        &[],
        &[
            "O1 create failure TooManyRequests 10:00",
            "O1 create success - 10:40",
        ],
        "as-planned [create] +1",
    );
    // The files need not be in the order of time.
    check(
        "create",
        &[],
        &[
            "O1 create success - 10:40",
            "O1 create failure TooManyRequests 10:00",
        ],
        "as-planned [create] +1",
    );
    check(
        "create",
        &[],
        &[
            "O1 create success - 10:00",
            "O1 other skipped RedundantExport 10:40",
        ],
        "as-planned [create]",
    );
    check(
        "create",
        &[],
        &["O1 create success - 10:00", "O1 update success - 10:01"],
        "as-planned [create] +1",
    );
    check(
        "update",
        &[],
        &[
            "O1 update success - 10:00",
            "O1 update failure InvalidAnchor 10:40",
        ],
        "failed [fail: InvalidAnchor] +1",
    );
}

#[test]
fn values_are_held_against_what_was_written() {
    let update = |changes: &[&str], written: &str, expect: &str| {
        check(
            "update",
            changes,
            &[&format!("O1 update success - 10:00{written}")],
            expect,
        );
    };
    update(&["title=Head"], " title=HEAD", "as-planned [update]");
    update(&["title=Head"], " Title=Head", "as-planned [update]");
    update(
        &["title=Head"],
        " title=Chair",
        "different-value [update] title:different",
    );
    update(&["title=Head"], "", "as-planned [update] mute");
    update(
        &["title=Head", "city=York"],
        " title=Head",
        "different-value [update] city:not-logged",
    );
    update(
        &["title=Head"],
        " title=Head city=York",
        "different-value [update] city:unplanned",
    );
    update(
        &["title=Head"],
        " title=Head city=was",
        "as-planned [update]",
    );
    update(
        &["roles=a;b"],
        " roles=[\"B\",\"A\"]",
        "as-planned [update]",
    );
    update(&["ref manager=ada"], " manager=t1", "as-planned [update]");
    update(
        &["ref manager=bo"],
        " manager=t1",
        "different-value [update] manager:different",
    );
    update(
        &["ref manager=bo"],
        " manager=t9",
        "as-planned [update] manager:unknown-reference",
    );
}

#[test]
fn nobody_is_missing_while_the_cycle_may_go_on() {
    let check = |events: &[&str], expect: &str| {
        let found = checked(&promise("update", &[]), events, false);
        let own = found
            .rows
            .iter()
            .find(|row| row.id == "O1")
            .expect("the user");
        let said = format!("{} {}", found.coverage.as_str(), own.verdict.as_str());
        assert_eq!(said, expect, "{events:?}");
    };
    check(&[], "no-log not-seen-yet");
    check(&["o9 create success - 10:00"], "cycle-open not-seen-yet");
    let later = |at: &str| format!("o9 other skipped RedundantExport {at}");
    check(
        &["o9 create success - 10:00", &later("10:19")],
        "cycle-open not-seen-yet",
    );
    check(
        &["o9 create success - 10:00", &later("10:20")],
        "whole missing",
    );
    // A retry in the middle of the cycle is no second cycle.
    check(
        &[
            "o9 create failure x 10:00",
            &later("10:20"),
            "o8 create success - 10:25",
        ],
        "cycle-open not-seen-yet",
    );
    check(
        &[
            "o9 create failure QuarantineOnDemand 10:00",
            &later("10:50"),
        ],
        "quarantined not-seen-yet",
    );
}

#[test]
fn a_log_as_old_as_logs_are_kept_may_have_lost_its_beginning() {
    let events = [
        event(1, "o9 create success - 10:00"),
        event(2, "o9 other skipped RedundantExport 11:00"),
    ];
    let check = |now: &str, expect: &str| {
        let found = check_log(
            &promise("update", &[]),
            &events,
            now.parse().expect("a moment"),
            false,
        );
        assert_eq!(found.coverage.as_str(), expect, "{now}");
    };
    check("2026-03-09T12:00:00Z", "whole");
    check("2026-03-14T12:00:00Z", "whole");
    check("2026-03-16T09:00:00Z", "cut-at-retention");
    check("2026-03-20T09:00:00Z", "whole");
    check("2026-04-08T09:00:00Z", "cut-at-retention");
}

#[test]
fn assumptions_become_observations() {
    let check = |planned: &str, event: &str, expect: &str| {
        let found = checked(&promise(planned, &[]), &[event], true);
        let seen = found.observations.iter().map(|one| {
            let assume = one.assume().unwrap_or_default();
            format!(
                "{} {}/{} {assume}",
                one.assumption.name(),
                one.held,
                one.broken
            )
        });
        assert_eq!(
            seen.collect::<Vec<_>>().join("; "),
            expect,
            "{planned} {event}"
        );
    };
    check("update", "O1 update success - 10:00", "");
    check(
        "disable disabled-matched",
        "O1 disable success - 10:00",
        "disabled-matched 1/0 disabled-matched=disable",
    );
    check(
        "disable disabled-matched",
        "O1 other skipped x 10:00",
        "disabled-matched 0/1 disabled-matched=skip",
    );
    check(
        "fail required-missing",
        "O1 create success - 10:00",
        "required-missing 0/1 required-missing=accept",
    );
    check(
        "update inactive-found",
        "O1 create success - 10:00",
        "inactive-found 0/1 inactive-found=hidden",
    );
    // Which of two was wrong, nobody can tell.
    check(
        "fail required-missing username-taken",
        "O1 create success - 10:00",
        "required-missing 0/1 ; username-taken 0/1 ",
    );
    check(
        "update scope-all",
        "O1 update success - 10:00",
        "scope-all 1/0 ",
    );
}

#[test]
fn entries_without_a_user_are_named_and_groups_are_counted() {
    let mut events = vec![
        event(1, "- create success - 10:00"),
        event(2, "g1 create success - 10:00"),
    ];
    events[1].source.kind = "Group".to_owned();
    let found = check_log(
        &promise("skip", &[]),
        &events,
        NOW.parse().expect("a moment"),
        true,
    );
    assert_eq!(found.nameless, [("log.json".to_owned(), 1)]);
    assert_eq!((found.group_entries, found.entries), (1, 0));
    assert_eq!(shown(&found), "as-planned []");
}
