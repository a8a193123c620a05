//! One finding as the finding files show it. Both files are written from this one view.

use presync_core::{
    Population, Severity, Side, UserIx,
    engagement::Engagement,
    finding::{Finding, FindingCode, Subject},
    summary::IdentityColumns,
};

/// Everything the plan says about one finding.
pub(crate) struct Found<'a> {
    pub(crate) code: FindingCode,
    pub(crate) severity: Severity,
    pub(crate) side: Option<Side>,
    /// The user's anchor, or the target of the mapping row; empty for the engagement.
    pub(crate) key: &'a str,
    pub(crate) attribute: &'a str,
    pub(crate) message: String,
    pub(crate) evidence: &'a str,
    pub(crate) place: Option<Place<'a>>,
}

/// Where the user of a finding was read.
pub(crate) struct Place<'a> {
    pub(crate) file: &'a str,
    pub(crate) sheet: Option<&'a str>,
    pub(crate) line: u32,
}

/// All findings in the order of the plan.
pub(crate) struct FoundRows<'a> {
    engagement: &'a Engagement<'a>,
    columns: IdentityColumns<'a>,
}

impl<'a> FoundRows<'a> {
    pub(crate) fn of(engagement: &'a Engagement<'a>) -> Self {
        Self {
            engagement,
            columns: IdentityColumns::of(engagement),
        }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = Found<'a>> {
        self.engagement
            .plan
            .findings
            .iter()
            .map(|finding| self.found(finding))
    }

    /// One finding as the files show it.
    pub(crate) fn found(&self, finding: &'a Finding) -> Found<'a> {
        let (side, key, label, place) = match finding.subject {
            Subject::User(side, user) => self.user(side, user),
            Subject::Mapping(row) => {
                let rows = &self.engagement.mapping.users.rows;
                let row = row.and_then(|row| rows.get(usize::from(row)));
                let target = row.map_or("", |row| row.target.as_str());
                (None, target, target.to_owned(), None)
            }
            Subject::Engagement => (None, "", String::new(), None),
        };
        Found {
            code: finding.code,
            severity: finding.severity,
            side,
            key,
            attribute: &finding.attribute,
            message: message(&label, finding.code),
            evidence: &finding.evidence,
            place,
        }
    }

    fn user(&self, side: Side, user: UserIx) -> (Option<Side>, &'a str, String, Option<Place<'a>>) {
        let population = match side {
            Side::Azure => self.engagement.azure,
            Side::Legacy => self.engagement.legacy,
        };
        let label = self.columns.label(side, user);
        (
            Some(side),
            self.columns.anchor(side, user),
            label,
            place(population, user),
        )
    }
}

fn place(population: &Population, user: UserIx) -> Option<Place<'_>> {
    let origin = population.origin(user);
    let source = population.sources().get(usize::from(origin.source))?;
    Some(Place {
        file: &source.file,
        sheet: source.sheet.as_deref(),
        line: origin.line,
    })
}

fn message(label: &str, code: FindingCode) -> String {
    match label {
        "" => format!("{}.", code.title()),
        _ => format!("{label}: {}.", code.title()),
    }
}
