//! Builds a population from records in order and merges records of one anchor.
//!
//! Which record is whose anchor is decided here and nowhere else.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHasher};

use super::{AttributeId, Column, Origin, Population, Source, UserIx, column::SpanCache};
use crate::{
    Side, catalogue,
    record::{Cell, Record},
};

/// Two records of one anchor disagreed about an attribute; the first one's value was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MergeConflict {
    /// The merged user.
    pub user: UserIx,
    /// The attribute they disagree about.
    pub attribute: AttributeId,
    /// Where the record that was not followed stands.
    pub other: Origin,
}

/// Why a population cannot hold more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PopulationError {
    /// More than 4 GiB of text in one attribute, 65,535 attributes or 4 billion users.
    #[error("the {0} side is larger than this version can hold; split the import")]
    TooLarge(&'static str),
}

/// Takes records and becomes a [`Population`].
#[derive(Debug)]
pub struct PopulationBuilder {
    population: Population,
    caches: Vec<SpanCache>,
    anchors: Anchors,
    /// The anchor of the record at hand.
    anchor: String,
    columns: Vec<AttributeId>,
    anchor_cells: Vec<Vec<usize>>,
    row_offset: u32,
    row_last: u32,
}

impl PopulationBuilder {
    /// An empty population of one side.
    #[must_use]
    pub fn new(side: Side) -> Self {
        let population = Population {
            side,
            sources: Vec::new(),
            names: Vec::new(),
            columns: Vec::new(),
            origins: Vec::new(),
            conflicts: Vec::new(),
        };
        Self {
            population,
            caches: Vec::new(),
            anchors: Anchors::default(),
            anchor: String::new(),
            columns: Vec::new(),
            anchor_cells: Vec::new(),
            row_offset: 0,
            row_last: 0,
        }
    }

    /// A source begins: the records that follow have these attributes, in this order.
    ///
    /// # Errors
    /// [`PopulationError::TooLarge`] past 65,535 attributes.
    pub fn begin_source(
        &mut self,
        source: Source,
        attributes: &[&str],
    ) -> Result<(), PopulationError> {
        self.row_offset = self.row_last;
        self.population.sources.push(source);
        self.columns.clear();
        for name in attributes {
            let id = self.intern(name)?;
            self.columns.push(id);
        }
        self.anchor_cells = catalogue::anchors(self.population.side)
            .iter()
            .map(|set| {
                set.iter()
                    .filter_map(|name| attributes.iter().position(|known| known == name))
                    .collect()
            })
            .collect();
        Ok(())
    }

    /// A source ends; `records` it held in all, rejected ones at its end included.
    pub fn end_source(&mut self, records: u32) {
        self.row_last = self.row_last.max(self.row_offset + records);
    }

    /// One record of the current source.
    ///
    /// # Errors
    /// [`PopulationError::TooLarge`] when a column or the population is full.
    pub fn push(&mut self, record: &Record<'_>) -> Result<UserIx, PopulationError> {
        let origin = Origin {
            row: self.row_offset + record.number,
            source: u16::try_from(self.population.sources.len().saturating_sub(1))
                .map_err(|_| self.too_large())?,
            line: record.line,
        };
        self.row_last = self.row_last.max(origin.row);
        if self.read_anchor(record) {
            self.push_anchored(origin, record)
        } else {
            self.append(origin, record)
        }
    }

    /// The finished population.
    #[must_use]
    pub fn finish(mut self) -> Population {
        self.population.columns.iter_mut().for_each(Column::shrink);
        self.population.origins.shrink_to_fit();
        self.population
    }

    fn push_anchored(
        &mut self,
        origin: Origin,
        record: &Record<'_>,
    ) -> Result<UserIx, PopulationError> {
        match self.anchors.find(&self.anchor) {
            Ok(user) => {
                self.merge(user, origin, record)?;
                Ok(user)
            }
            Err(free) => {
                let user = self.append(origin, record)?;
                self.anchors.keep(free, &self.anchor, user);
                Ok(user)
            }
        }
    }

    fn append(&mut self, origin: Origin, record: &Record<'_>) -> Result<UserIx, PopulationError> {
        let at = u32::try_from(self.population.origins.len()).map_err(|_| self.too_large())?;
        self.population.origins.push(origin);
        for (column, cell) in record.read_cells().enumerate() {
            self.set(UserIx(at), column, cell)?;
        }
        Ok(UserIx(at))
    }

    fn merge(
        &mut self,
        user: UserIx,
        other: Origin,
        record: &Record<'_>,
    ) -> Result<(), PopulationError> {
        for (column, cell) in record.read_cells().enumerate() {
            let Some(attribute) = self.columns.get(column).copied() else {
                continue;
            };
            let known = self.population.held(user, attribute);
            if known.is_empty() {
                self.set(user, column, cell)?;
            } else if !cell.held.is_empty() && known != cell.held {
                self.population.conflicts.push(MergeConflict {
                    user,
                    attribute,
                    other,
                });
            }
        }
        Ok(())
    }

    fn set(&mut self, user: UserIx, column: usize, cell: Cell<'_>) -> Result<(), PopulationError> {
        let Some(attribute) = self.columns.get(column) else {
            return Ok(());
        };
        let at = usize::from(attribute.0);
        let (values, cache) = (&mut self.population.columns[at], &mut self.caches[at]);
        let fits = values.set(user.index(), cell.text, cache)
            && (cell.held == cell.text || values.set_held(user.index(), cell.held));
        if fits { Ok(()) } else { Err(self.too_large()) }
    }

    /// Reads the first anchor set whose cells are all present and filled; false when there is none.
    fn read_anchor(&mut self, record: &Record<'_>) -> bool {
        let value = |cell: &usize| {
            let reading = record.readings.iter().find(|r| r.column == *cell);
            reading
                .map_or(record.cells[*cell], |reading| reading.text)
                .trim()
        };
        let mut sets = self
            .anchor_cells
            .iter()
            .zip(catalogue::anchors(self.population.side))
            .enumerate();
        let complete = sets.find(|(_, (cells, names))| {
            cells.len() == names.len() && cells.iter().all(|cell| !value(cell).is_empty())
        });
        let Some((rank, (cells, names))) = complete else {
            return false;
        };
        self.anchor.clear();
        self.anchor.push_str(&rank.to_string());
        for (name, cell) in names.iter().zip(cells) {
            push_anchor(&mut self.anchor, name, value(cell));
        }
        true
    }

    fn intern(&mut self, name: &str) -> Result<AttributeId, PopulationError> {
        if let Some(id) = self.population.attribute(name) {
            return Ok(id);
        }
        let id = u16::try_from(self.population.names.len()).map_err(|_| self.too_large())?;
        self.population.names.push(name.to_owned());
        self.population.columns.push(Column::default());
        self.caches.push(SpanCache::default());
        Ok(AttributeId(id))
    }

    fn too_large(&self) -> PopulationError {
        PopulationError::TooLarge(self.population.side.label())
    }
}

impl Population {
    /// What records of this user are merged by; none where no anchor is wholly there.
    #[must_use]
    pub fn anchor(&self, user: UserIx) -> Option<Box<str>> {
        let sets = catalogue::anchors(self.side()).iter().enumerate();
        sets.into_iter().find_map(|(rank, names)| {
            let mut anchor = rank.to_string();
            for name in *names {
                let value = self.text(user, self.attribute(name)?).trim();
                if value.is_empty() {
                    return None;
                }
                push_anchor(&mut anchor, name, value);
            }
            Some(anchor.into())
        })
    }
}

/// Whose anchor is whose: the texts in one piece, found by their hash.
#[derive(Debug, Default)]
struct Anchors {
    text: String,
    /// Where each text ends, and whose it is.
    ends: Vec<(usize, UserIx)>,
    /// Places among them by hash; of two texts of one hash, the later one has the next that is free.
    by_hash: FxHashMap<u64, u32>,
}

impl Anchors {
    /// Whose the anchor is, or the number to keep it under.
    fn find(&self, anchor: &str) -> Result<UserIx, u64> {
        let mut hasher = FxHasher::default();
        anchor.hash(&mut hasher);
        let mut hash = hasher.finish();
        while let Some(place) = self.by_hash.get(&hash) {
            let place = *place as usize;
            let (end, user) = self.ends[place];
            let start = place.checked_sub(1).map_or(0, |before| self.ends[before].0);
            if self.text[start..end] == *anchor {
                return Ok(user);
            }
            hash = hash.wrapping_add(1);
        }
        Err(hash)
    }

    /// Keeps an anchor under the number that [`Anchors::find`] gave.
    fn keep(&mut self, free: u64, anchor: &str, user: UserIx) {
        let place = u32::try_from(self.ends.len()).expect("BUG: there are no more than users");
        self.text.push_str(anchor);
        self.ends.push((self.text.len(), user));
        self.by_hash.insert(free, place);
    }
}

/// One more value of an anchor. Only the unique ID tells people apart by letter case.
fn push_anchor(anchor: &mut String, name: &str, value: &str) {
    anchor.push('\u{1f}');
    match name {
        "externalId" => anchor.push_str(value),
        _ => anchor.push_str(&value.to_lowercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Reading, ReadingKind};

    /// Builds an intranet side and gives its users as `row:uid:name:title`, conflicts counted.
    fn check(attributes: &[&str], rows: &[&[&str]], expect: &[&str], conflicts: usize) {
        let mut builder = PopulationBuilder::new(Side::Legacy);
        let source = Source {
            file: "users.csv".to_owned(),
            sheet: None,
        };
        builder
            .begin_source(source, attributes)
            .expect("few attributes");
        for (number, cells) in (1..).zip(rows) {
            builder
                .push(&Record {
                    number,
                    line: number + 1,
                    cells,
                    readings: &[],
                })
                .expect("few users");
        }
        let users = builder.finish();
        let shown: Vec<String> = users
            .users()
            .map(|user| {
                let first = |name| users.first(user, name).to_owned();
                let row = users.origin(user).row;
                format!(
                    "{row}:{}:{}:{}",
                    first("externalId"),
                    first("userName"),
                    first("title")
                )
            })
            .collect();
        assert_eq!(shown, expect);
        assert_eq!(users.conflicts().len(), conflicts);
    }

    #[test]
    fn records_of_one_anchor_merge_and_the_first_one_is_followed() {
        let attributes = ["externalId", "userName", "title"];
        check(
            &attributes,
            &[
                &["1", "ann", ""],
                &["1", "Ann", "Baker"],
                &["1", "ann", "Cook"],
            ],
            &["1:1:ann:Baker"],
            2,
        );
    }

    #[test]
    fn merging_follows_what_the_system_holds() {
        let mut builder = PopulationBuilder::new(Side::Legacy);
        let attributes = ["externalId", "userName", "title"];
        let source = Source {
            file: "users.csv".to_owned(),
            sheet: None,
        };
        builder
            .begin_source(source, &attributes)
            .expect("few attributes");
        let rows: [([&str; 3], Option<Reading<'_>>); 3] = [
            (
                ["1", "ann ", "N/A"],
                Some(reading(2, ReadingKind::Placeholder, "")),
            ),
            (["1", "ann", "Baker"], None),
            (
                ["1.0", "ann", "N/A"],
                Some(reading(0, ReadingKind::Number, "1")),
            ),
        ];
        for (number, (cells, reading)) in (1..).zip(&rows) {
            let record = Record {
                number,
                line: number + 1,
                cells,
                readings: reading.as_slice(),
            };
            builder.push(&record).expect("few users");
        }
        let users = builder.finish();
        let title = users.attribute("title").expect("a column");
        let faces: Vec<_> = users
            .users()
            .map(|u| (users.held(u, title), users.text(u, title)))
            .collect();
        assert_eq!(faces, [("N/A", "")], "the first record is followed");
        let against: Vec<_> = users
            .conflicts()
            .iter()
            .map(|c| users.name(c.attribute))
            .collect();
        assert_eq!(against, ["userName", "title", "userName"]);
    }

    fn reading(column: usize, kind: ReadingKind, text: &str) -> Reading<'_> {
        Reading { column, kind, text }
    }

    #[test]
    fn what_is_no_anchor_does_not_merge() {
        let attributes = ["externalId", "userName", "title"];
        check(
            &attributes,
            &[&["a", "ann", ""], &["A", "ann", ""]],
            &["1:a:ann:", "2:A:ann:"],
            0,
        );
        check(
            &attributes,
            &[&["", "ann", ""], &["", "ann", ""]],
            &["1::ann:", "2::ann:"],
            0,
        );
    }
}
