//! How the people of both sides are named in the stored plan: one shape for both.

use presync_core::{
    AttributeId, Population, Side, UserIx, catalogue::ENTERPRISE_USER, engagement::Engagement,
};

use crate::table::plan_people::{PersonId, PersonIds};

/// Names and ordinals of everybody in an engagement.
pub(super) struct Persons<'a> {
    azure: Columns<'a>,
    legacy: Columns<'a>,
    ids: PersonIds,
}

/// One person; absent values are empty.
#[derive(Debug, Clone, Default)]
pub(super) struct Person<'a> {
    /// 1-based record over the side's files.
    pub row: u32,
    /// The objectId or UID.
    pub anchor: &'a str,
    /// The UPN or user name.
    pub login: &'a str,
    /// The mail address.
    pub mail: &'a str,
    /// The display name.
    pub name: &'a str,
    /// The department.
    pub department: &'a str,
}

impl<'a> Persons<'a> {
    pub(super) fn of(engagement: &Engagement<'a>) -> Self {
        Self {
            azure: Columns::azure(engagement.azure),
            legacy: Columns::legacy(engagement.legacy),
            ids: PersonIds {
                azure: engagement.azure.len(),
            },
        }
    }

    pub(super) fn id(&self, side: Side, user: UserIx) -> PersonId {
        self.ids.of(side, user)
    }

    pub(super) fn person(&self, side: Side, user: UserIx) -> Person<'a> {
        self.columns(side).person(user)
    }

    pub(super) fn population(&self, side: Side) -> &'a Population {
        self.columns(side).population
    }

    fn columns(&self, side: Side) -> &Columns<'a> {
        match side {
            Side::Azure => &self.azure,
            Side::Legacy => &self.legacy,
        }
    }
}

/// The naming columns of one side, resolved once.
struct Columns<'a> {
    population: &'a Population,
    anchor: Option<AttributeId>,
    login: Option<AttributeId>,
    mail: Option<AttributeId>,
    name: Option<AttributeId>,
    department: Option<AttributeId>,
}

impl<'a> Columns<'a> {
    fn azure(population: &'a Population) -> Self {
        Self {
            population,
            anchor: population.attribute("objectId"),
            login: population.attribute("userPrincipalName"),
            mail: population.attribute("mail"),
            name: population.attribute("displayName"),
            department: population.attribute("department"),
        }
    }

    fn legacy(population: &'a Population) -> Self {
        Self {
            population,
            anchor: population.attribute("externalId"),
            login: population.attribute("userName"),
            mail: population.attribute("emails[type eq \"work\"].value"),
            name: population.attribute("displayName"),
            department: population.attribute(&format!("{ENTERPRISE_USER}:department")),
        }
    }

    fn person(&self, user: UserIx) -> Person<'a> {
        let first = |attribute: Option<AttributeId>| {
            let attribute = attribute?;
            self.population.values(user, attribute).next()
        };
        Person {
            row: self.population.origin(user).row,
            anchor: first(self.anchor).unwrap_or(""),
            login: first(self.login).unwrap_or(""),
            mail: first(self.mail).unwrap_or(""),
            name: first(self.name).unwrap_or(""),
            department: first(self.department).unwrap_or(""),
        }
    }
}
