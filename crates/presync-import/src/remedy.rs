//! What would put a diagnostic right, so that many of them are a few things to do.

use presync_core::Diagnostic;
use serde::Serialize;

use crate::Inspection;

/// Who has to do what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Remedy {
    /// Give another file.
    GiveAnotherFile,
    /// Say how the file is to be read: side, encoding, delimiter, header row, columns.
    StateTheReading,
    /// Export again, in another way.
    ExportAgain,
    /// Correct the rows in the system they come from.
    CorrectTheSource,
    /// Look at it; most often nothing is to be done.
    Look,
}

impl Remedy {
    /// All of them, the most urgent first.
    pub const ALL: [Self; 5] = [
        Self::GiveAnotherFile,
        Self::StateTheReading,
        Self::ExportAgain,
        Self::CorrectTheSource,
        Self::Look,
    ];

    /// What would put a diagnostic of this code right.
    #[must_use]
    pub fn of(code: &str) -> Self {
        let listed = CODES.iter().find(|(known, _)| *known == code);
        listed.map_or(Self::Look, |(_, remedy)| *remedy)
    }

    /// The word used in files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::GiveAnotherFile => "give_another_file",
            Self::StateTheReading => "state_the_reading",
            Self::ExportAgain => "export_again",
            Self::CorrectTheSource => "correct_the_source",
            Self::Look => "look",
        }
    }

    /// What to do, as a heading.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::GiveAnotherFile => "Give another file",
            Self::StateTheReading => "Say how the file is to be read",
            Self::ExportAgain => "Export again",
            Self::CorrectTheSource => "Correct rows in the source",
            Self::Look => "Look at it",
        }
    }
}

/// Codes whose repair is more than a look.
const CODES: &[(&str, Remedy)] = &[
    ("WRONG_SIDE", Remedy::GiveAnotherFile),
    ("SAME_FILE_ON_BOTH_SIDES", Remedy::GiveAnotherFile),
    ("NO_RECORDS", Remedy::GiveAnotherFile),
    ("ON_PREMISES_EXPORT", Remedy::GiveAnotherFile),
    ("JSON_MORE_PAGES", Remedy::GiveAnotherFile),
    ("FILE_IMPORTED_BEFORE", Remedy::GiveAnotherFile),
    ("KEY_AMBIGUOUS", Remedy::StateTheReading),
    ("NO_IDENTITY_COLUMN", Remedy::StateTheReading),
    ("DELIMITER_UNCERTAIN", Remedy::StateTheReading),
    ("ENCODING_GUESSED", Remedy::StateTheReading),
    ("HEADER_MISSING", Remedy::StateTheReading),
    ("HEADER_TWO_ROWS", Remedy::StateTheReading),
    ("ROWS_ABOVE_HEADER", Remedy::StateTheReading),
    ("SHEET_CHOSEN", Remedy::StateTheReading),
    ("COLUMN_SAME_ATTRIBUTE", Remedy::StateTheReading),
    ("COLUMN_UNEXPECTED_VALUES", Remedy::StateTheReading),
    ("COLUMN_BY_OVERLAP", Remedy::StateTheReading),
    ("COLUMN_HONORIFIC", Remedy::StateTheReading),
    ("COLUMN_JOB_TITLE", Remedy::StateTheReading),
    ("NAMES_SWAPPED", Remedy::StateTheReading),
    ("PROFILE_ENTRY_UNUSED", Remedy::StateTheReading),
    ("ENCODING_DAMAGED", Remedy::ExportAgain),
    ("ENCODING_MIXED", Remedy::ExportAgain),
    ("CELL_INVALID_BYTES", Remedy::ExportAgain),
    ("CELL_LOST_CHARACTER", Remedy::ExportAgain),
    ("CELL_QUESTION_MARK", Remedy::ExportAgain),
    ("CELL_ENCODED_TWICE", Remedy::ExportAgain),
    ("CELL_TYPE_NAME", Remedy::ExportAgain),
    ("CELL_EXPONENT", Remedy::ExportAgain),
    ("CELL_ROUNDED", Remedy::ExportAgain),
    ("CELL_PHONE_NUMBER", Remedy::ExportAgain),
    ("ROW_STRAY_QUOTES", Remedy::ExportAgain),
    ("ROW_BAD_QUOTES", Remedy::ExportAgain),
    ("ROW_TOO_SHORT", Remedy::ExportAgain),
    ("ROW_TOO_LONG", Remedy::ExportAgain),
    ("ROW_NOT_A_RECORD", Remedy::ExportAgain),
    ("CELL_CONTROL_CHARACTER", Remedy::CorrectTheSource),
    ("CELL_ERROR", Remedy::CorrectTheSource),
    ("ROW_NO_IDENTITY", Remedy::CorrectTheSource),
];

/// Diagnostics that one thing to do would put right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RemedyGroup {
    /// The thing to do.
    pub remedy: Remedy,
    /// What to do, as a heading.
    pub label: &'static str,
    /// Codes of the diagnostics, each once, in the order they were made.
    pub codes: Vec<String>,
    /// How many diagnostics.
    pub diagnostics: usize,
}

/// Groups diagnostics by what would put them right, the most urgent first.
#[must_use]
pub fn remedies(diagnostics: &[Diagnostic]) -> Vec<RemedyGroup> {
    let group = |remedy: Remedy| {
        let of_it: Vec<&Diagnostic> = diagnostics
            .iter()
            .filter(|diagnostic| Remedy::of(&diagnostic.code) == remedy)
            .collect();
        let mut codes: Vec<String> = Vec::new();
        for diagnostic in &of_it {
            if !codes.contains(&diagnostic.code) {
                codes.push(diagnostic.code.clone());
            }
        }
        (!of_it.is_empty()).then_some(RemedyGroup {
            remedy,
            label: remedy.label(),
            codes,
            diagnostics: of_it.len(),
        })
    };
    Remedy::ALL.into_iter().filter_map(group).collect()
}

impl Inspection {
    /// What was odd, grouped by what would put it right.
    #[must_use]
    pub fn remedies(&self) -> Vec<RemedyGroup> {
        remedies(&self.diagnostics)
    }
}
