//! Which attributes of the two sides hold the same values where the migration is as it should be.
//!
//! A table and what follows from it. How alike two columns are is [`super::overlap`]'s.

use presync_core::Side;

use super::content::Form;

/// The manager attribute of the intranet.
pub(super) const LEGACY_MANAGER: &str =
    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager";
const EMAIL: &str = "emails[type eq \"work\"].value";
const PHONE: &str = "phoneNumbers[type eq \"work\"].value";
const MOBILE: &str = "phoneNumbers[type eq \"mobile\"].value";
const DEPARTMENT: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department";
const ORGANIZATION: &str =
    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:organization";
const LOCATION: &str = "urn:ietf:params:scim:schemas:extension:interactsoftware:2.0:User:location";

/// How many users share a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// One.
    Person,
    /// Several, as a name.
    Name,
    /// Many, as a department.
    Group,
}

/// Two attributes that agree.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair {
    legacy: &'static str,
    azure: &'static str,
    pub(super) reach: Reach,
    /// How much rather these than others that agree as well, in percent.
    pub(super) weight: u8,
}

impl Pair {
    /// The attribute of a side, and the other side's.
    pub(super) fn ends(&self, side: Side) -> (&'static str, &'static str) {
        match side {
            Side::Legacy => (self.legacy, self.azure),
            Side::Azure => (self.azure, self.legacy),
        }
    }

    /// Whether values of a form can be the Azure attribute's.
    pub(super) fn takes(&self, form: Option<Form>) -> bool {
        match self.azure {
            "objectId" => form == Some(Form::Guid),
            "userPrincipalName" | "mail" => form == Some(Form::Address),
            "telephoneNumber" | "mobile" => matches!(form, Some(Form::Phone | Form::Digits)),
            "displayName" => !matches!(form, Some(Form::Guid | Form::Address | Form::Digits)),
            _ => !matches!(form, Some(Form::Guid | Form::Address | Form::Phone)),
        }
    }
}

const fn pair(legacy: &'static str, azure: &'static str, reach: Reach, weight: u8) -> Pair {
    Pair {
        legacy,
        azure,
        reach,
        weight,
    }
}

/// All pairs.
pub(super) const PAIRS: &[Pair] = &[
    pair("externalId", "objectId", Reach::Person, 100),
    pair("externalId", "employeeId", Reach::Person, 100),
    pair("externalId", "employeeNumber", Reach::Person, 97),
    pair("externalId", "onPremisesSamAccountName", Reach::Person, 88),
    pair("externalId", "userPrincipalName", Reach::Person, 80),
    pair(EMAIL, "mail", Reach::Person, 100),
    pair(EMAIL, "userPrincipalName", Reach::Person, 97),
    pair("userName", "userPrincipalName", Reach::Person, 98),
    pair("userName", "onPremisesSamAccountName", Reach::Person, 100),
    pair("userName", "mailNickname", Reach::Person, 97),
    pair("userName", "mail", Reach::Person, 90),
    pair("userName", "employeeId", Reach::Person, 80),
    pair("displayName", "displayName", Reach::Person, 100),
    pair("name.givenName", "givenName", Reach::Name, 100),
    pair("name.familyName", "surname", Reach::Name, 100),
    pair(PHONE, "telephoneNumber", Reach::Person, 100),
    pair(MOBILE, "mobile", Reach::Person, 100),
    pair(DEPARTMENT, "department", Reach::Group, 100),
    pair(ORGANIZATION, "companyName", Reach::Group, 100),
    pair(LOCATION, "physicalDeliveryOfficeName", Reach::Group, 100),
    pair(LOCATION, "city", Reach::Group, 96),
    pair("title", "jobTitle", Reach::Group, 100),
];

/// Whether an attribute is a part of a name.
pub(super) fn is_name(attribute: &str) -> bool {
    matches!(
        attribute,
        "name.givenName" | "name.familyName" | "givenName" | "surname"
    )
}

/// The attributes of a side that what the other side holds may prove.
pub(crate) fn paired(side: Side) -> impl Iterator<Item = &'static str> {
    PAIRS.iter().map(move |pair| pair.ends(side).0)
}

/// Whether what the other side holds may prove an attribute.
pub(crate) fn is_paired(side: Side, attribute: &str) -> bool {
    PAIRS.iter().any(|pair| pair.ends(side).0 == attribute)
}

/// The manager's attribute that holds values of a form.
pub(super) fn manager(side: Side, form: Option<Form>) -> &'static str {
    match (side, form) {
        (_, Some(Form::Words)) => "manager.displayName",
        (Side::Legacy, _) => LEGACY_MANAGER,
        (Side::Azure, Some(Form::Address)) => "manager.userPrincipalName",
        (Side::Azure, _) => "manager",
    }
}

/// Values of an attribute, in a sentence.
pub(super) fn plural(attribute: &str) -> &'static str {
    match attribute {
        "objectId" => "object ids",
        "externalId" => "unique IDs",
        "userPrincipalName" => "user principal names",
        EMAIL | "mail" => "e-mail addresses",
        "userName" => "user names",
        "employeeId" => "employee IDs",
        "employeeNumber" => "employee numbers",
        "onPremisesSamAccountName" => "account names on the premises",
        "mailNickname" => "mail nicknames",
        "displayName" => "display names",
        "name.givenName" | "givenName" => "given names",
        "name.familyName" | "surname" => "surnames",
        PHONE | "telephoneNumber" => "telephone numbers",
        MOBILE | "mobile" => "mobile numbers",
        DEPARTMENT | "department" => "departments",
        ORGANIZATION | "companyName" => "companies",
        LOCATION => "locations",
        "physicalDeliveryOfficeName" => "offices",
        "city" => "cities",
        "title" | "jobTitle" => "job titles",
        _ => "values",
    }
}

#[cfg(test)]
mod tests {
    use presync_core::catalogue;

    use super::*;

    #[test]
    fn every_end_of_a_pair_is_in_its_catalogue_and_has_a_plural() {
        for pair in PAIRS {
            for side in [Side::Legacy, Side::Azure] {
                let (own, _) = pair.ends(side);
                assert!(catalogue::find(side, own).is_some(), "{own}");
                assert_ne!(plural(own), "values", "{own}");
            }
        }
        assert!(catalogue::find(Side::Legacy, LEGACY_MANAGER).is_some());
    }
}
