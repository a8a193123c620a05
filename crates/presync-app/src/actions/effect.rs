//! What the plan would be under a mapping that somebody edits: counts and who moves, while they type.
//!
//! Nothing is stored: each look simulates the whole cycle again.

use std::collections::BTreeMap;

use presync_core::{
    Outcome, Plan, Side, UserIx,
    mapping::{Apply, AttributeMapping, Mapping, MappingSource},
    plan::ChangeKind,
    simulate::{self, Input},
    summary::plan_line,
};
use presync_store::Workspace;

use super::{people, why::finished};
use crate::{
    App,
    app::OpenWorkspace,
    job::JobContext,
    wire::{Failure, MappingPreview, MappingRowDraft, OutcomeCount, OutcomeMove, PreviewMapping},
};

/// People named of those that move alike.
const EXAMPLES_MAX: usize = 3;

pub(crate) fn preview(
    app: &App,
    params: PreviewMapping,
    job: &JobContext,
) -> Result<MappingPreview, Failure> {
    let opened = app.workspace()?;
    let finished = finished(app, &opened, job)?;
    let mut mapping = finished.made.mapping.clone();
    mapping.users.rows = params
        .rows
        .iter()
        .map(|draft| row(draft, &finished.made.mapping))
        .collect::<Result<_, _>>()?;
    let input = Input {
        mapping: &mapping,
        ..finished.made.input()
    };
    let plan = simulate::run(&input, job)?;
    shown(
        &opened,
        &finished.made.plan,
        &plan,
        mapping.users.rows.len(),
    )
}

/// A draft as a row; what the page does not edit stays.
fn row(draft: &MappingRowDraft, mapping: &Mapping) -> Result<AttributeMapping, Failure> {
    let text = draft.source.clone();
    let source = match draft.kind.to_ascii_lowercase().as_str() {
        "direct" => MappingSource::Direct(text),
        "constant" => MappingSource::Constant(text),
        "expression" => MappingSource::Expression(text),
        "none" => MappingSource::None,
        other => return Err(unknown(&format!("“{other}” is no kind of source."))),
    };
    let mut words = Apply::ALL.into_iter();
    let apply = words.find(|one| one.as_str() == draft.apply);
    let apply = apply.ok_or_else(|| {
        let message = format!("“{}” is no time to apply a row.", draft.apply);
        unknown(&message)
    })?;
    let known = mapping.users.row(&draft.target).cloned();
    let row = known.unwrap_or_else(|| AttributeMapping::new(&draft.target, MappingSource::None));
    Ok(AttributeMapping {
        source,
        default: Some(draft.default.clone()).filter(|text| !text.is_empty()),
        apply,
        precedence: draft.precedence,
        ..row
    })
}

fn unknown(message: &str) -> Failure {
    Failure::new("bad_mapping", message)
}

fn shown(
    opened: &OpenWorkspace,
    before: &Plan,
    after: &Plan,
    rows: usize,
) -> Result<MappingPreview, Failure> {
    let reader = opened.reader().reader()?;
    let mut changes = vec![0u32; rows];
    for (_, change) in after.changes.iter() {
        if change.kind != ChangeKind::Create {
            changes[usize::from(change.row)] += 1;
        }
    }
    let sides = [Side::Azure, Side::Legacy];
    let outcomes = sides.into_iter().flat_map(|side| {
        Outcome::ALL.map(|outcome| OutcomeCount {
            side: side.into(),
            outcome: outcome.as_str().to_owned(),
            count: u32::try_from(after.count(side, outcome)).unwrap_or(u32::MAX),
        })
    });
    let mut moves = Vec::new();
    for side in sides {
        moves.extend(moved(
            &reader,
            side,
            outcomes_of(before, side),
            outcomes_of(after, side),
        )?);
    }
    moves.sort_by_key(|one| std::cmp::Reverse(one.count));
    Ok(MappingPreview {
        line: plan_line(after.line),
        outcomes: outcomes.collect(),
        changes,
        moves,
    })
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
