//! The links of a plan as rows.

use presync_core::{Evidence, Side, engagement::Engagement};
use rusqlite::Transaction;

use super::{Failure, persons::Persons};
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
    for (id, link) in (1..).zip(&engagement.matching.links) {
        let row = LinkRow {
            id,
            legacy: persons.id(Side::Legacy, link.legacy).0,
            azure: persons.id(Side::Azure, link.azure).0,
            status: link.status.as_str(),
            rule: link.rule.as_str(),
            score: f64::from(link.score),
            evidence: pairs(&link.evidence),
        };
        links::insert(&mut statement, &row)?;
        ticker.row()?;
    }
    Ok(())
}

/// `field:weight` pairs, weights in bits.
fn pairs(evidence: &[Evidence]) -> String {
    let pairs: Vec<String> = evidence
        .iter()
        .map(|reason| format!("{}:{:.2}", reason.field, reason.weight))
        .collect();
    pairs.join(";")
}
