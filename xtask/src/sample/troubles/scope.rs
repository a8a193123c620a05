//! Cases of scope: people whom an assigned-only job would not see, and managers it would not.

use super::planting::Planting;
use crate::sample::people::{Entitlement, PersonIndex, Rank};
use crate::sample::scope::{NESTED, NOT_SECURITY};

/// A whole office whose group was not assigned to the app.
pub(super) fn unassigned_office(planting: &mut Planting<'_>) {
    for index in 0..planting.population.people.len() {
        if planting.person(index).site.city == "Lagos" {
            planting.mark(index, planting.code);
        }
    }
}

/// In a group within an assigned group: nesting is not followed.
pub(super) fn nested_group(planting: &mut Planting<'_>) {
    let index = planting.pick(|p| p.site.city == "Bristol");
    entitle(planting, index, Entitlement::Group(NESTED));
}

/// In an assigned group that is not a security group.
pub(super) fn group_not_security(planting: &mut Planting<'_>) {
    let index = planting.pick(|p| p.site.city == "Hamburg");
    entitle(planting, index, Entitlement::Group(NOT_SECURITY));
}

/// A team whose leader is not assigned.
pub(super) fn unassigned_manager(planting: &mut Planting<'_>) {
    let leader = pick_leader(planting);
    entitle(planting, leader, Entitlement::Nobody);
    mark_team(planting, leader, "manager-out-of-scope");
}

/// A team whose leader is disabled in Azure.
pub(super) fn disabled_manager(planting: &mut Planting<'_>) {
    let leader = pick_leader(planting);
    planting.azure(leader).enabled = false;
    mark_team(planting, leader, "manager-disabled");
}

fn pick_leader(planting: &mut Planting<'_>) -> PersonIndex {
    let index = planting.draw(|p| p.rank == Rank::Lead && p.planted.is_empty());
    planting.mark(index, planting.code);
    index
}

fn mark_team(planting: &mut Planting<'_>, leader: PersonIndex, code: &'static str) {
    for index in 0..planting.population.people.len() {
        let person = planting.person(index);
        if person.azure_manager == Some(leader) && person.planted.is_empty() {
            planting.mark(index, code);
        }
    }
}

fn entitle(planting: &mut Planting<'_>, index: PersonIndex, entitlement: Entitlement) {
    planting.population.people[index].entitlement = entitlement;
}
