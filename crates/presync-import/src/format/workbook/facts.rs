//! What a sheet shows beside its values: hidden rows, merged cells, formulas that were never calculated.

use presync_core::{Cases, Diagnostic, Severity};

use crate::{limits::REGIONS_MAX, source::SourceFile};

/// Rows that are remembered one by one.
const LINES_MAX: usize = 64;

/// Cells that are merged into one: rows from 1, columns from 0, all inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Region {
    pub(crate) top: u64,
    pub(crate) bottom: u64,
    pub(crate) left: usize,
    pub(crate) right: usize,
}

impl Region {
    /// Whether a cell lies in it.
    pub(super) fn holds(&self, line: u64, column: usize) -> bool {
        (self.top..=self.bottom).contains(&line) && (self.left..=self.right).contains(&column)
    }

    /// Whether it joins columns of one row.
    pub(super) fn is_flat(&self) -> bool {
        self.top == self.bottom && self.left < self.right
    }
}

/// How many rows, and the first of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Lines {
    total: u64,
    first: Vec<u64>,
}

impl Lines {
    /// Counts a row.
    pub(super) fn add(&mut self, line: u64) {
        self.total += 1;
        if self.first.len() < LINES_MAX {
            self.first.push(line);
        }
    }

    /// Those below the header: how many, and the first.
    fn below(&self, header_row: u64) -> Option<(u64, u64)> {
        let above = self
            .first
            .iter()
            .filter(|line| **line <= header_row)
            .count();
        let first = self.first.get(above)?;
        Some((self.total - above as u64, *first))
    }
}

/// What one sheet shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct SheetFacts {
    /// Rows with values that nobody sees.
    pub(super) hidden: Lines,
    /// Rows of cells with a formula and no value, one for each cell.
    pub(super) uncalculated: Lines,
    /// Merged regions, the first ones.
    pub(crate) merged: Vec<Region>,
    merged_more: u64,
}

impl SheetFacts {
    /// Remembers a merged region; one of a single cell is none.
    pub(crate) fn merge(&mut self, region: Region) {
        if region.top == region.bottom && region.left == region.right {
            return;
        }
        if self.merged.len() < REGIONS_MAX {
            self.merged.push(region);
        } else {
            self.merged_more += 1;
        }
    }

    /// What is to be said of the rows below the header.
    pub(super) fn diagnostics(
        &self,
        file: &SourceFile<'_>,
        sheet: &str,
        header_row: u64,
    ) -> Vec<Diagnostic> {
        let say = |code: &str, (cases, row): (u64, u64), message: String, hint: &str| Diagnostic {
            code: code.into(),
            severity: Severity::Warning,
            file: file.name(),
            sheet: Some(sheet.into()),
            row: Some(row),
            column: None,
            message,
            hint: hint.into(),
            cases: Cases {
                count: cases,
                ..Cases::default()
            },
        };
        let hidden = self.hidden.below(header_row).map(|found| {
            say(
                "ROWS_HIDDEN",
                found,
                format!(
                    "{} hidden by a filter or by hand, and read all the same.",
                    count(found.0, "row is", "rows are")
                ),
                "Delete hidden rows in the workbook if they are not meant.",
            )
        });
        let merged = self.merged_below(header_row).map(|found| {
            say(
                "CELLS_MERGED",
                found,
                format!(
                    "{} among the records; the value counts for the first cell only, the others are empty.",
                    count(found.0, "merged region is", "merged regions are")
                ),
                "Unmerge them in the workbook and fill in the values.",
            )
        });
        let empty = self.uncalculated.below(header_row).map(|found| {
            say(
                "FORMULA_NOT_CALCULATED",
                found,
                format!(
                    "{} a formula that was never calculated; no value is there to read.",
                    count(found.0, "cell has", "cells have")
                ),
                "Open the workbook in Excel, save it, and give it again.",
            )
        });
        hidden.into_iter().chain(merged).chain(empty).collect()
    }

    fn merged_below(&self, header_row: u64) -> Option<(u64, u64)> {
        let below = |region: &&Region| region.bottom > header_row;
        let first = self
            .merged
            .iter()
            .filter(below)
            .map(|region| region.top)
            .min()?;
        let known = self.merged.iter().filter(below).count() as u64;
        Some((known + self.merged_more, first))
    }
}

fn count(number: u64, one: &str, many: &str) -> String {
    match number {
        1 => format!("1 {one}"),
        _ => format!("{number} {many}"),
    }
}
