//! The hand-over package as the page sees it: whose report it is, and what was written.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Whose report it is, as a person says it; empty where nobody did.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ReportSettings {
    /// The customer's name.
    pub customer: String,
    /// A colour, such as `#0b4f7d`.
    pub colour: String,
    /// `en` or `de`.
    pub language: String,
    /// A PNG or JPEG in base 64.
    pub logo: String,
}

/// Reads the sheet of data fixes of a workbook; a job.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct ReadFixes {
    /// The workbook.
    pub handle: String,
}

/// What became of the data fixes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FixesRead {
    /// Rows that say done, and the export holds the value.
    pub done: u32,
    /// Rows that say not done.
    pub not_done: u32,
    /// Rows that say another value, and the export holds it.
    pub other_value: u32,
    /// Rows without a state.
    pub open: u32,
    /// Rows of which the export says otherwise.
    pub unseen: u32,
    /// What was odd, row by row.
    pub diagnostics: Vec<super::WireDiagnostic>,
}
