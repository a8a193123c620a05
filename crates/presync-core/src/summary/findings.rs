//! Findings by code: how many, about how many people, what to do, and a few examples.

use std::collections::BTreeMap;

use super::identity::IdentityColumns;
use crate::{
    Severity, Side,
    engagement::Engagement,
    finding::{Finding, FindingCode, Subject},
};

const EXAMPLES_MAX: usize = 10;

/// All findings of one code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingGroup {
    /// The code.
    pub code: FindingCode,
    /// The gravest severity among them.
    pub severity: Severity,
    /// How many findings.
    pub count: u32,
    /// How many users they concern; 0 where they are about the mapping or the engagement.
    pub people: u32,
    /// The first ones.
    pub examples: Vec<FindingExample>,
}

/// One finding as an example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingExample {
    /// The side of the user it concerns.
    pub side: Option<Side>,
    /// The user's label, the mapping row's target, or `engagement`.
    pub subject: String,
    /// The attribute it concerns; may be empty.
    pub attribute: String,
    /// What was seen; may be empty.
    pub evidence: String,
}

pub(super) fn groups(engagement: &Engagement<'_>) -> Vec<FindingGroup> {
    let columns = IdentityColumns::of(engagement);
    let mut tallies: BTreeMap<FindingCode, Tally> = BTreeMap::new();
    for finding in &engagement.plan.findings {
        let tally = tallies
            .entry(finding.code)
            .or_insert_with(|| Tally::new(finding.code));
        tally.add(finding);
        if tally.group.examples.len() < EXAMPLES_MAX {
            tally
                .group
                .examples
                .push(example(engagement, &columns, finding));
        }
    }
    tallies.into_values().map(|tally| tally.group).collect()
}

/// A group while it is counted; a plan keeps findings of one code and subject together.
struct Tally {
    group: FindingGroup,
    last: Option<Subject>,
}

impl Tally {
    fn new(code: FindingCode) -> Self {
        let group = FindingGroup {
            code,
            severity: Severity::Note,
            count: 0,
            people: 0,
            examples: Vec::new(),
        };
        Self { group, last: None }
    }

    fn add(&mut self, finding: &Finding) {
        let group = &mut self.group;
        group.count += 1;
        group.severity = group.severity.max(finding.severity);
        let is_new = self.last != Some(finding.subject);
        let is_user = matches!(finding.subject, Subject::User(..));
        group.people += u32::from(is_new && is_user);
        self.last = Some(finding.subject);
    }
}

fn example(
    engagement: &Engagement<'_>,
    columns: &IdentityColumns<'_>,
    finding: &Finding,
) -> FindingExample {
    let rows = &engagement.mapping.users.rows;
    let (side, subject) = match finding.subject {
        Subject::User(side, user) => (Some(side), columns.label(side, user)),
        Subject::Mapping(row) => {
            let row = row.and_then(|row| rows.get(usize::from(row)));
            (
                None,
                row.map_or("mapping", |row| row.target.as_str()).to_owned(),
            )
        }
        Subject::Engagement => (None, "engagement".to_owned()),
    };
    FindingExample {
        side,
        subject,
        attribute: finding.attribute.to_string(),
        evidence: finding.evidence.to_string(),
    }
}
