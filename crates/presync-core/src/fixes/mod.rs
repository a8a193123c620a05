//! Data fixes: the smallest edits that let the rule find everybody's own account, and whom to hold out
//! of scope where no edit does.
//!
//! Edits are found by asking the cycle about single users while values are tried (`search`), each against
//! everybody whom it could concern; what they come to is then simulated as a whole. Nothing is written to
//! either system: a [`FixPlan`] is a value.

mod bulk;
mod fill;
mod finders;
mod hold;
mod proposal;
mod refusal;
mod restore;
mod rights;
mod search;
mod settle;
mod trouble;

use std::borrow::Cow;

use crate::{
    Action, AttributeId, Outcome, Plan, Population, Progress, Side, UserIx,
    finding::FindingCode,
    plan::PlanLine,
    population::Written,
    scope::Scope,
    simulate::{Input, SimulateError},
};

pub use bulk::{BulkEdit, Rule, Sample};
pub use hold::{EditPlace, Held, HoldReason, edit_place, how};
pub use restore::{Restore, Undo, undo};
pub use rights::{PowerUser, Rights, power_users};

/// Why a value is to be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Cause {
    /// The rule would miss the person's account.
    Missed,
    /// The rule would find somebody else's account.
    Mistaken,
    /// The rule would find several accounts.
    Several,
    /// No match key has a value.
    NoValue,
    /// A required value is missing.
    Lacking,
    /// The create or update would be refused for something else.
    Refused,
}

impl Cause {
    /// The code of the finding that says the same.
    #[must_use]
    pub fn code(self) -> FindingCode {
        match self {
            Self::Missed => FindingCode::NoMatch,
            Self::Mistaken => FindingCode::Takeover,
            Self::Several => FindingCode::SeveralHits,
            Self::NoValue => FindingCode::NoMatchValue,
            Self::Lacking => FindingCode::RequiredEmpty,
            Self::Refused => FindingCode::UserNameTaken,
        }
    }

    /// What would happen without the edit, to be followed by whom it would happen to.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Missed => "without it a second account would be made for",
            Self::Mistaken => "without it somebody else's account would be overwritten by",
            Self::Several => "without it several accounts would be found, and nothing written, for",
            Self::NoValue => "without it no match key has a value for",
            Self::Lacking | Self::Refused => {
                "without it the intranet would refuse what is written for"
            }
        }
    }
}

/// One value to change on one side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// Where.
    pub side: Side,
    /// Whose value: an intranet account or an Azure user.
    pub user: UserIx,
    /// Which one, of that side.
    pub attribute: AttributeId,
    /// What to set it to; empty where it is to be cleared.
    pub set_to: String,
    /// The Azure user whom it repairs.
    pub repairs: UserIx,
    /// What it repairs.
    pub cause: Cause,
    /// Whether it changes by what somebody signs in: nothing else repairs the person.
    pub renames: bool,
    /// Position among [`FixPlan::groups`].
    pub group: u32,
}

/// What the first sync would come to after the fixes, with those held back out of scope.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Prediction {
    /// The plan line.
    pub line: PlanLine,
    /// Azure users by outcome, in the order of [`Outcome::ALL`].
    pub azure: [u32; 8],
    /// Intranet users by outcome, in the order of [`Outcome::ALL`].
    pub legacy: [u32; 8],
    /// For each Azure user what becomes of it.
    pub rows: Vec<(Outcome, Action)>,
    /// Values that this sync would write over and the present plan would not, or otherwise.
    pub restores: Vec<Restore>,
    /// Azure users for whom `restores` count instead of the present plan's changes, in order.
    pub touched: Vec<UserIx>,
}

impl Prediction {
    /// How many users of a side would have an outcome.
    #[must_use]
    pub fn count(&self, side: Side, outcome: Outcome) -> u32 {
        let at = Outcome::ALL.iter().position(|one| *one == outcome);
        let counts = match side {
            Side::Azure => &self.azure,
            Side::Legacy => &self.legacy,
        };
        at.map_or(0, |at| counts[at])
    }
}

/// The edits, whom to hold back, and what the sync would come to then.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FixPlan {
    /// Every edit, by side, bulk edit and user.
    pub fixes: Vec<Fix>,
    /// The edits put together, the largest first; intranet before Azure.
    pub groups: Vec<BulkEdit>,
    /// Whom to hold out of scope, in the order of the export.
    pub hold_back: Vec<Held>,
    /// What is predicted; none where there is nothing to do, and the plan stands as it is.
    pub predicted: Option<Prediction>,
}

/// Both sides and the scope as the fixes leave them.
#[derive(Debug)]
pub struct Applied<'a> {
    /// The intranet users.
    pub legacy: Cow<'a, Population>,
    /// The Azure users.
    pub azure: Cow<'a, Population>,
    /// Who is in scope.
    pub scope: Cow<'a, Scope>,
}

impl Applied<'_> {
    /// What a plan is made from after the fixes. Who is who stays.
    #[must_use]
    pub fn input<'b>(&'b self, before: &Input<'b>) -> Input<'b> {
        Input {
            legacy: &self.legacy,
            azure: &self.azure,
            scope: &self.scope,
            ..*before
        }
    }
}

/// Finds the fixes for a plan. Costs nearly nothing where nobody is in trouble, else one more simulation,
/// or a few where edits turn out to be refused.
///
/// # Errors
/// When it is cancelled, or when the edited populations or their plan do not fit into memory.
pub fn run(
    input: &Input<'_>,
    plan: &Plan,
    progress: &dyn Progress,
) -> Result<FixPlan, SimulateError> {
    let troubled = trouble::troubled(input, plan);
    if troubled.is_empty() {
        return Ok(FixPlan::default());
    }
    let (made, left) = search::run(input, plan, &troubled, progress)?;
    settle::run(input, plan, made, left, progress)
}

impl FixPlan {
    /// Whether there is nothing to do.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.fixes.is_empty() && self.hold_back.is_empty()
    }

    /// Edits of a side.
    pub fn of_side(&self, side: Side) -> impl Iterator<Item = &Fix> {
        self.fixes.iter().filter(move |fix| fix.side == side)
    }

    /// Both populations with the edits made, and those held back out of scope. A side without edits is
    /// not copied.
    ///
    /// # Errors
    /// When an edited side no longer fits into memory.
    pub fn applied<'a>(&self, input: &Input<'a>) -> Result<Applied<'a>, SimulateError> {
        let mut scope = Cow::Borrowed(input.scope);
        if !self.hold_back.is_empty() {
            let held = self.hold_back.iter();
            let anchors = held.filter_map(|held| hold::anchor(input.azure, held.user));
            scope.to_mut().held_out.extend(anchors);
        }
        Ok(Applied {
            legacy: self.edited(input.legacy)?,
            azure: self.edited(input.azure)?,
            scope,
        })
    }

    fn edited<'a>(&self, population: &'a Population) -> Result<Cow<'a, Population>, SimulateError> {
        let mut fixes = self.of_side(population.side()).peekable();
        if fixes.peek().is_none() {
            return Ok(Cow::Borrowed(population));
        }
        let written = fixes.map(|fix| Written {
            user: fix.user.index(),
            attribute: fix.attribute,
            value: &fix.set_to,
        });
        Ok(Cow::Owned(population.with_written(&[], 0, written)?))
    }
}
