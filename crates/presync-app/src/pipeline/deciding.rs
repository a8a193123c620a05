//! Decisions on their way into a workspace: those a person makes, and those that a file brings. None that
//! contradict are kept; what is refused or left out is said.

use std::collections::BTreeMap;

use jiff::Timestamp;
use presync_core::{
    Cases, Diagnostic, Severity,
    decision::{
        Decision,
        contradict::{Contradiction, contradictions},
        take::{Logged, Taken, take},
    },
};
use presync_import::GivenDecision;
use presync_store::{DecisionBatch, Workspace};

use crate::wire::Failure;

/// What became of the decisions of a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DecisionsTaken {
    /// Nobody had decided about these people.
    pub taken: u32,
    /// They replace an earlier word.
    pub changed: u32,
    /// They say what was known already.
    pub unchanged: u32,
    /// They contradict each other or what is in force; none of them was taken.
    pub contradicting: u32,
    /// What was odd about them.
    pub diagnostics: Vec<Diagnostic>,
    /// With this they are taken back together; none when there were none to take.
    pub batch: Option<DecisionBatch>,
}

/// How often decisions contradict each other or what is in force, by reason.
#[must_use]
pub fn contradicting(in_force: &[Decision], new: &[Decision]) -> BTreeMap<Contradiction, u32> {
    let mut found = BTreeMap::new();
    for (_, why) in contradictions(in_force, new) {
        *found.entry(why).or_default() += 1;
    }
    found
}

/// Refuses decisions that contradict.
///
/// # Errors
/// `decisions_contradict`, which says how.
pub fn refuse_contradictions(in_force: &[Decision], new: &[Decision]) -> Result<(), Failure> {
    let found = contradicting(in_force, new);
    let Some((why, count)) = found.first_key_value() else {
        return Ok(());
    };
    let message = format!(
        "Nothing was decided, because {} would contradict: {}",
        presync_core::summary::counted(*count, "decision", "decisions"),
        why.sentence()
    );
    Err(Failure::new("decisions_contradict", &message)
        .hint("Say first that the other pair is not one person, or undo that decision."))
}

/// Takes the decisions of a file into a workspace, all that fit in one transaction. `by` and `now` stand
/// in where a row of a workbook does not say who decided and when; rows of a decisions file are taken as
/// they are.
///
/// # Errors
/// As the workspace says; nothing is taken then.
pub fn take_decisions(
    workspace: &mut Workspace,
    given: &[GivenDecision],
    by: &str,
    now: Timestamp,
) -> Result<DecisionsTaken, Failure> {
    let log = workspace.decision_log()?;
    let logged: Vec<Logged<'_>> = log
        .iter()
        .map(|entry| Logged {
            decision: &entry.decision,
            in_force: entry.revoked.is_none(),
        })
        .collect();
    let doubts = workspace.doubts()?;
    let again = |one: &Decision| {
        doubts
            .iter()
            .any(|doubt| is_about_same(&doubt.decision, one))
    };
    let completed = |one: &GivenDecision| {
        let mut decision = completed(one, by);
        // What is in doubt and answered again is a new word about it, though it be the same.
        if one.in_workbook && decision.at.is_empty() && again(&decision) {
            decision.at = now.to_string();
        }
        decision
    };
    let decisions: Vec<Decision> = given.iter().map(completed).collect();
    let outcome = take(&logged, &decisions);
    let mut result = DecisionsTaken::default();
    let mut fresh = Vec::new();
    for ((one, mut decision), taken) in given.iter().zip(decisions).zip(outcome) {
        match taken {
            Taken::Unchanged => result.unchanged += 1,
            Taken::Contradicting(why) => {
                result.contradicting += 1;
                result.diagnostics.push(contradiction(one, why));
            }
            Taken::New | Taken::Changed => {
                result.taken += u32::from(taken == Taken::New);
                result.changed += u32::from(taken == Taken::Changed);
                if one.in_workbook && decision.at.is_empty() {
                    decision.at = now.to_string();
                }
                fresh.push(decision);
            }
        }
    }
    if !fresh.is_empty() {
        result.batch = Some(workspace.decide(&fresh)?);
    }
    Ok(result)
}

fn is_about_same(one: &Decision, other: &Decision) -> bool {
    let same = |a: &str, b: &str| a.trim().eq_ignore_ascii_case(b.trim());
    one.decision == other.decision
        && same(&one.azure_anchor, &other.azure_anchor)
        && same(&one.legacy_anchor, &other.legacy_anchor)
}

fn completed(given: &GivenDecision, by: &str) -> Decision {
    let mut decision = given.decision.clone();
    if given.in_workbook && decision.by.is_empty() {
        by.clone_into(&mut decision.by);
    }
    decision
}

fn contradiction(given: &GivenDecision, why: Contradiction) -> Diagnostic {
    Diagnostic {
        code: "DECISION_CONTRADICTS".to_owned(),
        severity: Severity::Blocker,
        file: given.place.file.clone(),
        sheet: given.place.sheet.clone(),
        row: given.place.row,
        column: given.place.column.clone(),
        message: format!("{} The decision is not taken.", why.sentence()),
        hint: "Decide which of them holds and give the file again.".to_owned(),
        cases: Cases::default(),
    }
}
