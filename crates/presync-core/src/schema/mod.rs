//! Graph's `synchronizationSchema` and the mapping inside it, both ways: read, patch, draft.
//!
//! Pure JSON: no file is opened here, and nothing is judged (that is `recommend::lint`'s). A document
//! keeps whatever we do not know: unknown properties, order and ids survive a patch.

mod attributes;
mod defaults;
mod draft;
mod edits;
mod locate;
mod patch;
mod property;
mod read;
mod settings;
mod source;
#[cfg(test)]
mod strange_tests;
#[cfg(test)]
mod tests;

use serde_json::Value;

use crate::{
    Diagnostic,
    mapping::{Mapping, ObjectMapping},
};
use locate::{ObjectKind, Place};

pub use attributes::{AttributeDefinition, NewAttribute};
pub use defaults::entra_default;
pub use draft::draft;
pub use edits::{ObjectEdits, PortalEdits, RowEdit};

/// Why a document is no schema we can use.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SchemaError {
    /// The document has no synchronization rules.
    #[error(
        "this JSON is no synchronization schema: it has no synchronizationRules; download the schema from the app's provisioning page (Review your schema here) or from Graph"
    )]
    NotASchema,
    /// No rule maps users.
    #[error(
        "this synchronization schema maps no users: no object mapping has the source object User; check that it belongs to the intranet's application"
    )]
    NoUserMapping,
}

/// A synchronization schema as the customer's tenant gave it.
#[derive(Debug, Clone, PartialEq)]
pub struct Schema {
    document: Value,
    users: Place,
    groups: Option<Place>,
}

impl Schema {
    /// Finds the user mapping, and the group mapping if there is one, in a document.
    /// Takes the answer of Graph, the portal's download, or a job that holds its `schema`.
    ///
    /// # Errors
    /// When it is no schema, or one that maps no users.
    pub fn parse(document: Value) -> Result<Self, SchemaError> {
        if locate::rules(&document).is_none() {
            return Err(SchemaError::NotASchema);
        }
        let users = locate::place(&document, ObjectKind::User).ok_or(SchemaError::NoUserMapping)?;
        let groups = locate::place(&document, ObjectKind::Group);
        Ok(Self {
            document,
            users,
            groups,
        })
    }

    /// The mapping the document holds, and what was odd about it. The diagnostics name no file: the
    /// caller knows it. A groups mapping that is switched off reads as none.
    #[must_use]
    pub fn mapping(&self) -> (Mapping, Vec<Diagnostic>) {
        let mut notes = Vec::new();
        let users = self.object(&self.users, &mut notes);
        let groups = self
            .groups
            .as_ref()
            .filter(|place| self.is_enabled(place, &mut notes))
            .map(|place| self.object(place, &mut notes));
        (Mapping { users, groups }, notes)
    }

    /// Whether only assigned users and groups are synchronised; none when the document does not say. A
    /// schema by itself never does: the setting `SyncAll` stands beside it, in the job's settings or
    /// secrets, and is read where a job or a backup of one was saved whole.
    #[must_use]
    pub fn assigned_only(&self) -> Option<bool> {
        settings::sync_all(&self.document).map(|all| !all)
    }

    /// What the target directory says of a user attribute; none when the document does not define it.
    #[must_use]
    pub fn definition(&self, target: &str) -> Option<AttributeDefinition> {
        attributes::definition_of(&self.document, &self.users, target)
    }

    /// Whether it is a draft of ours, whose ids are no job's.
    #[must_use]
    pub fn is_draft(&self) -> bool {
        draft::is_draft(locate::root(&self.document))
    }

    /// The attributes that the target directory lacks for `mapping`: those of users, then those of groups.
    #[must_use]
    pub fn new_attributes(&self, mapping: &Mapping) -> Vec<NewAttribute> {
        let new = |place: &Place, object: &ObjectMapping| {
            let known = locate::object_mapping(&self.document, place);
            let known = known.map(|known| property::items(known, "attributeMappings"));
            let fresh = patch::fresh(known.unwrap_or_default(), object);
            attributes::new_targets(&self.document, place, &self.users, &fresh)
        };
        let mut all = new(&self.users, &mapping.users);
        if let (Some(place), Some(groups)) = (&self.groups, &mapping.groups) {
            all.extend(new(place, groups));
        }
        all
    }

    /// The schema with its attribute mappings replaced by `mapping`'s, and nothing else changed; a job that
    /// holds its schema gives the schema alone. Rows stay where they stand, and what a row already says
    /// stays spelt as it is; attributes that are new to a directory are added. Without groups in `mapping`
    /// the document's groups mapping is left alone.
    #[must_use]
    pub fn patched(&self, mapping: &Mapping) -> Value {
        let mut document = self.document.clone();
        patch::object(&mut document, &self.users, &self.users, &mapping.users);
        if let (Some(place), Some(groups)) = (&self.groups, &mapping.groups) {
            patch::object(&mut document, place, &self.users, groups);
        }
        locate::into_root(document)
    }

    fn object(&self, place: &Place, notes: &mut Vec<Diagnostic>) -> ObjectMapping {
        locate::object_mapping(&self.document, place)
            .map(|object| read::object(object, notes))
            .unwrap_or_default()
    }

    fn is_enabled(&self, place: &Place, notes: &mut Vec<Diagnostic>) -> bool {
        let enabled = locate::object_mapping(&self.document, place).is_none_or(locate::is_enabled);
        if !enabled {
            notes.push(read::note(
                "SCHEMA_GROUPS_OFF",
                None,
                "The groups mapping of this schema is switched off, so groups are left out.",
                "Switch it on in the portal if groups are to be provisioned.",
            ));
        }
        enabled
    }
}
