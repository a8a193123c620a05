//! The search: all ordered choices, the best of them, the front, and the documented choice beside.

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::{
    KeyCandidate,
    cells::orders,
    choice::{Choice, Gain},
    table::{KeyTable, Support},
    weights::Weights,
};

/// Match keys of a choice at most: the intranet's pages name three precedences.
pub const KEYS_MAX: usize = 3;
/// Choices that a search lists at most.
pub const CHOICES_MAX: usize = 20;
/// The documented choice is recommended where it has no more takeovers than the best one, and at most
/// this share of the people looked at more who are missed, and who are skipped.
pub const NEAR_SHARE: f64 = 0.001;
/// A key is recommended where it finds at least this share of the linked people it has a value for: its
/// value is written where it is looked up.
const SUPPORT_MIN: f64 = 0.5;

/// What a search found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeySearch {
    /// What the choices are made of: keys are positions here.
    pub candidates: Vec<KeyCandidate>,
    /// Candidates that were too many to be judged.
    pub left_out: Vec<KeyCandidate>,
    /// What a person harmed counts.
    pub weights: Weights,
    /// How many choices were judged.
    pub considered: u32,
    /// The best choices, best first.
    pub choices: Vec<Choice>,
    /// Choices than which none has both fewer takeovers and fewer people missed, by takeovers.
    pub front: Vec<Choice>,
    /// What each key of the best choice is good for.
    pub gains: Vec<Gain>,
    /// By candidate: whom it finds among those it should.
    pub support: Vec<Support>,
    /// The documented choice, with the sources the mapping has; none where it has rows for none.
    pub documented: Option<Choice>,
    /// The mapping's own match keys as they stand; without keys, where it has none.
    pub current: Choice,
    /// The documented choice where it is as good as the best, or nearly; else the best whose values may
    /// be written; none where there is none.
    pub recommended: Option<Choice>,
    /// What each key of the recommended choice is good for.
    pub recommended_gains: Vec<Gain>,
    /// Whether the look-ups see the intranet as exported. Where they were chosen to see what the cycle
    /// does for earlier users, a simulation may come to other figures.
    pub sees_export: bool,
}

impl KeySearch {
    /// The best choice.
    #[must_use]
    pub fn best(&self) -> Option<&Choice> {
        self.choices.first()
    }

    /// Whether the documented choice is the recommended one.
    #[must_use]
    pub fn keeps_documented(&self) -> bool {
        self.documented.is_some() && self.documented == self.recommended
    }

    /// The candidates of a choice in its order.
    pub fn keys<'s>(&'s self, choice: &'s Choice) -> impl Iterator<Item = &'s KeyCandidate> {
        let keys = choice.keys.iter();
        keys.map(|key| &self.candidates[usize::from(*key)])
    }
}

impl KeyTable {
    /// Judges every ordered choice of up to [`KEYS_MAX`] candidates with different targets.
    #[must_use]
    pub fn search(&self, weights: &Weights) -> KeySearch {
        let mut choices: Vec<Choice> = sets(&self.target_of)
            .par_iter()
            .flat_map_iter(|keys| orders(self, keys, weights))
            .collect();
        choices.sort_by(|a, b| a.rank().cmp(&b.rank()));
        let judge = |keys: &[u16]| Choice::new(keys, self.counts(keys), weights);
        let documented = (!self.documented.is_empty()).then(|| judge(&self.documented));
        let recommended = self.recommended(&choices, documented.as_ref(), weights);
        let gains = |choice: Option<&Choice>| {
            choice.map_or_else(Vec::new, |choice| self.gains(choice, weights))
        };
        KeySearch {
            considered: u32::try_from(choices.len()).unwrap_or(u32::MAX),
            front: front(&choices),
            gains: gains(choices.first()),
            recommended_gains: gains(recommended.as_ref()),
            recommended,
            support: (0..)
                .zip(&self.candidates)
                .map(|(key, _)| self.support(key))
                .collect(),
            documented,
            current: judge(&self.current),
            choices: {
                choices.truncate(CHOICES_MAX);
                choices
            },
            candidates: self.candidates.clone(),
            left_out: self.left_out.clone(),
            weights: *weights,
            sees_export: self.sees_export,
        }
    }

    fn recommended(
        &self,
        choices: &[Choice],
        documented: Option<&Choice>,
        weights: &Weights,
    ) -> Option<Choice> {
        let is_supported = |key: &u16| {
            let support = self.support(*key);
            support.found > 0 && support.share() >= SUPPORT_MIN
        };
        let mut supported = choices.iter();
        let best = supported.find(|choice| choice.keys.iter().all(is_supported));
        let near =
            documented.filter(|choice| best.is_none_or(|best| is_near(choice, best, weights)));
        near.or(best).cloned()
    }

    fn gains(&self, choice: &Choice, weights: &Weights) -> Vec<Gain> {
        let gain = |key: &u16| {
            let others = choice.keys.iter().filter(|other| *other != key);
            let others: Vec<u16> = others.copied().collect();
            let without = self.counts(&others);
            Gain {
                key: *key,
                without,
                harm_without: without.harm(weights),
            }
        };
        choice.keys.iter().map(gain).collect()
    }
}

/// Whether the documented choice is as good as the best one, or nearly.
fn is_near(documented: &Choice, best: &Choice, weights: &Weights) -> bool {
    let (ours, theirs) = (&documented.counts, &best.counts);
    let slack = (f64::from(ours.in_scope()) * NEAR_SHARE).floor() as u32;
    let person = u64::from(weights.duplicate.max(weights.unreached));
    ours.takeover <= theirs.takeover
        && documented.harm <= best.harm + u64::from(slack) * person
        && ours.skipped <= theirs.skipped + slack
}

/// The sets of up to [`KEYS_MAX`] candidates with different targets.
fn sets(target_of: &[u16]) -> Vec<Vec<u16>> {
    let keys: Vec<u16> = (0..).take(target_of.len()).collect();
    let target = |key: u16| target_of[usize::from(key)];
    let mut all: Vec<Vec<u16>> = Vec::new();
    let mut longest: Vec<Vec<u16>> = vec![Vec::new()];
    for _ in 0..KEYS_MAX {
        let longer = |set: &Vec<u16>| {
            let later = keys
                .iter()
                .filter(|key| set.last().is_none_or(|last| *key > last));
            let free = later.filter(|key| set.iter().all(|one| target(*one) != target(**key)));
            let longer = free.map(|key| set.iter().copied().chain([*key]).collect());
            longer.collect::<Vec<Vec<u16>>>()
        };
        longest = longest.iter().flat_map(longer).collect();
        all.extend(longest.iter().cloned());
    }
    all
}

/// Of choices in their order, those than which none is better in both takeovers and people missed; one
/// for each pair of figures.
fn front(choices: &[Choice]) -> Vec<Choice> {
    let figures = |choice: &Choice| (choice.counts.takeover, choice.counts.missed());
    let mut by_figures: Vec<&Choice> = choices.iter().collect();
    by_figures.sort_by_key(|choice| figures(choice));
    let mut front: Vec<Choice> = Vec::new();
    for choice in by_figures {
        let fewest = front.last().map(|last| last.counts.missed());
        if fewest.is_none_or(|fewest| choice.counts.missed() < fewest) {
            front.push(choice.clone());
        }
    }
    front
}
