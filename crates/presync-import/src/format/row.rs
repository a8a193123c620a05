//! One row as a format gives it: cells of text in one buffer that is used again for the next row.
//!
//! The separator of several values occurs in a cell only where a format put it.

use std::ops::Range;

use crate::{
    oddity::Oddity,
    values::{has_hidden_controls, show_controls},
};

/// The cells of one row, in the file's order, and what was odd about reading them.
#[derive(Debug, Default, Clone)]
pub(crate) struct Row {
    /// Line of the file or row of the sheet, from 1.
    pub(crate) line: u64,
    /// The line that the next row begins after; differs from `line` when a field holds line breaks.
    pub(crate) line_last: u64,
    text: String,
    ends: Vec<usize>,
    oddities: Vec<(usize, Oddity)>,
    /// What the file holds where the cell shows what it means, by column: where it ends in the text.
    raw: String,
    raws: Vec<(usize, usize)>,
    /// Quotes stand in it where the format does not allow them.
    pub(crate) stray_quotes: bool,
    /// One of them follows a backslash, as in dialects that escape them so.
    pub(crate) escaped_quotes: bool,
    /// It is a value of another shape than a record.
    pub(crate) no_record: bool,
}

impl Row {
    /// Begins a new row.
    pub(crate) fn begin(&mut self, line: u64) {
        self.line = line;
        self.line_last = line;
        self.text.clear();
        self.ends.clear();
        self.oddities.clear();
        self.raw.clear();
        self.raws.clear();
        self.stray_quotes = false;
        self.escaped_quotes = false;
        self.no_record = false;
    }

    /// Adds one cell of raw text; control characters in it become visible.
    pub(crate) fn push(&mut self, cell: &str) {
        if has_hidden_controls(cell) {
            self.mark(self.ends.len(), Oddity::ControlCharacter);
            self.push_values(&show_controls(cell));
        } else {
            self.push_values(cell);
        }
    }

    /// Adds one cell whose values are already joined by the separator of the stream.
    pub(crate) fn push_values(&mut self, cell: &str) {
        self.text.push_str(cell);
        self.ends.push(self.text.len());
    }

    /// Adds empty cells until there are `count`.
    pub(crate) fn pad(&mut self, count: usize) {
        while self.ends.len() < count {
            self.ends.push(self.text.len());
        }
    }

    /// Takes cells of raw text that a parser wrote one after another; cells that are not UTF-8 are
    /// repaired and marked.
    pub(crate) fn set_bytes(&mut self, bytes: Vec<u8>, ends: &[usize]) {
        self.ends.clear();
        match String::from_utf8(bytes) {
            Ok(text)
                if !has_hidden_controls(&text)
                    && ends.iter().all(|end| text.is_char_boundary(*end)) =>
            {
                self.text = text;
                self.ends.extend_from_slice(ends);
            }
            Ok(text) => self.set_repaired(text.as_bytes(), ends),
            Err(error) => self.set_repaired(error.as_bytes(), ends),
        }
    }

    fn set_repaired(&mut self, bytes: &[u8], ends: &[usize]) {
        self.text.clear();
        let mut start = 0;
        for (column, end) in ends.iter().enumerate() {
            let cell = &bytes[start..*end];
            if std::str::from_utf8(cell).is_err() {
                self.mark(column, Oddity::InvalidBytes);
            }
            self.push(&String::from_utf8_lossy(cell));
            start = *end;
        }
    }

    /// The buffers, emptied, for a parser to write into.
    pub(crate) fn take_bytes(&mut self) -> Vec<u8> {
        let mut bytes = std::mem::take(&mut self.text).into_bytes();
        bytes.clear();
        bytes
    }

    /// Remembers what the file holds in place of a cell: the number of a day.
    pub(crate) fn keep_raw(&mut self, column: usize, raw: f64) {
        self.raw += &raw.to_string();
        self.raws.push((column, self.raw.len()));
    }

    /// The cells that show what they mean, and what the file holds in their place.
    pub(crate) fn raws(&self) -> impl Iterator<Item = (usize, &str)> {
        let starts = std::iter::once(0).chain(self.raws.iter().map(|(_, end)| *end));
        let each = self.raws.iter().zip(starts);
        each.map(|((column, end), start)| (*column, &self.raw[start..*end]))
    }

    /// What the file holds in place of a cell, where that is something else.
    pub(crate) fn raw(&self, column: usize) -> Option<&str> {
        self.raws()
            .find(|(other, _)| *other == column)
            .map(|(_, raw)| raw)
    }

    /// Remembers something odd about a cell.
    pub(crate) fn mark(&mut self, column: usize, oddity: Oddity) {
        self.oddities.push((column, oddity));
    }

    /// What was odd.
    pub(crate) fn oddities(&self) -> &[(usize, Oddity)] {
        &self.oddities
    }

    /// Number of cells.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// A cell, empty beyond the last.
    pub(crate) fn cell(&self, column: usize) -> &str {
        self.span(column).map_or("", |span| &self.text[span])
    }

    /// All cells.
    pub(crate) fn cells(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|column| self.cell(column))
    }

    /// The text of all cells, one after another.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Whether no cell holds more than white space.
    pub(crate) fn is_blank(&self) -> bool {
        self.text.chars().all(crate::values::is_blank)
    }

    fn span(&self, column: usize) -> Option<Range<usize>> {
        let end = *self.ends.get(column)?;
        let start = if column == 0 {
            0
        } else {
            self.ends[column - 1]
        };
        Some(start..end)
    }
}
