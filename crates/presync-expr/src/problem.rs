//! What is wrong with the text of an expression, found before any row is read. Not what goes wrong
//! on a row: that is [`crate::EvalError`].

use std::fmt;

use crate::Span;

/// One mistake in an expression's text. A text can have several; all are reported at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What kind of mistake, stable across versions.
    pub code: ProblemCode,
    /// A full sentence: what is wrong and what to do.
    pub message: String,
    /// The text to put in place of `span`, where one text would very likely mend it.
    pub replacement: Option<String>,
    /// Where.
    pub span: Span,
}

/// The kinds of mistake in an expression's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ProblemCode {
    /// Longer than Entra's 10,000 characters.
    TooLong,
    /// Calls nested deeper than [`crate::DEPTH_MAX`].
    TooDeep,
    /// Nothing but white space.
    Empty,
    /// A character that has no place in the language.
    UnexpectedCharacter,
    /// A quoted text that never ends.
    UnclosedText,
    /// `'…'` or typographic quotes where `"…"` is needed.
    WrongQuotes,
    /// `[` without `]`.
    UnclosedAttribute,
    /// `[]`.
    EmptyAttribute,
    /// A number that cannot be read.
    BadNumber,
    /// `;` where `,` is needed.
    WrongSeparator,
    /// A part that does not belong where it stands.
    UnexpectedPart,
    /// An operator without a right-hand side.
    MissingOperand,
    /// AND, OR and the like, which the language does not have.
    LogicalOperator,
    /// `(` without `)`.
    UnclosedCall,
    /// A function that does not exist.
    UnknownFunction,
    /// A function spelt in another case.
    FunctionCase,
    /// An attribute that the source does not have.
    UnknownAttribute,
    /// A bare word that is no function and no constant.
    UnknownWord,
    /// Fewer arguments than needed, or a needed one left empty.
    MissingArgument,
    /// More arguments than the function takes.
    TooManyArguments,
    /// Switch keys and values that do not pair up.
    UnpairedArguments,
    /// Replace with a combination of arguments that has no documented meaning.
    ReplaceMode,
    /// A regular expression that .NET would refuse.
    BadRegex,
    /// A regular expression that .NET takes and this evaluator cannot run faithfully.
    UnsupportedRegex,
    /// A .NET date format that cannot be read.
    BadDateFormat,
    /// A parsed expression (JSON) that has not the documented form.
    BadJson,
}

impl ProblemCode {
    /// The stable spelling used in files and across process borders.
    pub fn as_str(self) -> &'static str {
        match self {
            ProblemCode::TooLong => "too-long",
            ProblemCode::TooDeep => "too-deep",
            ProblemCode::Empty => "empty",
            ProblemCode::UnexpectedCharacter => "unexpected-character",
            ProblemCode::UnclosedText => "unclosed-text",
            ProblemCode::WrongQuotes => "wrong-quotes",
            ProblemCode::UnclosedAttribute => "unclosed-attribute",
            ProblemCode::EmptyAttribute => "empty-attribute",
            ProblemCode::BadNumber => "bad-number",
            ProblemCode::WrongSeparator => "wrong-separator",
            ProblemCode::UnexpectedPart => "unexpected-part",
            ProblemCode::MissingOperand => "missing-operand",
            ProblemCode::LogicalOperator => "logical-operator",
            ProblemCode::UnclosedCall => "unclosed-call",
            ProblemCode::UnknownFunction => "unknown-function",
            ProblemCode::FunctionCase => "function-case",
            ProblemCode::UnknownAttribute => "unknown-attribute",
            ProblemCode::UnknownWord => "unknown-word",
            ProblemCode::MissingArgument => "missing-argument",
            ProblemCode::TooManyArguments => "too-many-arguments",
            ProblemCode::UnpairedArguments => "unpaired-arguments",
            ProblemCode::ReplaceMode => "replace-mode",
            ProblemCode::BadRegex => "bad-regex",
            ProblemCode::UnsupportedRegex => "unsupported-regex",
            ProblemCode::BadDateFormat => "bad-date-format",
            ProblemCode::BadJson => "bad-json",
        }
    }
}

impl fmt::Display for ProblemCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Problem {
    /// A problem without an exact mend.
    pub(crate) fn new(code: ProblemCode, span: Span, message: impl Into<String>) -> Problem {
        Problem {
            code,
            message: message.into(),
            replacement: None,
            span,
        }
    }

    /// The same problem, with the text that mends it.
    pub(crate) fn mended_by(mut self, replacement: impl Into<String>) -> Problem {
        self.replacement = Some(replacement.into());
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Problem {}
