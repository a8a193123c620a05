//! Lays the recommendation over the mapping the customer has: what we have no opinion on stays.

use super::lint;
use crate::mapping::{Apply, AttributeMapping, Mapping, MappingSource, ObjectMapping};

const KEPT: &str = "In your mapping today, and kept: Presync has no evidence about it.";

/// The recommendation with the customer's scope, actions, order and further rows.
pub(super) fn merged(recommended: Mapping, base: &Mapping) -> Mapping {
    let groups = match (recommended.groups, &base.groups) {
        (Some(groups), Some(base)) => {
            let actions = groups.actions;
            let mut merged = object(groups, base);
            merged.actions.delete = actions.delete && merged.actions.delete;
            Some(merged)
        }
        _ => None,
    };
    Mapping {
        users: object(recommended.users, &base.users),
        groups,
    }
}

/// Rows in the customer's order, then ours that are new, in ours.
fn object(recommended: ObjectMapping, base: &ObjectMapping) -> ObjectMapping {
    let mut ours: Vec<Option<AttributeMapping>> = recommended.rows.into_iter().map(Some).collect();
    let mut rows: Vec<AttributeMapping> = Vec::new();
    for theirs in &base.rows {
        let same = ours
            .iter_mut()
            .find(|row| row.as_ref().is_some_and(|row| is_same(row, theirs)));
        match same {
            Some(row) => rows.extend(row.take()),
            None if is_kept(theirs, &rows) => rows.push(kept(theirs)),
            None => {}
        }
    }
    rows.extend(ours.into_iter().flatten());
    ObjectMapping {
        actions: base.actions,
        rows,
        scope: base.scope.clone(),
    }
}

/// Not kept: what the intranet does not support, a second row for one target, and a profile type
/// that would take Power Users' rights.
fn is_kept(row: &AttributeMapping, rows: &[AttributeMapping]) -> bool {
    let strips_rights = row.target.trim() == "userType"
        && row.apply == Apply::Always
        && matches!(row.source, MappingSource::Constant(_));
    lint::unsupported(&row.target).is_none()
        && !lint::is_other_email(&row.target)
        && !strips_rights
        && !rows.iter().any(|other| is_same(other, row))
}

/// Whether two rows write one target: a stray blank around its name is no other one.
fn is_same(a: &AttributeMapping, b: &AttributeMapping) -> bool {
    a.target.trim() == b.target.trim()
}

/// No further match keys: the recommended ones are ordered by evidence.
fn kept(row: &AttributeMapping) -> AttributeMapping {
    AttributeMapping {
        reason: KEPT.to_owned(),
        precedence: None,
        ..row.clone()
    }
}
