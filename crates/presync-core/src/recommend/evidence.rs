//! What linked pairs show: for each intranet attribute, how well each Azure attribute explains it.
//!
//! Counts only; what to do with them is the rows'. Values are compared after case, blanks and
//! punctuation are set aside, and against chance: a constant column agrees with everything.

use std::hash::{Hash, Hasher};

use rayon::iter::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};
use rustc_hash::{FxHashMap, FxHasher};

use super::{
    given::Given,
    sample::{self, Pair},
};
use crate::{AttributeId, Population, UserIx, catalogue, catalogue::Kind, record::VALUE_SEPARATOR};

pub(super) use super::study::Tally;

/// Fewest pairs with a value on both sides from which anything is concluded.
pub(super) const PAIRS_MIN: u32 = 10;
/// How much better than the default another attribute must explain the intranet's values.
const LEAD_MIN: f64 = 0.10;
/// How well another attribute must explain them at all.
const SCORE_MIN: f64 = 0.50;

/// Azure attributes that are no source for a profile: Entra does not offer them, or they say
/// something about the account and not about the person.
const NO_SOURCE: &[&str] = &[
    "accountEnabled",
    "ageGroup",
    "consentProvidedForMinor",
    "createdDateTime",
    "creationType",
    "deletedDateTime",
    "dirSyncEnabled",
    "identityIssuer",
    "invitationState",
    "legalAgeGroupClassification",
    "manager",
    "manager.displayName",
    "manager.userPrincipalName",
    "userType",
];

/// How well one Azure attribute explains one intranet attribute on the linked pairs.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fit {
    /// Entra source name.
    pub(super) name: String,
    /// Pairs whose intranet user has a value.
    pub(super) of: u32,
    /// Pairs with a value on both sides.
    pub(super) both: u32,
    /// Pairs whose values are equal.
    pub(super) equal: u32,
    /// Share of equal values that independent columns would have, 0 to 1.
    pub(super) chance: f64,
    /// Azure users with a value, linked or not.
    pub(super) filled: u32,
    /// Azure users.
    pub(super) users: u32,
    /// Different values among those of the pairs.
    pub(super) distinct: u32,
}

impl Fit {
    /// Share of the intranet's values explained beyond chance: at most 1, below 0 when worse.
    pub(super) fn score(&self) -> f64 {
        if self.both < PAIRS_MIN || self.chance > 0.999 {
            return 0.0;
        }
        let agreement = f64::from(self.equal) / f64::from(self.both);
        let present = f64::from(self.both) / f64::from(self.of);
        (agreement - self.chance) / (1.0 - self.chance) * present
    }

    /// Share of equal values where both sides have one, 0 to 1.
    pub(super) fn agreement(&self) -> f64 {
        share(self.equal, self.both)
    }

    /// At most this likely is it that unrelated columns agree as often.
    pub(super) fn luck(&self) -> f64 {
        luck(self.both, self.equal, self.chance)
    }
}

/// An attribute that is right where it has a value, with another for the rest: a preferred name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Preferred {
    /// Entra source name of the attribute that goes first.
    pub(super) name: String,
    /// Pairs in which it has a value and the intranet one.
    pub(super) present: u32,
    /// Of those, pairs whose values are equal.
    pub(super) right: u32,
    /// Equal pairs of both attributes together.
    pub(super) equal: u32,
}

/// The attribute chosen for a target, and what it was chosen from.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Choice {
    /// The source; the default unless another one is clearly better.
    pub(super) source: String,
    /// Its figures; none when the Azure export does not hold it or the intranet's not the target.
    pub(super) fit: Option<Fit>,
    /// The default's figures, where another attribute was chosen.
    pub(super) beaten: Option<Fit>,
    /// The best of the others.
    pub(super) next: Option<Fit>,
}

/// The linked pairs and their comparable values.
pub(super) struct Evidence<'a> {
    /// The intranet users.
    pub(super) legacy: &'a Population,
    /// The Azure users.
    pub(super) azure: &'a Population,
    /// Pairs that count as one person.
    pub(super) linked: Vec<Pair>,
    /// Those of them that are compared attribute by attribute.
    pub(super) pairs: Vec<Pair>,
    targets: Vec<Column>,
    candidates: Vec<Column>,
}

/// One attribute's values on the pairs, as the numbers of [`Numbers`]; 0 is absent.
struct Column {
    attribute: AttributeId,
    values: Vec<u32>,
    frequencies: Vec<(u32, u32)>,
    filled: u32,
    /// Different values, those elsewhere told apart.
    distinct: u32,
}

impl<'a> Evidence<'a> {
    /// Reads all values of the pairs in the sample once.
    pub(super) fn gather(given: &Given<'a>) -> Self {
        let (legacy, azure) = (given.legacy, given.azure);
        let links = &given.matching.links;
        let linked: Vec<Pair> = links
            .iter()
            .filter(|link| link.status.is_identity())
            .map(|link| (link.legacy, link.azure))
            .collect();
        let pairs = sample::draw(&linked, azure, given.sampling);
        let mut numbers = Numbers::default();
        let ours = || pairs.iter().map(|pair| pair.0);
        let targets = legacy
            .attributes()
            .map(|(id, _)| Column::read(legacy, id, ours(), |hash| numbers.enter(hash)))
            .collect();
        let theirs = || pairs.iter().map(|pair| pair.1);
        let sources: Vec<_> = azure.attributes().collect();
        let candidates = sources
            .into_par_iter()
            .filter(|(id, name)| is_candidate(azure, *id, name))
            .map(|(id, _)| Column::read(azure, id, theirs(), |hash| numbers.find(hash)))
            .collect();
        Self {
            legacy,
            azure,
            linked,
            pairs,
            targets,
            candidates,
        }
    }

    /// Whether the intranet export holds the attribute at all.
    pub(super) fn exports(&self, target: &str) -> bool {
        self.legacy.attribute(target).is_some()
    }

    /// All Azure attributes for an intranet attribute, best first; none when it is not exported.
    pub(super) fn ranked(&self, target: &str) -> Vec<Fit> {
        let Some(target) = self.target(target) else {
            return Vec::new();
        };
        let mut fits: Vec<Fit> = self
            .candidates
            .par_iter()
            .map(|candidate| self.fit(target, candidate))
            .collect();
        fits.sort_by(|a, b| b.score().total_cmp(&a.score()));
        fits
    }

    /// The default source of a target, or the attribute that clearly explains the intranet better.
    pub(super) fn choose(&self, target: &str, default: &str) -> Choice {
        let mut fits = self.ranked(target);
        let known = fits.iter().find(|fit| fit.name == default).cloned();
        let bar = known.as_ref().map_or(0.0, Fit::score).max(0.0) + LEAD_MIN;
        let is_beaten = fits.first().is_some_and(|best| {
            best.name != default && best.score() >= SCORE_MIN && best.score() >= bar
        });
        let fit = if is_beaten {
            fits.first().cloned()
        } else {
            known.clone()
        };
        let source = match &fit {
            Some(fit) => fit.name.clone(),
            None => default.to_owned(),
        };
        fits.retain(|other| other.name != source && other.score() > 0.0);
        Choice {
            source,
            fit,
            beaten: known.filter(|_| is_beaten),
            next: fits.into_iter().next(),
        }
    }

    /// For each other attribute, what it would explain if it went first and `rest` filled its gaps;
    /// the most equal pairs first.
    pub(super) fn preferred(&self, target: &str, rest: &str) -> Vec<Preferred> {
        let rest = self
            .candidates
            .iter()
            .find(|c| self.azure.name(c.attribute) == rest);
        let (Some(target), Some(rest)) = (self.target(target), rest) else {
            return Vec::new();
        };
        let mut chains: Vec<Preferred> = self
            .candidates
            .iter()
            .filter(|first| first.attribute != rest.attribute)
            .map(|first| self.chain(target, first, rest))
            .collect();
        chains.sort_by_key(|chain| std::cmp::Reverse(chain.equal));
        chains
    }

    /// Compares a computed Azure value with an intranet attribute on the pairs of the sample; empty is
    /// absent.
    pub(super) fn tally<T: AsRef<str>>(
        &self,
        target: &str,
        value: impl Fn(UserIx) -> T,
        same: impl Fn(&str, &str) -> bool,
    ) -> Tally {
        let Some(target) = self.legacy.attribute(target) else {
            return Tally::default();
        };
        let mut tally = Tally::default();
        for (legacy, azure) in &self.pairs {
            let now = self.legacy.text(*legacy, target);
            if now.is_empty() {
                continue;
            }
            let value = value(*azure);
            if value.as_ref().is_empty() {
                continue;
            }
            tally.both += 1;
            tally.equal += u32::from(same(now, value.as_ref()));
        }
        tally
    }

    /// The values of an intranet attribute on all linked pairs with their numbers, most frequent first.
    pub(super) fn values(&self, target: &str) -> Vec<(&'a str, u32)> {
        self.counted(target, |user, attribute| self.legacy.text(user, attribute))
    }

    /// What the intranet holds of an attribute where that only says that there is no value.
    pub(super) fn placeholders(&self, target: &str) -> Vec<(&'a str, u32)> {
        self.counted(target, |user, attribute| {
            match self.legacy.text(user, attribute) {
                "" => self.legacy.held(user, attribute),
                _ => "",
            }
        })
    }

    fn counted(
        &self,
        target: &str,
        text: impl Fn(UserIx, AttributeId) -> &'a str,
    ) -> Vec<(&'a str, u32)> {
        let Some(attribute) = self.legacy.attribute(target) else {
            return Vec::new();
        };
        let mut values: Vec<(&str, u32)> = Vec::new();
        let mut places: FxHashMap<&str, usize> = FxHashMap::default();
        let texts = self.linked.iter();
        for text in texts.map(|(legacy, _)| text(*legacy, attribute).trim()) {
            if text.is_empty() {
                continue;
            }
            let place = *places.entry(text).or_insert(values.len());
            match values.get_mut(place) {
                Some((_, number)) => *number += 1,
                None => values.push((text, 1)),
            }
        }
        values.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        values
    }

    /// How many of the people looked at have a value of an intranet attribute, and how many different ones.
    pub(super) fn filled(&self, target: &str) -> (u32, u32) {
        let column = self.target(target);
        column.map_or((0, 0), |column| (column.filled, column.distinct))
    }

    fn target(&self, name: &str) -> Option<&Column> {
        let attribute = self.legacy.attribute(name)?;
        self.targets
            .iter()
            .find(|column| column.attribute == attribute)
    }

    fn chain(&self, target: &Column, first: &Column, rest: &Column) -> Preferred {
        let (mut present, mut right, mut filled) = (0, 0, 0);
        for ((now, value), other) in target.values.iter().zip(&first.values).zip(&rest.values) {
            if *now == 0 {
                continue;
            }
            present += u32::from(*value != 0);
            right += u32::from(*value == *now);
            filled += u32::from(*value == 0 && other == now);
        }
        Preferred {
            name: self.azure.name(first.attribute).to_owned(),
            present,
            right,
            equal: right + filled,
        }
    }

    fn fit(&self, target: &Column, candidate: &Column) -> Fit {
        let (mut both, mut equal) = (0, 0);
        for (now, value) in target.values.iter().zip(&candidate.values) {
            let present = *now != 0 && *value != 0;
            both += u32::from(present);
            equal += u32::from(present && now == value);
        }
        let column = self.azure.column(candidate.attribute);
        Fit {
            name: self.azure.name(candidate.attribute).to_owned(),
            of: target.filled,
            both,
            equal,
            chance: chance(target, candidate),
            filled: number(column.filled()),
            users: number(self.azure.len()),
            distinct: candidate.distinct,
        }
    }
}

impl Column {
    fn read(
        population: &Population,
        attribute: AttributeId,
        users: impl Iterator<Item = UserIx>,
        mut number_of: impl FnMut(u64) -> u32,
    ) -> Self {
        let mut hashes: Vec<u64> = Vec::new();
        let values: Vec<u32> = users
            .map(|user| {
                let value = population.first_in(user, Some(attribute));
                let hash = hash_folded(value);
                hashes.extend(hash);
                hash.map_or(0, &mut number_of)
            })
            .collect();
        hashes.sort_unstable();
        hashes.dedup();
        let mut sorted: Vec<u32> = values.iter().copied().filter(|v| *v != 0).collect();
        sorted.sort_unstable();
        let filled = number(sorted.len());
        let frequencies = sorted
            .chunk_by(|a, b| a == b)
            .map(|run| (run[0], number(run.len())))
            .collect();
        Self {
            attribute,
            values,
            frequencies,
            filled,
            distinct: number(hashes.len()),
        }
    }
}

/// The intranet's values by number, told apart by a 64-bit hash of their folded text.
#[derive(Debug, Default)]
struct Numbers(FxHashMap<u64, u32>);

impl Numbers {
    /// What stands for every value that the intranet does not have: it equals no target's.
    const ELSEWHERE: u32 = u32::MAX;

    /// The number of an intranet value.
    fn enter(&mut self, hash: u64) -> u32 {
        let next = number(self.0.len()) + 1;
        *self.0.entry(hash).or_insert(next)
    }

    /// The number of the intranet value that an Azure value equals.
    fn find(&self, hash: u64) -> u32 {
        self.0.get(&hash).copied().unwrap_or(Self::ELSEWHERE)
    }
}

/// Whether two texts are equal once case, blanks and punctuation are set aside.
pub(super) fn is_alike(a: &str, b: &str) -> bool {
    catalogue::folded(a).eq(catalogue::folded(b))
}

/// Letters and digits in lower case.
pub(super) fn fold(value: &str) -> String {
    catalogue::fold_header(value)
}

/// A hash of what [`fold`] gives; none where that is nothing.
fn hash_folded(value: &str) -> Option<u64> {
    let mut hasher = FxHasher::default();
    let mut letters = catalogue::folded(value).peekable();
    letters.peek()?;
    letters.for_each(|letter| letter.hash(&mut hasher));
    Some(hasher.finish())
}

/// A share between 0 and 1; 0 of nothing.
pub(super) fn share(part: u32, of: u32) -> f64 {
    if of == 0 {
        0.0
    } else {
        f64::from(part) / f64::from(of)
    }
}

/// A count as the figures hold it.
pub(super) fn number(count: usize) -> u32 {
    u32::try_from(count).expect("BUG: a population has at most 4 billion users")
}

/// How often two independent columns with these frequencies would agree.
fn chance(a: &Column, b: &Column) -> f64 {
    let (mut left, mut right) = (
        a.frequencies.iter().peekable(),
        b.frequencies.iter().peekable(),
    );
    let mut sum = 0.0;
    while let (Some((x, times)), Some((y, others))) = (left.peek(), right.peek()) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => drop(left.next()),
            std::cmp::Ordering::Greater => drop(right.next()),
            std::cmp::Ordering::Equal => {
                sum += share(*times, a.filled) * share(*others, b.filled);
                left.next();
                right.next();
            }
        }
    }
    sum
}

/// An upper bound of how likely at least `equal` of `both` values agree where each does by `chance`
/// (Chernoff's, by relative entropy): few pairs prove little, and what agrees with everything nothing.
pub(super) fn luck(both: u32, equal: u32, chance: f64) -> f64 {
    let seen = share(equal, both);
    if both == 0 || seen <= chance {
        return 1.0;
    }
    if chance <= 0.0 {
        return 0.0;
    }
    let part = |seen: f64, chance: f64| match seen > 0.0 {
        true => seen * (seen / chance).ln(),
        false => 0.0,
    };
    let surprise = part(seen, chance) + part(1.0 - seen, 1.0 - chance);
    (-f64::from(both) * surprise).exp().min(1.0)
}

/// Whether a profile attribute may be taken from it: single-valued, and one value per user where the
/// catalogue does not know it. Entra's telephone number is the first of Graph's business phones.
fn is_candidate(azure: &Population, attribute: AttributeId, name: &str) -> bool {
    if NO_SOURCE.contains(&name) {
        return false;
    }
    match catalogue::find(crate::Side::Azure, name) {
        Some(known) => {
            (!known.multi_valued || name == "telephoneNumber") && known.kind != Kind::Reference
        }
        None => azure
            .users()
            .all(|user| !azure.text(user, attribute).contains(VALUE_SEPARATOR)),
    }
}
