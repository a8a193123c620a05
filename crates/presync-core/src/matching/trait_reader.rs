//! Reads traits: the values of both sides' attributes into one vocabulary of numbers per trait.

use rustc_hash::FxHashMap;

use super::{
    attributes::{TRAITS, TraitKind},
    compare::TRAITS_MAX,
    dates::{self, DateOrder},
    keys,
    lists::Lists,
    managers::Managers,
    profile::{Books, Profiles},
    traits::{Counts, Table, Text, Trait, Traits, day_to},
};
use crate::{AttributeId, Population, names::fold};

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
    let stride = |attributes: fn(&TraitPlan) -> &[AttributeId]| {
        plans
            .iter()
            .filter(|plan| plan.kind != TraitKind::Words)
            .map(|plan| attributes(plan).len())
            .sum()
    };
    let table = |input: SideInput<'_>, stride: usize| Table {
        stride,
        values: vec![0; stride * input.population.len()],
    };
    let mut tables = [
        table(legacy, stride(|plan| &plan.legacy)),
        table(azure, stride(|plan| &plan.azure)),
    ];
    let mut starts = [0, 0];
    let all = plans
        .iter()
        .map(|plan| read_trait(plan, [legacy, azure], &mut tables, &mut starts, books))
        .collect();
    Traits { all, tables }
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
    inputs: [SideInput<'_>; 2],
    tables: &mut [Table; 2],
    starts: &mut [usize; 2],
    books: &mut Books,
) -> Trait {
    let mut reader = Reader {
        kind: plan.kind,
        spelt: FxHashMap::default(),
        folded: FxHashMap::default(),
        texts: vec![Text::of("")],
        counts: Counts::default(),
    };
    let attributes = [&plan.legacy, &plan.azure];
    let mut columns = [0..0, 0..0];
    let mut words = Vec::new();
    for side in [0, 1] {
        if plan.kind == TraitKind::Words {
            words.push(reader.words(inputs[side].population, attributes[side]));
            continue;
        }
        reader.values(
            inputs[side],
            attributes[side],
            &mut tables[side],
            starts[side],
            books,
        );
        columns[side] = starts[side]..starts[side] + attributes[side].len();
        starts[side] = columns[side].end;
    }
    Trait {
        field: plan.field,
        kind: plan.kind,
        columns,
        words: words.try_into().ok(),
        texts: reader.texts,
        counts: reader.counts,
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
    fn values(
        &mut self,
        input: SideInput<'_>,
        attributes: &[AttributeId],
        table: &mut Table,
        start: usize,
        books: &mut Books,
    ) {
        let SideInput {
            population,
            profiles,
        } = input;
        let managers = (self.kind == TraitKind::Person)
            .then(|| Managers::of(population, profiles, attributes));
        for (column, attribute) in attributes.iter().enumerate() {
            let order = match self.kind {
                TraitKind::Date => dates::order_of(population, *attribute),
                _ => DateOrder::DayFirst,
            };
            for user in population.users() {
                let text = population.values(user, *attribute).next().unwrap_or("");
                let value = match &managers {
                    Some(managers) => managers.person(text, profiles, books),
                    None => self.value(text, order),
                };
                table.values[user.index() * table.stride + start + column] = value;
                self.count(value);
            }
        }
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
