//! Switch tables: codes on one side, names on the other. An entry needs several pairs, so that a table
//! does not learn people by heart.

use std::collections::BTreeMap;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::{expr::Expr, kernel::Search, pieces};

/// Pairs that an entry needs: two of one value may be an accident.
const PAIRS_PER_ENTRY: usize = 3;
/// Share of an entry's pairs that must hold its value, in per cent; a smaller one does where no other
/// value comes near it, for people enter all sorts of things over what a table gave.
const ENTRY_RIGHT_PERCENT: usize = 75;
const ENTRY_KEPT_PERCENT: usize = 25;
const ENTRY_LEAD: usize = 2;
/// Share of the rows that the entries must explain for the table to be tried, in per cent.
const EXPLAINED_PERCENT: usize = 20;
/// A source with more values than this is no code.
const KEYS_MAX: usize = 400;

/// A table for every source whose values are few.
pub(super) fn found(search: &Search<'_>, keys: &[Expr]) -> Vec<Expr> {
    let rows: Vec<usize> = search.rows.fitted().collect();
    let tables = keys.par_iter().map(|key| table(search, key, &rows));
    tables.collect::<Vec<_>>().into_iter().flatten().collect()
}

fn table(search: &Search<'_>, key: &Expr, rows: &[usize]) -> Option<Expr> {
    let texts = pieces::texts(&search.rows, key, rows)?;
    let mut keys: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    for (text, row) in texts.iter().zip(rows) {
        if text.is_empty() {
            continue;
        }
        *keys
            .entry(text)
            .or_default()
            .entry(search.rows.target(*row))
            .or_default() += 1;
        if keys.len() > KEYS_MAX {
            return None;
        }
    }
    let mut entries: Vec<(usize, &str, &str)> = keys
        .iter()
        .filter_map(|(key, values)| entry(key, values))
        .collect();
    let kept = entries.iter().any(|(_, key, value)| key == value);
    entries.retain(|(_, key, value)| key != value);
    entries.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    entries.truncate(search.limits.entries_max);
    entries.sort_by_key(|entry| entry.1);
    let explained: usize = entries.iter().map(|entry| entry.0).sum();
    if explained * 100 < rows.len() * EXPLAINED_PERCENT && !kept {
        return None;
    }
    if entries.is_empty() || (!kept && entries.iter().all(|entry| entry.2 == entries[0].2)) {
        return None;
    }
    let mut arguments = vec![Some(key.clone()), kept.then(|| key.clone())];
    for (_, key, value) in entries {
        arguments.extend([Some(Expr::text(key)), Some(Expr::text(value))]);
    }
    Some(Expr::Call("Switch", arguments))
}

/// The value that most pairs of a key have, if they are enough.
fn entry<'t>(key: &'t str, values: &BTreeMap<&'t str, usize>) -> Option<(usize, &'t str, &'t str)> {
    let all: usize = values.values().sum();
    // Of equally many the first by the alphabet.
    let (value, most) = values.iter().rev().max_by_key(|(_, count)| **count)?;
    let others = values.iter().filter(|(other, _)| *other != value);
    let second = others.map(|(_, count)| *count).max().unwrap_or(0);
    let is_right = most * 100 >= all * ENTRY_RIGHT_PERCENT;
    let is_kept = most * 100 >= all * ENTRY_KEPT_PERCENT && *most >= second * ENTRY_LEAD;
    let holds = *most >= PAIRS_PER_ENTRY && (is_right || is_kept);
    holds.then_some((*most, key, *value))
}
