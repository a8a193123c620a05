//! What a sheet shows beside its values: hidden rows, merged cells, formulas that were never calculated.

use presync_core::{Cases, Diagnostic, Severity};

use super::super::Header;
use crate::{limits::REGIONS_MAX, source::SourceFile, values::is_blank_text};

/// Rows that are remembered one by one.
const LINES_MAX: usize = 64;
/// Columns that are named.
const NAMES_MAX: usize = 8;

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
    /// Rows of cells with a formula and its value, one for each cell.
    pub(super) formulas: Lines,
    /// Columns that nobody sees, from 0: the first and the last of each run.
    columns_hidden: Vec<(usize, usize)>,
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

    /// Remembers columns that are hidden, counted from 1.
    pub(super) fn hide_columns(&mut self, first: usize, last: usize) {
        if (1..=last).contains(&first) && self.columns_hidden.len() < REGIONS_MAX {
            self.columns_hidden.push((first - 1, last - 1));
        }
    }

    /// What is to be said of the rows below the header.
    pub(super) fn diagnostics(
        &self,
        file: &SourceFile<'_>,
        sheet: &str,
        header: &Header,
    ) -> Vec<Diagnostic> {
        let below = |lines: &Lines| lines.below(header.row);
        let said = [
            below(&self.hidden).map(rows_hidden),
            self.columns_hidden(header).map(columns_hidden),
            self.merged_below(header.row).map(merged),
            below(&self.uncalculated).map(uncalculated),
            below(&self.formulas).map(formulas),
        ];
        let said = said.into_iter().flatten();
        said.map(|said| said.diagnostic(file, sheet)).collect()
    }

    /// The hidden columns that have a name: how many, and the first names.
    fn columns_hidden(&self, header: &Header) -> Option<(u64, String)> {
        let is_hidden = |column: usize| {
            let mut runs = self.columns_hidden.iter();
            runs.any(|(first, last)| (*first..=*last).contains(&column))
        };
        let named = header.names.iter().enumerate();
        let hidden: Vec<&str> = named
            .filter(|(column, name)| !is_blank_text(name) && is_hidden(*column))
            .map(|(_, name)| name.as_str())
            .collect();
        let first: Vec<String> = hidden
            .iter()
            .take(NAMES_MAX)
            .map(|name| format!("\"{name}\""))
            .collect();
        let more = if hidden.len() > NAMES_MAX {
            ", …"
        } else {
            ""
        };
        (!hidden.is_empty()).then(|| (hidden.len() as u64, first.join(", ") + more))
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

/// What is said of a sheet, but for where that is.
struct Said {
    code: &'static str,
    severity: Severity,
    cases: u64,
    row: Option<u64>,
    message: String,
    hint: &'static str,
}

impl Said {
    fn diagnostic(self, file: &SourceFile<'_>, sheet: &str) -> Diagnostic {
        Diagnostic {
            code: self.code.into(),
            severity: self.severity,
            file: file.name(),
            sheet: Some(sheet.into()),
            row: self.row,
            column: None,
            message: self.message,
            hint: self.hint.into(),
            cases: Cases {
                count: self.cases,
                ..Cases::default()
            },
        }
    }
}

fn rows_hidden((cases, row): (u64, u64)) -> Said {
    let rows = count(cases, "row is", "rows are");
    Said {
        code: "ROWS_HIDDEN",
        severity: Severity::Warning,
        cases,
        row: Some(row),
        message: format!("{rows} hidden by a filter or by hand, and read all the same."),
        hint: "Delete hidden rows in the workbook if they are not meant.",
    }
}

fn columns_hidden((cases, names): (u64, String)) -> Said {
    let columns = count(cases, "column is", "columns are");
    Said {
        code: "COLUMNS_HIDDEN",
        severity: Severity::Warning,
        cases,
        row: None,
        message: format!("{columns} hidden, and read all the same: {names}."),
        hint: "Delete hidden columns in the workbook if they are not meant.",
    }
}

fn merged((cases, row): (u64, u64)) -> Said {
    let regions = count(cases, "merged region is", "merged regions are");
    Said {
        code: "CELLS_MERGED",
        severity: Severity::Warning,
        cases,
        row: Some(row),
        message: format!(
            "{regions} among the records; the value counts for the first cell only, the others are empty."
        ),
        hint: "Unmerge them in the workbook and fill in the values.",
    }
}

fn uncalculated((cases, row): (u64, u64)) -> Said {
    let cells = count(cases, "cell has", "cells have");
    Said {
        code: "FORMULA_NOT_CALCULATED",
        severity: Severity::Warning,
        cases,
        row: Some(row),
        message: format!("{cells} a formula that was never calculated; no value is there to read."),
        hint: "Open the workbook in Excel, save it, and give it again.",
    }
}

fn formulas((cases, row): (u64, u64)) -> Said {
    let cells = count(cases, "cell has", "cells have");
    Said {
        code: "FORMULA_VALUES",
        severity: Severity::Note,
        cases,
        row: Some(row),
        message: format!(
            "{cells} a formula; what it gave when the workbook was last saved is read."
        ),
        hint: "",
    }
}

fn count(number: u64, one: &str, many: &str) -> String {
    match number {
        1 => format!("1 {one}"),
        _ => format!("{number} {many}"),
    }
}
