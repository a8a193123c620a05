//! The first pass of the initial cycle: for each Azure user scope, match, action, in Entra's order.
//!
//! Identity enters only when the hit is judged: the rule itself never sees it.

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::{
    DisabledWithAccount, Input,
    flow::{BoundMapping, BoundRow, Flow},
    lookup::{Hits, LookupIndex},
    scoping::Scoping,
    source::{AzureSource, Person},
};
use crate::{
    Action, Assumption, AssumptionSet, AttributeId, LinkStatus, Outcome, UserIx,
    finding::FindingCode,
    plan::{AzureRow, Why},
};

/// Everything the first pass looks at, bound once.
#[derive(Debug)]
pub(super) struct Cycle<'a> {
    pub(super) input: &'a Input<'a>,
    pub(super) source: AzureSource<'a>,
    pub(super) mapping: BoundMapping<'a>,
    pub(super) keys: Vec<MatchKey<'a>>,
    pub(super) scoping: Scoping,
    user_names: LookupIndex<'a>,
    unmapped_required: bool,
    active: Option<AttributeId>,
}

/// One match key: the row that gives the value and the index it is looked up in.
#[derive(Debug)]
pub(super) struct MatchKey<'a> {
    pub(super) row: usize,
    pub(super) index: LookupIndex<'a>,
}

/// What the match keys found, and on the strength of what.
#[derive(Debug, Default)]
struct Found {
    key: Option<u16>,
    users: Vec<UserIx>,
    any_value: bool,
    basis: AssumptionSet,
}

/// The identity of an Azure user as the plan computes with it.
#[derive(Debug, Clone, Copy)]
struct Identity {
    shown: Option<UserIx>,
    status: Option<LinkStatus>,
    /// The person's own account; none while a pair is undecided.
    own: Option<UserIx>,
    basis: AssumptionSet,
}

/// What becomes of a user, before its changes are known.
#[derive(Debug, Clone, Copy)]
struct Fate {
    outcome: Outcome,
    action: Action,
    why: Why,
    basis: AssumptionSet,
}

impl Fate {
    fn new(outcome: Outcome, action: Action, why: Why) -> Self {
        Self {
            outcome,
            action,
            why,
            basis: AssumptionSet::DOCUMENTED,
        }
    }

    fn assuming(self, assumption: Assumption) -> Self {
        Self {
            basis: self.basis.with(assumption),
            ..self
        }
    }
}

impl<'a> Cycle<'a> {
    pub(super) fn new(input: &'a Input<'a>) -> Self {
        let source = AzureSource::new(input.azure);
        let users = &input.mapping.users;
        let mapping = BoundMapping::new(users, &source, input.legacy, input.settings);
        let index = |target: &str| {
            let ignores_case = !input.settings.case_sensitive_lookups.contains(target);
            LookupIndex::new(input.legacy, target, ignores_case)
        };
        let (keys, user_names) = rayon::join(
            || {
                let keys = users.match_keys().into_par_iter();
                keys.map(|(row, mapping)| MatchKey {
                    row,
                    index: index(&mapping.target),
                })
                .collect()
            },
            || index("userName"),
        );
        let scoping = Scoping::new(input, &source);
        let unmapped_required = super::required_targets().any(|target| users.row(target).is_none());
        let active = input.legacy.attribute("active");
        Self {
            input,
            source,
            mapping,
            keys,
            scoping,
            user_names,
            unmapped_required,
            active,
        }
    }

    /// The plan row of one Azure user, without its changes.
    pub(super) fn row(&self, user: UserIx) -> AzureRow {
        let identity = self.identity(user);
        let (out_of_scope, scope) = self.scoping.decide(user, &self.source);
        let (found, fate) = match out_of_scope {
            Some(why) => (
                Found::default(),
                Fate::new(Outcome::OutOfScope, Action::Skip, why),
            ),
            None => {
                let found = self.look_up(user);
                let fate = self.fate(user, &found, identity);
                (found, fate)
            }
        };
        AzureRow {
            identity: identity.shown,
            identity_status: identity.status,
            rule_key: found.key,
            hits: found.users.into_boxed_slice(),
            outcome: fate.outcome,
            action: fate.action,
            why: fate.why,
            basis: fate
                .basis
                .union(found.basis)
                .union(identity.basis)
                .union(scope),
            changes: 0..0,
        }
    }

    /// The accounts a later match key would find if the earlier ones found nothing.
    pub(super) fn other_hits(&self, user: UserIx, after: u16) -> Vec<(u16, Vec<UserIx>)> {
        let position = |key: &MatchKey<'_>| self.mapping.rows[key.row].at;
        self.keys
            .iter()
            .skip_while(|key| position(key) != after)
            .skip(1)
            .filter_map(|key| Some((position(key), self.hits(user, key)?.users)))
            .collect()
    }

    fn identity(&self, user: UserIx) -> Identity {
        let Some(link) = self.input.matching.of_azure(user) else {
            return Identity {
                shown: None,
                status: None,
                own: None,
                basis: AssumptionSet::DOCUMENTED,
            };
        };
        let counts = link.status.is_identity();
        let basis = match counts {
            true => AssumptionSet::DOCUMENTED,
            false => AssumptionSet::DOCUMENTED.with(Assumption::IdentityOpen),
        };
        Identity {
            shown: Some(link.legacy),
            status: Some(link.status),
            own: counts.then_some(link.legacy),
            basis,
        }
    }

    /// A user as the row that programs run on.
    pub(super) fn person(&self, user: UserIx) -> Person<'_> {
        let settings = self.input.settings;
        Person::new(user, &self.source, settings.now, settings.seed)
    }

    fn hits(&self, user: UserIx, key: &MatchKey<'_>) -> Option<Hits> {
        let row = &self.mapping.rows[key.row];
        match row.flow(&self.person(user)) {
            Flow::Value(value) => Some(key.index.find(&value)),
            _ => None,
        }
    }

    /// One look-up per match key until one answers (`customize-application-attributes`).
    fn look_up(&self, user: UserIx) -> Found {
        let mut found = Found::default();
        let mut skipped = false;
        for key in &self.keys {
            let Some(hits) = self.hits(user, key) else {
                skipped = true;
                continue;
            };
            found.any_value = true;
            if hits.hinges_on_case {
                found.basis = found.basis.with(Assumption::CaseMatch);
            }
            if !hits.users.is_empty() {
                found.key = Some(self.mapping.rows[key.row].at);
                found.users = hits.users;
                break;
            }
        }
        if skipped && found.any_value {
            found.basis = found.basis.with(Assumption::NullFallsThrough);
        }
        found
    }

    fn fate(&self, user: UserIx, found: &Found, identity: Identity) -> Fate {
        let disabled = self.source.is_disabled(user);
        match found.users.as_slice() {
            _ if !found.any_value => Fate::new(Outcome::Skipped, Action::Skip, Why::NoMatchValue),
            [] if disabled => Fate::new(Outcome::Skipped, Action::Skip, Why::DisabledNoAccount),
            [] => self.not_found(user, identity),
            [account] => self.found_one(*account, identity, disabled),
            _ => Fate::new(Outcome::Ambiguous, Action::Fail, Why::SeveralHits)
                .assuming(Assumption::MultipleHitsFail),
        }
    }

    fn not_found(&self, user: UserIx, identity: Identity) -> Fate {
        if !self.input.mapping.users.actions.create {
            return Fate::new(Outcome::Skipped, Action::Skip, Why::CreateOff);
        }
        let fate = match identity.own {
            Some(_) => Fate::new(Outcome::Duplicate, Action::Create, Why::MissedOwn),
            None => Fate::new(Outcome::Created, Action::Create, Why::NewPerson),
        };
        match self.refusal(user) {
            Some(assumption) => Fate {
                action: Action::Fail,
                ..fate
            }
            .assuming(assumption),
            None => fate,
        }
    }

    fn found_one(&self, account: UserIx, identity: Identity, disabled: bool) -> Fate {
        let (outcome, why) = match identity.own {
            Some(own) if own == account => (Outcome::Linked, Why::FoundOwn),
            Some(_) => (Outcome::Takeover, Why::FoundOther),
            None => (Outcome::Takeover, Why::FoundUnknown),
        };
        let fate = Fate::new(outcome, Action::Update, why);
        let fate = match self.is_inactive(account) {
            true => fate.assuming(Assumption::InactiveFound),
            false => fate,
        };
        if !disabled {
            return fate;
        }
        let action = match self.input.settings.disabled_with_account {
            DisabledWithAccount::Disable => Action::Disable,
            DisabledWithAccount::Skip => Action::Skip,
        };
        Fate {
            action,
            why: Why::DisabledWithAccount,
            ..fate
        }
        .assuming(Assumption::DisabledWithAccount)
    }

    /// Whether the intranet's export says that an account is inactive.
    pub(super) fn is_inactive(&self, account: UserIx) -> bool {
        let active = self.input.legacy.first_held_in(account, self.active);
        crate::spelling::parse_boolean(active) == Some(false)
    }

    /// Why the intranet would refuse to create this user, if it would.
    fn refusal(&self, user: UserIx) -> Option<Assumption> {
        if self.unmapped_required {
            return Some(Assumption::RequiredRefused);
        }
        self.refusals(user).next().map(|(code, _)| match code {
            FindingCode::NotAllowed => Assumption::EnumerationRefused,
            FindingCode::UserNameTaken => Assumption::UserNameUnique,
            _ => Assumption::RequiredRefused,
        })
    }

    /// The rows whose value, or lack of one, would make a create fail.
    pub(super) fn refusals(
        &self,
        user: UserIx,
    ) -> impl Iterator<Item = (FindingCode, &BoundRow<'a>)> {
        let rows = self.mapping.rows.iter();
        rows.filter_map(move |row| Some((self.refused_by(row, user)?, row)))
    }

    fn refused_by(&self, row: &BoundRow<'_>, user: UserIx) -> Option<FindingCode> {
        match row.on_create(&self.person(user)) {
            Flow::Value(value) if !row.accepts(&value) => Some(FindingCode::NotAllowed),
            Flow::Value(value) if row.mapping.target == "userName" => {
                let taken = !self.user_names.find(&value).users.is_empty();
                taken.then_some(FindingCode::UserNameTaken)
            }
            Flow::Value(_) => None,
            _ if row.required && !row.is_unknown() => Some(FindingCode::RequiredEmpty),
            _ => None,
        }
    }
}
