//! Files and decisions into a workspace, in the order in which each finds what it needs; and what became
//! of the decisions, in words.

use jiff::Timestamp;
use presync_app::{
    JobContext,
    pipeline::{
        DecisionsTaken, Extras, ImportRequest, SideChanges, Sides, keep_bases, replace_sources,
    },
    wire::Failure,
    workspace::Workspace,
};
use serde_json::{Value, json};

use crate::{args::Common, terminal};

/// What came into a workspace.
#[derive(Debug)]
pub(crate) struct TakenIn {
    /// What newer exports changed.
    pub(crate) changes: Vec<SideChanges>,
    /// What became of the decisions.
    pub(crate) taken: DecisionsTaken,
}

/// Replaces the sources and takes the decisions: before it where there are exports that the decisions may
/// be based on, after it where there are none yet. Gives the users too, where they were put together on
/// the way.
pub(crate) fn take_in(
    workspace: &mut Workspace,
    requests: &[ImportRequest],
    extras: &mut Extras,
    now: Timestamp,
    job: &JobContext,
) -> Result<(TakenIn, Option<Sides>), Failure> {
    let is_fresh = workspace.sources()?.is_empty();
    let mut taken = DecisionsTaken::default();
    if !is_fresh {
        taken = extras.take_decisions(workspace, now, job)?;
        // What decisions are based on are the exports of before.
        keep_bases(workspace, &[], job)?;
    }
    let replaced = replace_sources(workspace, requests, now, job)?;
    if is_fresh {
        taken = extras.take_decisions(workspace, now, job)?;
    }
    let changes = replaced.changes;
    Ok((TakenIn { changes, taken }, replaced.sides))
}

/// Says in a line what became of them; nothing where there were none.
pub(crate) fn note(common: &Common, taken: &DecisionsTaken) {
    let counts = [
        (taken.taken, "taken"),
        (taken.changed, "changed"),
        (taken.unchanged, "unchanged"),
        (taken.contradicting, "contradicting and not taken"),
    ];
    let told = counts.iter().filter(|(count, _)| *count > 0);
    let told: Vec<String> = told
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
    if !told.is_empty() {
        terminal::note(common, &format!("Decisions: {}", told.join(", ")));
    }
}

pub(crate) fn as_json(taken: &DecisionsTaken) -> Value {
    json!({
        "taken": taken.taken,
        "changed": taken.changed,
        "unchanged": taken.unchanged,
        "contradicting": taken.contradicting,
    })
}
