//! What a plan promised, as far as it can be held against what happened.

use crate::{Action, AssumptionSet, plan::ChangeKind};

/// A plan, ready to be held against a log or a later export.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Promise {
    /// Every Azure user in the plan's order.
    pub users: Vec<PlannedUser>,
    /// Every change; a user's stand together.
    pub changes: Vec<PlannedChange>,
    /// Every intranet account in the plan's order.
    pub accounts: Vec<PlannedAccount>,
    /// What the plan chose otherwise than by default, as `NAME=CHOICE`.
    pub chosen: Vec<String>,
}

/// One Azure user of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedUser {
    /// Object id; may be empty.
    pub id: String,
    /// User principal name; may be empty.
    pub upn: String,
    /// What the cycle would do.
    pub action: Action,
    /// User name of the account that the rule finds; empty where it finds none or several.
    pub account: String,
    /// What decided it.
    pub basis: AssumptionSet,
    /// Where this user's changes begin.
    pub changes_at: usize,
    /// How many there are.
    pub changes: usize,
}

/// One change of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedChange {
    /// The target attribute as the mapping spells it.
    pub target: String,
    /// What kind of change it is.
    pub kind: ChangeKind,
    /// The value at the time of the plan; several joined by `;`.
    pub now: String,
    /// The value it would have; several joined by `;`.
    pub would_be: String,
    /// What decided it.
    pub basis: AssumptionSet,
}

/// One intranet account of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedAccount {
    /// The intranet's own id; may be empty.
    pub uid: String,
    /// User name; may be empty.
    pub user_name: String,
}

impl Promise {
    /// The changes of a user.
    #[must_use]
    pub fn changes_of(&self, user: &PlannedUser) -> &[PlannedChange] {
        let end = user.changes_at + user.changes;
        self.changes.get(user.changes_at..end).unwrap_or_default()
    }
}

impl PlannedUser {
    /// What the user is called in files: the user principal name, else the object id.
    #[must_use]
    pub fn name(&self) -> &str {
        match self.upn.as_str() {
            "" => &self.id,
            upn => upn,
        }
    }
}
