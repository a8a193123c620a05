//! What an expression gives for everybody: the answer of `mapping.check`, and of `presync eval --population`.

use presync_core::{
    Population, UserIx,
    coverage::{Coverage, Covered, ErrorCount, Lengths, Oddity, StrangeValue, ValueCount},
    evaluation::Remark,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ExpressionRemark, PartSpan, remarks};

/// Characters of a value that are shown.
const SHOWN_MAX: usize = 200;

/// An expression to look at over the Azure users.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct CheckExpression {
    /// The expression.
    pub expression: String,
    /// The longest value that the target takes, in characters.
    pub length_max: Option<u32>,
}

/// What is wrong with an expression, or what it gives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ExpressionCheck {
    /// Mistakes in the text; with one, there is no coverage.
    pub problems: Vec<ExpressionRemark>,
    /// What may surprise, and attributes that the export does not hold.
    pub warnings: Vec<ExpressionRemark>,
    /// What was assumed where documents are silent or disagree.
    pub assumptions: Vec<ExpressionRemark>,
    /// What it gives for everybody.
    pub coverage: Option<ExpressionCoverage>,
}

/// What an expression gives for everybody; the counts from `filled` to `failed` add up to `users`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ExpressionCoverage {
    /// Users it was evaluated for.
    pub users: u32,
    /// With a value.
    pub filled: u32,
    /// With null.
    pub nulls: u32,
    /// With the empty text.
    pub empty: u32,
    /// Whose attribute is left out on purpose.
    pub attribute_skipped: u32,
    /// Who are left out altogether on purpose.
    pub object_skipped: u32,
    /// Without a value, because of an error.
    pub failed: u32,
    /// With several values.
    pub several: u32,
    /// Different values.
    pub distinct: u32,
    /// The most frequent values.
    pub top: Vec<CoveredValue>,
    /// Errors by code and place.
    pub errors: Vec<CoveredError>,
    /// How long the values are; none without a value.
    pub lengths: Option<CoveredLengths>,
    /// The values least like the rest.
    pub strange: Vec<StrangeValueInfo>,
}

/// A value and how many users have it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CoveredValue {
    /// The value, cut where it is long.
    pub value: String,
    /// Users with it.
    pub users: u32,
    /// Row of the first.
    pub row: u32,
}

/// An error and whom it concerns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CoveredError {
    /// Stable code.
    pub code: &'static str,
    /// A full sentence without personal values.
    pub message: String,
    /// The part of the expression.
    pub span: PartSpan,
    /// Users concerned.
    pub users: u32,
    /// Rows of the first few.
    pub rows: Vec<u32>,
}

/// Lengths in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct CoveredLengths {
    /// Shortest.
    pub min: u32,
    /// In the middle.
    pub median: u32,
    /// Longest.
    pub max: u32,
    /// Users whose value is longer than the target takes, where that was said.
    pub over: Option<u32>,
}

/// A value unlike the rest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct StrangeValueInfo {
    /// The value, cut where it is long.
    pub value: String,
    /// Users with it.
    pub users: u32,
    /// Row of the first.
    pub row: u32,
    /// Why, the rarest first.
    pub reasons: Vec<StrangeReason>,
}

/// Why a value is strange.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct StrangeReason {
    /// To stand in a sentence: `has digits`.
    pub what: String,
    /// Users of whose value that is true.
    pub users: u32,
}

impl ExpressionCheck {
    /// Of a text with mistakes.
    pub(crate) fn broken(problems: Vec<Remark>) -> Self {
        Self {
            problems: remarks(problems),
            warnings: Vec::new(),
            assumptions: Vec::new(),
            coverage: None,
        }
    }

    pub(crate) fn of(covered: Covered, population: &Population) -> Self {
        let mut coverage = match covered {
            Covered::Broken(problems) => return Self::broken(problems),
            Covered::Coverage(coverage) => *coverage,
        };
        Self {
            problems: Vec::new(),
            warnings: remarks(std::mem::take(&mut coverage.warnings)),
            assumptions: remarks(std::mem::take(&mut coverage.assumptions)),
            coverage: Some(ExpressionCoverage::of(coverage, population)),
        }
    }
}

impl ExpressionCoverage {
    fn of(coverage: Coverage, population: &Population) -> Self {
        let row = |user: UserIx| population.origin(user).row;
        Self {
            users: coverage.users,
            filled: coverage.filled,
            nulls: coverage.nulls,
            empty: coverage.empty,
            attribute_skipped: coverage.attribute_skipped,
            object_skipped: coverage.object_skipped,
            failed: coverage.failed,
            several: coverage.several,
            distinct: coverage.distinct,
            top: coverage
                .top
                .into_iter()
                .map(|one| value(&one, row))
                .collect(),
            errors: coverage
                .errors
                .into_iter()
                .map(|one| error(one, row))
                .collect(),
            lengths: coverage.lengths.map(lengths),
            strange: coverage
                .strange
                .into_iter()
                .map(|one| strange(one, row))
                .collect(),
        }
    }
}

fn value(one: &ValueCount, row: impl Fn(UserIx) -> u32) -> CoveredValue {
    CoveredValue {
        value: cut(&one.value),
        users: one.users,
        row: row(one.first),
    }
}

fn error(one: ErrorCount, row: impl Fn(UserIx) -> u32) -> CoveredError {
    CoveredError {
        code: one.code,
        message: one.message,
        span: PartSpan::of(one.part),
        users: one.users,
        rows: one.samples.into_iter().map(row).collect(),
    }
}

fn lengths(lengths: Lengths) -> CoveredLengths {
    let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
    CoveredLengths {
        min: count(lengths.min),
        median: count(lengths.median),
        max: count(lengths.max),
        over: lengths.over,
    }
}

fn strange(one: StrangeValue, row: impl Fn(UserIx) -> u32) -> StrangeValueInfo {
    let reason = |oddity: Oddity| StrangeReason {
        what: oddity.what,
        users: oddity.users,
    };
    StrangeValueInfo {
        value: cut(&one.value),
        users: one.users,
        row: row(one.first),
        reasons: one.reasons.into_iter().map(reason).collect(),
    }
}

fn cut(value: &str) -> String {
    match value.char_indices().nth(SHOWN_MAX) {
        Some((end, _)) => format!("{}…", &value[..end]),
        None => value.to_owned(),
    }
}
