//! Users of one cycle who would be created under one user name: the first of the export gets it (409).
//!
//! Names that accounts hold before the cycle are `decide`'s.

use rayon::{iter::ParallelIterator, slice::ParallelSlice};

use super::{
    BATCH_ROWS,
    cycle::{Cycle, USER_NAME},
    decide::Reading,
    flow::{BoundRow, Flow},
    lookup::{equal_folded, hash_folded},
};
use crate::{
    Action, Assumption, AssumptionSet, Side, UserIx,
    finding::{Finding, FindingCode, Subject},
    plan::AzureRow,
};

/// Lets those fail whose user name an earlier user of the export is created under, and says so.
pub(super) fn refuse_later(cycle: &Cycle<'_>, rows: &mut [AzureRow]) -> Vec<Finding> {
    let Some(row) = cycle.mapping.rows.iter().find(|row| row.mapping.target == USER_NAME) else {
        return Vec::new();
    };
    let names = Names { cycle, row };
    let mut found = Vec::new();
    for group in names.groups(rows) {
        for at in 1..group.len() {
            let (refused, basis) = names.judge(&group[..=at], rows);
            let user = group[at];
            let plan = &mut rows[user.index()];
            plan.basis = plan.basis.union(basis);
            if refused {
                plan.action = Action::Fail;
                let subject = Subject::User(Side::Azure, user);
                found.push(Finding::new(FindingCode::UserNameTaken, subject, USER_NAME, ""));
            }
        }
    }
    found
}

struct Names<'a> {
    cycle: &'a Cycle<'a>,
    row: &'a BoundRow<'a>,
}

impl Names<'_> {
    /// Users who are created, or might be under another reading, by what name: those that share one.
    fn groups(&self, rows: &[AzureRow]) -> Vec<Vec<UserIx>> {
        let users: Vec<UserIx> = self.cycle.input.azure.users().collect();
        let batches: Vec<Vec<(u64, UserIx)>> = users
            .par_chunks(BATCH_ROWS)
            .map(|batch| {
                let named = batch.iter().filter(|user| may_be_created(&rows[user.index()]));
                named.filter_map(|user| Some((self.hash(*user)?, *user))).collect()
            })
            .collect();
        let mut hashed: Vec<(u64, UserIx)> = batches.into_iter().flatten().collect();
        hashed.sort_unstable();
        let shared = hashed.chunk_by(|a, b| a.0 == b.0).filter(|some| some.len() > 1);
        shared
            .map(|some| some.iter().map(|(_, user)| *user).collect())
            .collect()
    }

    fn hash(&self, user: UserIx) -> Option<u64> {
        self.with_name(user, hash_folded)
    }

    fn with_name<T>(&self, user: UserIx, read: impl FnOnce(&str) -> T) -> Option<T> {
        match self.row.on_create(&self.cycle.person(user)) {
            Flow::Value(name) => Some(read(&name)),
            _ => None,
        }
    }

    /// Whether the last of a group is refused, and what besides its own decision that hinges on.
    fn judge(&self, group: &[UserIx], rows: &[AzureRow]) -> (bool, AssumptionSet) {
        let (last, earlier) = group.split_last().expect("BUG: a group has users");
        let reading = &self.cycle.reading;
        let planned = self.is_refused(*last, earlier, reading);
        let asked = group
            .iter()
            .fold(AssumptionSet::DOCUMENTED, |all, user| all.union(rows[user.index()].basis))
            .with(Assumption::UserNameTaken);
        let differs = |reading: &Reading| self.is_refused(*last, earlier, reading) != planned;
        let mut basis = AssumptionSet::DOCUMENTED;
        for assumption in asked.iter() {
            let hinges = match assumption {
                Assumption::CaseMatch => false,
                _ => self.cycle.readings(assumption).any(|reading| differs(&reading)),
            };
            if hinges {
                basis = basis.with(assumption);
            }
        }
        if self.cycle.case_readings().any(|reading| differs(&reading)) {
            basis = basis.with(Assumption::CaseMatch);
        }
        (planned, basis)
    }

    /// Whether a user would be created, and an earlier one is created by that name.
    fn is_refused(&self, user: UserIx, earlier: &[UserIx], reading: &Reading) -> bool {
        let creates = |user: UserIx| self.cycle.decide(user, reading).fate.action == Action::Create;
        let exact = !self.cycle.ignores_case(self.cycle.user_name_group, reading);
        let shares = |other: UserIx| {
            let same = self.with_name(user, |own| {
                self.with_name(other, |name| own == name || (!exact && equal_folded(own, name)))
            });
            same.flatten().unwrap_or(false)
        };
        reading.is_default(Assumption::UserNameTaken)
            && creates(user)
            && earlier.iter().any(|other| shares(*other) && creates(*other))
    }
}

/// Whether a user is created, or is not because of something assumed.
fn may_be_created(row: &AzureRow) -> bool {
    let basis = row.basis.without(Assumption::ScopeAll);
    row.action == Action::Create || basis != AssumptionSet::DOCUMENTED
}
