//! A bound tree and a row to a result. Arguments are evaluated when a function asks for them, each
//! at most once a call, so untaken branches cost nothing. Knows no function by name.

use std::borrow::Cow;
use std::cmp::Ordering;

use jiff::civil::DateTime;

use crate::bind::{Bound, BoundKind, Plan};
use crate::dotnet;
use crate::error::{EvalCode, EvalError};
use crate::scratch::Scratch;
use crate::syntax::Operator;
use crate::value::{Context, Input, Inputs, Outcome, Skip, Value};
use crate::{Span, lex};

/// Longest text, in bytes, that an evaluation builds; a mapping beyond it is a mistake.
pub const TEXT_BYTES_MAX: usize = 1 << 20;

/// A value inside an evaluation: as at the border, and dates, which print as .NET's general form.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Val<'a> {
    Null,
    Text(Cow<'a, str>),
    Texts(Vec<Cow<'a, str>>),
    Number(i64),
    Boolean(bool),
    /// UTC.
    Date(DateTime),
}

/// Why a call ends without a value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Stop {
    Skip(Skip),
    Error(Box<EvalError>),
}

pub(crate) type Evaluated<'a> = Result<Val<'a>, Stop>;

/// The row under evaluation and what else may be known.
#[derive(Clone, Copy)]
pub(crate) struct Row<'a> {
    pub(crate) inputs: &'a dyn Inputs,
    pub(crate) context: &'a Context<'a>,
    pub(crate) scratch: Option<&'a Scratch>,
}

/// One call under evaluation: what a function sees of the world.
#[derive(Clone, Copy)]
pub(crate) struct Call<'a> {
    pub(crate) row: Row<'a>,
    pub(crate) arguments: &'a [Bound],
    pub(crate) plan: &'a Plan,
    pub(crate) span: Span,
}

/// Evaluates `root` on `row`.
pub(crate) fn outcome<'a>(root: &'a Bound, row: Row<'a>) -> Outcome<'a> {
    match evaluate(root, row) {
        Ok(val) => Outcome::Value(val.into_value()),
        Err(Stop::Skip(skip)) => Outcome::Skip(skip),
        Err(Stop::Error(error)) => Outcome::Error(*error),
    }
}

/// Evaluates one node.
pub(crate) fn evaluate<'a>(node: &'a Bound, row: Row<'a>) -> Evaluated<'a> {
    match &node.kind {
        BoundKind::Constant(val) => Ok(val.borrowed()),
        BoundKind::Attribute(slot) => Ok(Val::from_input(row.inputs.value(*slot))),
        BoundKind::Signal(skip) => Err(Stop::Skip(*skip)),
        BoundKind::Call {
            function,
            arguments,
            plan,
        } => (function.call)(&Call {
            row,
            arguments,
            plan,
            span: node.span,
        }),
        BoundKind::Comparison { operator, sides } => {
            let holds = compare(
                *operator,
                evaluate(&sides[0], row)?,
                evaluate(&sides[1], row)?,
            );
            holds
                .map(Val::truth_text)
                .ok_or_else(|| several_values(node.span))
        }
        BoundKind::Empty => Ok(Val::Null),
    }
}

impl<'a> Val<'a> {
    pub(crate) fn text(text: impl Into<Cow<'a, str>>) -> Val<'a> {
        Val::Text(text.into())
    }

    /// `"True"` or `"False"`, which is how conditions and CBool carry truth.
    pub(crate) fn truth_text(truth: bool) -> Val<'static> {
        Val::Text(Cow::Borrowed(truth_word(truth)))
    }

    fn from_input(input: Input<'a>) -> Val<'a> {
        match input {
            Input::Null => Val::Null,
            Input::Text(text) => Val::text(text),
            Input::Texts(texts) => Val::Texts(texts.into_iter().map(Cow::Borrowed).collect()),
            Input::Joined { texts, separator } => {
                Val::Texts(texts.split(separator).map(Cow::Borrowed).collect())
            }
            Input::Number(number) => Val::Number(number),
            Input::Boolean(truth) => Val::Boolean(truth),
        }
    }

    fn into_value(self) -> Value<'a> {
        match self {
            Val::Null => Value::Null,
            Val::Text(text) => Value::Text(text),
            Val::Texts(texts) => Value::Texts(texts),
            Val::Number(number) => Value::Number(number),
            Val::Boolean(truth) => Value::Boolean(truth),
            Val::Date(date) => Value::Text(dotnet::general_date_text(date).into()),
        }
    }

    fn borrowed(&'a self) -> Val<'a> {
        match self {
            Val::Text(text) => Val::text(text.as_ref()),
            Val::Texts(texts) => Val::Texts(
                texts
                    .iter()
                    .map(|text| Cow::Borrowed(text.as_ref()))
                    .collect(),
            ),
            other => other.clone(),
        }
    }

    /// The same value, borrowing nothing.
    pub(crate) fn into_static(self) -> Val<'static> {
        match self {
            Val::Null => Val::Null,
            Val::Text(text) => Val::Text(Cow::Owned(text.into_owned())),
            Val::Texts(texts) => Val::Texts(
                texts
                    .into_iter()
                    .map(|text| Cow::Owned(text.into_owned()))
                    .collect(),
            ),
            Val::Number(number) => Val::Number(number),
            Val::Boolean(truth) => Val::Boolean(truth),
            Val::Date(date) => Val::Date(date),
        }
    }

    /// The value with a list of one as that one, and an empty list as null.
    pub(crate) fn single(self) -> Val<'a> {
        match self {
            Val::Texts(mut texts) if texts.len() < 2 => texts.pop().map_or(Val::Null, Val::Text),
            other => other,
        }
    }

    /// The value as one text: `Ok(None)` for null, `Err` for several values.
    pub(crate) fn into_text(self) -> Result<Option<Cow<'a, str>>, SeveralValues> {
        match self.single() {
            Val::Null => Ok(None),
            Val::Text(text) => Ok(Some(text)),
            Val::Texts(_) => Err(SeveralValues),
            Val::Number(number) => Ok(Some(number.to_string().into())),
            Val::Boolean(truth) => Ok(Some(truth_word(truth).into())),
            Val::Date(date) => Ok(Some(dotnet::general_date_text(date).into())),
        }
    }

    /// Every text in the value, none for null.
    pub(crate) fn into_texts(self) -> Vec<Cow<'a, str>> {
        match self {
            Val::Texts(texts) => texts,
            other => other.into_text().ok().flatten().into_iter().collect(),
        }
    }

    pub(crate) fn is_null(&self) -> bool {
        match self {
            Val::Null => true,
            Val::Texts(texts) => texts.is_empty(),
            _ => false,
        }
    }

    pub(crate) fn is_null_or_empty(&self) -> bool {
        match self {
            Val::Null => true,
            Val::Text(text) => text.is_empty(),
            Val::Texts(texts) => texts.iter().all(|text| text.is_empty()),
            Val::Number(_) | Val::Boolean(_) | Val::Date(_) => false,
        }
    }
}

/// One text was needed and the value has several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SeveralValues;

impl<'a> Call<'a> {
    /// Number of argument positions, empty ones included.
    pub(crate) fn count(&self) -> usize {
        self.arguments.len()
    }

    /// Whether the position exists and is not left empty.
    pub(crate) fn is_given(&self, position: usize) -> bool {
        self.arguments
            .get(position)
            .is_some_and(|argument| !matches!(argument.kind, BoundKind::Empty))
    }

    /// The argument's value; null where the position is empty or missing.
    pub(crate) fn value(&self, position: usize) -> Evaluated<'a> {
        match self.arguments.get(position) {
            Some(argument) => evaluate(argument, self.row),
            None => Ok(Val::Null),
        }
    }

    /// The argument's text, if it is the same on every row.
    pub(crate) fn constant_text(&self, position: usize) -> Option<&'a str> {
        self.arguments.get(position).and_then(Bound::constant_text)
    }

    /// The argument as one text, `None` for null.
    pub(crate) fn text(&self, position: usize) -> Result<Option<Cow<'a, str>>, Stop> {
        let text = match self.arguments.get(position) {
            // What most arguments are, without the way through a value.
            Some(Bound {
                kind: BoundKind::Constant(Val::Text(text)),
                ..
            }) => return Ok(Some(Cow::Borrowed(text))),
            Some(argument) => match evaluate(argument, self.row)? {
                Val::Text(text) => return Ok(Some(text)),
                other => other.into_text(),
            },
            None => return Ok(None),
        };
        text.map_err(|SeveralValues| several_values(self.span_of(position)))
    }

    /// The argument as a whole number; texts holding one count.
    pub(crate) fn number(&self, position: usize) -> Result<i64, Stop> {
        if let Some(Bound {
            kind: BoundKind::Constant(Val::Number(number)),
            ..
        }) = self.arguments.get(position)
        {
            return Ok(*number);
        }
        let number = match self.value(position)?.single() {
            Val::Number(number) => Some(number),
            Val::Boolean(truth) => Some(i64::from(truth)),
            Val::Text(text) => lex::whole_number(text.trim()),
            Val::Texts(_) => return Err(several_values(self.span_of(position))),
            Val::Null | Val::Date(_) => None,
        };
        number.ok_or_else(|| {
            let message = "This argument must be a whole number, and the value is none.";
            self.error_at(position, EvalCode::NotANumber, message)
        })
    }

    /// The argument as a date, `None` for null; texts are read as .NET reads dates.
    pub(crate) fn date(&self, position: usize) -> Result<Option<DateTime>, Stop> {
        let value = self.value(position)?;
        if let Val::Date(date) = value {
            return Ok(Some(date));
        }
        let text = value
            .into_text()
            .map_err(|_| several_values(self.span_of(position)))?;
        let Some(text) = text.filter(|text| !text.trim().is_empty()) else {
            return Ok(None);
        };
        let date = dotnet::read_date(&text).map_err(|fault| self.date_error(position, fault))?;
        Ok(Some(date))
    }

    /// The error for a date that could not be read or held.
    pub(crate) fn date_error(&self, position: usize, fault: dotnet::DateFault) -> Stop {
        match fault {
            dotnet::DateFault::Unreadable => self.error_at(
                position,
                EvalCode::NotADate,
                "The value is not a date in the form expected here.",
            ),
            dotnet::DateFault::OutOfRange => self.error_at(
                position,
                EvalCode::DateOutOfRange,
                "The date lies outside the years 1 to 9999 in UTC.",
            ),
        }
    }

    pub(crate) fn span_of(&self, position: usize) -> Span {
        self.arguments
            .get(position)
            .map_or(self.span, |argument| argument.span)
    }

    /// A failure of the call as a whole.
    pub(crate) fn error(&self, code: EvalCode, message: impl Into<String>) -> Stop {
        error(code, self.span, message)
    }

    /// A failure of one argument.
    pub(crate) fn error_at(
        &self,
        position: usize,
        code: EvalCode,
        message: impl Into<String>,
    ) -> Stop {
        error(code, self.span_of(position), message)
    }

    /// Calls `each` with every text of the argument, none for null, until one stops. A list in an
    /// attribute is not copied.
    pub(crate) fn each_text(
        &self,
        position: usize,
        each: &mut dyn FnMut(Cow<'a, str>) -> Result<(), Stop>,
    ) -> Result<(), Stop> {
        let Some(argument) = self.arguments.get(position) else {
            return Ok(());
        };
        if let BoundKind::Attribute(slot) = argument.kind
            && let Input::Joined { texts, separator } = self.row.inputs.value(slot)
        {
            let mut texts = texts.split(separator);
            return texts.try_for_each(|text| each(Cow::Borrowed(text)));
        }
        match evaluate(argument, self.row)? {
            Val::Null => Ok(()),
            Val::Text(text) => each(text),
            other => other.into_texts().into_iter().try_for_each(each),
        }
    }

    /// An empty text to build a result in, with room for so many bytes.
    pub(crate) fn buffer(&self, bytes: usize) -> String {
        match self.row.scratch {
            Some(scratch) => scratch.text(bytes),
            None => String::with_capacity(bytes),
        }
    }

    /// Takes back a text that is not part of the result.
    pub(crate) fn give_back(&self, text: Cow<'a, str>) {
        if let (Some(scratch), Cow::Owned(_)) = (self.row.scratch, &text) {
            scratch.give_back(text);
        }
    }

    /// The text with room for so many bytes more.
    pub(crate) fn growing(&self, text: Cow<'a, str>, more_bytes: usize) -> String {
        match text {
            Cow::Owned(mut text) => {
                text.reserve(more_bytes);
                text
            }
            Cow::Borrowed(text) => {
                let mut grown = self.buffer(text.len() + more_bytes);
                grown.push_str(text);
                grown
            }
        }
    }

    /// Refuses a result that would be longer than [`TEXT_BYTES_MAX`].
    pub(crate) fn bounded(&self, length_bytes: usize) -> Result<(), Stop> {
        if length_bytes <= TEXT_BYTES_MAX {
            return Ok(());
        }
        let message = format!("The result would be longer than {TEXT_BYTES_MAX} bytes.");
        Err(self.error(EvalCode::TooLarge, message))
    }
}

pub(crate) fn error(code: EvalCode, span: Span, message: impl Into<String>) -> Stop {
    Stop::Error(Box::new(EvalError {
        code,
        message: message.into(),
        span,
    }))
}

fn several_values(span: Span) -> Stop {
    let message = "One text is needed and the attribute has several values; choose one with Item \
                   or put them together with Join.";
    error(EvalCode::SeveralValues, span, message)
}

/// .NET's spelling of a truth value.
pub(crate) fn truth_word(truth: bool) -> &'static str {
    if truth { "True" } else { "False" }
}

/// Whether the comparison holds; `None` if a side has several values.
///
/// Undocumented, so assumed: null compares as the empty text, case counts, a number meets a text as
/// a number where it can, a date meets a text as a date where it can.
fn compare(operator: Operator, left: Val<'_>, right: Val<'_>) -> Option<bool> {
    let ordering = order(operator, left.single(), right.single())?;
    Some(match operator {
        Operator::Equal => ordering == Some(Ordering::Equal),
        Operator::NotEqual => ordering != Some(Ordering::Equal),
        Operator::Less => ordering == Some(Ordering::Less),
        Operator::LessOrEqual => ordering.is_some_and(Ordering::is_le),
        Operator::Greater => ordering == Some(Ordering::Greater),
        Operator::GreaterOrEqual => ordering.is_some_and(Ordering::is_ge),
    })
}

/// How the sides are ordered; the inner `None` where they cannot be.
fn order(operator: Operator, left: Val<'_>, right: Val<'_>) -> Option<Option<Ordering>> {
    let equality = matches!(operator, Operator::Equal | Operator::NotEqual);
    if let (true, Val::Text(left), Val::Text(right)) = (equality, &left, &right) {
        return Some(Some(left.cmp(right)));
    }
    let numeric = matches!(left, Val::Number(_)) || matches!(right, Val::Number(_)) || !equality;
    if let Some((left, right)) = as_dates(&left, &right) {
        return Some(Some(left.cmp(&right)));
    }
    let left = left.into_text().ok()?.unwrap_or_default();
    let right = right.into_text().ok()?.unwrap_or_default();
    if numeric {
        if let Some(ordering) = order_of_numbers(&left, &right) {
            return Some(Some(ordering));
        }
        if !equality && (left.is_empty() || right.is_empty()) {
            return Some(None);
        }
    }
    Some(Some(left.cmp(&right)))
}

fn as_dates(left: &Val<'_>, right: &Val<'_>) -> Option<(DateTime, DateTime)> {
    let read = |val: &Val<'_>| match val {
        Val::Date(date) => Some(*date),
        Val::Text(text) => dotnet::read_date(text).ok(),
        _ => None,
    };
    let one_is_date = matches!(left, Val::Date(_)) || matches!(right, Val::Date(_));
    if !one_is_date {
        return None;
    }
    read(left).zip(read(right))
}

/// Whole numbers exactly, as identifiers of many digits need, others as decimals; `None` if a side is no number.
fn order_of_numbers(left: &str, right: &str) -> Option<Ordering> {
    let (left, right) = (plain_number(left)?, plain_number(right)?);
    let whole = left.parse::<i128>().ok().zip(right.parse::<i128>().ok());
    match whole {
        Some((left, right)) => Some(left.cmp(&right)),
        None => {
            let (left, right): (f64, f64) = (left.parse().ok()?, right.parse().ok()?);
            left.partial_cmp(&right)
        }
    }
}

/// What may be a number as .NET's invariant culture writes it; `NaN` and `inf` are no numbers here.
fn plain_number(text: &str) -> Option<&str> {
    let text = text.trim();
    let is_plain = text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'+' | b'.'));
    is_plain.then_some(text)
}
