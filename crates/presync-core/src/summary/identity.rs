//! By which ids, names and addresses a user is shown: the columns for it, resolved once.
//!
//! It names users; who is who is `matching`'s.

use std::borrow::Cow;

use crate::{AttributeId, Population, Side, UserIx, engagement::Engagement};

/// The identifying columns of both sides.
#[derive(Debug, Clone, Copy)]
pub struct IdentityColumns<'a> {
    azure: &'a Population,
    legacy: &'a Population,
    object_id: Option<AttributeId>,
    upn: Option<AttributeId>,
    mail: Option<AttributeId>,
    azure_name: Option<AttributeId>,
    uid: Option<AttributeId>,
    user_name: Option<AttributeId>,
    email: Option<AttributeId>,
    given: Option<AttributeId>,
    family: Option<AttributeId>,
    legacy_name: Option<AttributeId>,
}

/// An Azure user as files and sentences name it; absent values are empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AzureIdentity<'a> {
    /// 1-based record over the side's files.
    pub row: u32,
    /// Object id.
    pub id: &'a str,
    /// User principal name.
    pub upn: &'a str,
    /// Mail address.
    pub mail: &'a str,
}

/// An intranet user as files and sentences name it; absent values are empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LegacyIdentity<'a> {
    /// 1-based record over the side's files.
    pub row: u32,
    /// Unique ID.
    pub uid: &'a str,
    /// User name.
    pub user_name: &'a str,
    /// Work e-mail address.
    pub email: &'a str,
}

impl<'a> IdentityColumns<'a> {
    /// Resolves the columns of an engagement.
    #[must_use]
    pub fn of(engagement: &Engagement<'a>) -> Self {
        Self::between(engagement.legacy, engagement.azure)
    }

    /// Resolves the columns of two populations.
    #[must_use]
    pub fn between(legacy: &'a Population, azure: &'a Population) -> Self {
        Self {
            azure,
            legacy,
            object_id: azure.attribute("objectId"),
            upn: azure.attribute("userPrincipalName"),
            mail: azure.attribute("mail"),
            azure_name: azure.attribute("displayName"),
            uid: legacy.attribute("externalId"),
            user_name: legacy.attribute("userName"),
            email: legacy.attribute("emails[type eq \"work\"].value"),
            given: legacy.attribute("name.givenName"),
            family: legacy.attribute("name.familyName"),
            legacy_name: legacy.attribute("displayName"),
        }
    }

    /// How an Azure user is named.
    #[must_use]
    pub fn azure(&self, user: UserIx) -> AzureIdentity<'a> {
        let first = |attribute| self.azure.first_held_in(user, attribute);
        AzureIdentity {
            row: self.azure.origin(user).row,
            id: first(self.object_id),
            upn: first(self.upn),
            mail: first(self.mail),
        }
    }

    /// The display name of an Azure user.
    #[must_use]
    pub fn azure_name(&self, user: UserIx) -> &'a str {
        self.azure.first_held_in(user, self.azure_name)
    }

    /// How an intranet user is named.
    #[must_use]
    pub fn legacy(&self, user: UserIx) -> LegacyIdentity<'a> {
        let first = |attribute| self.legacy.first_held_in(user, attribute);
        LegacyIdentity {
            row: self.legacy.origin(user).row,
            uid: first(self.uid),
            user_name: first(self.user_name),
            email: first(self.email),
        }
    }

    /// First name and surname of an intranet user, or the display name; empty where the export holds
    /// neither.
    #[must_use]
    pub fn legacy_name(&self, user: UserIx) -> Cow<'a, str> {
        let first = |attribute| self.legacy.first_held_in(user, attribute);
        match (first(self.given), first(self.family)) {
            ("", "") => first(self.legacy_name).into(),
            ("", one) | (one, "") => one.into(),
            (given, family) => format!("{given} {family}").into(),
        }
    }

    /// The object id and the UPN of an Azure user.
    #[must_use]
    pub fn azure_keys(&self, user: UserIx) -> [&'a str; 2] {
        [self.object_id, self.upn].map(|key| self.azure.first_held_in(user, key))
    }

    /// The unique ID and the user name of an intranet user.
    #[must_use]
    pub fn legacy_keys(&self, user: UserIx) -> [&'a str; 2] {
        [self.uid, self.user_name].map(|key| self.legacy.first_held_in(user, key))
    }

    /// What a user of a side is called in a sentence: the UPN or user name, or the next best key; the
    /// row of a user without any.
    #[must_use]
    pub fn label(&self, side: Side, user: UserIx) -> String {
        let keys = match side {
            Side::Azure => [self.upn, self.mail, self.azure_name, self.object_id],
            Side::Legacy => [self.user_name, self.email, self.uid, self.legacy_name],
        };
        let population = self.population(side);
        first_filled(population, user, keys).map_or_else(
            || format!("{} row {}", side.label(), population.origin(user).row),
            str::to_owned,
        )
    }

    /// What a user of a side is recognised by in another plan: the objectId or UID, or the UPN or user
    /// name of a user without one; empty without any key.
    #[must_use]
    pub fn anchor(&self, side: Side, user: UserIx) -> &'a str {
        let keys = match side {
            Side::Azure => [self.object_id, self.upn],
            Side::Legacy => [self.uid, self.user_name],
        };
        first_filled(self.population(side), user, keys).unwrap_or("")
    }

    fn population(&self, side: Side) -> &'a Population {
        match side {
            Side::Azure => self.azure,
            Side::Legacy => self.legacy,
        }
    }
}

fn first_filled<const N: usize>(
    population: &Population,
    user: UserIx,
    attributes: [Option<AttributeId>; N],
) -> Option<&str> {
    attributes
        .into_iter()
        .map(|attribute| population.first_held_in(user, attribute))
        .find(|value| !value.is_empty())
}
