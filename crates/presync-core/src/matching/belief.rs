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

/// The pairs of a population and which of them compete.
#[derive(Debug)]
pub(super) struct Network {
    /// Positions of edges that share a user with another.
    competing: Vec<u32>,
    by_legacy: Groups,
    by_azure: Groups,
}

const ROUNDS: usize = 40;
/// Odds beyond this many bits are certainty enough.
const ODDS_MAX: f32 = 200.0;
/// A round that changes nothing by more than this share is the last.
const SETTLED: f64 = 1e-3;

impl Network {
    /// The network of edges, whose odds may change later.
    pub(super) fn of(edges: &[Edge], legacy_users: usize, azure_users: usize) -> Self {
        let legacy_degrees = degrees(edges, legacy_users, |edge| edge.legacy);
        let azure_degrees = degrees(edges, azure_users, |edge| edge.azure);
        let competes = |edge: &Edge| {
            legacy_degrees[edge.legacy.index()] > 1 || azure_degrees[edge.azure.index()] > 1
        };
        let competing: Vec<u32> = (0u32..)
            .zip(edges)
            .filter(|(_, edge)| competes(edge))
            .map(|(at, _)| at)
            .collect();
        let among: Vec<Edge> = competing.iter().map(|at| edges[*at as usize]).collect();
        Self {
            by_legacy: Groups::of(&among, legacy_users, |edge| edge.legacy),
            by_azure: Groups::of(&among, azure_users, |edge| edge.azure),
            competing,
        }
    }

    /// The probability of each edge, in order.
    pub(super) fn marginals(&self, edges: &[Edge]) -> Vec<f32> {
        let mut probabilities: Vec<f32> = edges.iter().map(|edge| alone(weight(edge))).collect();
        let weights: Vec<f64> = self
            .competing
            .iter()
            .map(|at| weight(&edges[*at as usize]))
            .collect();
        let mut legacy_free = vec![1.0f64; weights.len()];
        let mut azure_free = vec![1.0f64; weights.len()];
        for _ in 0..ROUNDS {
            let ours = self
                .by_legacy
                .update(&weights, &azure_free, &mut legacy_free);
            let theirs = self
                .by_azure
                .update(&weights, &legacy_free, &mut azure_free);
            if ours.max(theirs) < SETTLED {
                break;
            }
        }
        for (at, edge) in self.competing.iter().enumerate() {
            probabilities[*edge as usize] = alone(weights[at] * legacy_free[at] * azure_free[at]);
        }
        probabilities
    }
}

fn degrees(edges: &[Edge], users: usize, user: fn(&Edge) -> UserIx) -> Vec<u32> {
    let mut degrees = vec![0u32; users];
    for edge in edges {
        degrees[user(edge).index()] += 1;
    }
    degrees
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

/// Edges grouped by the user at one end.
#[derive(Debug)]
struct Groups {
    order: Vec<u32>,
    ends: Vec<u32>,
}

impl Groups {
    fn of(edges: &[Edge], users: usize, user: fn(&Edge) -> UserIx) -> Self {
        let mut ends = degrees(edges, users, user);
        let mut total = 0;
        for end in &mut ends {
            total += *end;
            *end = total;
        }
        let mut next: Vec<u32> = ends.clone();
        let mut order = vec![0u32; edges.len()];
        for at in (0..edges.len()).rev() {
            let place = &mut next[user(&edges[at]).index()];
            *place -= 1;
            order[*place as usize] = u32::try_from(at).expect("BUG: fewer than 4 billion pairs");
        }
        ends.dedup();
        Self { order, ends }
    }

    /// How free each edge's user is of its other pairs, from how free their other ends are. Gives the
    /// largest relative change. The geometric mean with the last value keeps close ties from swinging.
    fn update(&self, weights: &[f64], other_free: &[f64], free: &mut [f64]) -> f64 {
        let (mut start, mut change) = (0, 0.0f64);
        let mut terms: Vec<(f64, usize)> = Vec::new();
        for end in &self.ends {
            let group = &self.order[start as usize..*end as usize];
            start = *end;
            terms.clear();
            terms.extend(group.iter().map(|at| {
                let at = *at as usize;
                (weights[at] * other_free[at], at)
            }));
            terms.sort_by(|a, b| a.0.total_cmp(&b.0));
            change = change.max(free_without_own(&terms, free));
        }
        change
    }
}

/// Terms come smallest first, so that sums do not depend on the order of rows nor lose small terms.
fn free_without_own(terms: &[(f64, usize)], free: &mut [f64]) -> f64 {
    let (mut below, mut change) = (0.0, 0.0f64);
    for (rank, (term, at)) in terms.iter().enumerate() {
        let above: f64 = terms[rank + 1..].iter().map(|(other, _)| other).sum();
        let now = 1.0 / (1.0 + below + above);
        let before = free[*at];
        free[*at] = (before * now).sqrt();
        change = change.max((free[*at] / before - 1.0).abs());
        below += term;
    }
    change
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
        let found = Network::of(&edges, 4, 4).marginals(&edges);
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
        check(&[(2, 0, 90.0), (2, 1, 90.0)], &[0.5, 0.5]);
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
