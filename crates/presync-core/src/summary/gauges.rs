//! The plan held against the budget: one gauge for every limit that is set.

use std::collections::BTreeMap;

use crate::{
    Action, AttributeId, Outcome, Plan, Side, budget::Gauge, catalogue::ENTERPRISE_USER,
    engagement::Engagement,
};

/// Every limit of the budget with what the plan needs of it, in the order of the budget file.
#[must_use]
pub fn judge(engagement: &Engagement<'_>) -> Vec<Gauge> {
    let mut gauges = totals(engagement);
    gauges.extend(attributes(engagement));
    let touched = Touched::of(engagement);
    gauges.extend(departments(engagement, &touched));
    gauges.extend(protected(engagement, &touched));
    gauges
}

fn totals(engagement: &Engagement<'_>) -> Vec<Gauge> {
    let (plan, budget) = (engagement.plan, engagement.budget);
    let count = |outcome| saturated(plan.count(Side::Azure, outcome));
    let limits = [
        ("takeovers", budget.takeovers, count(Outcome::Takeover)),
        ("duplicates", budget.duplicates, count(Outcome::Duplicate)),
        ("ambiguous", budget.ambiguous, count(Outcome::Ambiguous)),
        ("fail", budget.fail, plan.line.fail),
        ("creates", budget.creates, plan.line.create),
        ("updates", budget.updates, plan.line.update),
        ("disables", budget.disables, plan.line.disable),
    ];
    limits
        .into_iter()
        .filter_map(|(name, limit, actual)| Some(gauge(name.to_owned(), limit?, actual)))
        .collect()
}

/// Changes of existing accounts, by target attribute.
fn attributes(engagement: &Engagement<'_>) -> Vec<Gauge> {
    let limits = &engagement.budget.attributes;
    if limits.is_empty() {
        return Vec::new();
    }
    let rows = &engagement.mapping.users.rows;
    let mut counts = vec![0u32; rows.len()];
    for (_, change) in engagement.plan.changes.iter() {
        counts[usize::from(change.row)] += u32::from(change.account.is_some());
    }
    let actual = |target: &str| {
        let of_target = rows
            .iter()
            .zip(&counts)
            .filter(|(row, _)| row.target == target);
        of_target.map(|(_, count)| count).sum()
    };
    limits
        .iter()
        .map(|(target, limit)| gauge(format!("attribute {target}"), *limit, actual(target)))
        .collect()
}

/// Changed existing accounts, by what the intranet holds as their department; letter case is ignored.
fn departments(engagement: &Engagement<'_>, touched: &Touched) -> Vec<Gauge> {
    let limits = &engagement.budget.departments;
    let column = engagement
        .legacy
        .attribute(&format!("{ENTERPRISE_USER}:department"));
    let counts = match column {
        Some(column) if !limits.is_empty() => touched.by_value(engagement, column),
        _ => BTreeMap::new(),
    };
    let actual = |name: &str| counts.get(&folded(name)).copied().unwrap_or(0);
    limits
        .iter()
        .map(|(name, limit)| gauge(format!("department {name}"), *limit, actual(name)))
        .collect()
}

/// Protected users must not change at all: their limit is no change.
fn protected(engagement: &Engagement<'_>, touched: &Touched) -> Vec<Gauge> {
    let names = &engagement.budget.protected;
    let column = engagement.legacy.attribute("userName");
    let counts = match column {
        Some(column) if !names.is_empty() => touched.by_value(engagement, column),
        _ => BTreeMap::new(),
    };
    let actual = |name: &str| counts.get(&folded(name)).copied().unwrap_or(0);
    names
        .iter()
        .map(|name| gauge(format!("protected {name}"), 0, actual(name)))
        .collect()
}

/// Which existing accounts would change: one flag for each intranet user.
struct Touched(Vec<bool>);

impl Touched {
    fn of(engagement: &Engagement<'_>) -> Self {
        let mut flags = vec![false; engagement.legacy.len()];
        for account in changed_accounts(engagement.plan) {
            flags[account.index()] = true;
        }
        Self(flags)
    }

    fn by_value(&self, engagement: &Engagement<'_>, column: AttributeId) -> BTreeMap<String, u32> {
        let mut counts = BTreeMap::new();
        for user in engagement
            .legacy
            .users()
            .filter(|user| self.0[user.index()])
        {
            let value = folded(engagement.legacy.text(user, column));
            *counts.entry(value).or_default() += 1;
        }
        counts
    }
}

fn changed_accounts(plan: &Plan) -> impl Iterator<Item = crate::UserIx> {
    plan.azure
        .iter()
        .filter(|row| matches!(row.action, Action::Update | Action::Disable))
        .flat_map(|row| row.hits.iter().copied())
}

fn gauge(name: String, limit: u32, actual: u32) -> Gauge {
    Gauge {
        name,
        limit,
        actual,
    }
}

fn folded(name: &str) -> String {
    name.trim().to_lowercase()
}

fn saturated(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
