//! What of a person deserves attention, and whether it did before.
//!
//! That is: an outcome other than a link or a new account, an attempt that would fail, and every finding
//! that is a warning or worse. A code that this version does not know counts.

use super::{PersonOf, Standing};
use crate::{Action, Outcome, Severity, finding::FindingCode};

/// What became of somebody's troubles from one plan to the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Status {
    /// None before, some now.
    New,
    /// Some before, some now.
    StillOpen,
    /// Some before, none now.
    Resolved,
}

impl Status {
    /// All of them, in the order of reports.
    pub const ALL: [Self; 3] = [Self::New, Self::StillOpen, Self::Resolved];

    /// The word used in files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::StillOpen => "still_open",
            Self::Resolved => "resolved",
        }
    }

    /// Whether there was something, whether there is.
    pub(super) fn of(before: bool, now: bool) -> Option<Self> {
        match (before, now) {
            (false, false) => None,
            (false, true) => Some(Self::New),
            (true, true) => Some(Self::StillOpen),
            (true, false) => Some(Self::Resolved),
        }
    }
}

/// The codes of a plan that deserve attention, by combination.
#[derive(Debug)]
pub struct Attention<'a> {
    standing: &'a Standing,
    of_set: Vec<Vec<&'a str>>,
}

impl<'a> Attention<'a> {
    /// Of a plan.
    #[must_use]
    pub fn of(standing: &'a Standing) -> Self {
        let of_set = standing.code_sets().iter().map(|set| {
            let codes = set.split(';').filter(|code| deserves(code));
            let mut codes: Vec<&str> = codes.collect();
            codes.sort_unstable();
            codes.dedup();
            codes
        });
        Self {
            standing,
            of_set: of_set.collect(),
        }
    }

    /// Everything about a person that deserves attention: words of outcomes, then codes.
    #[must_use]
    pub fn items(&self, at: Option<u32>) -> Vec<&'a str> {
        let Some(at) = at else {
            return Vec::new();
        };
        let mut items = words(&self.standing.person(at));
        items.extend(&self.of_set[self.standing.code_set(at)]);
        items
    }
}

fn words(person: &PersonOf<'_>) -> Vec<&'static str> {
    let intended = matches!(person.outcome, Outcome::Linked | Outcome::Created);
    let outcome = (!intended).then(|| person.outcome.as_str());
    let fails = (person.action == Action::Fail).then(|| person.action.as_str());
    outcome.into_iter().chain(fails).collect()
}

fn deserves(code: &str) -> bool {
    let known = FindingCode::ALL.iter().find(|known| known.as_str() == code);
    !code.is_empty() && known.is_none_or(|known| known.severity() >= Severity::Warning)
}
