//! The cycle again: under a mapping of which little changed, after the first one with its links kept, and
//! what a restart would write over what people entered since.
//!
//! None of these has rules of its own: they ask both passes for less.

mod pass;
mod rerun;
mod second;

use super::{cycle::Cycle, silence::Silence};
use crate::{
    Plan,
    finding::Finding,
    mapping::{Apply, Mapping, MappingSource},
    plan::{RestartClass, RestartRow},
};

pub use rerun::rerun;
pub use second::{Second, again};

/// A plan and what of it can be used again.
#[derive(Debug, Clone)]
pub struct Simulation {
    /// The plan.
    pub plan: Plan,
    /// The mapping it was made under.
    pub(super) mapping: Mapping,
    /// What each mapping row leaves unsaid.
    pub(super) silent: Vec<Silence>,
    /// What the second pass said about users, in their order.
    pub(super) said: Vec<Finding>,
}

impl Simulation {
    /// The mapping the plan was made under.
    #[must_use]
    pub fn mapping(&self) -> &Mapping {
        &self.mapping
    }
}

/// What a restart would do, row by row.
pub(super) fn restart(cycle: &Cycle<'_>, silent: &[Silence]) -> Vec<RestartRow> {
    let rows = cycle.mapping.rows.iter().zip(silent);
    rows.map(|(row, silence)| RestartRow {
        row: row.at,
        class: match (row.mapping.apply, &row.mapping.source) {
            (Apply::OnCreate, _) => RestartClass::Never,
            _ if row.is_reference() => RestartClass::Reference,
            (_, MappingSource::None) => RestartClass::FillsEmpty,
            (_, MappingSource::Constant(_)) => RestartClass::Constant,
            _ => RestartClass::Source,
        },
        written_again: silence.again,
        never_cleared: silence.stale,
    })
    .collect()
}
