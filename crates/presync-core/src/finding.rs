//! A finding: a stable code, how much it matters, whom it concerns, and what to do about it.
//!
//! The codes and their texts are `finding_table`'s, where they come from is `finding_origin_table`'s; how they
//! are found is `pitfall`'s, the simulator's, the matching's and the linter's.

use std::cmp::Reverse;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use crate::{Severity, Side, UserIx};

pub use crate::{
    finding_origin_table::{Mark, Origin},
    finding_table::FindingCode,
};

/// Whom or what a finding is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    /// One user of one side.
    User(Side, UserIx),
    /// The mapping or one row of it, by position among the users rows.
    Mapping(Option<u16>),
    /// The engagement as a whole: scope, sources, settings.
    Engagement,
}

impl Serialize for FindingCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for FindingCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        Self::named(&name)
            .ok_or_else(|| D::Error::custom(format!("{name} is no code of a finding")))
    }
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Stable code.
    pub code: FindingCode,
    /// How much it matters here; usually the code's own severity.
    pub severity: Severity,
    /// Whom it concerns.
    pub subject: Subject,
    /// The attribute it concerns; empty when none.
    pub attribute: Box<str>,
    /// What was seen, as short text: the other account, the value, the figure. May be empty.
    pub evidence: Box<str>,
}

impl Finding {
    /// A finding of the code's own severity.
    #[must_use]
    pub fn new(code: FindingCode, subject: Subject, attribute: &str, evidence: &str) -> Self {
        Self {
            code,
            severity: code.severity(),
            subject,
            attribute: attribute.into(),
            evidence: evidence.into(),
        }
    }
}

/// Puts findings in the order of the report, gravest first, each once.
pub fn in_order(findings: &mut Vec<Finding>) {
    fn rank(finding: &Finding) -> (Reverse<Severity>, FindingCode, Subject, &str, &str) {
        let severity = Reverse(finding.severity);
        (
            severity,
            finding.code,
            finding.subject,
            &finding.attribute,
            &finding.evidence,
        )
    }
    findings.sort_by(|a, b| rank(a).cmp(&rank(b)));
    findings.dedup();
}
