//! The first pass of the initial cycle: for each Azure user scope, match, action, in Entra's order.
//!
//! Everything it looks at is bound here once; what it comes to is `decide`'s.

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::{
    Input, Settings,
    decide::{Elsewhere, Reading},
    flow::{BoundMapping, Flow},
    lookup::LookupIndex,
    scoping::Scoping,
    source::{AzureSource, Person},
    target,
};
use crate::{Assumption, AttributeId, LetterCase, UserIx, plan::AzureRow};

/// Everything the first pass looks at, bound once.
#[derive(Debug)]
pub(super) struct Cycle<'a> {
    pub(super) input: &'a Input<'a>,
    pub(super) source: AzureSource<'a>,
    pub(super) mapping: BoundMapping<'a>,
    pub(super) keys: Vec<MatchKey<'a>>,
    pub(super) scoping: Scoping,
    pub(super) user_names: LookupIndex<'a>,
    pub(super) user_name_group: LookupGroup,
    /// How this plan reads what no document states.
    pub(super) reading: Reading,
    /// By look-up group: its attribute.
    lookups: Vec<&'a str>,
    /// By look-up group: whether its look-ups ignore letter case.
    ignore_case: Vec<bool>,
    pub(super) lacks_required: bool,
    active: Option<AttributeId>,
}

/// An attribute that look-ups compare, by position among those there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct LookupGroup(pub(super) usize);

/// One match key: the row that gives the value and the index it is looked up in, which keys of one
/// attribute share.
#[derive(Debug)]
pub(super) struct MatchKey<'a> {
    pub(super) row: usize,
    pub(super) group: LookupGroup,
    pub(super) index: LookupIndex<'a>,
}

impl<'a> Cycle<'a> {
    pub(super) fn new(input: &'a Input<'a>) -> Self {
        let source = AzureSource::new(input.azure);
        let users = &input.mapping.users;
        let mapping = BoundMapping::new(users, &source, input.legacy, input.settings);
        let match_keys = users.match_keys();
        let mut targets: Vec<&str> = match_keys.iter().map(|(_, row)| &*row.target).collect();
        targets.push(USER_NAME);
        targets.sort_unstable();
        targets.dedup();
        let group = |target: &str| {
            let at = targets.iter().position(|one| *one == target);
            LookupGroup(at.expect("BUG: every look-up has its group"))
        };
        let indexes: Vec<LookupIndex<'a>> = targets
            .par_iter()
            .map(|target| LookupIndex::new(input.legacy, target))
            .collect();
        let index = |group: LookupGroup| indexes[group.0].clone();
        let keys = match_keys.into_iter().map(|(row, mapping)| {
            let group = group(&mapping.target);
            MatchKey {
                row,
                group,
                index: index(group),
            }
        });
        let keys = keys.collect();
        let scoping = Scoping::new(input, &source);
        let settings = input.settings;
        Self {
            input,
            source,
            mapping,
            keys,
            scoping,
            user_names: index(group(USER_NAME)),
            user_name_group: group(USER_NAME),
            reading: Reading {
                choices: settings.chosen.choices,
                flipped: None,
            },
            ignore_case: targets
                .iter()
                .map(|one| ignores_case(one, settings))
                .collect(),
            lookups: targets,
            lacks_required: target::lacks_required(&users.rows, settings),
            active: input.legacy.attribute("active"),
        }
    }

    /// The plan row of one Azure user, without its changes.
    /// `elsewhere` gets the accounts it would find under another choice of what is assumed.
    pub(super) fn row(&self, user: UserIx, elsewhere: &mut Vec<Elsewhere>) -> AzureRow {
        let identity = self.identity(user, &self.reading);
        let decision = self.decide(user, &self.reading);
        let basis = self.basis(user, &decision, elsewhere);
        let (found, fate) = (decision.found, decision.fate);
        AzureRow {
            identity: identity.shown,
            identity_status: identity.status,
            rule_key: found.key,
            hits: found.users.into_boxed_slice(),
            outcome: fate.outcome,
            action: fate.action,
            why: fate.why,
            basis,
            changes: 0..0,
        }
    }

    /// The accounts a later match key would find if the earlier ones found nothing.
    pub(super) fn other_hits(&self, user: UserIx, after: u16) -> Vec<(u16, Vec<UserIx>)> {
        let position = |key: &MatchKey<'_>| self.mapping.rows[key.row].at;
        let person = self.person(user);
        let found = |key: &MatchKey<'_>| match self.mapping.rows[key.row].flow(&person) {
            Flow::Value(value) => {
                let ignores_case = self.ignores_case(key.group, &self.reading);
                Some((position(key), key.index.find(&value, ignores_case).users))
            }
            _ => None,
        };
        self.keys
            .iter()
            .skip_while(|key| position(key) != after)
            .skip(1)
            .filter_map(found)
            .collect()
    }

    /// The attributes that look-ups compare.
    pub(super) fn lookup_groups(&self) -> impl Iterator<Item = LookupGroup> + use<> {
        (0..self.ignore_case.len()).map(LookupGroup)
    }

    /// The group of the look-ups that compare an attribute; none when none do.
    pub(super) fn group_of(&self, target: &str) -> Option<LookupGroup> {
        let at = self.lookups.iter().position(|one| *one == target);
        at.map(LookupGroup)
    }

    /// Whether the look-ups of an attribute ignore letter case.
    pub(super) fn ignores_case(&self, group: LookupGroup, reading: &Reading) -> bool {
        self.ignore_case[group.0] != (reading.flipped == Some(group))
    }

    /// A user as the row that programs run on.
    pub(super) fn person(&self, user: UserIx) -> Person<'_> {
        let settings = self.input.settings;
        Person::new(user, &self.source, settings.now, settings.seed)
    }

    /// Whether the intranet's export says that an account is inactive.
    pub(super) fn is_inactive(&self, account: UserIx) -> bool {
        let active = self.input.legacy.first_held_in(account, self.active);
        crate::spelling::parse_boolean(active) == Some(false)
    }
}

/// The attribute that an account signs in by.
pub(super) const USER_NAME: &str = "userName";

/// What was chosen for the attribute, else for all, else what the site's schema says, else the usual.
pub(super) fn ignores_case(target: &str, settings: &Settings) -> bool {
    let chosen = &settings.chosen;
    let said = settings.site.as_ref().and_then(|site| site.find(target));
    match (
        chosen.lookups.get(target),
        chosen.word(Assumption::CaseMatch),
    ) {
        (Some(case), _) => *case == LetterCase::Ignore,
        (None, "ignore") => true,
        (None, "exact") => false,
        _ => said.map_or(target != "externalId", |attribute| !attribute.case_exact),
    }
}
