//! Managers who would not be set: unknown, out of scope, disabled, failing; and lines of managers that
//! lead back to where they began.

use std::collections::BTreeMap;

use rayon::{iter::ParallelIterator, slice::ParallelSlice};

use super::{BATCH_ROWS, Finder, tally::Tally};
use crate::{
    Action, Outcome, Side, UserIx,
    finding::{FindingCode, Subject},
    plan::AzureRow,
    simulate::{Manager, Managers, people},
};

/// Names of one cycle that are shown.
const CYCLE_SHOWN_MAX: usize = 5;

impl Finder<'_> {
    pub(super) fn managers(&mut self) {
        let Some(managers) = self.replay.managers() else {
            return;
        };
        let users: Vec<UserIx> = self.replay.input().azure.users().collect();
        let found: Vec<Vec<Manager>> = users
            .par_chunks(BATCH_ROWS)
            .map(|some| {
                some.iter()
                    .map(|user| self.manager_of(&managers, *user))
                    .collect()
            })
            .collect();
        let found: Vec<Manager> = found.into_iter().flatten().collect();
        self.unknown_managers(managers.row, &users, &found);
        self.unreachable_managers(managers.row, &found);
        self.circles(managers.row, &found);
    }

    /// The manager the cycle would set; none of those it does not touch.
    fn manager_of(&self, managers: &Managers<'_>, user: UserIx) -> Manager {
        match self.plan.azure[user.index()].action {
            Action::Create | Action::Update | Action::None => managers.of(user),
            Action::Disable | Action::Skip | Action::Fail => Manager::None,
        }
    }

    fn unknown_managers(&mut self, row: u16, users: &[UserIx], found: &[Manager]) {
        let mut unknown = Tally::default();
        for (user, manager) in users.iter().zip(found) {
            if let Manager::Unknown(name) = manager {
                let example = || format!("{} (of {})", name, self.principal(*user));
                unknown.add(example);
            }
        }
        self.references += unknown.count;
        if unknown.count > 0 {
            let said = format!(
                "{}, whose manager is not among the exported Azure users",
                people(unknown.count)
            );
            let evidence = unknown.with_examples(said);
            self.say_of_row(FindingCode::ManagerMissing, row, &evidence);
        }
    }

    /// One finding for each manager whom references cannot reach: that is whom somebody must act on.
    fn unreachable_managers(&mut self, row: u16, found: &[Manager]) {
        let mut reports: BTreeMap<UserIx, u32> = BTreeMap::new();
        for manager in found {
            if let Manager::User(user) = manager {
                *reports.entry(*user).or_default() += 1;
            }
        }
        let target = self.target(row);
        for (manager, count) in reports {
            if let Some(why) = self.unreachable(manager) {
                self.references += count;
                let subject = Subject::User(Side::Azure, manager);
                let evidence = format!("{why}; manager of {}", people(count));
                self.say(FindingCode::ManagerMissing, subject, target, &evidence);
            }
        }
    }

    /// Why a reference to an Azure user would not be set.
    fn unreachable(&self, user: UserIx) -> Option<&'static str> {
        let row: &AzureRow = &self.plan.azure[user.index()];
        if row.action == Action::Create || row.hits.len() == 1 {
            return None;
        }
        Some(match row.outcome {
            Outcome::OutOfScope if self.is_guest(user) => "a guest out of scope",
            Outcome::OutOfScope => "out of scope",
            Outcome::Ambiguous => "the look-up finds several accounts",
            _ if row.action == Action::Fail => "the create would be refused",
            _ if self.replay.is_disabled(user) => "disabled in Azure and without an account",
            _ => "without an account the sync would link or create",
        })
    }

    /// People who are their own manager, at once or by way of others: one finding a circle.
    fn circles(&mut self, row: u16, found: &[Manager]) {
        let target = self.target(row);
        for circle in circles(found) {
            let names = circle.iter().take(CYCLE_SHOWN_MAX);
            let mut names: Vec<&str> = names.map(|user| self.principal(*user)).collect();
            if circle.len() > CYCLE_SHOWN_MAX {
                names.push("…");
            }
            names.push(self.principal(circle[0]));
            let evidence = match circle.len() {
                1 => "their own manager".to_owned(),
                _ => names.join(" → "),
            };
            let subject = Subject::User(Side::Azure, circle[0]);
            self.say(FindingCode::ManagerCircle, subject, target, &evidence);
        }
    }
}

/// Lines of managers that come back to where they began; each begins with its first user.
fn circles(managers: &[Manager]) -> Vec<Vec<UserIx>> {
    const UNSEEN: u32 = 0;
    let mut seen = vec![UNSEEN; managers.len()];
    let mut circles = Vec::new();
    for (walk, start) in (1u32..).zip(0..managers.len()) {
        let mut at = start;
        let mut path = Vec::new();
        while seen[at] == UNSEEN {
            seen[at] = walk;
            path.push(at);
            match &managers[at] {
                Manager::User(next) if next.index() < managers.len() => at = next.index(),
                _ => break,
            }
        }
        let begin = path.iter().position(|user| *user == at);
        let returns = matches!(path.last().map(|last| &managers[*last]),
            Some(Manager::User(next)) if next.index() == at);
        if let Some(begin) = begin.filter(|_| returns && seen[at] == walk) {
            let mut circle: Vec<usize> = path[begin..].to_vec();
            let first = (0..circle.len()).min_by_key(|at| circle[*at]).unwrap_or(0);
            circle.rotate_left(first);
            let user =
                |at: usize| UserIx(u32::try_from(at).expect("BUG: users are numbered in u32"));
            circles.push(circle.into_iter().map(user).collect());
        }
    }
    circles
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `managers[n]` is the manager of user n.
    fn check(managers: &[Option<u32>], expect: &[&[u32]]) {
        let managers: Vec<Manager> = managers
            .iter()
            .map(|manager| manager.map_or(Manager::None, |user| Manager::User(UserIx(user))))
            .collect();
        let got: Vec<Vec<u32>> = circles(&managers)
            .into_iter()
            .map(|circle| circle.into_iter().map(|user| user.0).collect())
            .collect();
        assert_eq!(got, expect, "{managers:?}");
    }

    #[test]
    fn each_circle_is_found_once() {
        check(&[], &[]);
        check(&[None, Some(0), Some(1)], &[]);
        check(&[Some(0)], &[&[0]]);
        check(&[Some(1), Some(0)], &[&[0, 1]]);
        // 0 leads into the circle 1 → 2 → 3 and is not part of it; 4 and 5 are another.
        check(
            &[Some(2), Some(2), Some(3), Some(1), Some(5), Some(4)],
            &[&[1, 2, 3], &[4, 5]],
        );
    }
}
