//! The changes of a plan as rows.

use presync_core::{Side, engagement::Engagement, rows::ChangedRows};
use rusqlite::Connection;

use super::{Failure, persons::Persons, row};
use crate::{
    plan_columns::{self, change},
    ticker::Ticker,
};

pub(super) fn write(
    within: &Connection,
    engagement: &Engagement<'_>,
    persons: &Persons<'_>,
    ticker: &mut Ticker<'_>,
) -> Result<(), Failure> {
    let changes = ChangedRows::of(engagement);
    let count = engagement.plan.changes.len();
    plan_columns::write(within, change::ALL, count, ticker, |at, sink| {
        let changed = changes.at(row(at));
        let change = changed.change;
        sink.number(Some(persons.ordinal(Side::Azure, change.azure)));
        let account = change.account;
        sink.number(account.map(|account| persons.ordinal(Side::Legacy, account)));
        sink.number(Some(u32::from(change.row) + 1));
        sink.text(change.kind.as_str());
        sink.text(changed.now);
        sink.text(changed.would_be);
        sink.text(change.class.as_str());
        sink.text(&changed.basis.basis());
    })
}
