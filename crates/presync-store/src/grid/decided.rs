//! What was decided about pairs of the queue since the plan was made.

use std::collections::HashMap;

use rusqlite::Result;

use super::{
    columns::{WAITING_AZURE, WAITING_LEGACY},
    lane::Source,
};
use crate::table::decisions::{self, Since};

/// For each pair the last decision in force about one of its people that the plan does not know yet, the
/// Azure user's before the intranet user's; `other` when it names another partner, empty when there is
/// none. Who is left out stays so.
pub(super) fn of(source: &Source<'_>, rows: &[u32]) -> Result<Vec<String>> {
    let made = decisions::since_plan(source.columns.connection)?;
    if made.is_empty() {
        return Ok(vec![String::new(); rows.len()]);
    }
    let by_azure = by(&made, |one| &one.azure);
    let by_legacy = by(&made, |one| &one.legacy);
    let legacy = source.anchors(WAITING_LEGACY, rows)?;
    let azure = source.anchors(WAITING_AZURE, rows)?;
    let pairs = legacy.iter().zip(&azure).map(|(legacy, azure)| {
        let [legacy, azure] = [legacy, azure].map(|anchor| anchor.to_ascii_lowercase());
        let found = last(by_azure.get(&azure), |one| &one.legacy, &legacy);
        let found = found.or_else(|| last(by_legacy.get(&legacy), |one| &one.azure, &azure));
        found.unwrap_or_default().to_owned()
    });
    Ok(pairs.collect())
}

/// The decisions that name somebody, by the name without letter case.
fn by<'d>(
    made: &'d [Since],
    anchor: impl Fn(&'d Since) -> &'d str,
) -> HashMap<String, Vec<&'d Since>> {
    let mut by: HashMap<String, Vec<&Since>> = HashMap::new();
    for one in made.iter().filter(|one| !anchor(one).is_empty()) {
        by.entry(anchor(one).to_ascii_lowercase())
            .or_default()
            .push(one);
    }
    by
}

/// The last of them that says something of a pair with this partner.
fn last<'d>(
    made: Option<&Vec<&'d Since>>,
    partner_of: impl Fn(&'d Since) -> &'d str,
    partner: &str,
) -> Option<&'d str> {
    let mut made = made?.iter().rev();
    made.find_map(|one| {
        let same = partner_of(one).eq_ignore_ascii_case(partner);
        match one.decision.as_str() {
            "confirm" if !same => Some("other"),
            "deny" if !same => None,
            decision => Some(decision),
        }
    })
}
