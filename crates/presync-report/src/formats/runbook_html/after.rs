//! The cut-over day, what to check after the first cycle, when to restart, and the way back.

use presync_core::{
    plan::RestartClass,
    summary::{RestartEffect, thousands},
};

use super::{
    Sources, counted,
    step::{Mark, Section, Step, Table},
};

const HOW: &str = "Entra: how provisioning works";

pub(super) fn cut_over(sources: &Sources<'_>) -> Section {
    let mut steps = vec![
        Step::new("Run the old profile source once more")
            .says("So that leavers of the last days are inactive in the intranet: Entra never disables whom it has not linked, and never touches an account without an Azure user.")
            .mark(Mark::Documented("Interact: migrating to SCIM; Entra: how provisioning works"))
            .mark(Mark::Assumed("that leavers must be disabled before the switch follows from both")),
        Step::new("Make the old source harmless, and switch it off")
            .says("Set both actions first: while they stand at d or a, a source whose file shrinks disables or archives people. Do not delete the source: pictures, expertise and interests may still come through it.")
            .field("actionDisabledUsers", "x")
            .field("actionMissingDeletedUsers", "x")
            .field("Active", "untick")
            .mark(Mark::Documented("Interact: general profile source field mapping, for the actions"))
            .mark(Mark::Assumed("that both sources at once would undo each other")),
        Step::new("Export the intranet a last time")
            .says("This is the state that anything can be brought back to. Keep the list of Power Users beside it.")
            .mark(Mark::Assumed("the order of work")),
        Step::new("Switch provisioning on for the pilot")
            .says("Put the pilot into the group, assign the group to the application, then start. The first cycle takes minutes to hours, by the number of people; after it a cycle comes about every 20 to 40 minutes.")
            .field("Provisioning Status", "On")
            .mark(Mark::Documented(HOW))
            .mark(Mark::Plan("waves.csv, wave 1")),
    ];
    steps.push(waves(sources));
    steps.push(
        Step::new("Restart once when the last wave is through")
            .says("Managers who came in later than their reports are set only then.")
            .mark(Mark::Documented("Entra: known issues of provisioning")),
    );
    if !sources.engagement.scope.assigned_only {
        steps.push(
            Step::new("Widen the scope to all users, if it shall be")
                .says("Only when a new plan over everybody is Ready: from here on nobody is held back but by the scoping filter. Set the second threshold for this cycle.")
                .field("Scope", "Sync all users and groups")
                .mark(Mark::Plan(scope_word(sources))),
        );
    }
    let lead = "One day, in this order. After each wave: the checks of the next part.";
    Section::new("cut-over", "Cut-over day", lead, steps)
}

fn scope_word(sources: &Sources<'_>) -> &'static str {
    match sources.engagement.scope.stated {
        true => "the plan was made for all users",
        false => "nobody said who is in scope, so the plan takes all users: assumption scope-all",
    }
}

fn waves(sources: &Sources<'_>) -> Step {
    let rollout = sources.rollout.iter();
    let rows = rollout.flat_map(|rollout| &rollout.waves).map(|wave| {
        vec![
            wave.name.clone(),
            wave.people.clone(),
            wave.creates.clone(),
            wave.updates.clone(),
            wave.departments.clone(),
        ]
    });
    let rows: Vec<Vec<String>> = rows.collect();
    if rows.is_empty() {
        return Step::new("Let in nobody: as the plan stands there is no wave without harm")
            .mark(Mark::Plan("waves.csv"));
    }
    Step::new("Let in wave after wave")
        .says("Add the people of a wave to the group, wait for the cycle to end, check, then the next. A manager is in the same wave as their reports or in an earlier one.")
        .table(Table {
            caption: "Pilot and waves; waves.csv names the people".to_owned(),
            head: vec!["Wave", "People", "New accounts", "Updates", "Departments"],
            rows,
            ticks: true,
        })
        .mark(Mark::Plan("waves.csv"))
}

pub(super) fn checks(sources: &Sources<'_>) -> Section {
    let line = sources.engagement.plan.line;
    let rows = [
        ("Create", line.create, "action Create, status Success"),
        ("Update", line.update, "action Update, status Success"),
        (
            "Disable",
            line.disable,
            "action Disable; none while only waves are in scope",
        ),
        (
            "Left as they are",
            line.link.saturating_sub(line.update + line.disable),
            "status Skipped, reason RedundantExport",
        ),
        (
            "Skip",
            line.skip,
            "status Skipped: out of scope, nothing to match by, disabled",
        ),
        (
            "Fail",
            line.fail,
            "status Failure; none while only waves are in scope",
        ),
    ];
    let rows = rows
        .map(|(what, count, log)| vec![what.to_owned(), thousands(count.into()), log.to_owned()]);
    let steps = vec![
        Step::new("Count what the provisioning logs say")
            .says("Provisioning logs, filtered by the job. For a wave the numbers are those of its row above; for everybody those below. A create nobody expected is a second account: stop at once.")
            .table(Table {
                caption: "What the plan expects of the first cycle for everybody".to_owned(),
                head: vec!["Plan line", "People", "In the logs"],
                rows: rows.to_vec(),
                ticks: true,
            })
            .mark(Mark::Plan("plan line"))
            .mark(Mark::Documented("Entra: analyze provisioning logs")),
        Step::new("Export the intranet again, and compare")
            .says("Make a plan of the new export with the same mapping: presync compare says who moved. What was to be written must be there, and nothing else.")
            .mark(Mark::Plan("plan.json and changes.csv")),
        Step::new("See that Power Users still are")
            .says("Compare with the list exported on the day; grant again by hand what is missing.")
            .mark(Mark::Documented("Interact: migrating to SCIM")),
        Step::new("See that no threshold has stopped the job")
            .says("Current status: neither quarantined nor staged deletes. A quarantined job tries again after 6, 12 and 24 hours, then daily, and is disabled after four weeks.")
            .mark(Mark::Documented("Entra: quarantine status; accidental deletions prevention")),
    ];
    Section::new(
        "checks",
        "After each cycle",
        "Before anybody else is let in.",
        steps,
    )
}

pub(super) fn restarts(sources: &Sources<'_>) -> Section {
    let row = |one: &RestartEffect| {
        vec![
            one.label.clone(),
            one.class.sentence().to_owned(),
            thousands(one.written_again.into()),
        ]
    };
    let effects = sources.summary.restart.iter();
    let written = effects.filter(|one| one.class != RestartClass::Never && one.written_again > 0);
    let steps = vec![
        Step::new("Restart only for a reason")
            .says("Reasons: managers or group members are missing after somebody came into scope later; the scope was switched from all to assigned; the mapping was changed, which restarts by itself. A restart keeps the links: it never matches again.")
            .mark(Mark::Documented("Entra: how provisioning works; known issues of provisioning")),
        Step::new("Know what a restart writes again")
            .says("In linked accounts, over what people have entered by hand since. Empty values of Azure are never sent.")
            .table(Table {
                caption: "By row of the mapping".to_owned(),
                head: vec!["Intranet attribute", "What becomes of a value edited by hand", "Linked people"],
                rows: written.map(row).collect(),
                ticks: false,
            })
            .mark(Mark::Plan("after the first sync, in report.html")),
    ];
    Section::new(
        "restarts",
        "Restarts",
        "Restart provisioning runs for everybody in scope anew.",
        steps,
    )
}

pub(super) fn rollback(sources: &Sources<'_>) -> Section {
    let creates = sources.engagement.plan.line.create;
    let undo = match sources.has_lists {
        true => {
            "undo-intranet.csv where data was fixed; the column now of changes.csv for what the sync wrote"
        }
        false => "the column now of changes.csv, which presync plan writes beside this runbook",
    };
    let steps = vec![
        Step::new("Stop provisioning")
            .says("The running cycle ends first. Nothing is taken back by stopping, and nobody is disabled.")
            .field("Provisioning Status", "Off")
            .mark(Mark::Documented(HOW))
            .mark(Mark::Assumed("that stopping disables nobody: no page says that it does")),
        Step::new("Put the values back")
            .says(format!("From {undo}. Load them through the old profile source or by hand; compare with the export of the day."))
            .mark(Mark::Plan("changes.csv")),
        Step::new("Switch the old source on again, with its actions still at x")
            .says("Only after the values are back, or it works on half-changed accounts.")
            .mark(Mark::Assumed("the order of work")),
        Step::new("Load the schema that was downloaded first")
            .field("Paste", "app schema before.json")
            .mark(Mark::Documented("Entra: export and import a provisioning configuration")),
        Step::new("Know what cannot be undone")
            .says(format!("Accounts that were created ({} in this plan): disable them, never delete, since deleting may take documents along.", counted(creates as usize, "new account", "new accounts")))
            .says("Links: Entra goes on writing to the account it linked, also after a restart. Unlinking takes a restart through Graph with resetScope Full, with provisioning off and the data mended.")
            .says("User names that changed, for whoever has signed in or bookmarked with the new one; mails and notifications that the intranet has sent; groups that were deleted.")
            .mark(Mark::Documented(HOW))
            .mark(Mark::Assumed("documents of deleted accounts: an old report; notifications: not documented")),
    ];
    Section::new(
        "rollback",
        "Rollback",
        "Decide beforehand who may order it, and by which count in the logs.",
        steps,
    )
}
