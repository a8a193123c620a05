//! Users of one cycle who would be created under one user name: the first of the export gets it (409).
//!
//! Names that accounts hold before the cycle are `decide`'s.

use rayon::{iter::ParallelIterator, slice::ParallelSlice};

use super::{
    BATCH_ROWS,
    cycle::{Cycle, USER_NAME},
    decide::{Decision, Reading},
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
    let Some(row) = cycle
        .mapping
        .rows
        .iter()
        .find(|row| row.mapping.target == USER_NAME)
    else {
        return Vec::new();
    };
    let names = Names { cycle, row };
    let mut found = Vec::new();
    for group in names.groups(rows) {
        for at in 1..group.len() {
            let (refused, basis) = names.judge(&group[..=at], rows);
            let user = group[at];
            let plan = &mut rows[user.index()];
            plan.basis = basis;
            if refused {
                plan.action = Action::Fail;
                let subject = Subject::User(Side::Azure, user);
                found.push(Finding::new(
                    FindingCode::UserNameTaken,
                    subject,
                    USER_NAME,
                    "",
                ));
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
                let named = batch
                    .iter()
                    .filter(|user| may_be_created(&rows[user.index()]));
                named
                    .filter_map(|user| Some((self.hash(*user)?, *user)))
                    .collect()
            })
            .collect();
        let mut hashed: Vec<(u64, UserIx)> = batches.into_iter().flatten().collect();
        hashed.sort_unstable();
        let shared = hashed
            .chunk_by(|a, b| a.0 == b.0)
            .filter(|some| some.len() > 1);
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

    /// Whether the last of a group is refused because of an earlier one, and what its row hinges on.
    fn judge(&self, group: &[UserIx], rows: &[AzureRow]) -> (bool, AssumptionSet) {
        let (last, earlier) = group.split_last().expect("BUG: a group has users");
        let planned = self.outcome(*last, earlier, &self.cycle.reading);
        let differs = |reading: &Reading| {
            let other = self.outcome(*last, earlier, reading);
            !other.0.agrees(&planned.0)
        };
        let all = group.iter().map(|user| rows[user.index()].basis);
        let asked = all
            .fold(AssumptionSet::DOCUMENTED, AssumptionSet::union)
            .with(Assumption::UserNameTaken)
            .without(Assumption::CaseMatch);
        let hinges = |assumption: &Assumption| match assumption {
            Assumption::ScopeAll => true,
            _ => self
                .cycle
                .readings(*assumption)
                .any(|reading| differs(&reading)),
        };
        let basis = asked.iter().filter(hinges);
        let basis = basis.fold(AssumptionSet::DOCUMENTED, AssumptionSet::with);
        match self.cycle.case_readings().any(|reading| differs(&reading)) {
            true => (planned.1, basis.with(Assumption::CaseMatch)),
            false => (planned.1, basis),
        }
    }

    /// What is decided of a user, and whether an earlier one is created under the same name.
    fn outcome(&self, user: UserIx, earlier: &[UserIx], reading: &Reading) -> (Decision, bool) {
        let exact = !self.cycle.ignores_case(self.cycle.user_name_group, reading);
        let creates = |decision: &Decision| decision.fate.action == Action::Create;
        let shares = |other: UserIx| {
            let same = self.with_name(user, |own| {
                self.with_name(other, |name| {
                    own == name || (!exact && equal_folded(own, name))
                })
            });
            same.flatten().unwrap_or(false)
        };
        let mut decision = self.cycle.decide(user, reading);
        let refused = creates(&decision)
            && reading.is_default(Assumption::UserNameTaken)
            && earlier
                .iter()
                .any(|other| shares(*other) && creates(&self.cycle.decide(*other, reading)));
        if refused {
            decision.fate.action = Action::Fail;
        }
        (decision, refused)
    }
}

/// Whether a user is created, or is not because of something assumed.
fn may_be_created(row: &AzureRow) -> bool {
    let basis = row.basis.without(Assumption::ScopeAll);
    row.action == Action::Create || basis != AssumptionSet::DOCUMENTED
}
