//! Values at the border: what a row gives and what an expression returns. Values borrow from the
//! row or the program where they can; dates exist only inside an evaluation.

use std::borrow::Cow;

use jiff::Timestamp;
use serde_json::Value as Json;

use crate::EvalError;

/// A source attribute's number in the caller's own numbering.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AttributeSlot(pub u32);

/// One row of source attributes.
pub trait Inputs {
    /// The value of the attribute in `slot`, which is one that the caller's own
    /// [`crate::Attributes`] gave out.
    fn value(&self, slot: AttributeSlot) -> Input<'_>;
}

/// A source attribute's value. An absent attribute, a JSON null and an empty cell are all `Null`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input<'a> {
    /// Absent.
    Null,
    /// One text, possibly empty.
    Text(&'a str),
    /// A multi-valued attribute.
    Texts(Vec<&'a str>),
    /// A multi-valued attribute as one text with a separator between the values.
    Joined {
        /// The values; an empty text is one empty value.
        texts: &'a str,
        /// What stands between them.
        separator: char,
    },
    /// A whole number.
    Number(i64),
    /// True or false; compares as `"True"` and `"False"`.
    Boolean(bool),
}

/// What an evaluation may know besides the row. It reads no clock and no randomness itself.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The time that `Now()` returns.
    pub now: Timestamp,
    /// What `Guid()` and `RandomString()` start from. Give each row its own to get distinct values.
    pub seed: u64,
    /// Values that the target already has, for SelectUniqueValue.
    pub existing: &'a [String],
}

/// The result of an expression on a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome<'a> {
    /// A value flows, possibly null.
    Value(Value<'a>),
    /// Nothing flows, on purpose.
    Skip(Skip),
    /// The expression cannot be evaluated on this row.
    Error(EvalError),
}

/// What is left out of the flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Skip {
    /// This attribute (IgnoreAttributeFlow, IgnoreFlowIfNullOrEmpty).
    Attribute,
    /// The whole object (IgnoreObjectFlow).
    Object,
}

/// A value that an expression returns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    /// No value.
    Null,
    /// One text.
    Text(Cow<'a, str>),
    /// Several texts.
    Texts(Vec<Cow<'a, str>>),
    /// A whole number; no function of the language yields any other.
    Number(i64),
    /// True or false.
    Boolean(bool),
}

impl Outcome<'_> {
    /// The same outcome, borrowing nothing.
    pub fn into_owned(self) -> Outcome<'static> {
        match self {
            Outcome::Value(value) => Outcome::Value(value.into_owned()),
            Outcome::Skip(skip) => Outcome::Skip(skip),
            Outcome::Error(error) => Outcome::Error(error),
        }
    }
}

impl Skip {
    /// `attribute` or `object`.
    pub fn as_str(self) -> &'static str {
        match self {
            Skip::Attribute => "attribute",
            Skip::Object => "object",
        }
    }
}

impl Value<'_> {
    /// The same value, borrowing nothing.
    pub fn into_owned(self) -> Value<'static> {
        match self {
            Value::Null => Value::Null,
            Value::Text(text) => Value::Text(Cow::Owned(text.into_owned())),
            Value::Texts(texts) => Value::Texts(
                texts
                    .into_iter()
                    .map(|text| Cow::Owned(text.into_owned()))
                    .collect(),
            ),
            Value::Number(number) => Value::Number(number),
            Value::Boolean(truth) => Value::Boolean(truth),
        }
    }

    /// The value as JSON: string, number, boolean, array of strings or null.
    pub fn to_json(&self) -> Json {
        match self {
            Value::Null => Json::Null,
            Value::Text(text) => Json::from(text.as_ref()),
            Value::Texts(texts) => texts
                .iter()
                .map(AsRef::as_ref)
                .collect::<Vec<&str>>()
                .into(),
            Value::Number(number) => Json::from(*number),
            Value::Boolean(truth) => Json::from(*truth),
        }
    }

    /// Whether nothing or only an empty text would flow.
    pub fn is_blank(&self) -> bool {
        match self {
            Value::Null => true,
            Value::Text(text) => text.is_empty(),
            Value::Texts(texts) => texts.iter().all(|text| text.is_empty()),
            Value::Number(_) | Value::Boolean(_) => false,
        }
    }
}
