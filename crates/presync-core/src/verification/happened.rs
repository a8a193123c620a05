//! What the log says became of one user, over all of the user's entries.
//!
//! The last entry counts. Two rules keep a later cycle from hiding the first one: an entry that did nothing
//! after one that wrote is not counted, and an update after a create completes that create (references
//! follow in requests of their own, as documented).

use std::{cmp::Ordering, collections::BTreeMap};

use jiff::Timestamp;

use super::value::{is_same, name_key};
use crate::{
    ProvisioningEvent,
    provisioning_log::{LoggedAction, LoggedStatus, ModifiedProperty},
};

/// The code of an entry about an account that held everything already.
const REDUNDANT: &str = "redundantexport";

/// What became of a user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actual {
    /// An account was made.
    Created,
    /// An account was written to.
    Updated,
    /// An account was made inactive.
    Disabled,
    /// An account was deleted, or its deletion waits for a person.
    Deleted,
    /// The account held everything already.
    Nothing,
    /// Nothing was sent, for this reason; it may be empty.
    Skipped(String),
    /// It was tried in vain, with this code; it may be empty.
    Failed(String),
    /// The log does not say it in words that are known.
    Unclear,
}

/// What the entries of one user come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Happened<'e> {
    pub(super) actual: Actual,
    /// The entry that counts.
    pub(super) event: &'e ProvisioningEvent,
    /// The values written, the last of each attribute, by folded name.
    pub(super) written: BTreeMap<String, &'e ModifiedProperty>,
    /// Entries before the one that counts, in words.
    pub(super) earlier: Vec<String>,
}

/// The moment of an entry, where it can be read.
pub(super) fn moment(event: &ProvisioningEvent) -> Option<Timestamp> {
    event.activity_at.trim().parse().ok()
}

/// Entries in the order of time; those without a readable one stay where they are.
pub(super) fn in_order(events: &mut [&ProvisioningEvent]) {
    events.sort_by(|a, b| match (moment(a), moment(b)) {
        (Some(a), Some(b)) => a.cmp(&b),
        _ => Ordering::Equal,
    });
}

impl Actual {
    /// What one entry says.
    pub(super) fn of(event: &ProvisioningEvent) -> Self {
        let code = event.error_code.trim();
        match (event.status, event.action) {
            (LoggedStatus::Failure, _) => Self::Failed(code.to_owned()),
            (LoggedStatus::Skipped, _) if code.eq_ignore_ascii_case(REDUNDANT) => Self::Nothing,
            (LoggedStatus::Skipped, _) => Self::Skipped(reason(event)),
            (LoggedStatus::Unknown, _) => Self::Unclear,
            (_, LoggedAction::Create) => Self::Created,
            (_, LoggedAction::Update) if makes_inactive(event) => Self::Disabled,
            (_, LoggedAction::Update) => Self::Updated,
            (_, LoggedAction::Disable) => Self::Disabled,
            (_, LoggedAction::Delete | LoggedAction::StagedDelete) => Self::Deleted,
            (_, LoggedAction::Other) => Self::Nothing,
        }
    }

    /// Whether something was written.
    #[must_use]
    pub fn has_written(&self) -> bool {
        matches!(
            self,
            Self::Created | Self::Updated | Self::Disabled | Self::Deleted
        )
    }

    /// In words, with the code or the reason where there is one.
    #[must_use]
    pub fn words(&self) -> String {
        let with = |word: &str, code: &str| match code {
            "" => word.to_owned(),
            code => format!("{word}: {code}"),
        };
        match self {
            Self::Created => "create".to_owned(),
            Self::Updated => "update".to_owned(),
            Self::Disabled => "disable".to_owned(),
            Self::Deleted => "delete".to_owned(),
            Self::Nothing => "none".to_owned(),
            Self::Skipped(reason) => with("skip", reason),
            Self::Failed(code) => with("fail", code),
            Self::Unclear => "unclear".to_owned(),
        }
    }
}

fn reason(event: &ProvisioningEvent) -> String {
    let code = event.error_code.trim();
    let said = if code.is_empty() { &event.reason } else { code };
    said.trim().to_owned()
}

/// An update that only sets the account inactive; other values may go with it.
fn makes_inactive(event: &ProvisioningEvent) -> bool {
    event
        .modified
        .iter()
        .any(|one| name_key(&one.name) == "active" && is_same("false", &one.new))
}

impl<'e> Happened<'e> {
    /// What entries in the order of time come to; none where there are none.
    pub(super) fn of(events: &[&'e ProvisioningEvent]) -> Option<Self> {
        let actuals: Vec<Actual> = events.iter().map(|event| Actual::of(event)).collect();
        let is_idle = |one: &Actual| matches!(one, Actual::Nothing | Actual::Skipped(_));
        let has_written = actuals.iter().any(Actual::has_written);
        let counts = |one: &&Actual| !(has_written && is_idle(one));
        let last = actuals.iter().rposition(|one| counts(&one))?;
        let created = actuals[..last]
            .iter()
            .any(|one| matches!(one, Actual::Created));
        let actual = match &actuals[last] {
            Actual::Updated if created => Actual::Created,
            other => other.clone(),
        };
        let mut written = BTreeMap::new();
        for (event, _) in events
            .iter()
            .zip(&actuals)
            .filter(|(_, actual)| actual.has_written())
        {
            written.extend(event.modified.iter().map(|one| (name_key(&one.name), one)));
        }
        let earlier = events[..last].iter().zip(&actuals);
        Some(Self {
            actual,
            event: events[last],
            written,
            earlier: earlier.map(|(event, actual)| told(event, actual)).collect(),
        })
    }
}

fn told(event: &ProvisioningEvent, actual: &Actual) -> String {
    match event.activity_at.trim() {
        "" => actual.words(),
        at => format!("{at} {}", actual.words()),
    }
}
