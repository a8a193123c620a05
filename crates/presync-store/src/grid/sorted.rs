//! Rows in order: empty cells last, then by value; the row decides between equals.

use std::cmp::Ordering;

use rayon::slice::ParallelSliceMut;
use rusqlite::Result;

use super::{
    GridTable, Order, Sort,
    columns::Lane,
    lane::{List, Source, Values},
};
use crate::text;

/// One sort column, looked up.
pub(super) struct Key {
    lane: Lane,
    order: Order,
}

/// A sort column with its values.
struct By {
    values: Values,
    order: Order,
}

/// What nearly always decides between two rows without a look at their texts: whether the first cell is
/// empty, and how it begins.
type Head = (bool, u64);

impl Key {
    /// The sort columns of a table.
    pub(super) fn all(table: GridTable, sort: &[Sort]) -> crate::Result<Vec<Self>> {
        let keys = sort.iter().map(|Sort { column, order }| {
            let lane = table.column(column)?.lane;
            let order = *order;
            Ok(Self { lane, order })
        });
        keys.collect()
    }
}

/// Puts rows in order.
pub(super) fn sort(source: &Source<'_>, keys: &[Key], rows: &mut [u32]) -> Result<()> {
    let by = keys.iter().map(|key| {
        let fold = |cell: &str, kept: &mut String| text::fold_onto(cell, kept);
        let values = source.values(key.lane, fold)?;
        let order = key.order;
        Ok(By { values, order })
    });
    let by: Vec<By> = by.collect::<Result<_>>()?;
    let Some(first) = by.first() else {
        return Ok(());
    };
    let mut headed: Vec<(Head, u32)> = rows.iter().map(|row| (first.head(*row), *row)).collect();
    headed.par_sort_unstable_by(|(head, row), (other_head, other)| {
        let rest = || {
            let columns = by.iter().map(|by| by.compare(*row, *other));
            columns
                .fold(Ordering::Equal, Ordering::then)
                .then(row.cmp(other))
        };
        head.cmp(other_head).then_with(rest)
    });
    rows.iter_mut()
        .zip(headed)
        .for_each(|(row, (_, sorted))| *row = sorted);
    Ok(())
}

impl By {
    fn head(&self, row: u32) -> Head {
        const BYTES: usize = 8;
        let (empty, begin) = match &self.values.list {
            List::Texts(texts) => {
                let text = texts.get(self.values.at(row)).as_bytes();
                let mut begin = [0; BYTES];
                let len = text.len().min(BYTES);
                begin[..len].copy_from_slice(&text[..len]);
                (text.is_empty(), u64::from_be_bytes(begin))
            }
            List::Numbers(numbers) => {
                let number = List::number(numbers, self.values.at(row));
                (number.is_nan(), ordered(number))
            }
        };
        match self.order {
            _ if empty => (true, 0),
            Order::Ascending => (false, begin),
            Order::Descending => (false, !begin),
        }
    }

    fn compare(&self, row: u32, other: u32) -> Ordering {
        let [row, other] = [row, other].map(|row| self.values.at(row));
        let (empty, way) = match &self.values.list {
            List::Texts(texts) => {
                let (a, b) = (texts.get(row), texts.get(other));
                (a.is_empty().cmp(&b.is_empty()), a.cmp(b))
            }
            List::Numbers(numbers) => {
                let (a, b) = (List::number(numbers, row), List::number(numbers, other));
                (a.is_nan().cmp(&b.is_nan()), a.total_cmp(&b))
            }
        };
        let way = match self.order {
            Order::Ascending => way,
            Order::Descending => way.reverse(),
        };
        empty.then(way)
    }
}

/// The bits of a number that sort as it does.
fn ordered(number: f64) -> u64 {
    let bits = number.to_bits();
    if number.is_sign_negative() {
        !bits
    } else {
        bits | 1 << 63
    }
}
