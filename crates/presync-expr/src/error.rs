//! What goes wrong when a program meets a row. Messages never hold a value of the row, so that they
//! may be logged and counted. Not mistakes in the text: those are [`crate::Problem`].

use std::fmt;

use crate::Span;

/// Why an expression has no result on a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvalError {
    /// What kind of failure, stable across versions.
    pub code: EvalCode,
    /// A full sentence without any value of the row.
    pub message: String,
    /// The part of the expression that failed.
    pub span: Span,
}

/// The kinds of failure on a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum EvalCode {
    /// A number is needed and the value is none.
    NotANumber,
    /// A date is needed and the value is none, or not in the given format.
    NotADate,
    /// A date outside what .NET or the target format can hold.
    DateOutOfRange,
    /// One text is needed and the attribute has several values.
    SeveralValues,
    /// An argument has a value that the function does not take.
    BadArgument,
    /// A regular expression made on the row cannot be used.
    BadRegex,
    /// A regular expression took more steps than allowed.
    RegexTooCostly,
    /// A result longer than [`crate::TEXT_BYTES_MAX`].
    TooLarge,
    /// SelectUniqueValue found every value taken; Entra escrows such an entry.
    NoUniqueValue,
    /// The value exists only inside the tenant and in no export.
    NotOffline,
}

impl EvalCode {
    /// The stable spelling used in files and across process borders.
    pub fn as_str(self) -> &'static str {
        match self {
            EvalCode::NotANumber => "not-a-number",
            EvalCode::NotADate => "not-a-date",
            EvalCode::DateOutOfRange => "date-out-of-range",
            EvalCode::SeveralValues => "several-values",
            EvalCode::BadArgument => "bad-argument",
            EvalCode::BadRegex => "bad-regex",
            EvalCode::RegexTooCostly => "regex-too-costly",
            EvalCode::TooLarge => "too-large",
            EvalCode::NoUniqueValue => "no-unique-value",
            EvalCode::NotOffline => "not-offline",
        }
    }
}

impl fmt::Display for EvalCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for EvalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for EvalError {}
