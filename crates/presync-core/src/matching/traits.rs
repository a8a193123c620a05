//! What both sides know about a person beside keys and names, as numbers, and how two of them agree.

use rustc_hash::FxHashMap;

use super::{
    attributes::{TRAITS, TraitKind, TraitSpec},
    dates::{self, DateOrder, is_exchanged},
    lists::Lists,
    managers::Managers,
    profile::{Books, Profiles},
};
use crate::{AttributeId, Population, Side, UserIx, names::fold};

/// How two values agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum TraitLevel {
    Missing,
    Equal,
    Near,
    Differ,
}

/// Agreement of one trait, with what is needed to weigh it.
#[derive(Debug, Clone, Copy)]
pub(super) struct TraitAgreement {
    pub(super) level: TraitLevel,
    /// How surprising the shared value is, in bits, where it agrees.
    pub(super) surprise: f32,
}

/// The values of one trait on both sides.
#[derive(Debug)]
pub(super) struct Trait {
    pub(super) field: &'static str,
    pub(super) kind: TraitKind,
    sides: [SideValues; 2],
    /// Texts by value, for categories and words.
    texts: Vec<Text>,
    counts: FxHashMap<u32, u32>,
    holders: u32,
}

#[derive(Debug)]
struct Text {
    folded: Box<str>,
    collapsed: Box<str>,
}

impl Text {
    fn of(folded: &str) -> Self {
        Self {
            folded: folded.into(),
            collapsed: fold::collapse(folded).into(),
        }
    }
}

#[derive(Debug)]
struct SideValues {
    /// One column per attribute; 0 where missing.
    columns: Vec<Vec<u32>>,
    words: Option<Lists<u32>>,
}

impl Trait {
    /// Compares an intranet user with an Azure user.
    pub(super) fn compare(&self, legacy: UserIx, azure: UserIx) -> TraitAgreement {
        let [ours, theirs] = &self.sides;
        if let (Some(ours), Some(theirs)) = (&ours.words, &theirs.words) {
            return self.compare_words(ours.of(legacy), theirs.of(azure));
        }
        let mut level = TraitLevel::Missing;
        for left in ours.of(legacy) {
            for right in theirs.of(azure) {
                if left == right {
                    return self.equal(left);
                }
                if level != TraitLevel::Near {
                    let near = self.is_near(left, right);
                    level = if near {
                        TraitLevel::Near
                    } else {
                        TraitLevel::Differ
                    };
                }
            }
        }
        TraitAgreement {
            level,
            surprise: 0.0,
        }
    }

    /// The values of a user, words left out.
    pub(super) fn values(&self, side: Side, user: UserIx) -> impl Iterator<Item = u32> {
        self.sides[side as usize].of(user)
    }

    /// Whether a shared value together with a part of the name makes a pair worth comparing.
    pub(super) fn is_telling(&self) -> bool {
        matches!(
            self.kind,
            TraitKind::Phone | TraitKind::Date | TraitKind::Person
        )
    }

    /// A number for a word that does not depend on the order words were met in.
    pub(super) fn word_hash(&self, word: u32) -> u64 {
        super::keys::hash_text(&self.texts[word as usize].folded)
    }

    /// The values of a user that are rare enough to find candidates by themselves.
    pub(super) fn rare_values(
        &self,
        side: Side,
        user: UserIx,
        count_max: u32,
    ) -> impl Iterator<Item = u32> {
        let rare = matches!(self.kind, TraitKind::Phone | TraitKind::Date);
        self.sides[side as usize].of(user).filter(move |value| {
            rare && self
                .counts
                .get(value)
                .is_some_and(|count| *count <= count_max)
        })
    }

    /// The rarest words of a user, for finding candidates.
    pub(super) fn rare_words(&self, side: Side, user: UserIx, into: &mut Vec<u32>) {
        into.clear();
        if let Some(words) = &self.sides[side as usize].words {
            into.extend_from_slice(words.of(user));
            into.sort_by_key(|word| {
                (
                    self.counts.get(word).copied().unwrap_or(0),
                    &self.texts[*word as usize].folded,
                )
            });
        }
    }

    fn equal(&self, value: u32) -> TraitAgreement {
        TraitAgreement {
            level: TraitLevel::Equal,
            surprise: self.surprise(value),
        }
    }

    /// Bits of surprise at meeting a value by chance.
    #[expect(clippy::cast_precision_loss, reason = "a weight needs no more digits")]
    fn surprise(&self, value: u32) -> f32 {
        let count = self.counts.get(&value).copied().unwrap_or(1);
        (self.holders.max(1) as f32 / count.max(1) as f32).log2()
    }

    /// The surprise of a word in 1/1024 bits: whole numbers add up alike in any order.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "positive and small"
    )]
    fn word_weight(&self, word: u32) -> u32 {
        (self.surprise(word).max(0.0) * 1024.0) as u32
    }

    fn is_near(&self, left: u32, right: u32) -> bool {
        match self.kind {
            TraitKind::Category => {
                near_texts(&self.texts[left as usize], &self.texts[right as usize])
            }
            TraitKind::Phone => one_digit_apart(left, right),
            TraitKind::Date => {
                let (a, b) = (day_from(left), day_from(right));
                a.abs_diff(b) <= 31 || is_exchanged(a, b)
            }
            TraitKind::Person | TraitKind::Words => false,
        }
    }

    fn compare_words(&self, ours: &[u32], theirs: &[u32]) -> TraitAgreement {
        if ours.is_empty() || theirs.is_empty() {
            return TraitAgreement {
                level: TraitLevel::Missing,
                surprise: 0.0,
            };
        }
        let weight = |words: &[u32]| {
            words
                .iter()
                .map(|word| self.word_weight(*word))
                .sum::<u32>()
        };
        let mut shared = 0;
        let mut at = 0;
        for word in ours {
            while at < theirs.len() && theirs[at] < *word {
                at += 1;
            }
            if theirs.get(at) == Some(word) {
                shared += self.word_weight(*word);
            }
        }
        let whole = weight(ours).min(weight(theirs)).max(1);
        let [shared, whole] = [shared, whole].map(bits_of);
        let share = shared / whole;
        let level = if share >= 0.75 {
            TraitLevel::Equal
        } else if share >= 0.4 {
            TraitLevel::Near
        } else {
            TraitLevel::Differ
        };
        TraitAgreement {
            level,
            surprise: shared,
        }
    }
}

impl SideValues {
    fn of(&self, user: UserIx) -> impl Iterator<Item = u32> {
        self.columns
            .iter()
            .map(move |column| column[user.index()])
            .filter(|value| *value != 0)
    }
}

/// Whether two categories share a word that says something, begin alike or are a letter or two apart.
fn near_texts(left: &Text, right: &Text) -> bool {
    let same_sound = left.collapsed == right.collapsed && left.collapsed.len() >= 4;
    let (left, right) = (&*left.folded, &*right.folded);
    let shared = left
        .split(' ')
        .any(|word| word.len() > 3 && right.split(' ').any(|other| other == word));
    let length = left.len().min(right.len());
    shared
        || same_sound
        || (length >= 4 && (left.starts_with(right) || right.starts_with(left)))
        || (length >= 4
            && crate::names::edits(left.as_bytes(), right.as_bytes())
                <= 1 + usize::from(length >= 9))
        || is_acronym(left, right)
        || is_acronym(right, left)
}

/// `it` for `information technology`.
fn is_acronym(short: &str, long: &str) -> bool {
    let initials = long.split(' ').filter_map(|word| word.chars().next());
    short.len() >= 2 && long.len() > short.len() + 2 && initials.eq(short.chars())
}

#[expect(clippy::cast_precision_loss, reason = "a weight needs no more digits")]
fn bits_of(weight: u32) -> f32 {
    weight as f32 / 1024.0
}

fn one_digit_apart(left: u32, right: u32) -> bool {
    let (mut a, mut b, mut unequal) = (left, right, 0);
    for _ in 0..9 {
        unequal += u32::from(a % 10 != b % 10);
        (a, b) = (a / 10, b / 10);
    }
    unequal <= 2
}

const DAY_OFFSET: i32 = 1 << 20;

fn day_to(day: i32) -> u32 {
    u32::try_from(day + DAY_OFFSET).unwrap_or(0)
}

fn day_from(value: u32) -> i32 {
    i32::try_from(value).unwrap_or(0) - DAY_OFFSET
}

/// The traits both sides hold, read for all users.
pub(super) fn read(
    legacy: (&Population, &Profiles),
    azure: (&Population, &Profiles),
    books: &mut Books,
) -> Vec<Trait> {
    TRAITS
        .iter()
        .filter_map(|spec| {
            let ours = found(legacy.0, spec.legacy);
            let theirs = found(azure.0, spec.azure);
            let both = !ours.is_empty() && !theirs.is_empty();
            both.then(|| read_trait(spec, (legacy, &ours), (azure, &theirs), books))
        })
        .collect()
}

fn found(population: &Population, names: &[&str]) -> Vec<AttributeId> {
    names
        .iter()
        .filter_map(|name| population.attribute(name))
        .filter(|attribute| population.column(*attribute).filled() > 0)
        .collect()
}

type SideInput<'a> = ((&'a Population, &'a Profiles), &'a [AttributeId]);

fn read_trait(
    spec: &TraitSpec,
    ours: SideInput<'_>,
    theirs: SideInput<'_>,
    books: &mut Books,
) -> Trait {
    let mut reader = Reader {
        kind: spec.kind,
        spelt: FxHashMap::default(),
        folded: FxHashMap::default(),
        texts: vec![Text::of("")],
    };
    let sides = [reader.side(ours, books), reader.side(theirs, books)];
    let mut counts = FxHashMap::default();
    let mut holders = 0;
    for side in &sides {
        holders += side.count(&mut counts);
    }
    Trait {
        field: spec.field,
        kind: spec.kind,
        sides,
        texts: reader.texts,
        counts,
        holders,
    }
}

impl SideValues {
    /// Counts the users that have each value; returns how many have any.
    fn count(&self, counts: &mut FxHashMap<u32, u32>) -> u32 {
        let users = self
            .words
            .as_ref()
            .map_or_else(|| self.columns.first().map_or(0, Vec::len), Lists::len);
        let mut holders = 0;
        for at in 0..users {
            let user = UserIx(u32::try_from(at).expect("BUG: the builder bounds the count"));
            let words = self.words.as_ref().map_or(&[][..], |words| words.of(user));
            let mut any = false;
            for value in self.of(user).chain(words.iter().copied()) {
                *counts.entry(value).or_insert(0) += 1;
                any = true;
            }
            holders += u32::from(any);
        }
        holders
    }
}

/// Reads the values of one trait on both sides into one vocabulary.
struct Reader {
    kind: TraitKind,
    spelt: FxHashMap<Box<str>, u32>,
    folded: FxHashMap<Box<str>, u32>,
    texts: Vec<Text>,
}

impl Reader {
    fn side(
        &mut self,
        ((population, profiles), attributes): SideInput<'_>,
        books: &mut Books,
    ) -> SideValues {
        if self.kind == TraitKind::Words {
            return self.words(population, attributes);
        }
        let managers = (self.kind == TraitKind::Person)
            .then(|| Managers::of(population, profiles, attributes));
        let columns = attributes
            .iter()
            .map(|attribute| {
                let order = match self.kind {
                    TraitKind::Date => dates::order_of(population, *attribute),
                    _ => DateOrder::DayFirst,
                };
                population
                    .users()
                    .map(|user| {
                        let text = population.values(user, *attribute).next().unwrap_or("");
                        match &managers {
                            Some(managers) => managers.person(text, profiles, books),
                            None => self.value(text, order),
                        }
                    })
                    .collect()
            })
            .collect();
        SideValues {
            columns,
            words: None,
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

    fn category(&mut self, text: &str) -> u32 {
        if let Some(id) = self.spelt.get(text) {
            return *id;
        }
        let folded = fold(text);
        let plain = folded.replace(' ', "");
        let id = if super::keys::is_placeholder(&plain) {
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

    fn words(&mut self, population: &Population, attributes: &[AttributeId]) -> SideValues {
        let mut lists = Lists::with_capacity(population.len());
        let mut words = Vec::new();
        for user in population.users() {
            words.clear();
            for attribute in attributes {
                let folded = fold(population.text(user, *attribute));
                words.extend(folded.split_whitespace().map(|word| self.intern(word)));
            }
            lists.push(&mut words);
        }
        SideValues {
            columns: Vec::new(),
            words: Some(lists),
        }
    }
}

/// The last nine digits of a number with at least six.
fn phone(text: &str) -> u32 {
    let digits: Vec<u32> = text.chars().filter_map(|c| c.to_digit(10)).collect();
    let last = &digits[digits.len().saturating_sub(9)..];
    let varied = last.iter().any(|digit| *digit != last[0]);
    if last.len() < 6 || !varied {
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

    #[test]
    fn categories_are_near_when_they_share_a_word_or_a_sound() {
        for (a, b, near) in [
            ("it", "information technology", true),
            ("communications", "corporate communications", true),
            ("munchen", "muenchen", true),
            ("sales", "finance", false),
            ("engineer", "engineers", true),
            ("hr", "it", false),
        ] {
            assert_eq!(near_texts(&Text::of(a), &Text::of(b)), near, "{a} {b}");
            assert_eq!(near_texts(&Text::of(b), &Text::of(a)), near, "{b} {a}");
        }
    }
}
