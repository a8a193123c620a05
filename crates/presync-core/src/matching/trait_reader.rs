//! Reads traits: the values of both sides' attributes into one vocabulary of numbers per trait.

use rayon::{
    iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator},
    slice::ParallelSliceMut,
};
use rustc_hash::FxHashMap;

use super::{
    attributes::{TRAITS, TraitKind},
    compare::TRAITS_MAX,
    dates::{self, DateOrder},
    keys,
    lists::Lists,
    managers::Managers,
    profile::{Books, Profiles},
    traits::{Counts, NearTexts, Table, Text, Trait, Traits, day_to},
};
use crate::{AttributeId, Population, names::fold, population::first_of};

/// A trait to be read, with the attributes it is read from on either side.
#[derive(Debug, Clone)]
pub(super) struct TraitPlan {
    pub(super) field: &'static str,
    pub(super) kind: TraitKind,
    pub(super) legacy: Vec<AttributeId>,
    pub(super) azure: Vec<AttributeId>,
}

/// One side as a reader needs it.
#[derive(Debug, Clone, Copy)]
pub(super) struct SideInput<'a> {
    pub(super) population: &'a Population,
    pub(super) profiles: &'a Profiles,
}

/// The traits that the catalogue's attributes allow.
pub(super) fn known_plans(legacy: &Population, azure: &Population) -> Vec<TraitPlan> {
    let plans = TRAITS.iter().map(|spec| TraitPlan {
        field: spec.field,
        kind: spec.kind,
        legacy: filled(legacy, spec.legacy),
        azure: filled(azure, spec.azure),
    });
    plans
        .filter(|plan| !plan.legacy.is_empty() && !plan.azure.is_empty())
        .collect()
}

/// Reads the traits of all users.
pub(super) fn read(
    plans: &[TraitPlan],
    legacy: SideInput<'_>,
    azure: SideInput<'_>,
    books: &mut Books,
) -> Traits {
    let plans = &plans[..plans.len().min(TRAITS_MAX)];
    let sides = [legacy, azure];
    // Whom a manager's name means is written into the book of names, one name after the other.
    let (people, others): (Vec<_>, Vec<_>) = plans
        .iter()
        .enumerate()
        .partition(|(_, plan)| plan.kind == TraitKind::Person);
    let (people, others) = rayon::join(
        || read_people(&people, sides, books),
        || read_others(&others, sides),
    );
    let mut read: Vec<(usize, ReadTrait)> = people.into_iter().chain(others).collect();
    read.sort_by_key(|(at, _)| *at);
    assemble(read.into_iter().map(|(_, one)| one).collect(), sides)
}

fn read_people(
    plans: &[(usize, &TraitPlan)],
    sides: [SideInput<'_>; 2],
    books: &mut Books,
) -> Vec<(usize, ReadTrait)> {
    let read = plans.iter();
    read.map(|(at, plan)| (*at, read_trait(plan, sides, Some(books))))
        .collect()
}

fn read_others(
    plans: &[(usize, &TraitPlan)],
    sides: [SideInput<'_>; 2],
) -> Vec<(usize, ReadTrait)> {
    plans
        .par_iter()
        .map(|(at, plan)| (*at, read_trait(plan, sides, None)))
        .collect()
}

/// A trait before its values stand beside the others of each user.
struct ReadTrait {
    one: Trait,
    /// The values of each of its attributes, by side.
    values: [Vec<Vec<u32>>; 2],
}

/// Puts the values of each user together.
fn assemble(read: Vec<ReadTrait>, sides: [SideInput<'_>; 2]) -> Traits {
    let mut traits = Traits {
        all: Vec::with_capacity(read.len()),
        ..Traits::default()
    };
    let mut columns: [Vec<Vec<u32>>; 2] = Default::default();
    for ReadTrait { mut one, values } in read {
        for (side, values) in values.into_iter().enumerate() {
            let start = columns[side].len();
            one.columns[side] = start..start + values.len();
            columns[side].extend(values);
        }
        traits.all.push(one);
    }
    for (side, columns) in columns.into_iter().enumerate() {
        traits.tables[side] = table(&columns, sides[side].population.len());
    }
    traits
}

fn table(columns: &[Vec<u32>], users: usize) -> Table {
    let stride = columns.len();
    let mut values = vec![0; stride * users];
    if stride > 0 {
        let rows = values.par_chunks_mut(stride).enumerate();
        rows.for_each(|(user, row)| {
            for (value, column) in row.iter_mut().zip(columns) {
                *value = column[user];
            }
        });
    }
    Table { stride, values }
}

fn filled(population: &Population, names: &[&str]) -> Vec<AttributeId> {
    names
        .iter()
        .filter_map(|name| population.attribute(name))
        .filter(|attribute| population.column(*attribute).filled() > 0)
        .collect()
}

fn read_trait(
    plan: &TraitPlan,
    sides: [SideInput<'_>; 2],
    mut books: Option<&mut Books>,
) -> ReadTrait {
    let mut reader = Reader {
        kind: plan.kind,
        spelt: FxHashMap::default(),
        folded: FxHashMap::default(),
        texts: vec![Text::of("")],
        counts: Counts::default(),
    };
    let attributes = [&plan.legacy, &plan.azure];
    let mut values: [Vec<Vec<u32>>; 2] = Default::default();
    let mut words = Vec::new();
    for side in [0, 1] {
        match &mut books {
            _ if plan.kind == TraitKind::Words => {
                words.push(reader.words(sides[side].population, attributes[side]));
            }
            Some(books) => values[side] = reader.people(sides[side], attributes[side], books),
            None => values[side] = reader.values(sides[side].population, attributes[side]),
        }
    }
    ReadTrait {
        one: Trait {
            field: plan.field,
            kind: plan.kind,
            columns: [0..0, 0..0],
            words: words.try_into().ok(),
            near: match plan.kind {
                TraitKind::Category => NearTexts::of(reader.texts.len()),
                _ => NearTexts::default(),
            },
            texts: reader.texts,
            counts: reader.counts,
        },
        values,
    }
}

/// Reads the values of one trait on both sides into one vocabulary.
struct Reader {
    kind: TraitKind,
    spelt: FxHashMap<Box<str>, u32>,
    folded: FxHashMap<Box<str>, u32>,
    texts: Vec<Text>,
    counts: Counts,
}

impl Reader {
    /// The values of each attribute, users in order.
    fn values(&mut self, population: &Population, attributes: &[AttributeId]) -> Vec<Vec<u32>> {
        let mut columns = Vec::with_capacity(attributes.len());
        for attribute in attributes {
            let order = match self.kind {
                TraitKind::Date => dates::order_of(population, *attribute),
                _ => DateOrder::DayFirst,
            };
            let column = population.column(*attribute);
            let values = column.mapped(population.len(), |cell| self.value(first_of(cell), order));
            values.iter().for_each(|value| self.count(*value));
            columns.push(values);
        }
        columns
    }

    /// As [`Self::values`], of attributes that name people.
    fn people(
        &mut self,
        input: SideInput<'_>,
        attributes: &[AttributeId],
        books: &mut Books,
    ) -> Vec<Vec<u32>> {
        let managers = Managers::of(input.population, input.profiles, attributes);
        let columns = attributes.iter().map(|attribute| {
            let values = managers.people(input, *attribute, books);
            values.iter().for_each(|value| self.count(*value));
            values
        });
        columns.collect()
    }

    fn value(&mut self, text: &str, order: DateOrder) -> u32 {
        match self.kind {
            _ if text.is_empty() => 0,
            TraitKind::Phone => phone(text),
            TraitKind::Date => dates::day_of(text, order).map_or(0, day_to),
            _ => self.category(text),
        }
    }

    fn count(&mut self, value: u32) {
        if value == 0 {
            return;
        }
        self.counts.holders += 1;
        if matches!(self.kind, TraitKind::Category | TraitKind::Words) {
            let at = value as usize;
            if self.counts.dense.len() <= at {
                self.counts.dense.resize(at + 1, 0);
            }
            self.counts.dense[at] += 1;
        } else {
            *self.counts.sparse.entry(value).or_insert(0) += 1;
        }
    }

    fn category(&mut self, text: &str) -> u32 {
        if let Some(id) = self.spelt.get(text) {
            return *id;
        }
        let folded = fold(text);
        let plain = folded.replace(' ', "");
        let id = if keys::is_placeholder(&plain) {
            0
        } else {
            self.intern(&folded)
        };
        self.spelt.insert(text.into(), id);
        id
    }

    fn intern(&mut self, folded: &str) -> u32 {
        if let Some(id) = self.folded.get(folded) {
            return *id;
        }
        let id = u32::try_from(self.texts.len()).expect("BUG: fewer values than users");
        self.texts.push(Text::of(folded));
        self.folded.insert(folded.into(), id);
        id
    }

    fn words(&mut self, population: &Population, attributes: &[AttributeId]) -> Lists<u32> {
        let mut lists = Lists::with_capacity(population.len());
        let mut words = Vec::new();
        for user in population.users() {
            words.clear();
            for attribute in attributes {
                let folded = fold(population.text(user, *attribute));
                words.extend(folded.split_whitespace().map(|word| self.intern(word)));
            }
            lists.push(&mut words);
            words.iter().for_each(|word| self.count(*word));
        }
        lists
    }
}

/// The last nine digits of a number with at least six that are not all the same.
fn phone(text: &str) -> u32 {
    let mut digits = [0u32; 9];
    let mut count = 0;
    for digit in text.chars().rev().filter_map(|c| c.to_digit(10)).take(9) {
        digits[8 - count] = digit;
        count += 1;
    }
    let last = &digits[9 - count..];
    let varied = last.iter().any(|digit| *digit != last[0]);
    if count < 6 || !varied {
        return 0;
    }
    last.iter().fold(0, |number, digit| number * 10 + digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phones_meet_in_every_spelling() {
        for (a, b, equal) in [
            ("+79 922 4773 9707", "+7992247739707", true),
            ("020 7946 0018", "+44 20 7946 0018", true),
            ("020 7946 0018", "020 7946 0019", false),
        ] {
            assert_eq!(phone(a) == phone(b), equal, "{a} {b}");
        }
        for nothing in ["", "0000000000", "n/a", "12345"] {
            assert_eq!(phone(nothing), 0, "{nothing}");
        }
    }
}
