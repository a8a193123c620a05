//! The plan under a mapping of which little changed: only what depends on it is computed again.
//!
//! - Look-ups run again when a match key, the filter, the Create box, or what a create may be refused for
//!   changed; else everybody's fate stays.
//! - Values are computed again row by row: a changed row for everybody, every row for whose account or action
//!   is another one now. References follow whenever anybody's account does.
//! - Findings that look at the whole plan look again.
//!
//! What comes out is what [`super::super::simulate`] gives; a test holds the two equal.

use rayon::{iter::ParallelIterator, slice::ParallelSlice};

use super::{
    Simulation,
    pass::{Reuse, reused},
    second::touching,
};
use crate::{
    Action, Progress, UserIx,
    mapping::{AttributeMapping, Mapping, ObjectMapping},
    plan::{AzureRow, Why},
    progress::{Cancelled, Phase},
};

use super::super::{BATCH_ROWS, Cycle, Input, SimulateError, finish, simulate};

/// Simulates the initial cycle under the mapping of `input`, using again what of `previous` still holds.
/// Populations, links, scope and settings are those `previous` was made from.
///
/// # Errors
/// As [`super::super::run`].
pub fn rerun(
    previous: &Simulation,
    input: &Input<'_>,
    progress: &dyn Progress,
) -> Result<Simulation, SimulateError> {
    let (old, new) = (&previous.mapping.users, &input.mapping.users);
    if old.actions.update != new.actions.update {
        return simulate(input, progress);
    }
    progress.begin(Phase::Simulate, input.azure.len() as u64 * 2);
    let kept = kept_rows(old, new);
    let cycle = Cycle::new(input);
    let rows = first_pass(previous, &cycle, &kept, progress)?;
    let reuse = Reuse::of(previous, &cycle, &rows, &kept);
    let outcomes = reused(&reuse, previous, input, progress)?;
    Ok(finish(&cycle, rows, outcomes))
}

/// For each row of the new mapping the row of the old one that does the same.
fn kept_rows(old: &ObjectMapping, new: &ObjectMapping) -> Vec<Option<usize>> {
    let mut free: Vec<bool> = vec![true; old.rows.len()];
    let find = |row: &AttributeMapping| {
        let same = |at: &usize| free[*at] && does_same(&old.rows[*at], row);
        let at = (0..old.rows.len()).find(same)?;
        free[at] = false;
        Some(at)
    };
    new.rows.iter().map(find).collect()
}

/// Whether two rows write the same. Being a match key matters to look-ups only.
fn does_same(a: &AttributeMapping, b: &AttributeMapping) -> bool {
    (&a.target, &a.source, &a.default, a.apply) == (&b.target, &b.source, &b.default, b.apply)
}

/// How much of the first pass runs again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scope {
    Nobody,
    /// Those a create is meant for.
    Creates,
    Everybody,
}

fn first_pass(
    previous: &Simulation,
    cycle: &Cycle<'_>,
    kept: &[Option<usize>],
    progress: &dyn Progress,
) -> Result<Vec<AzureRow>, Cancelled> {
    let scope = scope_of(&previous.mapping, cycle, kept);
    let place = key_places(&previous.mapping.users, &cycle.input.mapping.users);
    let runs = |row: &AzureRow| match scope {
        Scope::Nobody => false,
        Scope::Creates => matches!(row.why, Why::NewPerson | Why::MissedOwn),
        Scope::Everybody => true,
    };
    let users: Vec<UserIx> = cycle.input.azure.users().collect();
    let again = |user: &UserIx| {
        let row = &previous.plan.azure[user.index()];
        match runs(row) {
            true => cycle.row(*user),
            false => undecided(row, &place),
        }
    };
    let batches: Result<Vec<Vec<AzureRow>>, Cancelled> = users
        .par_chunks(BATCH_ROWS)
        .map(|batch| {
            progress.advance(batch.len() as u64)?;
            Ok(batch.iter().map(again).collect())
        })
        .collect();
    Ok(batches?.into_iter().flatten().collect())
}

/// For each match key of the old mapping its position in the new one. Where rows of one mapping are equal,
/// which of them is the key is a matter of order.
fn key_places(old: &ObjectMapping, new: &ObjectMapping) -> Vec<Option<u16>> {
    let mut places = vec![None; old.rows.len()];
    for ((from, _), (to, _)) in old.match_keys().into_iter().zip(new.match_keys()) {
        places[from] = u16::try_from(to).ok();
    }
    places
}

/// A row as the first pass left it, its key counted as the new mapping does.
fn undecided(row: &AzureRow, place: &[Option<u16>]) -> AzureRow {
    AzureRow {
        rule_key: row.rule_key.and_then(|key| place[usize::from(key)]),
        action: touching(row),
        changes: 0..0,
        ..row.clone()
    }
}

fn scope_of(old: &Mapping, cycle: &Cycle<'_>, kept: &[Option<usize>]) -> Scope {
    let (old, new) = (&old.users, &cycle.input.mapping.users);
    let keys = |mapping: &ObjectMapping| -> Vec<AttributeMapping> {
        let keys = mapping.match_keys().into_iter();
        keys.map(|(_, row)| AttributeMapping::new(&row.target, row.source.clone()))
            .collect()
    };
    let is_other_rule = old.scope != new.scope || old.actions.create != new.actions.create;
    if is_other_rule || keys(old) != keys(new) {
        return Scope::Everybody;
    }
    let is_removed = |at: usize| !kept.contains(&Some(at));
    let changed = kept.iter().zip(&cycle.mapping.rows);
    let mut changed = changed.filter(|(old, _)| old.is_none());
    let may_refuse = changed.any(|(_, row)| {
        row.required || !row.allowed.is_empty() || row.mapping.target == "userName"
    });
    // Which of several refusals counts is a matter of order.
    let is_in_order = kept.iter().flatten().is_sorted();
    match may_refuse || !is_in_order || (0..old.rows.len()).any(is_removed) {
        true => Scope::Creates,
        false => Scope::Nobody,
    }
}

/// What would be written to, after the first pass; none when nothing is.
pub(super) fn touched(row: &AzureRow) -> Option<(Action, Option<UserIx>)> {
    match (touching(row), row.hits.as_ref()) {
        (Action::Create, _) => Some((Action::Create, None)),
        (action @ (Action::Update | Action::Disable), [account]) => Some((action, Some(*account))),
        _ => None,
    }
}
