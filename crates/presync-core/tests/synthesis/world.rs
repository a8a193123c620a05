//! An intranet whose one field was filled by an expression, with what people did to it since.

use presync_core::{
    Population, Side, UserIx,
    synthesis::{self, Equality, Limits, Synthesized, Task},
};
use presync_expr::{AttributeSlot, Context, Input, Inputs, Outcome, Program, Value};

use super::people::{self, Dice, NAMES};

/// One row of source values.
pub(crate) struct Person<'r>(pub(crate) &'r [String]);

impl Inputs for Person<'_> {
    fn value(&self, slot: AttributeSlot) -> Input<'_> {
        match self.0[slot.0 as usize].as_str() {
            "" => Input::Null,
            text => Input::Text(text),
        }
    }
}

/// What people did to the intranet's values.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Damage {
    /// Values that were never filled, in per cent.
    pub(crate) blank: usize,
    /// Values that somebody replaced, in per cent.
    pub(crate) replaced: usize,
}

/// What an expression gives for each person, empty where nothing would flow.
pub(crate) fn values(expression: &str, people: &[Vec<String>]) -> Vec<String> {
    let slot = |name: &str| {
        let at = NAMES.iter().position(|known| *known == name)?;
        u32::try_from(at).ok().map(AttributeSlot)
    };
    let program = Program::compile(expression, &slot)
        .unwrap_or_else(|problems| panic!("{expression}: {problems:?}"));
    let context = Context {
        now: jiff::Timestamp::UNIX_EPOCH,
        seed: 0,
        existing: &[],
    };
    let value = |row: &Vec<String>| match program.evaluate(&Person(row), &context) {
        Outcome::Value(Value::Text(text)) => text.into_owned(),
        Outcome::Value(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    };
    people.iter().map(value).collect()
}

/// Both sides, and the values that the intranet's field was filled with.
pub(crate) struct World {
    pub(crate) azure: Population,
    pub(crate) legacy: Population,
    pub(crate) pairs: Vec<(UserIx, UserIx)>,
    pub(crate) field: String,
}

impl World {
    pub(crate) fn new(
        field: &str,
        expression: &str,
        count: usize,
        seed: u64,
        damage: Damage,
    ) -> Self {
        let people = people::cells(count, seed);
        let held = values(expression, &people);
        Self::holding(field, &people, damaged(&held, seed, damage))
    }

    /// An intranet that holds these values for these people.
    pub(crate) fn holding(field: &str, people: &[Vec<String>], held: Vec<String>) -> Self {
        let rows: Vec<Vec<String>> = held
            .into_iter()
            .enumerate()
            .map(|(at, value)| vec![format!("u{at}"), value])
            .collect();
        let count = u32::try_from(people.len()).expect("people are few");
        Self {
            azure: people::population(Side::Azure, NAMES, people),
            legacy: people::population(Side::Legacy, &["externalId", field], &rows),
            pairs: (0..count).map(|at| (UserIx(at), UserIx(at))).collect(),
            field: field.to_owned(),
        }
    }

    pub(crate) fn found(&self) -> Vec<Synthesized> {
        let sources: Vec<_> = self.azure.attributes().map(|(id, _)| id).skip(1).collect();
        let task = Task {
            legacy: &self.legacy,
            azure: &self.azure,
            pairs: &self.pairs,
            target: self
                .legacy
                .attribute(&self.field)
                .expect("the intranet has its field"),
            sources: &sources,
            equality: Equality::of(&self.field),
        };
        synthesis::find(&task, &Limits::default())
    }
}

fn damaged(values: &[String], seed: u64, damage: Damage) -> Vec<String> {
    let mut dice = Dice(seed ^ 0xda3a);
    let changed = |value: &String| {
        if dice.hits(damage.blank) {
            return String::new();
        }
        if dice.hits(damage.replaced) {
            let other = &values[dice.roll(values.len())];
            return format!("{other}{}", ["", "x", " (new)"][dice.roll(3)]);
        }
        value.clone()
    };
    values.iter().map(changed).collect()
}
