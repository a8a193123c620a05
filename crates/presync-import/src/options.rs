//! What the user says about a file instead of letting it be detected.

use std::collections::BTreeMap;

use presync_core::Side;
use serde::{Deserialize, Serialize};

use crate::{DateOrder, DateSystem};

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
    /// Sheet of a workbook, by name.
    pub sheet: Option<String>,
    /// Line of the file or row of the sheet that holds the header, from 1; 0 when there is none.
    pub header_row: Option<u64>,
    /// Columns by header: the attribute each one holds, empty to keep it as an additional field.
    pub columns: BTreeMap<String, String>,
    /// Columns of dates by header: whether day or month comes first where the year comes last.
    pub dates: BTreeMap<String, DateOrder>,
    /// The day that dates given as numbers count from; since 1900 unless it is said.
    pub date_system: Option<DateSystem>,
}
