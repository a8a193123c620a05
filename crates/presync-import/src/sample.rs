//! The first records of a table, column by column, and the first rows as they are.

use std::ops::ControlFlow;

use presync_core::{Diagnostic, Side};

use crate::{
    ImportError,
    format::{Detected, Row},
    limits::{HEADER_ROWS_MAX, SAMPLE_RECORDS},
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
    pub(crate) records: u32,
    pub(crate) is_whole: bool,
    /// The first rows that are not blank, whatever they are.
    pub(crate) first: Vec<RawRow>,
    pub(crate) rows: Vec<Vec<String>>,
}

impl Sample {
    pub(crate) fn of(detected: &mut Detected<'_>) -> Result<Self, ImportError> {
        let header_row = detected.header.row;
        let mut sample = Self {
            profiles: vec![Profile::default(); detected.header.names.len()],
            records: 0,
            is_whole: true,
            first: Vec::new(),
            rows: Vec::new(),
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
        for (column, profile) in self.profiles.iter_mut().enumerate() {
            let cell = row.cell(column);
            profile.add(if is_type_name(cell) { "" } else { cell });
        }
        if self.rows.len() < ROWS_KEPT {
            let width = self.profiles.len();
            self.rows
                .push((0..width).map(|column| shown(row.cell(column))).collect());
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
            for row in &mut self.rows {
                row.pop();
            }
        }
    }
}
