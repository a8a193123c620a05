//! A column of a grid as values: of all rows at once, to filter, sort and count by, or of a few, to show.
//!
//! Of all rows it is what is stored once and, where that is another table's, which of it each row means:
//! a value is looked at once, however many rows mean it.

use std::collections::HashMap;

use presync_core::Side;
use rusqlite::Result;

use super::{
    GridTable,
    columns::{Lane, Path},
    decided,
};
use crate::{
    plan_columns::{Columns, Kind, NONE, Stored, Texts, change, finding, person},
    plan_lookup,
    table::{plan_codes, plan_targets},
};

/// The values of a column for all rows of a table.
pub(super) struct Values {
    pub(super) list: List,
    /// Which of the list each row has; without it, its own.
    pub(super) of_rows: Option<Vec<u32>>,
}

/// Values, each there once.
pub(super) enum List {
    Texts(Texts),
    /// NaN is none.
    Numbers(Vec<f64>),
}

/// A number as a grid shows it; none is empty.
pub(super) fn shown(number: f64) -> String {
    if number.is_nan() {
        String::new()
    } else {
        number.to_string()
    }
}

impl Values {
    /// Which value a row has.
    pub(super) fn at(&self, row: u32) -> u32 {
        self.of_rows.as_ref().map_or(row, |rows| rows[row as usize])
    }
}

impl List {
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Texts(texts) => texts.len(),
            Self::Numbers(numbers) => numbers.len(),
        }
    }

    /// The number at a place; none is NaN.
    pub(super) fn number(numbers: &[f64], at: u32) -> f64 {
        numbers.get(at as usize).copied().unwrap_or(f64::NAN)
    }
}

/// A table of the stored plan with all that its columns come from.
#[derive(Clone, Copy)]
pub(super) struct Source<'c> {
    pub(super) columns: Columns<'c>,
    pub(super) table: GridTable,
}

impl Source<'_> {
    /// How many rows the table has.
    pub(super) fn rows(&self) -> u32 {
        u32::try_from(self.columns.sizes.rows(self.table)).unwrap_or(NONE)
    }

    /// The values of all rows, texts as `edit` leaves them.
    pub(super) fn values(
        &self,
        lane: Lane,
        edit: impl Fn(&str, &mut String) + Sync,
    ) -> Result<Values> {
        let edited = |texts: &[&str]| {
            let each = texts.iter().map(|text| {
                let mut kept = String::new();
                edit(text, &mut kept);
                kept
            });
            let each: Vec<String> = each.collect();
            List::Texts(Texts::of(each.iter().map(String::as_str)))
        };
        let (list, of_rows) = match lane {
            Lane::Stored(path, column) => (self.list(column, edit)?, self.follow_all(path)?),
            Lane::Side(path) => {
                let people = self.people(path)?;
                let side = |row: u32| match row {
                    NONE => NONE,
                    row => u32::from(row >= self.columns.sizes.azure),
                };
                let sides = [Side::Azure, Side::Legacy].map(Side::as_str);
                (edited(&sides), Some(people.into_iter().map(side).collect()))
            }
            Lane::Position(path) => {
                let people = self.people(path)?.into_iter();
                (
                    List::Numbers(people.map(|row| self.position(row)).collect()),
                    None,
                )
            }
            Lane::Anchor(path) => {
                let anchors = plan_lookup::anchors(&self.columns)?;
                let rows = 0..u32::try_from(anchors.len()).unwrap_or(NONE);
                let each: Vec<&str> = rows.map(|row| anchors.get(row)).collect();
                (edited(&each), self.follow_all(path)?)
            }
            Lane::Target(part) => {
                let targets = plan_targets::all(self.columns.connection)?;
                let each: Vec<&str> = targets.iter().map(|target| &*target[part]).collect();
                (edited(&each), Some(self.columns.keys(change::TARGET)?))
            }
            Lane::Code(part) => {
                let codes = plan_codes::all(self.columns.connection)?;
                let each: Vec<&str> = codes.iter().map(|code| &*code[part + 1]).collect();
                (edited(&each), Some(self.codes(&codes)?))
            }
            Lane::Decision => {
                let rows: Vec<u32> = (0..self.rows()).collect();
                let decided = decided::of(self, &rows)?;
                let each: Vec<&str> = decided.iter().map(String::as_str).collect();
                (edited(&each), None)
            }
        };
        Ok(Values { list, of_rows })
    }

    /// Whether the cell of each row passes, where it is a text.
    pub(super) fn test(
        &self,
        lane: Lane,
        passes: impl Fn(&str) -> bool + Sync,
    ) -> Result<Vec<bool>> {
        let (passed, of_rows) = match lane {
            Lane::Stored(path, column) if column.kind() == Kind::Text => {
                (self.columns.test(column, &passes)?, self.follow_all(path)?)
            }
            lane => {
                let values = self.values(lane, |text, kept| kept.push_str(text))?;
                let places = 0..u32::try_from(values.list.len()).unwrap_or(NONE);
                let passed = places.map(|at| match &values.list {
                    List::Texts(texts) => passes(texts.get(at)),
                    List::Numbers(numbers) => passes(&shown(List::number(numbers, at))),
                });
                (passed.collect(), values.of_rows)
            }
        };
        let Some(of_rows) = of_rows else {
            return Ok(passed);
        };
        let nobody = passes("");
        let of_row = |row: u32| passed.get(row as usize).copied().unwrap_or(nobody);
        Ok(of_rows.into_iter().map(of_row).collect())
    }

    /// The cells of these rows.
    pub(super) fn cells(&self, lane: Lane, rows: &[u32]) -> Result<Vec<String>> {
        match lane {
            Lane::Stored(path, column) => self.picked(column, &self.follow(path, rows)?),
            Lane::Side(path) => {
                let people = self.follow(path, rows)?.into_iter();
                Ok(people.map(|row| self.side(row).to_owned()).collect())
            }
            Lane::Position(path) => {
                let people = self.follow(path, rows)?.into_iter();
                Ok(people.map(|row| shown(self.position(row))).collect())
            }
            Lane::Anchor(path) => self.anchors(path, rows),
            Lane::Target(part) => {
                let targets = plan_targets::all(self.columns.connection)?;
                let keys = self.columns.pick_keys(change::TARGET, rows)?.into_iter();
                let target =
                    |key: u32| targets.get(key as usize).map(|target| target[part].clone());
                Ok(keys.map(|key| target(key).unwrap_or_default()).collect())
            }
            Lane::Code(part) => {
                let codes = plan_codes::all(self.columns.connection)?;
                let said = |code: &String| {
                    let found = codes.iter().find(|known| known[0] == *code);
                    found.map_or_else(String::new, |found| found[part + 1].clone())
                };
                let picked = self.columns.pick_texts(finding::CODE, rows)?;
                Ok(picked.iter().map(said).collect())
            }
            Lane::Decision => decided::of(self, rows),
        }
    }

    /// What decisions name the people by that these rows lead to.
    pub(super) fn anchors(&self, path: Path, rows: &[u32]) -> Result<Vec<String>> {
        let people = self.follow(path, rows)?;
        let anchors = self.columns.pick_texts(person::ANCHOR, &people)?;
        let logins = self.columns.pick_texts(person::LOGIN, &people)?;
        let named = anchors.into_iter().zip(logins);
        let named = named.map(|(anchor, login)| if anchor.is_empty() { login } else { anchor });
        Ok(named.collect())
    }

    fn list(&self, column: Stored, edit: impl Fn(&str, &mut String) + Sync) -> Result<List> {
        match column.kind() {
            Kind::Text => self.columns.texts(column, edit).map(List::Texts),
            Kind::Number | Kind::Score => self.columns.numbers(column).map(List::Numbers),
        }
    }

    fn picked(&self, column: Stored, rows: &[u32]) -> Result<Vec<String>> {
        match column.kind() {
            Kind::Text => self.columns.pick_texts(column, rows),
            Kind::Number | Kind::Score => {
                let numbers = self.columns.pick_numbers(column, rows)?;
                Ok(numbers.into_iter().map(shown).collect())
            }
        }
    }

    /// The rows that all rows lead to; none where they lead to themselves.
    fn follow_all(&self, path: Path) -> Result<Option<Vec<u32>>> {
        Ok(match path {
            Path::Own => None,
            Path::Of(key) => Some(self.columns.keys(key)?),
            Path::OfOf(first, second) => {
                let second = self.columns.keys(second)?;
                let of = |row: u32| second.get(row as usize).copied().unwrap_or(NONE);
                Some(self.columns.keys(first)?.into_iter().map(of).collect())
            }
            Path::OnSide(side) => {
                let other = self.columns.keys(person::IDENTITY)?;
                let rows = (0u32..).zip(other);
                Some(
                    rows.map(|(row, other)| self.on_side(side, row, other))
                        .collect(),
                )
            }
        })
    }

    /// The rows that these rows lead to.
    fn follow(&self, path: Path, rows: &[u32]) -> Result<Vec<u32>> {
        Ok(match path {
            Path::Own => rows.to_vec(),
            Path::Of(key) => self.columns.pick_keys(key, rows)?,
            Path::OfOf(first, second) => self
                .columns
                .pick_keys(second, &self.columns.pick_keys(first, rows)?)?,
            Path::OnSide(side) => {
                let other = self.columns.pick_keys(person::IDENTITY, rows)?;
                let rows = rows.iter().zip(other);
                rows.map(|(row, other)| self.on_side(side, *row, other))
                    .collect()
            }
        })
    }

    fn people(&self, path: Path) -> Result<Vec<u32>> {
        let all = || (0..self.rows()).collect();
        Ok(self.follow_all(path)?.unwrap_or_else(all))
    }

    fn on_side(&self, side: Side, row: u32, other: u32) -> u32 {
        let is_azure = row < self.columns.sizes.azure;
        if is_azure == (side == Side::Azure) {
            row
        } else {
            other
        }
    }

    fn side(&self, row: u32) -> &'static str {
        match row {
            NONE => "",
            row if row < self.columns.sizes.azure => Side::Azure.as_str(),
            _ => Side::Legacy.as_str(),
        }
    }

    fn position(&self, row: u32) -> f64 {
        let azure = self.columns.sizes.azure;
        match row {
            NONE => f64::NAN,
            row => f64::from(row.checked_sub(azure).unwrap_or(row)),
        }
    }

    /// Which of the codes each finding has.
    fn codes(&self, codes: &[[String; 3]]) -> Result<Vec<u32>> {
        let places: HashMap<&str, u32> = codes.iter().map(|code| &*code[0]).zip(0..).collect();
        let texts = self
            .columns
            .texts(finding::CODE, |text, kept| kept.push_str(text))?;
        let place = |row| places.get(texts.get(row)).copied().unwrap_or(NONE);
        Ok((0..self.rows()).map(place).collect())
    }
}
