//! The simulator: what the initial cycle would do to everybody, as a plan.
//!
//! Pure. It follows Entra's documented order (scope, match by precedence, act, then references);
//! what no document states is a setting here and an [`crate::Assumption`] in the plan.

mod abbreviation;
mod change_class;
mod cycle;
mod effects;
mod flow;
mod intranet;
mod lookup;
mod numbers;
mod people;
mod pitfalls;
mod sameness;
mod scope_filter;
mod source;
mod totals;

use std::{cmp::Reverse, collections::BTreeSet};

use jiff::Timestamp;
use rayon::{iter::ParallelIterator, slice::ParallelSlice};

use crate::{
    Action, Assumption, AssumptionSet, Cancelled, Phase, Plan, Population, Progress, Severity,
    Side, UserIx, catalogue,
    finding::{Finding, FindingCode, Subject},
    mapping::Mapping,
    matching::Matching,
    plan::{AzureRow, Changes, PlanLine},
    population::PopulationError,
    recommend,
    scope::Scope,
};

use cycle::Cycle;
use effects::{Batch, Effects, Outcomes};
pub(crate) use source::{AzureSource, MISSING, Person, SourceSlot, short_upn};

const BATCH_ROWS: usize = 1024;
/// Batches whose changes are computed before they are put together: what they hold twice is bounded.
const BATCHES: usize = 64;

/// What the cycle does with a user who is disabled in Azure, never linked, and has an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DisabledWithAccount {
    /// It sets the account inactive.
    #[default]
    Disable,
    /// It leaves the account alone.
    Skip,
}

/// What no document states, and what the caller must bring.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Target attributes whose look-up respects letter case.
    pub case_sensitive_lookups: BTreeSet<String>,
    /// Target attributes for which a case-only difference is a change (`caseExact` of the schema).
    pub case_exact: BTreeSet<String>,
    /// What happens to disabled users with an account.
    pub disabled_with_account: DisabledWithAccount,
    /// The time expressions see.
    pub now: Timestamp,
    /// What expressions draw random values from.
    pub seed: u64,
}

impl Settings {
    /// The defaults at a moment.
    #[must_use]
    pub fn at(now: Timestamp) -> Self {
        Self {
            case_sensitive_lookups: BTreeSet::from(["externalId".to_owned()]),
            case_exact: BTreeSet::new(),
            disabled_with_account: DisabledWithAccount::default(),
            now,
            seed: 0,
        }
    }
}

/// What a plan is made from.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The intranet users.
    pub legacy: &'a Population,
    /// The Azure users.
    pub azure: &'a Population,
    /// Who is who.
    pub matching: &'a Matching,
    /// The mapping.
    pub mapping: &'a Mapping,
    /// Who is assigned.
    pub scope: &'a Scope,
    /// What no document states.
    pub settings: &'a Settings,
}

/// Why there is no plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SimulateError {
    /// The user stopped it.
    #[error("the simulation was cancelled")]
    Cancelled,
    /// The plan does not fit.
    #[error(transparent)]
    TooLarge(#[from] PopulationError),
}

impl From<Cancelled> for SimulateError {
    fn from(_: Cancelled) -> Self {
        Self::Cancelled
    }
}

/// Simulates the initial cycle.
///
/// # Errors
/// When it is cancelled, or when the changes do not fit into memory.
pub fn run(input: &Input<'_>, progress: &dyn Progress) -> Result<Plan, SimulateError> {
    progress.begin(Phase::Simulate, input.azure.len() as u64 * 2);
    let cycle = Cycle::new(input);
    let mut rows = first_pass(&cycle, progress)?;
    let effects = Effects::new(&cycle, &rows);
    let outcomes = second_pass(&effects, &cycle, progress)?;
    let assumed = assumed_of_changes(&effects, &outcomes.changes);
    let lacks_managers = effects.lacks_managers();
    let silences = outcomes.silences(&cycle);
    let Outcomes {
        ends,
        changes,
        mut findings,
        ..
    } = outcomes;
    findings.extend(silences);
    drop(effects);
    settle(&mut rows, &ends);
    let legacy = intranet::rows(input, &rows);
    let line = plan_line(&rows);
    let assumptions = rows.iter().fold(assumed, |all, row| all.union(row.basis));
    let mut plan = Plan {
        azure: rows,
        legacy,
        changes,
        findings: Vec::new(),
        line,
        assumptions,
    };
    findings.extend(pitfalls::find(&cycle, &plan, lacks_managers));
    findings.extend_from_slice(&input.matching.findings);
    add_lint(&mut findings, input.mapping);
    findings.sort_by(|a, b| order_of(a).cmp(&order_of(b)));
    findings.dedup();
    plan.findings = findings;
    Ok(plan)
}

/// Adds what the mapping shows by itself, unless the data have said it already with a figure.
fn add_lint(findings: &mut Vec<Finding>, mapping: &Mapping) {
    let said: BTreeSet<(FindingCode, Subject)> = findings
        .iter()
        .map(|finding| (finding.code, finding.subject))
        .collect();
    let lint = recommend::lint(mapping).into_iter();
    findings.extend(lint.filter(|finding| !said.contains(&(finding.code, finding.subject))));
}

/// Target attributes the intranet refuses to create a user without.
pub fn required_targets() -> impl Iterator<Item = &'static str> {
    catalogue::attributes(Side::Legacy)
        .iter()
        .filter(|a| a.required)
        .map(|a| a.name)
}

type FindingOrder<'a> = (Reverse<Severity>, FindingCode, Subject, &'a str, &'a str);

fn order_of(finding: &Finding) -> FindingOrder<'_> {
    let severity = Reverse(finding.severity);
    (
        severity,
        finding.code,
        finding.subject,
        &finding.attribute,
        &finding.evidence,
    )
}

fn first_pass(cycle: &Cycle<'_>, progress: &dyn Progress) -> Result<Vec<AzureRow>, Cancelled> {
    let users: Vec<UserIx> = cycle.input.azure.users().collect();
    let batches: Result<Vec<Vec<AzureRow>>, Cancelled> = users
        .par_chunks(BATCH_ROWS)
        .map(|batch| {
            progress.advance(batch.len() as u64)?;
            Ok(batch.iter().map(|user| cycle.row(*user)).collect())
        })
        .collect();
    Ok(batches?.into_iter().flatten().collect())
}

/// Everybody's changes: batches side by side, put together in order.
fn second_pass(
    effects: &Effects<'_>,
    cycle: &Cycle<'_>,
    progress: &dyn Progress,
) -> Result<Outcomes, SimulateError> {
    let users: Vec<UserIx> = cycle.input.azure.users().collect();
    let mut outcomes = Outcomes::new(cycle);
    for some in users.chunks(BATCH_ROWS * BATCHES) {
        let batches: Vec<Batch<'_>> = some
            .par_chunks(BATCH_ROWS)
            .map(|batch| effects.of(batch))
            .collect();
        batches
            .into_iter()
            .try_for_each(|batch| outcomes.add(batch))?;
        progress.advance(some.len() as u64)?;
    }
    Ok(outcomes)
}

fn assumed_of_changes(effects: &Effects<'_>, changes: &Changes) -> AssumptionSet {
    changes
        .iter()
        .filter_map(|(_, change)| effects.assumption_of(change))
        .fold(AssumptionSet::DOCUMENTED, AssumptionSet::with)
}

/// Gives each row its changes; a matched user without any is left alone (`RedundantExport`).
fn settle(rows: &mut [AzureRow], ends: &[u32]) {
    let mut start = 0;
    for (row, end) in rows.iter_mut().zip(ends) {
        row.changes = start..*end;
        if row.changes.is_empty() && matches!(row.action, Action::Update | Action::Disable) {
            row.action = Action::None;
        }
        start = *end;
    }
    mark_shared_accounts(rows);
}

fn mark_shared_accounts(rows: &mut [AzureRow]) {
    let mut finders: rustc_hash::FxHashMap<UserIx, u32> = rustc_hash::FxHashMap::default();
    let single = |row: &AzureRow| match row.hits.as_ref() {
        [account] => Some(*account),
        _ => None,
    };
    for account in rows.iter().filter_map(single) {
        *finders.entry(account).or_default() += 1;
    }
    for row in rows {
        if single(row).is_some_and(|account| finders[&account] > 1) {
            row.basis = row.basis.with(Assumption::TwoSourcesOneAccount);
        }
    }
}

fn plan_line(rows: &[AzureRow]) -> PlanLine {
    let mut line = PlanLine::default();
    for row in rows {
        let slot = match (row.action, row.hits.len()) {
            (_, 1) => &mut line.link,
            (Action::Create, _) => &mut line.create,
            (Action::Fail, _) => &mut line.fail,
            _ => &mut line.skip,
        };
        *slot += 1;
        line.update += u32::from(row.action == Action::Update);
        line.disable += u32::from(row.action == Action::Disable);
    }
    line
}
