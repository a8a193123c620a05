//! The queue of a plan as rows.

use presync_core::{engagement::Engagement, matching::ReviewReason};
use rusqlite::Connection;

use super::Failure;
use crate::{
    plan_columns::{self, review},
    ticker::Ticker,
};

/// A link is named by its ordinal.
pub(super) fn write(
    within: &Connection,
    engagement: &Engagement<'_>,
    ticker: &mut Ticker<'_>,
) -> Result<(), Failure> {
    let queue = &engagement.matching.reviews;
    plan_columns::write(within, review::ALL, queue.len(), ticker, |at, sink| {
        let item = &queue[at];
        let reasons = item.reasons.iter().copied().map(ReviewReason::as_str);
        let reasons: Vec<&str> = reasons.collect();
        sink.number(Some(item.link + 1));
        sink.text(reasons.first().copied().unwrap_or_default());
        sink.text(&reasons.join(";"));
    })
}
