//! What somebody has to do in the portal to get from one mapping to another. It writes nothing.

use super::{NewAttribute, Schema, attributes::type_name, entra_default};
use crate::{
    catalogue::{GROUP_TYPE, INTERACT_USER},
    mapping::{AttributeMapping, Mapping, ObjectMapping},
};

/// What is to be done with a row of the new mapping.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowEdit {
    /// It is there already and says the same.
    Keep,
    /// It is there and says something else.
    Change,
    /// It is not there.
    Add,
}

/// What is to be done with one kind of object.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ObjectEdits {
    /// For each row of the new mapping, in its order.
    pub rows: Vec<RowEdit>,
    /// Targets whose rows go.
    pub removed: Vec<String>,
}

/// What is to be done in the portal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PortalEdits {
    /// Whether it is seen from the customer's own schema; otherwise from Entra's default mapping.
    pub of_own_schema: bool,
    /// Attributes to add to the target's list.
    pub new_attributes: Vec<NewAttribute>,
    /// Rows of users.
    pub users: ObjectEdits,
    /// Rows of groups; none where groups are left alone.
    pub groups: Option<ObjectEdits>,
}

impl PortalEdits {
    /// From the customer's schema to a mapping; without one, or with a draft of ours, from Entra's default
    /// mapping.
    #[must_use]
    pub fn to(mapping: &Mapping, schema: Option<&Schema>) -> Self {
        let own = schema.filter(|schema| !schema.is_draft());
        let before = own.map_or_else(entra_default, |schema| schema.mapping().0);
        let groups = mapping.groups.as_ref().map(|groups| {
            let before = before.groups.unwrap_or_default();
            ObjectEdits::between(&before, groups)
        });
        Self {
            of_own_schema: own.is_some(),
            new_attributes: match own {
                Some(schema) => schema.new_attributes(mapping),
                None => new_by_name(mapping),
            },
            users: ObjectEdits::between(&before.users, &mapping.users),
            groups,
        }
    }
}

/// Attributes that the target's list of a new application cannot hold: the intranet's own.
fn new_by_name(mapping: &Mapping) -> Vec<NewAttribute> {
    let known = Schema::parse(super::draft(mapping)).expect("BUG: a draft maps users");
    let definition = |row: &AttributeMapping| {
        let known = known.definition(&row.target)?;
        Some(NewAttribute {
            name: row.target.trim().to_owned(),
            value_type: type_name(known.value_type).to_owned(),
            required: known.required,
            multi_valued: known.multi_valued,
        })
    };
    let rows = mapping.users.rows.iter();
    let own = rows.filter(|row| row.target.trim().starts_with(INTERACT_USER));
    let groups = mapping.groups.iter().flat_map(|groups| &groups.rows);
    let group_type = groups.filter(|row| row.target == GROUP_TYPE);
    let of_groups = group_type.map(|row| NewAttribute {
        name: row.target.clone(),
        value_type: "String".to_owned(),
        required: true,
        multi_valued: false,
    });
    own.filter_map(definition).chain(of_groups).collect()
}

impl ObjectEdits {
    fn between(before: &ObjectMapping, after: &ObjectMapping) -> Self {
        let edit = |row: &AttributeMapping| match before.row(&row.target) {
            None => RowEdit::Add,
            Some(known) if says_the_same(known, row) => RowEdit::Keep,
            Some(_) => RowEdit::Change,
        };
        let gone = before.rows.iter();
        let gone = gone.filter(|row| after.row(&row.target).is_none());
        Self {
            rows: after.rows.iter().map(edit).collect(),
            removed: gone.map(|row| row.target.clone()).collect(),
        }
    }
}

fn says_the_same(a: &AttributeMapping, b: &AttributeMapping) -> bool {
    (&a.source, &a.default, a.apply, a.behavior, a.precedence)
        == (&b.source, &b.default, b.apply, b.behavior, b.precedence)
}
