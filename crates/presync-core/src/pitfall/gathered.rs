//! What fails for many people in the same words is one finding of the mapping row; a few people are named.

use std::collections::BTreeMap;

use super::tally::Tally;
use crate::{
    Population, Severity, Side,
    finding::{Finding, FindingCode, Subject},
    mapping::Mapping,
};

/// Codes that one edit of the mapping mends for everybody.
const OF_MAPPING: [FindingCode; 2] = [FindingCode::ExpressionError, FindingCode::NotAllowed];
/// People named one by one; when there are more they are counted.
const NAMED_MAX: u32 = 20;

type Key<'f> = (FindingCode, &'f str, &'f str);

/// Puts one finding in place of many that say the same of one mapping row.
pub(crate) fn gathered(
    findings: Vec<Finding>,
    mapping: &Mapping,
    azure: &Population,
) -> Vec<Finding> {
    let mut tallies: BTreeMap<Key<'_>, (Severity, Tally)> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| is_of_mapping(finding)) {
        let tally = tallies
            .entry(key(finding))
            .or_insert((finding.severity, Tally::default()));
        tally.1.add(|| name(finding.subject, azure));
    }
    tallies.retain(|_, (_, tally)| tally.count > NAMED_MAX);
    let counted: Vec<Finding> = tallies
        .iter()
        .map(|((code, attribute, evidence), (severity, tally))| {
            let rows = &mapping.users.rows;
            let row = rows.iter().position(|row| row.target == *attribute);
            let row = row.and_then(|at| u16::try_from(at).ok());
            let evidence = format!("{evidence} ({})", tally.people());
            Finding {
                severity: *severity,
                ..Finding::new(*code, Subject::Mapping(row), attribute, &evidence)
            }
        })
        .collect();
    let is_counted: Vec<bool> = findings
        .iter()
        .map(|finding| is_of_mapping(finding) && tallies.contains_key(&key(finding)))
        .collect();
    let kept = findings.into_iter().zip(is_counted);
    let kept = kept
        .filter(|(_, counted)| !counted)
        .map(|(finding, _)| finding);
    kept.chain(counted).collect()
}

fn is_of_mapping(finding: &Finding) -> bool {
    OF_MAPPING.contains(&finding.code) && matches!(finding.subject, Subject::User(Side::Azure, _))
}

fn key(finding: &Finding) -> Key<'_> {
    (finding.code, &finding.attribute, &finding.evidence)
}

fn name(subject: Subject, azure: &Population) -> String {
    match subject {
        Subject::User(Side::Azure, user) => azure.first_held(user, "userPrincipalName").to_owned(),
        _ => String::new(),
    }
}
