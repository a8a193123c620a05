//! The figures of `plan.json`.

use std::collections::BTreeMap;

use presync_core::{
    Outcome,
    plan::ChangeKind,
    summary::{IdentityIs, NamedChange, RuleFinds, Summary},
};
use serde::Serialize;

use crate::package::Package;

#[derive(Serialize)]
pub(super) struct Counts {
    azure_users: u32,
    intranet_users: u32,
    plan_line: Line,
    azure_outcomes: BTreeMap<&'static str, u32>,
    intranet_outcomes: BTreeMap<&'static str, u32>,
    changes: BTreeMap<&'static str, u32>,
    named_changes: Vec<Named>,
    links: Vec<Links>,
    matrix: Vec<Cell>,
    accounts: Accounts,
}

#[derive(Serialize)]
struct Line {
    link: u32,
    update: u32,
    disable: u32,
    create: u32,
    skip: u32,
    fail: u32,
}

#[derive(Serialize)]
struct Links {
    rule: &'static str,
    status: &'static str,
    count: u32,
}

/// Active accounts of the intranet.
#[derive(Serialize)]
struct Accounts {
    active_now: u32,
    disabled: u32,
    activated: u32,
    created: u32,
    active_after: u32,
    unstated_after: u32,
    /// Of those active after it, by who looks after them; new ones left out.
    followed: u32,
    left: u32,
    unmanaged: u32,
    others: u32,
}

/// What the changes of one mapping row have in common.
#[derive(Serialize)]
struct Named {
    target_attribute: String,
    mapping: String,
    class: &'static str,
    sentence: String,
    people: u32,
    of: u32,
}

#[derive(Serialize)]
struct Cell {
    identity: &'static str,
    rule: &'static str,
    count: u32,
    outcomes: BTreeMap<&'static str, u32>,
}

impl Counts {
    pub(super) fn of(package: &Package<'_>) -> Self {
        let summary = package.summary;
        let [azure, legacy] = &summary.populations;
        Self {
            azure_users: azure.users,
            intranet_users: legacy.users,
            plan_line: line(summary),
            azure_outcomes: outcomes(&summary.outcomes.azure),
            intranet_outcomes: outcomes(&summary.outcomes.legacy),
            changes: changes(summary),
            named_changes: summary.named.iter().map(named).collect(),
            links: links(summary),
            matrix: matrix(summary),
            accounts: accounts(summary),
        }
    }
}

fn line(summary: &Summary) -> Line {
    let line = summary.verdict.line;
    Line {
        link: line.link,
        update: line.update,
        disable: line.disable,
        create: line.create,
        skip: line.skip,
        fail: line.fail,
    }
}

fn outcomes(counts: &[(Outcome, u32)]) -> BTreeMap<&'static str, u32> {
    counts
        .iter()
        .map(|(outcome, count)| (outcome.as_str(), *count))
        .collect()
}

fn changes(summary: &Summary) -> BTreeMap<&'static str, u32> {
    let mut counts: BTreeMap<&str, u32> = ChangeKind::ALL
        .into_iter()
        .map(|kind| (kind.as_str(), 0))
        .collect();
    for group in &summary.changes {
        *counts.entry(group.kind.as_str()).or_default() += group.count;
    }
    counts
}

fn named(named: &NamedChange) -> Named {
    Named {
        target_attribute: named.target.clone(),
        mapping: named.mapping.clone(),
        class: named.class.as_str(),
        sentence: named.sentence.clone(),
        people: named.people,
        of: named.of,
    }
}

fn links(summary: &Summary) -> Vec<Links> {
    let steps = summary.funnel.steps.iter();
    steps
        .map(|step| Links {
            rule: step.rule.as_str(),
            status: step.status.as_str(),
            count: step.count,
        })
        .collect()
}

fn accounts(summary: &Summary) -> Accounts {
    let accounts = &summary.accounts;
    Accounts {
        active_now: accounts.active_now,
        disabled: accounts.disabled,
        activated: accounts.activated,
        created: accounts.created,
        active_after: accounts.active_after,
        unstated_after: accounts.unstated_after,
        followed: accounts.access.followed,
        left: accounts.access.left,
        unmanaged: accounts.access.unmanaged,
        others: accounts.access.others,
    }
}

fn matrix(summary: &Summary) -> Vec<Cell> {
    let cell = |identity: IdentityIs, rule: RuleFinds| {
        let cell = summary.matrix.cell(identity, rule);
        Cell {
            identity: identity.as_str(),
            rule: rule.as_str(),
            count: cell.count,
            outcomes: outcomes(&cell.outcomes),
        }
    };
    IdentityIs::ALL
        .into_iter()
        .flat_map(|identity| RuleFinds::ALL.map(|rule| cell(identity, rule)))
        .collect()
}
