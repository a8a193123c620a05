//! Which sources have to do with a target: they share words or initials with it more often than with
//! the values of other people.

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::{folded, folded::Folded, pieces, rows::Rows};
use crate::synthesis::expr::Expr;

/// Sources that are taken apart.
const RELATED_MAX: usize = 10;
/// Share of the sample in which they must share more than with others.
const WORDS_MIN: f64 = 0.04;
const INITIALS_MIN: f64 = 0.25;

/// The related sources, the closest first.
pub(super) fn sources(rows: &Rows<'_>, sample: &[usize]) -> Vec<usize> {
    let targets: Vec<Folded> = sample
        .iter()
        .map(|row| Folded::of(rows.target(*row)))
        .collect();
    let scored = (0..rows.sources()).into_par_iter().filter_map(|source| {
        let texts = pieces::texts(rows, &Expr::Source(source), sample)?;
        let texts: Vec<Folded> = texts.iter().map(|text| Folded::of(text)).collect();
        let words = lift(&texts, &targets, folded::shares_text);
        let initials = lift(&texts, &targets, folded::shares_initial);
        let is_related = words >= WORDS_MIN || initials >= INITIALS_MIN;
        is_related.then_some((words.max(initials / 2.0), source))
    });
    let mut scored: Vec<(f64, usize)> = scored.collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    scored.truncate(RELATED_MAX);
    scored.into_iter().map(|(_, source)| source).collect()
}

/// How much oftener people share something with their own value than with that of another.
fn lift(texts: &[Folded], targets: &[Folded], shares: fn(&Folded, &Folded) -> bool) -> f64 {
    let count = texts.len();
    let shared = |shift: usize| {
        let with = |at: &usize| shares(&texts[*at], &targets[(at + shift) % count]);
        (0..count).filter(with).count() as f64
    };
    if count < 2 {
        return 0.0;
    }
    (shared(0) - shared(1)) / count as f64
}
