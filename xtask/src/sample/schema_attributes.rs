//! The attributes of the app's schema and its default mappings: tables.
//!
//! As an app that is in no gallery has them before anybody has touched its mappings.

use super::graph::COST_CENTRE;

/// The target object of users.
pub(super) const TARGET_USER: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
/// The target object of groups.
pub(super) const TARGET_GROUP: &str = "urn:ietf:params:scim:schemas:core:2.0:Group";

/// One attribute of an object.
pub(super) struct AttributeRow {
    pub(super) name: &'static str,
    pub(super) kind: &'static str,
    pub(super) required: bool,
    pub(super) multivalued: bool,
    /// Objects a reference may point at.
    pub(super) references: &'static [&'static str],
}

const fn text(name: &'static str) -> AttributeRow {
    AttributeRow {
        name,
        kind: "String",
        required: false,
        multivalued: false,
        references: &[],
    }
}

const fn typed(name: &'static str, kind: &'static str) -> AttributeRow {
    AttributeRow { kind, ..text(name) }
}

const fn required(name: &'static str) -> AttributeRow {
    AttributeRow {
        required: true,
        ..text(name)
    }
}

const fn many(name: &'static str) -> AttributeRow {
    AttributeRow {
        multivalued: true,
        ..text(name)
    }
}

const fn reference(name: &'static str, references: &'static [&'static str]) -> AttributeRow {
    AttributeRow {
        kind: "Reference",
        references,
        ..text(name)
    }
}

const fn references(name: &'static str, to: &'static [&'static str]) -> AttributeRow {
    AttributeRow {
        multivalued: true,
        ..reference(name, to)
    }
}

/// Source users. The first attribute of every table is the anchor.
pub(super) const SOURCE_USER_ATTRIBUTES: &[AttributeRow] = &[
    required("objectId"),
    typed("accountEnabled", "Boolean"),
    many("appRoleAssignments"),
    text("city"),
    text("companyName"),
    text("country"),
    text("department"),
    text("displayName"),
    typed("employeeHireDate", "DateTime"),
    text("employeeId"),
    text("employeeOrgData.costCenter"),
    text("employeeOrgData.division"),
    text("employeeType"),
    text("extensionAttribute1"),
    text("extensionAttribute2"),
    text("extensionAttribute3"),
    text("extensionAttribute4"),
    text("extensionAttribute5"),
    text("extensionAttribute6"),
    text("extensionAttribute7"),
    text("extensionAttribute8"),
    text("extensionAttribute9"),
    text("extensionAttribute10"),
    text("extensionAttribute11"),
    text("extensionAttribute12"),
    text("extensionAttribute13"),
    text("extensionAttribute14"),
    text("extensionAttribute15"),
    text(COST_CENTRE),
    text("facsimileTelephoneNumber"),
    text("givenName"),
    text("immutableId"),
    AttributeRow {
        required: true,
        ..typed("IsSoftDeleted", "Boolean")
    },
    text("jobTitle"),
    text("mail"),
    text("mailNickname"),
    reference("manager", &["User"]),
    text("mobile"),
    text("netbiosName"),
    text("onPremisesDistinguishedName"),
    text("onPremisesSecurityIdentifier"),
    text("originalUserPrincipalName"),
    many("otherMails"),
    text("passwordProfile.password"),
    text("physicalDeliveryOfficeName"),
    text("postalCode"),
    text("preferredLanguage"),
    many("proxyAddresses"),
    text("showInAddressList"),
    text("sipProxyAddress"),
    text("state"),
    text("streetAddress"),
    text("surname"),
    text("telephoneNumber"),
    text("usageLocation"),
    required("userPrincipalName"),
];

/// Source groups.
pub(super) const SOURCE_GROUP_ATTRIBUTES: &[AttributeRow] = &[
    required("objectId"),
    text("description"),
    text("displayName"),
    typed("dirSyncEnabled", "Boolean"),
    text("mail"),
    typed("mailEnabled", "Boolean"),
    text("mailNickname"),
    references("members", &["User", "Group"]),
    text("onPremisesSecurityIdentifier"),
    many("proxyAddresses"),
    typed("securityEnabled", "Boolean"),
];

/// Target users.
pub(super) const TARGET_USER_ATTRIBUTES: &[AttributeRow] = &[
    required("id"),
    text("externalId"),
    typed("active", "Boolean"),
    text("addresses[type eq \"other\"].formatted"),
    text("addresses[type eq \"work\"].country"),
    text("addresses[type eq \"work\"].formatted"),
    text("addresses[type eq \"work\"].locality"),
    text("addresses[type eq \"work\"].postalCode"),
    text("addresses[type eq \"work\"].region"),
    text("addresses[type eq \"work\"].streetAddress"),
    text("displayName"),
    text("emails[type eq \"home\"].value"),
    text("emails[type eq \"other\"].value"),
    text("emails[type eq \"work\"].value"),
    text("locale"),
    text("name.familyName"),
    text("name.formatted"),
    text("name.givenName"),
    text("name.honorificPrefix"),
    text("name.honorificSuffix"),
    text("nickName"),
    text("phoneNumbers[type eq \"fax\"].value"),
    text("phoneNumbers[type eq \"home\"].value"),
    text("phoneNumbers[type eq \"mobile\"].value"),
    text("phoneNumbers[type eq \"other\"].value"),
    text("phoneNumbers[type eq \"pager\"].value"),
    text("phoneNumbers[type eq \"work\"].value"),
    text("preferredLanguage"),
    many("roles"),
    text("timezone"),
    text("title"),
    required("userName"),
    text("userType"),
    text("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:costCenter"),
    text("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department"),
    text("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:division"),
    text("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber"),
    reference(
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager",
        &[TARGET_USER],
    ),
    text("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:organization"),
];

/// Target groups.
pub(super) const TARGET_GROUP_ATTRIBUTES: &[AttributeRow] = &[
    required("id"),
    required("displayName"),
    text("externalId"),
    references("members", &[TARGET_USER, TARGET_GROUP]),
];

/// One default mapping: where the value comes from, and where it goes.
pub(super) struct MappingRow {
    pub(super) source: MappingSource,
    pub(super) target: &'static str,
    /// Zero where the pair is not a match key.
    pub(super) matching_priority: u8,
}

/// Where a mapped value comes from.
#[derive(Clone, Copy)]
pub(super) enum MappingSource {
    /// This attribute as it is.
    Attribute(&'static str),
    /// A function, its whole expression and its named parameters.
    Function {
        name: &'static str,
        expression: &'static str,
        parameters: &'static [(&'static str, MappingSource)],
    },
    /// A literal.
    Constant(&'static str),
}

const fn direct(source: &'static str, target: &'static str) -> MappingRow {
    MappingRow {
        source: MappingSource::Attribute(source),
        target,
        matching_priority: 0,
    }
}

const fn key(source: &'static str, target: &'static str) -> MappingRow {
    MappingRow {
        matching_priority: 1,
        ..direct(source, target)
    }
}

const ACTIVE: MappingSource = MappingSource::Function {
    name: "Switch",
    expression: r#"Switch([IsSoftDeleted], , "False", "True", "True", "False")"#,
    parameters: &[
        ("source", MappingSource::Attribute("IsSoftDeleted")),
        ("defaultValue", MappingSource::Constant("")),
        ("key", MappingSource::Constant("False")),
        ("value", MappingSource::Constant("True")),
        ("key", MappingSource::Constant("True")),
        ("value", MappingSource::Constant("False")),
    ],
};
const FULL_NAME: MappingSource = MappingSource::Function {
    name: "Join",
    expression: r#"Join(" ", [givenName], [surname])"#,
    parameters: &[
        ("separator", MappingSource::Constant(" ")),
        ("source", MappingSource::Attribute("givenName")),
        ("source", MappingSource::Attribute("surname")),
    ],
};

/// The 22 default mappings of users.
pub(super) const USER_MAPPINGS: &[MappingRow] = &[
    key("userPrincipalName", "userName"),
    MappingRow {
        source: ACTIVE,
        target: "active",
        matching_priority: 0,
    },
    direct("displayName", "displayName"),
    direct("jobTitle", "title"),
    direct("mail", "emails[type eq \"work\"].value"),
    direct("preferredLanguage", "preferredLanguage"),
    direct("givenName", "name.givenName"),
    direct("surname", "name.familyName"),
    MappingRow {
        source: FULL_NAME,
        target: "name.formatted",
        matching_priority: 0,
    },
    direct(
        "physicalDeliveryOfficeName",
        "addresses[type eq \"work\"].formatted",
    ),
    direct("streetAddress", "addresses[type eq \"work\"].streetAddress"),
    direct("city", "addresses[type eq \"work\"].locality"),
    direct("state", "addresses[type eq \"work\"].region"),
    direct("postalCode", "addresses[type eq \"work\"].postalCode"),
    direct("country", "addresses[type eq \"work\"].country"),
    direct("telephoneNumber", "phoneNumbers[type eq \"work\"].value"),
    direct("mobile", "phoneNumbers[type eq \"mobile\"].value"),
    direct(
        "facsimileTelephoneNumber",
        "phoneNumbers[type eq \"fax\"].value",
    ),
    direct("mailNickname", "externalId"),
    direct(
        "employeeId",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber",
    ),
    direct(
        "department",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department",
    ),
    direct(
        "manager",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager",
    ),
];

/// The three default mappings of groups.
pub(super) const GROUP_MAPPINGS: &[MappingRow] = &[
    key("displayName", "displayName"),
    direct("objectId", "externalId"),
    direct("members", "members"),
];
