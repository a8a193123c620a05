//! What would put a diagnostic right, so that many of them are a few things to do.

use presync_core::Diagnostic;
use serde::Serialize;

use crate::Inspection;

/// Who has to do what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Repair {
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

impl Repair {
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
        listed.map_or(Self::Look, |(_, repair)| *repair)
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
const CODES: &[(&str, Repair)] = &[
    ("WRONG_SIDE", Repair::GiveAnotherFile),
    ("SAME_FILE_ON_BOTH_SIDES", Repair::GiveAnotherFile),
    ("NO_RECORDS", Repair::GiveAnotherFile),
    ("ON_PREMISES_EXPORT", Repair::GiveAnotherFile),
    ("JSON_MORE_PAGES", Repair::GiveAnotherFile),
    ("FILE_IMPORTED_BEFORE", Repair::GiveAnotherFile),
    ("KEY_AMBIGUOUS", Repair::StateTheReading),
    ("NO_IDENTITY_COLUMN", Repair::StateTheReading),
    ("DELIMITER_UNCERTAIN", Repair::StateTheReading),
    ("ENCODING_GUESSED", Repair::StateTheReading),
    ("HEADER_MISSING", Repair::StateTheReading),
    ("HEADER_TWO_ROWS", Repair::StateTheReading),
    ("ROWS_ABOVE_HEADER", Repair::StateTheReading),
    ("SHEET_CHOSEN", Repair::StateTheReading),
    ("COLUMN_SAME_ATTRIBUTE", Repair::StateTheReading),
    ("COLUMN_UNEXPECTED_VALUES", Repair::StateTheReading),
    ("COLUMN_BY_OVERLAP", Repair::StateTheReading),
    ("COLUMN_HONORIFIC", Repair::StateTheReading),
    ("COLUMN_JOB_TITLE", Repair::StateTheReading),
    ("NAMES_SWAPPED", Repair::StateTheReading),
    ("PROFILE_ENTRY_UNUSED", Repair::StateTheReading),
    ("ENCODING_DAMAGED", Repair::ExportAgain),
    ("CELL_INVALID_BYTES", Repair::ExportAgain),
    ("CELL_LOST_CHARACTER", Repair::ExportAgain),
    ("CELL_QUESTION_MARK", Repair::ExportAgain),
    ("CELL_TYPE_NAME", Repair::ExportAgain),
    ("CELL_EXPONENT", Repair::ExportAgain),
    ("CELL_ROUNDED", Repair::ExportAgain),
    ("ROW_STRAY_QUOTES", Repair::ExportAgain),
    ("ROW_BAD_QUOTES", Repair::ExportAgain),
    ("ROW_TOO_SHORT", Repair::ExportAgain),
    ("ROW_TOO_LONG", Repair::ExportAgain),
    ("ROW_NOT_A_RECORD", Repair::ExportAgain),
    ("CELL_CONTROL_CHARACTER", Repair::CorrectTheSource),
    ("CELL_ERROR", Repair::CorrectTheSource),
    ("ROW_NO_IDENTITY", Repair::CorrectTheSource),
];

/// Diagnostics that one thing to do would put right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RepairGroup {
    /// The thing to do.
    pub repair: Repair,
    /// What to do, as a heading.
    pub label: &'static str,
    /// Codes of the diagnostics, each once, in the order they were made.
    pub codes: Vec<String>,
    /// How many diagnostics.
    pub diagnostics: usize,
}

/// Groups diagnostics by what would put them right, the most urgent first.
#[must_use]
pub fn repairs(diagnostics: &[Diagnostic]) -> Vec<RepairGroup> {
    let group = |repair: Repair| {
        let of_it: Vec<&Diagnostic> = diagnostics
            .iter()
            .filter(|diagnostic| Repair::of(&diagnostic.code) == repair)
            .collect();
        let mut codes: Vec<String> = Vec::new();
        for diagnostic in &of_it {
            if !codes.contains(&diagnostic.code) {
                codes.push(diagnostic.code.clone());
            }
        }
        (!of_it.is_empty()).then_some(RepairGroup {
            repair,
            label: repair.label(),
            codes,
            diagnostics: of_it.len(),
        })
    };
    Repair::ALL.into_iter().filter_map(group).collect()
}

impl Inspection {
    /// What was odd, grouped by what would put it right.
    #[must_use]
    pub fn repairs(&self) -> Vec<RepairGroup> {
        repairs(&self.diagnostics)
    }
}
