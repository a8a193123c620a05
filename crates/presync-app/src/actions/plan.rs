//! The plan: run it as a job, show what it amounts to.

use std::sync::Arc;

use presync_store::Workspace;

use super::compare;
use crate::{
    App,
    app::lock,
    job::JobContext,
    pipeline::{Finished, kept_extras, make_plan},
    wire::{Failure, Nothing, PlanSummary},
    workspace,
};

pub(crate) fn summary(app: &App, _: Nothing) -> Result<Option<PlanSummary>, Failure> {
    let Some(opened) = app.opened() else {
        return Ok(None);
    };
    let Some(meta) = opened.reader().plan_meta()? else {
        return Ok(None);
    };
    let summary = serde_json::from_value(meta.summary).map_err(|_| {
        Failure::new(
            "plan_unreadable",
            "The stored plan was written by another version.",
        )
        .hint("Run the plan again.")
    })?;
    Ok(Some(summary))
}

pub(crate) fn run(app: &App, _: Nothing, job: &JobContext) -> Result<PlanSummary, Failure> {
    let opened = app.workspace()?;
    let mut writer = opened.writer()?;
    // What the plan before was weighed with would lie beside the new one.
    *lock(&opened.study) = None;
    let revision = writer.revision()?;
    let finished = compute(app, &writer, job)?;
    let summary = workspace::save(&mut writer, &finished, &revision, job)?;
    *lock(&opened.finished) = Some(Arc::new(finished));
    // Asked for by the page at once: here it takes its time beside a job's.
    compare::last(&opened)?;
    Ok(summary)
}

/// The plan of the open workspace as it stands now.
pub(crate) fn compute(
    app: &App,
    workspace: &Workspace,
    job: &JobContext,
) -> Result<Finished, Failure> {
    make_plan(workspace, kept_extras(workspace, job)?, app.host.now(), job)
}
