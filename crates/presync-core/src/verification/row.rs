//! One user of the plan against what became of them.

use super::{
    AccountNames,
    coverage::Coverage,
    happened::{Actual, Happened},
    promise::{PlannedChange, PlannedUser, Promise},
    value::{is_same, name_key},
};
use crate::{Action, AssumptionSet, plan::ChangeKind, provisioning_log::ModifiedProperty};

/// How what happened stands to what was planned; worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Something else was done.
    DifferentAction,
    /// Something was done about somebody whom the plan does not know.
    Unplanned,
    /// It was tried in vain.
    Failed,
    /// The right thing was done with other values.
    DifferentValue,
    /// Nothing was done, and the log shows the whole cycle.
    Missing,
    /// It was skipped.
    Skipped,
    /// The log says something in words that are not known.
    Unclear,
    /// The log does not reach so far.
    NotSeenYet,
    /// As planned.
    AsPlanned,
}

impl Verdict {
    /// All of them, worst first.
    pub const ALL: [Self; 9] = [
        Self::DifferentAction,
        Self::Unplanned,
        Self::Failed,
        Self::DifferentValue,
        Self::Missing,
        Self::Skipped,
        Self::Unclear,
        Self::NotSeenYet,
        Self::AsPlanned,
    ];

    /// The word used in files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::DifferentAction => "different-action",
            Self::Unplanned => "unplanned",
            Self::Failed => "failed",
            Self::DifferentValue => "different-value",
            Self::Missing => "missing",
            Self::Skipped => "skipped",
            Self::Unclear => "unclear",
            Self::NotSeenYet => "not-seen-yet",
            Self::AsPlanned => "as-planned",
        }
    }

    /// What the user reads.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::DifferentAction => "Something else was done",
            Self::Unplanned => "Not in the plan",
            Self::Failed => "Failed",
            Self::DifferentValue => "Other values",
            Self::Missing => "Missing from the log",
            Self::Skipped => "Skipped",
            Self::Unclear => "Unclear",
            Self::NotSeenYet => "Not seen yet",
            Self::AsPlanned => "As planned",
        }
    }

    /// Whether the promise was not kept.
    #[must_use]
    pub fn is_deviation(self) -> bool {
        !matches!(self, Self::NotSeenYet | Self::AsPlanned)
    }
}

/// One user, planned and actual.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifiedRow {
    /// Object id; may be empty.
    pub id: String,
    /// User principal name, or what the log calls the user.
    pub name: String,
    /// How it stands.
    pub verdict: Verdict,
    /// What was planned; none for somebody whom the plan does not know.
    pub planned: Option<Action>,
    /// What became of the user; none without an entry.
    pub actual: Option<Actual>,
    /// When, as the log spells it.
    pub at: String,
    /// The reason in the service's words; may be empty.
    pub reason: String,
    /// Base name and line of the entry that counts.
    pub place: Option<(String, u64)>,
    /// Values that deserve a word; those as planned are left out.
    pub values: Vec<SeenValue>,
    /// Changed attributes that were planned and logged as planned.
    pub values_kept: usize,
    /// Whether values were planned and the entry names none at all.
    pub is_mute: bool,
    /// Entries before the one that counts, in words.
    pub earlier: Vec<String>,
    /// What the plan's row rests on.
    pub basis: AssumptionSet,
    /// What the values rest on that were logged as planned.
    pub kept_basis: AssumptionSet,
}

/// How a logged value stands to the planned one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueVerdict {
    /// Another value was written.
    Different,
    /// The entry names other attributes, and not this one.
    NotLogged,
    /// No change of it was planned.
    Unplanned,
    /// A reference whose account the log does not name.
    UnknownReference,
}

impl ValueVerdict {
    /// The word used in files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Different => "different",
            Self::NotLogged => "not-logged",
            Self::Unplanned => "unplanned",
            Self::UnknownReference => "unknown-reference",
        }
    }

    /// Whether the promise was not kept.
    #[must_use]
    pub fn is_deviation(self) -> bool {
        self != Self::UnknownReference
    }
}

/// One attribute, planned and actual.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenValue {
    /// The target attribute.
    pub target: String,
    /// How it stands.
    pub verdict: ValueVerdict,
    /// The planned value.
    pub planned: String,
    /// The logged value.
    pub actual: String,
    /// What the planned value rests on.
    pub basis: AssumptionSet,
}

/// The row of a user of the plan.
pub(super) fn of(
    promise: &Promise,
    user: &PlannedUser,
    happened: Option<&Happened<'_>>,
    coverage: Coverage,
    names: &AccountNames<'_>,
) -> VerifiedRow {
    let mut row = VerifiedRow {
        id: user.id.clone(),
        name: user.name().to_owned(),
        verdict: unseen(user.action, coverage),
        planned: Some(user.action),
        basis: user.basis,
        ..empty()
    };
    let Some(happened) = happened else { return row };
    tell(&mut row, happened);
    row.verdict = of_action(user.action, &happened.actual);
    if row.verdict == Verdict::AsPlanned && happened.actual.has_written() {
        compare_values(&mut row, promise.changes_of(user), happened, names);
        if row.values.iter().any(|value| value.verdict.is_deviation()) {
            row.verdict = Verdict::DifferentValue;
        }
    }
    row
}

/// The row of somebody whom the plan does not know.
pub(super) fn of_stranger(happened: &Happened<'_>) -> VerifiedRow {
    let source = &happened.event.source;
    let named = [&source.login, &source.name, &source.id];
    let name = named.into_iter().find(|name| !name.trim().is_empty());
    let mut row = VerifiedRow {
        id: source.id.clone(),
        name: name.cloned().unwrap_or_default(),
        verdict: Verdict::Unplanned,
        ..empty()
    };
    tell(&mut row, happened);
    row
}

fn empty() -> VerifiedRow {
    VerifiedRow {
        id: String::new(),
        name: String::new(),
        verdict: Verdict::AsPlanned,
        planned: None,
        actual: None,
        at: String::new(),
        reason: String::new(),
        place: None,
        values: Vec::new(),
        values_kept: 0,
        is_mute: false,
        earlier: Vec::new(),
        basis: AssumptionSet::DOCUMENTED,
        kept_basis: AssumptionSet::DOCUMENTED,
    }
}

fn tell(row: &mut VerifiedRow, happened: &Happened<'_>) {
    let event = happened.event;
    row.actual = Some(happened.actual.clone());
    row.at.clone_from(&event.activity_at);
    row.reason.clone_from(&event.reason);
    row.place = Some((event.file.clone(), event.line));
    row.earlier.clone_from(&happened.earlier);
}

/// A user about whom nothing was to be sent need not be in a log.
fn unseen(action: Action, coverage: Coverage) -> Verdict {
    match (action, coverage) {
        (Action::Skip | Action::None, Coverage::Whole) => Verdict::AsPlanned,
        (_, Coverage::Whole) => Verdict::Missing,
        _ => Verdict::NotSeenYet,
    }
}

fn of_action(planned: Action, actual: &Actual) -> Verdict {
    match (planned, actual) {
        (Action::Create, Actual::Created)
        | (Action::Update, Actual::Updated)
        | (Action::Disable, Actual::Disabled)
        | (Action::None | Action::Skip, Actual::Nothing)
        | (Action::Skip, Actual::Skipped(_))
        | (Action::Fail, Actual::Failed(_)) => Verdict::AsPlanned,
        (_, Actual::Unclear) => Verdict::Unclear,
        (_, Actual::Failed(_)) => Verdict::Failed,
        (_, Actual::Skipped(_)) => Verdict::Skipped,
        _ => Verdict::DifferentAction,
    }
}

fn compare_values(
    row: &mut VerifiedRow,
    planned: &[PlannedChange],
    happened: &Happened<'_>,
    names: &AccountNames<'_>,
) {
    if happened.written.is_empty() {
        row.is_mute = !planned.is_empty();
        return;
    }
    let mut rest = happened.written.clone();
    for change in planned {
        let logged = rest.remove(&name_key(&change.target));
        match judge(change, logged, names) {
            None => {
                row.values_kept += 1;
                row.kept_basis = row.kept_basis.union(change.basis);
            }
            Some(verdict) => row.values.push(SeenValue {
                target: change.target.clone(),
                verdict,
                planned: change.would_be.clone(),
                actual: logged.map(|one| one.new.clone()).unwrap_or_default(),
                basis: change.basis,
            }),
        }
    }
    let unplanned = rest.values().filter(|one| !is_same(&one.old, &one.new));
    row.values.extend(unplanned.map(|one| SeenValue {
        target: one.name.clone(),
        verdict: ValueVerdict::Unplanned,
        planned: String::new(),
        actual: one.new.clone(),
        basis: AssumptionSet::DOCUMENTED,
    }));
}

/// None where the value is as planned.
fn judge(
    change: &PlannedChange,
    logged: Option<&ModifiedProperty>,
    names: &AccountNames<'_>,
) -> Option<ValueVerdict> {
    let Some(logged) = logged else {
        return Some(ValueVerdict::NotLogged);
    };
    if is_same(&change.would_be, &logged.new) {
        return None;
    }
    let is_reference =
        change.kind == ChangeKind::Reference || name_key(&change.target).ends_with("manager");
    if !is_reference {
        return Some(ValueVerdict::Different);
    }
    match names.is(&logged.new, &change.would_be) {
        Some(true) => None,
        Some(false) => Some(ValueVerdict::Different),
        None => Some(ValueVerdict::UnknownReference),
    }
}
