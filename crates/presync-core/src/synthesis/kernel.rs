//! The search: candidates from the simplest on, each held against the target, the best on the rows
//! that had no part in finding them.

use std::cmp::Reverse;

use rayon::iter::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};

use rustc_hash::FxHashSet;

use super::{
    Limits, Synthesized, Tally, Task, chains,
    column::Column,
    compose, dates, differences,
    equality::{self, Equality, Order},
    explain,
    expr::Expr,
    notes, pieces, plain, related,
    rows::Rows,
    score, tables,
};

/// What a single attribute must explain so that nothing else is tried.
const EXPLAINED_ENOUGH: f64 = 0.995;
/// Single attributes whose spelling is varied.
const RESPELT_MAX: usize = 8;
/// Candidates that are held against the rows held back, for each result asked for.
const FINALISTS_PER_RESULT: usize = 3;

/// Rows by which expressions are built.
const SAMPLE_MAX: usize = 120;
/// Rows on which all expressions are tried, and how many of them on all rows then.
const TRIED_ROWS_MAX: usize = 1_000;
const PROMISING_MAX: usize = 40;
/// Of the best then, how many are respelt once more.
const RESPELT_AGAIN_MAX: usize = 4;

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
    let orders: &[Order] = match task.equality {
        Equality::Day => &[Order::DayFirst, Order::MonthFirst],
        _ => &[Order::DayFirst],
    };
    let mut best: Vec<Synthesized> = Vec::new();
    for order in orders {
        let found = find_in(task, limits, *order);
        let equal = |found: &[Synthesized]| found.first().map_or(0, |one| one.held_back.equal);
        if equal(&found) > equal(&best) {
            best = found;
        }
    }
    best
}

fn find_in(task: &Task<'_>, limits: &Limits, order: Order) -> Vec<Synthesized> {
    let rows = Rows::read(task);
    let target = Column::target(&rows, task.equality, order);
    let search = Search {
        rows,
        equality: task.equality,
        target,
        limits: *limits,
    };
    if search.rows.fitted().len() < score::PAIRS_MIN as usize / 2 {
        return Vec::new();
    }
    search.results(task, search.candidates())
}

impl Search<'_> {
    fn candidates(&self) -> Vec<Candidate> {
        let mut all = best_first(self.plain());
        let enough = |one: &Candidate| score::explained(one.tally) >= EXPLAINED_ENOUGH;
        if all.first().is_some_and(enough) {
            return all;
        }
        let sample: Vec<usize> = self.rows.fitted().take(SAMPLE_MAX).collect();
        let respelt = |one: &Candidate| plain::respelt(&one.expr, self.has_sharp_s(one));
        let mut exprs: Vec<Expr> = all.iter().take(RESPELT_MAX).flat_map(respelt).collect();
        exprs.extend(dates::found(self, &sample));
        exprs.extend(self.put_together(&sample));
        exprs.extend(tables::found(self, &self.keys(&sample)));
        all.extend(self.tried(self.promising(exprs)));
        all = best_first(all);
        let best = || all.iter().take(RESPELT_AGAIN_MAX);
        let mut again: Vec<Expr> = best().flat_map(respelt).collect();
        again.extend(best().flat_map(|one| self.preferring(&one.expr, &sample)));
        again.retain(|expr| all.iter().all(|known| known.expr != *expr));
        all.extend(self.tried(self.promising(again)));
        all = best_first(all);
        all.extend(chains::found(self, &all));
        best_first(all)
    }

    /// Whether a source of an expression has the one letter that `ToUpper` leaves as it is.
    fn has_sharp_s(&self, one: &Candidate) -> bool {
        let mut sources = Vec::new();
        one.expr.sources(&mut sources);
        let holds = |row, source| self.rows.with_value(row, source, |text| text.contains('ß'));
        sources
            .iter()
            .any(|source| self.rows.fitted().any(|row| holds(row, *source)))
    }

    /// Parts of related sources, put together or with one place replaced.
    fn put_together(&self, sample: &[usize]) -> Vec<Expr> {
        let related = related::sources(&self.rows, sample);
        let all = pieces::of(&self.rows, &related, sample);
        let targets: Vec<&str> = sample.iter().map(|row| self.rows.target(*row)).collect();
        let mut exprs = differences::found(&targets, &all);
        for skeleton in explain::skeletons(&targets, &all) {
            exprs.extend(compose::expressions(&self.rows, sample, &all, &skeleton));
        }
        exprs
    }

    /// The expression with a preferred attribute put before one of its own: some people have a value
    /// there, not all.
    fn preferring(&self, expr: &Expr, sample: &[usize]) -> Vec<Expr> {
        if matches!(expr, Expr::Source(_)) {
            return Vec::new();
        }
        let mut own = Vec::new();
        expr.sources(&mut own);
        own.sort_unstable();
        own.dedup();
        let is_partial = |source: &usize| {
            let has = |row: &&usize| {
                self.rows
                    .with_value(**row, *source, |text| !text.is_empty())
            };
            let filled = sample.iter().filter(has).count();
            filled > 0 && filled < sample.len() && !own.contains(source)
        };
        let partial: Vec<usize> = (0..self.rows.sources()).filter(is_partial).collect();
        let pairs = own
            .iter()
            .flat_map(|rest| partial.iter().map(move |first| (*first, *rest)));
        pairs
            .map(|(first, rest)| chains::preferring(expr, first, rest))
            .collect()
    }

    /// What a table may look up: every source, and the domain of addresses.
    fn keys(&self, sample: &[usize]) -> Vec<Expr> {
        let mut keys: Vec<Expr> = (0..self.rows.sources()).map(Expr::Source).collect();
        let has_domains = |source: &usize| {
            let is_address = |text: &str| text.contains('@');
            let addresses = sample
                .iter()
                .filter(|row| self.rows.with_value(**row, *source, is_address));
            addresses.count() * 2 > sample.len()
        };
        let addresses = (0..self.rows.sources()).filter(has_domains);
        keys.extend(addresses.map(|source| Expr::Source(source).word(2, '@')));
        keys
    }

    /// The expressions that do best on a part of the fitted rows, each once.
    fn promising(&self, mut exprs: Vec<Expr>) -> Vec<Expr> {
        exprs.sort();
        exprs.dedup();
        let rows = self.rows.fitted().len().min(TRIED_ROWS_MAX);
        let tried = exprs.into_par_iter().filter_map(|expr| {
            let column = Column::of(&self.rows, &expr, 0..rows, self.equality)?;
            let tally = column.tally(&self.target, 0);
            Some((score::worth(tally, expr.complexity()), expr))
        });
        let mut tried: Vec<(f64, Expr)> = tried.collect();
        tried.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        tried.truncate(PROMISING_MAX);
        tried.into_iter().map(|(_, expr)| expr).collect()
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
    fn results(&self, task: &Task<'_>, mut candidates: Vec<Candidate>) -> Vec<Synthesized> {
        // Of those that say the same in other letters the best alone, so that others are seen.
        let mut said = FxHashSet::default();
        candidates.retain(|one| said.insert(equality::hash(&one.column.numbers)));
        candidates.truncate(self.limits.results_max * FINALISTS_PER_RESULT);
        let mut results: Vec<(f64, Synthesized)> = candidates
            .par_iter()
            .filter_map(|candidate| self.result(task, candidate))
            .collect();
        results.sort_by(|a, b| b.0.total_cmp(&a.0));
        results.truncate(self.limits.results_max);
        results.into_iter().map(|(_, result)| result).collect()
    }

    fn result(&self, task: &Task<'_>, candidate: &Candidate) -> Option<(f64, Synthesized)> {
        let held = self.rows.held_back();
        let column = Column::of(&self.rows, &candidate.expr, held.clone(), self.equality)?;
        let held_back = column.tally(&self.target, held.start);
        let mut chance = candidate.column.chance(&self.target, 0);
        if matches!(candidate.expr, Expr::Call("Switch", _)) {
            chance = chance.max(self.target.most_frequent(self.rows.fitted()));
        }
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
            notes: notes::of(task, &self.rows, &candidate.expr),
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
