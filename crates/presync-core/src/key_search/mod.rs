//! Which attributes to match on, and in which order: every ordered choice of up to three match keys,
//! judged by what the first cycle would do to everybody, the best first.
//!
//! It judges keys by the simulator's own look-ups and changes no mapping; what the intranet would refuse
//! and what would be written are the simulator's. Entra looks up one attribute at a time, in the order of
//! precedence, stops at the first hit and never combines attributes (`customize-application-attributes`),
//! and the key of a target *is* the mapping row of that target: another source there is also another
//! value written. So each user is asked once, key by key, and orders are judged over the answers counted.

mod candidates;
mod cells;
mod choice;
mod fate;
mod mapped;
mod search;
mod table;
#[cfg(test)]
mod tests;
mod weights;

use crate::{Cancelled, Progress, mapping::MappingSource, simulate};

pub use candidates::usual;
pub use choice::{Choice, Counts, Gain};
pub use mapped::with_keys;
pub use search::{CHOICES_MAX, KEYS_MAX, KeySearch, NEAR_SHARE};
pub use table::{CANDIDATES_MAX, KeyFigures, KeyTable, Support};
pub use weights::{Weights, WeightsError};

/// The keys Interact's and Microsoft's pages recommend, in their order: sign-in name, primary e-mail,
/// unique ID.
pub const DOCUMENTED: [&str; 3] = ["userName", "emails[type eq \"work\"].value", "externalId"];

/// A possible match key: an attribute of the intranet and what Azure has for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyCandidate {
    /// Target attribute, spelt as in the mapping.
    pub target: String,
    /// Where the value comes from: one attribute, or an expression.
    pub source: MappingSource,
}

/// Judges every ordered choice of up to [`KEYS_MAX`] of the candidates, and of the rows that are match
/// keys in the mapping or by the documented recommendation. Progress is told in Azure users.
///
/// Outcomes are those of [`simulate::run`] under the mapping [`with_keys`] makes of a choice, except
/// where look-ups were chosen to see what the cycle itself did before: those are judged by the export.
///
/// # Errors
/// When it is cancelled.
pub fn run(
    input: &simulate::Input<'_>,
    candidates: &[KeyCandidate],
    weights: &Weights,
    progress: &dyn Progress,
) -> Result<KeySearch, Cancelled> {
    let table = KeyTable::read(input, candidates, progress)?;
    Ok(table.search(weights))
}
