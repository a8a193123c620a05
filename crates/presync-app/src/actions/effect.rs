//! What the plan would be under a mapping that somebody edits: counts and who moves, while they type.
//!
//! Nothing is stored: each look simulates again what the edit can have changed.

use std::collections::BTreeMap;

use presync_core::{
    Outcome, Plan, Side, UserIx,
    mapping::{AttributeMapping, Mapping},
    plan::ChangeKind,
    summary::plan_line,
};
use presync_store::Workspace;

use super::{mapping_base as base, mapping_rows, people, why::finished};
use crate::{
    App,
    job::JobContext,
    wire::{DraftMapping, Failure, KindEffect, MappingPreview, OutcomeCount, OutcomeMove},
};

/// People named of those that move alike.
const EXAMPLES_MAX: usize = 3;

pub(crate) fn preview(
    app: &App,
    params: DraftMapping,
    job: &JobContext,
) -> Result<MappingPreview, Failure> {
    let opened = app.workspace()?;
    let finished = finished(app, &opened, job)?;
    let in_force = base::in_force(app, &opened, job)?;
    let mut mapping = in_force.clone();
    mapping.users.rows = mapping_rows::rows(&params.rows, &in_force)?;
    let before = base::plan_in_force(&opened, &finished, &in_force, job)?;
    let after = base::simulated(&opened, &finished, &mapping, job)?;
    let sides = [(&*before, &in_force), (&*after, &mapping)];
    let moves = moves(&opened.reader().reader()?, &before, &after)?;
    Ok(shown(sides, moves))
}

fn shown(
    [(before, in_force), (after, mapping)]: [(&Plan, &Mapping); 2],
    moves: Vec<OutcomeMove>,
) -> MappingPreview {
    let (rows, old_rows) = (&mapping.users.rows, &in_force.users.rows);
    let (changes, old_changes) = (by_row(after, rows), by_row(before, old_rows));
    let old = |row: &AttributeMapping| {
        let at = old_rows.iter().position(|other| other.target == row.target);
        at.map_or(0, |at| old_changes[at])
    };
    let sides = [Side::Azure, Side::Legacy];
    let outcomes = sides.into_iter().flat_map(|side| {
        Outcome::ALL.map(|outcome| OutcomeCount {
            side: side.into(),
            outcome: outcome.as_str().to_owned(),
            count: u32::try_from(after.count(side, outcome)).unwrap_or(u32::MAX),
        })
    });
    MappingPreview {
        line: plan_line(after.line),
        outcomes: outcomes.collect(),
        changes_before: rows.iter().map(old).collect(),
        changes,
        kinds: kinds(before, after),
        moves,
    }
}

/// Changes of existing accounts by row.
fn by_row(plan: &Plan, rows: &[AttributeMapping]) -> Vec<u32> {
    let mut changes = vec![0u32; rows.len()];
    for (_, change) in plan.changes.iter() {
        if change.kind != ChangeKind::Create {
            changes[usize::from(change.row)] += 1;
        }
    }
    changes
}

fn kinds(before: &Plan, after: &Plan) -> Vec<KindEffect> {
    let count = |plan: &Plan, kind: ChangeKind| {
        let all = plan.changes.iter();
        let of_kind = all.filter(|(_, change)| change.kind == kind).count();
        u32::try_from(of_kind).unwrap_or(u32::MAX)
    };
    let kinds = ChangeKind::ALL.into_iter();
    kinds
        .filter(|kind| *kind != ChangeKind::Create)
        .map(|kind| KindEffect {
            kind: kind.as_str().to_owned(),
            before: count(before, kind),
            now: count(after, kind),
        })
        .filter(|effect| effect.before + effect.now > 0)
        .collect()
}

fn moves(reader: &Workspace, before: &Plan, after: &Plan) -> Result<Vec<OutcomeMove>, Failure> {
    let mut moves = Vec::new();
    for side in [Side::Azure, Side::Legacy] {
        let (from, to) = (outcomes_of(before, side), outcomes_of(after, side));
        moves.extend(moved(reader, side, from, to)?);
    }
    moves.sort_by_key(|one| std::cmp::Reverse(one.count));
    Ok(moves)
}

fn outcomes_of(plan: &Plan, side: Side) -> Vec<Outcome> {
    match side {
        Side::Azure => plan.azure.iter().map(|row| row.outcome).collect(),
        Side::Legacy => plan.legacy.iter().map(|row| row.outcome).collect(),
    }
}

fn moved(
    reader: &Workspace,
    side: Side,
    before: Vec<Outcome>,
    after: Vec<Outcome>,
) -> Result<Vec<OutcomeMove>, Failure> {
    let mut moves: BTreeMap<(Outcome, Outcome), (u32, Vec<UserIx>)> = BTreeMap::new();
    for (at, (from, to)) in (0u32..).zip(before.into_iter().zip(after)) {
        if from != to {
            let (count, examples) = moves.entry((from, to)).or_default();
            *count += 1;
            if examples.len() < EXAMPLES_MAX {
                examples.push(UserIx(at));
            }
        }
    }
    let told = |((from, to), (count, examples)): ((Outcome, Outcome), (u32, Vec<UserIx>))| {
        let people = examples
            .iter()
            .map(|user| people::info(reader, side, user.0));
        Ok(OutcomeMove {
            side: side.into(),
            from: from.as_str().to_owned(),
            to: to.as_str().to_owned(),
            count,
            examples: people.collect::<Result<_, Failure>>()?,
        })
    };
    moves.into_iter().map(told).collect()
}
