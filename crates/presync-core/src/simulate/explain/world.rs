//! The few people who matter to one user, apart from everybody else, so that the cycle's own rules can be
//! asked about them again and again with something changed.
//!
//! Who matters: the user, every account that one of its values could find, whoever finds one of these, and
//! the accounts of all of them. For these people the cycle gives what it gives in the whole; a test holds
//! the two equal. Random functions are seeded for the user alone.

use std::collections::BTreeSet;

use rayon::iter::{IntoParallelIterator, ParallelIterator};
use rustc_hash::FxHashSet;

use super::super::{
    Input, Reuse, Settings,
    again::touching,
    cycle::{Cycle, USER_NAME},
    flow::{BoundMapping, BoundRow, Flow},
    lookup::hash_folded,
    passes,
    source::{AzureSource, Person},
};
use crate::{
    Assumption, Link, LinkRule, LinkStatus, Plan, UserIx,
    mapping::Mapping,
    matching::Matching,
    plan::AzureRow,
    population::CellEdit,
    progress::Unwatched,
    scope::{ListPlace, ResolvedScope, Scope},
};

/// People of one side at most; of more, no single change is looked for.
const PEOPLE_MAX: usize = 500;
/// Intranet attributes that a match key could be added for.
pub(super) const KEY_TARGETS: [&str; 3] =
    ["externalId", "userName", "emails[type eq \"work\"].value"];

/// The few people who matter to one.
#[derive(Debug)]
pub(super) struct World<'a> {
    pub(super) input: &'a Input<'a>,
    /// In the order of the export.
    pub(super) azure: Vec<UserIx>,
    /// Where the user stands among them.
    pub(super) me: UserIx,
    pub(super) legacy: Vec<UserIx>,
    /// Whether there are more than fit.
    pub(super) is_crowded: bool,
    scope: Scope,
}

/// What is different in a world.
#[derive(Debug, Clone)]
pub(super) struct Supposed {
    pub(super) azure: Vec<CellEdit>,
    pub(super) legacy: Vec<CellEdit>,
    pub(super) mapping: Mapping,
    pub(super) settings: Settings,
    pub(super) scope: Scope,
    /// The account the user is held to own for certain.
    pub(super) own: Option<UserIx>,
}

impl<'a> World<'a> {
    pub(super) fn around(input: &'a Input<'a>, plan: &Plan, user: UserIx) -> Self {
        let mut world = Self {
            input,
            azure: vec![user],
            me: UserIx(0),
            legacy: Vec::new(),
            is_crowded: false,
            scope: Scope::default(),
        };
        let named = Named::of(input);
        let mut values = named.values([user]);
        values.extend(world.known_by(plan, user));
        let row = &plan.azure[user.index()];
        let mut accounts: BTreeSet<UserIx> = holders(input, &values);
        accounts.extend(row.identity);
        accounts.extend(row.hits.iter().take(PEOPLE_MAX));
        let mut others = finders(&named, plan, &values, &accounts);
        others.remove(&user);
        let some: Vec<UserIx> = others.iter().copied().take(PEOPLE_MAX).collect();
        // Whether the others are created, and so take a name, hangs on who holds theirs.
        accounts.extend(holders(input, &named.values(some.iter().copied())));
        for other in &some {
            let row = &plan.azure[other.index()];
            accounts.extend(row.identity);
            accounts.extend(row.hits.iter().take(PEOPLE_MAX));
        }
        world.is_crowded = others.len() >= PEOPLE_MAX || accounts.len() > PEOPLE_MAX;
        world.azure.extend(some);
        world.azure.sort_unstable();
        let me = world.azure.partition_point(|other| *other < user);
        world.me = UserIx(u32::try_from(me).expect("BUG: people are few"));
        world.legacy = accounts.into_iter().collect();
        world.scope = scope_of(input, &world.azure);
        world
    }

    /// The user as everybody counts.
    pub(super) fn user(&self) -> UserIx {
        self.azure[self.me.index()]
    }

    /// Nothing is different.
    pub(super) fn as_it_is(&self) -> Supposed {
        let mut settings = self.input.settings.clone();
        // The user stands elsewhere here, and draws what it draws in the whole.
        settings.seed ^= u64::from(self.user().0 ^ self.me.0);
        Supposed {
            azure: Vec::new(),
            legacy: Vec::new(),
            mapping: self.input.mapping.clone(),
            settings,
            scope: self.scope.clone(),
            own: None,
        }
    }

    /// Asks the cycle about these people. In it everybody counts as in the lists here.
    pub(super) fn ask<T>(&self, supposed: &Supposed, look: impl FnOnce(&Cycle<'_>) -> T) -> T {
        let legacy = self.input.legacy.pick(&self.legacy, &supposed.legacy);
        let azure = self.input.azure.pick(&self.azure, &supposed.azure);
        let matching = self.matching(supposed.own);
        let input = Input {
            legacy: &legacy,
            azure: &azure,
            matching: &matching,
            mapping: &supposed.mapping,
            scope: &supposed.scope,
            settings: &supposed.settings,
        };
        look(&Cycle::new(&input))
    }

    /// For the user the cycle gives here what it gave in the whole. Where look-ups see what the cycle did
    /// for others, more people matter.
    pub(super) fn check(&self, cycle: &Cycle<'_>, row: &AzureRow) {
        let is_whole = !self.is_crowded && cycle.reading.is_default(Assumption::Order);
        if cfg!(debug_assertions) && is_whole {
            let passed = passes(cycle, Reuse::default(), &Unwatched).expect("BUG: a few users fit");
            let here = &passed.plan.azure[self.me.index()];
            let hits = here.hits.iter().map(|hit| self.legacy[hit.index()]);
            let found: Vec<UserIx> = hits.collect();
            let fate = (here.outcome, touching(here), here.rule_key, found);
            let told = (row.outcome, touching(row), row.rule_key, row.hits.to_vec());
            assert_eq!(fate, told, "BUG: the world lacks somebody");
        }
    }

    /// An account of the whole by its position in the world.
    pub(super) fn place_of(&self, account: UserIx) -> Option<UserIx> {
        let at = self.legacy.binary_search(&account).ok()?;
        u32::try_from(at).ok().map(UserIx)
    }

    /// What the user's own account holds where look-ups look, or could.
    fn known_by(&self, plan: &Plan, user: UserIx) -> FxHashSet<u64> {
        let own = plan.azure[user.index()].identity;
        let legacy = self.input.legacy;
        let targets = targets(self.input);
        let held = own.into_iter().flat_map(|own| {
            let held = targets.iter();
            held.map(move |target| legacy.first_held(own, target).trim())
        });
        held.filter(|held| !held.is_empty())
            .map(hash_folded)
            .collect()
    }

    fn matching(&self, own: Option<UserIx>) -> Matching {
        let mut matching = Matching {
            by_azure: vec![None; self.azure.len()],
            by_legacy: vec![None; self.legacy.len()],
            ..Matching::default()
        };
        for (at, user) in (0u32..).zip(&self.azure) {
            let confirmed = own.filter(|_| at == self.me.0).map(|legacy| Link {
                legacy,
                azure: *user,
                status: LinkStatus::Confirmed,
                rule: LinkRule::Decision,
                score: 1.0,
                evidence: Vec::new(),
            });
            let link = confirmed.or_else(|| self.input.matching.of_azure(*user).cloned());
            let Some((link, legacy)) = link.and_then(|link| {
                let legacy = self.place_of(link.legacy)?;
                Some((link, legacy))
            }) else {
                continue;
            };
            let place = u32::try_from(matching.links.len()).ok();
            matching.by_azure[at as usize] = place;
            matching.by_legacy[legacy.index()] = place;
            let azure = UserIx(at);
            matching.links.push(Link {
                legacy,
                azure,
                ..link
            });
        }
        matching
    }
}

/// Intranet attributes that are looked up.
fn looked_up<'a>(input: &Input<'a>) -> BTreeSet<&'a str> {
    let keys = input.mapping.users.match_keys().into_iter();
    let keys = keys.map(|(_, row)| row.target.as_str());
    keys.chain([USER_NAME]).collect()
}

/// Intranet attributes that are looked up, or could be.
fn targets(input: &Input<'_>) -> BTreeSet<String> {
    let keys = input.mapping.users.match_keys().into_iter();
    keys.map(|(_, row)| row.target.clone())
        .chain(KEY_TARGETS.map(str::to_owned))
        .collect()
}

/// The accounts that hold one of some values where look-ups look.
fn holders(input: &Input<'_>, values: &FxHashSet<u64>) -> BTreeSet<UserIx> {
    let columns = targets(input);
    let columns = columns
        .iter()
        .filter_map(|target| input.legacy.attribute(target));
    let mut found = BTreeSet::new();
    for attribute in columns {
        let last = u32::try_from(input.legacy.len()).unwrap_or(u32::MAX);
        let holding: Vec<UserIx> = (0..last)
            .into_par_iter()
            .map(UserIx)
            .filter(|user| {
                let held = input.legacy.held(*user, attribute).trim();
                !held.is_empty() && values.contains(&hash_folded(held))
            })
            .collect();
        found.extend(holding.into_iter().take(PEOPLE_MAX + 1));
    }
    found
}

/// What Azure users are looked up by, or given, where look-ups look.
struct Named<'a> {
    input: &'a Input<'a>,
    source: AzureSource<'a>,
    mapping: BoundMapping<'a>,
    looked_up: BTreeSet<&'a str>,
}

impl<'a> Named<'a> {
    fn of(input: &'a Input<'a>) -> Self {
        let source = AzureSource::new(input.azure);
        let users = &input.mapping.users;
        let mapping = BoundMapping::new(users, &source, input.legacy, input.settings);
        Self {
            input,
            source,
            mapping,
            looked_up: looked_up(input),
        }
    }

    fn values(&self, users: impl IntoIterator<Item = UserIx>) -> FxHashSet<u64> {
        let mut values = FxHashSet::default();
        for user in users {
            self.any(user, |hash| {
                values.insert(hash);
                false
            });
        }
        values
    }

    /// Whether one of a user's values is wanted.
    fn any(&self, user: UserIx, mut is_wanted: impl FnMut(u64) -> bool) -> bool {
        let settings = self.input.settings;
        let person = Person::new(user, &self.source, settings.now, settings.seed);
        let is_looked_up = |row: &&BoundRow<'_>| self.looked_up.contains(&*row.mapping.target);
        let mut rows = self.mapping.rows.iter().filter(is_looked_up);
        rows.any(|row| match row.on_create(&person) {
            Flow::Value(value) => is_wanted(hash_folded(value.trim())),
            _ => false,
        })
    }
}

/// The Azure users that find one of some accounts, are held to own one, or would be looked up by, or given,
/// one of the values.
fn finders(
    named: &Named<'_>,
    plan: &Plan,
    values: &FxHashSet<u64>,
    accounts: &BTreeSet<UserIx>,
) -> BTreeSet<UserIx> {
    let last = u32::try_from(plan.azure.len()).unwrap_or(u32::MAX);
    let found: Vec<UserIx> = (0..last)
        .into_par_iter()
        .map(UserIx)
        .filter(|user| {
            let row = &plan.azure[user.index()];
            let hits = row.hits.iter().take(PEOPLE_MAX);
            let mut touched = hits.chain(row.identity.as_ref());
            touched.any(|account| accounts.contains(account))
                || named.any(*user, |hash| values.contains(&hash))
        })
        .collect();
    found.into_iter().take(PEOPLE_MAX + 1).collect()
}

/// The scope as it is for some users: who is assigned by themselves or through a group is by themselves.
fn scope_of(input: &Input<'_>, users: &[UserIx]) -> Scope {
    let (resolved, _) = ResolvedScope::of(input.scope, input.azure);
    let mut scope = Scope {
        assigned_only: input.scope.assigned_only,
        stated: input.scope.stated,
        ..Scope::default()
    };
    for user in users {
        let Some(id) = ids_of(input, *user).into_iter().next() else {
            continue;
        };
        if resolved.is_assigned_only() && resolved.is_assigned(*user) {
            scope.assignments.users.push(&id, ListPlace::default());
        }
        if resolved.is_held_out(*user) {
            scope.held_out.insert(id);
        }
    }
    scope
}

/// What a user is called in assignments and decisions, in lower case.
pub(super) fn ids_of(input: &Input<'_>, user: UserIx) -> Vec<String> {
    let names = ["objectId", "userPrincipalName"].into_iter();
    names
        .filter_map(|name| input.azure.attribute(name))
        .map(|attribute| input.azure.held(user, attribute).to_lowercase())
        .filter(|id| !id.is_empty())
        .collect()
}
