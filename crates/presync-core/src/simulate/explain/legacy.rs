//! Why an intranet user gets its outcome: who finds it, or why nobody does.

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::{
    super::{
        Input,
        flow::{BoundMapping, Flow},
        lookup::equal_folded,
        source::{AzureSource, Person},
    },
    WhyCard, findings_of,
};
use crate::{AssumptionSet, LinkStatus, Outcome, Plan, Side, UserIx, finding::Finding, plan::Why};

/// People who send a value that are named at most.
const SENDERS_MAX: usize = 5;

/// Why an intranet user gets its outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LegacyCard {
    /// The intranet user.
    pub user: UserIx,
    /// The Azure user identity says it is, and how sure that is.
    pub identity: Option<(UserIx, LinkStatus)>,
    /// The Azure user whose rule finds it.
    pub found_by: Option<UserIx>,
    /// What it means.
    pub outcome: Outcome,
    /// Why.
    pub why: Why,
    /// For each match key what the account holds, and who would be looked up by that.
    pub keys: Vec<KeyHeld>,
    /// What decided it that no document states.
    pub basis: AssumptionSet,
    /// What deserves attention about this user.
    pub findings: Vec<Finding>,
    /// The card of the Azure user that finds it, else of the one identity says it is.
    pub azure: Option<Box<WhyCard>>,
}

/// What an account holds where a match key looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyHeld {
    /// Position of the mapping row.
    pub row: u16,
    /// What the account holds; empty when nothing.
    pub held: String,
    /// Azure users that are, or would be, looked up by it: the first few.
    pub senders: Vec<Sender>,
}

/// An Azure user that has an account's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sender {
    /// The Azure user.
    pub user: UserIx,
    /// What would become of it.
    pub outcome: Outcome,
    /// Why.
    pub why: Why,
}

pub(super) fn card(input: &Input<'_>, plan: &Plan, user: UserIx) -> LegacyCard {
    let row = &plan.legacy[user.index()];
    let of = row.found_by.or(row.identity);
    LegacyCard {
        user,
        identity: row.identity.zip(row.identity_status),
        found_by: row.found_by,
        outcome: row.outcome,
        why: row.why,
        keys: keys(input, plan, user),
        basis: row.basis,
        findings: findings_of(plan, Side::Legacy, user),
        azure: of.map(|azure| Box::new(super::azure(input, plan, azure))),
    }
}

fn keys(input: &Input<'_>, plan: &Plan, user: UserIx) -> Vec<KeyHeld> {
    let users = &input.mapping.users;
    let source = AzureSource::new(input.azure);
    let mapping = BoundMapping::new(users, &source, input.legacy, input.settings);
    let last = u32::try_from(plan.azure.len()).unwrap_or(u32::MAX);
    let keys = users.match_keys().into_iter();
    keys.map(|(at, _)| {
        let bound = &mapping.rows[at];
        let held = bound
            .held
            .map_or("", |attribute| input.legacy.held(user, attribute));
        let sends = |azure: &UserIx| {
            let person = Person::new(*azure, &source, input.settings.now, input.settings.seed);
            matches!(bound.flow(&person), Flow::Value(value) if equal_folded(&value, held))
        };
        let everybody = (0..if held.is_empty() { 0 } else { last }).into_par_iter();
        let found: Vec<UserIx> = everybody.map(UserIx).filter(sends).collect();
        KeyHeld {
            row: bound.at,
            held: held.to_owned(),
            senders: found
                .into_iter()
                .take(SENDERS_MAX)
                .map(|user| sender(plan, user))
                .collect(),
        }
    })
    .collect()
}

fn sender(plan: &Plan, user: UserIx) -> Sender {
    let row = &plan.azure[user.index()];
    Sender {
        user,
        outcome: row.outcome,
        why: row.why,
    }
}
