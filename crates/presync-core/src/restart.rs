//! What a restart of the job would do to linked accounts, mapping row by mapping row: words and counts.
//! Counting is the simulator's.

use crate::{
    Side,
    catalogue::{self, Kind},
    mapping::{Apply, AttributeMapping, MappingSource},
};

/// What a mapping row does to a linked account after the first cycle, once somebody edits it by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RestartClass {
    /// A restart writes the fixed text again.
    Constant,
    /// A restart writes the source's value again.
    Source,
    /// A restart sets the reference again.
    Reference,
    /// A restart fills the attribute if it was emptied, and else leaves it.
    FillsEmpty,
    /// The row never touches an account that is there.
    Never,
}

impl RestartClass {
    /// What a row does by itself; the demands of a site or of the app's schema may make it do less.
    #[must_use]
    pub fn of(row: &AttributeMapping) -> Self {
        let known = catalogue::find(Side::Legacy, &row.target);
        let is_reference = known.is_some_and(|known| known.kind == Kind::Reference);
        match (row.apply, &row.source) {
            (Apply::OnCreate, _) => Self::Never,
            (Apply::IfEmpty, _) | (_, MappingSource::None) => Self::FillsEmpty,
            _ if is_reference => Self::Reference,
            (_, MappingSource::Constant(_)) => Self::Constant,
            _ => Self::Source,
        }
    }

    /// The word used in files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Constant => "constant",
            Self::Source => "source",
            Self::Reference => "reference",
            Self::FillsEmpty => "fills_empty",
            Self::Never => "never",
        }
    }

    /// What it means, in one sentence.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Constant => "Whatever people enter here, a restart writes the constant again.",
            Self::Source => "Whatever people enter here, a restart writes Azure's value again.",
            Self::Reference => "Whoever is entered here, a restart sets Azure's manager again.",
            Self::FillsEmpty => "A restart fills it where it was emptied, and keeps what is there.",
            Self::Never => "It is written during creation only: what people enter stays.",
        }
    }
}

/// What a restart (*Restart provisioning*, or saving the mapping: the watermark is cleared and links are
/// kept, `how-provisioning-works`) would do by one mapping row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RestartRow {
    /// Position of the row.
    pub row: u16,
    /// What it does.
    pub class: RestartClass,
    /// Accounts linked after the first cycle into which it would write again what was edited by hand; for
    /// [`RestartClass::FillsEmpty`] only what was emptied.
    pub written_again: u32,
    /// Linked accounts whose value it never clears, since Azure has none and nulls are not sent.
    pub never_cleared: u32,
}
