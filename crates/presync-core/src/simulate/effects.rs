//! The second pass: what each create and update would write, and the references that follow it.
//!
//! Nulls are never sent. What is written to whom was decided by the first pass.

use super::{
    compare::{classify, is_same},
    cycle::Cycle,
    flow::{BoundRow, Flow},
    people::Directory,
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

/// Computes the changes of users in order.
#[derive(Debug)]
pub(super) struct Effects<'a> {
    cycle: &'a Cycle<'a>,
    rows: &'a [AzureRow],
    azure_people: Directory,
    intranet_people: Directory,
    manager: Option<AttributeId>,
    user_name: Option<AttributeId>,
    silent: Vec<Silence>,
    pub(super) changes: Changes,
    pub(super) findings: Vec<Finding>,
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
        Self {
            cycle,
            rows,
            azure_people: Directory::of_azure(azure, manager),
            intranet_people: Directory::of_intranet(legacy, held),
            manager,
            user_name: legacy.attribute("userName"),
            silent: vec![Silence::default(); cycle.mapping.rows.len()],
            changes: Changes::default(),
            findings: Vec::new(),
        }
    }

    /// Adds the changes of one user.
    ///
    /// # Errors
    /// When the plan is too large to hold.
    pub(super) fn add(&mut self, user: UserIx) -> Result<(), PopulationError> {
        let cycle = self.cycle;
        let row = &self.rows[user.index()];
        let account = match row.action {
            Action::Create => None,
            Action::Update if cycle.input.mapping.users.actions.update => Some(row.hits[0]),
            Action::Disable => return self.disable(user, row.hits[0]),
            _ => return Ok(()),
        };
        for bound in &cycle.mapping.rows {
            let write = Write {
                user,
                account,
                row: bound,
            };
            if bound.is_reference() {
                self.reference(&write)?;
            } else {
                self.value(&write)?;
            }
        }
        Ok(())
    }

    /// A disabled user with an account: only the active flag is documented to be sent.
    fn disable(&mut self, user: UserIx, account: UserIx) -> Result<(), PopulationError> {
        let actions = self.cycle.input.mapping.users.actions;
        let active = self
            .cycle
            .mapping
            .rows
            .iter()
            .find(|row| row.mapping.target == "active");
        match active.filter(|_| actions.update) {
            Some(row) => self.value(&Write {
                user,
                account: Some(account),
                row,
            }),
            None => Ok(()),
        }
    }

    fn value(&mut self, write: &Write<'_>) -> Result<(), PopulationError> {
        let cycle = self.cycle;
        let now = self.held(write);
        let person = cycle.person(write.user);
        let flow = match write.account {
            None => write.row.on_create(&person),
            Some(_) => write.row.on_update(&person, now),
        };
        match flow {
            Flow::Value(value) => self.write(write, now, &value),
            Flow::Error(message) => {
                self.say(write, FindingCode::ExpressionError, &message);
                Ok(())
            }
            Flow::Null | Flow::Skip(_) => {
                self.count_silence(write, now);
                Ok(())
            }
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

    fn write(
        &mut self,
        write: &Write<'_>,
        now: &str,
        would_be: &str,
    ) -> Result<(), PopulationError> {
        let row = write.row;
        if write.account.is_some() && is_same(now, would_be, row.kind, row.case_exact) {
            return Ok(());
        }
        if !row.accepts(would_be) {
            self.say(write, FindingCode::NotAllowed, would_be);
        }
        let kind = kind_of(write, now, would_be);
        self.push(write, kind, now, would_be)
    }

    /// The manager: another user's account, set once both are linked.
    fn reference(&mut self, write: &Write<'_>) -> Result<(), PopulationError> {
        let cycle = self.cycle;
        let person = cycle.person(write.user);
        let Flow::Value(manager) = write.row.flow(&person) else {
            return Ok(());
        };
        let held = self.held(write);
        match self.manager_account(write.user, &manager) {
            Err(why) => {
                self.say(write, FindingCode::ManagerMissing, why);
                Ok(())
            }
            Ok(account) => {
                let holder = self.intranet_people.find(held);
                let now = holder.map_or(held, |user| self.user_name(user));
                match account {
                    Some(user) if holder == Some(user) => Ok(()),
                    Some(user) => {
                        let would_be = self.user_name(user);
                        self.push(write, ChangeKind::Reference, now, would_be)
                    }
                    None => {
                        let would_be = self.new_user_name(&manager);
                        self.push(write, ChangeKind::Reference, now, &would_be)
                    }
                }
            }
        }
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

    fn held(&self, write: &Write<'_>) -> &'a str {
        match (write.account, write.row.held) {
            (Some(account), Some(attribute)) => self.cycle.input.legacy.held(account, attribute),
            _ => "",
        }
    }

    fn push(
        &mut self,
        write: &Write<'_>,
        kind: ChangeKind,
        now: &str,
        would_be: &str,
    ) -> Result<(), PopulationError> {
        let class = match kind {
            ChangeKind::Create => ChangeClass::New,
            _ => classify(now, would_be),
        };
        let change = Change {
            azure: write.user,
            account: write.account,
            row: write.row.at,
            kind,
            class,
        };
        self.changes
            .push(change, now, &joined(would_be))
            .map(|_| ())
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

    /// Whether a change rests on the export not holding the attribute.
    pub(super) fn assumption_of(&self, change: Change) -> Option<Assumption> {
        let row = &self.cycle.mapping.rows[usize::from(change.row)];
        (change.account.is_some() && row.held.is_none()).then_some(Assumption::NotExported)
    }

    /// What the rows do not send, one finding a row.
    pub(super) fn silences(&self) -> Vec<Finding> {
        let codes = |silence: &Silence| {
            [
                (FindingCode::StaleValue, silence.stale),
                (FindingCode::DefaultOnCreateOnly, silence.default_unused),
                (FindingCode::CreateOnlyLeavesEmpty, silence.create_only),
            ]
        };
        let rows = self.cycle.mapping.rows.iter().zip(&self.silent);
        rows.flat_map(|(row, silence)| codes(silence).map(|(code, count)| (row, code, count)))
            .filter(|(_, _, count)| *count > 0)
            .map(|(row, code, count)| {
                let subject = Subject::Mapping(Some(row.at));
                Finding::new(code, subject, &row.mapping.target, &people(count))
            })
            .collect()
    }

    /// Whether the manager column is missing although the mapping wants it.
    pub(super) fn lacks_managers(&self) -> bool {
        self.manager.is_none() && self.cycle.mapping.rows.iter().any(BoundRow::is_reference)
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
