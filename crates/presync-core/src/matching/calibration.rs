//! What evidence proved to be worth, against what it was thought to be worth: a straight line through the
//! bits of each kind of evidence, fitted to pairs of which it is known, or likely, who is who.
//!
//! Fields that say the same thing, or that were learnt from easier pairs than those that are left, make sums
//! of bits too sure or not sure enough. Where the examples come from is `hidden`'s and `mirrored`'s.

use super::{
    compare::{FIELDS_MAX, field},
    model::Weighed,
};

/// Given name for and against, surname for and against, traits for and against.
pub(super) const GROUPS: usize = 6;
/// The offset and one factor for each group.
const UNKNOWNS: usize = GROUPS + 1;
/// No kind of evidence is worth less or more than this share of what it was thought to be: agreement never
/// speaks against a pair.
const FACTOR_MIN: f64 = 0.2;
const FACTOR_MAX: f64 = 3.0;
/// How far a factor may well be from one, and the offset from nothing (in nats).
const FACTOR_SPREAD: f64 = 0.4;
const OFFSET_SPREAD: f64 = 1.5;
/// Bits are counted in quarters, so that examples that say the same are one.
const QUARTER: f32 = 4.0;
const STEPS: usize = 25;
/// Odds without a doubt, in nats.
const NO_DOUBT: f64 = 5.0;
/// How often it is estimated anew how many people both sides share.
const SHARED_ROUNDS: usize = 5;

/// The bits of a pair by kind of evidence, and of all that is not calibrated, in quarters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Bits {
    groups: [i16; GROUPS],
    rest: i16,
}

/// Pairs of equal bits: how many are one person, and how many are not.
#[derive(Debug, Clone, Copy)]
struct Cell {
    bits: Bits,
    same: f64,
    other: f64,
}

/// What evidence proved to be worth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Calibration {
    /// Bits that every pair gains or loses.
    pub(super) offset: f32,
    pub(super) factors: [f32; GROUPS],
}

/// Pairs to learn from.
#[derive(Debug)]
pub(super) struct Examples {
    cells: Vec<Cell>,
    /// How many comparisons there were for each pair that is one person.
    odds_against: f64,
    labels: Labels,
}

/// What is known of examples.
#[derive(Debug, Clone, Copy)]
enum Labels {
    /// Which are one person and which are not.
    Known,
    /// Which are of both sides, be they one person or not, and which are two people for sure: of those that
    /// are not one person, so many of both sides stand against one that is surely two people.
    Mixed(f64),
}

/// How well odds go with a cell.
struct Fit {
    likelihood: f64,
    /// How much likelier the cell gets with higher odds, and how fast that ceases.
    slope: f64,
    curve: f64,
}

impl Labels {
    fn fit(self, cell: &Cell, odds: f64) -> Fit {
        let chance = |odds: f64| 1.0 / (1.0 + (-odds).exp());
        let (shown, told) = match self {
            Self::Known => (odds, 1.0),
            Self::Mixed(drawn) => (drawn.ln() + softplus(odds), chance(odds)),
        };
        let (likely, all) = (chance(shown), cell.same + cell.other);
        Fit {
            likelihood: -cell.same * softplus(-shown) - cell.other * softplus(shown),
            slope: (cell.same - all * likely) * told,
            curve: all * likely * (1.0 - likely) * told * told,
        }
    }
}

impl Default for Calibration {
    fn default() -> Self {
        Self {
            offset: 0.0,
            factors: [1.0; GROUPS],
        }
    }
}

impl Calibration {
    /// What a pair proved to be worth beside what it was thought to be, in bits.
    pub(super) fn beside(&self, bits: Bits) -> f32 {
        let groups = bits.groups.iter().zip(self.factors);
        let quarters: f32 = groups
            .map(|(group, factor)| f32::from(*group) * (factor - 1.0))
            .sum();
        quarters / QUARTER + self.offset
    }

    /// Turns what fields were thought to be worth into what they proved to be.
    pub(super) fn apply(&self, parts: &mut [f32; FIELDS_MAX]) {
        for (at, part) in parts.iter_mut().enumerate() {
            if let Some(group) = group(at, *part) {
                *part *= self.factors[group];
            }
        }
    }
}

impl Calibration {
    /// What a field that agrees counts for.
    pub(super) fn factor(&self, at: usize) -> f32 {
        group(at, 1.0).map_or(1.0, |group| self.factors[group])
    }
}

/// The kind of evidence a field is; none for keys and for what one account says by itself.
fn group(at: usize, part: f32) -> Option<usize> {
    let against = usize::from(part < 0.0);
    match at {
        field::GIVEN => Some(against),
        field::SURNAME => Some(2 + against),
        field::TRAIT.. => Some(4 + against),
        _ => None,
    }
}

impl Bits {
    /// The bits of a pair that was weighed without calibration.
    pub(super) fn of(weighed: &Weighed) -> Self {
        let (mut groups, mut rest) = ([0.0; GROUPS], 0.0);
        for (at, part) in weighed.parts.iter().enumerate() {
            match group(at, *part) {
                Some(group) => groups[group] += part,
                None => rest += part,
            }
        }
        Self {
            groups: groups.map(quarters),
            rest: quarters(rest),
        }
    }

    fn unknowns(self) -> [f64; UNKNOWNS] {
        let mut all = [1.0; UNKNOWNS];
        for (one, group) in all[1..].iter_mut().zip(self.groups) {
            *one = nats(group);
        }
        all
    }
}

#[expect(clippy::cast_possible_truncation, reason = "bounded")]
fn quarters(bits: f32) -> i16 {
    (bits * QUARTER).round().clamp(-2000.0, 2000.0) as i16
}

fn nats(quarters: i16) -> f64 {
    f64::from(quarters) / f64::from(QUARTER) * std::f64::consts::LN_2
}

impl Examples {
    /// Pairs with the probability that they are one person and how many pairs each stands for, whatever
    /// their order; `comparisons` is how many were possible and `same` how many of them are one person.
    pub(super) fn of(mut pairs: Vec<(Bits, f32, f32)>, comparisons: f64, same: f64) -> Self {
        pairs.sort_unstable_by(|a, b| {
            let key = |one: &(Bits, f32, f32)| one.0;
            (key(a).cmp(&key(b)))
                .then(a.1.total_cmp(&b.1))
                .then(a.2.total_cmp(&b.2))
        });
        let cells = pairs.chunk_by(|a, b| a.0 == b.0).map(|alike| Cell {
            bits: alike[0].0,
            same: alike.iter().map(|one| f64::from(one.1 * one.2)).sum(),
            other: alike
                .iter()
                .map(|one| f64::from((1.0 - one.1) * one.2))
                .sum(),
        });
        Self {
            cells: cells.collect(),
            odds_against: (comparisons / same.max(1.0)).max(1.0),
            labels: Labels::Known,
        }
    }

    /// The best pairs of both sides (1), and the best of a sample of one side with itself (0), which show
    /// who is taken for whom where somebody has no counterpart. How many have one shows itself.
    pub(super) fn mixed(
        pairs: Vec<(Bits, f32, f32)>,
        (ours, theirs): (f64, f64),
        sample: f64,
    ) -> Self {
        let most = ours.min(theirs) * 0.98;
        let mut matched = ours.min(theirs) / 2.0;
        let mut all = Self::of(pairs, 1.0, 1.0);
        for _ in 0..SHARED_ROUNDS {
            all.labels = Labels::Mixed((ours - matched).max(1.0) / sample);
            all.odds_against = (ours - matched).max(1.0) * (theirs - matched).max(1.0) / matched;
            matched = all.shared(&all.best()).clamp(1.0, most);
        }
        all
    }

    /// Of the pairs of two people that uncalibrated evidence takes for one person, the share of which it has
    /// no doubt.
    pub(super) fn overrated(&self) -> f64 {
        let mut plain = [1.0; UNKNOWNS];
        plain[0] = 0.0;
        let beyond = |least: f64| -> f64 {
            let odds = |cell: &&Cell| self.log_odds(cell, &plain) > least;
            self.cells.iter().filter(odds).map(|cell| cell.other).sum()
        };
        beyond(NO_DOUBT) / beyond(0.0).max(1.0)
    }

    /// How many pairs of both sides are one person.
    fn shared(&self, unknowns: &[f64; UNKNOWNS]) -> f64 {
        let of = |cell: &Cell| cell.same / (1.0 + (-self.log_odds(cell, unknowns)).exp());
        self.cells.iter().map(of).sum()
    }

    /// The calibration that makes the examples likeliest, not far from none where they are few.
    pub(super) fn fit(&self) -> Calibration {
        calibration(&self.best())
    }

    fn best(&self) -> [f64; UNKNOWNS] {
        let mut best = [1.0; UNKNOWNS];
        best[0] = 0.0;
        let mut likelihood = self.likelihood(&best);
        for _ in 0..STEPS {
            let Some(step) = self.step(&best) else { break };
            let (mut share, mut moved) = (1.0, false);
            while share > 1e-3 {
                let tried = shift(&best, &step, share);
                let now = self.likelihood(&tried);
                if now > likelihood {
                    moved = now - likelihood > 1e-6;
                    (best, likelihood) = (tried, now);
                    break;
                }
                share /= 2.0;
            }
            if !moved {
                break;
            }
        }
        best
    }

    fn log_odds(&self, cell: &Cell, unknowns: &[f64; UNKNOWNS]) -> f64 {
        let of_groups: f64 = cell
            .bits
            .unknowns()
            .iter()
            .zip(unknowns)
            .map(|(x, by)| x * by)
            .sum();
        of_groups + nats(cell.bits.rest) - self.odds_against.ln()
    }

    fn likelihood(&self, unknowns: &[f64; UNKNOWNS]) -> f64 {
        let seen: f64 = self
            .cells
            .iter()
            .map(|cell| {
                let odds = self.log_odds(cell, unknowns);
                self.labels.fit(cell, odds).likelihood
            })
            .sum();
        let believed: f64 = (0..UNKNOWNS)
            .map(|at| {
                let (start, spread) = belief(at);
                -0.5 * ((unknowns[at] - start) / spread).powi(2)
            })
            .sum();
        seen + believed
    }

    /// A step of Newton's method.
    fn step(&self, unknowns: &[f64; UNKNOWNS]) -> Option<[f64; UNKNOWNS]> {
        let mut slope = [0.0; UNKNOWNS];
        let mut curve = [[0.0; UNKNOWNS]; UNKNOWNS];
        for at in 0..UNKNOWNS {
            let (start, spread) = belief(at);
            slope[at] = (start - unknowns[at]) / (spread * spread);
            curve[at][at] = 1.0 / (spread * spread);
        }
        for cell in &self.cells {
            let odds = self.log_odds(cell, unknowns);
            let fit = self.labels.fit(cell, odds);
            let x = cell.bits.unknowns();
            for a in 0..UNKNOWNS {
                slope[a] += fit.slope * x[a];
                for b in 0..UNKNOWNS {
                    curve[a][b] += fit.curve * x[a] * x[b];
                }
            }
        }
        solve(curve, slope)
    }
}

/// What is thought of an unknown before any pair was seen, and how surely.
fn belief(at: usize) -> (f64, f64) {
    if at == 0 {
        (0.0, OFFSET_SPREAD)
    } else {
        (1.0, FACTOR_SPREAD)
    }
}

fn shift(from: &[f64; UNKNOWNS], step: &[f64; UNKNOWNS], share: f64) -> [f64; UNKNOWNS] {
    let mut to = *from;
    for (at, one) in to.iter_mut().enumerate() {
        *one += share * step[at];
        if at > 0 {
            *one = one.clamp(FACTOR_MIN, FACTOR_MAX);
        }
    }
    to
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "weights need no more digits"
)]
fn calibration(unknowns: &[f64; UNKNOWNS]) -> Calibration {
    Calibration {
        offset: (unknowns[0] / std::f64::consts::LN_2) as f32,
        factors: std::array::from_fn(|group| unknowns[group + 1] as f32),
    }
}

fn softplus(x: f64) -> f64 {
    if x > 30.0 { x } else { x.exp().ln_1p() }
}

/// Gauss's elimination; none where the equations do not determine the unknowns.
fn solve(
    mut matrix: [[f64; UNKNOWNS]; UNKNOWNS],
    mut right: [f64; UNKNOWNS],
) -> Option<[f64; UNKNOWNS]> {
    for at in 0..UNKNOWNS {
        let pivot = matrix[at][at];
        if pivot.abs() < 1e-12 {
            return None;
        }
        let row = matrix[at];
        for below in at + 1..UNKNOWNS {
            let share = matrix[below][at] / pivot;
            for (cell, above) in matrix[below].iter_mut().zip(row) {
                *cell -= share * above;
            }
            right[below] -= share * right[at];
        }
    }
    for at in (0..UNKNOWNS).rev() {
        let known: f64 = (at + 1..UNKNOWNS)
            .map(|other| matrix[at][other] * right[other])
            .sum();
        right[at] = (right[at] - known) / matrix[at][at];
    }
    Some(right)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pairs whose names are worth what was thought and whose traits are worth half of it: each of a grid
    /// of bits as often one person as the true worth says.
    fn check(offset: f64, names: f64, traits: f64) {
        let mut pairs = Vec::new();
        for given in [-24i16, 0, 16, 32] {
            for surname in [-20i16, 0, 20, 40] {
                for one in [-16i16, 0, 20, 40, 60] {
                    let mut groups = [0; GROUPS];
                    groups[usize::from(given < 0)] = given;
                    groups[2 + usize::from(surname < 0)] = surname;
                    groups[4 + usize::from(one < 0)] = one;
                    let worth = nats(given) * names + nats(surname) * names + nats(one) * traits;
                    let odds = worth + offset - 1000f64.ln();
                    #[expect(clippy::cast_possible_truncation, reason = "a probability")]
                    let same = (1.0 / (1.0 + (-odds).exp())) as f32;
                    pairs.push((Bits { groups, rest: 0 }, same, 4000.0));
                }
            }
        }
        let found = Examples::of(pairs, 1000.0, 1.0).fit();
        let expected = [names, names, names, names, traits, traits];
        for (found, expected) in found.factors.iter().zip(expected) {
            assert!(
                (f64::from(*found) - expected).abs() < 0.05,
                "{found} for {expected}"
            );
        }
        let bits = offset / std::f64::consts::LN_2;
        assert!((f64::from(found.offset) - bits).abs() < 0.2, "{found:?}");
    }

    #[test]
    fn what_fields_are_worth_is_found_from_who_is_who() {
        check(0.0, 1.0, 1.0);
        check(0.0, 1.0, 0.5);
        check(1.0, 1.5, 0.7);
    }

    /// Best pairs of both sides, of which those with the address and the given name are one person and `kin`
    /// with the surname in place of the given name are not, and as many strangers as a sample of one shows.
    fn families(same: u16, kin: u16, seen: u16) -> Examples {
        let of = |groups: [i16; GROUPS]| Bits { groups, rest: 0 };
        let person = of([40, 0, 40, 0, 40, 0]);
        let relative = of([0, -24, 40, 0, 64, 0]);
        let many = |bits, same: f32, count| std::iter::repeat_n((bits, same, 1.0), count);
        let pairs = many(person, 1.0, usize::from(same))
            .chain(many(relative, 1.0, usize::from(kin)))
            .chain(many(relative, 0.0, usize::from(seen)));
        Examples::mixed(pairs.collect(), (1000.0, 1000.0), 200.0)
    }

    #[test]
    fn relatives_are_told_from_people_who_are_one() {
        let check = |examples: &Examples, is_believed: bool| {
            let found = examples.best();
            let odds: Vec<bool> = (examples.cells.iter())
                .map(|cell| examples.log_odds(cell, &found) > 0.0)
                .collect();
            // The cells are in order of their bits: relatives have none for the given name.
            assert_eq!(odds, [is_believed, true], "{found:?}");
        };
        check(&families(800, 100, 100), false);
        check(&families(800, 100, 1), true);
    }

    #[test]
    fn evidence_is_overrated_where_strangers_leave_it_no_doubt() {
        let none = families(800, 100, 0).overrated();
        assert!(none.abs() < 1e-9, "{none}");
        let all = families(800, 100, 100).overrated();
        assert!((all - 1.0).abs() < 1e-9, "{all}");
    }

    #[test]
    fn without_examples_nothing_changes() {
        assert_eq!(
            Examples::of(Vec::new(), 1.0, 0.0).fit(),
            Calibration::default()
        );
    }
}
