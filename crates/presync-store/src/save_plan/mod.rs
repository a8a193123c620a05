//! Saves a plan in place of the one before, all of it in one transaction.
//!
//! What is stored is for paging in a grid; a plan is not read back from here but computed again.

pub(crate) mod beside;
mod changes;
mod findings;
mod links;
mod people;
mod persons;
mod reviews;

use presync_core::{Phase, Progress, engagement::Engagement};
use rusqlite::Transaction;
use serde_json::Value;

use self::persons::Persons;
use crate::{
    Result, Revision, Workspace,
    connection::Durability,
    error::WorkspaceError,
    table::{
        plan::{self, PlanMeta, PlanNumber, PlanSizes},
        plan_targets,
    },
    ticker::Ticker,
};

/// Tables that hold the rows of one plan.
const TABLES: [&str; 3] = ["plan_targets", "plan_codes", "plan_columns"];

/// A plan to be saved.
#[derive(Debug, Clone, Copy)]
pub struct PlanSave<'a> {
    /// The plan with what it was made from.
    pub engagement: &'a Engagement<'a>,
    /// The state of the workspace when its populations were loaded.
    pub revision: &'a Revision,
    /// A JSON document the caller wants back with the plan, such as its summary.
    pub summary: &'a Value,
}

impl Workspace {
    /// Saves a plan in place of the one before and gives its number.
    ///
    /// # Errors
    /// `Cancelled`, `Full` or `Busy`; the plan before is whole then.
    pub fn save_plan(&mut self, save: PlanSave<'_>, progress: &dyn Progress) -> Result<PlanNumber> {
        progress.begin(Phase::Store, rows_of(save.engagement));
        let file = self.file.clone();
        let transaction = self.begin(Durability::Normal)?;
        let saved = save_all(&transaction, save, progress)
            .and_then(|number| transaction.commit().map(|()| number).map_err(Failure::Sql));
        let number = saved.map_err(|failure| failure.within(&file))?;
        self.flush_log()?;
        Ok(number)
    }
}

/// What ends a save.
pub(crate) enum Failure {
    Cancelled,
    Sql(rusqlite::Error),
}

impl Failure {
    fn within(self, file: &str) -> WorkspaceError {
        match self {
            Self::Cancelled => WorkspaceError::Cancelled,
            Self::Sql(error) => WorkspaceError::of_sql(file, error),
        }
    }
}

impl From<rusqlite::Error> for Failure {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sql(error)
    }
}

impl From<presync_core::Cancelled> for Failure {
    fn from(_: presync_core::Cancelled) -> Self {
        Self::Cancelled
    }
}

fn save_all(
    within: &Transaction<'_>,
    save: PlanSave<'_>,
    progress: &dyn Progress,
) -> Result<PlanNumber, Failure> {
    let mut ticker = Ticker::new(progress);
    let engagement = save.engagement;
    let persons = Persons::of(engagement);
    clear(within)?;
    targets(within, engagement)?;
    people::write(within, engagement, &persons, &mut ticker)?;
    changes::write(within, engagement, &persons, &mut ticker)?;
    findings::write(within, engagement, &persons, &mut ticker)?;
    links::write(within, engagement, &persons, &mut ticker)?;
    reviews::write(within, engagement, &mut ticker)?;
    let number = next_number(within)?;
    plan::replace(within, &meta(save, number), &sizes(engagement))?;
    ticker.report()?;
    Ok(number)
}

fn rows_of(engagement: &Engagement<'_>) -> u64 {
    let plan = engagement.plan;
    let people = plan.azure.len() + plan.legacy.len();
    let matching = engagement.matching;
    let pairs = matching.links.len() + matching.reviews.len();
    (people + plan.changes.len() + plan.findings.len() + pairs) as u64
}

fn meta(save: PlanSave<'_>, number: PlanNumber) -> PlanMeta {
    let engagement = save.engagement;
    PlanMeta {
        number,
        title: engagement.title.to_owned(),
        made_at: engagement.now.to_string(),
        recommended: engagement.recommended,
        revision: save.revision.clone(),
        line: engagement.plan.line,
        summary: save.summary.clone(),
    }
}

fn next_number(within: &Transaction<'_>) -> rusqlite::Result<PlanNumber> {
    let last = plan::number(within)?.map_or(0, |number| number.0);
    Ok(PlanNumber(last + 1))
}

fn sizes(engagement: &Engagement<'_>) -> PlanSizes {
    let (plan, matching) = (engagement.plan, engagement.matching);
    PlanSizes {
        azure: row(engagement.azure.len()),
        legacy: row(engagement.legacy.len()),
        changes: row(plan.changes.len()),
        findings: row(plan.findings.len()),
        links: row(matching.links.len()),
        reviews: row(matching.reviews.len()),
    }
}

fn clear(within: &Transaction<'_>) -> rusqlite::Result<()> {
    let mut tables = TABLES.iter();
    tables.try_for_each(|table| within.execute_batch(&format!("DELETE FROM {table}")))
}

/// Rows are counted in 32 bits.
fn row(at: usize) -> u32 {
    u32::try_from(at).expect("BUG: populations and plans have 32-bit rows")
}

fn targets(within: &Transaction<'_>, engagement: &Engagement<'_>) -> rusqlite::Result<()> {
    let mut rows = engagement.mapping.users.rows.iter().enumerate();
    rows.try_for_each(|(at, row)| {
        plan_targets::insert(within, at, &row.target, &row.source.label())
    })
}
