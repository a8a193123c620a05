//! Whose look-ups would come out otherwise if they saw what the cycle did for earlier users of the
//! export: accounts created, renamed, or given another value that a match key compares.
//!
//! One step deep: earlier users are taken to do what the plan says of them.

use rayon::{iter::ParallelIterator, slice::ParallelSlice};
use rustc_hash::FxHashMap;

use super::{
    BATCH_ROWS,
    cycle::{Cycle, LookupGroup, MatchKey, USER_NAME},
    decide::Elsewhere,
    flow::Flow,
    lookup::{equal_folded, hash_folded},
};
use crate::{
    Action, Assumption, Outcome, Plan, Side, UserIx,
    finding::{Finding, FindingCode, Subject},
    plan::{AzureRow, Changes, Why},
};

/// A value that an earlier user's account would hold.
#[derive(Debug, Clone, Copy)]
struct Written {
    /// Whose.
    azure: UserIx,
    /// The account; none for one that is created.
    account: Option<UserIx>,
    /// Its change.
    at: u32,
}

/// What the cycle writes to the attributes that look-ups compare, by look-up group.
struct Ledger<'a> {
    cycle: &'a Cycle<'a>,
    changes: &'a Changes,
    written: Vec<Chains>,
    /// The first user of the export for whom an account gets another value.
    moved: Vec<FxHashMap<UserIx, UserIx>>,
}

/// Written values by the hash of what is compared; those of one hash in a chain.
#[derive(Debug, Clone, Default)]
struct Chains {
    heads: FxHashMap<u64, u32>,
    all: Vec<(Written, u32)>,
}

const END: u32 = u32::MAX;

impl Chains {
    fn add(&mut self, hash: u64, written: Written) {
        let head = self.heads.entry(hash).or_insert(END);
        self.all.push((written, *head));
        *head = u32::try_from(self.all.len() - 1).expect("BUG: changes are counted in 32 bits");
    }

    /// What users before one wrote under a hash.
    fn before(&self, hash: u64, user: UserIx) -> impl Iterator<Item = Written> {
        let mut at = self.heads.get(&hash).copied().unwrap_or(END);
        let chain = std::iter::from_fn(move || {
            let (written, next) = self.all.get(at as usize)?;
            at = *next;
            Some(*written)
        });
        chain.filter(move |written| written.azure < user)
    }
}

/// What a look-up finds while the cycle runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Live {
    Nothing,
    Account(UserIx),
    /// An account that an earlier user of the export was given.
    Created(UserIx),
    Several,
}

/// A user whose look-ups hinge on the order.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hinging {
    user: UserIx,
    live: Live,
    key: Option<u16>,
    /// The earlier user whose account it would find, or no longer find.
    because: UserIx,
}

impl Hinging {
    /// The account that would be found.
    pub(super) fn elsewhere(&self) -> Option<Elsewhere> {
        match self.live {
            Live::Account(account) => Some(Elsewhere {
                account,
                assumption: Assumption::Order,
            }),
            _ => None,
        }
    }
}

/// Users whose outcome hinges on what look-ups see, in order.
pub(super) fn hinging(cycle: &Cycle<'_>, plan: &Plan) -> Vec<Hinging> {
    let ledger = Ledger::of(cycle, &plan.changes);
    if ledger.is_empty() {
        return Vec::new();
    }
    let users: Vec<UserIx> = cycle.input.azure.users().collect();
    let batches: Vec<Vec<Hinging>> = users
        .par_chunks(BATCH_ROWS)
        .map(|batch| {
            let found = batch.iter().filter_map(|user| ledger.look(*user, plan));
            found.collect()
        })
        .collect();
    batches.into_iter().flatten().collect()
}

/// Marks the rows that hinge on the order, with a finding each.
pub(super) fn mark(cycle: &Cycle<'_>, plan: &mut Plan, hinging: &[Hinging]) {
    for one in hinging {
        let row = &mut plan.azure[one.user.index()];
        row.basis = row.basis.with(Assumption::Order);
        plan.changes.assume(row.changes.clone(), Assumption::Order);
        let subject = Subject::User(Side::Azure, one.user);
        let [id, name] = cycle.source.anchors(one.because);
        let evidence = if name.is_empty() { id } else { name };
        let code = FindingCode::EarlierInCycle;
        plan.findings
            .push(Finding::new(code, subject, "", evidence));
    }
}

/// Lets the rows be as look-ups would find them while the cycle runs. What would change on an account
/// that does not exist yet cannot be listed: the action says that it would be written to.
pub(super) fn follow(cycle: &Cycle<'_>, plan: &mut Plan, hinging: &[Hinging]) {
    for one in hinging {
        let own = cycle.identity(one.user, &cycle.reading).own;
        let writes = match cycle.source.is_disabled(one.user) {
            true => Action::Disable,
            false => Action::Update,
        };
        let row = &mut plan.azure[one.user.index()];
        row.rule_key = one.key;
        let (hits, outcome, action, why): (&[UserIx], _, _, _) = match one.live {
            Live::Nothing if writes == Action::Disable => {
                (&[], Outcome::Skipped, Action::Skip, Why::DisabledNoAccount)
            }
            Live::Nothing => match own {
                Some(_) => (&[], Outcome::Duplicate, Action::Create, Why::MissedOwn),
                None => (&[], Outcome::Created, Action::Create, Why::NewPerson),
            },
            Live::Account(account) if own == Some(account) => {
                (&[account][..], Outcome::Linked, writes, Why::FoundOwn)
            }
            Live::Account(account) => (&[account][..], Outcome::Takeover, writes, Why::FoundOther),
            Live::Created(_) => (&[], Outcome::Takeover, writes, Why::FoundOther),
            Live::Several => (&[], Outcome::Ambiguous, Action::Fail, Why::SeveralHits),
        };
        row.hits = hits.into();
        (row.outcome, row.action, row.why) = (outcome, action, why);
        row.basis = row.basis.with(Assumption::Order);
    }
}

impl<'a> Ledger<'a> {
    fn of(cycle: &'a Cycle<'a>, changes: &'a Changes) -> Self {
        let groups = cycle.lookup_groups().count();
        let mut ledger = Self {
            cycle,
            changes,
            written: vec![Chains::default(); groups],
            moved: vec![FxHashMap::default(); groups],
        };
        let rows = cycle.mapping.rows.iter();
        let group_of: Vec<Option<LookupGroup>> = rows
            .map(|row| cycle.group_of(&row.mapping.target))
            .collect();
        for (at, change) in changes.iter() {
            let Some(LookupGroup(group)) = group_of[usize::from(change.row)] else {
                continue;
            };
            let written = Written {
                azure: change.azure,
                account: change.account,
                at,
            };
            let hash = hash_folded(changes.would_be(at));
            ledger.written[group].add(hash, written);
            if let Some(account) = change.account {
                ledger.moved[group].entry(account).or_insert(change.azure);
            }
        }
        ledger
    }

    fn is_empty(&self) -> bool {
        self.written.iter().all(|chains| chains.all.is_empty())
    }

    /// Whether anything written for earlier users can matter to one: cheap, and never wrongly no.
    fn may_matter(&self, user: UserIx, row: &AzureRow) -> bool {
        let is_moved = |account: &UserIx| {
            let by =
                |moved: &FxHashMap<UserIx, UserIx>| moved.get(account).is_some_and(|by| *by < user);
            self.moved.iter().any(by)
        };
        let person = self.cycle.person(user);
        let is_written = |key: &MatchKey<'_>| match self.cycle.mapping.rows[key.row].flow(&person) {
            Flow::Value(value) => {
                let written = &self.written[key.group.0];
                written.before(hash_folded(&value), user).next().is_some()
            }
            _ => false,
        };
        row.action == Action::Fail
            || row.hits.iter().any(is_moved)
            || self.cycle.keys.iter().any(is_written)
    }

    /// Whether a user's row hinges on the order, and what it would be.
    fn look(&self, user: UserIx, plan: &Plan) -> Option<Hinging> {
        let row = &plan.azure[user.index()];
        if matches!(row.outcome, Outcome::OutOfScope) || row.why == Why::NoMatchValue {
            return None;
        }
        if !self.may_matter(user, row) {
            return None;
        }
        let mut because = None;
        let person = self.cycle.person(user);
        let planned = match row.hits.as_ref() {
            [] => Live::Nothing,
            [account] => Live::Account(*account),
            _ => Live::Several,
        };
        for key in &self.cycle.keys {
            let bound = &self.cycle.mapping.rows[key.row];
            let Flow::Value(value) = bound.flow(&person) else {
                continue;
            };
            let at = bound.at;
            let live = self.find(user, key, &value, &mut because);
            let reached = row.rule_key == Some(at);
            match live {
                Live::Nothing if reached => {}
                Live::Nothing => continue,
                live if reached && live == planned => return None,
                _ => {}
            }
            if live != Live::Nothing {
                let because = because?;
                return Some(Hinging {
                    user,
                    live,
                    key: Some(at),
                    because,
                });
            }
        }
        let because = because.or_else(|| self.name_freed(user, row))?;
        (planned != Live::Nothing || row.action == Action::Fail).then_some(Hinging {
            user,
            live: Live::Nothing,
            key: None,
            because,
        })
    }

    /// What one match key finds while the cycle runs; `because` gets the earlier user who makes it differ.
    fn find(
        &self,
        user: UserIx,
        key: &MatchKey<'_>,
        value: &str,
        because: &mut Option<UserIx>,
    ) -> Live {
        let LookupGroup(group) = key.group;
        let ignores_case = self.cycle.ignores_case(key.group, &self.cycle.reading);
        let mut found: Vec<Live> = Vec::new();
        for account in self.cycle.visible(key, value) {
            match self.moved[group].get(&account) {
                Some(by) if *by < user => earliest(because, *by),
                _ => found.push(Live::Account(account)),
            }
        }
        for one in self.written[group].before(hash_folded(value), user) {
            let text = self.changes.would_be(one.at);
            if text != value && !(ignores_case && equal_folded(text, value)) {
                continue;
            }
            let live = one.account.map_or(Live::Created(one.azure), Live::Account);
            if !found.contains(&live) {
                earliest(because, one.azure);
                found.push(live);
            }
        }
        match found.as_slice() {
            [] => Live::Nothing,
            [one] => *one,
            _ => Live::Several,
        }
    }

    /// The earlier user for whom the account is renamed that held this user's name before the cycle, where
    /// nothing else refuses the user.
    fn name_freed(&self, user: UserIx, plan: &AzureRow) -> Option<UserIx> {
        let refused = plan.action == Action::Fail && plan.basis.has(Assumption::UserNameTaken);
        let mut rows = self.cycle.mapping.rows.iter().filter(|_| refused);
        let row = rows.find(|row| row.mapping.target == USER_NAME)?;
        let person = self.cycle.person(user);
        let Flow::Value(name) = row.on_create(&person) else {
            return None;
        };
        let group = self.cycle.user_name_group;
        let ignores_case = self.cycle.ignores_case(group, &self.cycle.reading);
        let holders = self.cycle.user_names.find(&name, ignores_case).users;
        let by = |account: &UserIx| {
            let first = self.moved[group.0].get(account).copied();
            first.filter(|by| *by < user)
        };
        let freed: Option<Vec<UserIx>> = holders.iter().map(by).collect();
        freed?.first().copied()
    }
}

fn earliest(because: &mut Option<UserIx>, user: UserIx) {
    *because = Some(because.map_or(user, |known| known.min(user)));
}
