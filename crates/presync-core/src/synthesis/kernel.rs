//! The search: candidates from the simplest on, each held against the target, the best on the rows
//! that had no part in finding them.

use std::cmp::Reverse;

use rayon::iter::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};

use super::{
    Limits, Synthesized, Tally, Task,
    column::Column,
    equality::{Equality, Order},
    expr::Expr,
    plain,
    rows::Rows,
    score,
};

/// What a single attribute must explain so that nothing else is tried.
const EXPLAINED_ENOUGH: f64 = 0.995;
/// Single attributes whose spelling is varied.
const RESPELT_MAX: usize = 8;
/// Candidates that are held against the rows held back, for each result asked for.
const FINALISTS_PER_RESULT: usize = 3;

/// A candidate on the fitted rows.
pub(super) struct Candidate {
    pub(super) expr: Expr,
    pub(super) column: Column,
    pub(super) tally: Tally,
    pub(super) worth: f64,
}

/// A search under way.
pub(super) struct Search<'a> {
    pub(super) rows: Rows<'a>,
    pub(super) equality: Equality,
    pub(super) target: Column,
    pub(super) limits: Limits,
}

pub(super) fn find(task: &Task<'_>, limits: &Limits) -> Vec<Synthesized> {
    let rows = Rows::read(task);
    let target = Column::target(&rows, task.equality, Order::DayFirst);
    let search = Search {
        rows,
        equality: task.equality,
        target,
        limits: *limits,
    };
    if search.rows.fitted().len() < score::PAIRS_MIN as usize / 2 {
        return Vec::new();
    }
    search.results(search.candidates())
}

impl Search<'_> {
    fn candidates(&self) -> Vec<Candidate> {
        let mut all = best_first(self.plain());
        let enough = |one: &Candidate| score::explained(one.tally) >= EXPLAINED_ENOUGH;
        if all.first().is_some_and(enough) {
            return all;
        }
        let respelt: Vec<Expr> = all
            .iter()
            .take(RESPELT_MAX)
            .flat_map(|one| plain::respelt(&one.expr))
            .collect();
        all.extend(self.tried(respelt));
        best_first(all)
    }

    /// Every source as it is.
    fn plain(&self) -> Vec<Candidate> {
        (0..self.rows.sources())
            .into_par_iter()
            .map(|source| {
                let range = self.rows.fitted();
                let column = Column::source(&self.rows, source, range, self.equality);
                self.candidate(Expr::Source(source), column)
            })
            .collect()
    }

    /// Expressions on all fitted rows.
    pub(super) fn tried(&self, exprs: Vec<Expr>) -> Vec<Candidate> {
        let tried = exprs.into_par_iter().map(|expr| {
            let column = Column::of(&self.rows, &expr, self.rows.fitted(), self.equality)?;
            Some(self.candidate(expr, column))
        });
        tried.collect::<Vec<_>>().into_iter().flatten().collect()
    }

    pub(super) fn candidate(&self, expr: Expr, column: Column) -> Candidate {
        let tally = column.tally(&self.target, 0);
        Candidate {
            worth: score::worth(tally, expr.complexity()),
            expr,
            column,
            tally,
        }
    }

    /// The candidates that chance does not explain, by what they are worth on the rows held back.
    fn results(&self, mut candidates: Vec<Candidate>) -> Vec<Synthesized> {
        candidates.truncate(self.limits.results_max * FINALISTS_PER_RESULT);
        let mut results: Vec<(f64, Synthesized)> = candidates
            .par_iter()
            .filter_map(|candidate| self.result(candidate))
            .collect();
        results.sort_by(|a, b| b.0.total_cmp(&a.0));
        results.truncate(self.limits.results_max);
        results.into_iter().map(|(_, result)| result).collect()
    }

    fn result(&self, candidate: &Candidate) -> Option<(f64, Synthesized)> {
        let held = self.rows.held_back();
        let column = Column::of(&self.rows, &candidate.expr, held.clone(), self.equality)?;
        let held_back = column.tally(&self.target, held.start);
        let chance = candidate.column.chance(&self.target, 0);
        let is_rule = score::is_significant(candidate.tally, chance)
            && score::is_significant(held_back, chance);
        if !is_rule {
            return None;
        }
        let complexity = candidate.expr.complexity();
        let attribute = match candidate.expr {
            Expr::Source(source) => Some(self.rows.attribute(source)),
            _ => None,
        };
        let result = Synthesized {
            expression: candidate.expr.print(&self.rows.names()),
            complexity,
            fitted: candidate.tally,
            held_back,
            covered: candidate.tally.both + held_back.both,
            chance,
            exceptions: self.exceptions(candidate, &column),
            notes: Vec::new(),
            attribute,
        };
        Some((score::worth(held_back, complexity), result))
    }

    fn exceptions(
        &self,
        candidate: &Candidate,
        held_back: &Column,
    ) -> Vec<(crate::UserIx, crate::UserIx)> {
        let values = candidate.column.numbers.iter().chain(&held_back.numbers);
        let differing = values
            .zip(&self.target.numbers)
            .enumerate()
            .filter(|(_, (value, held))| value != held);
        differing
            .map(|(row, _)| self.rows.pair(row))
            .take(self.limits.exceptions_max)
            .collect()
    }
}

/// The most worth first; of equals the simpler, then the earlier.
pub(super) fn best_first(mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    candidates.sort_by(|a, b| {
        let worth = b.worth.total_cmp(&a.worth);
        worth.then_with(|| {
            let simplicity = |one: &Candidate| Reverse(one.expr.complexity());
            simplicity(b).cmp(&simplicity(a))
        })
    });
    candidates
}
