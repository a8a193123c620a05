//! The people of a plan as rows: Azure users in order, then intranet users in order.

use presync_core::{
    LinkStatus, Side,
    engagement::Engagement,
    rows::{FindingCodes, People, Person},
    summary::RuleFinds,
};
use rusqlite::Connection;

use super::{Failure, persons::Persons, row};
use crate::{
    plan_columns::{self, RowSink, person},
    ticker::Ticker,
};

pub(super) fn write(
    within: &Connection,
    engagement: &Engagement<'_>,
    persons: &Persons<'_>,
    ticker: &mut Ticker<'_>,
) -> Result<(), Failure> {
    let codes = FindingCodes::of(engagement);
    let people = People::of(engagement, &codes);
    let count = engagement.azure.len() + engagement.legacy.len();
    plan_columns::write(within, person::ALL, count, ticker, |at, sink| {
        fill(&people.at(row(at)), &people, persons, sink);
    })
}

fn fill(person: &Person<'_>, people: &People<'_>, persons: &Persons<'_>, sink: &mut RowSink<'_>) {
    let ordinal = |side, user| persons.ordinal(side, user);
    let (side, user) = (person.side, person.user);
    let identity = match side {
        Side::Azure => person.legacy().map(|legacy| ordinal(Side::Legacy, legacy)),
        Side::Legacy => person.azure().map(|azure| ordinal(Side::Azure, azure)),
    };
    let named = persons.person(side, user);
    let [found_rows, found_names] = people.found(person);
    sink.number(Some(named.row));
    sink.text(named.anchor);
    sink.text(named.login);
    sink.text(named.mail);
    sink.text(&named.name);
    sink.text(named.department);
    sink.number(identity);
    sink.text(person.identity_status.map_or("", LinkStatus::as_str));
    sink.text(person.rule_key.unwrap_or(""));
    sink.text(person.rule_finds.map_or("", RuleFinds::as_str));
    sink.text(&found_rows);
    sink.text(&found_names);
    sink.number(person.found_by.map(|finder| ordinal(Side::Azure, finder)));
    sink.text(person.outcome.as_str());
    sink.text(person.action.as_str());
    sink.number(Some(person.changes));
    sink.text(&person.codes());
    sink.text(&person.why);
    sink.text(&person.basis.basis());
}
