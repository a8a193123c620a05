//! A mapping with other match keys: the key of a target is the row of that target.

use super::KeyCandidate;
use crate::mapping::{Apply, AttributeMapping, Mapping};

/// The mapping with these match keys, in this order, and no others. The row of a key's target gets its
/// source; where there is none, a row is added that writes to new accounts only.
#[must_use]
pub fn with_keys(mapping: &Mapping, keys: &[&KeyCandidate]) -> Mapping {
    let mut mapping = without_keys(mapping);
    for (key, precedence) in keys.iter().zip(1..) {
        let rows = &mut mapping.users.rows;
        let at = rows.iter().position(|row| row.target == key.target);
        let at = at.unwrap_or_else(|| {
            rows.push(key.row(None));
            rows.len() - 1
        });
        rows[at].source = key.source.clone();
        rows[at].precedence = Some(precedence);
    }
    mapping
}

/// The mapping without match keys.
pub(super) fn without_keys(mapping: &Mapping) -> Mapping {
    let mut mapping = mapping.clone();
    for row in &mut mapping.users.rows {
        row.precedence = None;
    }
    mapping
}

impl KeyCandidate {
    /// The row that the key would be, made from the one its target has.
    pub(super) fn row(&self, standing: Option<&AttributeMapping>) -> AttributeMapping {
        let new = || AttributeMapping {
            apply: Apply::OnCreate,
            ..AttributeMapping::new(&self.target, self.source.clone())
        };
        standing.map_or_else(new, |row| AttributeMapping {
            source: self.source.clone(),
            ..row.clone()
        })
    }
}
