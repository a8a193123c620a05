//! The links of a plan as rows.

use std::fmt::Write;

use presync_core::{Evidence, Side, engagement::Engagement};
use rusqlite::Connection;

use super::{Failure, persons::Persons};
use crate::{
    plan_columns::{self, link},
    ticker::Ticker,
};

pub(super) fn write(
    within: &Connection,
    engagement: &Engagement<'_>,
    persons: &Persons<'_>,
    ticker: &mut Ticker<'_>,
) -> Result<(), Failure> {
    let links = &engagement.matching.links;
    plan_columns::write(within, link::ALL, links.len(), ticker, |at, sink| {
        let link = &links[at];
        sink.number(Some(persons.ordinal(Side::Legacy, link.legacy)));
        sink.number(Some(persons.ordinal(Side::Azure, link.azure)));
        sink.text(link.status.as_str());
        sink.text(link.rule.as_str());
        sink.score(link.score);
        sink.text(&pairs(&link.evidence));
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
