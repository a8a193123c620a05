//! Ids of users as a file lists them, with the row of each: one text for all of them.

/// A file that lists principals.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ListSource {
    /// Base name.
    pub file: String,
    /// Sheet of a workbook.
    pub sheet: Option<String>,
    /// Header of the column that holds the ids, as the file spells it; may be empty.
    pub id_column: String,
}

/// Where a row of such a file stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, PartialOrd, Ord)]
pub struct ListPlace {
    /// Position of the file in [`super::Scope::sources`].
    pub source: u16,
    /// Line of the file or row of the sheet, from 1.
    pub row: u32,
}

/// Many ids, each with its place, in the order of the files.
#[derive(Debug, Clone, Default)]
pub struct Principals {
    text: String,
    ends: Vec<usize>,
    places: Vec<ListPlace>,
}

impl Principals {
    /// Adds an id.
    pub fn push(&mut self, id: &str, place: ListPlace) {
        self.text.push_str(id);
        self.ends.push(self.text.len());
        self.places.push(place);
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// All of them in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, ListPlace)> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts
            .zip(&self.ends)
            .zip(&self.places)
            .map(|((start, end), place)| (&self.text[start..*end], *place))
    }
}
