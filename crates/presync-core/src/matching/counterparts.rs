//! Attributes of the two sides that say the same thing though no catalogue says so: found by their names
//! and by how often they agree for users who are tied together already.

use super::{
    attributes::{
        AZURE_ADDRESSES, AZURE_HANDLES, AZURE_NAMES, KEY_SOURCES, LEGACY_ADDRESSES, LEGACY_END,
        LEGACY_NAMES, LEGACY_UID, LEGACY_USER_NAME, TRAITS, TraitKind, TraitSpec,
    },
    candidates::Candidate,
    dates::{self, DateOrder},
    keys::{hash_text, is_placeholder},
    trait_reader::TraitPlan,
};
use crate::{
    AttributeId, Population, Side, UserIx,
    catalogue::{self, fold_header},
    names::fold,
};

/// Fewer pairs than this with both values prove nothing.
const PROOF_MIN: u32 = 25;
/// Names evidence carries for fields nobody documented.
const ADDITIONAL_FIELD: &str = "additional-field";

/// Two attributes and how often they agree.
#[derive(Debug, Clone, Copy)]
struct Pairing {
    legacy: AttributeId,
    azure: AttributeId,
    same_name: bool,
    present: u32,
    equal: u32,
    by_chance: u32,
}

/// Further traits, the best proven first, each attribute used once. `pairs` are users tied together.
pub(super) fn plans(
    legacy: &Population,
    azure: &Population,
    pairs: &[Candidate],
) -> Vec<TraitPlan> {
    let known = both_filled(legacy, azure);
    let ours = unused(legacy, &used_legacy(&known));
    let theirs = unused(azure, &used_azure(&known));
    if ours.is_empty() || theirs.is_empty() {
        return Vec::new();
    }
    let tables = [
        values(legacy, &ours, pairs, |pair| pair.legacy),
        values(azure, &theirs, pairs, |pair| pair.azure),
    ];
    let mut pairings = Vec::new();
    for (at, legacy_attribute) in ours.iter().enumerate() {
        for (other, azure_attribute) in theirs.iter().enumerate() {
            let mut pairing = count(&tables[0][at], &tables[1][other]);
            (pairing.legacy, pairing.azure) = (*legacy_attribute, *azure_attribute);
            pairing.same_name =
                same_name(legacy.name(*legacy_attribute), azure.name(*azure_attribute));
            pairings.push(pairing);
        }
    }
    choose(pairings)
        .into_iter()
        .map(|pairing| TraitPlan {
            field: catalogue::find(Side::Legacy, legacy.name(pairing.legacy))
                .map_or(ADDITIONAL_FIELD, |known| known.label),
            kind: kind_of(legacy, pairing.legacy),
            legacy: vec![pairing.legacy],
            azure: vec![pairing.azure],
        })
        .collect()
}

/// Pairings that hold, without using an attribute twice.
fn choose(mut pairings: Vec<Pairing>) -> Vec<Pairing> {
    pairings.retain(Pairing::holds);
    pairings.sort_by_key(|pairing| {
        let lead = u64::from(pairing.equal - pairing.by_chance.min(pairing.equal)) * 1000;
        (
            std::cmp::Reverse(lead / u64::from(pairing.present.max(1))),
            !pairing.same_name,
            pairing.legacy,
            pairing.azure,
        )
    });
    let mut chosen: Vec<Pairing> = Vec::new();
    for pairing in pairings {
        let free = |known: &Pairing| known.legacy != pairing.legacy && known.azure != pairing.azure;
        if chosen.iter().all(free) {
            chosen.push(pairing);
        }
    }
    chosen
}

impl Pairing {
    /// Proven by agreement well beyond chance; or of one name and not disproven.
    fn holds(&self) -> bool {
        let proven = self.present >= PROOF_MIN;
        let agrees = self.equal * 2 >= self.present && self.by_chance * 2 <= self.equal;
        let disproven =
            proven && (self.equal * 5 < self.present || self.by_chance * 10 > self.equal * 9);
        (proven && agrees) || (self.same_name && !disproven)
    }
}

/// Counts agreement of tied users, and of each with the next one's counterpart.
fn count(ours: &[u64], theirs: &[u64]) -> Pairing {
    let mut pairing = Pairing {
        legacy: AttributeId(0),
        azure: AttributeId(0),
        same_name: false,
        present: 0,
        equal: 0,
        by_chance: 0,
    };
    for (at, (left, right)) in ours.iter().zip(theirs).enumerate() {
        if *left != 0 && *right != 0 {
            let next = theirs[(at + 1) % theirs.len()];
            pairing.present += 1;
            pairing.equal += u32::from(left == right);
            pairing.by_chance += u32::from(*left == next);
        }
    }
    pairing
}

/// For each attribute the comparable values of the tied users.
fn values(
    population: &Population,
    attributes: &[AttributeId],
    pairs: &[Candidate],
    user: fn(&Candidate) -> UserIx,
) -> Vec<Vec<u64>> {
    let column = |attribute: &AttributeId| {
        let order = dates::order_of(population, *attribute);
        pairs
            .iter()
            .map(|pair| comparable(population.text(user(pair), *attribute), order))
            .collect()
    };
    attributes.iter().map(column).collect()
}

fn comparable(text: &str, order: DateOrder) -> u64 {
    if text.is_empty() {
        return 0;
    }
    if let Some(day) = dates::day_of(text, order) {
        return hash_text(&day.to_string());
    }
    let folded = fold(text);
    if is_placeholder(&folded.replace(' ', "")) {
        0
    } else {
        hash_text(&folded)
    }
}

/// What the values of an attribute are: dates, texts of several words as whole addresses are, or neither.
fn kind_of(population: &Population, attribute: AttributeId) -> TraitKind {
    const WORDS_MIN: usize = 5;
    let values = population
        .users()
        .map(|user| population.text(user, attribute))
        .filter(|text| !text.is_empty());
    let (mut all, mut dates_found, mut words) = (0, 0, 0);
    for text in values.take(500) {
        all += 1;
        dates_found +=
            usize::from(text.len() > 6 && dates::day_of(text, DateOrder::DayFirst).is_some());
        words += text.split_whitespace().count();
    }
    match () {
        () if all > 0 && dates_found * 10 >= all * 9 => TraitKind::Date,
        () if all > 0 && words >= all * WORDS_MIN => TraitKind::Words,
        () => TraitKind::Category,
    }
}

/// One header, or one of the headers the catalogue knows the intranet's attribute under.
fn same_name(legacy: &str, azure: &str) -> bool {
    let azure = fold_header(azure);
    let known = catalogue::find(Side::Legacy, legacy).map_or(&[][..], |known| known.headers);
    fold_header(legacy) == azure || known.iter().any(|header| fold_header(header) == azure)
}

fn unused(population: &Population, used: &[&str]) -> Vec<AttributeId> {
    population
        .attributes()
        .filter(|(attribute, name)| {
            !used.contains(name) && population.column(*attribute).filled() > 0
        })
        .map(|(attribute, _)| attribute)
        .collect()
}

/// The catalogue's traits of which both sides hold values: only those take their attributes.
fn both_filled(legacy: &Population, azure: &Population) -> Vec<&'static TraitSpec> {
    let filled = |population: &Population, names: &[&str]| {
        let mut known = names.iter().filter_map(|name| population.attribute(name));
        known.any(|attribute| population.column(attribute).filled() > 0)
    };
    TRAITS
        .iter()
        .filter(|one| filled(legacy, one.legacy) && filled(azure, one.azure))
        .collect()
}

fn used_legacy(known: &[&TraitSpec]) -> Vec<&'static str> {
    let traits = known.iter().flat_map(|one| one.legacy.iter().copied());
    traits
        .chain(LEGACY_ADDRESSES.iter().copied())
        .chain(LEGACY_NAMES)
        .chain([LEGACY_UID, LEGACY_USER_NAME, LEGACY_END, "active"])
        .collect()
}

fn used_azure(known: &[&TraitSpec]) -> Vec<&'static str> {
    let traits = known.iter().flat_map(|one| one.azure.iter().copied());
    traits
        .chain(AZURE_ADDRESSES.iter().copied())
        .chain(AZURE_HANDLES.iter().copied())
        .chain(AZURE_NAMES)
        .chain(KEY_SOURCES.iter().copied())
        .chain(["accountEnabled"])
        .collect()
}
