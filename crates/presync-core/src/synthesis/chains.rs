//! Chains: an attribute that is right where it has a value, and another expression for the rest.

use super::{
    expr::Expr,
    kernel::{Candidate, Search},
};

/// Expressions that may fill the gaps, beside every single attribute.
const RESTS_MAX: usize = 12;
/// Attributes that may go first.
const FIRSTS_MAX: usize = 12;
/// Chains that are made longer.
const CONTINUED_MAX: usize = 3;
/// How often a chain grows by one.
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
    let firsts: Vec<&Candidate> = all.iter().filter(is_right).take(FIRSTS_MAX).collect();
    let is_plain = |one: &Candidate| matches!(one.expr, Expr::Source(_)) && one.tally.equal > 0;
    let rests = all.iter().enumerate();
    let rests = rests.filter(|(at, one)| *at < RESTS_MAX || is_plain(one));
    let rests: Vec<&Candidate> = rests.map(|(_, one)| one).collect();
    let mut chains: Vec<Candidate> = Vec::new();
    for round in 0..ROUNDS {
        let mut longer = match round {
            0 => lengthened(search, &firsts, rests.iter().copied()),
            _ => continued(search, &chains, &rests),
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

/// The expression with one attribute preferred to another wherever that stands in it.
pub(super) fn preferring(expr: &Expr, first: usize, rest: usize) -> Expr {
    match expr {
        Expr::Source(source) if *source == rest => {
            chained(&Expr::Source(first), &Expr::Source(rest))
        }
        Expr::Call(name, arguments) => {
            let inner = |argument: &Option<Expr>| {
                let argument = argument.as_ref()?;
                Some(preferring(argument, first, rest))
            };
            Expr::Call(name, arguments.iter().map(inner).collect())
        }
        other => other.clone(),
    }
}

/// The best chains with another expression for whom they have nothing.
fn continued(search: &Search<'_>, chains: &[Candidate], rests: &[&Candidate]) -> Vec<Candidate> {
    let mut longer = Vec::new();
    for chain in chains.iter().take(CONTINUED_MAX) {
        for rest in rests.iter().filter(|rest| !holds(&chain.expr, &rest.expr)) {
            let column = chain.column.or(&rest.column);
            let candidate = search.candidate(chained(&chain.expr, &rest.expr), column);
            if candidate.worth > chain.worth {
                longer.push(candidate);
            }
        }
    }
    longer
}

fn holds(chain: &Expr, expr: &Expr) -> bool {
    matches!(chain, Expr::Call(_, parts) if parts.iter().flatten().any(|part| part == expr))
}

fn chained(first: &Expr, rest: &Expr) -> Expr {
    let mut arguments = Vec::new();
    for expr in [first, rest] {
        match expr {
            Expr::Call("Coalesce", parts) => arguments.extend(parts.iter().cloned()),
            _ => arguments.push(Some(expr.clone())),
        }
    }
    Expr::Call("Coalesce", arguments)
}
