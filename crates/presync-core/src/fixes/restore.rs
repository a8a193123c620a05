//! What to set back: the intranet's values before the fixes, and those the first sync would write over.
//!
//! Values that were empty are not among them: nothing is lost there.

use std::collections::BTreeSet;

use super::FixPlan;
use crate::{
    AttributeId, Plan, Population, Side, UserIx,
    mapping::Mapping,
    plan::{Change, ChangeKind},
    simulate::Input,
};

/// A value that the sync would write over after the fixes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restore {
    /// The change.
    pub azure: UserIx,
    /// The account.
    pub account: UserIx,
    /// The mapping row that writes.
    pub row: u16,
    /// What stands there today.
    pub now: String,
    /// What would stand there.
    pub would_be: String,
}

/// One value to set back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Undo<'a> {
    /// The account.
    pub account: UserIx,
    /// The Azure user on whose behalf it would be changed.
    pub azure: UserIx,
    /// Target attribute.
    pub field: &'a str,
    /// What would stand there.
    pub now: &'a str,
    /// What to set back.
    pub set_to: &'a str,
    /// The bulk edit that changed it; none where the sync would.
    pub group: Option<u32>,
}

/// Whether a change takes away something that was there.
fn overwrites(change: &Change, now: &str) -> bool {
    !now.is_empty() && !matches!(change.kind, ChangeKind::Create | ChangeKind::Fill)
}

/// Everything to set back: what fixes changed, then what the sync would, by Azure user.
pub fn undo<'a>(
    fixes: &'a FixPlan,
    plan: &'a Plan,
    mapping: &'a Mapping,
    legacy: &'a Population,
) -> impl Iterator<Item = Undo<'a>> {
    let edited: BTreeSet<(UserIx, AttributeId)> = fixes
        .of_side(Side::Legacy)
        .map(|fix| (fix.user, fix.attribute))
        .collect();
    let of_fixes = fixes.of_side(Side::Legacy).map(|fix| Undo {
        account: fix.user,
        azure: fix.repairs,
        field: legacy.name(fix.attribute),
        now: &fix.set_to,
        set_to: legacy.held(fix.user, fix.attribute),
        group: Some(fix.group),
    });
    let target = |row: u16| mapping.users.rows[usize::from(row)].target.as_str();
    let predicted = fixes.predicted.as_ref();
    let touched = predicted.map_or(&[][..], |predicted| &predicted.touched);
    let restores = predicted.map_or(&[][..], |predicted| &predicted.restores);
    let others = restores.iter().map(move |one| Undo {
        account: one.account,
        azure: one.azure,
        field: target(one.row),
        now: &one.would_be,
        set_to: &one.now,
        group: None,
    });
    let planned = plan.changes.iter().filter_map(move |(at, change)| {
        let account = change.account?;
        let attribute = legacy.attribute(target(change.row));
        let is_edited = attribute.is_some_and(|id| edited.contains(&(account, id)));
        let now = plan.changes.now(at);
        let stands = overwrites(&change, now) && !is_edited;
        (stands && touched.binary_search(&change.azure).is_err()).then(|| Undo {
            account,
            azure: change.azure,
            field: target(change.row),
            now: plan.changes.would_be(at),
            set_to: now,
            group: None,
        })
    });
    of_fixes.chain(others).chain(planned)
}

/// What the sync after the fixes would write over for these users, fixed values aside.
pub(super) fn restores(
    input: &Input<'_>,
    fixes: &FixPlan,
    after: &Plan,
    touched: &[UserIx],
) -> Vec<Restore> {
    let edited: BTreeSet<(UserIx, AttributeId)> = fixes
        .of_side(Side::Legacy)
        .map(|fix| (fix.user, fix.attribute))
        .collect();
    let rows = &input.mapping.users.rows;
    let changes = touched
        .iter()
        .flat_map(|user| after.azure[user.index()].changes.clone());
    changes
        .filter_map(|at| {
            let change = after.changes.get(at);
            let account = change.account?;
            let now = after.changes.now(at);
            let attribute = input
                .legacy
                .attribute(&rows[usize::from(change.row)].target);
            let is_edited = attribute.is_some_and(|id| edited.contains(&(account, id)));
            (overwrites(&change, now) && !is_edited).then(|| Restore {
                azure: change.azure,
                account,
                row: change.row,
                now: now.to_owned(),
                would_be: after.changes.would_be(at).to_owned(),
            })
        })
        .collect()
}
