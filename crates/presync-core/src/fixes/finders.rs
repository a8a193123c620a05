//! Which Azure users are looked up by a value, or would be given it: everybody an edit could concern.
//!
//! Hashes only: whoever is named here in vain is asked in vain.

use rayon::{iter::ParallelIterator, slice::ParallelSlice};
use rustc_hash::FxHashMap;

use crate::{
    UserIx,
    simulate::{Trial, hash_folded},
};

/// Of more people who share a value, no edit is tried.
pub(super) const SHARED_MAX: usize = 200;
const BATCH_ROWS: usize = 4096;

/// Azure users by the values of match keys and of the user name.
#[derive(Debug)]
pub(super) struct Finders {
    /// By row: hashes of values with their users, in order.
    rows: Vec<(u16, Vec<(u64, UserIx)>)>,
    /// Values of edited Azure users.
    tried: FxHashMap<(u16, u64), Vec<UserIx>>,
}

impl Finders {
    pub(super) fn of(trial: &Trial<'_>) -> Self {
        let users: Vec<UserIx> = trial.input().azure.users().collect();
        let mut rows = trial.keys();
        rows.extend(trial.name_row().filter(|row| !rows.contains(row)));
        let listed = |row: u16| {
            let batches = users.par_chunks(BATCH_ROWS).map(|batch| {
                let values = batch.iter().filter_map(|user| {
                    let value = trial.value(row, *user)?;
                    Some((hash_folded(&value), *user))
                });
                values.collect::<Vec<_>>()
            });
            let mut all: Vec<(u64, UserIx)> = batches.collect::<Vec<_>>().concat();
            all.sort_unstable();
            (row, all)
        };
        Self {
            rows: rows.into_iter().map(listed).collect(),
            tried: FxHashMap::default(),
        }
    }

    /// The rows there are.
    pub(super) fn rows(&self) -> impl Iterator<Item = u16> {
        self.rows.iter().map(|(row, _)| *row)
    }

    /// Adds those who have a value by one row; false where they are too many.
    pub(super) fn add(&self, row: u16, value: &str, users: &mut Vec<UserIx>) -> bool {
        if value.is_empty() {
            return true;
        }
        let hash = hash_folded(value);
        let of_row = self.rows.iter().find(|(one, _)| *one == row);
        let all = of_row.map_or(&[][..], |(_, all)| all);
        let from = all.partition_point(|(other, _)| *other < hash);
        let same = all[from..].iter().take_while(|(other, _)| *other == hash);
        let before = users.len();
        users.extend(same.take(SHARED_MAX + 1).map(|(_, user)| *user));
        users.extend(self.tried.get(&(row, hash)).into_iter().flatten());
        users.len() - before <= SHARED_MAX
    }

    /// An edited user has other values from now on.
    pub(super) fn note(&mut self, trial: &Trial<'_>, user: UserIx) {
        for (row, _) in &self.rows {
            if let Some(value) = trial.value(*row, user) {
                let users = self.tried.entry((*row, hash_folded(&value))).or_default();
                users.push(user);
            }
        }
    }
}
