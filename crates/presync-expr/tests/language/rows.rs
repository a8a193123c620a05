//! Rows made from JSON, for tests of whole expressions.

use jiff::Timestamp;
use presync_expr::{AttributeSlot, Attributes, Context, Input, Inputs, Outcome, Problem, Program};
use serde_json::{Map, Value as Json};

/// A row whose attributes are the members of a JSON object.
#[derive(Debug)]
pub(crate) struct JsonRow {
    members: Map<String, Json>,
    /// Whether any other attribute is known too, and null.
    lenient: bool,
}

/// What an expression is evaluated with besides the row.
pub(crate) struct Setting {
    pub(crate) now: Timestamp,
    pub(crate) existing: Vec<String>,
}

impl JsonRow {
    /// A source with exactly these attributes.
    pub(crate) fn strict(members: Map<String, Json>) -> JsonRow {
        JsonRow {
            members,
            lenient: false,
        }
    }

    /// A source with every attribute there can be, null if not given.
    pub(crate) fn lenient(members: Map<String, Json>) -> JsonRow {
        JsonRow {
            members,
            lenient: true,
        }
    }
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
        let at = self.members.keys().position(|known| known == name);
        let slot = at.and_then(|at| u32::try_from(at).ok());
        slot.or(self.lenient.then_some(u32::MAX)).map(AttributeSlot)
    }

    fn names(&self) -> Vec<&str> {
        self.members.keys().map(String::as_str).collect()
    }
}

impl Inputs for JsonRow {
    fn value(&self, slot: AttributeSlot) -> Input<'_> {
        match self.members.values().nth(slot.0 as usize) {
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
