//! Wire types of deciding who is who: the queue, decisions with preview, undo and history.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{GridFilter, WireSide};

/// Asks for the pairs that wait for a person.
#[derive(Debug, Clone, PartialEq, Deserialize, TS)]
pub struct ReviewQuery {
    /// Text that any name or key contains; empty for all.
    pub search: String,
    /// Filters, joined by AND: columns are `section`, `decision`, `status`, `rule`, the departments.
    pub filters: Vec<GridFilter>,
    /// Only pairs at least this likely, 0 to 1.
    #[ts(optional)]
    pub score_min: Option<f64>,
}

/// The queue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ReviewQueue {
    /// Handle for pages.
    pub result: u32,
    /// The plan whose people the positions mean.
    #[ts(type = "number")]
    pub plan: i64,
    /// Pairs that satisfy the query.
    pub total: u32,
    /// The sections with their pairs, in order; the filter on sections is set aside.
    pub sections: Vec<ReviewSection>,
    /// How often each other column that is worth filtering has each value, its own filter set aside.
    pub facets: Vec<ReviewFacet>,
}

/// A section of the queue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ReviewSection {
    /// Its word, such as `two_candidates`.
    pub section: String,
    /// The reason for doubt as a sentence.
    pub sentence: String,
    /// Pairs.
    pub total: u32,
    /// Pairs about which nothing was decided since the plan was made.
    pub open: u32,
}

/// The values of one column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ReviewFacet {
    /// The column.
    pub column: String,
    /// Values with their pairs, commonest first, 50 at most.
    pub values: Vec<super::FacetValue>,
}

/// Asks for a page of the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
pub struct ReviewPageRequest {
    /// The queue.
    pub result: u32,
    /// First pair, from 0.
    pub offset: u32,
    /// Pairs wanted, 500 at most.
    pub limit: u32,
}

/// A page of the queue.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct ReviewPage {
    /// First pair, from 0.
    pub offset: u32,
    /// The pairs.
    pub rows: Vec<ReviewRow>,
}

/// One pair that waits.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct ReviewRow {
    /// The section.
    pub section: String,
    /// All reasons for doubt as sentences, the section's first.
    pub reasons: Vec<String>,
    /// What was decided since the plan was made: `confirm`, `deny`, `new`, `leave_out`, `other` when one
    /// of the two was confirmed with somebody else, or empty.
    pub decision: String,
    /// The intranet user.
    pub legacy: PersonInfo,
    /// The Azure user.
    pub azure: PersonInfo,
    /// `certain`, `likely`, `review`…
    pub status: String,
    /// What brought the two together.
    pub rule: String,
    /// Probability that both are one person, 0 to 1.
    pub score: f64,
    /// The strongest reasons for and against.
    pub evidence: Vec<EvidenceChip>,
}

/// A person as the plan names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PersonInfo {
    /// The side.
    pub side: WireSide,
    /// Position among the users of the side.
    pub position: u32,
    /// 1-based record over the side's files.
    pub row: u32,
    /// The objectId or UID; empty where the export has none.
    pub id: String,
    /// The UPN or user name.
    pub login: String,
    /// The mail address.
    pub mail: String,
    /// The name.
    pub name: String,
    /// The department.
    pub department: String,
}

/// One reason for or against a pair.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct EvidenceChip {
    /// The field's word.
    pub field: String,
    /// What people call it.
    pub label: String,
    /// Bits; negative speaks against.
    pub weight: f64,
}

/// A pair by the positions of its users in the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PairRef {
    /// Position of the intranet user.
    pub legacy: u32,
    /// Position of the Azure user.
    pub azure: u32,
}

/// What is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum WireVerdict {
    /// Both are one person.
    Confirm,
    /// They are not.
    Deny,
    /// They are not, and `instead` are one person.
    Other,
    /// The Azure user is nobody the intranet knows.
    New,
    /// The Azure user shall be held out of scope.
    LeaveOut,
}

/// Decides about pairs, together.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct Decide {
    /// The plan whose people the positions mean.
    #[ts(type = "number")]
    pub plan: i64,
    /// What is decided.
    pub verdict: WireVerdict,
    /// The pairs; empty when `queue` says which.
    pub pairs: Vec<PairRef>,
    /// All pairs of this queue instead.
    #[ts(optional)]
    pub queue: Option<u32>,
    /// For `other`: the pair that is one person.
    #[ts(optional)]
    pub instead: Option<PairRef>,
    /// How many decisions the preview showed; needed with `queue`.
    #[ts(optional)]
    pub expected: Option<u32>,
    /// The seed of the sample that the pairs were drawn in.
    #[ts(optional)]
    pub seed: Option<u32>,
    /// Why.
    pub reason: String,
    /// Who decides.
    pub by: String,
}

/// What deciding would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct DecisionPreview {
    /// Decisions that would be made.
    pub decisions: u32,
    /// Azure users they are about.
    pub people: u32,
    /// Of the decisions those that replace an earlier one about the same people.
    pub replaced: u32,
    /// Two of the pairs.
    pub samples: Vec<PairSample>,
    /// What contradicts; nothing can be decided until it is settled.
    pub contradictions: Vec<ContradictionInfo>,
    /// The consequence in one sentence.
    pub sentence: String,
}

/// A pair with its people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PairSample {
    /// The intranet user; none for a decision about the Azure user alone.
    pub legacy: Option<PersonInfo>,
    /// The Azure user.
    pub azure: PersonInfo,
}

/// Why decisions cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ContradictionInfo {
    /// `azure_twice`, `legacy_twice` or `yes_and_no`.
    pub code: String,
    /// In words.
    pub sentence: String,
    /// Decisions it concerns.
    pub count: u32,
}

/// Decisions that were made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct DecisionsMade {
    /// With this they are taken back together.
    #[ts(type = "number")]
    pub batch: i64,
    /// How many.
    pub decisions: u32,
}

/// Takes the last step back, or does it again.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct TurnDecisions {
    /// Who does it.
    pub by: String,
    /// Why; may be empty.
    pub reason: String,
}

/// A step that was taken back or done again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct DecisionsTurned {
    /// The decisions' batch.
    #[ts(type = "number")]
    pub batch: i64,
    /// How many.
    pub decisions: u32,
}

/// Asks for what was decided, newest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
pub struct HistoryQuery {
    /// Only what was done before this batch.
    #[ts(optional, type = "number")]
    pub before: Option<i64>,
    /// Steps wanted, 500 at most.
    pub limit: u32,
}

/// What was decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct DecisionHistory {
    /// Steps in all.
    pub total: u32,
    /// The steps, newest first.
    pub steps: Vec<DecisionStepInfo>,
    /// The batch that undoing would take back.
    #[ts(type = "number | null")]
    pub undo: Option<i64>,
    /// The batch that would be done again.
    #[ts(type = "number | null")]
    pub redo: Option<i64>,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct DecisionStepInfo {
    /// Its batch.
    #[ts(type = "number")]
    pub batch: i64,
    /// `decided`, `undone` or `redone`.
    pub step: String,
    /// The batch that was undone or redone; its own for `decided`.
    #[ts(type = "number")]
    pub of: i64,
    /// The word of the first decision.
    pub decision: String,
    /// Decisions.
    pub count: u32,
    /// Of them in force now.
    pub in_force: u32,
    /// The first decision's intranet user, by its anchor; empty when it names none.
    pub legacy: String,
    /// The first decision's Azure user, by its anchor.
    pub azure: String,
    /// Why.
    pub reason: String,
    /// Who.
    pub by: String,
    /// When, RFC 3339.
    pub at: String,
}

/// Reads decisions out of a review workbook or a decisions file; a job.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct ReadDecisions {
    /// The file.
    pub handle: String,
    /// Who decided where the file does not say.
    pub by: String,
}

/// What became of the rows of such a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct DecisionsRead {
    /// Rows with a decision nobody had made yet.
    pub taken: u32,
    /// Rows whose decision replaces an earlier one.
    pub changed: u32,
    /// Rows that say what was known already.
    pub unchanged: u32,
    /// Rows that contradict each other or what is in force; none of them was taken.
    pub contradicting: u32,
    /// Rows without a decision.
    pub open: u32,
    /// Rows that could not be used.
    pub unusable: u32,
    /// What was odd, 500 at most.
    pub diagnostics: Vec<super::WireDiagnostic>,
    /// With this the decisions are taken back together; none when there were none.
    #[ts(type = "number | null")]
    pub batch: Option<i64>,
}

/// Writes the pairs that wait as a workbook; a job.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct WriteReview {
    /// The folder it is written to.
    pub folder: String,
    /// Every link, and not only those that wait.
    pub all_links: bool,
}
