//! A few users of a population by themselves, some cells written over: what "what if" is asked of.
//!
//! Not an import: who these users are was decided when the whole population was built.

use super::{AttributeId, Population, UserIx, column::SpanCache};

/// Another value in one cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CellEdit {
    /// The user, as the whole population counts.
    pub(crate) user: UserIx,
    /// The attribute; a new one when nobody has it.
    pub(crate) attribute: String,
    /// What the cell holds instead; may be empty.
    pub(crate) value: String,
}

impl Population {
    /// Some users in the order given, with the attributes of all and some cells written over. Positions
    /// count anew from 0; files and rows stay those of the whole.
    ///
    /// Few users are meant: their texts are copied.
    pub(crate) fn pick(&self, users: &[UserIx], edits: &[CellEdit]) -> Self {
        let mut picked = Self {
            side: self.side,
            sources: self.sources.clone(),
            names: self.names.clone(),
            columns: Vec::new(),
            origins: users.iter().map(|user| self.origin(*user)).collect(),
            conflicts: Vec::new(),
        };
        for edit in edits {
            if !picked.names.contains(&edit.attribute) {
                picked.names.push(edit.attribute.clone());
            }
        }
        let columns = picked.names.iter();
        picked.columns = columns
            .map(|name| self.column_of(users, name, edits))
            .collect();
        picked
    }

    fn column_of(&self, users: &[UserIx], name: &str, edits: &[CellEdit]) -> super::Column {
        let known = self.attribute(name);
        let mut column = super::Column::default();
        let mut cache = SpanCache::default();
        for (at, user) in users.iter().enumerate() {
            let edit = edits
                .iter()
                .rev()
                .find(|edit| edit.user == *user && edit.attribute == name);
            let (text, held) = match (edit, known) {
                (Some(edit), _) => (edit.value.as_str(), edit.value.as_str()),
                (None, Some(attribute)) => self.faces(*user, attribute),
                (None, None) => ("", ""),
            };
            let fits =
                column.set(at, text, &mut cache) && (text == held || column.set_held(at, held));
            assert!(fits, "BUG: a few users fit where all of them do");
        }
        column
    }

    fn faces(&self, user: UserIx, attribute: AttributeId) -> (&str, &str) {
        (self.text(user, attribute), self.held(user, attribute))
    }
}
