//! Mappings: what an expression gives for everybody.

use crate::{
    App,
    job::JobContext,
    pipeline::check_expression,
    wire::{CheckExpression, ExpressionCheck, Failure},
};

pub(crate) fn check(
    app: &App,
    check: CheckExpression,
    job: &JobContext,
) -> Result<ExpressionCheck, Failure> {
    let opened = app.workspace()?;
    let writer = opened.writer()?;
    check_expression(&writer, &check, app.host.now(), job)
}
