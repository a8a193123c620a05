//! What a restart would write over what people entered since, row by row, strongest first.

use std::cmp::Reverse;

use super::changes::target_label;
use crate::{engagement::Engagement, plan::RestartClass};

/// One row of the mapping after the first sync.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RestartEffect {
    /// Target attribute as Entra spells it.
    pub target: String,
    /// What people call it.
    pub label: String,
    /// What becomes of a value edited by hand.
    pub class: RestartClass,
    /// Linked people whose value would be written again.
    pub written_again: u32,
    /// Linked people whose value is never cleared.
    pub never_cleared: u32,
}

pub(super) fn effects(engagement: &Engagement<'_>) -> Vec<RestartEffect> {
    let rows = &engagement.mapping.users.rows;
    let effect = |row: &crate::plan::RestartRow| {
        let target = &rows.get(usize::from(row.row))?.target;
        Some(RestartEffect {
            target: target.clone(),
            label: target_label(target),
            class: row.class,
            written_again: row.written_again,
            never_cleared: row.never_cleared,
        })
    };
    let mut effects: Vec<_> = engagement.plan.restart.iter().filter_map(effect).collect();
    effects.sort_by_key(|one| (one.class, Reverse(one.written_again)));
    effects
}
