//! The first records of a table, column by column, and the first rows as they are.

use std::{collections::BTreeMap, ops::ControlFlow};

use presync_core::{Diagnostic, Side};

use crate::{
    DateOrder, ImportError,
    format::{Detected, Facts, Row},
    limits::{HEADER_ROWS_MAX, SAMPLE_RECORDS},
    reading::Evidence as Spellings,
    recognise::{Profile, shown},
    values::{is_blank_text, is_type_name},
};

/// Records whose cells are kept, for the preview and for comparing cells of one row.
const ROWS_KEPT: usize = 200;

/// What the columns were judged by.
#[derive(Debug, Clone, Default)]
pub(crate) struct Evidence {
    /// Headers as the file spells them.
    pub(crate) headers: Vec<String>,
    /// What a sample of each column holds.
    pub(crate) profiles: Vec<Profile>,
    /// Every value of the columns is in their sketches.
    pub(crate) sketches_are_whole: bool,
    /// The first records.
    pub(crate) rows: Vec<Vec<String>>,
    /// What was odd before the columns were judged.
    pub(crate) found: Vec<Diagnostic>,
    /// The side that was stated.
    pub(crate) side_stated: Option<Side>,
    /// How dates and ids of each column are written.
    pub(crate) spellings: Vec<Spellings>,
    /// The orders of dates that were stated.
    pub(crate) dates_stated: BTreeMap<String, DateOrder>,
    /// What the format says beside its rows.
    pub(crate) facts: Facts,
}

/// A row as it stands in the file.
#[derive(Debug, Clone)]
pub(crate) struct RawRow {
    pub(crate) line: u64,
    pub(crate) line_last: u64,
    pub(crate) cells: Vec<String>,
}

impl RawRow {
    fn of(row: &Row) -> Self {
        Self {
            line: row.line,
            line_last: row.line_last,
            cells: row.cells().map(shown).collect(),
        }
    }
}

/// The first records of a table.
pub(crate) struct Sample {
    pub(crate) profiles: Vec<Profile>,
    pub(crate) spellings: Vec<Spellings>,
    pub(crate) records: u32,
    pub(crate) is_whole: bool,
    /// The first rows that are not blank, whatever they are.
    pub(crate) first: Vec<RawRow>,
    pub(crate) rows: Vec<Vec<String>>,
    /// How many records have so many cells.
    widths: BTreeMap<usize, u32>,
}

impl Sample {
    pub(crate) fn of(detected: &mut Detected<'_>) -> Result<Self, ImportError> {
        let header_row = detected.header.row;
        let mut sample = Self {
            profiles: vec![Profile::default(); detected.header.names.len()],
            spellings: vec![Spellings::default(); detected.header.names.len()],
            records: 0,
            is_whole: true,
            first: Vec::new(),
            rows: Vec::new(),
            widths: BTreeMap::new(),
        };
        detected.rows.scan(&mut |row| {
            if row.is_blank() {
                return Ok(ControlFlow::Continue(()));
            }
            if sample.first.len() < HEADER_ROWS_MAX {
                sample.first.push(RawRow::of(row));
            }
            if row.line <= header_row {
                return Ok(ControlFlow::Continue(()));
            }
            if sample.records == SAMPLE_RECORDS {
                sample.is_whole = false;
                return Ok(ControlFlow::Break(()));
            }
            sample.take(row);
            Ok(ControlFlow::Continue(()))
        })?;
        sample.drop_trailing(&mut detected.header.names);
        Ok(sample)
    }

    fn take(&mut self, row: &Row) {
        self.records += 1;
        *self.widths.entry(row.len()).or_default() += 1;
        let columns = self.profiles.iter_mut().zip(&mut self.spellings);
        for (column, (profile, spellings)) in columns.enumerate() {
            let cell = row.cell(column);
            if is_type_name(cell) {
                profile.add("");
            } else {
                profile.add(cell);
                spellings.add(cell, row.line);
            }
        }
        if self.rows.len() < ROWS_KEPT {
            let width = self.profiles.len();
            self.rows
                .push((0..width).map(|column| shown(row.cell(column))).collect());
        }
    }

    /// Records with fewer cells than there are columns.
    pub(crate) fn short_rows(&self) -> u32 {
        self.widths
            .range(..self.profiles.len())
            .map(|(_, count)| count)
            .sum()
    }

    /// The same with nothing of it, for a file that holds no users.
    pub(crate) fn without_columns(self) -> Self {
        Self {
            profiles: Vec::new(),
            spellings: Vec::new(),
            rows: Vec::new(),
            ..self
        }
    }

    /// Delimiters at the end of every line make columns that nobody meant.
    fn drop_trailing(&mut self, names: &mut Vec<String>) {
        let is_nothing = |name: &str, profile: &Profile| is_blank_text(name) && profile.filled == 0;
        while self.is_whole
            && let (Some(name), Some(profile)) = (names.last(), self.profiles.last())
            && is_nothing(name, profile)
        {
            names.pop();
            self.profiles.pop();
            self.spellings.pop();
            for row in &mut self.rows {
                row.pop();
            }
        }
    }
}
