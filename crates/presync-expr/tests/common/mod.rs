//! Rows made from JSON, for tests of whole expressions.

use jiff::Timestamp;
use presync_expr::{AttributeSlot, Attributes, Context, Input, Inputs, Outcome, Problem, Program};
use serde_json::{Map, Value as Json};

/// A row whose attributes are the members of a JSON object.
pub(crate) struct JsonRow(pub(crate) Map<String, Json>);

/// What an expression is evaluated with besides the row.
pub(crate) struct Setting {
    pub(crate) now: Timestamp,
    pub(crate) existing: Vec<String>,
}

impl Default for Setting {
    fn default() -> Setting {
        Setting {
            // 2025-07-30, the date that the documents evaluate on.
            now: Timestamp::constant(1_753_833_600, 0),
            existing: Vec::new(),
        }
    }
}

impl Attributes for JsonRow {
    fn slot(&self, name: &str) -> Option<AttributeSlot> {
        let at = self.0.keys().position(|known| known == name)?;
        Some(AttributeSlot(u32::try_from(at).ok()?))
    }

    fn names(&self) -> Vec<&str> {
        self.0.keys().map(String::as_str).collect()
    }
}

impl Inputs for JsonRow {
    fn value(&self, slot: AttributeSlot) -> Input<'_> {
        match self.0.values().nth(slot.0 as usize) {
            Some(Json::String(text)) => Input::Text(text),
            Some(Json::Bool(truth)) => Input::Boolean(*truth),
            Some(Json::Array(texts)) => Input::Texts(texts.iter().flat_map(Json::as_str).collect()),
            _ => Input::Null,
        }
    }
}

/// Compiles and evaluates `text` on `row`.
pub(crate) fn run(
    text: &str,
    row: &JsonRow,
    setting: &Setting,
) -> Result<Outcome<'static>, Vec<Problem>> {
    let program = Program::compile(text, row)?;
    let context = Context {
        now: setting.now,
        seed: 7,
        existing: &setting.existing,
    };
    Ok(program.evaluate(row, &context).into_owned())
}
