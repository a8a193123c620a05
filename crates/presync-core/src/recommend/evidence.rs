//! What linked pairs show: for each intranet attribute, how well each Azure attribute explains it.
//!
//! Counts only; what to do with them is the rows'. Values are compared after case, blanks and
//! punctuation are set aside, and against chance: a constant column agrees with everything.

use rayon::iter::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};
use rustc_hash::FxHashMap;

pub(super) use super::study::Tally;
use super::{
    columns::{Column, Numbers},
    given::Given,
    sample::{self, Pair},
    study::Candidate,
};
use crate::{
    AttributeId, Population, UserIx, catalogue, catalogue::Kind, mapping::MappingSource,
    record::VALUE_SEPARATOR, simulate::AzureSource,
};

/// Fewest pairs with a value on both sides from which anything is concluded.
pub(super) const PAIRS_MIN: u32 = 10;

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

/// The linked pairs and their comparable values.
pub(super) struct Evidence<'a> {
    /// What is known beside the pairs.
    pub(super) given: &'a Given<'a>,
    /// The intranet users.
    pub(super) legacy: &'a Population,
    /// The Azure users.
    pub(super) azure: &'a Population,
    /// The Azure users as expressions read them.
    pub(super) source: AzureSource<'a>,
    /// Pairs that count as one person.
    pub(super) linked: Vec<Pair>,
    /// Those of them that are compared attribute by attribute.
    pub(super) pairs: Vec<Pair>,
    targets: Vec<Column>,
    candidates: Vec<Column>,
}

impl<'a> Evidence<'a> {
    /// Reads all values of the pairs in the sample once.
    pub(super) fn gather(given: &'a Given<'a>) -> Self {
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
            given,
            legacy,
            azure,
            source: AzureSource::new(azure),
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
    pub(super) fn ranked(&self, target: &str) -> Vec<Candidate> {
        let Some(target) = self.target(target) else {
            return Vec::new();
        };
        let fits = self.candidates.par_iter();
        let mut fits: Vec<(AttributeId, Candidate)> = fits
            .map(|candidate| (candidate.attribute, self.fit(target, candidate)))
            .collect();
        let name = |id: AttributeId| self.azure.name(id);
        fits.sort_by(|(x, a), (y, b)| {
            let better = b.score.total_cmp(&a.score).then(b.equal.cmp(&a.equal));
            better
                .then_with(|| is_offered(name(*y)).cmp(&is_offered(name(*x))))
                .then_with(|| name(*x).cmp(name(*y)))
        });
        fits.into_iter().map(|(_, fit)| fit).collect()
    }

    /// People for whom only the first of two Azure attributes says what the intranet has, and for whom
    /// only the second does.
    pub(super) fn alone(&self, target: &str, [first, second]: [&str; 2]) -> (u32, u32) {
        let column = |name: &str| {
            let mut all = self.candidates.iter();
            all.find(|c| self.azure.name(c.attribute) == name)
        };
        let (Some(target), Some(first), Some(second)) =
            (self.target(target), column(first), column(second))
        else {
            return (0, 0);
        };
        let (mut by_first, mut by_second) = (0, 0);
        for ((now, a), b) in target.values.iter().zip(&first.values).zip(&second.values) {
            by_first += u32::from(*now != 0 && a == now && b != now);
            by_second += u32::from(*now != 0 && b == now && a != now);
        }
        (by_first, by_second)
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

    /// How many of the people looked at have a value of an intranet attribute, and how many different ones.
    pub(super) fn filled(&self, target: &str) -> (u32, u32) {
        let column = self.target(target);
        column.map_or((0, 0), |column| (column.filled, column.distinct))
    }

    /// Of how many people of the sample the figures are.
    pub(super) fn looked_at(&self) -> u32 {
        number(self.pairs.len())
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

    fn target(&self, name: &str) -> Option<&Column> {
        let attribute = self.legacy.attribute(name)?;
        self.targets
            .iter()
            .find(|column| column.attribute == attribute)
    }

    fn fit(&self, target: &Column, candidate: &Column) -> Candidate {
        let (mut both, mut equal) = (0, 0);
        for (now, value) in target.values.iter().zip(&candidate.values) {
            let present = *now != 0 && *value != 0;
            both += u32::from(present);
            equal += u32::from(present && now == value);
        }
        let chance = target.chance(candidate);
        let name = self.azure.name(candidate.attribute);
        Candidate {
            source: MappingSource::Direct(name.to_owned()),
            of: target.filled,
            both,
            equal,
            exact: equal,
            chance,
            score: score(target.filled, both, equal, chance),
            luck: luck(both, equal, chance),
            distinct: candidate.distinct,
            filled: number(self.azure.column(candidate.attribute).filled()),
            users: number(self.azure.len()),
            held_back: None,
            exceptions: Vec::new(),
            notes: Vec::new(),
        }
    }
}

/// Share of the intranet's values explained beyond chance: at most 1, below 0 when worse, 0 where the
/// pairs are too few to tell.
pub(super) fn score(of: u32, both: u32, equal: u32, chance: f64) -> f64 {
    if both < PAIRS_MIN || chance > 0.999 {
        return 0.0;
    }
    (share(equal, both) - chance) / (1.0 - chance) * share(both, of)
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

/// Whether Entra offers an attribute as a source by itself.
pub(super) fn is_offered(source: &str) -> bool {
    super::words::availability(source).is_empty()
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
