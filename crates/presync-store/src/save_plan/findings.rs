//! The findings of a plan as rows, with the place each person was read from.

use std::collections::BTreeSet;

use presync_core::{
    Side, UserIx,
    engagement::Engagement,
    finding::{Finding, Subject},
};
use rusqlite::Transaction;

use super::{Failure, persons::Persons};
use crate::{
    table::{
        plan_codes,
        plan_findings::{self, FindingRow},
    },
    ticker::Ticker,
};

pub(super) fn write(
    within: &Transaction<'_>,
    engagement: &Engagement<'_>,
    persons: &Persons<'_>,
    ticker: &mut Ticker<'_>,
) -> Result<(), Failure> {
    let findings = &engagement.plan.findings;
    let codes: BTreeSet<_> = findings.iter().map(|finding| finding.code).collect();
    codes
        .into_iter()
        .try_for_each(|code| plan_codes::insert(within, code))?;
    let mut statement = plan_findings::prepare_insert(within)?;
    for (id, finding) in (1..).zip(findings) {
        let row = FindingRow {
            id,
            code: finding.code.as_str(),
            severity: finding.severity.as_str(),
            attribute: &finding.attribute,
            evidence: &finding.evidence,
            ..subject(finding, engagement, persons)
        };
        plan_findings::insert(&mut statement, &row)?;
        ticker.row()?;
    }
    Ok(())
}

fn subject<'a>(
    finding: &Finding,
    engagement: &Engagement<'a>,
    persons: &Persons<'a>,
) -> FindingRow<'a> {
    match finding.subject {
        Subject::User(side, user) => person(side, user, persons),
        Subject::Mapping(at) => {
            let row = at.and_then(|at| engagement.mapping.users.rows.get(usize::from(at)));
            FindingRow {
                subject_key: row.map_or("", |row| row.target.as_str()),
                ..FindingRow::default()
            }
        }
        Subject::Engagement => FindingRow::default(),
    }
}

fn person<'a>(side: Side, user: UserIx, persons: &Persons<'a>) -> FindingRow<'a> {
    let population = persons.population(side);
    let origin = population.origin(user);
    let source = &population.sources()[usize::from(origin.source)];
    FindingRow {
        subject_side: side.as_str(),
        subject: Some(persons.id(side, user).0),
        subject_key: persons.key(side, user),
        file: &source.file,
        sheet: source.sheet.as_deref().unwrap_or(""),
        row: Some(origin.line),
        ..FindingRow::default()
    }
}
