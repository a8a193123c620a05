//! The users of one side as columns: attribute names interned, values in one arena per column.
//!
//! A population knows where each user came from. It knows nothing of matching or mapping.
//!
//! A cell has two faces. Its *text* is what it is compared by: without blanks nobody sees, and empty
//! where it only says that there is no value. What the system *holds* is what it would answer a look-up
//! with, send, or have overwritten. Who tells people apart asks for the first; who says what the sync
//! would do, and what stands there now, asks for the second. They differ in few cells.

mod applied;
mod beside;
mod builder;
mod column;
mod pick;

use crate::{
    Side,
    catalogue::{self, INTERACT_USER, fold_header},
    record::VALUE_SEPARATOR,
};

pub(crate) use applied::Written;
pub(crate) use pick::CellEdit;

pub use builder::{MergeConflict, PopulationBuilder, PopulationError};
pub use column::{Column, ColumnBuilder};

/// A user of one population by position, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UserIx(pub u32);

impl UserIx {
    /// The position as an index.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// An attribute of one population by position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AttributeId(pub u16);

/// Where a user was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Origin {
    /// 1-based record number over the side's sources in the order given: the `*_row` of the files.
    pub row: u32,
    /// Position of the source in [`Population::sources`].
    pub source: u16,
    /// Line of the file or row of the sheet, from 1.
    pub line: u32,
}

/// A source as the population remembers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Base name of the file.
    pub file: String,
    /// Sheet of a workbook.
    pub sheet: Option<String>,
}

/// The users of one side.
#[derive(Debug, Clone)]
pub struct Population {
    side: Side,
    sources: Vec<Source>,
    names: Vec<String>,
    columns: Vec<Column>,
    origins: Vec<Origin>,
    conflicts: Vec<MergeConflict>,
}

impl Population {
    /// Which side these users belong to.
    #[must_use]
    pub fn side(&self) -> Side {
        self.side
    }

    /// How many users there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.origins.len()
    }

    /// Whether there is nobody.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.origins.is_empty()
    }

    /// All users in order.
    pub fn users(&self) -> impl ExactSizeIterator<Item = UserIx> + DoubleEndedIterator + use<> {
        (0..u32::try_from(self.origins.len()).expect("BUG: the builder bounds the count"))
            .map(UserIx)
    }

    /// The attribute of this name, spelt exactly; a field of the intranet's own also by its path, where the
    /// export has a column that is called like the end of it.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<AttributeId> {
        let exact = self.names.iter().position(|known| known == name);
        let at = exact.or_else(|| self.own_field(name))?;
        Some(AttributeId(
            u16::try_from(at).expect("BUG: the builder bounds the columns"),
        ))
    }

    /// `…interactsoftware:2.0:User:costCentre` is the column *Cost Centre*.
    fn own_field(&self, path: &str) -> Option<usize> {
        let field = path.strip_prefix(INTERACT_USER)?.strip_prefix(':')?;
        let is_known = catalogue::find(Side::Legacy, path).is_some();
        let folded = fold_header(field);
        let mut names = self.names.iter();
        let is_it = |known: &String| !known.contains(':') && fold_header(known) == folded;
        names.position(is_it).filter(|_| !is_known)
    }

    /// All attributes with their names, in the order they were first seen.
    pub fn attributes(&self) -> impl Iterator<Item = (AttributeId, &str)> {
        (0u16..)
            .map(AttributeId)
            .zip(self.names.iter().map(String::as_str))
    }

    /// The name of an attribute.
    #[must_use]
    pub fn name(&self, attribute: AttributeId) -> &str {
        &self.names[usize::from(attribute.0)]
    }

    /// The column of an attribute.
    #[must_use]
    pub fn column(&self, attribute: AttributeId) -> &Column {
        &self.columns[usize::from(attribute.0)]
    }

    /// What a cell is compared by, several values joined by [`VALUE_SEPARATOR`]; empty when absent.
    #[must_use]
    pub fn text(&self, user: UserIx, attribute: AttributeId) -> &str {
        self.columns[usize::from(attribute.0)].get(user.index())
    }

    /// The values of a cell, one by one; none when absent.
    pub fn values(&self, user: UserIx, attribute: AttributeId) -> impl Iterator<Item = &str> {
        self.text(user, attribute)
            .split(VALUE_SEPARATOR)
            .filter(|value| !value.is_empty())
    }

    /// The first value of an attribute by name; empty when the attribute or the value is absent.
    #[must_use]
    pub fn first(&self, user: UserIx, name: &str) -> &str {
        self.first_in(user, self.attribute(name))
    }

    /// The first value of an attribute that was looked up before; empty when either is absent.
    #[must_use]
    pub fn first_in(&self, user: UserIx, attribute: Option<AttributeId>) -> &str {
        attribute.map_or("", |attribute| first_of(self.text(user, attribute)))
    }

    /// What the system holds in a cell, placeholders and stray blanks included; several values joined
    /// by [`VALUE_SEPARATOR`], empty when absent.
    #[must_use]
    pub fn held(&self, user: UserIx, attribute: AttributeId) -> &str {
        self.columns[usize::from(attribute.0)].held(user.index())
    }

    /// The values that the system holds in a cell, one by one; none when absent.
    pub fn held_values(&self, user: UserIx, attribute: AttributeId) -> impl Iterator<Item = &str> {
        self.held(user, attribute)
            .split(VALUE_SEPARATOR)
            .filter(|value| !value.is_empty())
    }

    /// The first value that the system holds of an attribute by name; empty when there is none.
    #[must_use]
    pub fn first_held(&self, user: UserIx, name: &str) -> &str {
        self.first_held_in(user, self.attribute(name))
    }

    /// The first value that the system holds of an attribute that was looked up before; empty when
    /// either is absent.
    #[must_use]
    pub fn first_held_in(&self, user: UserIx, attribute: Option<AttributeId>) -> &str {
        attribute.map_or("", |attribute| first_of(self.held(user, attribute)))
    }

    /// Where a user was read.
    #[must_use]
    pub fn origin(&self, user: UserIx) -> Origin {
        self.origins[user.index()]
    }

    /// The sources in the order given.
    #[must_use]
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// Cells in which merged records disagreed; the first record's value was kept.
    #[must_use]
    pub fn conflicts(&self) -> &[MergeConflict] {
        &self.conflicts
    }
}

/// The first of several values that is not empty; nearly always there is but one.
pub(crate) fn first_of(text: &str) -> &str {
    let separator = VALUE_SEPARATOR as u8;
    // Without a branch for each letter: texts are short.
    let several = text
        .bytes()
        .fold(false, |any, byte| any | (byte == separator));
    if several {
        let mut values = text.split(VALUE_SEPARATOR);
        return values.find(|value| !value.is_empty()).unwrap_or("");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_of_the_intranet_s_own_is_found_by_its_path() {
        let location = format!("{INTERACT_USER}:location");
        let names = [
            "userName",
            "Cost Centre",
            "desk",
            location.as_str(),
            "title",
        ];
        let mut builder = PopulationBuilder::new(Side::Legacy);
        let source = Source {
            file: "users.csv".to_owned(),
            sheet: None,
        };
        builder
            .begin_source(source, &names)
            .expect("few attributes");
        let users = builder.finish();
        let check = |field: &str, expect: Option<&str>| {
            let found = users.attribute(&format!("{INTERACT_USER}:{field}"));
            assert_eq!(found.map(|id| users.name(id)), expect, "{field}");
        };
        check("costCentre", Some("Cost Centre"));
        check("desk", Some("desk"));
        check("location", Some(&location));
        check("shoeSize", None);
        // A known attribute that the export lacks is no column that happens to be called so.
        check("name.title", None);
        assert_eq!(users.attribute("costCentre"), None);
    }
}
