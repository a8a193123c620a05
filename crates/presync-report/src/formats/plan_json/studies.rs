//! What was found out about each intranet attribute, in `plan.json` and in what `recommend` prints.
//!
//! Figures are rounded, so that no machine's last digit shows. Of exceptions only the number is told.

use std::collections::BTreeSet;

use presync_core::{
    engagement::Engagement,
    mapping::AttributeMapping,
    plan::RestartClass,
    recommend::{Candidate, TargetStudy},
};
use serde::Serialize;

use super::mapping::kind_and_source;

/// Sources that a study lists; the one taken and the runner-up are listed wherever they stand.
const LISTED_MAX: usize = 10;
const DECIMALS: f64 = 10_000.0;

#[derive(Serialize)]
pub(crate) struct Study<'a> {
    target_attribute: &'a str,
    label: &'a str,
    linked: u32,
    looked_at: u32,
    filled: u32,
    distinct: u32,
    policy: Option<Policy<'a>>,
    reason: &'a str,
    /// Positions among `sources`.
    chosen: Option<usize>,
    runner_up: Option<usize>,
    ranked: usize,
    sources: Vec<Ranked<'a>>,
}

#[derive(Serialize)]
struct Policy<'a> {
    target_attribute: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    source: Option<&'a str>,
    default_value: Option<&'a str>,
    apply: &'static str,
    restart: &'static str,
}

#[derive(Serialize)]
struct Ranked<'a> {
    rank: usize,
    #[serde(rename = "type")]
    kind: &'static str,
    source: Option<&'a str>,
    of: u32,
    both: u32,
    equal: u32,
    exact: u32,
    agreement: f64,
    coverage: f64,
    distinct: u32,
    chance: f64,
    luck: f64,
    score: f64,
    filled: u32,
    users: u32,
    held_back: Option<HeldBack>,
    exceptions: usize,
    notes: &'a [String],
}

#[derive(Serialize)]
struct HeldBack {
    both: u32,
    equal: u32,
}

/// One for each intranet attribute of the export, in its order; none where the mapping was given.
pub(crate) fn of<'a>(engagement: &Engagement<'a>) -> Vec<Study<'a>> {
    let studies = engagement.studies.iter();
    studies.map(|study| one(study, engagement)).collect()
}

fn one<'a>(study: &'a TargetStudy, engagement: &Engagement<'a>) -> Study<'a> {
    let listed: Vec<usize> = (0..study.candidates.len().min(LISTED_MAX))
        .chain(study.chosen)
        .chain(study.runner_up)
        .collect::<BTreeSet<usize>>()
        .into_iter()
        .collect();
    let place = |at: Option<usize>| listed.iter().position(|one| Some(*one) == at);
    let row = study.row.as_ref();
    let row = row.and_then(|target| engagement.mapping.users.row(target));
    Study {
        target_attribute: &study.target,
        label: &study.label,
        linked: study.held.linked,
        looked_at: study.held.looked_at,
        filled: study.held.filled,
        distinct: study.held.distinct,
        policy: row.map(policy),
        reason: &study.reason,
        chosen: place(study.chosen),
        runner_up: place(study.runner_up),
        ranked: study.candidates.len(),
        sources: listed
            .iter()
            .map(|at| ranked(*at, &study.candidates[*at]))
            .collect(),
    }
}

fn policy(row: &AttributeMapping) -> Policy<'_> {
    let (kind, source) = kind_and_source(&row.source);
    Policy {
        target_attribute: &row.target,
        kind,
        source,
        default_value: row.default.as_deref(),
        apply: row.apply.as_str(),
        restart: RestartClass::of(row).as_str(),
    }
}

fn ranked(at: usize, candidate: &Candidate) -> Ranked<'_> {
    let (kind, source) = kind_and_source(&candidate.source);
    let held_back = candidate.held_back.map(|tally| HeldBack {
        both: tally.both,
        equal: tally.equal,
    });
    Ranked {
        rank: at + 1,
        kind,
        source,
        of: candidate.of,
        both: candidate.both,
        equal: candidate.equal,
        exact: candidate.exact,
        agreement: rounded(candidate.agreement()),
        coverage: rounded(candidate.coverage()),
        distinct: candidate.distinct,
        chance: rounded(candidate.chance),
        luck: rounded(candidate.luck),
        score: rounded(candidate.score),
        filled: candidate.filled,
        users: candidate.users,
        held_back,
        exceptions: candidate.exceptions.len(),
        notes: &candidate.notes,
    }
}

/// To four decimals.
fn rounded(share: f64) -> f64 {
    (share * DECIMALS).round() / DECIMALS
}
