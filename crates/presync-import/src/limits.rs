//! How much of one file is read before it is refused.
//!
//! Set so that no honest export of an intranet or a tenant comes near them, and no hostile file can
//! take the machine.

/// Largest text file (CSV, JSON, XML), in bytes.
pub(crate) const TEXT_BYTES_MAX: u64 = 2 << 30;
/// Largest workbook, in bytes.
pub(crate) const WORKBOOK_BYTES_MAX: u64 = 300 << 20;
/// Largest companion document that is held whole, in bytes.
pub(crate) const DOCUMENT_BYTES_MAX: u64 = 64 << 20;
/// Most columns of a table.
pub(crate) const COLUMNS_MAX: usize = 2_000;
/// Most cells of one row, header or not: the width of a worksheet.
pub(crate) const CELLS_PER_ROW_MAX: usize = 16_384;
/// Most rows of a worksheet.
pub(crate) const SHEET_ROWS_MAX: u64 = 1 << 20;
/// Most records of one file, unless a host says otherwise.
pub const RECORDS_MAX: u32 = 5_000_000;
/// Longest field of a CSV or XML file, in bytes.
pub(crate) const FIELD_BYTES_MAX: usize = 1 << 20;
/// Longest record of any file, in bytes.
pub(crate) const RECORD_BYTES_MAX: usize = 4 << 20;
/// Most parts of a zip container.
pub(crate) const ZIP_PARTS_MAX: usize = 2_000;
/// Most bytes that one part of a container may inflate to.
pub(crate) const ZIP_PART_BYTES_MAX: u64 = 2 << 30;
/// Most bytes that all parts of a container may inflate to.
pub(crate) const ZIP_BYTES_MAX: u64 = 4 << 30;
/// A part that inflates beyond [`ZIP_RATIO_BYTES_MIN`] may not do so more than this many times over.
pub(crate) const ZIP_RATIO_MAX: u64 = 200;
/// Below this many inflated bytes the ratio does not matter.
pub(crate) const ZIP_RATIO_BYTES_MIN: u64 = 50 << 20;
/// Longest run of XML without a `<`: a text or a tag is held in memory as one.
pub(crate) const XML_TOKEN_BYTES_MAX: u64 = 4 << 20;
/// Deepest nesting of XML elements.
pub(crate) const XML_DEPTH_MAX: usize = 256;
/// Most sheets of a workbook.
pub(crate) const SHEETS_MAX: usize = 4_000;
/// Merged regions of a sheet that are remembered; more are counted.
pub(crate) const REGIONS_MAX: usize = 10_000;
/// Memory that a reading process may take, in bytes.
#[cfg(unix)]
pub(crate) const WORKER_MEMORY_BYTES_MAX: u64 = 1536 << 20;
/// Records that the columns are recognised from.
pub(crate) const SAMPLE_RECORDS: u32 = 10_000;
/// Rows among which the header row is looked for.
pub(crate) const HEADER_ROWS_MAX: usize = 12;
/// Visible sheets that are looked into when none is named.
pub(crate) const SHEETS_LOOKED_AT: usize = 30;
/// Property names that the objects of one JSON file may have together.
pub(crate) const JSON_NAMES_MAX: usize = COLUMNS_MAX;
