//! The attribute mappings that Entra gives a new non-gallery application: three independent guides list the
//! same rows. A table and nothing else.

use crate::{
    catalogue::ENTERPRISE_USER,
    mapping::{AttributeMapping, Mapping, MappingSource, ObjectMapping},
    recommend::ACTIVE,
};

/// Target and source attribute of the rows that copy one; `active` and `name.formatted` are expressions.
const DIRECT: [(&str, &str); 17] = [
    ("userName", "userPrincipalName"),
    ("displayName", "displayName"),
    ("title", "jobTitle"),
    ("emails[type eq \"work\"].value", "mail"),
    ("preferredLanguage", "preferredLanguage"),
    ("name.givenName", "givenName"),
    ("name.familyName", "surname"),
    (
        "addresses[type eq \"work\"].formatted",
        "physicalDeliveryOfficeName",
    ),
    ("addresses[type eq \"work\"].streetAddress", "streetAddress"),
    ("addresses[type eq \"work\"].locality", "city"),
    ("addresses[type eq \"work\"].region", "state"),
    ("addresses[type eq \"work\"].postalCode", "postalCode"),
    ("addresses[type eq \"work\"].country", "country"),
    ("phoneNumbers[type eq \"work\"].value", "telephoneNumber"),
    ("phoneNumbers[type eq \"mobile\"].value", "mobile"),
    (
        "phoneNumbers[type eq \"fax\"].value",
        "facsimileTelephoneNumber",
    ),
    ("externalId", "mailNickname"),
];
/// The same of the enterprise extension.
const ENTERPRISE: [(&str, &str); 3] = [
    ("employeeNumber", "employeeId"),
    ("department", "department"),
    ("manager", "manager"),
];
const GROUPS: [(&str, &str); 3] = [
    ("displayName", "displayName"),
    ("externalId", "objectId"),
    ("members", "members"),
];

/// The mapping of an application nobody has touched.
#[must_use]
pub fn entra_default() -> Mapping {
    let direct = |target: &str, source: &str| {
        AttributeMapping::new(target, MappingSource::Direct(source.to_owned()))
    };
    let expression = |target: &str, text: &str| {
        AttributeMapping::new(target, MappingSource::Expression(text.to_owned()))
    };
    let mut rows: Vec<AttributeMapping> = DIRECT
        .iter()
        .map(|(target, source)| direct(target, source))
        .collect();
    rows.insert(1, expression("active", ACTIVE));
    rows.push(expression(
        "name.formatted",
        r#"Join(" ", [givenName], [surname])"#,
    ));
    let enterprise = ENTERPRISE.iter();
    rows.extend(
        enterprise.map(|(name, source)| direct(&format!("{ENTERPRISE_USER}:{name}"), source)),
    );
    rows[0].precedence = Some(1);
    let mut groups: Vec<AttributeMapping> = GROUPS
        .iter()
        .map(|(target, source)| direct(target, source))
        .collect();
    groups[0].precedence = Some(1);
    let object = |rows| ObjectMapping {
        rows,
        ..ObjectMapping::default()
    };
    Mapping {
        users: object(rows),
        groups: Some(object(groups)),
    }
}
