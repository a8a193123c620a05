//! Wire types of files and sources.

use std::collections::BTreeMap;

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

/// Lets the user choose a folder.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct ChooseFolder {
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
    /// How the user says it is to be read.
    #[ts(optional)]
    pub options: Option<ReadingChoices>,
    /// Files that were looked into before, by whose values the columns are judged; those of the same
    /// side say nothing.
    #[serde(default)]
    #[ts(optional, as = "Option<Vec<String>>")]
    pub beside: Vec<String>,
}

/// How quotation marks inside the quoted fields of a CSV file are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum QuoteStyle {
    /// Twice.
    Doubled,
    /// After a backslash.
    Backslash,
}

/// What becomes of rows of a CSV file that have fewer cells than the header.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum RaggedRows {
    /// The missing cells are read as empty.
    Pad,
    /// They are rejected.
    Reject,
}

/// How a file is to be read; what is absent is detected.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct ReadingChoices {
    /// Label of a text's encoding.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// Delimiter of a CSV file.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delimiter: Option<char>,
    /// How quotation marks stand inside the fields of a CSV file.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quotes: Option<QuoteStyle>,
    /// What becomes of short rows of a CSV file.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ragged: Option<RaggedRows>,
    /// Sheet of a workbook.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// Row of the header, from 1; 0 when there is none.
    #[ts(optional, type = "number")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header_row: Option<u64>,
    /// Rows that the header spans.
    #[ts(optional, type = "number")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header_rows: Option<u64>,
    /// The attribute of each column by the column's name; empty to keep it as an additional field.
    #[ts(optional, as = "Option<BTreeMap<String, String>>")]
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub columns: BTreeMap<String, String>,
    /// The side is meant, whatever the file looks like.
    #[ts(optional, as = "Option<bool>")]
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub side_is_sure: bool,
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
    /// How it would be read, detected or said.
    pub options: ReadingChoices,
    /// What of that a person said: now, or before of a file with the same headers.
    pub said: ReadingChoices,
    /// Encodings that come into question.
    pub encodings: Vec<EncodingPreview>,
    /// Delimiters that come into question, the best fitting first.
    pub delimiters: Vec<DelimiterPreview>,
    /// The first rows as they stand, for pointing at the header.
    pub first_rows: Vec<FirstRowPreview>,
    /// Sheets of a workbook.
    pub sheets: Vec<SheetPreview>,
    /// Records that were looked at.
    pub records: u32,
    /// Whether these are all of the file.
    pub is_whole: bool,
    /// Of these, the ones with fewer cells than the header; none where rows may be short.
    pub short_rows: Option<u32>,
    /// The columns.
    pub columns: Vec<ColumnPreview>,
    /// The first records, as text.
    pub rows: Vec<Vec<String>>,
    /// What was odd.
    pub diagnostics: Vec<WireDiagnostic>,
}

/// One encoding a file may be in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct EncodingPreview {
    /// Label to state.
    pub encoding: String,
    /// What people call it.
    pub name: String,
    /// It is the one that would be read.
    pub chosen: bool,
    /// It has no letter for some byte of the lines.
    pub loses: bool,
    /// Up to three lines with letters beyond ASCII, decoded so.
    pub lines: Vec<String>,
}

/// One delimiter a file may have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct DelimiterPreview {
    /// Character to state.
    pub delimiter: char,
    /// What people call it.
    pub name: String,
    /// It is the one that would be read.
    pub chosen: bool,
    /// Known headers that it makes appear.
    pub known_headers: u32,
    /// Columns that most rows then have.
    pub columns: u32,
    /// Rows with so many columns, in percent.
    pub even_percent: u32,
}

/// One of the first rows of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FirstRowPreview {
    /// Line or row, from 1: the header row to state.
    #[ts(type = "number")]
    pub row: u64,
    /// Its cells.
    pub cells: Vec<String>,
    /// Headers among them that are known.
    pub known_headers: u32,
    /// It is read as the header, or a part of it.
    pub is_header: bool,
}

/// One sheet of a workbook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SheetPreview {
    /// Its name.
    pub name: String,
    /// False when it is hidden.
    pub visible: bool,
    /// False for charts, dialogs and macros.
    pub holds_cells: bool,
    /// It is the one that would be read.
    pub chosen: bool,
    /// Headers in it that are known, where it was looked into.
    pub known_headers: Option<u32>,
    /// Records by the size it claims to have.
    #[ts(type = "number | null")]
    pub records_estimate: Option<u64>,
}

/// One column of a file.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct ColumnPreview {
    /// Name to state what it holds by: the header, with a number behind it where it repeats.
    pub name: String,
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
    /// What else it may be, best first.
    pub candidates: Vec<CandidatePreview>,
    /// What its values look like, when nearly all look alike.
    pub looks_like: Option<String>,
    /// Up to five values from the file.
    pub samples: Vec<String>,
    /// Share of the looked-at rows that have a value, 0 to 1.
    pub filled: f64,
    /// Distinct values among the looked-at rows.
    pub distinct: u32,
    /// Length of the longest value in characters.
    pub longest: u32,
}

/// An attribute that a column may hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CandidatePreview {
    /// The attribute to state.
    pub attribute: String,
    /// What people call it.
    pub label: String,
    /// Confidence, 0 to 100.
    pub confidence: u8,
    /// Why.
    pub reason: String,
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
    /// Kind of thing that would put it right: `give_another_file`, `state_the_reading`, `export_again`,
    /// `correct_the_source` or `look`.
    pub remedy: String,
    /// That in words, as a heading.
    pub remedy_label: String,
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
    /// How the user says it is to be read; it is remembered for the next file with the same headers.
    #[serde(default)]
    #[ts(optional)]
    pub options: Option<ReadingChoices>,
}

/// Writes how files are to be read as an import profile: what is remembered, and these files.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct ExportProfile {
    /// Folder to write into.
    pub folder: String,
    /// Files that were not imported yet.
    pub files: Vec<ImportFile>,
}

/// Writes the rows of a file that cannot be used; a job.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct WriteRejected {
    /// The file.
    pub handle: String,
    /// The side its users belong to.
    pub side: WireSide,
    /// How the user says it is to be read.
    #[ts(optional)]
    pub options: Option<ReadingChoices>,
    /// Id of the source that was imported from it; the file must still be that one.
    #[serde(default)]
    #[ts(optional, type = "number")]
    pub source: Option<i64>,
    /// Folder to write into.
    pub folder: String,
    /// Write cells as they are, also those that a spreadsheet would run as formulas.
    pub faithful_csv: bool,
}

/// A file that was written by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct WrittenAlone {
    /// Its name.
    pub name: String,
    /// Rows or entries in it.
    #[ts(type = "number")]
    pub count: u64,
}

/// An imported source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SourceInfo {
    /// Id in the workspace.
    #[ts(type = "number")]
    pub id: i64,
    /// The file it was imported from, where the host still knows it.
    pub handle: Option<String>,
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
