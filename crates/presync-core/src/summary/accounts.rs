//! Active accounts of the intranet now and after the first sync, and who keeps access by them.
//!
//! Only what this plan writes is counted: the active accounts of the export, moved by the changes to `active`
//! and by the accounts that would be created. What a licence costs is not in any export.

use crate::{
    Action, Outcome, UserIx,
    engagement::Engagement,
    plan::{ChangeKind, Why},
    spelling::parse_boolean,
};

/// The target attribute that says whether an account is active.
pub(super) const ACTIVE: &str = "active";

/// Accounts in figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Accounts {
    /// Active in the intranet's export.
    pub active_now: u32,
    /// Inactive in the intranet's export.
    pub inactive_now: u32,
    /// Accounts of which the export does not say it.
    pub unstated_now: u32,
    /// Active or unstated accounts that would become inactive.
    pub disabled: u32,
    /// Inactive or unstated accounts that would become active.
    pub activated: u32,
    /// New accounts that would be active.
    pub created: u32,
    /// New accounts that would be inactive.
    pub created_inactive: u32,
    /// Active after the first sync, new ones included.
    pub active_after: u32,
    /// Accounts of which it is not known after it either.
    pub unstated_after: u32,
    /// Of the active ones after it, who has the accounts that were there before.
    pub access: Access,
}

/// Active accounts after the first sync, new ones left out, by who looks after them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Access {
    /// Their own Azure user finds them: from then on Azure disables them.
    pub followed: u32,
    /// Their own Azure user is disabled or deleted already, and nothing is sent for it.
    pub left: u32,
    /// No Azure user finds them.
    pub unmanaged: u32,
    /// Their own Azure user is out of scope, skipped, or lands elsewhere.
    pub others: u32,
}

impl Accounts {
    pub(super) fn of(engagement: &Engagement<'_>) -> Self {
        let now = states(engagement);
        let mut after = now.clone();
        let mut accounts = Self::default();
        write(engagement, &mut after, &mut accounts);
        for (before, after) in now.iter().zip(&after) {
            match before {
                Some(true) => accounts.active_now += 1,
                Some(false) => accounts.inactive_now += 1,
                None => accounts.unstated_now += 1,
            }
            match (before, after) {
                (Some(true) | None, Some(false)) => accounts.disabled += 1,
                (Some(false) | None, Some(true)) => accounts.activated += 1,
                _ => {}
            }
            accounts.active_after += u32::from(*after == Some(true));
            accounts.unstated_after += u32::from(after.is_none());
        }
        accounts.active_after += accounts.created;
        accounts.access = Access::of(engagement, &after);
        accounts
    }
}

/// Whether each account is active in the export.
fn states(engagement: &Engagement<'_>) -> Vec<Option<bool>> {
    let legacy = engagement.legacy;
    let column = legacy.attribute(ACTIVE);
    let state = |user: UserIx| parse_boolean(column.map_or("", |column| legacy.text(user, column)));
    legacy.users().map(state).collect()
}

/// Writes what the plan writes; of two Azure users on one account the later wins, as in the cycle.
fn write(engagement: &Engagement<'_>, states: &mut [Option<bool>], accounts: &mut Accounts) {
    let plan = engagement.plan;
    let rows = engagement.mapping.users.rows.iter();
    let is_active: Vec<bool> = rows.map(|row| row.target == ACTIVE).collect();
    for row in &plan.azure {
        let mut active = None;
        for at in row.changes.clone() {
            let change = plan.changes.get(at);
            if !is_active.get(usize::from(change.row)).is_some_and(|is| *is) {
                continue;
            }
            let value = match change.kind {
                ChangeKind::Disable => Some(false),
                ChangeKind::Reactivate => Some(true),
                _ => parse_boolean(plan.changes.would_be(at)),
            };
            match change.account {
                Some(account) if value.is_some() => states[account.index()] = value,
                _ => active = active.or(value),
            }
        }
        if row.action == Action::Create {
            let slot = match active {
                Some(false) => &mut accounts.created_inactive,
                _ => &mut accounts.created,
            };
            *slot += 1;
        }
    }
}

impl Access {
    fn of(engagement: &Engagement<'_>, after: &[Option<bool>]) -> Self {
        let plan = engagement.plan;
        let mut access = Self::default();
        let rows = plan.legacy.iter().zip(after);
        for (row, _) in rows.filter(|(_, after)| **after == Some(true)) {
            let own = row.identity.map(|own| plan.azure[own.index()].why);
            let has_left = matches!(own, Some(Why::DisabledNoAccount | Why::DisabledWithAccount));
            let slot = match row.outcome {
                _ if has_left => &mut access.left,
                Outcome::Linked => &mut access.followed,
                Outcome::Orphan => &mut access.unmanaged,
                _ => &mut access.others,
            };
            *slot += 1;
        }
        access
    }

    /// All of them.
    #[must_use]
    pub fn all(&self) -> u32 {
        self.followed + self.left + self.unmanaged + self.others
    }
}
