//! The groups mapping: what the intranet needs to take a group at all. Nothing here depends on data.

use crate::{
    catalogue::GROUP_TYPE,
    mapping::{AttributeMapping, MappingSource, ObjectActions, ObjectMapping, ScopeFilter},
};

/// Display name (match key), members, external ID, group type; Delete is off.
pub(super) fn recommended() -> ObjectMapping {
    ObjectMapping {
        actions: ObjectActions {
            delete: false,
            ..ObjectActions::default()
        },
        rows: rows(),
        scope: ScopeFilter::default(),
    }
}

fn rows() -> Vec<AttributeMapping> {
    let direct = |target: &str, source: &str, reason: &str| AttributeMapping {
        reason: reason.to_owned(),
        ..AttributeMapping::new(target, MappingSource::Direct(source.to_owned()))
    };
    let mut name = direct(
        "displayName",
        "displayName",
        "Entra's default, and how a group finds its like in the intranet: names must be unique there.",
    );
    name.precedence = Some(1);
    let kind = AttributeMapping {
        reason: "Required by the intranet: a group without a type is refused, and the word must be in lower case.".to_owned(),
        ..AttributeMapping::new(GROUP_TYPE, MappingSource::Constant("group".to_owned()))
    };
    vec![
        name,
        direct(
            "externalId",
            "objectId",
            "Entra's default: the group's object ID.",
        ),
        direct(
            "members",
            "members",
            "Entra's default: those members that are provisioned themselves; nested groups are not followed.",
        ),
        kind,
    ]
}
