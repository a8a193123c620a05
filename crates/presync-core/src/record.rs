//! The stream between an importer and whoever keeps the rows: headers, records, diagnostics.
//!
//! The importer and the workspace never meet; both know only these types.

use serde::{Deserialize, Serialize};

use crate::{Diagnostic, ProfileSource, Side};

/// Separates several values inside one cell or reading of the stream (ASCII unit separator).
pub const VALUE_SEPARATOR: char = '\u{1f}';

/// What a file turned out to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceHeader {
    /// Which side its users belong to.
    pub side: Side,
    /// Base name; never a path.
    pub file: String,
    /// Sheet of a workbook.
    pub sheet: Option<String>,
    /// Detected format in words, such as `CSV, UTF-8, comma`.
    pub format: String,
    /// Lower-case hex SHA-256 of the whole file.
    pub sha256: String,
    /// Size in bytes.
    pub bytes: u64,
    /// The columns that follow in each record, in order.
    pub columns: Vec<SourceColumn>,
    /// What a General Profile Source says beside its users; none of any other format.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub profile_source: Option<ProfileSource>,
}

/// One column of a source and the attribute it was read as.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceColumn {
    /// Header as the file spells it.
    pub header: String,
    /// Attribute name: Entra's source name on the Azure side, the SCIM target path on the intranet
    /// side (see [`crate::catalogue`]), or the header itself for an additional field.
    pub attribute: String,
    /// Whether `attribute` is one of the catalogue's.
    pub known: bool,
    /// Confidence of the recognition, 0 to 100.
    pub confidence: u8,
    /// Why it was read so, in one sentence.
    pub reason: String,
}

/// One record of a source.
#[derive(Debug, Clone, Copy)]
pub struct Record<'a> {
    /// 1-based number of the record in this source: empty lines do not count, rejected records do.
    pub number: u32,
    /// Line of the file or row of the sheet, from 1.
    pub line: u32,
    /// One cell for each column of the header, as the source holds it; an empty cell is an absent
    /// value. Several values that the format itself tells apart are joined by [`VALUE_SEPARATOR`].
    pub cells: &'a [&'a str],
    /// What cells are taken to mean where that is not their text: at most one reading for a column,
    /// in the order of the columns. Usually there are none.
    pub readings: &'a [Reading<'a>],
}

/// What a cell is taken to mean where that is not its text. The cell itself stays as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading<'a> {
    /// Position of the column in the header.
    pub column: usize,
    /// What was done to the cell.
    pub kind: ReadingKind,
    /// The meaning; empty when there is no value.
    pub text: &'a str,
}

/// What was done to read a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadingKind {
    /// Several values were told apart; they are joined by [`VALUE_SEPARATOR`].
    Values,
    /// A yes or no, as `true` or `false`.
    Boolean,
    /// A date or a point in time, in ISO 8601.
    Date,
    /// A number without what a spreadsheet made of it: `.0`, an exponent.
    Number,
    /// No value of the system: a type name, a formula error.
    Unknown,
    /// Text without what nobody sees, in Unicode's composed form.
    Text,
    /// A text that only says that there is no value.
    Placeholder,
}

impl ReadingKind {
    /// All kinds; the position is the code.
    pub const ALL: [Self; 7] = [
        Self::Values,
        Self::Boolean,
        Self::Date,
        Self::Number,
        Self::Unknown,
        Self::Text,
        Self::Placeholder,
    ];

    /// Whether the reading is what the system holds and the cell's text only the export's way of
    /// writing it. A blank nobody sees and a placeholder are really in the system: they are set aside
    /// to compare people, and still there to be looked up, sent and overwritten.
    #[must_use]
    pub fn is_held(self) -> bool {
        !matches!(self, Self::Text | Self::Placeholder)
    }

    /// A number that stays the same from version to version.
    #[must_use]
    pub fn code(self) -> u8 {
        self as u8
    }

    /// The kind of a code; none when this version knows no such kind.
    #[must_use]
    pub fn of_code(code: u8) -> Option<Self> {
        Self::ALL.get(usize::from(code)).copied()
    }
}

/// A cell twice: as the system holds it, and as it is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell<'a> {
    /// What the system holds.
    pub held: &'a str,
    /// What it is compared by; the same nearly always.
    pub text: &'a str,
}

impl<'a> Record<'a> {
    /// The cells with their readings, in order.
    pub fn read_cells(&self) -> impl Iterator<Item = Cell<'a>> + use<'a> {
        let mut readings = self.readings.iter().peekable();
        let cells = self.cells.iter().enumerate();
        cells.map(move |(column, cell)| {
            let reading = readings.next_if(|reading| reading.column == column);
            Cell {
                held: reading
                    .filter(|r| r.kind.is_held())
                    .map_or(cell, |r| r.text),
                text: reading.map_or(cell, |r| r.text),
            }
        })
    }
}

/// One row of a source that could not be a record.
#[derive(Debug, Clone, Copy)]
pub struct Rejected<'a> {
    /// Where it stands and why it is not used; the same is told to the sink as a diagnostic.
    pub diagnostic: &'a Diagnostic,
    /// Its cells as they stand, those of passwords left out; more or fewer than the header has.
    pub cells: &'a [&'a str],
}

/// Why a sink could not take a record. The importer passes it on unread.
#[derive(Debug)]
pub struct SinkError(pub Box<dyn std::error::Error + Send + Sync>);

/// Takes what an importer reads: one call of `begin`, then records and diagnostics in file order.
pub trait RecordSink {
    /// The header, before any record.
    ///
    /// # Errors
    /// When the sink cannot take the source; the import ends.
    fn begin(&mut self, header: &SourceHeader) -> Result<(), SinkError>;

    /// One usable record.
    ///
    /// # Errors
    /// When the sink cannot keep it; the import ends.
    fn record(&mut self, record: &Record<'_>) -> Result<(), SinkError>;

    /// One row that could not be used, before its diagnostic. Most sinks have no use for its cells.
    ///
    /// # Errors
    /// When the sink cannot keep it; the import ends.
    fn rejected(&mut self, rejected: &Rejected<'_>) -> Result<(), SinkError> {
        let _ = rejected;
        Ok(())
    }

    /// One observation; a rejected record is one with severity blocker and its row.
    ///
    /// # Errors
    /// When the sink cannot keep it; the import ends.
    fn diagnostic(&mut self, diagnostic: Diagnostic) -> Result<(), SinkError>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_held_and_compared_by_its_reading() {
        let check = |kind: ReadingKind, text: &str, expect: [(&str, &str); 3]| {
            let record = Record {
                number: 1,
                line: 2,
                cells: &["a", "b", "c"],
                readings: &[Reading {
                    column: 1,
                    kind,
                    text,
                }],
            };
            let cells: Vec<_> = record.read_cells().map(|c| (c.held, c.text)).collect();
            assert_eq!(cells, expect, "{kind:?}");
        };
        let with = |held, text| [("a", "a"), (held, text), ("c", "c")];
        check(ReadingKind::Boolean, "true", with("true", "true"));
        check(ReadingKind::Unknown, "", with("", ""));
        check(ReadingKind::Text, "B", with("b", "B"));
        check(ReadingKind::Placeholder, "", with("b", ""));
    }

    #[test]
    fn codes_and_kinds_belong_together() {
        for kind in ReadingKind::ALL {
            assert_eq!(ReadingKind::of_code(kind.code()), Some(kind));
        }
        assert_eq!(ReadingKind::of_code(7), None);
    }
}
