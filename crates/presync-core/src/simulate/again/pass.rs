//! The second pass again: changed rows for everybody, every row for whose account is another one, and the
//! rest as it was.

use std::{collections::BTreeSet, ops::Range};

use rayon::{iter::ParallelIterator, slice::ParallelSlice};

use super::super::{
    BATCH_ROWS, BATCHES, Cycle, Input, SimulateError,
    effects::{Batch, Effects, Outcomes},
    silence::Silence,
};
use super::{Simulation, rerun::touched};
use crate::{
    Progress, UserIx,
    finding::Subject,
    plan::{AzureRow, Change, Changes},
    population::PopulationError,
};

/// What of an earlier simulation is used again.
#[derive(Debug)]
pub(super) struct Reuse<'a> {
    cycle: &'a Cycle<'a>,
    rows: &'a [AzureRow],
    /// Whose account or action is another one, in order.
    moved: Vec<UserIx>,
    /// For each row of the new mapping whether it is computed again for everybody.
    fresh: Vec<bool>,
    /// For each row of the old mapping its place in the new one, if what it wrote is used again.
    place: Vec<Option<u16>>,
    /// Targets of which everything said is said again.
    fresh_targets: BTreeSet<&'a str>,
}

impl<'a> Reuse<'a> {
    pub(super) fn of(
        previous: &'a Simulation,
        cycle: &'a Cycle<'a>,
        rows: &'a [AzureRow],
        kept: &[Option<usize>],
    ) -> Self {
        let old = &previous.mapping.users.rows;
        let before = cycle
            .input
            .azure
            .users()
            .zip(previous.plan.azure.iter().zip(rows));
        let moved: Vec<UserIx> = before
            .filter(|(_, (old, new))| touched(old) != touched(new))
            .map(|(user, _)| user)
            .collect();
        let removed = (0..old.len()).filter(|at| !kept.contains(&Some(*at)));
        let mut fresh_targets: BTreeSet<&str> = removed.map(|at| old[at].target.as_str()).collect();
        let changed = cycle.mapping.rows.iter().zip(kept);
        let changed = changed.filter(|(_, old)| old.is_none());
        fresh_targets.extend(changed.map(|(row, _)| row.mapping.target.as_str()));
        let names_change = !moved.is_empty() || fresh_targets.contains("userName");
        let references = cycle.mapping.rows.iter().filter(|row| row.is_reference());
        if names_change {
            fresh_targets.extend(references.map(|row| row.mapping.target.as_str()));
        }
        let targets = cycle
            .mapping
            .rows
            .iter()
            .map(|row| row.mapping.target.as_str());
        let fresh: Vec<bool> = targets
            .map(|target| fresh_targets.contains(target))
            .collect();
        let mut place = vec![None; old.len()];
        for ((at, old), fresh) in (0u16..).zip(kept).zip(&fresh) {
            if let (Some(old), false) = (old, fresh) {
                place[*old] = Some(at);
            }
        }
        Self {
            cycle,
            rows,
            moved,
            fresh,
            place,
            fresh_targets,
        }
    }

    fn is_moved(&self, user: UserIx) -> bool {
        self.moved.binary_search(&user).is_ok()
    }
}

/// Everybody's changes under the new mapping.
pub(super) fn reused(
    reuse: &Reuse<'_>,
    previous: &Simulation,
    input: &Input<'_>,
    progress: &dyn Progress,
) -> Result<Outcomes, SimulateError> {
    let cycle = reuse.cycle;
    let some_rows = Effects::of_rows(cycle, reuse.rows, reuse.fresh.clone());
    let all_rows = match reuse.moved.is_empty() {
        true => None,
        false => Some(Effects::new(cycle, reuse.rows)),
    };
    let mut outcomes = Outcomes::new(cycle);
    outcomes.silent = silences(reuse, previous, input);
    keep_said(reuse, previous, &mut outcomes);
    let users: Vec<UserIx> = input.azure.users().collect();
    for some in users.chunks(BATCH_ROWS * BATCHES) {
        let parts: Vec<Part<'_>> = some
            .par_chunks(BATCH_ROWS)
            .map(|users| Part::of(users, reuse, &some_rows, all_rows.as_ref()))
            .collect();
        for part in parts {
            part.add_to(&mut outcomes, reuse, previous)?;
        }
        progress.advance(some.len() as u64)?;
    }
    Ok(outcomes)
}

/// What the rows leave unsaid of those whose account stays, for rows that are not computed again.
fn silences(reuse: &Reuse<'_>, previous: &Simulation, input: &Input<'_>) -> Vec<Silence> {
    let mut kept = previous.silent.clone();
    if !reuse.moved.is_empty() {
        let before = Input {
            mapping: &previous.mapping,
            ..*input
        };
        let cycle = Cycle::new(&before);
        let rows = super::second::undone(&previous.plan.azure);
        let effects = Effects::new(&cycle, &rows);
        for batch in reuse.moved.chunks(BATCH_ROWS) {
            let gone = effects.of(batch).silent;
            for (all, some) in kept.iter_mut().zip(gone) {
                all.changed_by(some, |all, some| all - some);
            }
        }
    }
    let mut silent = vec![Silence::default(); reuse.fresh.len()];
    for (old, place) in kept.into_iter().zip(&reuse.place) {
        if let Some(at) = place {
            silent[usize::from(*at)] = old;
        }
    }
    silent
}

/// What was said about those whose account stays, by rows that are not computed again.
fn keep_said(reuse: &Reuse<'_>, previous: &Simulation, outcomes: &mut Outcomes) {
    let said = previous.said.iter().filter(|one| match one.subject {
        Subject::User(_, user) => {
            !reuse.is_moved(user) && !reuse.fresh_targets.contains(&*one.attribute)
        }
        _ => false,
    });
    outcomes.findings.extend(said.cloned());
}

/// Some neighbours: who moved with every row, the others with the changed ones.
struct Part<'a> {
    users: Vec<UserIx>,
    steady: Batch<'a>,
    moved: Option<Batch<'a>>,
}

impl<'a> Part<'a> {
    fn of(
        users: &[UserIx],
        reuse: &Reuse<'_>,
        some_rows: &'a Effects<'a>,
        all_rows: Option<&'a Effects<'a>>,
    ) -> Self {
        let (moved, steady): (Vec<UserIx>, Vec<UserIx>) =
            users.iter().partition(|user| reuse.is_moved(**user));
        Self {
            users: users.to_vec(),
            steady: some_rows.of(&steady),
            moved: all_rows.map(|effects| effects.of(&moved)),
        }
    }

    fn add_to(
        self,
        outcomes: &mut Outcomes,
        reuse: &Reuse<'_>,
        previous: &Simulation,
    ) -> Result<(), PopulationError> {
        let mut steady = Reader::of(&self.steady);
        let mut moved = self.moved.as_ref().map(Reader::of);
        for user in &self.users {
            match moved.as_mut().filter(|_| reuse.is_moved(*user)) {
                Some(moved) => moved.next_user().try_for_each(|one| one.push(outcomes))?,
                None => {
                    let kept = kept_changes(reuse, previous, *user);
                    merge(kept, steady.next_user().collect(), outcomes)?;
                }
            }
            outcomes.end_user();
        }
        for batch in [Some(self.steady), self.moved].into_iter().flatten() {
            for (all, some) in outcomes.silent.iter_mut().zip(batch.silent) {
                all.changed_by(some, |all, some| all + some);
            }
            outcomes.findings.extend(batch.findings);
        }
        Ok(())
    }
}

/// One change with its texts.
#[derive(Debug, Clone, Copy)]
struct Told<'t> {
    change: Change,
    now: &'t str,
    would_be: &'t str,
}

impl Told<'_> {
    fn push(self, outcomes: &mut Outcomes) -> Result<(), PopulationError> {
        let changes: &mut Changes = &mut outcomes.changes;
        changes
            .push(self.change, self.now, self.would_be)
            .map(|_| ())
    }
}

fn kept_changes<'t>(
    reuse: &Reuse<'_>,
    previous: &'t Simulation,
    user: UserIx,
) -> impl Iterator<Item = Told<'t>> {
    let plan = &previous.plan;
    let changes = plan.azure[user.index()].changes.clone();
    changes.filter_map(|at| {
        let change = plan.changes.get(at);
        let row = reuse.place[usize::from(change.row)]?;
        Some(Told {
            change: Change { row, ..change },
            now: plan.changes.now(at),
            would_be: plan.changes.would_be(at),
        })
    })
}

/// Changes of one user in the order of the mapping.
fn merge<'t>(
    kept: impl Iterator<Item = Told<'t>>,
    mut changes: Vec<Told<'t>>,
    outcomes: &mut Outcomes,
) -> Result<(), PopulationError> {
    changes.extend(kept);
    changes.sort_by_key(|one| one.change.row);
    changes.into_iter().try_for_each(|one| one.push(outcomes))
}

/// Reads a batch user by user.
struct Reader<'b> {
    batch: &'b Batch<'b>,
    user: usize,
}

impl<'b> Reader<'b> {
    fn of(batch: &'b Batch<'b>) -> Self {
        Self { batch, user: 0 }
    }

    fn next_user(&mut self) -> impl Iterator<Item = Told<'b>> + use<'b> {
        let batch = self.batch;
        let end = |user: usize| batch.ends[user];
        let start = self.user.checked_sub(1).map_or(0, end);
        let range: Range<usize> = start..end(self.user);
        self.user += 1;
        let text_end = |at: usize| batch.pending[at].end;
        range.map(move |at| Told {
            change: batch.pending[at].change,
            now: batch.pending[at].now,
            would_be: &batch.text[at.checked_sub(1).map_or(0, text_end)..text_end(at)],
        })
    }
}
