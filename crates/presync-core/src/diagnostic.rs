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
