//! Columns out of the file: whole, or the values of a few rows.
//!
//! A row is named by its position, from 0; [`NONE`] is nobody, whose values are all absent.

use rayon::iter::{IntoParallelIterator, ParallelIterator};
use rusqlite::{Connection, Error, Result, types::Type};

use super::{
    CHUNK_ROWS, Kind, Stored,
    chunk::{self, BrokenChunk},
};
use crate::table::{
    plan::{self, PlanSizes},
    plan_columns,
};

/// The row of nobody.
pub(crate) const NONE: u32 = u32::MAX;
/// Chunks that are unpacked together, by as many threads as there are.
const TOGETHER: usize = 64;

/// The columns of the stored plan.
#[derive(Clone, Copy)]
pub(crate) struct Columns<'c> {
    pub(crate) connection: &'c Connection,
    pub(crate) sizes: PlanSizes,
}

impl<'c> Columns<'c> {
    /// Those of the last plan; of none, they are empty.
    pub(crate) fn of(connection: &'c Connection) -> Result<Self> {
        let sizes = plan::sizes(connection)?;
        Ok(Self { connection, sizes })
    }

    /// All values of a text column, each as `edit` leaves it.
    pub(crate) fn texts(
        &self,
        column: Stored,
        edit: impl Fn(&str, &mut String) + Sync,
    ) -> Result<Texts> {
        let mut texts = Texts::default();
        let unpack = |count, packed: &[u8]| {
            let mut part = Texts::default();
            chunk::each_text(&chunk::unpack(packed)?, count, |text| {
                edit(text, &mut part.text);
                part.ends.push(part.text.len());
            })?;
            Ok(part)
        };
        self.each(column, unpack, |part| texts.append(&part))?;
        Ok(texts)
    }

    /// Whether each value of a text column passes.
    pub(crate) fn test(
        &self,
        column: Stored,
        passes: impl Fn(&str) -> bool + Sync,
    ) -> Result<Vec<bool>> {
        let mut tested = Vec::with_capacity(column.rows(&self.sizes));
        let unpack = |count, packed: &[u8]| {
            let mut part = Vec::with_capacity(count);
            chunk::each_text(&chunk::unpack(packed)?, count, |text| {
                part.push(passes(text));
            })?;
            Ok(part)
        };
        self.each(column, unpack, |part| tested.extend(part))?;
        Ok(tested)
    }

    /// All values of a column of numbers; NaN is none.
    pub(crate) fn numbers(&self, column: Stored) -> Result<Vec<f64>> {
        let mut numbers = Vec::with_capacity(column.rows(&self.sizes));
        let unpack = |count, packed: &[u8]| {
            let mut part = Vec::with_capacity(count);
            let raw = chunk::unpack(packed)?;
            chunk::each_number(&raw, count, |value| part.push(number(column, value)))?;
            Ok(part)
        };
        self.each(column, unpack, |part| numbers.extend(part))?;
        Ok(numbers)
    }

    /// All values of a column that names rows, as positions.
    pub(crate) fn keys(&self, column: Stored) -> Result<Vec<u32>> {
        let mut keys = Vec::with_capacity(column.rows(&self.sizes));
        let unpack = |count, packed: &[u8]| {
            let mut part = Vec::with_capacity(count);
            chunk::each_number(&chunk::unpack(packed)?, count, |value| {
                part.push(position(value));
            })?;
            Ok(part)
        };
        self.each(column, unpack, |part| keys.extend(part))?;
        Ok(keys)
    }

    /// Values of a text column at these rows.
    pub(crate) fn pick_texts(&self, column: Stored, rows: &[u32]) -> Result<Vec<String>> {
        self.pick(column, rows, |raw, count, take| {
            let mut at = 0;
            chunk::each_text(raw, count, |text| {
                take(at, &|| text.to_owned());
                at += 1;
            })
        })
    }

    /// Values of a column of numbers at these rows; NaN is none.
    pub(crate) fn pick_numbers(&self, column: Stored, rows: &[u32]) -> Result<Vec<f64>> {
        let picked = self.pick(column, rows, |raw, count, take| {
            let mut at = 0;
            chunk::each_number(raw, count, |value| {
                take(at, &|| Some(number(column, value)));
                at += 1;
            })
        })?;
        Ok(picked
            .into_iter()
            .map(|value| value.unwrap_or(f64::NAN))
            .collect())
    }

    /// Values of a column that names rows, at these rows.
    pub(crate) fn pick_keys(&self, column: Stored, rows: &[u32]) -> Result<Vec<u32>> {
        let picked = self.pick(column, rows, |raw, count, take| {
            let mut at = 0;
            chunk::each_number(raw, count, |value| {
                take(at, &|| Some(position(value)));
                at += 1;
            })
        })?;
        Ok(picked.into_iter().map(|key| key.unwrap_or(NONE)).collect())
    }

    /// Unpacks every chunk, side by side, and takes what came of it in order.
    fn each<T: Send>(
        &self,
        column: Stored,
        unpack: impl Fn(usize, &[u8]) -> Result<T, BrokenChunk> + Sync,
        mut take: impl FnMut(T),
    ) -> Result<()> {
        let rows = column.rows(&self.sizes);
        let chunks = rows.div_ceil(CHUNK_ROWS);
        for first in (0..chunks).step_by(TOGETHER) {
            let last = chunks.min(first + TOGETHER);
            let packed = plan_columns::range(self.connection, column, first..last)?;
            if packed.len() != last - first {
                return Err(broken(BrokenChunk));
            }
            let parts: Result<Vec<T>, BrokenChunk> = packed
                .into_par_iter()
                .map(|(chunk, packed)| unpack(rows_of(chunk, rows), &packed))
                .collect();
            parts.map_err(broken)?.into_iter().for_each(&mut take);
        }
        Ok(())
    }

    /// Unpacks the chunks that rows are in, each once.
    fn pick<T: Default + Clone>(
        &self,
        column: Stored,
        wanted: &[u32],
        show: impl Fn(&[u8], usize, &mut dyn FnMut(usize, &dyn Fn() -> T)) -> Result<(), BrokenChunk>,
    ) -> Result<Vec<T>> {
        let rows = column.rows(&self.sizes);
        let mut picked = vec![T::default(); wanted.len()];
        let mut order: Vec<usize> = (0..wanted.len())
            .filter(|at| (wanted[*at] as usize) < rows)
            .collect();
        order.sort_by_key(|at| wanted[*at]);
        for group in order.chunk_by(|a, b| chunk_of(wanted[*a]) == chunk_of(wanted[*b])) {
            let chunk = chunk_of(wanted[group[0]]);
            let packed = plan_columns::one(self.connection, column, chunk)?;
            let raw = chunk::unpack(&packed).map_err(broken)?;
            let mut left = group.iter().peekable();
            let mut take = |at: usize, value: &dyn Fn() -> T| {
                while let Some(place) =
                    left.next_if(|place| wanted[**place] as usize % CHUNK_ROWS == at)
                {
                    picked[*place] = value();
                }
            };
            show(&raw, rows_of(chunk, rows), &mut take).map_err(broken)?;
        }
        Ok(picked)
    }
}

/// Texts with their letters in one piece.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    text: String,
    ends: Vec<usize>,
}

impl Texts {
    /// These texts.
    pub(crate) fn of<'t>(texts: impl IntoIterator<Item = &'t str>) -> Self {
        let mut all = Self::default();
        texts.into_iter().for_each(|text| all.push(text));
        all
    }

    pub(crate) fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.ends.push(self.text.len());
    }

    /// The text of a row; that of nobody is empty.
    pub(crate) fn get(&self, row: u32) -> &str {
        let at = row as usize;
        let Some(end) = self.ends.get(at) else {
            return "";
        };
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start..*end]
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    fn append(&mut self, part: &Self) {
        let before = self.text.len();
        self.text.push_str(&part.text);
        self.ends.extend(part.ends.iter().map(|end| before + end));
    }
}

fn chunk_of(row: u32) -> usize {
    row as usize / CHUNK_ROWS
}

fn rows_of(chunk: usize, rows: usize) -> usize {
    CHUNK_ROWS.min(rows - chunk * CHUNK_ROWS)
}

fn number(column: Stored, value: Option<u32>) -> f64 {
    const DIGITS: f64 = 1e4;
    match (column.kind(), value) {
        (_, None) => f64::NAN,
        (Kind::Score, Some(bits)) => (f64::from(f32::from_bits(bits)) * DIGITS).round() / DIGITS,
        (_, Some(value)) => f64::from(value),
    }
}

/// Ordinals count from 1.
fn position(ordinal: Option<u32>) -> u32 {
    ordinal
        .and_then(|ordinal| ordinal.checked_sub(1))
        .unwrap_or(NONE)
}

fn broken(error: BrokenChunk) -> Error {
    Error::FromSqlConversionFailure(0, Type::Blob, Box::new(error))
}
