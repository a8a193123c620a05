//! What evaluating an expression gives, for scripts: docs/evaluation.md.

use presync_core::evaluation::{Evaluated, Evaluation, Remark};
use serde::Serialize;
use serde_json::Value as Json;
use ts_rs::TS;

/// A part of an expression, in characters from 0, the end excluded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct PartSpan {
    /// First character.
    pub start: usize,
    /// One past the last.
    pub end: usize,
}

/// Something to say about a part of an expression.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ExpressionRemark {
    /// Stable code.
    pub code: &'static str,
    /// A full sentence.
    pub message: String,
    /// The part.
    pub span: PartSpan,
    /// What to write there instead, where one text would very likely mend it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub replacement: Option<String>,
}

/// Why there is no value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExpressionFault {
    /// Stable code.
    pub code: &'static str,
    /// A full sentence.
    pub message: String,
    /// The part of the expression.
    pub span: PartSpan,
}

/// What comes of an expression: exactly one of them.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EvaluationResult {
    /// String, number, boolean, array of strings or null.
    Value(Json),
    /// `attribute` or `object` is left out of the flow.
    Skip(&'static str),
    /// There is no value.
    Error(ExpressionFault),
}

/// One case of a batch with its result.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EvaluatedCase {
    /// The id as given.
    pub id: Json,
    /// What came of it.
    #[serde(flatten)]
    pub result: EvaluationResult,
    /// What the result rests on; only where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assumptions: Option<Vec<ExpressionRemark>>,
}

/// One expression evaluated by itself.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EvaluationReport {
    /// What came of it.
    #[serde(flatten)]
    pub result: EvaluationResult,
    /// All mistakes in the text; none if the error is one of the object.
    pub problems: Vec<ExpressionRemark>,
    /// What may surprise.
    pub warnings: Vec<ExpressionRemark>,
    /// What the result rests on; only where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assumptions: Option<Vec<ExpressionRemark>>,
}

impl EvaluatedCase {
    pub(crate) fn of(id: Json, evaluation: Evaluation, strict: bool) -> Self {
        Self {
            id,
            assumptions: strict.then(|| remarks(evaluation.assumptions)),
            result: evaluation.result.into(),
        }
    }
}

impl EvaluationReport {
    pub(crate) fn of(evaluation: Evaluation, strict: bool) -> Self {
        Self {
            problems: remarks(evaluation.problems),
            warnings: remarks(evaluation.warnings),
            assumptions: strict.then(|| remarks(evaluation.assumptions)),
            result: evaluation.result.into(),
        }
    }
}

impl From<Evaluated> for EvaluationResult {
    fn from(result: Evaluated) -> Self {
        match result {
            Evaluated::Value(value) => Self::Value(value),
            Evaluated::Skip(skip) => Self::Skip(skip),
            Evaluated::Error(error) => Self::Error(ExpressionFault {
                code: error.code,
                message: error.message,
                span: PartSpan::of(error.span),
            }),
        }
    }
}

impl PartSpan {
    pub(super) fn of((start, end): (usize, usize)) -> Self {
        Self { start, end }
    }
}

pub(super) fn remarks(remarks: Vec<Remark>) -> Vec<ExpressionRemark> {
    let of = |remark: Remark| ExpressionRemark {
        code: remark.code,
        message: remark.message,
        span: PartSpan::of(remark.span),
        replacement: remark.replacement,
    };
    remarks.into_iter().map(of).collect()
}
