//! What a sign-off rests on: conditions before the first sync with what this plan measures, and what the logs
//! must show after it. Limits are the budget's; nobody's signature is foreseen here.

use super::{
    accounts::Accounts,
    findings::FindingGroup,
    verdict::Undecided,
    wording::{counted, thousands},
};
use crate::{Outcome, Severity, Side, budget::Gauge, engagement::Engagement};

/// A condition of the first sync.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Criterion {
    /// What is measured.
    pub name: String,
    /// What it must be.
    pub required: String,
    /// What it is in this plan.
    pub measured: String,
    /// Whether it is met.
    pub is_met: bool,
}

/// What the provisioning logs must show after the first cycle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    /// What is counted.
    pub what: &'static str,
    /// How many this plan expects.
    pub count: u32,
    /// Where it is read.
    pub read_in: &'static str,
}

pub(super) fn criteria(
    engagement: &Engagement<'_>,
    gauges: &[Gauge],
    undecided: Undecided,
    findings: &[FindingGroup],
) -> Vec<Criterion> {
    let mut criteria: Vec<Criterion> = gauges.iter().map(of_gauge).collect();
    criteria.push(none(
        "Undecided people who might become duplicates",
        undecided.duplicates,
    ));
    criteria.push(none("Blocking findings", blockers(findings)));
    let rejected = engagement.inputs.iter().map(|input| input.rejected).sum();
    criteria.push(none("Rows of the exports that could not be read", rejected));
    criteria.push(scope(engagement));
    criteria
}

fn of_gauge(gauge: &Gauge) -> Criterion {
    Criterion {
        name: format!("Limit on {}", gauge.name),
        required: format!("at most {}", thousands(gauge.limit.into())),
        measured: thousands(gauge.actual.into()),
        is_met: gauge.is_inside(),
    }
}

fn none(name: &str, count: u32) -> Criterion {
    Criterion {
        name: name.to_owned(),
        required: "none".to_owned(),
        measured: thousands(count.into()),
        is_met: count == 0,
    }
}

fn blockers(findings: &[FindingGroup]) -> u32 {
    let grave = findings
        .iter()
        .filter(|group| group.severity == Severity::Blocker);
    grave.map(|group| group.count).sum()
}

fn scope(engagement: &Engagement<'_>) -> Criterion {
    let scope = engagement.scope;
    let measured = match (scope.stated, scope.assigned_only) {
        (false, _) => "not said; everybody is computed as in scope",
        (true, true) => "assigned users and groups only",
        (true, false) => "all users and groups",
    };
    Criterion {
        name: "Who is in scope".to_owned(),
        required: "said by somebody who knows".to_owned(),
        measured: measured.to_owned(),
        is_met: scope.stated,
    }
}

pub(super) fn expected(engagement: &Engagement<'_>, accounts: &Accounts) -> Vec<Expected> {
    let plan = engagement.plan;
    let line = plan.line;
    let refused = plan.count(Side::Azure, Outcome::Duplicate);
    let row = |what, count, read_in| Expected {
        what,
        count,
        read_in,
    };
    vec![
        row(
            "New accounts",
            line.create,
            "logs: action Create, status Success",
        ),
        row(
            "Accounts updated",
            line.update,
            "logs: action Update, status Success",
        ),
        row("Accounts disabled", line.disable, "logs: action Disable"),
        row(
            "Users skipped",
            line.skip,
            "logs: status Skipped, reasons other than RedundantExport",
        ),
        row("Users that fail", line.fail, "logs: status Failure"),
        row(
            "Second accounts among the new ones",
            u32::try_from(refused).unwrap_or(u32::MAX),
            "people.csv, outcome duplicate; none once the fixes are made",
        ),
        row(
            "Active accounts in the intranet",
            accounts.active_after,
            "a new export of the intranet",
        ),
    ]
}

/// Days in words.
pub(super) fn days(days: i64) -> String {
    counted(u32::try_from(days).unwrap_or(0), "day", "days")
}
