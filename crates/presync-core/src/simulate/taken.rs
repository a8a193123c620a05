//! Users of one cycle who would be created under one user name: the first of the export gets it (409).
//!
//! Names that accounts hold before the cycle are `decide`'s.

use std::collections::BTreeMap;

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

/// Users who share the name they would be created under with earlier users of the export.
#[derive(Debug)]
pub(super) struct Taken<'a> {
    pub(super) cycle: &'a Cycle<'a>,
    row: Option<&'a BoundRow<'a>>,
    earlier: BTreeMap<UserIx, Vec<UserIx>>,
}

impl<'a> Taken<'a> {
    /// Those among the users of a first pass.
    pub(super) fn among(cycle: &'a Cycle<'a>, rows: &[AzureRow]) -> Self {
        let row = cycle.mapping.rows.iter();
        let mut taken = Self {
            cycle,
            row: row.into_iter().find(|row| row.mapping.target == USER_NAME),
            earlier: BTreeMap::new(),
        };
        for group in taken.groups(rows) {
            for at in 1..group.len() {
                taken.earlier.insert(group[at], group[..at].to_vec());
            }
        }
        taken
    }

    /// Lets those fail whose user name an earlier user is created under, and says so.
    pub(super) fn refuse(&self, rows: &mut [AzureRow]) -> Vec<Finding> {
        let mut found = Vec::new();
        for (user, earlier) in &self.earlier {
            let decision = self.decide(*user, &self.cycle.reading);
            let basis = self.basis(*user, earlier, &decision, rows);
            let plan = &mut rows[user.index()];
            plan.basis = basis;
            if decision.fate.action != plan.action {
                plan.action = decision.fate.action;
                let subject = Subject::User(Side::Azure, *user);
                let code = FindingCode::UserNameTaken;
                found.push(Finding::new(code, subject, USER_NAME, ""));
            }
        }
        found
    }

    /// What becomes of a user, the names of earlier users counted.
    pub(super) fn decide(&self, user: UserIx, reading: &Reading) -> Decision {
        let mut decision = self.cycle.decide(user, reading);
        let creates = |decision: &Decision| decision.fate.action == Action::Create;
        let earlier = self.earlier.get(&user).map_or(&[][..], Vec::as_slice);
        let is_refused = creates(&decision)
            && reading.is_default(Assumption::UserNameTaken)
            && earlier.iter().any(|other| {
                self.share(user, *other, reading) && creates(&self.cycle.decide(*other, reading))
            });
        if is_refused {
            decision.fate.action = Action::Fail;
        }
        decision
    }

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
        match self.row?.on_create(&self.cycle.person(user)) {
            Flow::Value(name) => Some(read(&name)),
            _ => None,
        }
    }

    /// What a user's row hinges on, the decisions of earlier users among it.
    fn basis(
        &self,
        user: UserIx,
        earlier: &[UserIx],
        planned: &Decision,
        rows: &[AzureRow],
    ) -> AssumptionSet {
        let differs = |reading: &Reading| !self.decide(user, reading).agrees(planned);
        let all = earlier.iter().chain([&user]);
        let asked = all
            .map(|user| rows[user.index()].basis)
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
            true => basis.with(Assumption::CaseMatch),
            false => basis,
        }
    }

    fn share(&self, user: UserIx, other: UserIx, reading: &Reading) -> bool {
        let ignores_case = self.cycle.ignores_case(self.cycle.user_name_group, reading);
        let same = self.with_name(user, |own| {
            self.with_name(other, |name| {
                own == name || (ignores_case && equal_folded(own, name))
            })
        });
        same.flatten().unwrap_or(false)
    }
}

/// Whether a user is created, or is not because of something assumed.
fn may_be_created(row: &AzureRow) -> bool {
    let basis = row.basis.without(Assumption::ScopeAll);
    row.action == Action::Create || basis != AssumptionSet::DOCUMENTED
}
