//! The changes of a plan as rows.

use presync_core::{Assumption, AssumptionSet, Side, engagement::Engagement, plan::Change};
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
    let exported = exported(engagement);
    let mut basis = Basis::default();
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
            basis: basis.text(assumed(engagement, change, &exported)),
        };
        plan_changes::insert(&mut statement, &row)?;
        ticker.row()?;
    }
    Ok(())
}

/// For each mapping row whether the intranet's export holds its target.
fn exported(engagement: &Engagement<'_>) -> Vec<bool> {
    let rows = engagement.mapping.users.rows.iter();
    rows.map(|row| engagement.legacy.attribute(&row.target).is_some())
        .collect()
}

/// What the person's row assumes, and that an account's value is empty where no export shows it.
fn assumed(engagement: &Engagement<'_>, change: Change, exported: &[bool]) -> AssumptionSet {
    let cause = engagement.plan.azure[change.azure.index()].basis;
    match change.account.is_some() && !exported[usize::from(change.row)] {
        true => cause.with(Assumption::NotExported),
        false => cause,
    }
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
