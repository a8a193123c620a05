//! The app's assignments and the members of its groups: `assigned.csv` and `groups.csv`.

use super::csv::row;
use super::people::{Entitlement, Person};
use super::prng::Prng;

/// The group that is a member of an assigned group; its people are not in scope.
pub(super) const NESTED: &str = "Depot night shift - Bristol";
/// The assigned group that is not a security group; its people are not in scope.
pub(super) const NOT_SECURITY: &str = "Fleet renewal project";
/// The group that was not assigned.
const NOT_ASSIGNED: &str = "Intranet - West Africa";
/// The group that `NESTED` is a member of.
const PARENT: &str = "Intranet - United Kingdom";
/// Groups whose members are chosen by a rule in the tenant.
const DYNAMIC: [&str; 2] = ["Intranet - Asia Pacific", "Intranet - Northmoor"];

/// Whether an assigned-only job sees this person.
pub(super) fn assigned(person: &Person) -> bool {
    match person.entitlement {
        Entitlement::Direct => true,
        Entitlement::Group(group) => ![NESTED, NOT_SECURITY, NOT_ASSIGNED].contains(&group),
        Entitlement::Nobody => false,
    }
}

/// `assigned.csv`: who and what is assigned to the app.
pub(super) fn assigned_csv(people: &[Person]) -> String {
    let header = [
        "principal_type",
        "principal_id",
        "name",
        "security_enabled",
        "dynamic",
    ];
    let mut text = row(&header);
    for group in groups(people)
        .into_iter()
        .filter(|g| ![NESTED, NOT_ASSIGNED].contains(g))
    {
        let security = (group != NOT_SECURITY).to_string();
        let dynamic = DYNAMIC.contains(&group).to_string();
        text += &row(&["Group", &group_id(group), group, &security, &dynamic]);
    }
    for person in people
        .iter()
        .filter(|person| person.entitlement == Entitlement::Direct)
    {
        if let Some(user) = &person.azure {
            text += &row(&["User", &user.id, &user.display_name, "", ""]);
        }
    }
    text
}

/// `groups.csv`: the members of the groups, the one nested group among them.
pub(super) fn groups_csv(people: &[Person]) -> String {
    let mut text = row(&["group_id", "group_name", "member_id", "member_type"]);
    for group in groups(people) {
        let id = group_id(group);
        if group == PARENT {
            text += &row(&[&id, group, &group_id(NESTED), "Group"]);
        }
        let members = people
            .iter()
            .filter(|p| p.entitlement == Entitlement::Group(group));
        for user in members.filter_map(|person| person.azure.as_ref()) {
            text += &row(&[&id, group, &user.id, "User"]);
        }
    }
    text
}

fn group_id(group: &str) -> String {
    Prng::stream(group, 0).guid()
}

/// Every group, by name.
fn groups(people: &[Person]) -> Vec<&'static str> {
    let named = people.iter().filter_map(|person| match person.entitlement {
        Entitlement::Group(group) => Some(group),
        _ => None,
    });
    let mut names: Vec<&str> = named.collect();
    names.sort_unstable();
    names.dedup();
    names
}
