//! The people of a plan as rows: Azure users in order, then intranet users in order.

use presync_core::{
    LinkStatus, Side,
    engagement::Engagement,
    rows::{FindingCodes, People, Person},
    summary::RuleFinds,
};
use rusqlite::Transaction;

use super::{Failure, beside, persons::Persons};
use crate::{
    table::plan_people::{self, PersonRow},
    ticker::Ticker,
};

pub(super) fn write(
    within: &Transaction<'_>,
    engagement: &Engagement<'_>,
    persons: &Persons<'_>,
    ticker: &mut Ticker<'_>,
) -> Result<(), Failure> {
    let codes = FindingCodes::of(engagement);
    let people = People::of(engagement, &codes);
    let mut statement = plan_people::prepare_insert(within)?;
    let rows = people.iter().map(|person| row(person, &people, persons));
    beside::take(rows, |row| {
        plan_people::insert(&mut statement, &row)?;
        Ok(ticker.row()?)
    })
}

fn row<'a>(person: Person<'a>, people: &People<'a>, persons: &Persons<'a>) -> PersonRow<'a> {
    let id = |side, user| persons.id(side, user).0;
    let (side, user) = (person.side, person.user);
    let identity = match side {
        Side::Azure => person.legacy().map(|legacy| id(Side::Legacy, legacy)),
        Side::Legacy => person.azure().map(|azure| id(Side::Azure, azure)),
    };
    let named = persons.person(side, user);
    let [rule_finds_row, rule_finds_username] = people.found(&person);
    PersonRow {
        id: id(side, user),
        side: side.as_str(),
        position: user.0,
        row: named.row,
        anchor: named.anchor,
        login: named.login,
        mail: named.mail,
        name: named.name,
        department: named.department,
        identity,
        identity_status: person.identity_status.map_or("", LinkStatus::as_str),
        rule_key: person.rule_key.unwrap_or(""),
        rule_finds: person.rule_finds.map_or("", RuleFinds::as_str),
        rule_finds_row,
        rule_finds_username,
        found_by: person.found_by.map(|finder| id(Side::Azure, finder)),
        outcome: person.outcome.as_str(),
        action: person.action.as_str(),
        changes: person.changes,
        findings: person.codes(),
        why: person.why,
        basis: person.basis.basis(),
    }
}
