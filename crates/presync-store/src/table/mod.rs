//! One file per table: its migrations, its row type, its reads and its writes.

pub(crate) mod choices;
pub(crate) mod companions;
pub(crate) mod decision_bases;
pub(crate) mod decision_doubts;
pub(crate) mod decision_labels;
pub(crate) mod decisions;
pub(crate) mod diagnostics;
pub(crate) mod engagement;
pub(crate) mod erased;
pub(crate) mod links;
pub(crate) mod mappings;
pub(crate) mod plan;
pub(crate) mod plan_changes;
pub(crate) mod plan_codes;
pub(crate) mod plan_columns;
pub(crate) mod plan_findings;
pub(crate) mod plan_people;
pub(crate) mod plan_prints;
pub(crate) mod plan_reviews;
pub(crate) mod plan_targets;
pub(crate) mod purges;
pub(crate) mod readings;
pub(crate) mod records;
pub(crate) mod redaction;
pub(crate) mod retention;
pub(crate) mod review_books;
pub(crate) mod side_change_rows;
pub(crate) mod side_changes;
pub(crate) mod sources;
pub(crate) mod suppressions;

use rusqlite::{Error, Result, Row, types::Type};
use serde::{
    Serialize,
    de::{DeserializeOwned, value::StrDeserializer},
};
use serde_json::Value;

use crate::schema::Migration;

/// The migrations of every table, in an order in which references point backwards.
pub(crate) const MIGRATIONS: &[&[Migration]] = &[
    engagement::MIGRATIONS,
    sources::MIGRATIONS,
    records::MIGRATIONS,
    diagnostics::MIGRATIONS,
    decisions::MIGRATIONS,
    mappings::MIGRATIONS,
    plan::MIGRATIONS,
    plan_people::MIGRATIONS,
    plan_targets::MIGRATIONS,
    plan_changes::MIGRATIONS,
    plan_codes::MIGRATIONS,
    plan_findings::MIGRATIONS,
    links::MIGRATIONS,
    readings::MIGRATIONS,
    decision_bases::MIGRATIONS,
    decision_doubts::MIGRATIONS,
    side_changes::MIGRATIONS,
    side_change_rows::MIGRATIONS,
    decision_labels::MIGRATIONS,
    plan_reviews::MIGRATIONS,
    review_books::MIGRATIONS,
    suppressions::MIGRATIONS,
    plan_prints::MIGRATIONS,
    plan_columns::MIGRATIONS,
    redaction::MIGRATIONS,
    companions::MIGRATIONS,
    choices::MIGRATIONS,
    retention::MIGRATIONS,
    purges::MIGRATIONS,
    erased::MIGRATIONS,
];

/// Reads a JSON column; text that does not hold what it should is damage.
pub(crate) fn from_json<T: DeserializeOwned>(row: &Row<'_>, at: usize) -> Result<T> {
    let text = row.get_ref(at)?.as_str()?;
    serde_json::from_str(text).map_err(|error| unreadable(at, error))
}

/// Writes a JSON column.
pub(crate) fn to_json(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|error| Error::ToSqlConversionFailure(Box::new(error)))
}

/// Reads a column that holds one word of an enumeration.
pub(crate) fn from_word<T: DeserializeOwned>(row: &Row<'_>, at: usize) -> Result<T> {
    let word: String = row.get(at)?;
    serde_json::from_value(Value::String(word)).map_err(|error| unreadable(at, error))
}

/// Reads one word of an enumeration.
pub(crate) fn of_word<T: DeserializeOwned>(word: &str) -> Result<T> {
    T::deserialize(StrDeserializer::<serde_json::Error>::new(word))
        .map_err(|error| unreadable(0, error))
}

/// The word of a unit variant, as serde spells it.
fn to_word(value: &impl Serialize) -> Result<String> {
    match serde_json::to_value(value) {
        Ok(Value::String(word)) => Ok(word),
        Ok(_) => unreachable!("BUG: only enumerations of words are stored as words"),
        Err(error) => Err(Error::ToSqlConversionFailure(Box::new(error))),
    }
}

fn unreadable(at: usize, error: serde_json::Error) -> Error {
    Error::FromSqlConversionFailure(at, Type::Text, Box::new(error))
}
