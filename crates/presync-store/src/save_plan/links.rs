//! The links of a plan as rows.

use std::fmt::Write;

use presync_core::{Evidence, Side, engagement::Engagement};
use rusqlite::Transaction;

use super::{Failure, beside, persons::Persons};
use crate::{
    table::links::{self, LinkRow},
    ticker::Ticker,
};

pub(super) fn write(
    within: &Transaction<'_>,
    engagement: &Engagement<'_>,
    persons: &Persons<'_>,
    ticker: &mut Ticker<'_>,
) -> Result<(), Failure> {
    let mut statement = links::prepare_insert(within)?;
    let rows = (1..)
        .zip(&engagement.matching.links)
        .map(|(id, link)| LinkRow {
            id,
            legacy: persons.id(Side::Legacy, link.legacy).0,
            azure: persons.id(Side::Azure, link.azure).0,
            status: link.status.as_str(),
            rule: link.rule.as_str(),
            score: f64::from(link.score),
            evidence: pairs(&link.evidence),
        });
    beside::take(rows, |row| {
        links::insert(&mut statement, &row)?;
        Ok(ticker.row()?)
    })
}

/// `field:weight` pairs, weights in bits.
fn pairs(evidence: &[Evidence]) -> String {
    let mut pairs = String::new();
    for Evidence { field, weight } in evidence {
        let gap = if pairs.is_empty() { "" } else { ";" };
        let written = write!(pairs, "{gap}{field}:{weight:.2}");
        written.expect("BUG: a string takes everything");
    }
    pairs
}
