//! Rows into columns: chunks are worded and packed side by side, and kept in their order.

use std::ops::Range;

use rayon::iter::{IntoParallelIterator, ParallelIterator};
use rusqlite::Connection;

use super::{CHUNK_ROWS, Kind, Stored, chunk};
use crate::{
    save_plan::{Failure, beside},
    table::plan_columns,
    ticker::Ticker,
};

/// Chunks that are made together, by as many threads as there are.
const TOGETHER: usize = 32;

/// Takes the values of one row after the other, each in the order of the columns.
pub(crate) struct RowSink<'c> {
    columns: &'c [Stored],
    raw: Vec<Vec<u8>>,
    last: Vec<Option<Range<usize>>>,
    at: usize,
}

impl<'c> RowSink<'c> {
    fn new(columns: &'c [Stored]) -> Self {
        Self {
            columns,
            raw: vec![Vec::new(); columns.len()],
            last: vec![None; columns.len()],
            at: 0,
        }
    }

    pub(crate) fn text(&mut self, text: &str) {
        let (raw, last) = self.next(Kind::Text);
        chunk::put_text(text, raw, last);
    }

    pub(crate) fn number(&mut self, number: Option<u32>) {
        chunk::put_number(number, self.next(Kind::Number).0);
    }

    pub(crate) fn score(&mut self, score: f32) {
        chunk::put_number(Some(score.to_bits()), self.next(Kind::Score).0);
    }

    fn next(&mut self, kind: Kind) -> (&mut Vec<u8>, &mut Option<Range<usize>>) {
        assert_eq!(
            self.columns[self.at].kind(),
            kind,
            "BUG: a row as its columns are"
        );
        let column = (&mut self.raw[self.at], &mut self.last[self.at]);
        self.at = (self.at + 1) % self.columns.len();
        column
    }
}

/// One chunk of every column of a table.
struct Packed {
    chunk: u32,
    rows: usize,
    columns: Vec<Vec<u8>>,
}

/// Keeps all rows of a table; `fill` gives the values of a row, counted from 0.
pub(crate) fn write(
    within: &Connection,
    columns: &[Stored],
    rows: usize,
    ticker: &mut Ticker<'_>,
    fill: impl Fn(usize, &mut RowSink<'_>) + Sync,
) -> Result<(), Failure> {
    let chunks = rows.div_ceil(CHUNK_ROWS);
    let make = |at: usize| make(columns, at, rows, &fill);
    let batches = (0..chunks).step_by(TOGETHER).map(|first| {
        let batch: Range<usize> = first..chunks.min(first + TOGETHER);
        batch.into_par_iter().map(make).collect::<Vec<Packed>>()
    });
    let mut statement = plan_columns::prepare_insert(within)?;
    beside::take(batches, |packed| {
        for (column, values) in columns.iter().zip(&packed.columns) {
            plan_columns::insert(&mut statement, *column, packed.chunk, values)?;
        }
        Ok(ticker.rows(packed.rows as u64)?)
    })
}

fn make(
    columns: &[Stored],
    at: usize,
    rows: usize,
    fill: &(impl Fn(usize, &mut RowSink<'_>) + Sync),
) -> Packed {
    let of_chunk = at * CHUNK_ROWS..rows.min((at + 1) * CHUNK_ROWS);
    let mut sink = RowSink::new(columns);
    for row in of_chunk.clone() {
        fill(row, &mut sink);
        assert_eq!(sink.at, 0, "BUG: a row has every column");
    }
    Packed {
        chunk: u32::try_from(at).expect("BUG: a plan has 32-bit rows"),
        rows: of_chunk.len(),
        columns: sink.raw.iter().map(|raw| chunk::pack(raw)).collect(),
    }
}
