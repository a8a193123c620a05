//! The second pass: what each create and update would write, and the references that follow it.
//!
//! Nulls are never sent. What is written to whom was decided by the first pass.

use super::{
    change_class::classify_from,
    cycle::Cycle,
    flow::{BoundRow, Flow},
    people::Directory,
    sameness::is_same,
};
use crate::{
    Action, Assumption, AttributeId, Side, UserIx,
    finding::{Finding, FindingCode, Subject},
    mapping::{Apply, MappingSource},
    plan::{AzureRow, Change, ChangeClass, ChangeKind, Changes},
    population::PopulationError,
    record::VALUE_SEPARATOR,
    spelling::parse_boolean,
};

/// What the changes of users are computed from.
#[derive(Debug)]
pub(super) struct Effects<'a> {
    cycle: &'a Cycle<'a>,
    rows: &'a [AzureRow],
    azure_people: Directory,
    intranet_people: Directory,
    manager: Option<AttributeId>,
    user_name: Option<AttributeId>,
}

/// The changes of all users so far, in order.
#[derive(Debug)]
pub(super) struct Outcomes {
    silent: Vec<Silence>,
    /// Where each user's changes end.
    pub(super) ends: Vec<u32>,
    pub(super) changes: Changes,
    pub(super) findings: Vec<Finding>,
}

/// The changes of some neighbours, computed apart from those of others.
#[derive(Debug)]
pub(super) struct Batch<'a> {
    effects: &'a Effects<'a>,
    /// What the users' accounts hold, by mapping row.
    held: Vec<Vec<&'a str>>,
    /// Which of the users is at hand.
    at: usize,
    pending: Vec<Pending<'a>>,
    /// The values that would be written, one after the other.
    text: String,
    /// How many changes there are after each user.
    ends: Vec<usize>,
    silent: Vec<Silence>,
    findings: Vec<Finding>,
}

/// One change before it has its place among all.
#[derive(Debug)]
struct Pending<'a> {
    change: Change,
    now: &'a str,
    /// Where its value ends in the batch's text.
    end: usize,
}

/// How often a row sends nothing to a matched account although one might expect it to.
#[derive(Debug, Clone, Copy, Default)]
struct Silence {
    /// Azure is empty and the intranet is not.
    stale: u32,
    /// Both are empty and the row has a default.
    default_unused: u32,
    /// The intranet is empty and the row applies on create only.
    create_only: u32,
}

/// One value on its way to an account.
struct Write<'a> {
    user: UserIx,
    account: Option<UserIx>,
    row: &'a BoundRow<'a>,
}

impl<'a> Effects<'a> {
    pub(super) fn new(cycle: &'a Cycle<'a>, rows: &'a [AzureRow]) -> Self {
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
            rows,
            azure_people,
            intranet_people,
            manager,
            user_name: legacy.attribute("userName"),
        }
    }

    /// The changes of some users, in order.
    pub(super) fn of(&'a self, users: &[UserIx]) -> Batch<'a> {
        let mut batch = Batch {
            effects: self,
            held: self.held_by(users),
            at: 0,
            pending: Vec::new(),
            text: String::new(),
            ends: Vec::with_capacity(users.len()),
            silent: vec![Silence::default(); self.cycle.mapping.rows.len()],
            findings: Vec::new(),
        };
        for (at, user) in users.iter().enumerate() {
            batch.at = at;
            batch.add(*user);
            batch.ends.push(batch.pending.len());
        }
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

    /// The account of a manager after the first pass; `None` inside is one that is created now.
    fn manager_account(&self, user: UserIx, manager: &str) -> Result<Option<UserIx>, &'static str> {
        let found = self
            .azure_people
            .find(manager)
            .ok_or("not among the exported Azure users")?;
        if found == user {
            return Err("the person is their own manager");
        }
        let row = &self.rows[found.index()];
        match (row.action, row.hits.as_ref()) {
            (Action::Create, _) => Ok(None),
            (_, [account]) => Ok(Some(*account)),
            _ => Err("the manager has no account the sync would link or create"),
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

    fn user_name(&self, account: UserIx) -> &'a str {
        self.cycle
            .input
            .legacy
            .first_held_in(account, self.user_name)
    }

    /// Whether a change rests on the export not holding the attribute.
    pub(super) fn assumption_of(&self, change: Change) -> Option<Assumption> {
        let row = &self.cycle.mapping.rows[usize::from(change.row)];
        (change.account.is_some() && row.held.is_none()).then_some(Assumption::NotExported)
    }

    /// Whether the manager column is missing although the mapping wants it.
    pub(super) fn lacks_managers(&self) -> bool {
        self.manager.is_none() && self.cycle.mapping.rows.iter().any(BoundRow::is_reference)
    }
}

impl<'a> Batch<'a> {
    fn add(&mut self, user: UserIx) {
        let cycle = self.effects.cycle;
        let row = &self.effects.rows[user.index()];
        let account = match row.action {
            Action::Create => None,
            Action::Update if cycle.input.mapping.users.actions.update => Some(row.hits[0]),
            Action::Disable => return self.disable(user, row.hits[0]),
            _ => return,
        };
        for bound in &cycle.mapping.rows {
            let write = Write {
                user,
                account,
                row: bound,
            };
            if bound.is_reference() {
                self.reference(&write);
            } else {
                self.value(&write);
            }
        }
    }

    /// A disabled user with an account: only the active flag is documented to be sent.
    fn disable(&mut self, user: UserIx, account: UserIx) {
        let actions = self.effects.cycle.input.mapping.users.actions;
        let active = self
            .effects
            .cycle
            .mapping
            .rows
            .iter()
            .find(|row| row.mapping.target == "active");
        if let Some(row) = active.filter(|_| actions.update) {
            self.value(&Write {
                user,
                account: Some(account),
                row,
            });
        }
    }

    fn value(&mut self, write: &Write<'a>) {
        let cycle = self.effects.cycle;
        let now = self.held(write);
        let person = cycle.person(write.user);
        let flow = match write.account {
            None => write.row.on_create(&person),
            Some(_) => write.row.on_update(&person, now),
        };
        match flow {
            Flow::Value(value) => self.write(write, now, &value),
            Flow::Error(message) => self.say(write, FindingCode::ExpressionError, &message),
            Flow::Null | Flow::Skip(_) => self.count_silence(write, now),
        }
    }

    fn count_silence(&mut self, write: &Write<'_>, now: &str) {
        let mapping = write.row.mapping;
        let silence = &mut self.silent[usize::from(write.row.at)];
        let counter = match (mapping.apply, now.is_empty(), &mapping.default) {
            _ if write.account.is_none() || write.row.is_unknown() => return,
            _ if mapping.source == MappingSource::None => return,
            (Apply::OnCreate, true, _) => &mut silence.create_only,
            (Apply::Always, false, _) => &mut silence.stale,
            (Apply::Always, true, Some(_)) => &mut silence.default_unused,
            _ => return,
        };
        *counter += 1;
    }

    fn write(&mut self, write: &Write<'_>, now: &'a str, would_be: &str) {
        let row = write.row;
        if write.account.is_some() && is_same(now, would_be, row.kind, row.case_exact) {
            return;
        }
        if !row.accepts(would_be) {
            self.say(write, FindingCode::NotAllowed, would_be);
        }
        let kind = kind_of(write, now, would_be);
        self.push(write, kind, now, would_be);
    }

    /// The manager: another user's account, set once both are linked.
    fn reference(&mut self, write: &Write<'a>) {
        let effects = self.effects;
        let cycle = effects.cycle;
        let person = cycle.person(write.user);
        let Flow::Value(manager) = write.row.flow(&person) else {
            return;
        };
        let held = self.held(write);
        match effects.manager_account(write.user, &manager) {
            Err(why) => self.say(write, FindingCode::ManagerMissing, why),
            Ok(account) => {
                let holder = effects.intranet_people.find(held);
                let now = holder.map_or(held, |user| effects.user_name(user));
                match account {
                    Some(user) if holder == Some(user) => {}
                    Some(user) => {
                        let would_be = effects.user_name(user);
                        self.push(write, ChangeKind::Reference, now, would_be);
                    }
                    None => {
                        let would_be = effects.new_user_name(&manager);
                        self.push(write, ChangeKind::Reference, now, &would_be);
                    }
                }
            }
        }
    }

    fn held(&self, write: &Write<'_>) -> &'a str {
        match write.account {
            Some(_) => self.held[usize::from(write.row.at)][self.at],
            None => "",
        }
    }

    fn push(&mut self, write: &Write<'_>, kind: ChangeKind, now: &'a str, would_be: &str) {
        let class = match kind {
            ChangeKind::Create => ChangeClass::New,
            _ => classify_from(&write.row.mapping.source, now, would_be),
        };
        let change = Change {
            azure: write.user,
            account: write.account,
            row: write.row.at,
            kind,
            class,
        };
        self.text.push_str(&joined(would_be));
        let end = self.text.len();
        self.pending.push(Pending { change, now, end });
    }

    fn say(&mut self, write: &Write<'_>, code: FindingCode, evidence: &str) {
        let subject = Subject::User(Side::Azure, write.user);
        self.findings.push(Finding::new(
            code,
            subject,
            &write.row.mapping.target,
            evidence,
        ));
    }
}

impl Outcomes {
    pub(super) fn new(cycle: &Cycle<'_>) -> Self {
        Self {
            silent: vec![Silence::default(); cycle.mapping.rows.len()],
            ends: Vec::with_capacity(cycle.input.azure.len()),
            changes: Changes::default(),
            findings: Vec::new(),
        }
    }

    /// Adds the changes of the users that come next.
    ///
    /// # Errors
    /// When the plan is too large to hold.
    pub(super) fn add(&mut self, batch: Batch<'_>) -> Result<(), PopulationError> {
        let (mut start, mut ends) = (0, batch.ends.iter().peekable());
        for (at, pending) in batch.pending.iter().enumerate() {
            while ends.next_if(|end| **end <= at).is_some() {
                self.end_user();
            }
            let would_be = &batch.text[start..pending.end];
            self.changes.push(pending.change, pending.now, would_be)?;
            start = pending.end;
        }
        ends.for_each(|_| self.end_user());
        for (all, silence) in self.silent.iter_mut().zip(batch.silent) {
            all.stale += silence.stale;
            all.default_unused += silence.default_unused;
            all.create_only += silence.create_only;
        }
        self.findings.extend(batch.findings);
        Ok(())
    }

    fn end_user(&mut self) {
        let end = u32::try_from(self.changes.len()).expect("BUG: push bounds the count");
        self.ends.push(end);
    }

    /// What the rows do not send, one finding a row.
    pub(super) fn silences(&self, cycle: &Cycle<'_>) -> Vec<Finding> {
        let codes = |silence: &Silence| {
            [
                (FindingCode::StaleValue, silence.stale),
                (FindingCode::DefaultOnCreateOnly, silence.default_unused),
                (FindingCode::CreateOnlyLeavesEmpty, silence.create_only),
            ]
        };
        let rows = cycle.mapping.rows.iter().zip(&self.silent);
        rows.flat_map(|(row, silence)| codes(silence).map(|(code, count)| (row, code, count)))
            .filter(|(_, _, count)| *count > 0)
            .map(|(row, code, count)| {
                let subject = Subject::Mapping(Some(row.at));
                Finding::new(code, subject, &row.mapping.target, &people(count))
            })
            .collect()
    }
}

/// `1 person`, `12 people`.
pub(super) fn people(count: u32) -> String {
    if count == 1 {
        "1 person".to_owned()
    } else {
        format!("{count} people")
    }
}

fn kind_of(write: &Write<'_>, now: &str, would_be: &str) -> ChangeKind {
    if write.account.is_none() {
        return ChangeKind::Create;
    }
    if write.row.mapping.target == "active" {
        return match parse_boolean(would_be) {
            Some(false) => ChangeKind::Disable,
            _ if now.is_empty() => ChangeKind::Fill,
            _ => ChangeKind::Reactivate,
        };
    }
    match (now.is_empty(), would_be.trim().is_empty()) {
        (true, _) => ChangeKind::Fill,
        (_, true) => ChangeKind::Clear,
        _ => ChangeKind::Overwrite,
    }
}

fn joined(value: &str) -> std::borrow::Cow<'_, str> {
    if value.contains(VALUE_SEPARATOR) {
        return value.replace(VALUE_SEPARATOR, ";").into();
    }
    value.into()
}
