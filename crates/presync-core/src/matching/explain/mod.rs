//! Why a pair is or is not held to be one person: the run's own weights, field by field, and who else
//! there was. Nothing is decided here, and nothing is learnt: it reads what a run left behind.
//!
//! It holds values of people only in what it gives to a screen; its sentences name fields, never values.

mod bars;
mod nearest;
mod objection;
mod shown;

use super::{
    Matching,
    addresses::DomainMoves,
    candidates::Candidate,
    compare::Sides,
    decide::Decided,
    detect::Detected,
    model::Model,
    outcome::{Close, Judges},
    profile::{Books, Profiles},
    score::{self, Judged},
    trait_reader::TraitPlan,
    traits::Traits,
};
use crate::{Link, LinkRule, LinkStatus, Population, Side, UserIx};

pub use bars::{Agreement, Bar, BarKind};
pub use nearest::{Nearest, NearestMax};
pub use objection::Objection;
pub use shown::label;

/// What a run learnt and weighed, kept so that single pairs can be explained without running it again.
#[derive(Debug)]
pub struct Explainer {
    pub(super) ours: Profiles,
    pub(super) theirs: Profiles,
    pub(super) books: Books,
    pub(super) traits: Traits,
    pub(super) plans: Vec<TraitPlan>,
    pub(super) uid: Detected,
    pub(super) user_name: Detected,
    pub(super) decided: Decided,
    pub(super) weighing: Weighing,
}

/// What weighing left behind.
#[derive(Debug)]
pub(super) struct Weighing {
    pub(super) moves: DomainMoves,
    pub(super) model: Model,
    pub(super) judged: Judged,
    /// Whether no key ties anybody together.
    pub(super) keyless: bool,
}

/// The people and links that an explainer was made with.
#[derive(Debug, Clone, Copy)]
pub struct Explained<'a> {
    /// The intranet users.
    pub legacy: &'a Population,
    /// The Azure users.
    pub azure: &'a Population,
    /// The links of the run.
    pub matching: &'a Matching,
}

/// An intranet user and an Azure user.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pair {
    /// The intranet user.
    pub legacy: UserIx,
    /// The Azure user.
    pub azure: UserIx,
}

/// All there is to say about one pair.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// The pair.
    pub pair: Pair,
    /// What the run made of it; none when it made no link of it.
    pub status: Option<LinkStatus>,
    /// The rule that brought the two together; none when no rule did.
    pub rule: Option<LinkRule>,
    /// From the odds of two people taken at random to those of this pair, in bits.
    pub bars: Vec<Bar>,
    /// The sum of the bars: log2 of the odds that both are one person.
    pub log_odds: f32,
    /// The same as a probability: the score of the link.
    pub probability: f32,
    /// What speaks against it, or why it does not count.
    pub objections: Vec<Objection>,
    /// In one or two sentences.
    pub sentence: String,
    /// Who else was considered for the intranet user, then for the Azure user, the likeliest first.
    pub rivals: [Vec<Nearest>; 2],
}

/// How a run saw a pair.
struct Seen {
    pair: Pair,
    close: Close,
    link: Option<Link>,
    /// Position among the judged pairs.
    judged: Option<usize>,
}

impl Explainer {
    /// Explains a pair, whether or not the run made a link of it.
    #[must_use]
    pub fn pair(&self, people: Explained<'_>, pair: Pair, rivals: NearestMax) -> Explanation {
        let seen = self.seen(people.matching, pair);
        let bars = self.bars(people, &seen);
        let log_odds = bars::sum(&bars);
        let objections = self.objections(people.matching, &seen, log_odds);
        Explanation {
            pair,
            status: seen.link.as_ref().map(|link| link.status),
            rule: seen.link.as_ref().map(|link| link.rule),
            log_odds,
            probability: bars::probability(log_odds),
            sentence: shown::sentence(&seen, &bars, &objections),
            objections,
            bars,
            rivals: [(Side::Legacy, pair.legacy), (Side::Azure, pair.azure)]
                .map(|(side, user)| self.rivals(people.matching, side, user, pair, rivals)),
        }
    }

    fn sides(&self) -> Sides<'_> {
        Sides {
            legacy: &self.ours,
            azure: &self.theirs,
            books: &self.books,
            traits: &self.traits,
            moves: &self.weighing.moves,
        }
    }

    fn seen(&self, matching: &Matching, pair: Pair) -> Seen {
        let judged = self.judged_at(pair);
        let sides = self.sides();
        let judges = Judges {
            sides: &sides,
            model: &self.weighing.model,
            user_names: &self.user_name,
            decided: &self.decided,
            keyless: self.weighing.keyless,
        };
        let candidate = match judged {
            Some(at) => self.weighing.judged.pairs[at].candidate,
            None => unkeyed(pair),
        };
        Seen {
            pair,
            close: judges.close(candidate),
            link: link_of(matching, pair).cloned(),
            judged,
        }
    }

    /// Judged pairs stand in order.
    fn judged_at(&self, pair: Pair) -> Option<usize> {
        let wanted = (pair.legacy, pair.azure);
        let judged = &self.weighing.judged.pairs;
        judged
            .binary_search_by(|one| one.candidate.pair().cmp(&wanted))
            .ok()
    }

    fn prior(&self) -> f32 {
        score::prior(self.ours.len(), self.theirs.len())
    }
}

/// A pair that no unique key brought together.
fn unkeyed(pair: Pair) -> Candidate {
    Candidate {
        legacy: pair.legacy,
        azure: pair.azure,
        unique_uid: false,
        unique_address: false,
    }
}

/// The link of a pair; links stand in the order of their Azure users.
fn link_of(matching: &Matching, pair: Pair) -> Option<&Link> {
    let links = &matching.links;
    let start = links.partition_point(|link| link.azure < pair.azure);
    let own = links[start..]
        .iter()
        .take_while(|link| link.azure == pair.azure);
    own.into_iter().find(|link| link.legacy == pair.legacy)
}
