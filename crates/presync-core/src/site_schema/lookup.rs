//! Finding what a mapping writes to in what a site accepts.

use super::{ResourceSchema, SiteAttribute, SiteSchema};
use crate::{Side, catalogue};

/// What precedes the attribute in a path that names the core schema in full.
const CORE_USER: &str = "urn:ietf:params:scim:schemas:core:2.0:User:";

impl SiteSchema {
    /// The schemas that describe users: the core one and its extensions.
    pub fn user_schemas(&self) -> impl Iterator<Item = &ResourceSchema> {
        self.schemas.iter().filter(|schema| schema.is_of("User"))
    }

    /// All attributes of users, without their parts.
    pub fn user_attributes(&self) -> impl Iterator<Item = &SiteAttribute> {
        self.user_schemas().flat_map(|schema| &schema.attributes)
    }

    /// The user attribute that a mapping's target names, with or without a filter in brackets. SCIM
    /// names are compared without their case.
    #[must_use]
    pub fn find(&self, target: &str) -> Option<&SiteAttribute> {
        let plain = without_filter(strip_core(target));
        let all = self.user_attributes();
        let mut all = all.flat_map(|top| std::iter::once(top).chain(&top.sub_attributes));
        all.find(|attribute| attribute.path.eq_ignore_ascii_case(&plain))
    }

    /// User attributes that the vendor's documentation does not name: the site's own fields.
    pub fn custom_fields(&self) -> impl Iterator<Item = &SiteAttribute> {
        let extensions = self.user_schemas().filter(|schema| !schema.is_core());
        extensions
            .flat_map(|schema| &schema.attributes)
            .filter(|attribute| !is_documented(&attribute.path))
    }
}

impl ResourceSchema {
    /// Whether it is a schema of SCIM itself rather than an extension.
    #[must_use]
    pub fn is_core(&self) -> bool {
        self.id.to_ascii_lowercase().contains(":scim:schemas:core:")
    }

    fn is_of(&self, resource: &str) -> bool {
        let last = self.id.rsplit(':').next();
        last.is_some_and(|last| last.eq_ignore_ascii_case(resource))
    }
}

fn is_documented(path: &str) -> bool {
    let same = |name: &str| {
        name.eq_ignore_ascii_case(path)
            || name
                .get(..path.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(path))
                && name[path.len()..].starts_with('.')
    };
    path.to_ascii_lowercase()
        .starts_with(&catalogue::ENTERPRISE_USER.to_ascii_lowercase())
        || catalogue::attributes(Side::Legacy)
            .iter()
            .any(|attribute| same(attribute.name))
}

fn strip_core(target: &str) -> &str {
    match target.get(..CORE_USER.len()) {
        Some(start) if start.eq_ignore_ascii_case(CORE_USER) => &target[CORE_USER.len()..],
        _ => target,
    }
}

/// `emails[type eq "work"].value` as `emails.value`.
fn without_filter(target: &str) -> String {
    match (target.find('['), target.rfind(']')) {
        (Some(open), Some(close)) if open < close => {
            format!("{}{}", &target[..open], &target[close + 1..])
        }
        _ => target.to_owned(),
    }
}
