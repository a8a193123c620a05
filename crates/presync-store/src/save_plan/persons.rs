//! How the people of both sides are named in the stored plan: one shape for both.

use std::borrow::Cow;

use presync_core::{
    AttributeId, Population, Side, UserIx, catalogue::ENTERPRISE_USER, engagement::Engagement,
    summary::IdentityColumns,
};

/// Names and ordinals of everybody in an engagement.
pub(super) struct Persons<'a> {
    azure: &'a Population,
    legacy: &'a Population,
    columns: IdentityColumns<'a>,
    azure_department: Option<AttributeId>,
    legacy_department: Option<AttributeId>,
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
    /// The name.
    pub name: Cow<'a, str>,
    /// The department.
    pub department: &'a str,
}

impl<'a> Persons<'a> {
    pub(super) fn of(engagement: &Engagement<'a>) -> Self {
        let (azure, legacy) = (engagement.azure, engagement.legacy);
        Self {
            azure,
            legacy,
            columns: IdentityColumns::of(engagement),
            azure_department: azure.attribute("department"),
            legacy_department: legacy.attribute(&format!("{ENTERPRISE_USER}:department")),
        }
    }

    /// The person as a row of the stored plan, from 1: Azure users come first.
    pub(super) fn ordinal(&self, side: Side, user: UserIx) -> u32 {
        let before = match side {
            Side::Azure => 0,
            Side::Legacy => self.azure.len(),
        };
        super::row(before + user.index()) + 1
    }

    /// What the person is recognised by; empty without any key.
    pub(super) fn key(&self, side: Side, user: UserIx) -> &'a str {
        self.columns.anchor(side, user)
    }

    pub(super) fn person(&self, side: Side, user: UserIx) -> Person<'a> {
        match side {
            Side::Azure => self.azure(user),
            Side::Legacy => self.legacy(user),
        }
    }

    pub(super) fn population(&self, side: Side) -> &'a Population {
        match side {
            Side::Azure => self.azure,
            Side::Legacy => self.legacy,
        }
    }

    fn azure(&self, user: UserIx) -> Person<'a> {
        let identity = self.columns.azure(user);
        Person {
            row: identity.row,
            anchor: identity.id,
            login: identity.upn,
            mail: identity.mail,
            name: self.columns.azure_name(user).into(),
            department: first(self.azure, user, self.azure_department),
        }
    }

    fn legacy(&self, user: UserIx) -> Person<'a> {
        let identity = self.columns.legacy(user);
        Person {
            row: identity.row,
            anchor: identity.uid,
            login: identity.user_name,
            mail: identity.email,
            name: self.columns.legacy_name(user),
            department: first(self.legacy, user, self.legacy_department),
        }
    }
}

fn first(population: &Population, user: UserIx, attribute: Option<AttributeId>) -> &str {
    let value = attribute.and_then(|attribute| population.held_values(user, attribute).next());
    value.unwrap_or("")
}
