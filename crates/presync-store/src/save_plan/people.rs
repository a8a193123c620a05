//! The people of a plan as rows: Azure users in order, then intranet users in order.

use presync_core::{
    Action, LinkStatus, Outcome, Side, UserIx,
    engagement::Engagement,
    finding::{FindingCode, Subject},
    plan::{AzureRow, LegacyRow, Why},
    summary::Reasons,
};
use rusqlite::Transaction;

use super::{Failure, persons::Persons};
use crate::{
    table::plan_people::{self, PersonId, PersonRow},
    ticker::Ticker,
};

pub(super) fn write(
    within: &Transaction<'_>,
    engagement: &Engagement<'_>,
    persons: &Persons<'_>,
    ticker: &mut Ticker<'_>,
) -> Result<(), Failure> {
    let mut people = People::of(engagement, persons);
    let mut statement = plan_people::prepare_insert(within)?;
    for user in engagement.azure.users() {
        plan_people::insert(&mut statement, &people.azure(user))?;
        ticker.row()?;
    }
    for user in engagement.legacy.users() {
        plan_people::insert(&mut statement, &people.legacy(user))?;
        ticker.row()?;
    }
    Ok(())
}

/// Makes the rows, in the order of their ordinals.
struct People<'a> {
    engagement: &'a Engagement<'a>,
    persons: &'a Persons<'a>,
    reasons: Reasons<'a>,
    changes: Vec<u32>,
    codes: CodesByPerson,
}

impl<'a> People<'a> {
    fn of(engagement: &'a Engagement<'a>, persons: &'a Persons<'a>) -> Self {
        Self {
            engagement,
            persons,
            reasons: Reasons::of(engagement),
            changes: changes_by_account(engagement),
            codes: CodesByPerson::of(engagement, persons),
        }
    }

    fn azure(&mut self, user: UserIx) -> PersonRow<'a> {
        let row = &self.engagement.plan.azure[user.index()];
        PersonRow {
            identity: row.identity.map(|own| self.persons.id(Side::Legacy, own).0),
            identity_status: row.identity_status.map_or("", LinkStatus::as_str),
            rule_finds: rule_finds(row),
            outcome: row.outcome.as_str(),
            action: row.action.as_str(),
            changes: row.changes.end - row.changes.start,
            why: self.reasons.azure(user),
            basis: row.basis.basis(),
            ..self.named(Side::Azure, user, Some(row))
        }
    }

    fn legacy(&mut self, user: UserIx) -> PersonRow<'a> {
        let row = &self.engagement.plan.legacy[user.index()];
        let concerned = self.concerned(row);
        PersonRow {
            identity: row.identity.map(|own| self.persons.id(Side::Azure, own).0),
            identity_status: row.identity_status.map_or("", LinkStatus::as_str),
            found_by: row
                .found_by
                .map(|finder| self.persons.id(Side::Azure, finder).0),
            outcome: row.outcome.as_str(),
            action: action_on(row, concerned).as_str(),
            changes: self.changes[user.index()],
            why: self.reasons.legacy(user),
            basis: row.basis.basis(),
            ..self.named(Side::Legacy, user, concerned)
        }
    }

    /// Whom the row is about, and what the look-up of the Azure user concerned finds.
    fn named(&mut self, side: Side, user: UserIx, rule: Option<&AzureRow>) -> PersonRow<'a> {
        let person = self.persons.person(side, user);
        let id = self.persons.id(side, user);
        let hits = rule.map_or(&[][..], |rule| &rule.hits);
        PersonRow {
            id: id.0,
            side: side.as_str(),
            position: user.0,
            row: person.row,
            anchor: person.anchor,
            login: person.login,
            mail: person.mail,
            name: person.name,
            department: person.department,
            rule_key: rule.map_or("", |rule| self.rule_key(rule)),
            rule_finds_row: self.hits(hits, |persons, hit| {
                persons.person(Side::Legacy, hit).row.to_string()
            }),
            rule_finds_username: self.hits(hits, |persons, hit| {
                persons.person(Side::Legacy, hit).login.to_owned()
            }),
            findings: self.codes.take(id),
            ..PersonRow::default()
        }
    }

    fn rule_key(&self, row: &AzureRow) -> &'a str {
        let rows = &self.engagement.mapping.users.rows;
        let key = row.rule_key.and_then(|at| rows.get(usize::from(at)));
        key.map_or("", |key| key.target.as_str())
    }

    fn hits(&self, hits: &[UserIx], cell: impl Fn(&Persons<'_>, UserIx) -> String) -> String {
        let cells: Vec<String> = hits.iter().map(|hit| cell(self.persons, *hit)).collect();
        cells.join(";")
    }

    /// The Azure user whose look-up concerns an account: who finds it, else whose own it is.
    fn concerned(&self, row: &LegacyRow) -> Option<&'a AzureRow> {
        let counts = row.identity_status.is_some_and(LinkStatus::is_identity);
        let own = row.identity.filter(|_| counts);
        row.found_by
            .or(own)
            .map(|user| &self.engagement.plan.azure[user.index()])
    }
}

/// The codes of everybody's findings, each once, taken in the order of the ordinals.
struct CodesByPerson {
    sorted: Vec<(PersonId, FindingCode)>,
    at: usize,
}

impl CodesByPerson {
    fn of(engagement: &Engagement<'_>, persons: &Persons<'_>) -> Self {
        let findings = engagement.plan.findings.iter();
        let mut sorted: Vec<_> = findings
            .filter_map(|finding| match finding.subject {
                Subject::User(side, user) => Some((persons.id(side, user), finding.code)),
                Subject::Mapping(_) | Subject::Engagement => None,
            })
            .collect();
        sorted.sort_unstable();
        sorted.dedup();
        Self { sorted, at: 0 }
    }

    /// The codes of a person, joined by `;`. Ordinals must ascend from call to call.
    fn take(&mut self, id: PersonId) -> String {
        let rest = &self.sorted[self.at..];
        let own = rest.iter().take_while(|(person, _)| *person == id).count();
        self.at += own;
        let codes: Vec<&str> = rest[..own].iter().map(|(_, code)| code.as_str()).collect();
        codes.join(";")
    }
}

fn changes_by_account(engagement: &Engagement<'_>) -> Vec<u32> {
    let mut counts = vec![0; engagement.legacy.len()];
    for (_, change) in engagement.plan.changes.iter() {
        if let Some(account) = change.account {
            counts[account.index()] += 1;
        }
    }
    counts
}

/// An orphan is left alone; everybody else shares the action of the Azure user concerned.
fn action_on(row: &LegacyRow, concerned: Option<&AzureRow>) -> Action {
    match row.outcome {
        Outcome::Orphan => Action::None,
        _ => concerned.map_or(Action::None, |rule| rule.action),
    }
}

/// The column of the matrix identity × rule.
fn rule_finds(row: &AzureRow) -> &'static str {
    match *row.hits {
        [account] if row.identity == Some(account) => "that_account",
        [_] => "another_account",
        [_, _, ..] => "several_accounts",
        [] if row.outcome == Outcome::OutOfScope || row.why == Why::NoMatchValue => "not_looked_up",
        [] => "nothing",
    }
}
