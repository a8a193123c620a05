//! What one create or update would write, and whether it would be refused as a whole.
//!
//! Nulls are never sent. An update that is refused writes nothing; what hinges on an assumption then is
//! found by trying it again under each other choice.

use presync_expr::Skip;

use super::{
    change_class::classify_from,
    cycle::USER_NAME,
    decide::{Asked, Reading},
    effects::{Batch, Pending},
    flow::{BoundRow, Flow},
    known::Effect,
    outcomes::{End, Silent},
    sameness::{self, Sameness},
    source::Person,
};
use crate::{
    Action, Assumption, AssumptionSet, Side, UserIx,
    finding::{Finding, FindingCode, Subject},
    mapping::{Apply, MappingSource},
    plan::{Change, ChangeClass, ChangeKind},
    record::VALUE_SEPARATOR,
    spelling::parse_boolean,
};

/// Assumptions under which a whole update is refused or not.
const REFUSING: [Assumption; 4] = [
    Assumption::RequiredMissing,
    Assumption::EnumerationRefused,
    Assumption::UserNameTaken,
    Assumption::ExpressionError,
];

/// Position among the choices of `empty-text`.
const SENT: usize = 1;
/// Position among the choices of `own-manager`.
const WRITTEN: usize = 1;

/// One value on its way to an account.
pub(super) struct Write<'a> {
    pub(super) user: UserIx,
    pub(super) account: Option<UserIx>,
    pub(super) row: &'a BoundRow<'a>,
}

/// How an attempt stands.
#[derive(Default)]
struct Standing {
    asked: Asked,
    /// What decides the account of the manager.
    by_manager: AssumptionSet,
    fails: bool,
    is_ignored: bool,
    /// Rows that a later cycle would write again.
    again: Vec<u16>,
}

impl Standing {
    fn add(&mut self, row: u16, effect: Effect) {
        self.asked.add(effect.asked);
        self.fails |= effect.fails;
        self.is_ignored |= effect.is_ignored;
        if effect.again {
            self.again.push(row);
        }
    }

    fn writes_nothing(&self) -> bool {
        self.fails || self.is_ignored
    }

    fn may_be_refused(&self) -> bool {
        let asked = self.asked.assumptions;
        self.fails || self.is_ignored || REFUSING.iter().any(|one| asked.has(*one))
    }
}

impl<'a> Batch<'a> {
    /// Adds the changes of the user at hand, and says where they end.
    pub(super) fn add(&mut self, user: UserIx) -> End {
        let row = &self.effects.rows[user.index()];
        let known = self.effects.earlier;
        self.earlier = known.filter(|earlier| earlier.treats_alike(user, row));
        let updates = self.effects.cycle.input.mapping.users.actions.update;
        match (row.action, row.hits.as_ref()) {
            (Action::Create, _) => self.attempt(user, None),
            (Action::Update | Action::Disable, [account]) if updates => {
                self.attempt(user, Some(*account))
            }
            _ => self.end(None, AssumptionSet::DOCUMENTED),
        }
    }

    fn attempt(&mut self, user: UserIx, account: Option<UserIx>) -> End {
        let reading = self.effects.cycle.reading;
        let from = self.pending.len();
        let text_from = self.text.len();
        let standing = self.try_all(user, account, &reading);
        if !standing.writes_nothing() {
            for row in &standing.again {
                self.silent[usize::from(*row)].again += 1;
            }
        }
        let direct = match standing.may_be_refused() && account.is_some() {
            true => self.hinges(user, account, from, text_from, &standing),
            false => standing.asked.assumptions,
        };
        if standing.writes_nothing() && account.is_some() {
            self.pending.truncate(from);
            self.text.truncate(text_from);
        }
        let shared = self.effects.rows[user.index()]
            .basis
            .without(Assumption::IdentityOpen)
            .union(direct.only(&REFUSING));
        for pending in &mut self.pending[from..] {
            pending.change.basis = pending.change.basis.union(shared);
        }
        let instead = match (standing.fails, standing.is_ignored) {
            _ if account.is_none() => None,
            (_, true) => Some(Action::Skip),
            (true, _) => Some(Action::Fail),
            _ => None,
        };
        let basis = match instead {
            Some(_) => direct,
            None => direct.union(standing.by_manager),
        };
        self.end(instead, basis)
    }

    fn end(&self, instead: Option<Action>, basis: AssumptionSet) -> End {
        End {
            at: u32::try_from(self.pending.len()).expect("BUG: a batch is small"),
            instead,
            basis,
        }
    }

    /// Every row's value; a disabled user's account is documented to get the active flag only.
    fn try_all(&mut self, user: UserIx, account: Option<UserIx>, reading: &Reading) -> Standing {
        let mut standing = Standing::default();
        let cycle = self.effects.cycle;
        let disables = self.effects.rows[user.index()].action == Action::Disable;
        for row in &cycle.mapping.rows {
            let is_left_out = row.is_reference() && !self.effects.refers;
            if is_left_out || (disables && row.mapping.target != "active") {
                continue;
            }
            let write = Write { user, account, row };
            let effect = match row.is_reference() {
                true => self.reference(&write, reading, &mut standing.by_manager),
                false => self.known_or_new(&write, reading),
            };
            if let Some(silence) = effect.silence {
                self.silent[usize::from(row.at)].count(silence);
            }
            standing.add(row.at, effect);
        }
        standing
    }

    /// The assumptions under another choice of which something else would come of an attempt.
    fn hinges(
        &self,
        user: UserIx,
        account: Option<UserIx>,
        from: usize,
        text_from: usize,
        standing: &Standing,
    ) -> AssumptionSet {
        let cycle = self.effects.cycle;
        let differs = |reading: &Reading| {
            let mut other = self.blank();
            let tried = other.try_all(user, account, reading);
            let is_same = (tried.fails, tried.is_ignored) == (standing.fails, standing.is_ignored)
                && (tried.writes_nothing() || self.wrote_the_same(from, text_from, &other));
            !is_same
        };
        let asked = standing.asked.assumptions.iter();
        let is_sure = |one: &Assumption| !standing.writes_nothing() && !REFUSING.contains(one);
        let mut hinges = asked
            .filter(|one| is_sure(one) || cycle.readings(*one).any(|reading| differs(&reading)))
            .fold(AssumptionSet::DOCUMENTED, AssumptionSet::with);
        let flipped = Reading {
            flipped: Some(cycle.user_name_group),
            ..cycle.reading
        };
        if standing.asked.case_of_user_name && differs(&flipped) {
            hinges = hinges.with(Assumption::CaseMatch);
        }
        hinges
    }

    fn wrote_the_same(&self, from: usize, text_from: usize, other: &Self) -> bool {
        let ours = &self.pending[from..];
        let one = |pending: &Pending<'_>| (pending.change.row, pending.change.kind);
        self.text[text_from..] == other.text
            && ours.iter().map(one).eq(other.pending.iter().map(one))
            && ours
                .iter()
                .zip(&other.pending)
                .all(|(our, their)| our.end - text_from == their.end)
    }

    pub(super) fn value(&mut self, write: &Write<'a>, reading: &Reading) -> Effect {
        let mut effect = Effect::default();
        let cycle = self.effects.cycle;
        let now = self.held(write.account, write.row);
        let person = cycle.person(write.user);
        let flow = match write.account {
            None => write.row.on_create(&person),
            Some(_) => write.row.on_update(&person, now),
        };
        let has_value = matches!(flow, Flow::Value(_));
        effect.again = is_written_again(write, &person, now, has_value);
        match flow {
            Flow::Value(value) => self.write(write, now, &value, reading, &mut effect),
            Flow::Error(message) => {
                effect.refuse(Assumption::ExpressionError, reading);
                self.say(write, FindingCode::ExpressionError, &message);
            }
            Flow::Several => {
                effect.fails = true;
                self.say(write, FindingCode::SeveralValues, "");
            }
            Flow::Skip(Skip::Object) => effect.is_ignored = true,
            Flow::Empty if Self::empties(now, reading, &mut effect) => {
                self.write(write, now, "", reading, &mut effect);
            }
            Flow::Null | Flow::Empty | Flow::Skip(Skip::Attribute) => {
                effect.silence = silence(write, now);
                self.miss(write, now, reading, &mut effect);
            }
        }
        effect
    }

    /// Whether an empty text is sent. What outbound provisioning makes of one is not documented.
    fn empties(now: &str, reading: &Reading, effect: &mut Effect) -> bool {
        if now.is_empty() {
            return false;
        }
        effect.asked.ask(Assumption::EmptyText);
        reading.choices.of(Assumption::EmptyText) == SENT
    }

    /// A required attribute that would stay without a value. An attribute that the export does not hold
    /// is not taken for missing: an account could not have been made without it.
    fn miss(&mut self, write: &Write<'_>, now: &str, reading: &Reading, effect: &mut Effect) {
        let row = write.row;
        if write.account.is_some()
            && now.is_empty()
            && row.held.is_some()
            && row.is_missed()
            && row.updates(true)
        {
            effect.refuse(Assumption::RequiredMissing, reading);
            self.say(write, FindingCode::RequiredEmpty, "");
        }
    }

    fn write(
        &mut self,
        write: &Write<'_>,
        now: &'a str,
        would_be: &str,
        reading: &Reading,
        effect: &mut Effect,
    ) {
        let row = write.row;
        let mut basis = AssumptionSet::DOCUMENTED;
        if write.account.is_some() {
            let choice = reading.choices.of(Assumption::ExportEqualsScim);
            let Sameness { is_same, hinges } = sameness::compare(now, would_be, &row.rules, choice);
            if hinges {
                effect.asked.ask(Assumption::ExportEqualsScim);
                basis = basis.with(Assumption::ExportEqualsScim);
            }
            if is_same || self.is_unseen(write, reading, effect) {
                return;
            }
            if row.held.is_none() {
                basis = basis.with(Assumption::NotExported);
            }
            self.judge(write, would_be, reading, effect);
        } else if !row.rules.accepts(would_be) {
            self.say(write, FindingCode::NotAllowed, would_be);
        }
        let kind = kind_of(write, now, would_be);
        self.push(write, kind, now, would_be, basis);
    }

    /// Whether the export holds no such attribute, and that is read as holding the same.
    fn is_unseen(&self, write: &Write<'_>, reading: &Reading, effect: &mut Effect) -> bool {
        if write.row.held.is_some() {
            return false;
        }
        effect.asked.ask(Assumption::NotExported);
        !reading.is_default(Assumption::NotExported)
    }

    /// Whether the intranet would refuse a value that an update changes.
    fn judge(&mut self, write: &Write<'_>, would_be: &str, reading: &Reading, effect: &mut Effect) {
        let cycle = self.effects.cycle;
        if !write.row.rules.accepts(would_be) {
            effect.refuse(Assumption::EnumerationRefused, reading);
            self.say(write, FindingCode::NotAllowed, would_be);
        }
        let renames = write.row.mapping.target == USER_NAME;
        if renames && cycle.is_taken(would_be, write.account, reading, &mut effect.asked) {
            effect.refuse(Assumption::UserNameTaken, reading);
            self.say(write, FindingCode::UserNameTaken, "");
        }
    }

    /// The manager: another user's account, set once both are linked.
    /// `by_manager` gets what decides the manager's account.
    fn reference(
        &mut self,
        write: &Write<'a>,
        reading: &Reading,
        by_manager: &mut AssumptionSet,
    ) -> Effect {
        let mut effect = Effect::default();
        let effects = self.effects;
        let person = effects.cycle.person(write.user);
        let held = self.held(write.account, write.row);
        let flow = match write.account {
            None => write.row.on_create(&person),
            Some(_) => write.row.on_update(&person, held),
        };
        let Flow::Value(manager) = flow else {
            return effect;
        };
        let (holder, is_read) = self.holder(held, reading);
        let mut basis = effects.manager_basis(&manager, holder);
        *by_manager = by_manager.union(basis);
        // Who cannot be reached, and why, is told once a manager.
        let Some(account) = effects.manager_account(&manager) else {
            return effect;
        };
        let is_own = effects.is_own_manager(write.user, &manager);
        if is_own
            && effects
                .manager_name(Some(account), holder, &manager)
                .is_some()
        {
            effect.asked.ask(Assumption::OwnManager);
            basis = basis.with(Assumption::OwnManager);
        }
        if is_own && reading.choices.of(Assumption::OwnManager) != WRITTEN {
            return effect;
        }
        if write.row.updates(true) {
            effect.again = true;
        }
        let now = holder.map_or(held, |user| effects.user_name(user));
        if is_read {
            effect.asked.ask(Assumption::ExportEqualsScim);
            basis = basis.with(Assumption::ExportEqualsScim);
        }
        let Some(would_be) = effects.manager_name(Some(account), holder, &manager) else {
            return effect;
        };
        if write.account.is_some() && self.is_unseen(write, reading, &mut effect) {
            return effect;
        }
        if write.account.is_some() && write.row.held.is_none() {
            basis = basis.with(Assumption::NotExported);
        }
        self.push(write, ChangeKind::Reference, now, &would_be, basis);
        effect
    }

    /// The account that a reference in the export means, and whether it takes a reading to say so.
    fn holder(&self, held: &str, reading: &Reading) -> (Option<UserIx>, bool) {
        let Some(user) = self.effects.intranet_people.find(held) else {
            return (None, false);
        };
        let effects = self.effects;
        let is_read = effects.user_name(user) != held && effects.scim_id(user) != held;
        let is_verbatim = reading.choices.of(Assumption::ExportEqualsScim) == sameness::VERBATIM;
        match is_read && is_verbatim {
            true => (None, is_read),
            false => (Some(user), is_read),
        }
    }

    fn push(
        &mut self,
        write: &Write<'_>,
        kind: ChangeKind,
        now: &'a str,
        would_be: &str,
        basis: AssumptionSet,
    ) {
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
            basis,
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

/// What a row that sends nothing leaves as it is, although one might expect it to.
fn silence(write: &Write<'_>, now: &str) -> Option<Silent> {
    let mapping = write.row.mapping;
    match (mapping.apply, now.is_empty(), &mapping.default) {
        _ if write.account.is_none() || write.row.is_unknown() => None,
        _ if mapping.source == MappingSource::None => None,
        (Apply::OnCreate, true, _) => Some(Silent::CreateOnly),
        (_, false, _) if !write.row.updates(false) => None,
        (_, false, _) => Some(Silent::Stale),
        (_, true, Some(_)) => Some(Silent::DefaultUnused),
        _ => None,
    }
}

/// Whether a later cycle writes here again, once somebody edits it by hand. A default of a source is sent
/// on create only; what fills an empty attribute does so again when it was emptied.
fn is_written_again(write: &Write<'_>, person: &Person<'_>, now: &str, has_value: bool) -> bool {
    let row = write.row;
    if !row.updates(true) {
        return false;
    }
    if row.fills_only() {
        return matches!(row.on_update(person, ""), Flow::Value(_));
    }
    let by_default = row.mapping.default.is_some() || row.rules.default.is_some();
    match by_default && now.is_empty() {
        true => matches!(row.flow(person), Flow::Value(_)),
        false => has_value,
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
