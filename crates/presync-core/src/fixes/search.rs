//! The search for edits: person after person, each edit tried against everybody it could concern, until a
//! round repairs nobody more; then whatever can be left out is.
//!
//! It keeps what was made in cells; what comes of all of them together is simulated by `settle`.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Cause,
    fill::Colleagues,
    finders::{Finders, SHARED_MAX},
    proposal::{Cell, Proposer, Step, own_of, owner_of},
    refusal::Refusals,
    trouble::Troubled,
};
use crate::{
    Action, Cancelled, Outcome, Plan, Progress, Side, UserIx,
    simulate::{Fate, Input, Trial},
};

/// After so many rounds the rest is held back.
const ROUNDS_MAX: usize = 8;
/// Match keys after one another on which somebody else's accounts are released.
const DEPTH_MAX: usize = 3;

/// An edit that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Made {
    pub(super) value: String,
    pub(super) repairs: UserIx,
    pub(super) cause: Cause,
}

/// The edits, by cell.
pub(super) type Edits = BTreeMap<Cell, Made>;

/// Finds edits, and gives those for whom there are none.
pub(super) fn run(
    input: &Input<'_>,
    plan: &Plan,
    troubled: &[Troubled],
    progress: &dyn Progress,
) -> Result<(Edits, Vec<Troubled>), Cancelled> {
    let (mut open, mut left): (Vec<Troubled>, Vec<Troubled>) =
        troubled.iter().partition(|one| one.cause.is_some());
    if open.is_empty() {
        return Ok((Edits::new(), left));
    }
    let mut search = Search::of(input);
    open = search.fill(open, &Refusals::of(plan, input.mapping));
    for _ in 0..ROUNDS_MAX {
        let before = open.len();
        let mut rest = Vec::new();
        for one in open {
            progress.advance(0)?;
            if !search.repair(one) {
                rest.push(one);
            }
        }
        open = rest;
        if open.is_empty() || open.len() == before {
            break;
        }
    }
    left.extend(open);
    let sharing = search.part();
    let sharing = |one: &&Troubled| one.cause.is_some() && sharing.contains(&one.user);
    left.extend(troubled.iter().filter(sharing));
    left.sort_unstable_by_key(|one| one.user);
    search.prune(&left.iter().map(|one| one.user).collect());
    Ok((search.made, left))
}

/// The edits that are still needed when some people are held back, and whose edits cannot stand.
pub(super) fn pruned(
    input: &Input<'_>,
    edits: Edits,
    mut left: BTreeSet<UserIx>,
) -> (Edits, BTreeSet<UserIx>) {
    let mut search = Search::of(input);
    for (cell, made) in edits {
        search.set(cell, Some(&made.value));
        if cell.side == Side::Azure {
            search.finders.note(&search.trial, cell.user);
        }
        search.made.insert(cell, made);
    }
    let sharing = search.part();
    left.extend(&sharing);
    search.prune(&left);
    (search.made, sharing)
}

struct Search<'a> {
    trial: Trial<'a>,
    finders: Finders,
    made: Edits,
}

impl<'a> Search<'a> {
    fn of(input: &'a Input<'a>) -> Self {
        let trial = Trial::of(input);
        Self {
            finders: Finders::of(&trial),
            trial,
            made: Edits::new(),
        }
    }

    /// Gives those required values that their colleagues have; the others stay.
    fn fill(&mut self, open: Vec<Troubled>, refusals: &Refusals<'_>) -> Vec<Troubled> {
        let input = self.trial.input();
        let mut colleagues = Colleagues::of(input.azure);
        let mut rest = Vec::new();
        for one in open {
            let steps = match one.cause {
                Some(Cause::Lacking) => colleagues.fill(one.user, refusals, input.mapping),
                _ => None,
            };
            let is_filled =
                steps.is_some_and(|steps| self.attempt(one.user, Cause::Lacking, &steps));
            if !is_filled {
                rest.push(one);
            }
        }
        rest
    }

    /// Looks for the smallest edit that repairs a person, and makes it.
    fn repair(&mut self, one: Troubled) -> bool {
        let Some(cause) = one.cause else {
            return false;
        };
        if self.is_right(one.user) {
            // Repaired along with somebody else; what a second pass refused stays refused.
            return !matches!(cause, Cause::Lacking | Cause::Refused);
        }
        self.without_renaming(one.user, cause) || self.renaming(one.user, cause)
    }

    fn without_renaming(&mut self, user: UserIx, cause: Cause) -> bool {
        let own = self.propose(user).own(false);
        if self.any(user, cause, &[], &own) {
            return true;
        }
        let released = self.released(user, false);
        if let Some(first) = released.first()
            && self.attempt(user, cause, first)
        {
            return true;
        }
        let azure = self.propose(user).azure();
        if self.any(user, cause, &[], &azure) {
            return true;
        }
        let mut sets = released.iter().enumerate();
        sets.any(|(depth, set)| {
            (depth > 0 && self.attempt(user, cause, set))
                || self.any(user, cause, set, &own)
                || self.any(user, cause, set, &azure)
        })
    }

    /// The last resort: by what somebody signs in.
    fn renaming(&mut self, user: UserIx, cause: Cause) -> bool {
        let own = self.propose(user).own(true);
        if self.any(user, cause, &[], &own) {
            return true;
        }
        let released = self.released(user, true);
        let more = [self.propose(user).own(false), own].concat();
        released
            .iter()
            .any(|set| self.attempt(user, cause, set) || self.any(user, cause, set, &more))
    }

    fn any(&mut self, user: UserIx, cause: Cause, set: &[Step], more: &[Step]) -> bool {
        more.iter().any(|step| {
            let all = [set, std::slice::from_ref(step)].concat();
            self.attempt(user, cause, &all)
        })
    }

    fn propose(&self, user: UserIx) -> Proposer<'_, 'a> {
        Proposer {
            trial: &self.trial,
            user,
        }
    }

    /// Sets that release what is found instead, key after key, each longer than the one before.
    fn released(&mut self, user: UserIx, renames: bool) -> Vec<Vec<Step>> {
        let mut sets: Vec<Vec<Step>> = Vec::new();
        let mut set: Vec<Step> = Vec::new();
        for _ in 0..DEPTH_MAX {
            let before = self.apply(&set);
            let fate = self.trial.fate_in_scope(user);
            let more = match fate.gravity() {
                0 => None,
                _ => self.propose(user).releases(&fate, renames),
            };
            self.restore(before);
            let Some(more) = more else {
                break;
            };
            set.extend(more);
            sets.push(set.clone());
        }
        sets
    }

    /// Makes edits if they repair a person and harm nobody.
    fn attempt(&mut self, user: UserIx, cause: Cause, steps: &[Step]) -> bool {
        if steps.iter().any(|step| self.is_barred(step)) {
            return false;
        }
        let Some(others) = self.concerned(user, steps) else {
            return false;
        };
        let fates = |search: &Self| -> Vec<Fate> {
            let fates = others.iter();
            fates
                .map(|other| search.trial.fate_in_scope(*other))
                .collect()
        };
        let before = fates(self);
        let held = self.apply(steps);
        let is_harmless = |search: &Self| {
            let after = fates(search);
            let mut pairs = before.iter().zip(&after);
            !pairs.any(|(before, after)| after.is_harmed_since(before))
        };
        let is_unique = steps.iter().all(|step| !self.renames_twice(step));
        if !is_unique || !self.is_right(user) || !is_harmless(self) {
            self.restore(held);
            return false;
        }
        for step in steps {
            let made = Made {
                value: step.value.clone(),
                repairs: user,
                cause,
            };
            self.made.insert(step.cell, made);
            if step.cell.side == Side::Azure {
                self.finders.note(&self.trial, step.cell.user);
            }
        }
        true
    }

    /// A cell that was edited for somebody else, or a value that is another Azure user's already.
    fn is_barred(&self, step: &Step) -> bool {
        if self.made.contains_key(&step.cell) {
            return true;
        }
        if step.cell.side == Side::Legacy {
            return false;
        }
        let mut others = Vec::new();
        let is_key = |row: &u16| self.trial.reads(*row, step.cell.attribute);
        let mut rows = self.finders.rows().filter(is_key);
        let fits = rows.all(|row| self.finders.add(row, &step.value, &mut others));
        let holds = |other: &UserIx| {
            let held = self.trial.azure_held(*other, step.cell.attribute);
            *other != step.cell.user && held.eq_ignore_ascii_case(&step.value)
        };
        !fits || others.iter().any(holds)
    }

    /// Whether a user name that is tried is another account's too.
    fn renames_twice(&self, step: &Step) -> bool {
        let legacy = self.trial.input().legacy;
        let is_name = legacy.attribute("userName") == Some(step.cell.attribute);
        step.cell.side == Side::Legacy && is_name && self.is_shared(step.cell, &step.value)
    }

    /// Whether another account holds a value, too.
    fn is_shared(&self, cell: Cell, value: &str) -> bool {
        let holders = self.trial.holders(cell.attribute, value);
        !value.is_empty() && holders.iter().any(|account| *account != cell.user)
    }

    /// People whose edits leave two accounts with one value, once all are made: that cannot stand.
    fn sharing(&self) -> BTreeSet<UserIx> {
        let edits = self
            .made
            .iter()
            .filter(|(cell, _)| cell.side == Side::Legacy);
        edits
            .filter(|(cell, made)| self.is_shared(**cell, &made.value))
            .map(|(_, made)| made.repairs)
            .collect()
    }

    /// Whether a value that a cell would hold again was given to another account meanwhile.
    fn is_made_elsewhere(&self, cell: Cell, value: &str) -> bool {
        if cell.side != Side::Legacy || value.is_empty() {
            return false;
        }
        let holders = self.trial.holders(cell.attribute, value).into_iter();
        let mut others = holders.filter(|account| *account != cell.user);
        others.any(|user| self.made.contains_key(&Cell { user, ..cell }))
    }

    /// Takes back edits until no two accounts share a value; gives those they were for.
    fn part(&mut self) -> BTreeSet<UserIx> {
        let mut all = BTreeSet::new();
        loop {
            let sharing = self.sharing();
            if sharing.is_empty() {
                return all;
            }
            self.forget(&sharing);
            all.extend(sharing);
        }
    }

    /// Takes back what was edited for some people.
    fn forget(&mut self, people: &BTreeSet<UserIx>) {
        let cells = self
            .made
            .iter()
            .filter(|(_, made)| people.contains(&made.repairs));
        for cell in cells.map(|(cell, _)| *cell).collect::<Vec<_>>() {
            self.set(cell, None);
            self.made.remove(&cell);
        }
    }

    /// Everybody else whose look-up edits could change; none where they are too many.
    fn concerned(&self, user: UserIx, steps: &[Step]) -> Option<BTreeSet<UserIx>> {
        let mut users = Vec::new();
        for step in steps {
            let Cell {
                side,
                user,
                attribute,
            } = step.cell;
            if side == Side::Azure {
                continue;
            }
            users.extend(owner_of(self.trial.input(), user));
            let now = self.trial.held(user, attribute);
            let mut rows = self.finders.rows();
            let looked_up = rows
                .by_ref()
                .filter(|row| self.trial.target(*row) == Some(attribute));
            for row in looked_up {
                let values = [now, step.value.as_str()];
                if !values
                    .iter()
                    .all(|value| self.finders.add(row, value, &mut users))
                {
                    return None;
                }
            }
        }
        users.retain(|other| *other != user);
        let users: BTreeSet<UserIx> = users.into_iter().collect();
        (users.len() <= SHARED_MAX).then_some(users)
    }

    fn is_right(&self, user: UserIx) -> bool {
        let fate = self.trial.fate(user);
        match own_of(self.trial.input(), user) {
            Some(own) => {
                fate.outcome == Outcome::Linked && fate.hits == [own] && fate.action != Action::Fail
            }
            None => fate.gravity() == 0 && fate.outcome != Outcome::OutOfScope,
        }
    }

    /// Lets cells hold other values; gives what was tried there before.
    fn apply(&mut self, steps: &[Step]) -> Vec<(Cell, Option<String>)> {
        let before = steps.iter().map(|step| {
            let made = self.made.get(&step.cell);
            (step.cell, made.map(|made| made.value.clone()))
        });
        let before = before.collect();
        for step in steps {
            self.set(step.cell, Some(&step.value));
        }
        before
    }

    fn restore(&mut self, before: Vec<(Cell, Option<String>)>) {
        for (cell, value) in before {
            self.set(cell, value.as_deref());
        }
    }

    fn set(&mut self, cell: Cell, value: Option<&str>) {
        let Cell {
            side,
            user,
            attribute,
        } = cell;
        match side {
            Side::Legacy => self.trial.set_legacy(user, attribute, value),
            Side::Azure => self.trial.set_azure(user, attribute, value),
        }
    }

    /// Takes back, the last one first, every edit that nobody in scope needs any more.
    fn prune(&mut self, left: &BTreeSet<UserIx>) {
        loop {
            let cells: Vec<Cell> = self.made.keys().rev().copied().collect();
            for cell in &cells {
                self.leave_out(*cell, left);
            }
            if self.made.len() == cells.len() {
                break;
            }
        }
    }

    fn leave_out(&mut self, cell: Cell, left: &BTreeSet<UserIx>) {
        let Some(made) = self.made.get(&cell).cloned() else {
            return;
        };
        let population = match cell.side {
            Side::Legacy => self.trial.input().legacy,
            Side::Azure => self.trial.input().azure,
        };
        let back = Step {
            cell,
            value: population.held(cell.user, cell.attribute).to_owned(),
        };
        let Some(mut others) = self.concerned(made.repairs, std::slice::from_ref(&back)) else {
            return;
        };
        others.insert(made.repairs);
        others.retain(|other| !left.contains(other));
        let before: Vec<Fate> = others
            .iter()
            .map(|user| self.trial.fate_in_scope(*user))
            .collect();
        self.set(cell, None);
        let mut after = others.iter().zip(&before);
        let is_needed = after.any(|(user, before)| {
            let after = self.trial.fate_in_scope(*user);
            after.is_harmed_since(before) || after.hits != before.hits
        });
        match is_needed || self.is_made_elsewhere(cell, &back.value) {
            true => self.set(cell, Some(&made.value)),
            false => {
                self.made.remove(&cell);
            }
        }
    }
}
