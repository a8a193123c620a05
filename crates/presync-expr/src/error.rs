//! What goes wrong when a program meets a row. Messages never hold a value of the row, so that they
//! may be logged and counted. Not mistakes in the text: those are [`crate::Problem`].

use std::fmt;

use crate::Span;
use crate::codes::codes;

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

codes! {
    /// The kinds of failure on a row.
    EvalCode;

    /// A number is needed and the value is none.
    NotANumber = "not-a-number",
    /// A date is needed and the value is none, or not in the given format.
    NotADate = "not-a-date",
    /// A date outside what .NET or the target format can hold.
    DateOutOfRange = "date-out-of-range",
    /// One text is needed and the attribute has several values.
    SeveralValues = "several-values",
    /// An argument has a value that the function does not take.
    BadArgument = "bad-argument",
    /// A regular expression made on the row cannot be used.
    BadRegex = "bad-regex",
    /// A regular expression took more steps than allowed.
    RegexTooCostly = "regex-too-costly",
    /// A result longer than [`crate::TEXT_BYTES_MAX`].
    TooLarge = "too-large",
    /// SelectUniqueValue found every value taken; Entra escrows such an entry.
    NoUniqueValue = "no-unique-value",
    /// The value exists only inside the tenant and in no export.
    NotOffline = "not-offline",
}

impl fmt::Display for EvalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for EvalError {}
