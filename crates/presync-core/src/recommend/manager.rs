//! The row of the manager, who is another user and not a text.

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use rustc_hash::FxHashMap;

use super::{
    evidence::{Evidence, PAIRS_MIN, Tally},
    old_feed, words,
};
use crate::{
    AttributeId, Population, UserIx,
    catalogue::{ENTERPRISE_USER, SCIM_ID},
    mapping::{Apply, AttributeMapping, MappingSource},
    matching::Matching,
};

/// Below this share of the same managers the row is applied on create only.
const AGREEMENT_MIN: f64 = 0.5;

/// The row of the manager.
pub(super) fn row(evidence: &Evidence<'_>, matching: &Matching) -> AttributeMapping {
    let target = format!("{ENTERPRISE_USER}:manager");
    let tally = managers(evidence, matching, &target);
    let same = words::of(tally.equal, tally.both);
    let is_seen = tally.both >= PAIRS_MIN;
    let said = old_feed::said(evidence, &target);
    let differs = is_seen && tally.agreement() < AGREEMENT_MIN;
    let reason = if differs {
        format!(
            "Azure names the same manager as the intranet for only {same} linked people, so the row is applied only when an account is created"
        )
    } else if is_seen {
        format!(
            "Azure names the same manager as the intranet for {same} linked people; a manager out of scope is not set"
        )
    } else {
        "Entra's default: too few managers on both sides to compare; a manager out of scope is not set".to_owned()
    };
    AttributeMapping {
        apply: if differs || said.is_left_alone {
            Apply::OnCreate
        } else {
            Apply::Always
        },
        reason: reason + &said.clauses + ".",
        ..AttributeMapping::new(&target, MappingSource::Direct("manager".to_owned()))
    }
}

/// Linked people whose manager is known on both sides as a linked person, and is the same.
fn managers(evidence: &Evidence<'_>, matching: &Matching, target: &str) -> Tally {
    let (legacy, azure) = (evidence.legacy, evidence.azure);
    let (Some(now), Some(value)) = (legacy.attribute(target), azure.attribute("manager")) else {
        return Tally::default();
    };
    let email = "emails[type eq \"work\"].value";
    let ours: Vec<UserIx> = evidence.pairs.iter().map(|pair| pair.0).collect();
    let theirs: Vec<UserIx> = evidence.pairs.iter().map(|pair| pair.1).collect();
    let intranet = index(
        legacy,
        &[SCIM_ID, "externalId", "userName", email],
        (&ours, now),
    );
    let directory = index(azure, &["objectId", "userPrincipalName"], (&theirs, value));
    let mut tally = Tally::default();
    for (person, user) in &evidence.pairs {
        let present = find(legacy, &intranet, *person, now);
        let planned = find(azure, &directory, *user, value)
            .and_then(|manager| matching.of_azure(manager))
            .filter(|link| link.status.is_identity())
            .map(|link| link.legacy);
        if let (Some(present), Some(planned)) = (present, planned) {
            tally.both += 1;
            tally.equal += u32::from(present == planned);
        }
    }
    tally
}

fn find(
    population: &Population,
    index: &Index,
    user: UserIx,
    attribute: AttributeId,
) -> Option<UserIx> {
    let value = population.values(user, attribute).next()?;
    index.get(&comparable(value)).copied().flatten()
}

/// Users by what a column refers to them with; those that nobody asked about refers to are not kept.
type Index = FxHashMap<String, Option<UserIx>>;

/// Finds those whom a column of some users refers to by their keys, the first user and the earlier key
/// winning.
fn index(
    population: &Population,
    keys: &[&str],
    (users, references): (&[UserIx], AttributeId),
) -> Index {
    let named = users
        .iter()
        .filter_map(|user| population.values(*user, references).next());
    let mut index: Index = named.map(|name| (comparable(name), None)).collect();
    for key in keys.iter().filter_map(|key| population.attribute(key)) {
        let everybody: Vec<UserIx> = population.users().collect();
        let found: Vec<(String, UserIx)> = everybody
            .par_iter()
            .map(|user| (comparable(population.text(*user, key)), *user))
            .filter(|(value, _)| !value.is_empty() && index.contains_key(value))
            .collect();
        for (value, user) in found {
            if let Some(known) = index.get_mut(&value) {
                known.get_or_insert(user);
            }
        }
    }
    index
}

fn comparable(name: &str) -> String {
    name.trim().to_lowercase()
}
