//! Both populations in figures: who is active, what kind of user, which keys are filled.

use std::collections::BTreeMap;

use crate::{
    AttributeId, Population, Side, catalogue, engagement::Engagement, spelling::parse_boolean,
};

const KINDS_MAX: usize = 6;

/// One side in figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PopulationPicture {
    /// The side.
    pub side: Side,
    /// Its users.
    pub users: u32,
    /// Active or enabled.
    pub active: u32,
    /// Inactive or disabled.
    pub inactive: u32,
    /// Soft-deleted, counted in neither of both.
    pub deleted: u32,
    /// The export does not say.
    pub unknown: u32,
    /// User types as the export spells them, most frequent first; the rest is left out.
    pub kinds: Vec<(String, u32)>,
    /// How many users have each key.
    pub keys: Vec<KeyFill>,
}

/// How many users have a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyFill {
    /// What people call it.
    pub label: &'static str,
    /// Users with a value.
    pub filled: u32,
}

struct Columns {
    active: &'static str,
    deleted: &'static str,
    kind: &'static str,
    keys: &'static [&'static str],
}

const AZURE: Columns = Columns {
    active: "accountEnabled",
    deleted: "deletedDateTime",
    kind: "userType",
    keys: &[
        "objectId",
        "userPrincipalName",
        "mail",
        "employeeId",
        "department",
        "manager",
    ],
};

const LEGACY: Columns = Columns {
    active: "active",
    deleted: "",
    kind: "userType",
    keys: &[
        "externalId",
        "userName",
        "emails[type eq \"work\"].value",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department",
        "urn:ietf:params:scim:schemas:extension:interactsoftware:2.0:User:location",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager",
    ],
};

pub(super) fn of(engagement: &Engagement<'_>, side: Side) -> PopulationPicture {
    let (population, columns) = match side {
        Side::Azure => (engagement.azure, AZURE),
        Side::Legacy => (engagement.legacy, LEGACY),
    };
    let mut picture = PopulationPicture {
        side,
        users: count(population.len()),
        active: 0,
        inactive: 0,
        deleted: 0,
        unknown: 0,
        kinds: kinds(population, population.attribute(columns.kind)),
        keys: keys(population, columns.keys),
    };
    count_activity(population, &columns, &mut picture);
    picture
}

fn count_activity(population: &Population, columns: &Columns, picture: &mut PopulationPicture) {
    let active = population.attribute(columns.active);
    let deleted = population.attribute(columns.deleted);
    let text = |user, column: Option<AttributeId>| {
        column.map_or("", |column| population.text(user, column))
    };
    for user in population.users() {
        let slot = match parse_boolean(text(user, active)) {
            _ if !text(user, deleted).is_empty() => &mut picture.deleted,
            Some(true) => &mut picture.active,
            Some(false) => &mut picture.inactive,
            None => &mut picture.unknown,
        };
        *slot += 1;
    }
}

fn kinds(population: &Population, column: Option<AttributeId>) -> Vec<(String, u32)> {
    let Some(column) = column else {
        return Vec::new();
    };
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    for user in population.users() {
        *counts.entry(population.text(user, column)).or_default() += 1;
    }
    let mut kinds: Vec<(String, u32)> = counts
        .into_iter()
        .map(|(kind, count)| {
            (
                if kind.is_empty() { "not stated" } else { kind }.to_owned(),
                count,
            )
        })
        .collect();
    kinds.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    kinds.truncate(KINDS_MAX);
    kinds
}

fn keys(population: &Population, names: &[&'static str]) -> Vec<KeyFill> {
    let label = |name| catalogue::find(population.side(), name).map_or(name, |known| known.label);
    let filled = |name| {
        population
            .attribute(name)
            .map_or(0, |id| count(population.column(id).filled()))
    };
    names
        .iter()
        .map(|name| KeyFill {
            label: label(name),
            filled: filled(name),
        })
        .collect()
}

fn count(users: usize) -> u32 {
    u32::try_from(users).unwrap_or(u32::MAX)
}
