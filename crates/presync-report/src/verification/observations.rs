//! `observations.json`: what was seen of each assumption, for the next plan.

use presync_core::{
    Progress,
    verification::{CYCLE_RULE, CYCLE_RULE_SENTENCE, Observation},
};
use serde_json::{Value, json};

use super::{VerificationReport, write_json};
use crate::{
    Options, ReportError,
    manifest::{FORMAT_VERSION, TOOL},
    package_file::PackageFile,
};

pub(super) fn write(
    report: &VerificationReport<'_>,
    _: &Options,
    file: &mut PackageFile,
    _: &dyn Progress,
) -> Result<(), ReportError> {
    let seen = report.log.map(|log| log.observations.as_slice());
    let seen = seen.unwrap_or_default();
    let assume: Vec<String> = seen.iter().filter_map(Observation::assume).collect();
    let coverage = report.log.map(|log| log.coverage.as_str());
    let document = json!({
        "format_version": FORMAT_VERSION,
        "tool": TOOL,
        "kind": "observations",
        "now": report.now.to_string(),
        "plan": { "title": report.title, "now": report.planned_at },
        "coverage": { "rule": CYCLE_RULE, "sentence": CYCLE_RULE_SENTENCE, "found": coverage },
        "observations": seen.iter().map(observation).collect::<Vec<Value>>(),
        "assume": assume,
    });
    write_json(file, &document)
}

fn observation(one: &Observation) -> Value {
    json!({
        "assumption": one.assumption.name(),
        "chosen": one.chosen,
        "held": one.held,
        "broken": one.broken,
        "explained": one.explained,
        "unseen": one.unseen,
        "seen": one.seen,
        "fits": one.fits(),
        "assume": one.assume(),
    })
}
