//! One mapping source ↔ Graph's `attributeMappingSource`. The only place that knows that shape.

use presync_expr::Expression;
use serde_json::{Value, json};

use super::property;
use crate::mapping::MappingSource;

/// Graph's `attributeMappingSourceType`, by number.
const TYPES: [&str; 3] = ["Attribute", "Constant", "Function"];

/// Reads a source; none when it has neither name nor expression. The type may be missing: a minimal
/// mapping is documented as a name alone.
pub(super) fn read(source: &Value) -> Option<MappingSource> {
    let name = property::text(source, "name").filter(|name| !name.is_empty());
    let text = property::text(source, "expression").filter(|text| !text.trim().is_empty());
    let kind = property::get(source, "type").and_then(|kind| property::member(kind, &TYPES));
    match kind {
        Some("Constant") => name
            .map(str::to_owned)
            .or_else(|| text.map(unquoted))
            .map(MappingSource::Constant),
        Some("Function") => text
            .map(str::to_owned)
            .or_else(|| expression_text(source))
            .map(MappingSource::Expression),
        _ => match (name, text.and_then(bracketed)) {
            (Some(name), _) => Some(MappingSource::Direct(name.to_owned())),
            (None, Some(name)) => Some(MappingSource::Direct(name.to_owned())),
            (None, None) => text.map(|text| MappingSource::Expression(text.to_owned())),
        },
    }
}

/// The JSON of a source; null where there is none.
pub(super) fn write(source: &MappingSource) -> Value {
    match source {
        MappingSource::Direct(name) => {
            let name = name.trim();
            leaf("Attribute", name, &format!("[{name}]"))
        }
        MappingSource::Constant(text) => leaf("Constant", text, &quoted(text)),
        MappingSource::Expression(text) => source_json(text),
        MappingSource::None => Value::Null,
    }
}

/// The names of the attributes an expression reads.
pub(super) fn attribute_names(expression: &str) -> Vec<String> {
    let (expression, _) = Expression::recover(expression);
    let names = expression.attribute_names();
    names.into_iter().map(str::to_owned).collect()
}

/// An expression as Graph stores it: its text as it was typed, and the same as a tree. What cannot be
/// parsed goes as text alone; the linter says why.
fn source_json(text: &str) -> Value {
    let Ok(expression) = Expression::parse(text) else {
        let name = text.split('(').next().unwrap_or_default().trim();
        return leaf("Function", name, text);
    };
    let mut source = expression.to_source_json();
    property::set(&mut source, "expression", json!(text));
    source
}

/// The text of an expression that a document holds as a tree only.
fn expression_text(source: &Value) -> Option<String> {
    let expression = Expression::from_source_json(source).ok()?;
    Some(expression.text().to_owned())
}

fn leaf(kind: &str, name: &str, expression: &str) -> Value {
    json!({ "expression": expression, "name": name, "parameters": [], "type": kind })
}

fn bracketed(text: &str) -> Option<&str> {
    let inner = text.trim().strip_prefix('[')?.strip_suffix(']')?;
    (!inner.contains(['[', ']'])).then_some(inner)
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn unquoted(text: &str) -> String {
    let text = text.trim();
    match text.strip_prefix('"').and_then(|t| t.strip_suffix('"')) {
        Some(inner) => inner.replace("\\\"", "\"").replace("\\\\", "\\"),
        None => text.to_owned(),
    }
}
