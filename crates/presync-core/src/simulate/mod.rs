//! The simulator: what the initial cycle would do to everybody, as a plan.
//!
//! Pure. It follows Entra's documented order (scope, match by precedence, act, then references);
//! what no document states is a setting here and an [`crate::Assumption`] in the plan.

mod abbreviation;
mod again;
mod attempt;
mod change_class;
mod cycle;
mod decide;
mod effects;
pub mod explain;
mod flow;
mod groups;
mod intranet;
mod key_reader;
mod known;
mod lookup;
mod numbers;
mod order;
mod outcomes;
mod people;
mod replay;
pub mod request;
mod row_figures;
mod sameness;
mod scope_filter;
mod scoping;
mod shared;
mod source;
mod taken;
mod target;
mod trial;
mod tried;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use rayon::{iter::ParallelIterator, slice::ParallelSlice};

use crate::{
    Action, Assumption, AssumptionSet, Cancelled, Chosen, Phase, Plan, Population, Progress, Side,
    SiteSchema, UserIx, catalogue,
    finding::{Finding, FindingCode, Subject, in_order},
    mapping::Mapping,
    matching::Matching,
    pitfall,
    plan::{AzureRow, PlanLine},
    population::PopulationError,
    progress::Unwatched,
    recommend,
    schema::AttributeDefinition,
    scope::Scope,
    suppression::Suppressed,
};

pub use again::{Second, again};
use cycle::Cycle;
use decide::Elsewhere;
use effects::{Batch, Effects};
pub(crate) use key_reader::{Answer, KeyReader, Standing};
use known::{Earlier, Passes};
pub use known::{Simulated, after, keeping};
pub(crate) use lookup::{equal_folded, hash_folded};
pub(crate) use outcomes::people;
use outcomes::{End, Outcomes};
pub(crate) use replay::{Manager, Managers, Replay};
pub use row_figures::{RowFigures, Telling, TellingUser, Told, row_figures, telling_users};
pub(crate) use sameness::leaves;
pub use scope_filter::{ClauseVerdict, FilterReadings, FilterVerdict};
pub use scoping::{AssignedBy, ScopeReader, ScopeVerdict};
pub(crate) use source::{AzureSource, MISSING, Person, SourceSlot, short_upn};
use taken::Taken;
pub(crate) use trial::{Fate, Trial};

const BATCH_ROWS: usize = 1024;
/// Batches whose changes are computed before they are put together: what they hold twice is bounded.
const BATCHES: usize = 32;

/// What no document states, and what the caller must bring.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// What was chosen where no document states how the systems behave.
    pub chosen: Chosen,
    /// What the provisioning service's target directory says, by target attribute.
    pub definitions: BTreeMap<String, AttributeDefinition>,
    /// What the intranet's own schema says; without it the built-in catalogue is followed.
    pub site: Option<SiteSchema>,
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
            chosen: Chosen::default(),
            definitions: BTreeMap::new(),
            site: None,
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
    complete(input, Reuse::default(), progress)
}

/// What else there is: an earlier one to take over from, and what to keep for a later one.
#[derive(Debug, Default)]
struct Reuse<'a> {
    earlier: Option<&'a Earlier<'a>>,
    keep: Option<&'a mut Passes>,
}

fn complete(
    input: &Input<'_>,
    reuse: Reuse<'_>,
    progress: &dyn Progress,
) -> Result<Plan, SimulateError> {
    progress.begin(Phase::Simulate, input.azure.len() as u64 * 2);
    let cycle = Cycle::new(input);
    let Passed {
        mut plan,
        elsewhere,
        lacks_managers,
    } = passes(&cycle, reuse, progress)?;
    let (groups, of_groups) = groups::rows(&cycle, &plan.azure);
    plan.findings.extend(of_groups);
    plan.groups = groups;
    plan.legacy = intranet::rows(input, &plan.azure, &elsewhere);
    plan.line = plan_line(&plan.azure);
    let all = plan.azure.iter().map(|row| row.basis);
    let all = all.chain(plan.groups.iter().map(|group| group.basis));
    plan.assumptions = all.fold(AssumptionSet::DOCUMENTED, AssumptionSet::union);
    let mut findings = std::mem::take(&mut plan.findings);
    let found = pitfall::find(Replay::of(&cycle), &plan, &findings, lacks_managers);
    findings = pitfall::gathered(findings, input.mapping, input.azure);
    findings.extend(found);
    findings.extend_from_slice(&input.matching.findings);
    add_lint(&mut findings, input.mapping);
    in_order(&mut findings);
    plan.findings = findings;
    Ok(plan)
}

/// What both passes give.
struct Passed {
    /// Azure rows, changes, and what was said meanwhile.
    plan: Plan,
    elsewhere: Vec<Elsewhere>,
    lacks_managers: bool,
}

/// What becomes of everybody, and their changes.
fn passes(
    cycle: &Cycle<'_>,
    mut reuse: Reuse<'_>,
    progress: &dyn Progress,
) -> Result<Passed, SimulateError> {
    let (mut rows, others) = first_pass(cycle, reuse.earlier, progress)?;
    let mut elsewhere: Vec<Elsewhere> = others.iter().map(|(_, other)| *other).collect();
    if let Some(keep) = &mut reuse.keep {
        keep.first = rows.iter().map(|row| (row.action, row.basis)).collect();
        keep.elsewhere = others;
    }
    let taken = Taken::among(cycle, &rows);
    let refused = taken.refuse(&mut rows);
    shared::judge(cycle, &mut rows);
    if let Some(keep) = &mut reuse.keep {
        keep.second = rows.iter().map(|row| row.action).collect();
    }
    let (mut plan, lacks_managers) = ordered(&taken, rows, reuse, &mut elsewhere, progress)?;
    plan.findings.extend(refused);
    Ok(Passed {
        plan,
        elsewhere,
        lacks_managers,
    })
}

/// The changes of everybody, and whose outcome hinges on what look-ups see of the cycle itself.
fn ordered(
    taken: &Taken<'_>,
    rows: Vec<AzureRow>,
    reuse: Reuse<'_>,
    elsewhere: &mut Vec<Elsewhere>,
    progress: &dyn Progress,
) -> Result<(Plan, bool), SimulateError> {
    let cycle = taken.cycle;
    let is_live = !cycle.reading.is_default(Assumption::Order);
    let before = is_live.then(|| rows.clone());
    let (mut plan, mut lacks_managers) = changed(taken, rows, reuse, progress)?;
    let hinging = order::hinging(cycle, &plan);
    if let Some(rows) = before.filter(|_| !hinging.is_empty()) {
        plan.azure = rows;
        order::follow(cycle, &mut plan, &hinging);
        (plan, lacks_managers) = changed(taken, plan.azure, Reuse::default(), &Unwatched)?;
    }
    order::mark(cycle, &mut plan, &hinging);
    elsewhere.extend(hinging.iter().filter_map(order::Hinging::elsewhere));
    Ok((plan, lacks_managers))
}

/// A plan of the second pass alone: rows with their changes, and whether managers are unknown.
fn changed(
    taken: &Taken<'_>,
    mut rows: Vec<AzureRow>,
    reuse: Reuse<'_>,
    progress: &dyn Progress,
) -> Result<(Plan, bool), SimulateError> {
    let cycle = taken.cycle;
    let effects = Effects::new(taken, &rows).after(reuse.earlier, reuse.keep.is_some());
    let outcomes = second_pass(&effects, cycle, progress)?;
    let lacks_managers = effects.lacks_managers();
    let silences = outcomes.silences(cycle);
    let restart = again::restart(cycle, &outcomes.silent);
    let Outcomes {
        ends,
        changes,
        mut findings,
        books,
        ..
    } = outcomes;
    if let Some(keep) = reuse.keep {
        keep.books = books;
    }
    findings.extend(silences);
    drop(effects);
    settle(&mut rows, &ends);
    let plan = Plan {
        azure: rows,
        legacy: Vec::new(),
        changes,
        groups: Vec::new(),
        findings,
        suppressed: Suppressed::default(),
        line: PlanLine::default(),
        restart,
        assumptions: AssumptionSet::DOCUMENTED,
        chosen: cycle.input.settings.chosen.clone(),
    };
    Ok((plan, lacks_managers))
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

/// Whether every create is refused because the mapping leaves out a required attribute.
pub(crate) fn refuses_everybody(input: &Input<'_>) -> bool {
    let settings = input.settings;
    let fails = settings
        .chosen
        .choices
        .is_default(Assumption::RequiredMissing);
    fails && target::lacks_required(&input.mapping.users.rows, settings)
}

/// Rows, and by user the accounts that would be found otherwise.
type FirstRows = (Vec<AzureRow>, Vec<(UserIx, Elsewhere)>);

/// A row each, and the accounts that would be found under another choice of what is assumed.
fn first_pass(
    cycle: &Cycle<'_>,
    earlier: Option<&Earlier<'_>>,
    progress: &dyn Progress,
) -> Result<FirstRows, Cancelled> {
    let users: Vec<UserIx> = cycle.input.azure.users().collect();
    let row = |user: UserIx, elsewhere: &mut Vec<(UserIx, Elsewhere)>| {
        let known = earlier.and_then(|earlier| earlier.row(user, elsewhere));
        known.unwrap_or_else(|| {
            let mut others = Vec::new();
            let row = cycle.row(user, &mut others);
            elsewhere.extend(others.into_iter().map(|other| (user, other)));
            row
        })
    };
    let batches: Result<Vec<FirstRows>, Cancelled> = users
        .par_chunks(BATCH_ROWS)
        .map(|batch| {
            progress.advance(batch.len() as u64)?;
            let mut elsewhere = Vec::new();
            let rows = batch.iter().map(|user| row(*user, &mut elsewhere));
            let rows = rows.collect();
            Ok((rows, elsewhere))
        })
        .collect();
    let (mut rows, mut elsewhere) = (Vec::with_capacity(users.len()), Vec::new());
    for (some, others) in batches? {
        rows.extend(some);
        elsewhere.extend(others);
    }
    Ok((rows, elsewhere))
}

/// Everybody's changes: batches side by side, put together in order while the next are computed.
fn second_pass(
    effects: &Effects<'_>,
    cycle: &Cycle<'_>,
    progress: &dyn Progress,
) -> Result<Outcomes, SimulateError> {
    let users: Vec<UserIx> = cycle.input.azure.users().collect();
    let mut outcomes = Outcomes::new(cycle);
    let mut computed: Vec<Batch<'_>> = Vec::new();
    for some in users.chunks(BATCH_ROWS * BATCHES) {
        let ready = std::mem::take(&mut computed);
        let (added, batches) = rayon::join(
            || ready.into_iter().try_for_each(|batch| outcomes.add(batch)),
            || {
                let batches = some.par_chunks(BATCH_ROWS);
                batches.map(|batch| effects.of(batch)).collect()
            },
        );
        added?;
        computed = batches;
        progress.advance(some.len() as u64)?;
    }
    computed
        .into_iter()
        .try_for_each(|batch| outcomes.add(batch))?;
    Ok(outcomes)
}

/// Gives each row its changes; a matched user without any is left alone (`RedundantExport`).
fn settle(rows: &mut [AzureRow], ends: &[End]) {
    let mut start = 0;
    for (row, end) in rows.iter_mut().zip(ends) {
        row.changes = start..end.at;
        row.basis = row.basis.union(end.basis);
        if let Some(action) = end.instead {
            row.action = action;
            row.basis = row.basis.without(Assumption::TwoSourcesOneAccount);
        }
        let writes = matches!(row.action, Action::Update | Action::Disable);
        if row.changes.is_empty() && writes && !row.hits.is_empty() {
            row.action = Action::None;
        }
        start = end.at;
    }
}

fn plan_line(rows: &[AzureRow]) -> PlanLine {
    let mut line = PlanLine::default();
    for row in rows {
        let slot = match (row.action, row.hits.len()) {
            (Action::Fail, _) => &mut line.fail,
            (Action::Create, _) => &mut line.create,
            (_, 1) | (Action::Update | Action::Disable, _) => &mut line.link,
            _ => &mut line.skip,
        };
        *slot += 1;
        line.update += u32::from(row.action == Action::Update);
        line.disable += u32::from(row.action == Action::Disable);
    }
    line
}
