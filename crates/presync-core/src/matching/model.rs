//! What agreement and disagreement are worth, in bits, after Fellegi and Sunter.
//!
//! How often a field agrees for one person is learnt from pairs that a key ties together, how often by
//! chance from pairs of strangers and from people who share a name. Rare values count more.

use super::{
    attributes::TraitKind,
    calibration::Calibration,
    candidates::Candidate,
    compare::{Comparison, FIELDS_MAX, LEVELS_MAX, field, level},
    harder::{Against, Harder},
    priors::{Levels, margins, same_name, same_person},
    profile::Books,
    traits::TraitLevel,
};
use crate::names::{NameBook, NamePart, PartLevel, Position};

/// How often each field stood at each level.
#[derive(Debug, Clone)]
pub(super) struct Tally {
    counts: [[u32; LEVELS_MAX]; FIELDS_MAX],
}

impl Default for Tally {
    fn default() -> Self {
        Self {
            counts: [[0; LEVELS_MAX]; FIELDS_MAX],
        }
    }
}

impl Tally {
    /// Counts one pair in the fields that the filter lets through.
    pub(super) fn add(&mut self, comparison: &Comparison, counted: impl Fn(usize) -> bool) {
        for (at, level) in comparison.levels.iter().enumerate() {
            if counted(at) {
                self.counts[at][usize::from(*level)] += 1;
            }
        }
    }

    /// The shares of the levels, missing left out, mixed with what was thought before.
    #[expect(clippy::cast_precision_loss, reason = "a share needs no more digits")]
    fn shares(&self, at: usize, before: &Levels, strength: f32) -> Levels {
        let present: u32 = self.counts[at][1..].iter().sum();
        let mut shares = [0.0; LEVELS_MAX];
        for level in 1..LEVELS_MAX {
            let seen = self.counts[at][level] as f32 + strength * before[level];
            shares[level] = seen / (present as f32 + strength);
        }
        shares
    }
}

/// What was counted before a model is made.
#[derive(Debug, Default)]
pub(super) struct Lessons {
    /// Pairs that a key ties together.
    pub(super) same: Tally,
    /// Pairs of strangers.
    pub(super) strangers: Tally,
    /// Two people who share a name.
    pub(super) namesakes: Tally,
    /// Pairs of unique keys whose names agree and those whose names contradict: for the ID, the address.
    pub(super) key_good: [u32; 2],
    pub(super) key_bad: [u32; 2],
    /// How much likelier two strangers share a whole name than its parts would say.
    pub(super) name_dependence: f32,
    /// What the average given name says, in bits.
    pub(super) given_bits: f32,
    /// The same of surname and each trait: families share addresses.
    pub(super) kinship: Vec<f32>,
}

/// What weighing a trait takes.
#[derive(Debug, Clone, Copy)]
pub(super) struct TraitFacts {
    pub(super) kind: TraitKind,
    /// Users of both sides that have a value.
    pub(super) holders: u32,
}

/// Weights in bits.
#[derive(Debug)]
pub(super) struct Model {
    traits: Vec<TraitFacts>,
    weights: [Levels; FIELDS_MAX],
    /// log2 of how often the level is the truth for one person.
    truth: [Levels; FIELDS_MAX],
    /// Surprise of the average agreeing value of a trait.
    ordinary: [f32; FIELDS_MAX],
    key_bits: [f32; 2],
    name_dependence: f32,
    /// The share of what a given name says that the surname said already.
    name_overlap: f32,
    kinship: Vec<f32>,
    /// What evidence proved to be worth beside what was learnt.
    pub(super) calibration: Calibration,
    /// What contradictions count for more or less in pairs that no key ties together.
    pub(super) harder: Harder,
}

/// A comparison's weights by field and what decisions need of them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Weighed {
    pub(super) parts: [f32; FIELDS_MAX],
    /// All evidence, in bits.
    pub(super) bits: f32,
}

impl Weighed {
    /// What speaks for the pair beside the name.
    pub(super) fn beside_name(&self) -> f32 {
        let traits = self.parts[field::TRAIT..].iter();
        let keys = self.parts[..=field::LOGIN].iter();
        keys.chain(traits).filter(|part| **part > 0.0).sum()
    }

    /// What speaks for and against the pair beside keys and names.
    pub(super) fn traits(&self) -> f32 {
        self.parts[field::TRAIT..].iter().sum()
    }
}

const WEIGHT_MIN: f32 = -9.0;
/// An account that is nobody's own outweighs a name.
const MARK_WEIGHT_MIN: f32 = -14.0;
const WEIGHT_MAX: f32 = 14.0;
/// A name that one in a million bears says so much.
const NAME_WEIGHT_MAX: f32 = 20.0;
/// What names can say beside one address, in bits: who is given the address of a leaver often bears the
/// surname and the initial that it is made of.
const HEIR_GIVEN_MAX: f32 = 4.0;
const HEIR_SURNAME_MAX: f32 = 2.0;
/// What a rare name's other spelling may say beyond the average, in bits.
const RARE_MAX: f32 = 3.0;
const LEARNT_STRENGTH: f32 = 40.0;
/// What is thought of strangers before any was seen, and how little that counts.
const EVEN: Levels = [1.0 / 16.0; LEVELS_MAX];
const UNSEEN_STRENGTH: f32 = 0.5;
/// Of two strangers the one began after the other had left as often as not.
const TIMES_UNSEEN: Levels = {
    let mut levels = EVEN;
    levels[level::TIME_POSSIBLE as usize] = 0.5;
    levels[level::TIME_CONFLICT as usize] = 0.5;
    levels
};
/// Fields about one workplace say partly the same: every one after the strongest counts so much.
const REPEATED: f32 = 0.8;

impl Model {
    /// The weights that follow from what was counted, for an Azure side of so many users.
    pub(super) fn learn(lessons: &Lessons, traits: Vec<TraitFacts>, azure_users: usize) -> Self {
        let mut model = Self {
            weights: [[0.0; LEVELS_MAX]; FIELDS_MAX],
            truth: [[0.0; LEVELS_MAX]; FIELDS_MAX],
            ordinary: [0.0; FIELDS_MAX],
            key_bits: key_bits(lessons, azure_users),
            name_dependence: lessons.name_dependence,
            name_overlap: (lessons.name_dependence / lessons.given_bits.max(1.0)).min(1.0),
            kinship: lessons.kinship.clone(),
            calibration: Calibration::default(),
            harder: Harder::default(),
            traits,
        };
        for at in 0..field::TRAIT + model.traits.len() {
            model.learn_field(at, lessons);
        }
        model
    }

    fn learn_field(&mut self, at: usize, lessons: &Lessons) {
        let facts = at.checked_sub(field::TRAIT).map(|at| self.traits[at]);
        let kind = facts.map(|facts| facts.kind);
        let truth = lessons
            .same
            .shares(at, &same_person(at, kind), LEARNT_STRENGTH);
        let mut chance = match at {
            field::ACTIVITY => margins(&truth),
            _ => chance(at, lessons),
        };
        if let Some(facts) = facts {
            let (ordinary, least) = ordinary(at, facts, lessons);
            let equal = &mut chance[TraitLevel::Equal as usize];
            *equal = equal.max(least);
            self.ordinary[at] = ordinary;
        }
        for level in 1..LEVELS_MAX {
            let floor = if at == field::MARK { 1e-7 } else { 1e-5 };
            let (m, u) = (truth[level].max(floor), chance[level].max(1e-5));
            self.truth[at][level] = m.log2();
            let least = if at == field::MARK {
                MARK_WEIGHT_MIN
            } else {
                WEIGHT_MIN
            };
            self.weights[at][level] = (m / u).log2().clamp(least, WEIGHT_MAX);
        }
        self.keep_signs(at);
    }

    /// Agreement never speaks against a pair, difference never for it.
    fn keep_signs(&mut self, at: usize) {
        let weights = &mut self.weights[at];
        let mut at_most =
            |level: u8| weights[usize::from(level)] = weights[usize::from(level)].min(0.0);
        match at {
            field::UID => at_most(level::UID_DIFFER),
            field::EMAIL => at_most(level::EMAIL_DIFFER),
            field::LOGIN => at_most(level::LOGIN_DIFFER),
            field::TIME => at_most(level::TIME_CONFLICT),
            field::GIVEN | field::SURNAME => at_most(PartLevel::Differ as u8),
            field::TRAIT.. => at_most(TraitLevel::Differ as u8),
            _ => {}
        }
    }

    /// log2 of how often a level is the truth for one person.
    pub(super) fn truth(&self, field: usize, level: u8) -> f32 {
        self.truth[field][usize::from(level)]
    }

    /// What a level that contradicts is worth where nothing else is known.
    pub(super) fn against(&self, field: usize, level: u8) -> f32 {
        let mut parts = [0.0; FIELDS_MAX];
        parts[field] = self.weights[field][usize::from(level)].min(0.0);
        self.calibration.apply(&mut parts);
        parts[field]
    }

    /// Weighs a comparison.
    pub(super) fn weigh(
        &self,
        comparison: &Comparison,
        candidate: Candidate,
        books: &Books,
    ) -> Weighed {
        let mut parts = [0.0; FIELDS_MAX];
        for (at, part) in parts
            .iter_mut()
            .enumerate()
            .take(field::TRAIT + self.traits.len())
        {
            *part = self.weights[at][usize::from(comparison.levels[at])];
        }
        let address = self.weigh_keys(comparison, candidate, &mut parts);
        let surname = self.weigh_names(comparison, &books.names, address, &mut parts);
        self.weigh_traits(comparison, surname, &mut parts);
        self.calibration.apply(&mut parts);
        self.harder.apply(Against::of(comparison), &mut parts);
        Weighed {
            bits: parts.iter().sum::<f32>() + self.calibration.offset,
            parts,
        }
    }

    /// Returns what of the address is left, in bits, that others may lose because it said so already.
    fn weigh_keys(
        &self,
        comparison: &Comparison,
        candidate: Candidate,
        parts: &mut [f32; FIELDS_MAX],
    ) -> f32 {
        let shared = |unique: bool| if unique { 0.0 } else { 1.5 };
        let [uid, address] = self.key_bits;
        match comparison.levels[field::UID] {
            level::UID_EXACT => parts[field::UID] = uid - shared(candidate.unique_uid),
            level::UID_NORMAL => parts[field::UID] = uid - 1.0 - shared(candidate.unique_uid),
            _ => {}
        }
        let email = comparison.levels[field::EMAIL];
        if email == level::EMAIL_EXACT {
            parts[field::EMAIL] = address - shared(candidate.unique_address);
        }
        let nameless = comparison.names.is_missing();
        if nameless
            && comparison.levels[field::LOGIN] <= level::LOGIN_HANDLE
            && parts[field::LOGIN] > 0.0
        {
            parts[field::LOGIN] = (address - 4.0).max(0.0);
        }
        let told_already = email != level::MISSING && email <= level::EMAIL_LOCAL;
        let mut left = parts[field::EMAIL].max(0.0);
        if email == level::EMAIL_EXACT {
            left = (left - self.untied(comparison)).max(0.0);
        }
        if told_already && parts[field::LOGIN] > 0.0 {
            let twice = (parts[field::LOGIN] * 0.7).min(left);
            parts[field::LOGIN] -= twice;
            left -= twice;
        }
        left
    }

    /// What contradictions would count for less did no address tie the pair, in bits.
    fn untied(&self, comparison: &Comparison) -> f32 {
        let mut untied = *comparison;
        untied.levels[field::EMAIL] = level::MISSING;
        self.harder.bits(Against::of(&untied)).max(0.0)
    }

    /// Returns what of the surname is left, in calibrated bits, that traits may lose because it said so.
    fn weigh_names(
        &self,
        comparison: &Comparison,
        book: &NameBook,
        address: f32,
        parts: &mut [f32; FIELDS_MAX],
    ) -> f32 {
        let names = comparison.names;
        let (ours, theirs) = comparison.compared;
        let (their_given, their_surname) = if names.swapped {
            (theirs.surname, theirs.given)
        } else {
            (theirs.given, theirs.surname)
        };
        let given = (ours.given, their_given, Position::Given);
        let surname = (ours.surname, their_surname, Position::Surname);
        parts[field::GIVEN] = self.weigh_part(field::GIVEN, names.given, given, book);
        parts[field::SURNAME] = self.weigh_part(field::SURNAME, names.surname, surname, book);
        let mut alone = *parts;
        let capped = comparison.levels[field::EMAIL] == level::EMAIL_EXACT;
        let counts = [field::GIVEN, field::SURNAME].map(|at| self.calibration.factor(at));
        if parts[field::GIVEN] > 0.0 && parts[field::SURNAME] > 0.0 {
            let [given, surname] = [parts[field::GIVEN], parts[field::SURNAME]];
            let twice = self.name_dependence.min(given * self.name_overlap);
            let most = if capped { HEIR_SURNAME_MAX } else { surname };
            parts[field::GIVEN] -= twice.min(surname.min(most) * counts[1] / counts[0]);
        }
        if capped {
            self.cap_heir(address, &mut alone);
            self.cap_heir(address, parts);
        }
        let lost = (alone[field::GIVEN] - parts[field::GIVEN]).max(0.0);
        (parts[field::SURNAME] * counts[1] - lost * counts[0]).max(0.0)
    }

    /// Bounds what names say beside one address, and never by more than the address says.
    fn cap_heir(&self, mut left: f32, parts: &mut [f32; FIELDS_MAX]) {
        for (at, most) in [
            (field::GIVEN, HEIR_GIVEN_MAX),
            (field::SURNAME, HEIR_SURNAME_MAX),
        ] {
            let counts = self.calibration.factor(at);
            let twice = (parts[at] - most).clamp(0.0, left / counts);
            parts[at] -= twice;
            left = (left - twice * counts).max(0.0);
        }
    }

    /// A rare name says more than a common one, in whatever spelling.
    fn weigh_part(
        &self,
        at: usize,
        agreement: PartLevel,
        (ours, theirs, position): (NamePart, NamePart, Position),
        book: &NameBook,
    ) -> f32 {
        let truth = self.truth[at][agreement as usize];
        let common = book
            .frequency(ours, position)
            .max(book.frequency(theirs, position));
        let by_table = self.weights[at][agreement as usize];
        match agreement {
            PartLevel::Exact | PartLevel::Spelling => {
                let whole = (self.truth[at][1].exp2() + self.truth[at][2].exp2()).log2();
                (whole - common.log2()).clamp(0.0, NAME_WEIGHT_MAX)
            }
            PartLevel::Contained => {
                let word = book.shared_frequency(ours, theirs, position);
                by_table.min(truth - word.log2()).max(0.0)
            }
            PartLevel::Nickname | PartLevel::Typo => (by_table + RARE_MAX)
                .min(truth - common.log2() + 1.0)
                .max(0.0),
            PartLevel::Missing | PartLevel::Initial | PartLevel::Near | PartLevel::Differ => {
                by_table
            }
        }
    }

    fn weigh_traits(&self, comparison: &Comparison, surname: f32, parts: &mut [f32; FIELDS_MAX]) {
        for (at, facts) in self.traits.iter().enumerate() {
            let part = &mut parts[field::TRAIT + at];
            let level = comparison.levels[field::TRAIT + at];
            if level == TraitLevel::Equal as u8 {
                *part = self.weigh_equal(
                    field::TRAIT + at,
                    facts.kind,
                    comparison.surprise[at],
                    *part,
                );
            } else if level == TraitLevel::Near as u8 && facts.kind == TraitKind::Words {
                *part =
                    self.weigh_words(field::TRAIT + at, TraitLevel::Near, comparison.surprise[at]);
            } else if level == TraitLevel::Near as u8 {
                *part = part.clamp(-1.0, 8.0);
            }
        }
        self.discount_kin(surname, parts);
        damp(&mut parts[field::TRAIT..]);
    }

    /// Who shares a surname shares an address the oftener: what both say together counts once.
    fn discount_kin(&self, surname: f32, parts: &mut [f32; FIELDS_MAX]) {
        let (head, traits) = parts.split_at_mut(field::TRAIT);
        if head[field::SURNAME] <= 0.0 {
            return;
        }
        // Never more than the surname adds: that one agrees is never against a pair.
        let mut left = surname / self.calibration.factor(field::TRAIT);
        for (part, kinship) in traits
            .iter_mut()
            .zip(&self.kinship)
            .filter(|(part, _)| **part > 0.0)
        {
            let twice = kinship.min(*part - 0.1).min(left).max(0.0);
            *part -= twice;
            left -= twice;
        }
    }

    /// Shared words go together, as street and post code do: half of their surprise counts.
    fn weigh_words(&self, at: usize, level: TraitLevel, surprise: f32) -> f32 {
        (self.truth[at][level as usize] + 0.5 * surprise).clamp(0.1, WEIGHT_MAX)
    }

    fn weigh_equal(&self, at: usize, kind: TraitKind, surprise: f32, ordinary: f32) -> f32 {
        if kind == TraitKind::Words {
            return self.weigh_words(at, TraitLevel::Equal, surprise);
        }
        (ordinary + 0.8 * (surprise - self.ordinary[at])).clamp(0.1, WEIGHT_MAX)
    }
}

/// Lets the strongest part for and the strongest against count in full and the others less.
fn damp(parts: &mut [f32]) {
    let strongest = parts.iter().copied().fold(0.0, f32::max);
    let weakest = parts.iter().copied().fold(0.0, f32::min);
    let (mut seen_strongest, mut seen_weakest) = (false, false);
    for part in parts.iter_mut().filter(|part| **part != 0.0) {
        if *part >= strongest && !seen_strongest {
            seen_strongest = true;
        } else if *part <= weakest && !seen_weakest {
            seen_weakest = true;
        } else {
            *part *= REPEATED;
        }
    }
}

/// How often a field stands at each level by chance, among those who might be taken for one person.
fn chance(at: usize, lessons: &Lessons) -> Levels {
    let unseen = if at == field::TIME {
        TIMES_UNSEEN
    } else {
        EVEN
    };
    let strangers = lessons.strangers.shares(at, &unseen, UNSEEN_STRENGTH);
    match same_name(at) {
        Some(before) if at == field::ORDER => before,
        Some(before) => lessons.namesakes.shares(at, &before, LEARNT_STRENGTH),
        None if at >= field::TRAIT => lessons.namesakes.shares(at, &strangers, LEARNT_STRENGTH),
        None => strangers,
    }
}

/// Surprise of the average value that strangers share, in bits, and the least share of strangers that
/// can be believed: a value that one user of each side has is shared by that much.
fn ordinary(at: usize, facts: TraitFacts, lessons: &Lessons) -> (f32, f32) {
    let strangers = lessons.strangers.shares(at, &EVEN, UNSEEN_STRENGTH);
    #[expect(clippy::cast_precision_loss, reason = "a share needs no more digits")]
    let least = 2.0 / facts.holders.max(2) as f32;
    let equal = strangers[TraitLevel::Equal as usize].max(least);
    (-equal.log2(), least)
}

/// What a unique key is worth: as much as it takes to find one user among all, and how seldom it is wrong.
fn key_bits(lessons: &Lessons, azure_users: usize) -> [f32; 2] {
    #[expect(clippy::cast_precision_loss, reason = "a weight needs no more digits")]
    let found = (azure_users.max(2) as f32).log2();
    [0, 1].map(|key| {
        #[expect(clippy::cast_precision_loss, reason = "a weight needs no more digits")]
        let (good, bad) = (lessons.key_good[key] as f32, lessons.key_bad[key] as f32);
        found + ((good + 60.0) / (bad + 1.0)).log2().clamp(4.0, 11.0)
    })
}
