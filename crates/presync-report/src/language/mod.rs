//! The language of the report. Texts are looked up by what they say in English, so that none can be missing
//! there; what has no German yet stays English, and nothing shows that something is missing.

mod german;
mod german_risk_table;
mod german_sentences;
mod german_table;

use std::str::FromStr;

use presync_core::summary::{percent, thousands};

pub(crate) use german_sentences::Sentences;

/// A language of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// English, complete.
    #[default]
    English,
    /// German: the executive page, headings, heads of tables, outcomes.
    German,
}

/// A word that names no language of the report.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no language of the report; there are en and de")]
pub struct LanguageError(String);

impl FromStr for Language {
    type Err = LanguageError;

    fn from_str(text: &str) -> Result<Self, LanguageError> {
        let found = Self::ALL.into_iter().find(|one| one.code() == text);
        found.ok_or_else(|| LanguageError(text.to_owned()))
    }
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::English, Self::German];

    /// The code by BCP 47.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
        }
    }

    /// A text of the page in this language.
    pub(crate) fn text(self, english: &str) -> &str {
        match self {
            Self::English => english,
            Self::German => german::of(english).unwrap_or(english),
        }
    }

    /// A count as it is written: `1,204`, `1.204`.
    pub(crate) fn count(self, count: u64) -> String {
        match self {
            Self::English => thousands(count),
            Self::German => thousands(count).replace(',', "."),
        }
    }

    /// A share as it is written: `98.7 %`, `98,7 %`.
    pub(crate) fn share(self, part: u32, whole: u32) -> String {
        match self {
            Self::English => percent(part, whole),
            Self::German => percent(part, whole).replace('.', ","),
        }
    }
}
