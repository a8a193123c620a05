//! The cycle after the first one: the plan applied, its links kept, nothing else changed.
//!
//! No look-up is made: a service that has linked two objects goes by their ids (`how-provisioning-works`).
//! References are ids too and stay; they are left out.

use super::super::{
    Cycle, Input, SimulateError, effects::Effects, outcomes::Outcomes, second_pass, settle,
    taken::Taken,
};
use crate::{
    Action, Outcome, Plan, Population, Progress, UserIx,
    plan::{AzureRow, Change, ChangeKind, Changes, Why},
    population::Written,
};

/// What the second cycle would do.
#[derive(Debug)]
pub struct Second {
    /// The intranet after the first cycle: the same users, and the created ones at the end in the order of
    /// the Azure side.
    pub legacy: Population,
    /// One row for each Azure user, linked as the first cycle left it.
    pub azure: Vec<AzureRow>,
    /// What would be written; accounts are positions in `legacy`.
    pub changes: Changes,
}

impl Second {
    /// For each mapping row how many values would be written, rows without any left out.
    #[must_use]
    pub fn by_row(&self) -> Vec<(u16, u32)> {
        let mut counts = std::collections::BTreeMap::new();
        for (_, change) in self.changes.iter() {
            *counts.entry(change.row).or_default() += 1;
        }
        counts.into_iter().collect()
    }
}

/// Simulates the cycle that follows a plan. The intranet's users are held twice meanwhile.
///
/// # Errors
/// When it is cancelled, or does not fit into memory.
pub fn again(
    input: &Input<'_>,
    first: &Plan,
    progress: &dyn Progress,
) -> Result<Second, SimulateError> {
    let legacy = applied(input, first)?;
    let after = Input {
        legacy: &legacy,
        ..*input
    };
    let cycle = Cycle::new(&after);
    let mut rows = linked(input, first);
    let taken = Taken::among(&cycle, &rows);
    let effects = Effects::without_references(&taken, &rows);
    let Outcomes { ends, changes, .. } = second_pass(&effects, &cycle, progress)?;
    drop(effects);
    settle(&mut rows, &ends);
    drop(taken);
    drop(cycle);
    Ok(Second {
        legacy,
        azure: rows,
        changes,
    })
}

/// The intranet after a plan.
fn applied(input: &Input<'_>, plan: &Plan) -> Result<Population, SimulateError> {
    let created = created(input, plan);
    let targets: Vec<&str> = input
        .mapping
        .users
        .rows
        .iter()
        .map(|row| row.target.as_str())
        .collect();
    // Which attribute a row writes to is known only once every target is one.
    let shape = input.legacy.with_written(&targets, 0, std::iter::empty())?;
    let attributes: Vec<_> = targets.iter().map(|name| shape.attribute(name)).collect();
    drop(shape);
    let place = |change: &Change| match change.account {
        Some(account) => account.index(),
        None => created[change.azure.index()],
    };
    let changes = plan.changes.iter();
    let values = changes.filter(|(_, change)| change.kind != ChangeKind::Reference);
    let written = values.filter_map(|(at, change)| {
        Some(Written {
            user: place(&change),
            attribute: attributes[usize::from(change.row)]?,
            value: plan.changes.would_be(at),
        })
    });
    let added = plan.azure.iter().filter(|row| is_created(row)).count();
    Ok(input.legacy.with_written(&targets, added, written)?)
}

fn is_created(row: &AzureRow) -> bool {
    row.action == Action::Create
}

/// For each Azure user where its new account stands.
fn created(input: &Input<'_>, plan: &Plan) -> Vec<usize> {
    let mut next = input.legacy.len();
    let place = |row: &AzureRow| {
        let place = next;
        next += usize::from(is_created(row));
        place
    };
    plan.azure.iter().map(place).collect()
}

/// Everybody as the first cycle left them.
fn linked(input: &Input<'_>, plan: &Plan) -> Vec<AzureRow> {
    let created = created(input, plan);
    let rows = plan.azure.iter().zip(created);
    rows.map(|(row, place)| {
        let place = u32::try_from(place).map(UserIx);
        let (hits, action) = match (row.action, row.hits.as_ref(), place) {
            (Action::Create, _, Ok(place)) => (Box::from([place]), Action::Update),
            (Action::Update | Action::None | Action::Disable, [account], _) => {
                (Box::from([*account]), touching(row))
            }
            _ => (row.hits.clone(), row.action),
        };
        AzureRow {
            hits,
            action,
            outcome: match row.action {
                Action::Create => Outcome::Linked,
                _ => row.outcome,
            },
            changes: 0..0,
            ..row.clone()
        }
    })
    .collect()
}

/// What was decided about a user with an account before it was known whether anything differs.
pub(in crate::simulate) fn touching(row: &AzureRow) -> Action {
    match (row.action, row.why) {
        (Action::None, Why::DisabledWithAccount) => Action::Disable,
        (Action::None, _) if row.hits.len() == 1 => Action::Update,
        (action, _) => action,
    }
}
