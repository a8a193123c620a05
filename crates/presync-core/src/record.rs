//! The stream between an importer and whoever keeps the rows: headers, records, diagnostics.
//!
//! The importer and the workspace never meet; both know only these types.

use serde::{Deserialize, Serialize};

use crate::{Diagnostic, ProfileSource, Side};

/// Separates several values inside one cell of the stream (ASCII unit separator).
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
    /// One cell for each column of the header; an empty cell is an absent value.
    /// Several values are joined by [`VALUE_SEPARATOR`].
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

    /// One observation; a rejected record is one with severity blocker and its row.
    ///
    /// # Errors
    /// When the sink cannot keep it; the import ends.
    fn diagnostic(&mut self, diagnostic: Diagnostic) -> Result<(), SinkError>;
}
