//! Rows counted by the values of their columns.

use std::{cmp::Ordering, collections::HashMap};

use rusqlite::Result;
use rustc_hash::FxHashMap;

use super::{
    GridColumn, Tally,
    lane::{List, Source, Values, shown},
};

/// Counts `rows`, the commonest `top` combinations first, then by value.
pub(super) fn count(
    source: &Source<'_>,
    columns: &[&GridColumn],
    rows: &[u32],
    top: usize,
) -> Result<Vec<Tally>> {
    let mut groups = Groups {
        of_rows: vec![0; rows.len()],
        examples: rows.first().map(|_| 0).into_iter().collect(),
    };
    let mut values = Vec::new();
    for column in columns {
        let column = source.values(column.lane, |text, kept| kept.push_str(text))?;
        groups.divide(&places(&column, rows));
        values.push(column);
    }
    let mut counted = groups.counted();
    counted.sort_by(|(example, count), (other_example, other)| {
        let [a, b] = [*example, *other_example].map(|example| rows[example]);
        let by_value = values.iter().map(|column| compare(column, a, b));
        other
            .cmp(count)
            .then(by_value.fold(Ordering::Equal, Ordering::then))
    });
    counted.truncate(top);
    let tally = |(example, count): (usize, u64)| Tally {
        values: values
            .iter()
            .map(|column| cell(column, rows[example]))
            .collect(),
        count,
    };
    Ok(counted.into_iter().map(tally).collect())
}

/// Rows divided into groups of equal cells.
struct Groups {
    of_rows: Vec<u32>,
    /// For each group where its first row stands.
    examples: Vec<usize>,
}

impl Groups {
    /// Divides further: rows stay together that have the same place.
    fn divide(&mut self, places: &[u32]) {
        let mut known: FxHashMap<(u32, u32), u32> = FxHashMap::default();
        self.examples.clear();
        for (at, (group, place)) in self.of_rows.iter_mut().zip(places).enumerate() {
            let next = u32::try_from(known.len()).expect("BUG: a plan has 32-bit rows");
            *group = *known.entry((*group, *place)).or_insert(next);
            if *group == next && self.examples.len() == next as usize {
                self.examples.push(at);
            }
        }
    }

    /// Each group's first row and how many rows it has.
    fn counted(&self) -> Vec<(usize, u64)> {
        let mut counts = vec![0u64; self.examples.len()];
        for group in &self.of_rows {
            counts[*group as usize] += 1;
        }
        self.examples.iter().copied().zip(counts).collect()
    }
}

/// For each row a number that rows of equal cells share.
fn places(values: &Values, rows: &[u32]) -> Vec<u32> {
    let mut known: HashMap<&str, u32> = HashMap::new();
    let mut known_numbers: FxHashMap<u64, u32> = FxHashMap::default();
    let mut place = |at: u32| match &values.list {
        List::Texts(texts) => {
            let next = u32::try_from(known.len()).expect("BUG: a plan has 32-bit rows");
            *known.entry(texts.get(at)).or_insert(next)
        }
        List::Numbers(numbers) => {
            let next = u32::try_from(known_numbers.len()).expect("BUG: a plan has 32-bit rows");
            let number = List::number(numbers, at);
            *known_numbers.entry(number.to_bits()).or_insert(next)
        }
    };
    rows.iter().map(|row| place(values.at(*row))).collect()
}

/// Nothing first, then by value.
fn compare(values: &Values, a: u32, b: u32) -> Ordering {
    let [a, b] = [a, b].map(|row| values.at(row));
    match &values.list {
        List::Texts(texts) => texts.get(a).cmp(texts.get(b)),
        List::Numbers(numbers) => {
            let [a, b] = [a, b].map(|at| List::number(numbers, at));
            b.is_nan().cmp(&a.is_nan()).then(a.total_cmp(&b))
        }
    }
}

fn cell(values: &Values, row: u32) -> String {
    match &values.list {
        List::Texts(texts) => texts.get(values.at(row)).to_owned(),
        List::Numbers(numbers) => shown(List::number(numbers, values.at(row))),
    }
}
