//! The studies of a recommendation: each intranet attribute with its candidates and the row that writes it.
//!
//! Decides nothing: rows are decided before it.

use super::{
    choose::{self, Choice},
    evidence::Evidence,
    policy::Decided,
    study::{Held, TargetStudy},
    words,
};
use crate::{mapping::Mapping, plan::RestartClass};

/// One study for each intranet attribute that the export holds, in the export's order.
pub(super) fn of(
    evidence: &Evidence<'_>,
    decided: Vec<Decided>,
    mapping: &Mapping,
) -> Vec<TargetStudy> {
    let mut studies: Vec<TargetStudy> = decided
        .into_iter()
        .filter(|one| evidence.exports(&one.target))
        .map(|one| study(evidence, one, mapping))
        .collect();
    let at = |study: &TargetStudy| evidence.legacy.attribute(&study.target);
    studies.sort_by_key(at);
    studies
}

fn study(evidence: &Evidence<'_>, decided: Decided, mapping: &Mapping) -> TargetStudy {
    let target = decided.target;
    let path = decided
        .row
        .as_ref()
        .map_or(target.as_str(), |row| &row.target);
    let row = mapping.users.row(path);
    let choice = match row {
        Some(row) if row.source != decided.choice.source => {
            choose::made(evidence, &target, &row.source)
        }
        _ => decided.choice,
    };
    let Choice {
        candidates, chosen, ..
    } = choice;
    TargetStudy {
        label: words::label(&target),
        held: held(evidence, &target),
        chosen: chosen.filter(|_| row.is_some()),
        runner_up: choose::next(&candidates, chosen),
        row: row.map(|row| row.target.clone()),
        restart: row.map(RestartClass::of),
        reason: row.map_or(decided.why_none, |row| row.reason.clone()),
        candidates,
        target,
    }
}

fn held(evidence: &Evidence<'_>, target: &str) -> Held {
    let (filled, distinct) = evidence.filled(target);
    Held {
        linked: super::evidence::number(evidence.linked.len()),
        looked_at: evidence.looked_at(),
        filled,
        distinct,
    }
}
