//! What an expression is worth: what it explains, less what it costs. Figures in, figures out.

use super::Tally;

/// Share of the pairs that a unit of complexity must explain: two more letters of text are not worth a
/// person in a thousand. An attribute and a call have four units each.
const SHARE_PER_UNIT: f64 = 0.0005;
/// Pairs that a unit must explain, so that few pairs buy no long expression: a call that mends two of
/// fifty pairs may do so by accident.
const PAIRS_PER_UNIT: f64 = 0.25;
/// Spelling counts for less than value: where values agree, the intranet's spelling may be people's.
const SPELLING_WEIGHT: f64 = 0.4;
/// Fewest pairs from which anything is concluded.
pub(super) const PAIRS_MIN: u32 = 10;
/// Standard deviations that equal pairs must lie above what chance gives. Some hundreds of candidates
/// are tried for a target, of which chance lifts none so far.
const DEVIATIONS_MIN: f64 = 4.5;
/// Share of the pairs that must be equal at all: less is no rule, whatever it is.
const EXPLAINED_MIN: f64 = 0.2;

/// A share between 0 and 1; 0 of nothing.
pub(super) fn share(part: u32, of: u32) -> f64 {
    if of == 0 {
        return 0.0;
    }
    f64::from(part) / f64::from(of)
}

/// What is explained, 0 to 1: the share of the intranet's values that are met, spelling included.
pub(super) fn explained(tally: Tally) -> f64 {
    let spelt = SPELLING_WEIGHT * share(tally.exact, tally.of);
    (1.0 - SPELLING_WEIGHT) * share(tally.equal, tally.of) + spelt
}

/// What complexity costs on so many pairs.
pub(super) fn cost(complexity: u32, of: u32) -> f64 {
    let pairs = PAIRS_PER_UNIT / f64::from(of.max(1));
    f64::from(complexity) * (SHARE_PER_UNIT + pairs)
}

/// What is explained less what it costs.
pub(super) fn worth(tally: Tally, complexity: u32) -> f64 {
    explained(tally) - cost(complexity, tally.of)
}

/// Whether the figures are more than chance.
pub(super) fn is_significant(tally: Tally, chance: f64) -> bool {
    let both = f64::from(tally.both);
    let expected = both * chance;
    let deviation = (both * chance * (1.0 - chance)).sqrt().max(0.5);
    tally.both >= PAIRS_MIN / 2
        && share(tally.equal, tally.of) >= EXPLAINED_MIN.min(1.0)
        && f64::from(tally.equal) >= expected + DEVIATIONS_MIN * deviation
}
