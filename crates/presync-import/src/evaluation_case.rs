//! What expressions are evaluated on: one object, or a batch of expressions with an object each. Values keep
//! the types that JSON gives them; nested properties are named as in exports.

use std::path::Path;

use jiff::{Timestamp, civil::Date, tz::Offset};
use presync_core::evaluation::{EvaluationCase, SourceObject, SourceValue};
use serde_json::{Map, Value};

use crate::{
    ImportError, RefusalCode,
    document::read_json_document,
    format::{member, text_of},
    source::{SourceFile, Watch},
};

/// What to do about a file that is no JSON, or too large.
const HINT: &str = "Correct the file there; docs/evaluation.md describes it.";

/// Reads one object: its attributes, or a user as Graph answers with one.
///
/// # Errors
/// When the file cannot be read, is not JSON, or holds no object or several.
pub fn read_source_object(path: &Path) -> Result<SourceObject, ImportError> {
    let document = read(path)?;
    let object = match only_object(&document) {
        Ok(object) => object,
        Err(message) => return Err(refuse(path, RefusalCode::NotAnObject, message)?),
    };
    Ok(source_object(object))
}

/// Reads a batch: `[{id, expression, inputs, context}]`.
///
/// # Errors
/// When the file cannot be read, is not JSON, or an entry is not what it should be; the error names it.
pub fn read_evaluation_cases(path: &Path) -> Result<Vec<EvaluationCase>, ImportError> {
    let document = read(path)?;
    let cases = match document.as_array() {
        Some(entries) => (1..)
            .zip(entries)
            .map(|(number, entry)| {
                case(entry).map_err(|what| format!("{}: {what}.", place(number, entry)))
            })
            .collect(),
        None => Err("The document is no list of expressions.".to_owned()),
    };
    match cases {
        Ok(cases) => Ok(cases),
        Err(message) => Err(refuse(path, RefusalCode::NotVectors, message)?),
    }
}

fn read(path: &Path) -> Result<Value, ImportError> {
    read_json_document(path).map_err(|error| error.hinting(HINT))
}

fn refuse(
    path: &Path,
    code: RefusalCode,
    message: impl Into<String>,
) -> Result<ImportError, ImportError> {
    let watch = Watch::new(&presync_core::progress::Unwatched);
    Ok(SourceFile::find(path, &watch)?.refuse(code, message.into(), HINT))
}

/// The object of a document that is one, or a list or page of one.
fn only_object(document: &Value) -> Result<&Map<String, Value>, &'static str> {
    let list = match document {
        Value::Object(object) => match object.get("value") {
            Some(Value::Array(list)) => list,
            _ => return Ok(object),
        },
        Value::Array(list) => list,
        _ => return Err("The document is no JSON object."),
    };
    match list.as_slice() {
        [Value::Object(object)] => Ok(object),
        [] | [_] => Err("The document is a list without an object."),
        _ => Err("The document is a list of several; give the object of one."),
    }
}

/// Which entry, for a message: by number, and by id where that is a text or a number.
fn place(number: usize, entry: &Value) -> String {
    match entry.get("id") {
        Some(Value::String(id)) => format!("Entry {number} ({id})"),
        Some(Value::Number(id)) => format!("Entry {number} ({id})"),
        _ => format!("Entry {number}"),
    }
}

fn case(entry: &Value) -> Result<EvaluationCase, &'static str> {
    let entry = entry.as_object().ok_or("it is no object")?;
    let id = match entry.get("id") {
        Some(id @ (Value::String(_) | Value::Number(_))) => id.clone(),
        _ => return Err("it has no id, which is a text or a number"),
    };
    // Null is an empty expression, whose error is a result like any other's.
    let expression = match entry.get("expression") {
        Some(Value::String(text)) => text.as_str(),
        Some(Value::Null) => "",
        _ => return Err("it has no expression, which is a text"),
    };
    let object = match entry.get("inputs") {
        None | Some(Value::Null) => SourceObject::default(),
        Some(Value::Object(inputs)) => source_object(inputs),
        Some(_) => return Err("its inputs are no object"),
    };
    let (now, existing) = match entry.get("context") {
        None | Some(Value::Null) => (None, Vec::new()),
        Some(Value::Object(context)) => (now(context)?, existing(context)?),
        Some(_) => return Err("its context is no object"),
    };
    Ok(EvaluationCase {
        id,
        expression: expression.to_owned(),
        object,
        now,
        existing,
    })
}

fn now(context: &Map<String, Value>) -> Result<Option<Timestamp>, &'static str> {
    match context.get("now") {
        None | Some(Value::Null) => Ok(None),
        Some(now) => {
            let now = now.as_str().and_then(time);
            now.map(Some)
                .ok_or("its context.now is no time such as 2025-07-30T00:00:00Z")
        }
    }
}

/// A moment; a day alone is its midnight in UTC.
fn time(text: &str) -> Option<Timestamp> {
    let midnight = |day: Date| Offset::UTC.to_timestamp(day.into()).ok();
    text.parse().ok().or_else(|| midnight(text.parse().ok()?))
}

fn existing(context: &Map<String, Value>) -> Result<Vec<String>, &'static str> {
    let values = match context.get("existing") {
        None | Some(Value::Null) => return Ok(Vec::new()),
        Some(values) => values.as_array(),
    };
    let texts = values.map(|values| values.iter().map(|value| value.as_str().map(str::to_owned)));
    texts
        .and_then(Iterator::collect)
        .ok_or("its context.existing is no list of texts")
}

fn source_object(members: &Map<String, Value>) -> SourceObject {
    let mut attributes = Vec::new();
    for (name, value) in members {
        member(name, value, &mut |name, value| {
            attributes.push((name.to_owned(), source_value(value)));
        });
    }
    SourceObject::from_iter(attributes).with_source_names()
}

fn source_value(value: &Value) -> SourceValue {
    match value {
        Value::Null => SourceValue::Null,
        Value::Bool(truth) => SourceValue::Boolean(*truth),
        Value::String(text) => SourceValue::Text(text.clone()),
        Value::Number(number) => match number.as_i64() {
            Some(number) => SourceValue::Number(number),
            None => SourceValue::Text(text_of(value)),
        },
        Value::Array(values) => {
            let values = values.iter().filter(|value| !value.is_null());
            SourceValue::Texts(values.map(text_of).collect())
        }
        Value::Object(_) => SourceValue::Text(text_of(value)),
    }
}
