//! What changed from one export of a side to the next: counts, attributes, rows.

use std::cmp::Reverse;

use super::{
    AttributeChange, ChangeOf, ChangedRow, Changes, ColumnChanges, Export, Limits,
    people::{self, Pair, People},
    persons::Persons,
};
use crate::{
    AttributeId, Side, UserIx,
    catalogue::{self, Kind},
    record::VALUE_SEPARATOR,
};

/// Compares two exports of one side. The order of their rows changes nothing.
///
/// # Panics
/// When the exports are of different sides.
#[must_use]
pub fn compare(before: Export<'_>, after: Export<'_>, limits: Limits) -> Changes {
    let side = after.users.side();
    assert_eq!(before.users.side(), side, "BUG: exports of one side");
    let comparing = Comparing::of(&before, &after);
    let cells: Vec<_> = comparing.shared.iter().map(|cell| cell.at).collect();
    let people = people::follow(&comparing.before, &comparing.after, &cells);
    let (changed, mut attributes) = comparing.count(&people);
    let mut told = Told {
        comparing: &comparing,
        limits,
        attributes: &mut attributes,
        rows: Vec::new(),
        left_out: 0,
    };
    told.tell(changed.clone(), &people);
    let (rows, left_out) = (told.rows, told.left_out);
    attributes.retain(|attribute| attribute.people() > 0);
    attributes.sort_by_key(|one| (Reverse(one.people()), one.label.clone()));
    let count = |len: usize| u32::try_from(len).expect("BUG: a population counts in 32 bits");
    let moved = changed
        .iter()
        .filter(|(kind, _)| *kind == ChangeOf::Changed);
    let moved = moved.count();
    Changes {
        side,
        new: count(people.new.len()),
        gone: count(people.gone.len()),
        changed: count(moved),
        rekeyed: count(people.rekeyed.len()),
        unchanged: count(people.same.len() - moved),
        attributes,
        columns: ColumnChanges::between(before.columns, after.columns),
        rows,
        left_out,
    }
}

/// Somebody whom both exports hold, with other values.
type Moved = (ChangeOf, Pair);

/// An attribute both exports have.
#[derive(Debug)]
struct Shared<'a> {
    name: &'a str,
    label: &'a str,
    kind: Option<Kind>,
    at: (AttributeId, AttributeId),
}

struct Comparing<'a> {
    before: Persons<'a>,
    after: Persons<'a>,
    shared: Vec<Shared<'a>>,
}

impl<'a> Comparing<'a> {
    fn of(before: &Export<'a>, after: &Export<'a>) -> Self {
        let side = after.users.side();
        let shared = after.users.attributes().filter_map(|(id, name)| {
            let old = before.users.attribute(name)?;
            Some(shared(side, name, (old, id)))
        });
        Self {
            before: Persons::of(before.users),
            after: Persons::of(after.users),
            shared: shared.collect(),
        }
    }

    /// Everybody with other values, in order, and how often each shared attribute changed.
    fn count(&self, people: &People) -> (Vec<Moved>, Vec<AttributeChange>) {
        let mut attributes: Vec<_> = self.shared.iter().map(nothing_of).collect();
        let mut moved = Vec::new();
        let same = people.same.iter().map(|pair| (ChangeOf::Changed, *pair));
        let rekeyed = people.rekeyed.iter().map(|pair| (ChangeOf::Rekeyed, *pair));
        for (kind, pair) in same.chain(rekeyed) {
            let mut is_moved = kind == ChangeOf::Rekeyed;
            for (cell, attribute) in self.shared.iter().zip(&mut attributes) {
                if let Some((before, after)) = self.difference(pair, cell) {
                    is_moved = true;
                    match (before.is_empty(), after.is_empty()) {
                        (true, _) => attribute.filled += 1,
                        (_, true) => attribute.cleared += 1,
                        _ => attribute.changed += 1,
                    }
                }
            }
            if is_moved {
                moved.push((kind, pair));
            }
        }
        (moved, attributes)
    }

    fn difference(&self, pair: Pair, cell: &Shared<'_>) -> Option<(&'a str, &'a str)> {
        let before = self.before.users.text(pair.0, cell.at.0);
        let after = self.after.users.text(pair.1, cell.at.1);
        let differs = before != after && !is_same(cell.kind, before, after);
        differs.then_some((before.trim(), after.trim()))
    }
}

/// The rows and samples while they are told, in order of the people.
struct Told<'a, 'b> {
    comparing: &'b Comparing<'a>,
    limits: Limits,
    attributes: &'b mut [AttributeChange],
    rows: Vec<ChangedRow>,
    left_out: u32,
}

impl Told<'_, '_> {
    fn tell(&mut self, mut moved: Vec<Moved>, people: &People) {
        let Comparing { before, after, .. } = self.comparing;
        moved.sort_by(|(kind, pair), (other_kind, other)| {
            let by_person = after.person(pair.1).cmp(after.person(other.1));
            kind.cmp(other_kind).then(by_person).then_with(|| {
                let [ours, theirs] = [pair, other].map(|pair| self.differences(*pair));
                ours.cmp(&theirs)
            })
        });
        for (kind, pair) in moved {
            self.tell_moved(kind, pair);
        }
        self.tell_all(ChangeOf::New, after, &people.new);
        self.tell_all(ChangeOf::Gone, before, &people.gone);
    }

    fn differences(&self, pair: Pair) -> Vec<Option<(&str, &str)>> {
        let cells = self.comparing.shared.iter();
        cells
            .map(|cell| self.comparing.difference(pair, cell))
            .collect()
    }

    fn tell_moved(&mut self, kind: ChangeOf, pair: Pair) {
        let Comparing { after, shared, .. } = self.comparing;
        for (at, cell) in shared.iter().enumerate() {
            let Some((old, new)) = self.comparing.difference(pair, cell) else {
                continue;
            };
            let row = ChangedRow {
                kind,
                person: after.person(pair.1).to_owned(),
                name: after.name(pair.1),
                attribute: cell.label.to_owned(),
                before: readable(old),
                after: readable(new),
            };
            let samples = &mut self.attributes[at].samples;
            if samples.len() < self.limits.samples_max {
                samples.push(row.clone());
            }
            self.push(row);
        }
    }

    fn tell_all(&mut self, kind: ChangeOf, persons: &Persons<'_>, users: &[UserIx]) {
        let mut named: Vec<(&str, String)> = users
            .iter()
            .map(|user| (persons.person(*user), persons.name(*user)))
            .collect();
        named.sort_unstable();
        for (person, name) in named {
            self.push(ChangedRow {
                kind,
                person: person.to_owned(),
                name,
                attribute: String::new(),
                before: String::new(),
                after: String::new(),
            });
        }
    }

    fn push(&mut self, row: ChangedRow) {
        if self.rows.len() < self.limits.rows_max {
            self.rows.push(row);
        } else {
            self.left_out = self.left_out.saturating_add(1);
        }
    }
}

fn shared<'a>(side: Side, name: &'a str, at: (AttributeId, AttributeId)) -> Shared<'a> {
    let known = catalogue::find(side, name);
    Shared {
        name,
        label: known.map_or(name, |attribute| attribute.label),
        kind: known.map(|attribute| attribute.kind),
        at,
    }
}

fn nothing_of(cell: &Shared<'_>) -> AttributeChange {
    AttributeChange {
        attribute: cell.name.to_owned(),
        label: cell.label.to_owned(),
        changed: 0,
        filled: 0,
        cleared: 0,
        samples: Vec::new(),
    }
}

/// Whether two cells say the same: blanks around a value, the order of several values and the spelling
/// of a truth value are the export's and not the person's.
fn is_same(kind: Option<Kind>, before: &str, after: &str) -> bool {
    let [before, after] = [before, after].map(str::trim);
    if before == after || (kind == Some(Kind::Boolean) && before.eq_ignore_ascii_case(after)) {
        return true;
    }
    let several = before.contains(VALUE_SEPARATOR) && after.contains(VALUE_SEPARATOR);
    several && sorted(before) == sorted(after)
}

fn sorted(cell: &str) -> Vec<&str> {
    let mut values: Vec<&str> = cell.split(VALUE_SEPARATOR).map(str::trim).collect();
    values.sort_unstable();
    values
}

fn readable(cell: &str) -> String {
    cell.replace(VALUE_SEPARATOR, "; ")
}
