//! How probable each pair is when nobody has more than one counterpart: marginals of the one-to-one model.
//!
//! Belief propagation over the pairs that compete for a user. Two equally good counterparts get at most
//! one half each, so that a tie decides nothing, whatever the order of rows.

use crate::UserIx;

/// A pair and the odds that it is one person, were there no other.
#[derive(Debug, Clone, Copy)]
pub(super) struct Edge {
    pub(super) legacy: UserIx,
    pub(super) azure: UserIx,
    /// log2 of the odds.
    pub(super) odds: f32,
}

const ROUNDS: usize = 40;
/// Odds beyond this many bits are certainty enough.
const ODDS_MAX: f32 = 200.0;

/// The probability of each edge, in order.
pub(super) fn marginals(edges: &[Edge], legacy_users: usize, azure_users: usize) -> Vec<f32> {
    let degree = |users: usize, user: fn(&Edge) -> UserIx| {
        let mut degrees = vec![0u32; users];
        for edge in edges {
            degrees[user(edge).index()] += 1;
        }
        degrees
    };
    let legacy_degrees = degree(legacy_users, |edge| edge.legacy);
    let azure_degrees = degree(azure_users, |edge| edge.azure);
    let competes = |edge: &Edge| {
        legacy_degrees[edge.legacy.index()] > 1 || azure_degrees[edge.azure.index()] > 1
    };
    let competing: Vec<usize> = (0..edges.len())
        .filter(|at| competes(&edges[*at]))
        .collect();
    let mut probabilities: Vec<f32> = edges.iter().map(|edge| alone(weight(edge))).collect();
    let among = propagate(edges, &competing);
    for (at, probability) in competing.into_iter().zip(among) {
        probabilities[at] = probability;
    }
    probabilities
}

fn weight(edge: &Edge) -> f64 {
    f64::from(edge.odds.clamp(-ODDS_MAX, ODDS_MAX)).exp2()
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a probability needs no more digits"
)]
fn alone(odds: f64) -> f32 {
    (odds / (1.0 + odds)) as f32
}

/// `free[edge]` is how free the user at the one end is of all its other pairs.
fn propagate(edges: &[Edge], competing: &[usize]) -> Vec<f32> {
    let weights: Vec<f64> = competing.iter().map(|at| weight(&edges[*at])).collect();
    let by_legacy = Groups::of(competing, |at| edges[at].legacy);
    let by_azure = Groups::of(competing, |at| edges[at].azure);
    let mut legacy_free = vec![1.0f64; competing.len()];
    let mut azure_free = vec![1.0f64; competing.len()];
    let mut terms = Vec::new();
    for _ in 0..ROUNDS {
        by_legacy.update(&weights, &azure_free, &mut legacy_free, &mut terms);
        by_azure.update(&weights, &legacy_free, &mut azure_free, &mut terms);
    }
    (0..competing.len())
        .map(|at| alone(weights[at] * legacy_free[at] * azure_free[at]))
        .collect()
}

/// Edges grouped by the user at one end.
struct Groups {
    order: Vec<u32>,
    ends: Vec<u32>,
}

impl Groups {
    fn of(competing: &[usize], user: impl Fn(usize) -> UserIx) -> Self {
        let count = u32::try_from(competing.len()).expect("BUG: fewer than 4 billion pairs");
        let mut order: Vec<u32> = (0..count).collect();
        order.sort_by_key(|at| user(competing[*at as usize]));
        let mut ends = Vec::new();
        for (at, pair) in order.windows(2).enumerate() {
            if user(competing[pair[0] as usize]) != user(competing[pair[1] as usize]) {
                ends.push(u32::try_from(at + 1).expect("BUG: fewer than 4 billion pairs"));
            }
        }
        ends.push(count);
        Self { order, ends }
    }

    /// One half-round; the geometric mean with the last value keeps close ties from swinging.
    fn update(&self, weights: &[f64], other_free: &[f64], free: &mut [f64], terms: &mut Vec<f64>) {
        let mut start = 0;
        for end in &self.ends {
            let group = &self.order[start as usize..*end as usize];
            start = *end;
            for at in group {
                terms.clear();
                let others = group.iter().filter(|other| *other != at);
                terms.extend(
                    others.map(|other| weights[*other as usize] * other_free[*other as usize]),
                );
                terms.sort_by(f64::total_cmp);
                let now = 1.0 / (1.0 + terms.iter().sum::<f64>());
                let at = *at as usize;
                free[at] = (free[at] * now).sqrt();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(edges: &[(u32, u32, f32)], expected: &[f32]) {
        let edges: Vec<Edge> = edges
            .iter()
            .map(|(legacy, azure, odds)| Edge {
                legacy: UserIx(*legacy),
                azure: UserIx(*azure),
                odds: *odds,
            })
            .collect();
        let found = marginals(&edges, 4, 4);
        for (found, expected) in found.iter().zip(expected) {
            assert!(
                (found - expected).abs() < 0.02,
                "{found} instead of {expected} in {edges:?}"
            );
        }
    }

    #[test]
    fn a_pair_alone_keeps_its_odds() {
        check(&[(0, 0, 0.0), (1, 1, 10.0)], &[0.5, 0.999]);
    }

    #[test]
    fn two_equal_counterparts_decide_nothing() {
        check(&[(0, 0, 20.0), (0, 1, 20.0)], &[0.5, 0.5]);
        check(
            &[(0, 0, 20.0), (0, 1, 20.0), (1, 0, 20.0), (1, 1, 20.0)],
            &[0.5; 4],
        );
    }

    #[test]
    fn a_user_taken_by_a_better_pair_is_not_free() {
        check(&[(0, 0, 20.0), (0, 1, 5.0)], &[1.0, 0.0]);
        check(
            &[(0, 0, 12.0), (0, 1, 11.0), (1, 0, 11.0)],
            &[0.0, 1.0, 1.0],
        );
    }
}
