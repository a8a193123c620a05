//! What lies beside the cycle: the settings of the old feed and what the site itself says it accepts.
//!
//! It adds to the findings of a finished plan what neither export shows.

use crate::{
    Plan, ProfileSource, Severity, SiteSchema,
    finding::{Finding, FindingCode, Subject, in_order},
    mapping::{Mapping, MappingSource},
};

use super::fields::field;

/// Settings of an old feed that act on accounts, and the value that makes them do nothing.
const ACTIONS: [&str; 2] = ["actionDisabledUsers", "actionMissingDeletedUsers"];
const NO_ACTION: &str = "x";

/// What is known beside both exports and the mapping.
#[derive(Debug, Clone, Copy, Default)]
pub struct Beside<'a> {
    /// Old feeds that were imported, by file name.
    pub feeds: &'a [(&'a str, &'a ProfileSource)],
    /// What the site's own `/Schemas` answer says.
    pub site: Option<&'a SiteSchema>,
}

/// Adds what lies beside the cycle to the findings of a plan.
pub fn look_beside(plan: &mut Plan, mapping: &Mapping, beside: Beside<'_>) {
    for (file, feed) in beside.feeds {
        plan.findings.extend(acting(file, feed));
        plan.findings.extend(feed_fields(file, feed));
        mark_cleared(&mut plan.findings, feed);
    }
    if let Some(site) = beside.site {
        plan.findings.extend(super::against_site(mapping, site));
        plan.findings.extend(too_long(plan, mapping, site));
    }
    in_order(&mut plan.findings);
}

/// Actions of the old feed that would fire while both run.
fn acting<'a>(file: &'a str, feed: &'a ProfileSource) -> impl Iterator<Item = Finding> + 'a {
    let set = ACTIONS
        .iter()
        .filter_map(|name| Some((*name, feed.option(name)?)));
    let acts = set.filter(|(_, value)| !value.trim().eq_ignore_ascii_case(NO_ACTION));
    acts.map(move |(name, value)| {
        let evidence = format!("{name} is {value} in {file}");
        let code = FindingCode::OldSourceActs;
        Finding::new(code, Subject::Engagement, "", &evidence)
    })
}

fn feed_fields<'a>(file: &'a str, feed: &'a ProfileSource) -> impl Iterator<Item = Finding> + 'a {
    let names = feed.apply_blank.keys().filter(|name| name.contains('?'));
    names.map(move |name| field(name, file, Severity::Blocker))
}

/// A value that stays in the intranet matters more where the old feed used to clear it.
fn mark_cleared(findings: &mut [Finding], feed: &ProfileSource) {
    for finding in findings {
        let cleared = feed
            .apply_blank
            .get(&*finding.attribute)
            .copied()
            .unwrap_or(0);
        if finding.code == FindingCode::StaleValue && cleared > 0 {
            finding.severity = Severity::Warning;
            finding.evidence = format!(
                "{}; the old feed cleared this field (applyBlank, {cleared} cells)",
                finding.evidence
            )
            .into();
        }
    }
}

/// Values longer than the site says it takes, counted by mapping row.
fn too_long(plan: &Plan, mapping: &Mapping, site: &SiteSchema) -> Vec<Finding> {
    let longest = |target: &str| Some(site.find(target)?.length_max? as usize);
    let rows = mapping.users.rows.iter();
    let limits: Vec<Option<usize>> = rows.map(|row| longest(&row.target)).collect();
    let mut counts: Vec<(u32, usize)> = vec![(0, 0); limits.len()];
    for (at, change) in plan.changes.iter() {
        let Some(limit) = limits.get(usize::from(change.row)).copied().flatten() else {
            continue;
        };
        // A text has no more UTF-16 units than bytes: short ones need not be measured.
        let value = plan.changes.would_be(at);
        let length = if value.len() > limit {
            value.encode_utf16().count()
        } else {
            0
        };
        if length > limit {
            let (count, most) = &mut counts[usize::from(change.row)];
            *count += 1;
            *most = (*most).max(length);
        }
    }
    let rows = (0u16..)
        .zip(&mapping.users.rows)
        .zip(limits.iter().zip(counts));
    rows.filter(|(_, (_, (count, _)))| *count > 0)
        .map(|((at, row), (limit, (count, most)))| {
            let limit = limit.unwrap_or_default();
            let source = match row.source {
                MappingSource::Constant(_) => "the constant is",
                _ => "the longest value is",
            };
            let evidence = format!(
                "{}; {source} {most} long, the site takes {limit}",
                crate::simulate::people(count)
            );
            let subject = Subject::Mapping(Some(at));
            Finding::new(FindingCode::ValueTooLong, subject, &row.target, &evidence)
        })
        .collect()
}
