//! The studies of a recommendation: each intranet attribute with its candidates and the row that writes it.
//!
//! Decides nothing: rows are decided before it.

use super::{
    evidence::{Evidence, Fit},
    study::{Candidate, Held, TargetStudy},
    words,
};
use crate::{
    mapping::{AttributeMapping, Mapping, MappingSource},
    plan::RestartClass,
};

const NO_ROW: &str = "No row writes it, so the first sync leaves it as it is.";

/// One study for each intranet attribute that the export holds.
pub(super) fn of(evidence: &Evidence<'_>, mapping: &Mapping) -> Vec<TargetStudy> {
    let targets = evidence.legacy.attributes();
    targets
        .map(|(_, target)| study(evidence, target, mapping))
        .collect()
}

fn study(evidence: &Evidence<'_>, target: &str, mapping: &Mapping) -> TargetStudy {
    let row = mapping.users.row(target);
    let candidates: Vec<Candidate> = evidence.ranked(target).iter().map(candidate).collect();
    let chosen = row.and_then(|row| position(&candidates, row));
    let mut others = (0..candidates.len()).filter(|at| Some(*at) != chosen);
    TargetStudy {
        label: words::label(target),
        held: held(evidence, target),
        chosen,
        runner_up: others.find(|at| candidates[*at].score > 0.0),
        row: row.map(|row| row.target.clone()),
        restart: row.map(RestartClass::of),
        reason: row.map_or_else(|| NO_ROW.to_owned(), |row| row.reason.clone()),
        target: target.to_owned(),
        candidates,
    }
}

fn position(candidates: &[Candidate], row: &AttributeMapping) -> Option<usize> {
    candidates.iter().position(|one| one.source == row.source)
}

fn held(evidence: &Evidence<'_>, target: &str) -> Held {
    let (filled, distinct) = evidence.filled(target);
    Held {
        linked: super::evidence::number(evidence.linked.len()),
        looked_at: super::evidence::number(evidence.pairs.len()),
        filled,
        distinct,
    }
}

fn candidate(fit: &Fit) -> Candidate {
    Candidate {
        source: MappingSource::Direct(fit.name.clone()),
        of: fit.of,
        both: fit.both,
        equal: fit.equal,
        chance: fit.chance,
        score: fit.score(),
        luck: fit.luck(),
        distinct: fit.distinct,
        filled: fit.filled,
        users: fit.users,
        held_back: None,
        exceptions: Vec::new(),
        notes: Vec::new(),
    }
}
