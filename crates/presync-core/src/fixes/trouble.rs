//! Who is in trouble: whom the rule misses or mistakes, who would fail, and whose identity is open.
//!
//! It reads a plan; what to do about it is `search`'s and `hold`'s.

use super::{Cause, refusal::Refusals};
use crate::{
    Action, LinkStatus, Outcome, Plan, UserIx,
    plan::{AzureRow, Why},
    simulate::{self, Fate, Input},
};

/// An Azure user in trouble.
#[derive(Debug, Clone, Copy)]
pub(super) struct Troubled {
    pub(super) user: UserIx,
    /// None where nobody knows yet who the user is: no edit is right then.
    pub(super) cause: Option<Cause>,
}

/// Those of a plan, in the order of the export. Who is refused for the mapping alone is not among them.
pub(super) fn troubled(input: &Input<'_>, plan: &Plan) -> Vec<Troubled> {
    let fails = plan.azure.iter().any(|row| row.action == Action::Fail);
    let refusals = match fails {
        true => Refusals::of(plan, input.mapping),
        false => Refusals::default(),
    };
    let refuses_everybody = simulate::refuses_everybody(input);
    let rows = input.azure.users().zip(&plan.azure);
    rows.filter_map(|(user, row)| {
        if row.outcome == Outcome::OutOfScope {
            return None;
        }
        if row.identity_status == Some(LinkStatus::Review) {
            let cause = None;
            return is_touched(row).then_some(Troubled { user, cause });
        }
        let cause = match cause(row)? {
            Cause::Refused if refuses_everybody && row.outcome == Outcome::Created => return None,
            Cause::Refused if refusals.is_of_mapping(user) => return None,
            Cause::Refused if refusals.is_lack(user) => Cause::Lacking,
            cause => cause,
        };
        let cause = Some(cause);
        Some(Troubled { user, cause })
    })
    .collect()
}

/// Whether the cycle would tie the user to an account, or try to.
fn is_touched(row: &AzureRow) -> bool {
    row.action != Action::Skip || row.outcome == Outcome::Takeover
}

fn cause(row: &AzureRow) -> Option<Cause> {
    match (row.outcome, row.action) {
        (Outcome::Duplicate, _) => Some(Cause::Missed),
        (Outcome::Takeover, _) => Some(Cause::Mistaken),
        (Outcome::Ambiguous, _) => Some(Cause::Several),
        (_, Action::Fail) => Some(Cause::Refused),
        (Outcome::Skipped, _) if row.why == Why::NoMatchValue && row.identity.is_some() => {
            Some(Cause::NoValue)
        }
        _ => None,
    }
}

/// How bad something is, 0 where it is right.
pub(super) fn gravity(outcome: Outcome, action: Action) -> u8 {
    match (outcome, action) {
        (Outcome::Takeover, _) => 4,
        (Outcome::Duplicate, _) => 3,
        (Outcome::Ambiguous, _) => 2,
        (_, Action::Fail) => 1,
        _ => 0,
    }
}

impl Fate {
    pub(super) fn gravity(&self) -> u8 {
        gravity(self.outcome, self.action)
    }

    /// Whether somebody is worse off than before: wrong who was right, graver, on yet another account, or
    /// away from the own one.
    pub(super) fn is_harmed_since(&self, before: &Self) -> bool {
        let (now, was) = (self.gravity(), before.gravity());
        let is_elsewhere = !self.hits.is_empty() && self.hits != before.hits;
        let is_lost = before.outcome == Outcome::Linked && self.outcome != Outcome::Linked;
        now > was || is_lost || (now > 1 && self.outcome == Outcome::Takeover && is_elsewhere)
    }
}
