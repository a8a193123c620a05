//! The second pass: what the changes of users are computed from, some neighbours at a time.
//!
//! What is written to whom was decided by the first pass; what would change is `attempt`'s.

use std::{borrow::Cow, sync::Arc};

use super::{
    cycle::Cycle,
    decide::Reading,
    flow::{BoundRow, Flow},
    known::{Book, Earlier},
    outcomes::{End, Silence},
    people::Directory,
    taken::Taken,
};
use crate::{
    Action, Assumption, AssumptionSet, AttributeId, UserIx,
    catalogue::SCIM_ID,
    finding::Finding,
    plan::{AzureRow, Change},
};

/// What the changes of users are computed from.
#[derive(Debug)]
pub(super) struct Effects<'a> {
    pub(super) cycle: &'a Cycle<'a>,
    taken: &'a Taken<'a>,
    pub(super) rows: &'a [AzureRow],
    pub(super) azure_people: Directory,
    pub(super) intranet_people: Directory,
    manager: Option<AttributeId>,
    user_name: Option<AttributeId>,
    scim_id: Option<AttributeId>,
    /// Whether references are looked at.
    pub(super) refers: bool,
    /// An earlier simulation of the same users.
    pub(super) earlier: Option<&'a Earlier<'a>>,
    /// Whether what the rows come to is kept for a later one.
    keeps: bool,
}

/// The changes of some neighbours, computed apart from those of others.
#[derive(Debug)]
pub(super) struct Batch<'a> {
    pub(super) effects: &'a Effects<'a>,
    /// What the users' accounts hold, by mapping row.
    held: Arc<Vec<Vec<&'a str>>>,
    /// Which of the users is at hand.
    at: usize,
    pub(super) pending: Vec<Pending<'a>>,
    /// The values that would be written, one after the other.
    pub(super) text: String,
    /// After each user, among the changes of the batch.
    pub(super) ends: Vec<End>,
    pub(super) silent: Vec<Silence>,
    pub(super) findings: Vec<Finding>,
    /// What rows came to for the user at hand in an earlier simulation, if it holds.
    pub(super) earlier: Option<&'a Earlier<'a>>,
    pub(super) book: Option<Book>,
}

/// One change before it has its place among all.
#[derive(Debug, Clone)]
pub(super) struct Pending<'a> {
    pub(super) change: Change,
    pub(super) now: &'a str,
    /// Where its value ends in the batch's text.
    pub(super) end: usize,
}

impl<'a> Effects<'a> {
    pub(super) fn new(taken: &'a Taken<'a>, rows: &'a [AzureRow]) -> Self {
        let cycle = taken.cycle;
        let (legacy, azure) = (cycle.input.legacy, cycle.input.azure);
        let reference = cycle.mapping.rows.iter().find(|row| row.is_reference());
        let manager = reference.and(azure.attribute("manager"));
        let held = reference.and_then(|row| row.held);
        let (azure_people, intranet_people) = rayon::join(
            || Directory::of_azure(azure, manager),
            || Directory::of_intranet(legacy, held),
        );
        Self {
            cycle,
            taken,
            rows,
            azure_people,
            intranet_people,
            manager,
            user_name: legacy.attribute("userName"),
            scim_id: legacy.attribute(SCIM_ID),
            refers: true,
            earlier: None,
            keeps: false,
        }
    }

    /// The same with what an earlier simulation knows, kept for a later one where that is asked.
    pub(super) fn after(self, earlier: Option<&'a Earlier<'a>>, keeps: bool) -> Self {
        Self {
            earlier,
            keeps,
            ..self
        }
    }

    /// The same without references: these need directories of both sides.
    pub(super) fn without_references(taken: &'a Taken<'a>, rows: &'a [AzureRow]) -> Self {
        let cycle = taken.cycle;
        Self {
            cycle,
            taken,
            rows,
            azure_people: Directory::default(),
            intranet_people: Directory::default(),
            manager: None,
            user_name: cycle.input.legacy.attribute("userName"),
            scim_id: None,
            refers: false,
            earlier: None,
            keeps: false,
        }
    }

    /// The changes of some users, in order.
    pub(super) fn of(&'a self, users: &[UserIx]) -> Batch<'a> {
        let mut batch = Batch {
            effects: self,
            held: Arc::new(self.held_by(users)),
            at: 0,
            pending: Vec::new(),
            text: String::new(),
            ends: Vec::with_capacity(users.len()),
            silent: vec![Silence::default(); self.cycle.mapping.rows.len()],
            findings: Vec::new(),
            earlier: None,
            book: self
                .keeps
                .then(|| Book::new(self.cycle.mapping.rows.len(), users.len())),
        };
        for (at, user) in users.iter().enumerate() {
            batch.at = at;
            let end = batch.add(*user);
            batch.ends.push(end);
        }
        batch.book.iter_mut().for_each(Book::shrink);
        batch
    }

    /// What the accounts of users hold, row by row of the mapping. Accounts lie anywhere in memory: asked
    /// for one after the other, with nothing between, they are waited for together.
    fn held_by(&self, users: &[UserIx]) -> Vec<Vec<&'a str>> {
        let account = |user: &UserIx| match self.rows[user.index()].hits.as_ref() {
            [account] => Some(*account),
            _ => None,
        };
        let accounts: Vec<Option<UserIx>> = users.iter().map(account).collect();
        let legacy = self.cycle.input.legacy;
        let of_row = |row: &BoundRow<'_>| -> Vec<&'a str> {
            let Some(attribute) = row.held else {
                return vec![""; users.len()];
            };
            let held = accounts.iter();
            held.map(|account| account.map_or("", |account| legacy.held(account, attribute)))
                .collect()
        };
        self.cycle.mapping.rows.iter().map(of_row).collect()
    }

    /// The account of a manager after the first pass, if they have one; `None` inside is one that is
    /// created now.
    pub(super) fn manager_account(&self, manager: &str) -> Option<Option<UserIx>> {
        let found = self.azure_people.find(manager)?;
        let row = &self.rows[found.index()];
        standing(row.action, &row.hits)
    }

    /// Whether the export names a person as their own manager.
    pub(super) fn is_own_manager(&self, user: UserIx, manager: &str) -> bool {
        self.azure_people.find(manager) == Some(user)
    }

    /// The assumptions under another choice of which a reference to a manager would come out otherwise,
    /// where the account refers to `holder` now.
    pub(super) fn manager_basis(&self, manager: &str, holder: Option<UserIx>) -> AssumptionSet {
        let Some(found) = self.azure_people.find(manager) else {
            return AssumptionSet::DOCUMENTED;
        };
        let row = &self.rows[found.index()];
        let planned = self.manager_name(standing(row.action, &row.hits), holder, manager);
        let moves = |reading: &Reading| {
            let decision = self.taken.decide(found, reading);
            let other = standing(decision.fate.action, &decision.found.users);
            self.manager_name(other, holder, manager) != planned
        };
        let would_move = |assumption: &Assumption| match assumption {
            Assumption::Order | Assumption::TwoSourcesOneAccount => false,
            Assumption::ScopeAll => planned.is_some(),
            Assumption::CaseMatch => self.cycle.case_readings().any(|reading| moves(&reading)),
            _ => self
                .cycle
                .readings(*assumption)
                .any(|reading| moves(&reading)),
        };
        let moving = row.basis.iter().filter(would_move);
        moving.fold(AssumptionSet::DOCUMENTED, AssumptionSet::with)
    }

    /// What a reference would be set to; none where it stays.
    pub(super) fn manager_name(
        &self,
        standing: Option<Option<UserIx>>,
        holder: Option<UserIx>,
        manager: &str,
    ) -> Option<Cow<'a, str>> {
        match standing? {
            Some(account) if holder == Some(account) => None,
            Some(account) => Some(self.user_name(account).into()),
            None => Some(self.new_user_name(manager).into()),
        }
    }

    fn new_user_name(&self, manager: &str) -> String {
        let cycle = self.cycle;
        let row = cycle
            .mapping
            .rows
            .iter()
            .find(|row| row.mapping.target == "userName");
        let (Some(user), Some(row)) = (self.azure_people.find(manager), row) else {
            return String::new();
        };
        match row.on_create(&cycle.person(user)) {
            Flow::Value(name) => name.into_owned(),
            _ => String::new(),
        }
    }

    pub(super) fn user_name(&self, account: UserIx) -> &'a str {
        self.cycle
            .input
            .legacy
            .first_held_in(account, self.user_name)
    }

    /// What the SCIM service itself calls an account; empty where it was not asked.
    pub(super) fn scim_id(&self, account: UserIx) -> &'a str {
        self.cycle.input.legacy.first_held_in(account, self.scim_id)
    }

    /// Whether the manager column is missing although the mapping wants it.
    pub(super) fn lacks_managers(&self) -> bool {
        self.manager.is_none() && self.cycle.mapping.rows.iter().any(BoundRow::is_reference)
    }
}

impl<'a> Batch<'a> {
    /// A batch for the same users that holds nothing yet.
    pub(super) fn blank(&self) -> Self {
        Self {
            effects: self.effects,
            held: Arc::clone(&self.held),
            at: self.at,
            pending: Vec::new(),
            text: String::new(),
            ends: Vec::new(),
            silent: vec![Silence::default(); self.silent.len()],
            findings: Vec::new(),
            earlier: None,
            book: None,
        }
    }

    /// What the account of the user at hand holds.
    pub(super) fn held(&self, account: Option<UserIx>, row: &BoundRow<'_>) -> &'a str {
        match account {
            Some(_) => self.held[usize::from(row.at)][self.at],
            None => "",
        }
    }
}

/// The account that a first pass leaves a user with, if any; `None` inside is one that is created now.
fn standing(action: Action, hits: &[UserIx]) -> Option<Option<UserIx>> {
    match (action, hits) {
        (Action::Create, _) => Some(None),
        (_, [account]) => Some(Some(*account)),
        _ => None,
    }
}
