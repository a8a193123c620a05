//! The smallest thing that would change a user's outcome: edits in order of their cost, each tried by the
//! cycle on the people who matter, with what it would do to the others among them.

use super::{
    edits::{Edit, Proposer},
    world::{Supposed, World},
};
use crate::{Action, LinkStatus, Outcome, UserIx, plan::AzureRow};

/// What a search came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Search {
    /// This would do it.
    Found(Remedy),
    /// No single thing that was tried would; how many were.
    Nothing(u32),
    /// Too many people share the values concerned to try anything.
    TooMany,
}

/// One thing that changes the outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remedy {
    /// What to do.
    pub edit: Edit,
    /// What the user's outcome would be.
    pub outcome: Outcome,
    /// What would be done.
    pub action: Action,
    /// Other Azure users whose outcome it would make worse.
    pub harms: Vec<UserIx>,
}

/// What matters of somebody's row.
type Fate = (Outcome, Action);

/// Looks for the smallest thing that changes the outcome of the user a world is about. One that harms
/// somebody is told of only when none does without.
pub(super) fn search(world: &World<'_>, row: &AzureRow) -> Search {
    if world.is_crowded {
        return Search::TooMany;
    }
    let as_it_is = world.as_it_is();
    let edits = world.ask(&as_it_is, |cycle| {
        let proposer = Proposer { world, cycle, row };
        proposer.edits()
    });
    let before = fates(world, &as_it_is);
    let tried = u32::try_from(edits.len()).unwrap_or(u32::MAX);
    let mut harmful = None;
    for edit in edits {
        let after = fates(world, &edit.applied(world));
        if !is_wanted(row, before[0], after[0]) {
            continue;
        }
        let (outcome, action) = after[0];
        let remedy = Remedy {
            edit,
            outcome,
            action,
            harms: harmed(world, &before, &after),
        };
        if remedy.harms.is_empty() {
            return Search::Found(remedy);
        }
        harmful.get_or_insert(remedy);
    }
    harmful.map_or(Search::Nothing(tried), Search::Found)
}

fn fates(world: &World<'_>, supposed: &Supposed) -> Vec<Fate> {
    let last = u32::try_from(world.azure.len()).unwrap_or(u32::MAX);
    world.ask(supposed, |cycle| {
        let rows = (0..last).map(|at| cycle.row(UserIx(at)));
        rows.map(|row| (row.outcome, row.action)).collect()
    })
}

/// What is wrong should become right; what is right, or leaves the user alone, should become anything else.
fn is_wanted(row: &AzureRow, before: Fate, after: Fate) -> bool {
    if !is_wrong(before) {
        return before != after;
    }
    match after {
        (Outcome::Linked, action) => action != Action::Fail,
        // For a person who has an account a new one is no remedy.
        (Outcome::Created, Action::Create) => row.identity_status.is_none_or(is_no_pair),
        _ => false,
    }
}

fn is_no_pair(status: LinkStatus) -> bool {
    matches!(status, LinkStatus::Rejected | LinkStatus::Denied)
}

fn is_wrong((outcome, action): Fate) -> bool {
    let wrong = [Outcome::Takeover, Outcome::Duplicate, Outcome::Ambiguous];
    wrong.contains(&outcome) || action == Action::Fail
}

fn harmed(world: &World<'_>, before: &[Fate], after: &[Fate]) -> Vec<UserIx> {
    let others = world.azure.iter().zip(before.iter().zip(after)).skip(1);
    others
        .filter(|(_, (before, after))| before != after && is_wrong(**after))
        .map(|(user, _)| *user)
        .collect()
}
