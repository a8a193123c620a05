//! The changes of a plan as rows.

use presync_core::{AssumptionSet, Side, engagement::Engagement, rows::ChangedRows};
use rusqlite::Transaction;

use super::{Failure, beside, persons::Persons};
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
    let changes = ChangedRows::of(engagement);
    let mut basis = Basis::default();
    let mut statement = plan_changes::prepare_insert(within)?;
    beside::take((1..).zip(changes.iter()), |(id, changed)| {
        let change = changed.change;
        let row = ChangeRow {
            id,
            azure: persons.id(Side::Azure, change.azure).0,
            account: change
                .account
                .map(|account| persons.id(Side::Legacy, account).0),
            target: change.row,
            kind: change.kind.as_str(),
            now: changed.now,
            would_be: changed.would_be,
            class: change.class.as_str(),
            basis: basis.text(changed.basis),
        };
        plan_changes::insert(&mut statement, &row)?;
        Ok(ticker.row()?)
    })
}

/// The text of the last set asked for: neighbours share theirs.
#[derive(Default)]
struct Basis {
    last: Option<AssumptionSet>,
    text: String,
}

impl Basis {
    fn text(&mut self, set: AssumptionSet) -> &str {
        if self.last != Some(set) {
            self.last = Some(set);
            self.text = set.basis();
        }
        &self.text
    }
}
