//! Wire types of why a pair is or is not held to be one person, and of how good the links are.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{EvidenceChip, PairRef, PersonInfo, ReviewRow, WireSide};

/// Asks why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
pub struct ExplainPair {
    /// The plan whose people the positions mean.
    #[ts(type = "number")]
    pub plan: i64,
    /// The pair.
    pub pair: PairRef,
}

/// Why, as a waterfall with its text.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct PairExplanation {
    /// The intranet user.
    pub legacy: PersonInfo,
    /// The Azure user.
    pub azure: PersonInfo,
    /// What the plan made of it; empty when it made no link of it.
    pub status: String,
    /// The rule that brought the two together; empty when none did.
    pub rule: String,
    /// The bars in order; they add up to `log_odds`.
    pub bars: Vec<WaterfallBar>,
    /// log2 of the odds that both are one person.
    pub log_odds: f64,
    /// The same as a probability.
    pub probability: f64,
    /// What speaks against it, or why it does not count.
    pub objections: Vec<ObjectionInfo>,
    /// In words.
    pub sentence: String,
    /// Who else was considered for the intranet user, likeliest first.
    pub rivals_of_legacy: Vec<CandidateInfo>,
    /// Who else was considered for the Azure user.
    pub rivals_of_azure: Vec<CandidateInfo>,
}

/// One bar.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct WaterfallBar {
    /// `start`, `field`, `said_twice`, `unused` or `competition`.
    pub kind: String,
    /// The field's word; for `said_twice` `keys`, `names`, `accounts` or `traits`; else empty.
    pub field: String,
    /// What people call it.
    pub label: String,
    /// `agrees`, `near`, `differs` or `missing`.
    pub agreement: String,
    /// What it adds, in bits.
    pub weight: f64,
    /// The sum so far.
    pub sum: f64,
    /// The intranet user's value.
    pub legacy: String,
    /// The Azure user's value.
    pub azure: String,
}

/// One thing against a pair.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ObjectionInfo {
    /// Its word, such as `key_contradicted`.
    pub code: String,
    /// In words.
    pub sentence: String,
    /// For `taken`: with whom the user is linked.
    pub by: Option<PersonInfo>,
}

/// Asks for the nearest candidates of a user.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
pub struct FindCandidates {
    /// The plan whose people the positions mean.
    #[ts(type = "number")]
    pub plan: i64,
    /// The user's side.
    pub side: WireSide,
    /// Its position.
    pub position: u32,
    /// Candidates wanted, 50 at most.
    pub limit: u32,
}

/// A user with its nearest candidates.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Candidates {
    /// The user.
    pub user: PersonInfo,
    /// The candidates, the one it is linked with first, then the likeliest.
    pub candidates: Vec<CandidateInfo>,
}

/// A candidate.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct CandidateInfo {
    /// The pair that it would make.
    pub pair: PairRef,
    /// The candidate.
    pub person: PersonInfo,
    /// What the plan made of it; empty when it made no link of it.
    pub status: String,
    /// log2 of the odds that both are one person.
    pub log_odds: f64,
    /// The same as a probability.
    pub probability: f64,
    /// The strongest reasons for and against.
    pub evidence: Vec<EvidenceChip>,
    /// Why it does not count.
    pub objections: Vec<ObjectionInfo>,
}

/// Draws links to label, the same ones for the same seed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
pub struct DrawSample {
    /// What it is drawn by.
    pub seed: u32,
    /// Links of each status and score band, 100 at most.
    pub each: u32,
}

/// How likely the plan's links are, as a histogram.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ScoreHistogram {
    /// Bins of equal width from 0 to 1.
    pub bins: Vec<ScoreBin>,
}

/// Links of one range of probabilities.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, TS)]
pub struct ScoreBin {
    /// Links that count without a person: certain and likely.
    pub linked: u32,
    /// Links that wait for a person.
    pub review: u32,
    /// Links that a person decided.
    pub decided: u32,
}

/// Links to label.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct LinkSample {
    /// The plan whose people the positions mean.
    #[ts(type = "number")]
    pub plan: i64,
    /// The seed, to be given back when deciding.
    pub seed: u32,
    /// The links; those that were decided already are not drawn.
    pub rows: Vec<ReviewRow>,
}

/// How good the links are, as decisions show.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct LinkQuality {
    /// From the labels of random samples alone.
    pub sampled: QualityInfo,
    /// From all decisions; people choose what they decide, so these are no random sample.
    pub decided: QualityInfo,
    /// What the figures are about, in words.
    pub sentence: String,
}

/// Figures from one set of labels.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct QualityInfo {
    /// Labels.
    pub labels: u32,
    /// Of the links that count the share that is right; none while a stratum of theirs has no label.
    pub precision: Option<EstimateInfo>,
    /// Of the pairs that are one person, among those that any link names, the share that counts.
    pub recall: Option<EstimateInfo>,
    /// Links that count whose stratum has no label.
    pub unlabelled: u32,
    /// By status and score band.
    pub strata: Vec<StratumInfo>,
}

/// A share with its interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, TS)]
pub struct EstimateInfo {
    /// The likeliest share.
    pub share: f64,
    /// Lower end of the interval that holds the true one 95 times out of a hundred.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// Links of one status and score band.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct StratumInfo {
    /// The status.
    pub status: String,
    /// Scores from here.
    pub from: f64,
    /// Scores to here.
    pub to: f64,
    /// Links there are.
    pub links: u32,
    /// Labelled as one person.
    pub yes: u32,
    /// Labelled as two.
    pub no: u32,
    /// The share that is one person.
    pub share: Option<EstimateInfo>,
}
