//! Names of fields: a question mark in one stops every SCIM call, whatever is mapped.

use super::Finder;
use crate::{
    Severity,
    finding::{Finding, FindingCode, Subject},
};

impl Finder<'_> {
    /// Columns of the intranet's export that are called after additional fields.
    pub(super) fn fields(&mut self) {
        let legacy = self.replay.input().legacy;
        let names: Vec<&str> = legacy
            .attributes()
            .map(|(_, name)| name)
            .filter(|name| name.contains('?'))
            .collect();
        for name in names {
            // A header may be a label of the export's own making.
            self.findings.push(field(
                name,
                "header of the intranet's export",
                Severity::Warning,
            ));
        }
    }
}

/// A field whose name has a question mark.
pub(super) fn field(name: &str, evidence: &str, severity: Severity) -> Finding {
    let subject = Subject::Engagement;
    Finding {
        severity,
        ..Finding::new(FindingCode::FieldNameQuestionMark, subject, name, evidence)
    }
}
