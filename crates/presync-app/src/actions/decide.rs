//! Decides about pairs, with the consequence shown before; takes steps back, does them again, lists them.

use std::collections::BTreeSet;

use presync_core::{
    LinkStatus, Side, UserIx,
    decision::{
        Decision, Verdict,
        steps::{Step, Steps},
        take::{Logged, Taken, take},
    },
    matching::explain::Pair,
    summary::counted,
};
use presync_store::{DecisionBatch, DecisionStep, Label, Revocation, Workspace};

use super::{people, review::Cells};
use crate::{
    App,
    app::OpenWorkspace,
    pipeline::{contradicting, refuse_contradictions},
    wire::{
        ContradictionInfo, Decide, DecisionHistory, DecisionPreview, DecisionStepInfo,
        DecisionsMade, DecisionsTurned, Failure, HistoryQuery, PairRef, PairSample, TurnDecisions,
        WireVerdict,
    },
};

/// Pairs decided at once at most.
const PAIRS_MAX: usize = 100_000;
/// Pairs of a queue read at once.
const WINDOW: usize = 2_000;
/// Pairs shown before a decision about many.
const SAMPLES: usize = 2;
/// Steps of one page at most.
const STEPS_MAX: u32 = 500;

/// Decisions that are about to be made.
struct Intended {
    decisions: Vec<Decision>,
    labels: Vec<Option<Label>>,
    /// The pair that each is about.
    pairs: Vec<Pair>,
}

pub(crate) fn preview(app: &App, params: Decide) -> Result<DecisionPreview, Failure> {
    let opened = app.workspace()?;
    let intended = intend(app, &opened, &params)?;
    let reader = opened.reader();
    let log = reader.decision_log()?;
    let logged: Vec<Logged<'_>> = log
        .iter()
        .map(|entry| Logged {
            decision: &entry.decision,
            in_force: entry.revoked.is_none(),
        })
        .collect();
    let taken = take(&logged, &intended.decisions);
    let replaced = taken
        .iter()
        .filter(|taken| **taken == Taken::Changed)
        .count();
    let contradictions = contradicting(&reader.decisions()?, &intended.decisions);
    let samples = intended.pairs.iter().zip(&intended.decisions).take(SAMPLES);
    let samples: Result<Vec<PairSample>, Failure> = samples
        .map(|(pair, decision)| sample(&reader, *pair, decision.decision))
        .collect();
    let azure: BTreeSet<&str> = intended
        .decisions
        .iter()
        .map(|one| one.azure_anchor.as_str())
        .collect();
    Ok(DecisionPreview {
        decisions: count(intended.decisions.len()),
        people: count(azure.len()),
        replaced: count(replaced),
        samples: samples?,
        contradictions: contradictions
            .into_iter()
            .map(|(why, count)| ContradictionInfo {
                code: why.as_str().to_owned(),
                sentence: why.sentence().to_owned(),
                count,
            })
            .collect(),
        sentence: consequence(params.verdict, count(azure.len())),
    })
}

pub(crate) fn decide(app: &App, params: Decide) -> Result<DecisionsMade, Failure> {
    let opened = app.workspace()?;
    if params.by.trim().is_empty() {
        return Err(Failure::new("by_missing", "It was not said who decides.")
            .hint("Give your name; it stands beside the decision."));
    }
    let intended = intend(app, &opened, &params)?;
    let found = count(intended.decisions.len());
    let is_other = params.expected.is_some_and(|expected| expected != found);
    if is_other || (params.queue.is_some() && params.expected.is_none()) {
        return Err(Failure::new(
            "bulk_changed",
            &format!(
                "Nothing was decided: the list now holds {}.",
                counted(found, "decision", "decisions")
            ),
        )
        .hint("Look at the preview again."));
    }
    let mut writer = opened.writer()?;
    refuse_contradictions(&writer.decisions()?, &intended.decisions)?;
    let batch = writer.decide_labelled(&intended.decisions, &intended.labels)?;
    Ok(DecisionsMade {
        batch: batch.0,
        decisions: found,
    })
}

fn intend(app: &App, opened: &OpenWorkspace, params: &Decide) -> Result<Intended, Failure> {
    let pairs = match params.queue {
        Some(queue) => pairs_of(opened, queue)?,
        None => params.pairs.iter().map(pair).collect(),
    };
    let reader = opened.reader();
    people::plan(&reader, params.plan)?;
    if pairs.is_empty() || pairs.len() > PAIRS_MAX {
        return Err(Failure::new(
            "pairs_wanted",
            &format!("Between one and {PAIRS_MAX} pairs can be decided at once."),
        )
        .hint("Choose the pairs, or filter the list."));
    }
    let now = app.host.now().to_string();
    let mut intended = Intended {
        decisions: Vec::new(),
        labels: Vec::new(),
        pairs: Vec::new(),
    };
    let mut said = BTreeSet::new();
    for (pair, verdict) in worded(params, &pairs)? {
        let decision = made(&reader, params, pair, verdict, &now)?;
        // One word about a user is enough, though several pairs of it are in the list.
        if said.insert((
            decision.azure_anchor.clone(),
            decision.legacy_anchor.clone(),
            verdict,
        )) {
            intended
                .labels
                .push(label(&reader, pair, verdict, params.seed)?);
            intended.decisions.push(decision);
            intended.pairs.push(pair);
        }
    }
    Ok(intended)
}

/// What is said of which pair.
fn worded(params: &Decide, pairs: &[Pair]) -> Result<Vec<(Pair, Verdict)>, Failure> {
    let verdict = match params.verdict {
        WireVerdict::Confirm => Verdict::Confirm,
        WireVerdict::Deny | WireVerdict::Other => Verdict::Deny,
        WireVerdict::New => Verdict::New,
        WireVerdict::LeaveOut => Verdict::LeaveOut,
    };
    let mut worded: Vec<(Pair, Verdict)> = pairs.iter().map(|pair| (*pair, verdict)).collect();
    if params.verdict == WireVerdict::Other {
        let Some(instead) = &params.instead else {
            return Err(Failure::new(
                "other_missing",
                "It was not said which pair is one person instead.",
            )
            .hint("Choose one of the candidates."));
        };
        worded.push((pair(instead), Verdict::Confirm));
    }
    Ok(worded)
}

fn made(
    reader: &Workspace,
    params: &Decide,
    pair: Pair,
    verdict: Verdict,
    now: &str,
) -> Result<Decision, Failure> {
    let anchor = |side: Side, user: UserIx| {
        let person = people::stored(reader, side, user.0)?;
        match person.decided_by() {
            "" => Err(Failure::new(
                "no_anchor",
                &format!(
                    "The {} user of row {} has neither an ID nor a sign-in name, so that no decision can name it.",
                    side.label(),
                    person.row
                ),
            )
            .hint("Give the user a key in the source and import it again.")),
            known => Ok(known.to_owned()),
        }
    };
    let legacy_anchor = match verdict.names_both() {
        true => anchor(Side::Legacy, pair.legacy)?,
        false => String::new(),
    };
    Ok(Decision {
        legacy_anchor,
        azure_anchor: anchor(Side::Azure, pair.azure)?,
        decision: verdict,
        reason: params.reason.trim().to_owned(),
        by: params.by.trim().to_owned(),
        at: now.to_owned(),
    })
}

/// What had been proposed; nothing where a person had decided already, or no link was made.
fn label(
    reader: &Workspace,
    pair: Pair,
    verdict: Verdict,
    seed: Option<u32>,
) -> Result<Option<Label>, Failure> {
    if !verdict.names_both() {
        return Ok(None);
    }
    let link = reader
        .plan_link(pair)?
        .filter(|link| !matches!(link.status, LinkStatus::Confirmed | LinkStatus::Denied));
    Ok(link.map(|link| Label {
        status: link.status,
        score: link.score,
        seed,
    }))
}

fn pairs_of(opened: &OpenWorkspace, queue: u32) -> Result<Vec<Pair>, Failure> {
    let cells = Cells::new();
    opened.with_result(queue, |result| {
        let mut pairs = Vec::new();
        while pairs.len() < result.len().min(PAIRS_MAX + 1) {
            let page = opened.reader().page(result, pairs.len(), WINDOW)?;
            pairs.extend(page.rows.iter().map(|row| cells.pair(row)));
        }
        Ok(pairs)
    })
}

fn sample(reader: &Workspace, pair: Pair, verdict: Verdict) -> Result<PairSample, Failure> {
    let legacy = match verdict.names_both() {
        true => Some(people::info(reader, Side::Legacy, pair.legacy.0)?),
        false => None,
    };
    Ok(PairSample {
        legacy,
        azure: people::info(reader, Side::Azure, pair.azure.0)?,
    })
}

fn consequence(verdict: WireVerdict, people: u32) -> String {
    let whom = counted(people, "Azure user", "Azure users");
    match verdict {
        WireVerdict::Confirm => {
            format!("{whom} will count as the intranet users beside them.")
        }
        WireVerdict::Deny => {
            format!("{whom} will no longer be proposed with the intranet users beside them.")
        }
        WireVerdict::Other => "The other pair will count as one person.".to_owned(),
        WireVerdict::New => format!("{whom} will count as people the intranet does not know."),
        WireVerdict::LeaveOut => format!("{whom} will be held out of scope."),
    }
}

pub(crate) fn undo(app: &App, params: TurnDecisions) -> Result<Option<DecisionsTurned>, Failure> {
    turn(app, params, Steps::undo, Workspace::revoke)
}

pub(crate) fn redo(app: &App, params: TurnDecisions) -> Result<Option<DecisionsTurned>, Failure> {
    turn(app, params, Steps::redo, Workspace::restore)
}

fn turn(
    app: &App,
    params: TurnDecisions,
    next: fn(&Steps<DecisionBatch>) -> Option<DecisionBatch>,
    turn: fn(&mut Workspace, DecisionBatch, &Revocation) -> presync_store::Result<usize>,
) -> Result<Option<DecisionsTurned>, Failure> {
    let opened = app.workspace()?;
    let mut writer = opened.writer()?;
    let steps = Steps::of(writer.decision_steps()?.into_iter().map(|step| step.step));
    let Some(batch) = next(&steps) else {
        return Ok(None);
    };
    let revocation = Revocation {
        reason: params.reason,
        by: params.by,
        at: app.host.now().to_string(),
    };
    let turned = turn(&mut writer, batch, &revocation)?;
    Ok(Some(DecisionsTurned {
        batch: batch.0,
        decisions: count(turned),
    }))
}

pub(crate) fn history(app: &App, params: HistoryQuery) -> Result<DecisionHistory, Failure> {
    let opened = app.workspace()?;
    let all = opened.reader().decision_steps()?;
    let steps = Steps::of(all.iter().map(|step| step.step));
    let before = |step: &&DecisionStep| params.before.is_none_or(|batch| step.batch.0 < batch);
    let limit = params.limit.min(STEPS_MAX) as usize;
    Ok(DecisionHistory {
        total: count(all.len()),
        steps: all
            .iter()
            .rev()
            .filter(before)
            .take(limit)
            .map(step)
            .collect(),
        undo: steps.undo().map(|batch| batch.0),
        redo: steps.redo().map(|batch| batch.0),
    })
}

fn step(step: &DecisionStep) -> DecisionStepInfo {
    let (word, of) = match step.step {
        Step::Decided(batch) => ("decided", batch),
        Step::Undone(batch) => ("undone", batch),
        Step::Redone(batch) => ("redone", batch),
    };
    let first = step.first.clone();
    DecisionStepInfo {
        batch: step.batch.0,
        step: word.to_owned(),
        of: of.0,
        decision: first.decision.as_str().to_owned(),
        count: step.count,
        in_force: step.in_force,
        legacy: first.legacy_anchor,
        azure: first.azure_anchor,
        reason: first.reason,
        by: first.by,
        at: first.at,
    }
}

fn pair(of: &PairRef) -> Pair {
    Pair {
        legacy: UserIx(of.legacy),
        azure: UserIx(of.azure),
    }
}

fn count(many: usize) -> u32 {
    u32::try_from(many).unwrap_or(u32::MAX)
}
