//! Which attributes of the two sides say the same thing about a person, and how they are compared.
//!
//! A table of names and kinds; the comparing is `traits`'.

/// How the values of a trait are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TraitKind {
    /// Words out of a vocabulary; close when they share a word or are a letter or two apart.
    Category,
    /// A telephone number: its last nine digits.
    Phone,
    /// A date; close when a month apart or with day and month exchanged.
    Date,
    /// A person: the name behind a reference.
    Person,
    /// Several words in any order, rare ones counting more.
    Words,
}

/// Something both sides may know about a person.
#[derive(Debug, Clone, Copy)]
pub(super) struct TraitSpec {
    /// The name evidence carries.
    pub(super) field: &'static str,
    pub(super) kind: TraitKind,
    pub(super) legacy: &'static [&'static str],
    pub(super) azure: &'static [&'static str],
}

/// The traits that catalogue attributes speak of. Words join their attributes; the others compare each
/// with each.
pub(super) const TRAITS: &[TraitSpec] = &[
    TraitSpec {
        field: "department",
        kind: TraitKind::Category,
        legacy: &["urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department"],
        azure: &["department"],
    },
    TraitSpec {
        field: "title",
        kind: TraitKind::Category,
        legacy: &["title"],
        azure: &["jobTitle"],
    },
    TraitSpec {
        field: "company",
        kind: TraitKind::Category,
        legacy: &["urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:organization"],
        azure: &["companyName"],
    },
    TraitSpec {
        field: "location",
        kind: TraitKind::Category,
        legacy: &["urn:ietf:params:scim:schemas:extension:interactsoftware:2.0:User:location"],
        azure: &["city", "physicalDeliveryOfficeName"],
    },
    TraitSpec {
        field: "phone",
        kind: TraitKind::Phone,
        legacy: &[
            "phoneNumbers[type eq \"work\"].value",
            "phoneNumbers[type eq \"mobile\"].value",
        ],
        azure: &["telephoneNumber", "mobile"],
    },
    TraitSpec {
        field: "hire-date",
        kind: TraitKind::Date,
        legacy: &["urn:ietf:params:scim:schemas:extension:interactsoftware:2.0:User:jobStartDate"],
        azure: &["employeeHireDate"],
    },
    TraitSpec {
        field: "manager",
        kind: TraitKind::Person,
        legacy: &[
            "manager.displayName",
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager",
        ],
        azure: &[
            "manager.displayName",
            "manager.userPrincipalName",
            "manager",
        ],
    },
    TraitSpec {
        field: "address",
        kind: TraitKind::Words,
        legacy: &["addresses[type eq \"work\"].formatted"],
        azure: &["streetAddress", "postalCode"],
    },
];

/// The intranet's unique ID.
pub(super) const LEGACY_UID: &str = "externalId";
/// The intranet's user name.
pub(super) const LEGACY_USER_NAME: &str = "userName";
/// Intranet attributes that hold addresses; a user name in the form of an address counts too.
pub(super) const LEGACY_ADDRESSES: &[&str] = &[
    "emails[type eq \"work\"].value",
    "emails[type eq \"home\"].value",
    "emails[type eq \"mobile\"].value",
    LEGACY_USER_NAME,
];
/// Intranet attributes of the name: given, surname, whole.
pub(super) const LEGACY_NAMES: [&str; 3] = ["name.givenName", "name.familyName", "displayName"];
/// Intranet users' last day.
pub(super) const LEGACY_END: &str = "endDate";

/// Azure attributes that hold addresses.
pub(super) const AZURE_ADDRESSES: &[&str] = &[
    "mail",
    "userPrincipalName",
    "originalUserPrincipalName",
    "onPremisesUserPrincipalName",
    "proxyAddresses",
    "otherMails",
];
/// Azure attributes that hold a sign-in handle, alone or before the `@`.
pub(super) const AZURE_HANDLES: &[&str] = &[
    "userPrincipalName",
    "mailNickname",
    "onPremisesSamAccountName",
    "onPremisesUserPrincipalName",
    "mail",
];
/// Azure attributes of the name: given, surname, whole.
pub(super) const AZURE_NAMES: [&str; 3] = ["givenName", "surname", "displayName"];

/// Azure attributes tried as the source of an intranet key, the likelier first.
pub(super) const KEY_SOURCES: &[&str] = &[
    "objectId",
    "userPrincipalName",
    "mail",
    "mailNickname",
    "onPremisesSamAccountName",
    "employeeId",
    "employeeNumber",
    "immutableId",
    "onPremisesUserPrincipalName",
    "onPremisesSecurityIdentifier",
    "onPremisesDistinguishedName",
];
/// Key sources whose part before the `@` is tried too, under the name `localpart(…)`.
pub(super) const LOCAL_PART_SOURCES: &[&str] = &["userPrincipalName", "mail"];
