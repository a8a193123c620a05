//! The studies as a value, for whoever prints them apart from `plan.json`. In the same shape as there.

use presync_core::engagement::Engagement;

use crate::formats::plan_json::studies;

/// What was found out about each intranet attribute, as `studies` in `plan.json` has it.
///
/// # Errors
/// When the JSON library refuses it, which it has no reason to.
pub fn studies(engagement: &Engagement<'_>) -> serde_json::Result<serde_json::Value> {
    serde_json::to_value(studies::of(engagement))
}
