//! The findings of a plan as rows, with the place each person was read from.

use std::collections::BTreeSet;

use presync_core::{
    Side, UserIx,
    engagement::Engagement,
    finding::{Finding, Subject},
};
use rusqlite::Connection;

use super::{Failure, persons::Persons};
use crate::{
    plan_columns::{self, finding},
    table::plan_codes,
    ticker::Ticker,
};

pub(super) fn write(
    within: &Connection,
    engagement: &Engagement<'_>,
    persons: &Persons<'_>,
    ticker: &mut Ticker<'_>,
) -> Result<(), Failure> {
    let findings = &engagement.plan.findings;
    let codes: BTreeSet<_> = findings.iter().map(|finding| finding.code).collect();
    codes
        .into_iter()
        .try_for_each(|code| plan_codes::insert(within, code))?;
    plan_columns::write(within, finding::ALL, findings.len(), ticker, |at, sink| {
        let finding = &findings[at];
        let about = about(finding, engagement, persons);
        sink.text(finding.code.as_str());
        sink.text(finding.severity.as_str());
        sink.number(about.person);
        sink.text(about.key);
        sink.text(&finding.attribute);
        sink.text(&finding.evidence);
        sink.text(about.file);
        sink.text(about.sheet);
        sink.number(about.line);
    })
}

/// Whom or what a finding concerns. Without a person, the place is empty and the key names the mapping row.
#[derive(Default)]
struct About<'a> {
    person: Option<u32>,
    key: &'a str,
    file: &'a str,
    sheet: &'a str,
    line: Option<u32>,
}

fn about<'a>(finding: &Finding, engagement: &Engagement<'a>, persons: &Persons<'a>) -> About<'a> {
    match finding.subject {
        Subject::User(side, user) => person(side, user, persons),
        Subject::Mapping(at) => {
            let row = at.and_then(|at| engagement.mapping.users.rows.get(usize::from(at)));
            About {
                key: row.map_or("", |row| row.target.as_str()),
                ..About::default()
            }
        }
        Subject::Engagement => About::default(),
    }
}

fn person<'a>(side: Side, user: UserIx, persons: &Persons<'a>) -> About<'a> {
    let population = persons.population(side);
    let origin = population.origin(user);
    let source = &population.sources()[usize::from(origin.source)];
    About {
        person: Some(persons.ordinal(side, user)),
        key: persons.key(side, user),
        file: &source.file,
        sheet: source.sheet.as_deref().unwrap_or(""),
        line: Some(origin.line),
    }
}
