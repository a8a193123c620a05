//! Chains: an attribute that is right where it has a value, and another expression for the rest.

use super::{
    expr::Expr,
    kernel::{Candidate, Search},
};

/// Expressions that may fill the gaps.
const RESTS_MAX: usize = 12;
/// Attributes in a chain beside the last.
const ROUNDS: usize = 2;
/// How often an attribute must be right where it has a value.
const RIGHT_MIN: f64 = 0.6;

/// Chains that are worth more than what they end in. Never by IIF: its condition fails on null.
pub(super) fn found(search: &Search<'_>, all: &[Candidate]) -> Vec<Candidate> {
    let is_right = |one: &&Candidate| {
        matches!(one.expr, Expr::Source(_))
            && one.tally.both >= 3
            && one.tally.agreement() >= RIGHT_MIN
    };
    let firsts: Vec<&Candidate> = all.iter().filter(is_right).collect();
    let mut chains: Vec<Candidate> = Vec::new();
    for round in 0..ROUNDS {
        let mut longer = match round {
            0 => lengthened(search, &firsts, all.iter().take(RESTS_MAX)),
            _ => lengthened(search, &firsts, chains.iter().take(3)),
        };
        longer.sort_by(|a, b| b.worth.total_cmp(&a.worth));
        longer.truncate(RESTS_MAX);
        chains.splice(0..0, longer);
    }
    chains
}

fn lengthened<'c>(
    search: &Search<'_>,
    firsts: &[&Candidate],
    rests: impl Iterator<Item = &'c Candidate>,
) -> Vec<Candidate> {
    let mut chains = Vec::new();
    for rest in rests {
        for first in firsts.iter().filter(|first| first.expr != rest.expr) {
            let column = first.column.or(&rest.column);
            let chain = search.candidate(chained(&first.expr, &rest.expr), column);
            if chain.worth > rest.worth && chain.worth > first.worth {
                chains.push(chain);
            }
        }
    }
    chains
}

fn chained(first: &Expr, rest: &Expr) -> Expr {
    let mut arguments = vec![Some(first.clone())];
    match rest {
        Expr::Call("Coalesce", more) => arguments.extend(more.iter().cloned()),
        _ => arguments.push(Some(rest.clone())),
    }
    Expr::Call("Coalesce", arguments)
}
