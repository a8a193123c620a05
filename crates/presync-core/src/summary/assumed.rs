//! What was taken for granted, and what no plan made from exports can know.

use super::age::ExportAge;
use crate::{Assumption, AssumptionSet, engagement::Engagement, finding::FindingCode};

/// An assumption and how much of the plan rests on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AssumptionUse {
    /// The assumption.
    pub assumption: Assumption,
    /// The word of what was chosen for it.
    pub choice: &'static str,
    /// What is assumed, in one sentence.
    pub sentence: &'static str,
    /// Azure users whose row it decided.
    pub users: u32,
}

/// What exports cannot tell, whatever is in them.
const ALWAYS: [&str; 6] = [
    "What changes in either system after the exports were made.",
    "How the intranet answers in a case its documentation leaves open; such cases are listed as assumptions.",
    "Links that Entra already holds from an earlier run of the same provisioning job.",
    "Values that the exports leave out, such as passwords, pictures, rights and memberships of intranet groups.",
    "Time-outs, throttling and outages during the first cycle.",
    "Whether the mapping entered in the portal is the one this plan was made under.",
];

pub(super) fn of(engagement: &Engagement<'_>) -> Vec<AssumptionUse> {
    let mut counts = [0u32; Assumption::ALL.len()];
    for row in engagement
        .plan
        .azure
        .iter()
        .filter(|row| row.basis != AssumptionSet::DOCUMENTED)
    {
        for assumption in row.basis.iter() {
            counts[assumption as usize] += 1;
        }
    }
    engagement
        .plan
        .assumptions
        .iter()
        .map(|assumption| AssumptionUse {
            assumption,
            choice: engagement.plan.chosen.word(assumption),
            sentence: engagement.plan.chosen.sentence(assumption),
            users: counts[assumption as usize],
        })
        .collect()
}

pub(super) fn unknowns(engagement: &Engagement<'_>, ages: &[ExportAge; 2]) -> Vec<String> {
    let mut unknowns: Vec<String> = ages
        .iter()
        .filter(|age| age.newest.is_none())
        .map(|age| {
            format!(
                "How old the {} export is: it holds no date of an event.",
                age.side.label()
            )
        })
        .collect();
    if !engagement.scope.stated {
        unknowns.push("Who is assigned to the application: nothing was said about it.".to_owned());
    }
    unknowns.extend(missing_sources(engagement));
    unknowns.extend(ALWAYS.map(str::to_owned));
    unknowns
}

/// Mapping rows whose source or target no export holds.
fn missing_sources(engagement: &Engagement<'_>) -> impl Iterator<Item = String> {
    let mut attributes: Vec<&str> = engagement
        .plan
        .findings
        .iter()
        .filter(|finding| finding.code == FindingCode::UnknownSource)
        .map(|finding| finding.attribute.as_ref())
        .filter(|attribute| !attribute.is_empty())
        .collect();
    attributes.sort_unstable();
    attributes.dedup();
    attributes.into_iter().map(|attribute| {
        format!("What {attribute} would receive: the mapping reads an attribute the export does not hold.")
    })
}
