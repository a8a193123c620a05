//! What a file was found to be: everything a person needs to see before they let it in.

use std::sync::Arc;

use presync_core::{Diagnostic, ProfileSource, Side, record::SourceColumn};
use serde::Serialize;

use crate::{
    Count, FileKind, ImportError, Place, ReadOptions, Refusal, RefusalCode,
    alternatives::Alternatives,
    format::{Method, Pages},
    sample::Evidence,
    source::Fingerprint,
};

/// A file, looked at. Reading it takes exactly these readings.
#[derive(Debug, Clone, Serialize)]
pub struct Inspection {
    /// Base name; never a path.
    pub file: String,
    /// Size in bytes.
    pub bytes: u64,
    /// Lower-case hex SHA-256 of the whole file.
    pub sha256: String,
    /// What it holds. Only users can be read as a side.
    pub kind: FileKind,
    /// What a file that holds no users holds, in numbers.
    pub counts: Vec<Count>,
    /// Which flag takes it, as a full sentence.
    pub hint: &'static str,
    /// The format in words, such as `CSV, UTF-8, comma`.
    pub format: String,
    /// The options with everything detected filled in; without a side when none was stated or evident.
    pub options: ReadOptions,
    /// The side that the file itself shows.
    pub side: Option<SideGuess>,
    /// Sheets of a workbook, in its order.
    pub sheets: Vec<SheetInspection>,
    /// Columns in the file's order, read as attributes of the side.
    pub columns: Vec<ColumnInspection>,
    /// The first records, cell by cell; several values are joined by `; `, passwords are left out.
    pub rows: Vec<Vec<String>>,
    /// How else the file could be read.
    pub alternatives: Alternatives,
    /// Records that the columns were judged from.
    pub records_sampled: u32,
    /// Whether these are all records of the file.
    pub sample_is_whole: bool,
    /// Of these, the ones with fewer cells than the header; none where a format leaves out empty cells.
    pub short_rows: Option<u32>,
    /// What a General Profile Source says beside its users.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub profile_source: Option<ProfileSource>,
    /// What was odd about the file as a whole.
    pub diagnostics: Vec<Diagnostic>,
    #[serde(skip)]
    pub(crate) method: Arc<dyn Method>,
    #[serde(skip)]
    pub(crate) pages: Option<Pages>,
    #[serde(skip)]
    pub(crate) fingerprint: Fingerprint,
    /// No character beyond ASCII is in a text file.
    #[serde(skip)]
    pub(crate) is_ascii: bool,
    /// What the columns were judged by, for judging them again.
    #[serde(skip)]
    pub(crate) evidence: Evidence,
}

impl Inspection {
    /// Whether it is a list with nobody in it, which has no columns either.
    pub(crate) fn is_empty_list(&self) -> bool {
        self.records_sampled == 0 && self.evidence.headers.is_empty()
    }

    /// Checks that the file may be read as a side.
    ///
    /// # Errors
    /// When it is known to be something else; the hint names the flag that takes it.
    pub fn check_users(&self) -> Result<(), ImportError> {
        if self.kind == FileKind::Users {
            return Ok(());
        }
        Err(ImportError::Refused(Box::new(Refusal {
            code: RefusalCode::NotUsers,
            place: Place {
                file: self.file.clone(),
                ..Place::default()
            },
            message: format!("This is {}, not a list of users.", self.kind.words()),
            hint: self.hint.into(),
        })))
    }

    /// The columns as the stream of records has them.
    #[must_use]
    pub fn source_columns(&self) -> Vec<SourceColumn> {
        self.columns
            .iter()
            .map(|column| column.column.clone())
            .collect()
    }

    /// Adds an observation that was made outside; its file and sheet are this one's.
    pub fn say(&mut self, diagnostic: Diagnostic) {
        let diagnostic = Diagnostic {
            file: self.file.clone(),
            sheet: self.options.sheet.clone(),
            ..diagnostic
        };
        self.evidence.found.push(diagnostic.clone());
        self.diagnostics.push(diagnostic);
    }
}

/// A side, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SideGuess {
    /// The side.
    pub side: Side,
    /// 0 to 100.
    pub confidence: u8,
    /// In one sentence.
    pub reason: String,
}

/// One sheet of a workbook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SheetInspection {
    /// Its name.
    pub name: String,
    /// False when it is hidden.
    pub visible: bool,
    /// False for charts, dialogs and macros.
    pub holds_cells: bool,
    /// It is the one that is read.
    pub chosen: bool,
    /// Headers in it that are known; absent where the sheet was not looked into.
    pub known_headers: Option<usize>,
    /// Records by the size that the sheet claims to have; absent where it does not say.
    pub records_estimate: Option<u64>,
}

/// One column: what it is read as, and what a sample of it holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ColumnInspection {
    /// Position in the file, from 1.
    pub number: usize,
    /// What it is called where somebody states what it holds: its header, without what nobody sees, a
    /// number behind it where it repeats.
    pub name: String,
    /// What it is read as.
    #[serde(flatten)]
    pub column: SourceColumn,
    /// What else it may be, best first.
    pub candidates: Vec<Candidate>,
    /// What its values look like, in words, when nearly all look alike.
    pub looks_like: Option<&'static str>,
    /// Records of the sample that have a value.
    pub filled: u32,
    /// The same in percent of the sample, rounded down.
    pub fill_percent: u32,
    /// Different values in the sample.
    pub distinct: u32,
    /// Length of the longest value in characters.
    pub longest: usize,
    /// The first different values, cut to 120 characters.
    pub samples: Vec<String>,
    /// A header, the other side or a person says so; content alone does not.
    #[serde(skip)]
    pub(crate) is_certain: bool,
}

/// An attribute that a column may hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Candidate {
    /// The attribute.
    pub attribute: String,
    /// 0 to 100.
    pub confidence: u8,
    /// In one sentence.
    pub reason: String,
}
