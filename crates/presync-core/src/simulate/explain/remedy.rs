//! The smallest thing that would change a user's outcome: edits in order of their cost, each tried by the
//! cycle on the people who matter, with what it would do to the others among them.

use super::super::{Reuse, again::touching, passes};
use super::{
    edits::{Edit, Proposer},
    world::{Supposed, World},
};
use crate::{Action, Outcome, UserIx, plan::AzureRow, progress::Unwatched};

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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Fate {
    outcome: Outcome,
    action: Action,
    /// The one account that is found.
    account: Option<UserIx>,
}

impl Fate {
    fn of(row: &AzureRow) -> Self {
        Self {
            outcome: row.outcome,
            action: touching(row),
            account: match row.hits.as_ref() {
                [account] => Some(*account),
                _ => None,
            },
        }
    }

    fn is_wrong(self) -> bool {
        let wrong = [Outcome::Takeover, Outcome::Duplicate, Outcome::Ambiguous];
        wrong.contains(&self.outcome) || self.action == Action::Fail
    }

    fn is_like(self, other: Self) -> bool {
        (self.outcome, self.action) == (other.outcome, other.action)
    }
}

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
    let me = world.me.index();
    for edit in edits {
        let after = fates(world, &edit.applied(world));
        if !is_wanted(row, before[me], after[me]) {
            continue;
        }
        let remedy = Remedy {
            edit,
            outcome: after[me].outcome,
            action: after[me].action,
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
    world.ask(supposed, |cycle| {
        let passed = passes(cycle, Reuse::default(), &Unwatched).expect("BUG: a few users fit");
        passed.plan.azure.iter().map(Fate::of).collect()
    })
}

/// What is wrong should become right, and who is skipped should not become wrong; what is right should
/// become anything else, for that is what the outcome hangs on.
fn is_wanted(row: &AzureRow, before: Fate, after: Fate) -> bool {
    match before.outcome {
        Outcome::Skipped => !before.is_like(after) && !after.is_wrong(),
        _ if !before.is_wrong() => !before.is_like(after),
        _ => is_right(row, after),
    }
}

/// For a person who has an account, or may have one, a new one is no remedy.
fn is_right(row: &AzureRow, after: Fate) -> bool {
    match (after.outcome, after.action) {
        (Outcome::Linked, action) => action != Action::Fail,
        (Outcome::Created, Action::Create) => row.identity.is_none(),
        _ => false,
    }
}

/// Others whom it puts wrong, and who find the account that the user finds then.
fn harmed(world: &World<'_>, before: &[Fate], after: &[Fate]) -> Vec<UserIx> {
    let me = world.me.index();
    let gained = after[me]
        .account
        .filter(|_| after[me].account != before[me].account);
    let is_harmed = |before: &Fate, after: &Fate| {
        let is_shared = gained.is_some() && after.account == gained;
        is_shared || (!before.is_wrong() && after.is_wrong())
    };
    let others = world.azure.iter().zip(before.iter().zip(after));
    others
        .filter(|(user, _)| **user != world.user())
        .filter(|(_, (before, after))| is_harmed(before, after))
        .map(|(user, _)| *user)
        .collect()
}
