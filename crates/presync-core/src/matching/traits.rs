//! What both sides know about a person beside keys and names, as numbers, and how two of them agree.
//!
//! How the numbers are read is `trait_reader`'s; what agreement is worth, `model`'s.

use std::{
    ops::Range,
    sync::{
        Arc,
        atomic::{AtomicU8, Ordering},
    },
};

use rustc_hash::FxHashMap;

use super::{attributes::TraitKind, dates::is_exchanged, lists::Lists, model::TraitFacts};
use crate::{
    Side, UserIx,
    names::{edits, fold},
};

/// Surprise at a value from which few people can share it, in bits.
const TELLING_BITS: f32 = 6.0;

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

/// The traits of all users of both sides.
#[derive(Debug, Default)]
pub(super) struct Traits {
    pub(super) all: Vec<Trait>,
    pub(super) tables: [Table; 2],
}

/// The values of one side, a user's together in memory; 0 where missing.
#[derive(Debug, Default, Clone)]
pub(super) struct Table {
    pub(super) stride: usize,
    pub(super) values: Vec<u32>,
}

/// One trait.
#[derive(Debug, Clone)]
pub(super) struct Trait {
    pub(super) field: &'static str,
    pub(super) kind: TraitKind,
    /// Where its values stand in a user's row, by side.
    pub(super) columns: [Range<usize>; 2],
    pub(super) words: Option<[Lists<u32>; 2]>,
    /// Texts by value, for categories and words.
    pub(super) texts: Vec<Text>,
    pub(super) near: NearTexts,
    pub(super) counts: Counts,
}

/// Which of few texts are near, each two of them looked at once, by whichever thread comes first.
#[derive(Debug, Default, Clone)]
pub(super) struct NearTexts {
    texts: usize,
    /// Row by row: 0 where nobody looked yet.
    known: Arc<[AtomicU8]>,
}

impl NearTexts {
    const UNKNOWN: u8 = 0;
    const FAR: u8 = 1;
    const NEAR: u8 = 2;

    /// Of so many texts; of many nothing is remembered.
    pub(super) fn of(texts: usize) -> Self {
        const TEXTS_MAX: usize = 1_024;
        let texts = if texts <= TEXTS_MAX { texts } else { 0 };
        Self {
            texts,
            known: (0..texts * texts)
                .map(|_| AtomicU8::new(Self::UNKNOWN))
                .collect(),
        }
    }

    fn get(&self, texts: &[Text], left: usize, right: usize) -> bool {
        let found = || near_texts(&texts[left], &texts[right]);
        if left >= self.texts || right >= self.texts {
            return found();
        }
        let known = &self.known[left * self.texts + right];
        match known.load(Ordering::Relaxed) {
            Self::UNKNOWN => {
                let near = found();
                known.store(if near { Self::NEAR } else { Self::FAR }, Ordering::Relaxed);
                near
            }
            known => known == Self::NEAR,
        }
    }
}

/// A text and its collapsed form.
#[derive(Debug, Clone)]
pub(super) struct Text {
    folded: Box<str>,
    collapsed: Box<str>,
}

/// How many users have each value.
#[derive(Debug, Default, Clone)]
pub(super) struct Counts {
    pub(super) dense: Vec<u32>,
    pub(super) sparse: FxHashMap<u32, u32>,
    pub(super) holders: u32,
}

impl Table {
    fn row(&self, user: UserIx) -> &[u32] {
        let start = user.index() * self.stride;
        &self.values[start..start + self.stride]
    }
}

impl Traits {
    /// The same with one side in the place of both, to compare its users with one another.
    pub(super) fn mirrored(&self, side: Side) -> Self {
        let at = side as usize;
        let mirror = |one: &Trait| Trait {
            columns: [one.columns[at].clone(), one.columns[at].clone()],
            words: one
                .words
                .as_ref()
                .map(|words| [words[at].clone(), words[at].clone()]),
            ..one.clone()
        };
        Self {
            all: self.all.iter().map(mirror).collect(),
            tables: [self.tables[at].clone(), self.tables[at].clone()],
        }
    }

    /// How the traits of an intranet user and an Azure user agree, in order.
    pub(super) fn compare(
        &self,
        legacy: UserIx,
        azure: UserIx,
    ) -> impl Iterator<Item = TraitAgreement> {
        let (ours, theirs) = (self.tables[0].row(legacy), self.tables[1].row(azure));
        self.all.iter().map(move |one| match &one.words {
            Some([our_words, their_words]) => {
                one.compare_words(our_words.of(legacy), their_words.of(azure))
            }
            None => one.compare_values(
                &ours[one.columns[0].clone()],
                &theirs[one.columns[1].clone()],
            ),
        })
    }

    /// All that a user has under one trait as one number; 0 when missing.
    pub(super) fn whole_value(&self, one: &Trait, side: Side, user: UserIx) -> u64 {
        let words = self.words(one, side, user);
        let values = self.values(one, side, user).chain(words.iter().copied());
        values.fold(0, |all, value| all ^ super::keys::mix(u64::from(value), 13))
    }

    /// The words of a user under one trait.
    pub(super) fn words<'t>(&self, one: &'t Trait, side: Side, user: UserIx) -> &'t [u32] {
        one.words
            .as_ref()
            .map_or(&[][..], |words| words[side as usize].of(user))
    }

    /// How many traits agree that few people share.
    pub(super) fn telling_count(&self, legacy: UserIx, azure: UserIx) -> usize {
        self.compare(legacy, azure)
            .filter(|agreement| {
                agreement.level == TraitLevel::Equal && agreement.surprise >= TELLING_BITS
            })
            .count()
    }

    /// The values of a user under one trait, words left out.
    pub(super) fn values(
        &self,
        one: &Trait,
        side: Side,
        user: UserIx,
    ) -> impl Iterator<Item = u32> + use<'_> {
        let row = self.tables[side as usize].row(user);
        let range = one.columns[side as usize].clone();
        row[range].iter().copied().filter(|value| *value != 0)
    }
}

impl Trait {
    /// What weighing it takes.
    pub(super) fn facts(&self) -> TraitFacts {
        TraitFacts {
            kind: self.kind,
            holders: self.counts.holders,
        }
    }

    /// Bits of surprise at meeting a value by chance.
    pub(super) fn surprise(&self, value: u32) -> f32 {
        self.counts.surprise(value)
    }

    /// Whether a shared value together with a part of the name makes a pair worth comparing.
    pub(super) fn is_telling(&self) -> bool {
        matches!(
            self.kind,
            TraitKind::Phone | TraitKind::Date | TraitKind::Person
        )
    }

    /// Whether a value is rare enough to find candidates by itself.
    pub(super) fn is_rare(&self, value: u32, count_max: u32) -> bool {
        let single = matches!(self.kind, TraitKind::Phone | TraitKind::Date);
        single && self.counts.of(value) <= count_max
    }

    /// A number for a word that does not depend on the order words were met in.
    pub(super) fn word_hash(&self, word: u32) -> u64 {
        super::keys::hash_text(&self.texts[word as usize].folded)
    }

    /// The rarest words of a user, rarest first, for finding candidates.
    pub(super) fn rare_words(&self, side: Side, user: UserIx, into: &mut Vec<u32>) {
        into.clear();
        if let Some(words) = &self.words {
            into.extend_from_slice(words[side as usize].of(user));
            into.sort_by_key(|word| (self.counts.of(*word), &self.texts[*word as usize].folded));
        }
    }

    fn compare_values(&self, ours: &[u32], theirs: &[u32]) -> TraitAgreement {
        let mut level = TraitLevel::Missing;
        for left in ours.iter().copied().filter(|value| *value != 0) {
            for right in theirs.iter().copied().filter(|value| *value != 0) {
                if left == right {
                    return TraitAgreement {
                        level: TraitLevel::Equal,
                        surprise: self.counts.surprise(left),
                    };
                }
                if level != TraitLevel::Near && self.is_near(left, right) {
                    level = TraitLevel::Near;
                } else if level == TraitLevel::Missing {
                    level = TraitLevel::Differ;
                }
            }
        }
        TraitAgreement {
            level,
            surprise: 0.0,
        }
    }

    fn is_near(&self, left: u32, right: u32) -> bool {
        match self.kind {
            TraitKind::Category => self.near.get(&self.texts, left as usize, right as usize),
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
        let shared: u32 = ours
            .iter()
            .map(|word| self.shared_weight(*word, ours, theirs))
            .sum();
        let whole = weight(ours).min(weight(theirs)).max(1);
        let [shared, whole] = [shared, whole].map(bits_of);
        let level = match shared / whole {
            share if share >= 0.75 => TraitLevel::Equal,
            share if share >= 0.4 => TraitLevel::Near,
            _ => TraitLevel::Differ,
        };
        TraitAgreement {
            level,
            surprise: shared,
        }
    }

    /// What a word of ours that stands among theirs weighs; less when it is a letter off.
    fn shared_weight(&self, word: u32, ours: &[u32], theirs: &[u32]) -> u32 {
        if theirs.binary_search(&word).is_ok() {
            return self.word_weight(word);
        }
        let text = &*self.texts[word as usize].folded;
        let close = theirs.iter().filter(|their| {
            let other = &*self.texts[**their as usize].folded;
            let long = text.len().min(other.len()) >= 3;
            long && edits(text.as_bytes(), other.as_bytes()) <= 1
                && ours.binary_search(their).is_err()
        });
        let weights = close.map(|their| self.word_weight(*their).min(self.word_weight(word)));
        weights.max().map_or(0, |weight| weight / 2)
    }

    /// The surprise of a word in 1/1024 bits: whole numbers add up alike in any order.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "positive and small"
    )]
    fn word_weight(&self, word: u32) -> u32 {
        (self.counts.surprise(word).max(0.0) * 1024.0) as u32
    }
}

impl Text {
    pub(super) fn of(folded: &str) -> Self {
        Self {
            folded: folded.into(),
            collapsed: fold::collapse(folded).into(),
        }
    }
}

impl Counts {
    fn of(&self, value: u32) -> u32 {
        let dense = self.dense.get(value as usize).copied();
        dense.unwrap_or_else(|| self.sparse.get(&value).copied().unwrap_or(0))
    }

    /// Bits of surprise at meeting a value by chance.
    #[expect(clippy::cast_precision_loss, reason = "a weight needs no more digits")]
    fn surprise(&self, value: u32) -> f32 {
        (self.holders.max(1) as f32 / self.of(value).max(1) as f32).log2()
    }
}

/// Whether two categories share a word that says something, begin alike or are a letter or two apart.
fn near_texts(left: &Text, right: &Text) -> bool {
    let same_sound = left.collapsed == right.collapsed && left.collapsed.len() >= 4;
    let (left, right) = (&*left.folded, &*right.folded);
    let length = left.len().min(right.len());
    let shared = left
        .split(' ')
        .any(|word| word.len() > 3 && right.split(' ').any(|other| other == word));
    let allowed = if length >= 9 { 2 } else { 1 };
    shared
        || same_sound
        || (length >= 4 && (left.starts_with(right) || right.starts_with(left)))
        || (length >= 4 && edits(left.as_bytes(), right.as_bytes()) <= allowed)
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

/// One digit is another, or two have changed places.
fn one_digit_apart(left: u32, right: u32) -> bool {
    let (mut a, mut b, mut unequal) = (left, right, 0);
    for _ in 0..9 {
        unequal += u32::from(a % 10 != b % 10);
        (a, b) = (a / 10, b / 10);
    }
    unequal <= 2
}

const DAY_OFFSET: i32 = 1 << 20;

/// A day as a value.
pub(super) fn day_to(day: i32) -> u32 {
    u32::try_from(day + DAY_OFFSET).unwrap_or(0)
}

/// The day behind a value.
pub(super) fn day_from(value: u32) -> i32 {
    i32::try_from(value).unwrap_or(0) - DAY_OFFSET
}

#[cfg(test)]
mod tests {
    use super::*;

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
            let (a, b) = (Text::of(a), Text::of(b));
            assert_eq!(near_texts(&a, &b), near, "{a:?} {b:?}");
            assert_eq!(near_texts(&b, &a), near, "{b:?} {a:?}");
        }
    }

    #[test]
    fn phones_are_near_one_digit_apart() {
        assert!(one_digit_apart(123_456_789, 123_456_780));
        assert!(one_digit_apart(123_456_789, 123_456_798));
        assert!(!one_digit_apart(123_456_789, 321_456_780));
    }
}
