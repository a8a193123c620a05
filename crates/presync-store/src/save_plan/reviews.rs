//! The queue of a plan as rows.

use presync_core::{engagement::Engagement, matching::ReviewReason};
use rusqlite::Transaction;

use crate::table::plan_reviews;

/// Links have their position, from 1, as their id.
pub(super) fn write(within: &Transaction<'_>, engagement: &Engagement<'_>) -> rusqlite::Result<()> {
    let mut statement = plan_reviews::prepare_insert(within)?;
    for (id, item) in (1..).zip(&engagement.matching.reviews) {
        let reasons: Vec<&str> = item
            .reasons
            .iter()
            .map(|one| ReviewReason::as_str(*one))
            .collect();
        plan_reviews::insert(&mut statement, id, i64::from(item.link) + 1, &reasons)?;
    }
    Ok(())
}
