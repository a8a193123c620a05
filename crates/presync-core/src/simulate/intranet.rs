//! The intranet's side of a plan: one outcome for every account, from what the Azure users do.

use super::Input;
use crate::{
    Action, AssumptionSet, Outcome, UserIx,
    link::LinkRule,
    plan::{AzureRow, LegacyRow, Why},
};

/// One row for each intranet user, in order.
pub(super) fn rows(input: &Input<'_>, azure: &[AzureRow]) -> Vec<LegacyRow> {
    let found_by = finders(input, azure);
    input
        .legacy
        .users()
        .map(|user| row(input, azure, user, &found_by[user.index()]))
        .collect()
}

/// For each account its own finder if it has one, and the first other one.
#[derive(Debug, Clone, Copy, Default)]
struct Finders {
    own: Option<UserIx>,
    other: Option<UserIx>,
}

fn finders(input: &Input<'_>, azure: &[AzureRow]) -> Vec<Finders> {
    let mut found = vec![Finders::default(); input.legacy.len()];
    for (user, row) in input.azure.users().zip(azure) {
        let ([account], false) = (row.hits.as_ref(), row.action == Action::Fail) else {
            continue;
        };
        let finders = &mut found[account.index()];
        let slot = match row.why {
            _ if row.outcome == Outcome::Linked => &mut finders.own,
            _ => &mut finders.other,
        };
        slot.get_or_insert(user);
    }
    found
}

fn row(input: &Input<'_>, azure: &[AzureRow], user: UserIx, found: &Finders) -> LegacyRow {
    let link = input.matching.of_legacy(user);
    let own = link
        .filter(|link| link.status.is_identity())
        .map(|link| link.azure);
    let own_row = own.map(|azure_user| &azure[azure_user.index()]);
    let (outcome, why) = match (found, own_row) {
        (Finders { other: Some(_), .. }, _) => (Outcome::Takeover, Why::OtherFinds),
        (Finders { own: Some(_), .. }, _) => (Outcome::Linked, Why::OwnFinds),
        (_, Some(row)) => as_own(row),
        (_, None) if is_second(input, user) => (Outcome::Orphan, Why::SecondAccount),
        (_, None) => (Outcome::Orphan, Why::NoAzureUser),
    };
    let finder = found.own.or(found.other);
    let basis = |user: UserIx| azure[user.index()].basis;
    let basis = match finder.or(own) {
        Some(user) => basis(user),
        None => AssumptionSet::DOCUMENTED,
    };
    LegacyRow {
        identity: link.map(|link| link.azure),
        identity_status: link.map(|link| link.status),
        found_by: finder,
        outcome,
        why,
        basis,
    }
}

fn as_own(own: &AzureRow) -> (Outcome, Why) {
    match own.outcome {
        Outcome::Duplicate => (Outcome::Duplicate, Why::OwnMisses),
        Outcome::Ambiguous => (Outcome::Ambiguous, Why::OwnAmbiguous),
        Outcome::Skipped => (Outcome::Skipped, Why::OwnSkipped),
        Outcome::OutOfScope => (Outcome::OutOfScope, Why::OwnOutOfScope),
        _ => (Outcome::Orphan, Why::OwnDiverted),
    }
}

fn is_second(input: &Input<'_>, user: UserIx) -> bool {
    input
        .matching
        .of_legacy(user)
        .is_some_and(|link| link.rule == LinkRule::SecondAccount)
}
