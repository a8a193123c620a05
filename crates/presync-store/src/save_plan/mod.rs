//! Saves a plan in place of the one before: all of it in one transaction, indexes after the load.
//!
//! What is stored is for paging in a grid; a plan is not read back from here but computed again.

mod beside;
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
        links as links_table,
        plan::{self, PlanMeta, PlanNumber},
        plan_changes, plan_findings, plan_people, plan_targets,
    },
    ticker::Ticker,
};

/// Tables that hold one plan, with the indexes that are made after the load.
const TABLES: &[(&str, &[(&str, &str)])] = &[
    ("plan_people", plan_people::INDEXES),
    ("plan_targets", &[]),
    ("plan_changes", plan_changes::INDEXES),
    ("plan_codes", &[]),
    ("plan_findings", plan_findings::INDEXES),
    ("links", links_table::INDEXES),
    ("plan_reviews", &[]),
];

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
enum Failure {
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
    reviews::write(within, engagement)?;
    make_indexes(within)?;
    let number = next_number(within)?;
    plan::replace(within, &meta(save, number))?;
    ticker.report()?;
    Ok(number)
}

fn rows_of(engagement: &Engagement<'_>) -> u64 {
    let plan = engagement.plan;
    let people = plan.azure.len() + plan.legacy.len();
    let rows = people + plan.changes.len() + plan.findings.len() + engagement.matching.links.len();
    rows as u64
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

fn clear(within: &Transaction<'_>) -> rusqlite::Result<()> {
    for (table, indexes) in TABLES {
        for (index, _) in *indexes {
            within.execute_batch(&format!("DROP INDEX {index}"))?;
        }
        within.execute_batch(&format!("DELETE FROM {table}"))?;
    }
    Ok(())
}

fn make_indexes(within: &Transaction<'_>) -> rusqlite::Result<()> {
    let mut indexes = TABLES.iter().flat_map(|(_, indexes)| indexes.iter());
    indexes.try_for_each(|(_, sql)| within.execute_batch(sql))
}

fn targets(within: &Transaction<'_>, engagement: &Engagement<'_>) -> rusqlite::Result<()> {
    let mut rows = engagement.mapping.users.rows.iter().enumerate();
    rows.try_for_each(|(at, row)| {
        plan_targets::insert(within, at, &row.target, &row.source.label())
    })
}
