//! What a restart would write again, in `plan.json`.

use presync_core::engagement::Engagement;
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct RestartRow<'a> {
    target_attribute: &'a str,
    class: &'static str,
    written_again: u32,
    never_cleared: u32,
}

/// One row for each of the mapping's, in its order.
pub(super) fn rows<'a>(engagement: &Engagement<'a>) -> Vec<RestartRow<'a>> {
    let rows = engagement.plan.restart.iter();
    rows.map(|row| RestartRow {
        target_attribute: &engagement.mapping.users.rows[usize::from(row.row)].target,
        class: row.class.as_str(),
        written_again: row.written_again,
        never_cleared: row.never_cleared,
    })
    .collect()
}
