//! Headers of merged cells: a value that stands in one cell and counts for several, and headers of two
//! rows, whose upper one names groups of columns.

use std::{collections::BTreeMap, ops::ControlFlow};

use presync_core::{Cases, Diagnostic, Severity};

use super::{
    super::{Header, Rows, two_rows},
    SheetRows,
    facts::Region,
};
use crate::{
    ImportError, limits::COLUMNS_MAX, recognise::looks_like_data, source::SourceFile,
    values::is_blank_text,
};

/// Rows above the header that a merged cell may reach down from.
const ROWS_ABOVE: u64 = 3;

/// Names the columns by the merged cells around the header, and says so.
pub(super) fn resolve(
    rows: &mut SheetRows<'_>,
    header: &mut Header,
    merged: &[Region],
    stated: Option<u64>,
) -> Result<Option<Diagnostic>, ImportError> {
    let near = |region: &&Region| region.top <= header.row && region.bottom + 1 >= header.row;
    let near: Vec<Region> = merged.iter().filter(near).copied().collect();
    if header.row == 0 || near.is_empty() {
        return Ok(None);
    }
    let around = Around::of(rows, header.row, near)?;
    let row = stated.unwrap_or_else(|| around.last_row(header.row));
    let names = around.names(row);
    if names == header.names {
        return Ok(None);
    }
    *header = Header { names, row };
    Ok(Some(told(&rows.file, &rows.sheet, header)))
}

/// The rows around a header and the merged regions that touch them.
struct Around {
    cells: BTreeMap<u64, Vec<String>>,
    merged: Vec<Region>,
}

impl Around {
    fn of(
        rows: &mut SheetRows<'_>,
        header_row: u64,
        merged: Vec<Region>,
    ) -> Result<Self, ImportError> {
        let mut cells = BTreeMap::new();
        rows.scan(&mut |row| {
            if row.line > header_row + 1 {
                return Ok(ControlFlow::Break(()));
            }
            if row.line + ROWS_ABOVE >= header_row {
                cells.insert(row.line, row.cells().map(String::from).collect());
            }
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(Self { cells, merged })
    }

    fn cell(&self, line: u64, column: usize) -> &str {
        let row = self.cells.get(&line);
        row.and_then(|cells| cells.get(column))
            .map_or("", |cell| cell)
    }

    fn is_filled(&self, line: u64, column: usize) -> bool {
        !is_blank_text(self.cell(line, column))
    }

    fn width(&self, line: u64) -> usize {
        self.cells.get(&line).map_or(0, Vec::len)
    }

    /// The flat regions of a row that name a group: those that do not span the whole table.
    fn groups(&self, line: u64, width: usize) -> impl Iterator<Item = &Region> {
        let is_part = move |region: &&Region| region.left > 0 || region.right + 1 < width;
        self.merged
            .iter()
            .filter(move |region| region.is_flat() && region.top == line)
            .filter(is_part)
    }

    /// The row below the found one, where that only names groups of its columns.
    fn last_row(&self, found: u64) -> u64 {
        let below = found + 1;
        let width = self.width(found).max(self.width(below));
        let under_group = |column: usize| {
            self.groups(found, width)
                .any(|group| group.holds(found, column))
        };
        let mut filled = (0..self.width(below)).filter(|column| self.is_filled(below, *column));
        let is_header = self.width(below) > 0
            && filled.clone().next().is_some()
            && filled
                .all(|column| under_group(column) && !looks_like_data(self.cell(below, column)));
        if is_header { below } else { found }
    }

    fn names(&self, row: u64) -> Vec<String> {
        let above = row.saturating_sub(1);
        let width = self.reach(row);
        let own: Vec<&str> = (0..width)
            .map(|column| self.filled(row, column, width))
            .collect();
        let repeated = |name: &str| own.iter().filter(|other| **other == name).count() > 1;
        own.iter()
            .enumerate()
            .map(|(column, name)| match self.group(above, column, width) {
                Some(group) if !is_blank_text(name) && group != *name => {
                    two_rows::joined(group, name, repeated(name))
                }
                _ => (*name).to_owned(),
            })
            .collect()
    }

    /// Columns of a row, those counted that a merged cell spans.
    fn reach(&self, row: u64) -> usize {
        let named = |region: &&Region| {
            (region.top..=region.bottom).contains(&row)
                && region.right < COLUMNS_MAX
                && self.is_filled(region.top, region.left)
        };
        let spanned = self
            .merged
            .iter()
            .filter(named)
            .map(|region| region.right + 1);
        spanned.max().unwrap_or(0).max(self.width(row))
    }

    /// A cell, or what the merged region says that it lies in, unless that spans the whole table.
    fn filled(&self, line: u64, column: usize, width: usize) -> &str {
        if self.is_filled(line, column) {
            return self.cell(line, column);
        }
        let region = self.merged.iter().find(|region| {
            region.holds(line, column) && (region.left > 0 || region.right + 1 < width)
        });
        region.map_or("", |region| self.cell(region.top, region.left))
    }

    fn group(&self, line: u64, column: usize, width: usize) -> Option<&str> {
        let group = self
            .groups(line, width)
            .find(|group| group.holds(line, column))?;
        Some(self.cell(group.top, group.left)).filter(|name| !is_blank_text(name))
    }
}

fn told(file: &SourceFile<'_>, sheet: &str, header: &Header) -> Diagnostic {
    let names: Vec<String> = header
        .names
        .iter()
        .filter(|name| !is_blank_text(name))
        .take(8)
        .map(|name| format!("\"{name}\""))
        .collect();
    Diagnostic {
        code: "HEADER_MERGED".into(),
        severity: Severity::Warning,
        file: file.name(),
        sheet: Some(sheet.into()),
        row: Some(header.row),
        column: None,
        message: format!(
            "Cells of the header are merged; its columns are named {} and so on.",
            names.join(", ")
        ),
        hint: "Check the names, or give the workbook with one row of column names.".into(),
        cases: Cases::default(),
    }
}
