//! Azure users whose rules find one account: they all write to it, or, read otherwise, all fail.

use rustc_hash::FxHashMap;

use super::cycle::Cycle;
use crate::{Action, Assumption, UserIx, plan::AzureRow};

/// Marks the users who would write to one account, and lets them fail where that is chosen.
pub(super) fn judge(cycle: &Cycle<'_>, rows: &mut [AzureRow]) {
    if !cycle.input.mapping.users.actions.update {
        return;
    }
    let fails = !cycle.reading.is_default(Assumption::TwoSourcesOneAccount);
    let mut writers: FxHashMap<UserIx, u32> = FxHashMap::default();
    for account in rows.iter().filter_map(written_to) {
        *writers.entry(account).or_default() += 1;
    }
    for row in rows {
        if written_to(row).is_some_and(|account| writers[&account] > 1) {
            row.basis = row.basis.with(Assumption::TwoSourcesOneAccount);
            if fails {
                row.action = Action::Fail;
            }
        }
    }
}

fn written_to(row: &AzureRow) -> Option<UserIx> {
    match (row.action, row.hits.as_ref()) {
        (Action::Update | Action::Disable, [account]) => Some(*account),
        _ => None,
    }
}
