//! What is wrong with the text of an expression, found before any row is read. Not what goes wrong
//! on a row: that is [`crate::EvalError`].

use std::fmt;

use crate::Span;
use crate::codes::codes;

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

codes! {
    /// The kinds of mistake in an expression's text.
    ProblemCode;

    /// Longer than Entra's 10,000 characters.
    TooLong = "too-long",
    /// Calls nested deeper than [`crate::DEPTH_MAX`].
    TooDeep = "too-deep",
    /// Nothing but white space.
    Empty = "empty",
    /// A character that has no place in the language.
    UnexpectedCharacter = "unexpected-character",
    /// A quoted text that never ends.
    UnclosedText = "unclosed-text",
    /// `'…'` or typographic quotes where `"…"` is needed.
    WrongQuotes = "wrong-quotes",
    /// `[` without `]`.
    UnclosedAttribute = "unclosed-attribute",
    /// `[]`.
    EmptyAttribute = "empty-attribute",
    /// A number that cannot be read.
    BadNumber = "bad-number",
    /// `;` where `,` is needed.
    WrongSeparator = "wrong-separator",
    /// A part that does not belong where it stands.
    UnexpectedPart = "unexpected-part",
    /// `==`, `!=`, `=>` or `=<`, which other languages have.
    WrongOperator = "wrong-operator",
    /// An operator without a right-hand side.
    MissingOperand = "missing-operand",
    /// AND, OR and the like, which the language does not have.
    LogicalOperator = "logical-operator",
    /// `(` without `)`.
    UnclosedCall = "unclosed-call",
    /// A function that does not exist.
    UnknownFunction = "unknown-function",
    /// A function spelt in another case.
    FunctionCase = "function-case",
    /// An attribute that the source does not have.
    UnknownAttribute = "unknown-attribute",
    /// A bare word that is no function and no constant.
    UnknownWord = "unknown-word",
    /// Fewer arguments than needed, or a needed one left empty.
    MissingArgument = "missing-argument",
    /// More arguments than the function takes.
    TooManyArguments = "too-many-arguments",
    /// Switch keys and values that do not pair up.
    UnpairedArguments = "unpaired-arguments",
    /// Replace with a combination of arguments that has no documented meaning.
    ReplaceMode = "replace-mode",
    /// A regular expression that .NET would refuse.
    BadRegex = "bad-regex",
    /// A regular expression that .NET takes and this evaluator cannot run faithfully.
    UnsupportedRegex = "unsupported-regex",
    /// A .NET date format that cannot be read.
    BadDateFormat = "bad-date-format",
    /// A parsed expression (JSON) that has not the documented form.
    BadJson = "bad-json",
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
