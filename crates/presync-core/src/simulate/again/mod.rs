//! After the first cycle, its links kept: what the next one would still write, and what a restart would
//! write over what people entered since.
//!
//! Neither has rules of its own: both ask the second pass.

mod second;

use super::{cycle::Cycle, outcomes::Silence};
use crate::plan::{RestartClass, RestartRow};

pub(super) use second::touching;
pub use second::{Second, again};

/// What a restart would do, row by row.
pub(super) fn restart(cycle: &Cycle<'_>, silent: &[Silence]) -> Vec<RestartRow> {
    let rows = cycle.mapping.rows.iter().zip(silent);
    rows.map(|(row, silence)| RestartRow {
        row: row.at,
        class: match RestartClass::of(row.mapping) {
            _ if !row.updates(true) => RestartClass::Never,
            _ if row.fills_only() => RestartClass::FillsEmpty,
            class => class,
        },
        written_again: silence.again,
        never_cleared: silence.stale,
    })
    .collect()
}
