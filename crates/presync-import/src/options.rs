//! What the user says about a file instead of letting it be detected.

use std::collections::BTreeMap;

use presync_core::Side;
use serde::{Deserialize, Serialize};

use crate::{DateOrder, DateSystem};

/// What becomes of the rows of a text that have fewer cells than the header. Rows with more are never cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Ragged {
    /// The missing cells are read as empty, and the rows are counted.
    Pad,
    /// They are rejected, each with its place.
    Reject,
}

/// How quotation marks inside quoted fields are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Quotes {
    /// Twice, as CSV has it; a backslash is a letter like any other.
    Doubled,
    /// After a backslash, which is written twice itself; twice is understood as well.
    Backslash,
}

/// Overrides of the detection; what is absent is detected. An inspection holds them filled in.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ReadOptions {
    /// Which side the users belong to.
    pub side: Option<Side>,
    /// WHATWG label of a text file's encoding, such as `utf-8` or `windows-1252`.
    pub encoding: Option<String>,
    /// Delimiter of a CSV file, an ASCII character.
    pub delimiter: Option<char>,
    /// How quotation marks stand inside the fields of a CSV file.
    pub quotes: Option<Quotes>,
    /// What becomes of short rows of a CSV file.
    pub ragged: Option<Ragged>,
    /// Sheet of a workbook, by name.
    pub sheet: Option<String>,
    /// Line of the file or row of the sheet that holds the header, from 1; 0 when there is none. The
    /// last one where the header spans several.
    pub header_row: Option<u64>,
    /// How many rows the header spans, 1 or 2.
    pub header_rows: Option<u64>,
    /// Columns by their name in the inspection (the header, with a number where it repeats): the
    /// attribute each one holds, empty to keep it as an additional field.
    pub columns: BTreeMap<String, String>,
    /// Columns of dates by header: whether day or month comes first where the year comes last.
    pub dates: BTreeMap<String, DateOrder>,
    /// The day that dates given as numbers count from; since 1900 unless it is said.
    pub date_system: Option<DateSystem>,
    /// The side was said by somebody who saw this file: what it looks like is no reason to refuse it.
    pub side_is_sure: bool,
}

impl ReadOptions {
    /// Whether nothing was said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// These, with what they leave open taken from others.
    #[must_use]
    pub fn or(&self, others: &Self) -> Self {
        let mut columns = others.columns.clone();
        columns.extend(self.columns.clone());
        let mut dates = others.dates.clone();
        dates.extend(self.dates.clone());
        Self {
            side: self.side.or(others.side),
            encoding: self.encoding.clone().or_else(|| others.encoding.clone()),
            delimiter: self.delimiter.or(others.delimiter),
            quotes: self.quotes.or(others.quotes),
            ragged: self.ragged.or(others.ragged),
            sheet: self.sheet.clone().or_else(|| others.sheet.clone()),
            header_row: self.header_row.or(others.header_row),
            header_rows: if self.header_row.is_some() {
                self.header_rows
            } else {
                others.header_rows
            },
            columns,
            dates,
            date_system: self.date_system.or(others.date_system),
            side_is_sure: self.side_is_sure || others.side_is_sure,
        }
    }
}
