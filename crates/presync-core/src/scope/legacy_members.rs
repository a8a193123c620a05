//! Members of the intranet's groups made into intranet users.

use super::{
    LegacyGroups, Scope,
    oddities::{Odd, Oddities},
    user_index::UserIndex,
};
use crate::{Diagnostic, Population, UserIx};

/// What an intranet group may call its members, best first.
const NAMES: [&str; 3] = ["userName", "externalId", "emails[type eq \"work\"].value"];

/// The members of each intranet group, in order and each once.
pub(crate) fn of(groups: &LegacyGroups, legacy: &Population) -> Vec<Vec<UserIx>> {
    resolve(groups, legacy, &mut Oddities::default())
}

/// What is odd about them.
pub(super) fn diagnostics(scope: &Scope, legacy: &Population) -> Vec<Diagnostic> {
    let mut oddities = Oddities::default();
    if let Some(groups) = &scope.legacy_groups {
        resolve(groups, legacy, &mut oddities);
    }
    oddities.into_diagnostics(scope)
}

fn resolve(
    groups: &LegacyGroups,
    legacy: &Population,
    oddities: &mut Oddities,
) -> Vec<Vec<UserIx>> {
    let mut members = vec![Vec::new(); groups.groups().len()];
    let index = UserIndex::of(legacy, &NAMES);
    for (group, id, place) in groups.members() {
        match index.find(id) {
            Some(user) => members[group as usize].push(user),
            None => oddities.add(Odd::UnknownIntranetMember, place, id),
        }
    }
    for users in &mut members {
        users.sort_unstable();
        users.dedup();
    }
    members
}
