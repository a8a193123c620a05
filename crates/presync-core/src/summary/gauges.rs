//! The plan held against the budget: one gauge for every limit that is set.

use std::collections::BTreeMap;

use super::identity::IdentityColumns;
use crate::{
    Action, AttributeId, Outcome, Side, UserIx, budget::Gauge, catalogue::ENTERPRISE_USER,
    engagement::Engagement, mapping::Mapping, plan::AzureRow,
};

/// People that a gauge names.
const WHO_MAX: usize = 5;

/// Every limit of the budget with what the plan needs of it and the first who do: totals in the order of
/// the contract, then attributes, departments and protected users, each in the order of their names.
#[must_use]
pub fn judge(engagement: &Engagement<'_>) -> Vec<Gauge> {
    let columns = IdentityColumns::of(engagement);
    let mut gauges = totals(engagement, &columns);
    gauges.extend(attributes(engagement, &columns));
    let touched = Touched::of(engagement);
    gauges.extend(departments(engagement, &columns, &touched));
    gauges.extend(protected(engagement, &columns, &touched));
    gauges
}

/// How many, and the first of them.
#[derive(Debug, Clone, Default)]
struct Counted {
    count: u32,
    first: Vec<UserIx>,
}

impl Counted {
    fn add(&mut self, user: UserIx) {
        self.count = self.count.saturating_add(1);
        if self.first.len() < WHO_MAX {
            self.first.push(user);
        }
    }

    fn gauge(&self, name: String, limit: u32, side: Side, columns: &IdentityColumns<'_>) -> Gauge {
        let label = |user: &UserIx| columns.label(side, *user);
        Gauge {
            name,
            limit,
            actual: self.count,
            who: self.first.iter().map(label).collect(),
        }
    }
}

fn totals(engagement: &Engagement<'_>, columns: &IdentityColumns<'_>) -> Vec<Gauge> {
    type Counts = fn(&AzureRow) -> bool;
    let budget = engagement.budget;
    let limits: [(&str, Option<u32>, Counts); 7] = [
        ("takeovers", budget.takeovers, |row| {
            row.outcome == Outcome::Takeover
        }),
        ("duplicates", budget.duplicates, |row| {
            row.outcome == Outcome::Duplicate
        }),
        ("ambiguous", budget.ambiguous, |row| {
            row.outcome == Outcome::Ambiguous
        }),
        ("fail", budget.fail, |row| row.action == Action::Fail),
        ("creates", budget.creates, |row| {
            row.action == Action::Create
        }),
        ("updates", budget.updates, |row| {
            row.action == Action::Update
        }),
        ("disables", budget.disables, |row| {
            row.action == Action::Disable
        }),
    ];
    let counted = |counts: Counts| {
        let mut counted = Counted::default();
        let rows = engagement.azure.users().zip(&engagement.plan.azure);
        for (user, _) in rows.filter(|(_, row)| counts(row)) {
            counted.add(user);
        }
        counted
    };
    limits
        .into_iter()
        .filter_map(|(name, limit, counts)| {
            let limit = limit?;
            Some(counted(counts).gauge(name.to_owned(), limit, Side::Azure, columns))
        })
        .collect()
}

/// Changes of existing accounts, by target attribute.
fn attributes(engagement: &Engagement<'_>, columns: &IdentityColumns<'_>) -> Vec<Gauge> {
    let limits = &engagement.budget.attributes;
    if limits.is_empty() {
        return Vec::new();
    }
    let rows: Vec<Vec<usize>> = limits
        .keys()
        .map(|key| rows_of(engagement.mapping, key))
        .collect();
    let mut counted = vec![Counted::default(); limits.len()];
    for (_, change) in engagement.plan.changes.iter() {
        let Some(account) = change.account else {
            continue;
        };
        for (rows, counted) in rows.iter().zip(&mut counted) {
            if rows.contains(&usize::from(change.row)) {
                counted.add(account);
            }
        }
    }
    limits
        .iter()
        .zip(&counted)
        .map(|((key, limit), counted)| {
            counted.gauge(format!("attribute {key}"), *limit, Side::Legacy, columns)
        })
        .collect()
}

/// The mapping rows that a key of `[attributes]` means: spelt exactly, else in another letter case, else
/// by the last part of a name that one target alone has.
pub(super) fn rows_of(mapping: &Mapping, key: &str) -> Vec<usize> {
    let rows = &mapping.users.rows;
    let such = |holds: &dyn Fn(&str) -> bool| -> Vec<usize> {
        let rows = rows.iter().enumerate();
        rows.filter(|(_, row)| holds(&row.target))
            .map(|(at, _)| at)
            .collect()
    };
    let exact = such(&|target| target == key);
    if !exact.is_empty() {
        return exact;
    }
    let folded = such(&|target| target.eq_ignore_ascii_case(key));
    if !folded.is_empty() {
        return folded;
    }
    let tail = such(&|target| {
        let tail = target.rsplit_once(':').map(|(_, tail)| tail);
        tail.is_some_and(|tail| tail.eq_ignore_ascii_case(key))
    });
    match tail.len() {
        1 => tail,
        _ => Vec::new(),
    }
}

/// Changed existing accounts, by what the intranet holds as their department; letter case is ignored.
fn departments(
    engagement: &Engagement<'_>,
    columns: &IdentityColumns<'_>,
    touched: &Touched,
) -> Vec<Gauge> {
    let limits = &engagement.budget.departments;
    let counts = match department(engagement) {
        Some(column) if !limits.is_empty() => touched.by_value(engagement, column),
        _ => BTreeMap::new(),
    };
    let none = Counted::default();
    limits
        .iter()
        .map(|(name, limit)| {
            let counted = counts.get(&folded(name)).unwrap_or(&none);
            counted.gauge(format!("department {name}"), *limit, Side::Legacy, columns)
        })
        .collect()
}

/// Protected users must not change at all: their limit is no change.
fn protected(
    engagement: &Engagement<'_>,
    columns: &IdentityColumns<'_>,
    touched: &Touched,
) -> Vec<Gauge> {
    let names = &engagement.budget.protected;
    let counts = match engagement.legacy.attribute("userName") {
        Some(column) if !names.is_empty() => touched.by_value(engagement, column),
        _ => BTreeMap::new(),
    };
    let none = Counted::default();
    names
        .iter()
        .map(|name| {
            let counted = counts.get(&folded(name)).unwrap_or(&none);
            counted.gauge(format!("protected {name}"), 0, Side::Legacy, columns)
        })
        .collect()
}

/// Where the intranet's department stands.
pub(super) fn department(engagement: &Engagement<'_>) -> Option<AttributeId> {
    engagement
        .legacy
        .attribute(&format!("{ENTERPRISE_USER}:department"))
}

/// Which existing accounts would change: one flag for each intranet user.
struct Touched(Vec<bool>);

impl Touched {
    fn of(engagement: &Engagement<'_>) -> Self {
        let mut flags = vec![false; engagement.legacy.len()];
        let rows = engagement.plan.azure.iter();
        let changing = rows.filter(|row| matches!(row.action, Action::Update | Action::Disable));
        for account in changing.flat_map(|row| row.hits.iter()) {
            flags[account.index()] = true;
        }
        Self(flags)
    }

    fn by_value(
        &self,
        engagement: &Engagement<'_>,
        column: AttributeId,
    ) -> BTreeMap<String, Counted> {
        let mut counts: BTreeMap<String, Counted> = BTreeMap::new();
        let users = engagement.legacy.users();
        for user in users.filter(|user| self.0[user.index()]) {
            let value = folded(engagement.legacy.text(user, column));
            counts.entry(value).or_default().add(user);
        }
        counts
    }
}

/// A name as names of the budget are compared.
pub(super) fn folded(name: &str) -> String {
    name.trim().to_lowercase()
}
