//! How much of the first cycle a log can show: whether somebody without an entry was left out, or is only
//! not seen yet.
//!
//! The rule is an assumption, and is named in every result: a cycle is over when the log shows that
//! another one began. Incremental cycles follow each other about every 20 to 40 minutes, and logs are kept
//! for 30 days (premium) or 7 days (free), as Microsoft documents.

use jiff::{SignedDuration, Timestamp};

use super::{happened::moment, join::Joined};
use crate::ProvisioningEvent;

/// The shortest documented time between two cycles.
const CYCLE: SignedDuration = SignedDuration::from_mins(20);
/// The longest documented time between two cycles.
const CYCLE_MAX: SignedDuration = SignedDuration::from_mins(40);
/// How long logs are kept, in days.
const RETENTION: [i64; 2] = [7, 30];
/// Codes that say the job is in quarantine.
const QUARANTINE: [&str; 3] = [
    "EncounteredQuarantineException",
    "EncounteredEscrowProportionThreshold",
    "QuarantineOnDemand",
];
const DAY_HOURS: i64 = 24;

/// What a log covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coverage {
    /// The whole first cycle: who has no entry was left out.
    Whole,
    /// The log ends before another cycle began.
    CycleOpen,
    /// An entry says the job is in quarantine, so it goes on slowly or not at all.
    Quarantined,
    /// The log begins about as far back as logs are kept, so its beginning may be lost.
    CutAtRetention,
    /// No log was given.
    NoLog,
}

impl Coverage {
    /// The word used in files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::CycleOpen => "cycle-open",
            Self::Quarantined => "quarantined",
            Self::CutAtRetention => "cut-at-retention",
            Self::NoLog => "no-log",
        }
    }

    /// What follows, in one sentence.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Whole => {
                "The log shows the whole first cycle, so whoever it should name and does not is missing."
            }
            Self::CycleOpen => {
                "The log does not show that the first cycle is over, so whoever it does not name is not seen yet."
            }
            Self::Quarantined => {
                "The job was put in quarantine, so whoever the log does not name is not seen yet."
            }
            Self::CutAtRetention => {
                "The log begins about as far back as logs are kept, so its beginning may be lost; whoever it does not name is not seen yet."
            }
            Self::NoLog => "No log was given.",
        }
    }
}

/// First and last moment of the entries.
pub(super) fn span(events: &[ProvisioningEvent]) -> Option<(Timestamp, Timestamp)> {
    let moments = || events.iter().filter_map(moment);
    Some((moments().min()?, moments().max()?))
}

/// What the entries cover. `now` is the moment the comparison is dated to.
pub(super) fn of(
    events: &[ProvisioningEvent],
    joined: &Joined<'_>,
    now: Timestamp,
    is_over: bool,
) -> Coverage {
    let says_quarantine = |event: &ProvisioningEvent| {
        let code = event.error_code.trim();
        QUARANTINE
            .iter()
            .any(|known| known.eq_ignore_ascii_case(code))
    };
    match span(events) {
        _ if events.is_empty() => Coverage::NoLog,
        _ if is_over => Coverage::Whole,
        _ if events.iter().any(says_quarantine) => Coverage::Quarantined,
        Some((first, _)) if is_cut(first, now) => Coverage::CutAtRetention,
        Some((_, last)) if has_next_cycle(joined, last) => Coverage::Whole,
        _ => Coverage::CycleOpen,
    }
}

/// Whether the first entry is about as old as the oldest that are kept.
fn is_cut(first: Timestamp, now: Timestamp) -> bool {
    let age = now.duration_since(first);
    let days = |days: i64| SignedDuration::from_hours(days * DAY_HOURS);
    RETENTION
        .iter()
        .any(|kept| age >= days(kept - 1) && age <= days(kept + 1))
        || age > days(RETENTION[1])
}

/// Whether somebody has an entry of a later cycle, or the log goes on after the last newcomer of the plan.
fn has_next_cycle(joined: &Joined<'_>, last: Timestamp) -> bool {
    let planned: Vec<Ends> = joined
        .by_user
        .iter()
        .filter_map(|list| ends(list))
        .collect();
    let others = joined.strangers.values().filter_map(|list| ends(list));
    let all: Vec<Ends> = planned.iter().copied().chain(others).collect();
    let newcomers = if planned.is_empty() { &all } else { &planned };
    let Some(newest) = newcomers.iter().map(|one| one.first).max() else {
        return false;
    };
    // A retry alone is none: the newcomers must all come before it.
    let comes_back = |one: &Ends| one.last.duration_since(one.first) >= CYCLE && one.last > newest;
    last.duration_since(newest) >= CYCLE_MAX || all.iter().any(comes_back)
}

/// First and last moment of one user's entries.
#[derive(Debug, Clone, Copy)]
struct Ends {
    first: Timestamp,
    last: Timestamp,
}

fn ends(events: &[&ProvisioningEvent]) -> Option<Ends> {
    let moments = || events.iter().filter_map(|event| moment(event));
    Some(Ends {
        first: moments().min()?,
        last: moments().max()?,
    })
}
