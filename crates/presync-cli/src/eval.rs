//! `presync eval`: one expression on an object, or a batch of them.

use presync_app::{
    pipeline::{EvaluateRequest, evaluate_batch, evaluate_once},
    wire::{EvaluationReport, EvaluationResult, ExpressionRemark},
};
use serde::Serialize;

use crate::{
    CommandResult, DONE, FAILED,
    args::{Common, EvalArgs},
    caret, coverage,
    failure::CommandError,
    terminal,
};

/// Evaluates and prints.
pub(crate) fn run(common: &Common, args: &EvalArgs) -> CommandResult {
    let request = |file: &std::path::PathBuf| EvaluateRequest {
        file: file.clone(),
        now: common.now(),
        strict: args.strict,
    };
    match (&args.vectors, &args.expr, &args.input) {
        (None, Some(expression), None) => coverage::run(common, args, expression),
        (Some(file), ..) => batch(&request(file)),
        (None, Some(expression), Some(file)) => {
            let report = evaluate_once(expression, &request(file))?;
            one(common, expression, &report)
        }
        _ => Err(CommandError::internal()),
    }
}

/// One JSON line for each entry; an error of an expression is a result.
fn batch(request: &EvaluateRequest) -> CommandResult {
    evaluate_batch(request, &mut |case| terminal::print(&json(&case)?))?;
    Ok(DONE)
}

fn one(common: &Common, expression: &str, report: &EvaluationReport) -> CommandResult {
    if common.json {
        terminal::print(&json(report)?)?;
    } else {
        remark_all(common, "warning", expression, &report.warnings);
        let assumptions = report.assumptions.as_deref().unwrap_or_default();
        remark_all(common, "note", expression, assumptions);
    }
    match &report.result {
        _ if common.json => {}
        EvaluationResult::Value(value) => terminal::print(&value.to_string())?,
        EvaluationResult::Skip(what) => terminal::print(&format!("skip {what}"))?,
        EvaluationResult::Error(error) => {
            let of_object = ExpressionRemark {
                code: error.code,
                message: error.message.clone(),
                span: error.span,
                replacement: None,
            };
            let errors = match report.problems.as_slice() {
                [] => std::slice::from_ref(&of_object),
                problems => problems,
            };
            print_errors(expression, errors);
        }
    }
    Ok(match report.result {
        EvaluationResult::Error(_) => FAILED,
        _ => DONE,
    })
}

/// Mistakes in the text, or what went wrong on the object.
pub(crate) fn print_errors(expression: &str, errors: &[ExpressionRemark]) {
    let lines = errors.iter();
    terminal::print_errors(lines.flat_map(|one| caret::lines("error", expression, one)));
}

/// What there is to say on the side.
pub(crate) fn remark_all(
    common: &Common,
    kind: &str,
    expression: &str,
    remarks: &[ExpressionRemark],
) {
    for line in remarks
        .iter()
        .flat_map(|one| caret::lines(kind, expression, one))
    {
        terminal::note(common, &line);
    }
}

/// One line of JSON.
pub(crate) fn json(value: &impl Serialize) -> Result<String, CommandError> {
    serde_json::to_string(value).map_err(|_| CommandError::internal())
}
