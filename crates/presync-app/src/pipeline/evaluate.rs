//! Expressions evaluated outside any engagement: one on an object, or a batch.

use std::path::PathBuf;

use jiff::Timestamp;
use presync_core::evaluation::{EvaluationContext, evaluate};
use presync_import::{read_evaluation_cases, read_source_object};

use crate::wire::{EvaluatedCase, EvaluationReport, Failure};

/// What to evaluate with.
#[derive(Debug, Clone)]
pub struct EvaluateRequest {
    /// The object, or the batch.
    pub file: PathBuf,
    /// The time that `Now()` gives; a case of a batch may have its own.
    pub now: Timestamp,
    /// Whether to say which assumptions a result rests on.
    pub strict: bool,
}

/// Evaluates one expression on the object of a file.
///
/// # Errors
/// When the file cannot be read or holds no object. What is wrong with the expression is in the report.
pub fn evaluate_once(
    expression: &str,
    request: &EvaluateRequest,
) -> Result<EvaluationReport, Failure> {
    let object = read_source_object(&request.file)?;
    let context = EvaluationContext {
        now: request.now,
        existing: Vec::new(),
    };
    let evaluation = evaluate(expression, &object, &context);
    Ok(EvaluationReport::of(evaluation, request.strict))
}

/// Evaluates a batch and gives each result as it comes. Nothing is given if any entry is broken.
///
/// # Errors
/// When the file cannot be read or an entry is broken; whatever `give` answers with.
pub fn evaluate_batch<E: From<Failure>>(
    request: &EvaluateRequest,
    give: &mut dyn FnMut(EvaluatedCase) -> Result<(), E>,
) -> Result<(), E> {
    let cases = read_evaluation_cases(&request.file).map_err(Failure::from)?;
    for case in cases {
        let context = EvaluationContext {
            now: case.now.unwrap_or(request.now),
            existing: case.existing,
        };
        let evaluation = evaluate(&case.expression, &case.object, &context);
        give(EvaluatedCase::of(case.id, evaluation, request.strict))?;
    }
    Ok(())
}
