//! The changes of a plan as rows.

use presync_core::{Side, engagement::Engagement};
use rusqlite::Transaction;

use super::{Failure, persons::Persons};
use crate::{
    table::plan_changes::{self, ChangeRow},
    ticker::Ticker,
};

pub(super) fn write(
    within: &Transaction<'_>,
    engagement: &Engagement<'_>,
    persons: &Persons<'_>,
    ticker: &mut Ticker<'_>,
) -> Result<(), Failure> {
    let changes = &engagement.plan.changes;
    let mut statement = plan_changes::prepare_insert(within)?;
    for (at, change) in changes.iter() {
        let row = ChangeRow {
            id: i64::from(at) + 1,
            azure: persons.id(Side::Azure, change.azure).0,
            account: change
                .account
                .map(|account| persons.id(Side::Legacy, account).0),
            target: change.row,
            kind: change.kind.as_str(),
            now: changes.now(at),
            would_be: changes.would_be(at),
            class: change.class.as_str(),
        };
        plan_changes::insert(&mut statement, &row)?;
        ticker.row()?;
    }
    Ok(())
}
