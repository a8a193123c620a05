//! The events worth a number of their own, with how grave they are.

use super::verdict::Undecided;
use crate::{Outcome, Side, engagement::Engagement};

/// How a number is to be taken; colours and icons follow it and never stand alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tone {
    /// As intended.
    Good,
    /// Neither good nor bad.
    Neutral,
    /// To be looked at.
    Caution,
    /// Damage.
    Danger,
}

impl Tone {
    /// The tone of an outcome.
    #[must_use]
    pub fn of(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Takeover | Outcome::Duplicate => Self::Danger,
            Outcome::Ambiguous | Outcome::Orphan => Self::Caution,
            Outcome::Linked | Outcome::Created => Self::Good,
            Outcome::Skipped | Outcome::OutOfScope => Self::Neutral,
        }
    }

    /// The word used in class names and files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Neutral => "neutral",
            Self::Caution => "caution",
            Self::Danger => "danger",
        }
    }
}

/// One event and its count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tile {
    /// What is counted.
    pub label: &'static str,
    /// How many.
    pub count: u32,
    /// What it means, in half a sentence.
    pub meaning: &'static str,
    /// How to take it; a count of zero is never worse than neutral.
    pub tone: Tone,
}

pub(super) fn of(engagement: &Engagement<'_>, undecided: Undecided) -> Vec<Tile> {
    let plan = engagement.plan;
    let count = |side, outcome| u32::try_from(plan.count(side, outcome)).unwrap_or(u32::MAX);
    let azure = |outcome| count(Side::Azure, outcome);
    let line = plan.line;
    let (danger, caution) = (Tone::Danger, Tone::Caution);
    vec![
        tile(
            "Second accounts",
            azure(Outcome::Duplicate),
            "the rule would miss the person's own account",
            danger,
        ),
        tile(
            "Takeovers",
            azure(Outcome::Takeover),
            "the rule would find another account",
            danger,
        ),
        tile(
            "Failures",
            line.fail,
            "would be refused, or find several accounts",
            caution,
        ),
        tile(
            "Undecided",
            undecided.people,
            "possible pairs nobody has decided yet",
            caution,
        ),
        tile(
            "Linked to their own",
            azure(Outcome::Linked),
            "the rule finds the right account",
            Tone::Good,
        ),
        tile(
            "Would be updated",
            line.update,
            "accounts with at least one change",
            Tone::Neutral,
        ),
        tile(
            "Would be disabled",
            line.disable,
            "accounts that would become inactive",
            caution,
        ),
        tile(
            "New accounts",
            line.create,
            "creates that would be sent",
            Tone::Neutral,
        ),
        tile("Skipped", line.skip, "nothing would be sent", Tone::Neutral),
        tile(
            "Unmanaged accounts",
            count(Side::Legacy, Outcome::Orphan),
            "intranet users no Azure user finds",
            caution,
        ),
    ]
}

fn tile(label: &'static str, count: u32, meaning: &'static str, tone: Tone) -> Tile {
    let tone = if count == 0 {
        tone.min(Tone::Neutral)
    } else {
        tone
    };
    Tile {
        label,
        count,
        meaning,
        tone,
    }
}
