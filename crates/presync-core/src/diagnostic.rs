//! What was odd about a file or a row: said beside the result, never in its place.
//!
//! Not an error type: an operation that could not be done is an `Err` of its own crate.

use std::fmt;

use serde::{Deserialize, Serialize};

/// How much a diagnostic or a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Good to know.
    Note,
    /// Something would be different from what one expects.
    Warning,
    /// Data would be damaged or an operation would fail.
    Blocker,
}

impl Severity {
    /// The word used in files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Blocker => "blocker",
        }
    }
}

/// What was done about the odd cells of a diagnostic, so that repairs can be looked at together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Repair {
    /// Missing cells were taken as empty.
    Padded,
    /// Bytes and control characters were made visible.
    MadeVisible,
    /// White space around the value was set aside.
    Trimmed,
    /// White space inside the value was made one plain space.
    Spaced,
    /// Characters that nobody sees were set aside.
    Cleaned,
    /// Letters and their marks were put together as Unicode composes them.
    Composed,
    /// Read as yes or no.
    ReadAsBoolean,
    /// Read as a date or a point in time.
    ReadAsDate,
    /// Read as a number without what a spreadsheet made of it.
    ReadAsNumber,
    /// Read as unknown.
    SetUnknown,
    /// Read as no value, because the text says so.
    SetBlank,
    /// One of several values was kept.
    KeptLast,
}

impl Repair {
    /// The word used in files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Padded => "padded",
            Self::MadeVisible => "made_visible",
            Self::Trimmed => "trimmed",
            Self::Spaced => "spaced",
            Self::Cleaned => "cleaned",
            Self::Composed => "composed",
            Self::ReadAsBoolean => "read_as_boolean",
            Self::ReadAsDate => "read_as_date",
            Self::ReadAsNumber => "read_as_number",
            Self::SetUnknown => "set_unknown",
            Self::SetBlank => "set_blank",
            Self::KeptLast => "kept_last",
        }
    }
}

/// One case of what a diagnostic is about. It may hold a personal value, so it is shown to whoever has
/// the file open and written to no log and no report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sample {
    /// Line of the file or row of the sheet, from 1.
    pub row: u64,
    /// The cell's text, cut when it is long.
    pub original: String,
    /// What it was read as; none when it stayed as it is.
    pub reading: Option<String>,
}

/// What a diagnostic that stands for many cells or rows counted.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Cases {
    /// What was done about them, if anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repair: Option<Repair>,
    /// How many there are; 0 where the diagnostic is about one thing.
    #[serde(default)]
    pub count: u64,
    /// The first of them.
    #[serde(default)]
    pub samples: Vec<Sample>,
}

/// One observation about input, with the place it was made at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// Stable code in capitals, such as `ROW_TOO_LONG`.
    pub code: String,
    /// How much it matters.
    pub severity: Severity,
    /// Base name of the file.
    pub file: String,
    /// Sheet of a workbook.
    pub sheet: Option<String>,
    /// Line of the file or row of the sheet, from 1, as the user's editor counts.
    pub row: Option<u64>,
    /// Column header, as the file spells it.
    pub column: Option<String>,
    /// A full sentence without personal values.
    pub message: String,
    /// What to do about it; may be empty.
    pub hint: String,
    /// The cells or rows it stands for; nothing where it is about one thing.
    #[serde(flatten)]
    pub cases: Cases,
}

impl Diagnostic {
    /// Whether a person should see it without asking.
    #[must_use]
    pub fn is_serious(&self) -> bool {
        self.severity > Severity::Note
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(sheet) = &self.sheet {
            write!(f, ", sheet {sheet}")?;
        }
        if let Some(row) = self.row {
            write!(f, ", row {row}")?;
        }
        if let Some(column) = &self.column {
            write!(f, ", column {column}")?;
        }
        write!(f, ": {}", self.message)?;
        if !self.hint.is_empty() {
            write!(f, " {}", self.hint)?;
        }
        Ok(())
    }
}
