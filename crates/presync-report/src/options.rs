//! What to write, where, and in which spelling. No decision of its own.

use std::path::PathBuf;

use presync_core::waves::Sizes;

use crate::Branding;

/// How CSV files for reading spell cells that a spreadsheet would run as formulas.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CsvProfile {
    /// Such cells get an apostrophe in front, and every cell is quoted; the manifest says so.
    #[default]
    SpreadsheetSafe,
    /// Every cell as it is.
    Faithful,
}

impl CsvProfile {
    /// The word used in the manifest.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SpreadsheetSafe => "spreadsheet-safe",
            Self::Faithful => "faithful",
        }
    }
}

/// How much of the package is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Contents {
    /// Everything.
    #[default]
    Full,
    /// The rows, `plan.json` and the mapping files only.
    Csv,
    /// The mapping files and the runbook only.
    Mapping,
}

impl Contents {
    /// The word used in the manifest.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Csv => "csv",
            Self::Mapping => "mapping",
        }
    }
}

/// What to do with a folder that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Existing {
    /// Replace it only if it is a package of ours that nobody has touched since.
    #[default]
    ReplaceIntact,
    /// Replace it whatever it holds.
    Replace,
}

/// What to write and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The package's folder; its parents are made where they are missing.
    pub folder: PathBuf,
    /// How much is written.
    pub contents: Contents,
    /// How CSV files for reading are spelt.
    pub csv: CsvProfile,
    /// What to do with a folder that is there already.
    pub existing: Existing,
    /// How large the pilot and the waves after it are.
    pub waves: Sizes,
    /// Whose report it is, and in which language.
    pub branding: Branding,
}

impl Options {
    /// The full package, spreadsheet-safe, replacing nothing but an intact package of ours.
    #[must_use]
    pub fn to(folder: impl Into<PathBuf>) -> Self {
        Self {
            folder: folder.into(),
            contents: Contents::default(),
            csv: CsvProfile::default(),
            existing: Existing::default(),
            waves: Sizes::default(),
            branding: Branding::default(),
        }
    }
}
