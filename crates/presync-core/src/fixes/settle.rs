//! What the edits come to: both populations edited, everybody simulated at once, and edits taken back for
//! whom the second pass refuses all the same.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Cause, FixPlan, Prediction, bulk,
    hold::{self, Left},
    refusal::Refusals,
    restore::restores,
    search::{self, Edits},
    trouble::{Troubled, gravity},
};
use crate::{
    Cancelled, Outcome, Phase, Plan, Progress, Side, UserIx,
    simulate::{self, Input, SimulateError},
};

/// Simulations that take some edits back; the next one is made without any, and is the last.
const RUNS_MAX: usize = 4;

/// The simulation inside reports nothing of its own, and stops when it is asked to.
struct Inside<'p>(&'p dyn Progress);

impl Progress for Inside<'_> {
    fn begin(&self, _: Phase, _: u64) {}

    fn advance(&self, by: u64) -> Result<(), Cancelled> {
        self.0.advance(by)
    }
}

/// The fixes with what they come to.
pub(super) fn run(
    input: &Input<'_>,
    plan: &Plan,
    edits: Edits,
    left: Vec<Troubled>,
    progress: &dyn Progress,
) -> Result<FixPlan, SimulateError> {
    let refusals = Refusals::of(plan, input.mapping);
    let left = left.into_iter();
    let left = left.map(|one| (one.user, Left::of(one, &refusals)));
    let mut state = State {
        plan,
        edits,
        left: left.collect(),
    };
    for turn in 1.. {
        let fixes = state.listed(input);
        if fixes.is_empty() {
            return Ok(fixes);
        }
        let applied = fixes.applied(input)?;
        let after = simulate::run(&applied.input(input), &Inside(progress))?;
        let wrong = state.wrong(&after, input);
        if wrong.is_empty() || turn > RUNS_MAX {
            let predicted = Some(prediction(input, plan, &fixes, &after));
            return Ok(FixPlan { predicted, ..fixes });
        }
        for one in wrong {
            state.take_back(&after, one, turn);
        }
        drop(applied);
        let edits = std::mem::take(&mut state.edits);
        let held = state.left.keys().copied().collect();
        let (edits, bereft) = search::pruned(input, edits, held);
        state.edits = edits;
        state.leave(bereft);
    }
    unreachable!("BUG: turns end")
}

/// What was edited so far, and who is left.
struct State<'p> {
    plan: &'p Plan,
    edits: Edits,
    left: BTreeMap<UserIx, Left>,
}

impl State<'_> {
    fn listed(&self, input: &Input<'_>) -> FixPlan {
        let (fixes, groups) = bulk::grouped(input, &self.edits);
        FixPlan {
            fixes,
            groups,
            hold_back: hold::held(self.plan, &self.left),
            predicted: None,
        }
    }

    /// Whoever is wrong after the edits, is not held back, and is not refused for the mapping alone.
    fn wrong(&self, after: &Plan, input: &Input<'_>) -> Vec<Left> {
        let refusals = Refusals::of(after, input.mapping);
        let refuses_everybody = simulate::refuses_everybody(input);
        let rows = (0u32..).map(UserIx).zip(&after.azure);
        rows.filter_map(|(user, row)| {
            let is_excused = match row.outcome {
                Outcome::Created if refuses_everybody => true,
                Outcome::Created | Outcome::Linked => refusals.is_of_mapping(user),
                _ => false,
            };
            let is_wrong = gravity(row.outcome, row.action) > 0;
            if !is_wrong || is_excused || self.left.contains_key(&user) {
                return None;
            }
            let cause = Some(cause_of(row.outcome));
            Some(Left::of(Troubled { user, cause }, &refusals))
        })
        .collect()
    }

    /// Takes back what was edited for somebody in vain, or what harms somebody who was right, and holds
    /// back whom that leaves. The later the turn, the more is taken back.
    fn take_back(&mut self, after: &Plan, one: Left, turn: usize) {
        let user = one.troubled.user;
        let (row, was) = (&after.azure[user.index()], &self.plan.azure[user.index()]);
        let is_harmed = gravity(was.outcome, was.action) == 0;
        let accounts: BTreeSet<UserIx> = row.hits.iter().copied().chain(row.identity).collect();
        let edits = self.edits.iter().filter(|(cell, made)| {
            let concerns = cell.side == Side::Legacy && accounts.contains(&cell.user);
            let is_suspect = concerns && (is_harmed || turn > 1);
            made.repairs == user || is_suspect || turn == RUNS_MAX
        });
        let bereft: BTreeSet<UserIx> = edits.map(|(_, made)| made.repairs).collect();
        self.edits.retain(|_, made| !bereft.contains(&made.repairs));
        if !is_harmed || bereft.is_empty() {
            self.left.insert(user, one);
        }
        self.leave(bereft);
    }

    /// Holds back those whose edits were taken back.
    fn leave(&mut self, bereft: BTreeSet<UserIx>) {
        for user in bereft {
            let cause = match self.plan.azure[user.index()].outcome {
                Outcome::Skipped => Cause::NoValue,
                outcome => cause_of(outcome),
            };
            let troubled = Troubled {
                user,
                cause: Some(cause),
            };
            self.left.entry(user).or_insert(Left {
                troubled,
                refused: None,
            });
        }
    }
}

fn cause_of(outcome: Outcome) -> Cause {
    match outcome {
        Outcome::Takeover => Cause::Mistaken,
        Outcome::Duplicate => Cause::Missed,
        Outcome::Ambiguous => Cause::Several,
        _ => Cause::Refused,
    }
}

fn prediction(input: &Input<'_>, plan: &Plan, fixes: &FixPlan, after: &Plan) -> Prediction {
    let edited: BTreeSet<UserIx> = fixes.of_side(Side::Legacy).map(|fix| fix.user).collect();
    let sources: BTreeSet<UserIx> = fixes.of_side(Side::Azure).map(|fix| fix.user).collect();
    let rows = input.azure.users().zip(plan.azure.iter().zip(&after.azure));
    let touched: Vec<UserIx> = rows
        .filter(|(user, (was, now))| {
            let is_same =
                (was.outcome, was.action, &was.hits) == (now.outcome, now.action, &now.hits);
            let mut hits = now.hits.iter();
            !is_same || sources.contains(user) || hits.any(|hit| edited.contains(hit))
        })
        .map(|(user, _)| user)
        .collect();
    let count = |side| {
        Outcome::ALL.map(|outcome| u32::try_from(after.count(side, outcome)).unwrap_or(u32::MAX))
    };
    Prediction {
        line: after.line,
        azure: count(Side::Azure),
        legacy: count(Side::Legacy),
        rows: after
            .azure
            .iter()
            .map(|row| (row.outcome, row.action))
            .collect(),
        restores: restores(input, fixes, after, &touched),
        touched,
    }
}
