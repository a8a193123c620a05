//! The intranet's side of a plan: one outcome for every account, from what the Azure users do.

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::{Input, decide::Elsewhere};
use crate::{
    Assumption, AssumptionSet, LinkStatus, Outcome, UserIx,
    link::LinkRule,
    plan::{AzureRow, LegacyRow, Why},
};

/// One row for each intranet user, in order. Whoever would be found under another choice of something
/// assumed hinges on it too.
pub(super) fn rows(
    input: &Input<'_>,
    azure: &[AzureRow],
    elsewhere: &[Elsewhere],
) -> Vec<LegacyRow> {
    let found_by = finders(input, azure);
    let users: Vec<UserIx> = input.legacy.users().collect();
    let mut rows: Vec<LegacyRow> = users
        .into_par_iter()
        .map(|user| row(input, azure, user, &found_by[user.index()]))
        .collect();
    for other in elsewhere {
        let row = &mut rows[other.account.index()];
        row.basis = row.basis.with(other.assumption);
    }
    rows
}

/// For each account its own finder if it has one, the first other one, and what all of them assume.
#[derive(Debug, Clone, Copy, Default)]
struct Finders {
    own: Option<UserIx>,
    other: Option<UserIx>,
    basis: AssumptionSet,
}

fn finders(input: &Input<'_>, azure: &[AzureRow]) -> Vec<Finders> {
    let mut found = vec![Finders::default(); input.legacy.len()];
    for (user, row) in input.azure.users().zip(azure) {
        let [account] = row.hits.as_ref() else {
            continue;
        };
        let finders = &mut found[account.index()];
        finders.basis = finders.basis.union(row.basis);
        let slot = match row.outcome {
            Outcome::Linked => &mut finders.own,
            _ => &mut finders.other,
        };
        slot.get_or_insert(user);
    }
    found
}

fn row(input: &Input<'_>, azure: &[AzureRow], user: UserIx, found: &Finders) -> LegacyRow {
    let link = input.matching.of_legacy(user);
    let own = link
        .filter(|link| is_one_person(link.status, input))
        .map(|link| link.azure);
    let own_row = own.map(|azure_user| &azure[azure_user.index()]);
    let (outcome, why) = match (found, own_row) {
        (Finders { other: Some(_), .. }, _) => (Outcome::Takeover, Why::OtherFinds),
        (Finders { own: Some(_), .. }, _) => (Outcome::Linked, Why::OwnFinds),
        (_, Some(row)) => as_own(row),
        (_, None) if is_second(input, user) => (Outcome::Orphan, Why::SecondAccount),
        (_, None) => (Outcome::Orphan, Why::NoAzureUser),
    };
    let is_open = link.is_some_and(|link| link.status == LinkStatus::Review);
    let is_found = found.own.is_some() || found.other.is_some();
    let finder = found.own.or(found.other);
    let basis = match own_row {
        Some(row) => found.basis.union(row.basis),
        None => found.basis,
    };
    let basis = match is_open && !is_found {
        true => basis.with(Assumption::IdentityOpen),
        false => basis,
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

/// Whether a link is computed as one person.
pub(super) fn is_one_person(status: LinkStatus, input: &Input<'_>) -> bool {
    let open = status == LinkStatus::Review;
    let together = !input
        .settings
        .chosen
        .choices
        .is_default(Assumption::IdentityOpen);
    status.is_identity() || (open && together)
}

fn is_second(input: &Input<'_>, user: UserIx) -> bool {
    input
        .matching
        .of_legacy(user)
        .is_some_and(|link| link.rule == LinkRule::SecondAccount)
}
