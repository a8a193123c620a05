//! How counts stand in sentences. No sentence of its own.

use presync_core::summary::thousands;

/// A count with what is counted, in the singular or the plural: `1 row is`, `1,204 rows are`.
pub(crate) fn counted(count: u64, one: &str, many: &str) -> String {
    let noun = if count == 1 { one } else { many };
    format!("{} {noun}", thousands(count))
}
