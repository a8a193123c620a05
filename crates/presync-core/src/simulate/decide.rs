//! One Azure user before its changes are known: looked up, judged, acted on, under one reading of what
//! no document states. What hinges on the reading is found by reading it otherwise.

use presync_expr::Skip;

use super::{
    cycle::{Cycle, LookupGroup, MatchKey},
    flow::{BoundRow, Flow},
};
use crate::{
    Action, Assumption, AssumptionSet, Choices, LinkStatus, Outcome, UserIx, finding::FindingCode,
    plan::Why,
};

/// How everything is read that no document states.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading {
    pub(super) choices: Choices,
    /// The attribute whose look-ups treat letter case the other way.
    pub(super) flipped: Option<LookupGroup>,
}

impl Reading {
    pub(super) fn is_default(&self, assumption: Assumption) -> bool {
        self.choices.is_default(assumption)
    }
}

/// What a decision came to ask: assumptions, and attributes whose letter case mattered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Asked {
    pub(super) assumptions: AssumptionSet,
    /// What a change of the reading is sure to change.
    pub(super) sure: AssumptionSet,
    pub(super) case_of_user_name: bool,
    /// By look-up group, as bits: where letter case decided who was found.
    hinged: u64,
}

impl Asked {
    pub(super) fn ask(&mut self, assumption: Assumption) {
        self.assumptions = self.assumptions.with(assumption);
    }

    /// Adds what another decision came to ask.
    pub(super) fn add(&mut self, other: Self) {
        self.assumptions = self.assumptions.union(other.assumptions);
        self.sure = self.sure.union(other.sure);
        self.case_of_user_name |= other.case_of_user_name;
        self.hinged |= other.hinged;
    }
}

/// What the match keys found.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) key: Option<u16>,
    pub(super) users: Vec<UserIx>,
    any_value: bool,
}

/// The identity of an Azure user as the plan computes with it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Identity {
    pub(super) shown: Option<UserIx>,
    pub(super) status: Option<LinkStatus>,
    /// The person's own account; none while a pair is undecided.
    pub(super) own: Option<UserIx>,
}

/// What becomes of a user, before its changes are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fate {
    pub(super) outcome: Outcome,
    pub(super) action: Action,
    pub(super) why: Why,
}

/// A user's fate and what it follows from.
#[derive(Debug, Clone)]
pub(super) struct Decision {
    pub(super) found: Found,
    pub(super) fate: Fate,
    pub(super) asked: Asked,
}

impl Decision {
    /// Whether both say the same of a user.
    pub(super) fn agrees(&self, other: &Self) -> bool {
        self.fate == other.fate
            && self.found.key == other.found.key
            && self.found.users == other.found.users
    }

    /// The account that is found and was not.
    fn elsewhere(&self, planned: &Self, assumption: Assumption) -> Option<Elsewhere> {
        let account = match self.found.users.as_slice() {
            [account] if planned.found.users != [*account] => *account,
            _ => return None,
        };
        Some(Elsewhere {
            account,
            assumption,
        })
    }
}

/// An account that would be found under another choice.
#[derive(Debug, Clone, Copy)]
pub(super) struct Elsewhere {
    pub(super) account: UserIx,
    pub(super) assumption: Assumption,
}

impl Fate {
    fn new(outcome: Outcome, action: Action, why: Why) -> Self {
        Self {
            outcome,
            action,
            why,
        }
    }
}

impl<'a> Cycle<'a> {
    /// What becomes of a user under a reading.
    pub(super) fn decide(&self, user: UserIx, reading: &Reading) -> Decision {
        let mut asked = Asked::default();
        let (out_of_scope, scope) = self.scoping.decide(user, &self.source);
        asked.sure = scope;
        if let Some(why) = out_of_scope {
            return Decision {
                found: Found::default(),
                fate: Fate::new(Outcome::OutOfScope, Action::Skip, why),
                asked,
            };
        }
        self.decide_in_scope(user, reading, asked)
    }

    /// The same of a user who is in scope, or as if.
    pub(super) fn decide_in_scope(
        &self,
        user: UserIx,
        reading: &Reading,
        mut asked: Asked,
    ) -> Decision {
        let identity = self.identity(user, reading);
        if identity.status.is_some_and(is_open) {
            asked.ask(Assumption::IdentityOpen);
        }
        let found = self.look_up(user, reading, &mut asked);
        let fate = self.fate(user, &found, identity.own, reading, &mut asked);
        Decision { found, fate, asked }
    }

    /// The assumptions that decided: those under another choice of which something else would be decided.
    /// `elsewhere` gets the accounts that would be found then.
    pub(super) fn basis(
        &self,
        user: UserIx,
        decision: &Decision,
        elsewhere: &mut Vec<Elsewhere>,
    ) -> AssumptionSet {
        let asked = decision.asked;
        let mut basis = asked.sure;
        if asked.case_of_user_name && !basis.has(Assumption::CaseMatch) {
            let flipped = Reading {
                flipped: Some(self.user_name_group),
                ..self.reading
            };
            if !self.decide(user, &flipped).agrees(decision) {
                basis = basis.with(Assumption::CaseMatch);
            }
        }
        for assumption in asked.assumptions.iter() {
            for reading in self.readings(assumption) {
                let other = self.decide(user, &reading);
                if !other.agrees(decision) {
                    basis = basis.with(assumption);
                    elsewhere.extend(other.elsewhere(decision, assumption));
                }
            }
        }
        let hinged = self
            .lookup_groups()
            .filter(|group| asked.hinged & (1 << (group.0 as u64 % u64::from(u64::BITS))) != 0);
        for group in hinged {
            let reading = Reading {
                flipped: Some(group),
                ..self.reading
            };
            let other = self.decide(user, &reading);
            elsewhere.extend(other.elsewhere(decision, Assumption::CaseMatch));
        }
        basis
    }

    /// This plan's reading with each other choice that an assumption has.
    pub(super) fn readings(&self, assumption: Assumption) -> impl Iterator<Item = Reading> {
        let reading = self.reading;
        reading
            .choices
            .others(assumption)
            .map(move |choices| Reading { choices, ..reading })
    }

    /// This plan's reading with the letter case of each attribute's look-ups the other way.
    pub(super) fn case_readings(&self) -> impl Iterator<Item = Reading> {
        let reading = self.reading;
        self.lookup_groups().map(move |group| Reading {
            flipped: Some(group),
            ..reading
        })
    }

    pub(super) fn identity(&self, user: UserIx, reading: &Reading) -> Identity {
        let Some(link) = self.input.matching.of_azure(user) else {
            return Identity {
                shown: None,
                status: None,
                own: None,
            };
        };
        let together = is_open(link.status) && !reading.is_default(Assumption::IdentityOpen);
        let counts = link.status.is_identity() || together;
        Identity {
            shown: Some(link.legacy),
            status: Some(link.status),
            own: counts.then_some(link.legacy),
        }
    }

    /// One look-up per match key until one answers (`customize-application-attributes`).
    fn look_up(&self, user: UserIx, reading: &Reading, asked: &mut Asked) -> Found {
        let mut found = Found::default();
        let mut several = None;
        for key in &self.keys {
            let Some(users) = self.hits(user, key, reading, asked) else {
                asked.ask(Assumption::NullFallsThrough);
                if reading.is_default(Assumption::NullFallsThrough) {
                    continue;
                }
                return Found::default();
            };
            found.any_value = true;
            if users.is_empty() {
                continue;
            }
            let at = self.mapping.rows[key.row].at;
            if users.len() > 1 {
                asked.ask(Assumption::MultipleHitsFail);
                several.get_or_insert((at, users));
                if !reading.is_default(Assumption::MultipleHitsFail) {
                    continue;
                }
                break;
            }
            (found.key, found.users) = (Some(at), users);
            return found;
        }
        if let Some((at, users)) = several {
            (found.key, found.users) = (Some(at), users);
        }
        found
    }

    /// The accounts that one match key finds; none where it has no value.
    pub(super) fn hits(
        &self,
        user: UserIx,
        key: &MatchKey<'_>,
        reading: &Reading,
        asked: &mut Asked,
    ) -> Option<Vec<UserIx>> {
        let person = self.person(user);
        let Flow::Value(value) = self.mapping.rows[key.row].flow(&person) else {
            return None;
        };
        let mut hits = key
            .index
            .find(&value, self.ignores_case(key.group, reading));
        if hits.hinges_on_case {
            asked.sure = asked.sure.with(Assumption::CaseMatch);
            asked.hinged |= 1 << (key.group.0 as u64 % u64::from(u64::BITS));
        }
        if hits.users.iter().any(|account| self.is_inactive(*account)) {
            asked.ask(Assumption::InactiveFound);
            if !reading.is_default(Assumption::InactiveFound) {
                hits.users.retain(|account| !self.is_inactive(*account));
            }
        }
        Some(hits.users)
    }

    /// The accounts that a value finds before the cycle, those aside that are hidden.
    pub(super) fn visible(&self, key: &MatchKey<'_>, value: &str) -> Vec<UserIx> {
        let ignores_case = self.ignores_case(key.group, &self.reading);
        let mut users = key.index.find(value, ignores_case).users;
        if !self.reading.is_default(Assumption::InactiveFound) {
            users.retain(|account| !self.is_inactive(*account));
        }
        users
    }

    fn fate(
        &self,
        user: UserIx,
        found: &Found,
        own: Option<UserIx>,
        reading: &Reading,
        asked: &mut Asked,
    ) -> Fate {
        let disabled = self.source.is_disabled(user);
        match found.users.as_slice() {
            _ if !found.any_value => Fate::new(Outcome::Skipped, Action::Skip, Why::NoMatchValue),
            [] if disabled => Fate::new(Outcome::Skipped, Action::Skip, Why::DisabledNoAccount),
            [] => self.not_found(user, own, reading, asked),
            [account] => found_one(*account, own, disabled, reading, asked),
            _ => Fate::new(Outcome::Ambiguous, Action::Fail, Why::SeveralHits),
        }
    }

    fn not_found(
        &self,
        user: UserIx,
        own: Option<UserIx>,
        reading: &Reading,
        asked: &mut Asked,
    ) -> Fate {
        if !self.input.mapping.users.actions.create {
            return Fate::new(Outcome::Skipped, Action::Skip, Why::CreateOff);
        }
        let (outcome, why) = match own {
            Some(_) => (Outcome::Duplicate, Why::MissedOwn),
            None => (Outcome::Created, Why::NewPerson),
        };
        match self.creation(user, reading, asked) {
            Creation::Accepted => Fate::new(outcome, Action::Create, why),
            Creation::Refused => Fate::new(outcome, Action::Fail, why),
            Creation::Ignored => Fate::new(Outcome::Skipped, Action::Skip, Why::ObjectIgnored),
        }
    }

    /// Whether the intranet would create this user.
    fn creation(&self, user: UserIx, reading: &Reading, asked: &mut Asked) -> Creation {
        let mut is_refused = false;
        if self.lacks_required {
            asked.ask(Assumption::RequiredMissing);
            is_refused |= reading.is_default(Assumption::RequiredMissing);
        }
        for row in &self.mapping.rows {
            match self.refused_by(row, user, reading, asked) {
                Some(Refusal::Ignored) => return Creation::Ignored,
                Some(Refusal::Certain(_)) => is_refused = true,
                Some(Refusal::Assumed(assumption, _)) => {
                    asked.ask(assumption);
                    is_refused |= is_refusing(assumption, reading);
                }
                None => {}
            }
        }
        match is_refused {
            true => Creation::Refused,
            false => Creation::Accepted,
        }
    }

    /// The rows whose value, or lack of one, would make a create fail.
    pub(super) fn refusals(
        &self,
        user: UserIx,
    ) -> impl Iterator<Item = (FindingCode, &BoundRow<'a>)> {
        let rows = self.mapping.rows.iter();
        rows.filter_map(move |row| {
            let refusal = self.refused_by(row, user, &self.reading, &mut Asked::default());
            match refusal? {
                Refusal::Certain(code) => Some((code, row)),
                Refusal::Assumed(assumption, code) if is_refusing(assumption, &self.reading) => {
                    Some((code, row))
                }
                _ => None,
            }
        })
    }

    fn refused_by(
        &self,
        row: &BoundRow<'_>,
        user: UserIx,
        reading: &Reading,
        asked: &mut Asked,
    ) -> Option<Refusal> {
        let person = self.person(user);
        match row.on_create(&person) {
            Flow::Value(value) if !row.is_reference() && !row.rules.accepts(&value) => {
                let code = FindingCode::NotAllowed;
                Some(Refusal::Assumed(Assumption::EnumerationRefused, code))
            }
            Flow::Value(value) if row.mapping.target == "userName" => {
                let taken = self.is_taken(&value, None, reading, asked);
                let code = FindingCode::UserNameTaken;
                taken.then_some(Refusal::Assumed(Assumption::UserNameTaken, code))
            }
            Flow::Value(_) => None,
            Flow::Several => Some(Refusal::Certain(FindingCode::SeveralValues)),
            Flow::Skip(Skip::Object) => Some(Refusal::Ignored),
            _ if row.is_missed() => {
                let code = FindingCode::RequiredEmpty;
                Some(Refusal::Assumed(Assumption::RequiredMissing, code))
            }
            Flow::Error(_) => {
                let code = FindingCode::ExpressionError;
                Some(Refusal::Assumed(Assumption::ExpressionError, code))
            }
            Flow::Null | Flow::Empty | Flow::Skip(Skip::Attribute) => None,
        }
    }

    /// Whether an account other than `own` holds a user name.
    pub(super) fn is_taken(
        &self,
        name: &str,
        own: Option<UserIx>,
        reading: &Reading,
        asked: &mut Asked,
    ) -> bool {
        let ignores_case = self.ignores_case(self.user_name_group, reading);
        let hits = self.user_names.find(name, ignores_case);
        asked.case_of_user_name |= hits.hinges_on_case;
        hits.users.iter().any(|account| Some(*account) != own)
    }
}

/// What the intranet would say to a new user.
enum Creation {
    Accepted,
    Refused,
    /// An expression says to leave the user alone.
    Ignored,
}

/// Why one row would make a create fail.
enum Refusal {
    Certain(FindingCode),
    Assumed(Assumption, FindingCode),
    Ignored,
}

/// Whether what was chosen for an assumption makes the user fail.
pub(super) fn is_refusing(assumption: Assumption, reading: &Reading) -> bool {
    let fails_by_default = assumption != Assumption::ExpressionError;
    reading.is_default(assumption) == fails_by_default
}

fn is_open(status: LinkStatus) -> bool {
    status == LinkStatus::Review
}

fn found_one(
    account: UserIx,
    own: Option<UserIx>,
    disabled: bool,
    reading: &Reading,
    asked: &mut Asked,
) -> Fate {
    let (outcome, why) = match own {
        Some(own) if own == account => (Outcome::Linked, Why::FoundOwn),
        Some(_) => (Outcome::Takeover, Why::FoundOther),
        None => (Outcome::Takeover, Why::FoundUnknown),
    };
    if !disabled {
        return Fate::new(outcome, Action::Update, why);
    }
    asked.ask(Assumption::DisabledMatched);
    let action = match reading.is_default(Assumption::DisabledMatched) {
        true => Action::Disable,
        false => Action::Skip,
    };
    Fate::new(outcome, action, Why::DisabledWithAccount)
}
