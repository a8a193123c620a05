//! Wire types of files and sources.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The two sides of a migration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum WireSide {
    /// The intranet.
    Legacy,
    /// Entra ID.
    Azure,
}

/// A file the user chose, dropped or uploaded. The path stays on the host's side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FileHandle {
    /// Opaque handle.
    pub handle: String,
    /// File name without its folder.
    pub name: String,
    /// Size in bytes.
    #[ts(type = "number")]
    pub bytes: u64,
}

/// Lets the user choose files.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct ChooseFiles {
    /// What the dialog is headed with.
    pub title: String,
}

/// Looks into a file without importing it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct InspectSource {
    /// The file.
    pub handle: String,
    /// The side, where the user has said it.
    #[ts(optional)]
    pub side: Option<WireSide>,
}

/// What a file turned out to be.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct SourcePreview {
    /// File name.
    pub file: String,
    /// Format in words: kind, encoding, delimiter.
    pub format: String,
    /// Sheet that would be read.
    pub sheet: Option<String>,
    /// The side it seems to belong to.
    pub side: WireSide,
    /// Why.
    pub side_reason: String,
    /// Confidence in the side, 0 to 100.
    pub side_confidence: u8,
    /// The columns.
    pub columns: Vec<ColumnPreview>,
    /// The first rows, as text.
    pub rows: Vec<Vec<String>>,
    /// What was odd.
    pub diagnostics: Vec<WireDiagnostic>,
}

/// One column of a file.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct ColumnPreview {
    /// Header as the file spells it.
    pub header: String,
    /// Attribute it would be read as.
    pub attribute: String,
    /// What people call that attribute; empty for an additional field.
    pub label: String,
    /// Whether the attribute is a known one.
    pub known: bool,
    /// Confidence, 0 to 100.
    pub confidence: u8,
    /// Why.
    pub reason: String,
    /// Up to five values from the file.
    pub samples: Vec<String>,
    /// Share of the looked-at rows that have a value, 0 to 1.
    pub filled: f64,
    /// Distinct values among the looked-at rows.
    pub distinct: u32,
}

/// One observation about a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct WireDiagnostic {
    /// Stable code.
    pub code: String,
    /// `note`, `warning` or `blocker`.
    pub severity: String,
    /// File name.
    pub file: String,
    /// Line or row, from 1.
    #[ts(type = "number | null")]
    pub row: Option<u64>,
    /// Column header.
    pub column: Option<String>,
    /// What was seen.
    pub message: String,
    /// What to do about it; may be empty.
    pub hint: String,
    /// What was done about the cells or rows it stands for, such as `trimmed`.
    pub repair: Option<String>,
    /// How many cells or rows it stands for; 0 where it is about one thing.
    #[ts(type = "number")]
    pub count: u64,
    /// The first of them.
    pub samples: Vec<DiagnosticSample>,
}

/// One case of what a diagnostic is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct DiagnosticSample {
    /// Line or row, from 1.
    #[ts(type = "number")]
    pub row: u64,
    /// The cell's text, cut when it is long.
    pub original: String,
    /// What it was read as; none when it stayed as it is.
    pub reading: Option<String>,
}

/// Imports files; a job.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct ImportSources {
    /// The files in order.
    pub files: Vec<ImportFile>,
}

/// One file to import.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct ImportFile {
    /// The file.
    pub handle: String,
    /// The side its users belong to.
    pub side: WireSide,
    /// Id of the source it is a newer export of, which goes when it comes; without it all stay.
    #[serde(default)]
    #[ts(optional, type = "number")]
    pub replaces: Option<i64>,
}

/// An imported source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SourceInfo {
    /// Id in the workspace.
    #[ts(type = "number")]
    pub id: i64,
    /// The side.
    pub side: WireSide,
    /// File name.
    pub file: String,
    /// Sheet of a workbook.
    pub sheet: Option<String>,
    /// Format in words.
    pub format: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// Size in bytes.
    #[ts(type = "number")]
    pub bytes: u64,
    /// Records, rejected ones included.
    pub records: u32,
    /// Records that could not be used.
    pub rejected: u32,
    /// When it was imported, RFC 3339.
    pub imported_at: String,
    /// Known columns and additional ones: header and attribute.
    pub columns: Vec<SourceColumnInfo>,
}

/// One column of an imported source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SourceColumnInfo {
    /// Header as the file spells it.
    pub header: String,
    /// Attribute it was read as.
    pub attribute: String,
    /// Whether the attribute is a known one.
    pub known: bool,
}

/// Removes a source from the workspace.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct RemoveSource {
    /// Id in the workspace.
    #[ts(type = "number")]
    pub id: i64,
}
