//! The why-card of one user: what the cycle looked at and did, in Entra's own order, and the smallest
//! thing that would change the outcome.
//!
//! A value of positions and texts; sentences are `summary`'s. It has no rules of its own: it asks the
//! cycle again about a few people, and reads the rest from the plan.

mod attempts;
mod edits;
mod legacy;
mod remedy;
mod values;
mod world;

use crate::{
    Action, AssumptionSet, LinkStatus, Outcome, Plan, Side, UserIx,
    finding::{Finding, Subject},
    plan::Why,
};

use super::{Input, ScopeReader, ScopeVerdict};
use world::World;

pub use attempts::{Answer, Attempt};
pub use edits::Edit;
pub use legacy::{KeyHeld, LegacyCard, Sender};
pub use remedy::{Remedy, Search};
pub use values::{Kept, KeptRow, SourceRead, Written};

/// Why an Azure user gets its outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WhyCard {
    /// The Azure user.
    pub user: UserIx,
    /// The intranet user identity says it is, and how sure that is.
    pub identity: Option<(UserIx, LinkStatus)>,
    /// Assignment and scoping filter.
    pub scope: ScopeVerdict,
    /// One look-up for each match key in order, those that were not reached included; none for who is
    /// out of scope.
    pub attempts: Vec<Attempt>,
    /// What identity and rule mean together.
    pub outcome: Outcome,
    /// What would be done.
    pub action: Action,
    /// Why.
    pub why: Why,
    /// What would be written, in the order of the mapping.
    pub written: Vec<Written>,
    /// Mapping rows that would write nothing although the user is created or updated, and why.
    pub kept: Vec<KeptRow>,
    /// What decided it that no document states.
    pub basis: AssumptionSet,
    /// What deserves attention about this user.
    pub findings: Vec<Finding>,
    /// The smallest thing that would change the outcome.
    pub remedy: Search,
}

/// Why an Azure user gets its outcome.
///
/// # Panics
/// When the plan was not made of the input.
#[must_use]
pub fn azure(input: &Input<'_>, plan: &Plan, user: UserIx) -> WhyCard {
    let row = &plan.azure[user.index()];
    let world = World::around(input, plan, user);
    let (attempts, kept) = world.ask(&world.as_it_is(), |cycle| {
        world.check(cycle, row);
        let attempts = attempts::of(cycle, world.me, row);
        (attempts, values::kept(cycle, plan, row, &world))
    });
    WhyCard {
        user,
        identity: row.identity.zip(row.identity_status),
        scope: ScopeReader::new(input).explain(user),
        attempts,
        outcome: row.outcome,
        action: row.action,
        why: row.why,
        written: values::written(input, plan, user),
        kept,
        basis: row.basis,
        findings: findings_of(plan, Side::Azure, user),
        remedy: remedy::search(&world, row),
    }
}

/// Why an intranet user gets its outcome: who finds it, or why nobody does.
///
/// # Panics
/// When the plan was not made of the input.
#[must_use]
pub fn legacy(input: &Input<'_>, plan: &Plan, user: UserIx) -> LegacyCard {
    legacy::card(input, plan, user)
}

fn findings_of(plan: &Plan, side: Side, user: UserIx) -> Vec<Finding> {
    let subject = Subject::User(side, user);
    let about = plan.findings.iter().filter(|one| one.subject == subject);
    about.cloned().collect()
}
