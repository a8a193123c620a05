//! What a source would do to the people looked at if its row were always applied.
//!
//! It evaluates; whether the row is applied so is the policy's to decide.

use jiff::Timestamp;
use presync_expr::{Outcome, Program, Value};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::{columns::is_alike, evidence::Evidence, sample::Pair};
use crate::{
    AttributeId, Side, UserIx,
    catalogue::{self, Kind},
    mapping::MappingSource,
    simulate::{self, MISSING, Person, SourceSlot},
    synthesis::{self, Equality},
};

/// People by what would become of their value; together they are the people looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Effect {
    /// The intranet has the same value, as the service compares.
    pub(super) same: u32,
    /// Of those, people who have it letter by letter; where letter case means nothing, without it.
    pub(super) spelt: u32,
    /// The intranet has it in another spelling.
    pub(super) respelt: u32,
    /// The intranet has another value, which would be overwritten.
    pub(super) other: u32,
    /// The intranet has none, and would get one.
    pub(super) filled: u32,
    /// The intranet has one and Azure none: nothing is sent, and it stays.
    pub(super) kept: u32,
    /// Neither side has one.
    pub(super) lacking: u32,
}

impl Effect {
    /// Looks at everybody in the sample. None where the export does not hold the target or the source
    /// cannot be evaluated.
    pub(super) fn of(
        evidence: &Evidence<'_>,
        target: &str,
        source: &MappingSource,
    ) -> Option<Self> {
        let attribute = evidence.legacy.attribute(target)?;
        let program = program(evidence, source)?;
        let kind = catalogue::find(Side::Legacy, target).map_or(Kind::Text, |known| known.kind);
        let ignores_case = Equality::of(target) == Equality::IgnoreCase;
        let held = Held {
            attribute,
            kind,
            ignores_case,
        };
        let one = |pair: &Pair| one(evidence, &program, held, *pair);
        let all = evidence.pairs.par_iter().map(one);
        Some(all.reduce(Self::default, Self::with))
    }

    /// People with a value on both sides.
    pub(super) fn both(self) -> u32 {
        self.same + self.respelt + self.other
    }

    /// People with a value in the intranet.
    pub(super) fn held(self) -> u32 {
        self.both() + self.kept
    }

    fn with(self, more: Self) -> Self {
        Self {
            same: self.same + more.same,
            spelt: self.spelt + more.spelt,
            respelt: self.respelt + more.respelt,
            other: self.other + more.other,
            filled: self.filled + more.filled,
            kept: self.kept + more.kept,
            lacking: self.lacking + more.lacking,
        }
    }
}

/// A source as a program; none where it reads nothing of a user or cannot be read.
pub(super) fn program(evidence: &Evidence<'_>, source: &MappingSource) -> Option<Program> {
    let text = match source {
        MappingSource::Direct(name) => format!("[{name}]"),
        MappingSource::Expression(text) => text.clone(),
        MappingSource::Constant(_) | MappingSource::None => return None,
    };
    let slot = |name: &str| {
        let slot = evidence.source.resolve(name);
        Some(slot.map_or(MISSING, SourceSlot::number))
    };
    Program::compile(&text, &slot).ok()
}

/// What a program sends for a user; empty where nothing is.
pub(super) fn sent(evidence: &Evidence<'_>, program: &Program, user: UserIx) -> String {
    let person = Person::new(user, &evidence.source, Timestamp::UNIX_EPOCH, 0);
    match program.evaluate(&person, &person.context) {
        Outcome::Value(Value::Text(text)) => text.into_owned(),
        Outcome::Value(Value::Texts(texts)) => match texts.as_slice() {
            [one] => one.to_string(),
            _ => String::new(),
        },
        Outcome::Value(Value::Number(number)) => number.to_string(),
        Outcome::Value(Value::Boolean(true)) => "True".to_owned(),
        Outcome::Value(Value::Boolean(false)) => "False".to_owned(),
        Outcome::Value(Value::Null) | Outcome::Skip(_) | Outcome::Error(_) => String::new(),
    }
}

/// What is looked at in the intranet, and how it is compared.
#[derive(Debug, Clone, Copy)]
struct Held {
    attribute: AttributeId,
    kind: Kind,
    ignores_case: bool,
}

fn one(evidence: &Evidence<'_>, program: &Program, held: Held, (person, user): Pair) -> Effect {
    let now = evidence.legacy.text(person, held.attribute).trim();
    let value = sent(evidence, program, user);
    let mut effect = Effect::default();
    let spelt = synthesis::spelt(evidence.legacy, person, held.attribute);
    let is_spelt =
        spelt == value || held.ignores_case && now.to_lowercase() == value.to_lowercase();
    let count = match (now.is_empty(), value.is_empty()) {
        (true, true) => &mut effect.lacking,
        (true, false) => &mut effect.filled,
        (false, true) => &mut effect.kept,
        _ if simulate::leaves(now, &value, held.kind) => &mut effect.same,
        _ if is_alike(now, &value) => &mut effect.respelt,
        _ => &mut effect.other,
    };
    *count = 1;
    effect.spelt = effect.same * u32::from(is_spelt);
    effect
}
