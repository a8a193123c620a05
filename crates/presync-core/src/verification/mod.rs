//! The promise checked: a plan held against what the provisioning log says happened, and against a later
//! export of the intranet.
//!
//! Pure: who reads the plan, the log and the export is elsewhere, and so is who writes the result. It
//! simulates nothing: the plan's rows count as they stand.
//!
//! Main types: [`Promise`], [`check_log`] with [`Verification`], [`check_export`] with [`Aftermath`].

mod aftermath;
mod coverage;
mod happened;
mod join;
mod observation;
mod promise;
mod row;
mod value;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

pub use self::{
    aftermath::{AfterRow, AfterVerdict, Aftermath, check_export},
    coverage::Coverage,
    happened::Actual,
    observation::Observation,
    promise::{PlannedAccount, PlannedChange, PlannedUser, Promise},
    row::{SeenValue, ValueVerdict, Verdict, VerifiedRow},
};
use self::{happened::Happened, join::Joined};
use crate::ProvisioningEvent;

/// The name of the rule by which somebody without an entry is missing or not seen yet.
pub const CYCLE_RULE: &str = "log-covers-cycle";
/// The rule in one sentence.
pub const CYCLE_RULE_SENTENCE: &str = "The first cycle counts as over when the log shows an entry of a later one (20 minutes or more after the user's first entry, and after everybody's first), or goes on for 40 minutes after the last user it names for the first time; a log that begins 7 or 30 days back may have lost its beginning.";

/// What a log says of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    /// What the log covers.
    pub coverage: Coverage,
    /// First and last moment of the log.
    pub span: Option<(Timestamp, Timestamp)>,
    /// Entries that were compared, each once.
    pub entries: usize,
    /// Entries about groups, which are not compared.
    pub group_entries: usize,
    /// Entries that name nobody: base name and line.
    pub nameless: Vec<(String, u64)>,
    /// Everybody of the plan, and whoever else the log names; worst first, else in the plan's order.
    pub rows: Vec<VerifiedRow>,
    /// What was seen of each assumption that decided something.
    pub observations: Vec<Observation>,
}

impl Verification {
    /// How many rows have each verdict; every verdict is there.
    #[must_use]
    pub fn counts(&self) -> BTreeMap<Verdict, usize> {
        let mut counts: BTreeMap<Verdict, usize> =
            Verdict::ALL.into_iter().map(|one| (one, 0)).collect();
        for row in &self.rows {
            *counts.entry(row.verdict).or_default() += 1;
        }
        counts
    }

    /// Rows that are not as planned and not merely unseen.
    pub fn deviations(&self) -> impl Iterator<Item = &VerifiedRow> {
        self.rows.iter().filter(|row| row.verdict.is_deviation())
    }
}

/// Holds a plan against the entries of a log. `now` is the moment the result is dated to; `is_over` says
/// that a person knows the first cycle to be over and the log to be whole.
#[must_use]
pub fn check_log(
    promise: &Promise,
    events: &[ProvisioningEvent],
    now: Timestamp,
    is_over: bool,
) -> Verification {
    let joined = Joined::of(promise, events);
    let coverage = coverage::of(events, &joined, now, is_over);
    let names = AccountNames::of(promise, &joined);
    let mut rows: Vec<VerifiedRow> = Vec::with_capacity(promise.users.len());
    for (at, user) in promise.users.iter().enumerate() {
        let happened = Happened::of(&joined.by_user[at]);
        rows.push(row::of(promise, user, happened.as_ref(), coverage, &names));
    }
    let observations = observation::of(promise, &rows);
    rows.extend(joined.strangers.values().filter_map(|events| {
        let happened = Happened::of(events)?;
        Some(row::of_stranger(&happened))
    }));
    rows.sort_by_key(|row| row.verdict);
    Verification {
        coverage,
        span: coverage::span(events),
        entries: joined.entries,
        group_entries: joined.groups,
        nameless: joined.nameless,
        rows,
        observations,
    }
}

/// What accounts are called, by their id in the application: entries of users tell it.
pub(crate) struct AccountNames<'a>(BTreeMap<&'a str, BTreeSet<String>>);

impl<'a> AccountNames<'a> {
    fn of(promise: &Promise, joined: &Joined<'a>) -> Self {
        let mut names: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
        for (user, events) in promise.users.iter().zip(&joined.by_user) {
            let changes = promise.changes_of(user).iter();
            let new = changes.filter(|change| value::name_key(&change.target) == "username");
            let planned = new.map(|change| change.would_be.as_str());
            let known: BTreeSet<String> = planned
                .chain([user.account.as_str()])
                .chain(events.iter().map(|event| event.target.login.as_str()))
                .filter(|name| !name.is_empty())
                .map(str::to_lowercase)
                .collect();
            for event in events.iter().filter(|event| !event.target.id.is_empty()) {
                let id = event.target.id.as_str();
                names.entry(id).or_default().extend(known.iter().cloned());
            }
        }
        Self(names)
    }

    /// Whether the account of an id is called so; none where nobody knows.
    fn is(&self, id: &str, name: &str) -> Option<bool> {
        let known = self.0.get(id.trim()).filter(|known| !known.is_empty())?;
        Some(known.contains(&name.trim().to_lowercase()))
    }
}
