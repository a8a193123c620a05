//! Wire types of a why-card, of the requests its steps would send, and of what an edited mapping would do.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{AssumptionInfo, PersonInfo, WireSide};

/// Asks why a user gets its outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
pub struct ExplainPerson {
    /// The side.
    pub side: WireSide,
    /// The position among the users of the side.
    pub position: u32,
}

/// Why a user gets its outcome, in Entra's own order.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct WhyCardInfo {
    /// The user.
    pub person: PersonInfo,
    /// The outcome's word.
    pub outcome: String,
    /// In one sentence.
    pub sentence: String,
    /// An intranet user: what it holds for each match key, and who has that value.
    pub keys: Vec<String>,
    /// The steps of the Azure user: this one, or the one that finds it, or the one it is.
    pub steps: Option<WhySteps>,
    /// What deserves attention about this user.
    pub findings: Vec<WhyFinding>,
}

/// The steps of one Azure user.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct WhySteps {
    /// The Azure user.
    pub person: PersonInfo,
    /// How it is assigned.
    pub assignment: String,
    /// The scoping filter: groups of clauses, of which one must hold whole.
    pub filter: Vec<Vec<WhyClause>>,
    /// The look-ups in order.
    pub attempts: Vec<WhyAttempt>,
    /// The action's word.
    pub action: String,
    /// Why, in one sentence.
    pub sentence: String,
    /// What would be written.
    pub written: Vec<WhyWritten>,
    /// What would not, and why.
    pub kept: Vec<WhyKept>,
    /// What decided it that no document states.
    pub assumptions: Vec<AssumptionInfo>,
    /// The smallest thing that would change the outcome, in words.
    pub smallest: String,
    /// The requests, as a job sends them by itself.
    pub requests: Vec<WhyRequest>,
    /// The requests with `aadOptscim062020` in the tenant URL.
    pub requests_with_flag: Vec<WhyRequest>,
}

/// A clause of the scoping filter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct WhyClause {
    /// In words, with the value it saw.
    pub sentence: String,
    /// Whether it is true.
    pub holds: bool,
}

/// A match key's turn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct WhyAttempt {
    /// Target attribute.
    pub target: String,
    /// What people call it.
    pub label: String,
    /// The request; empty when none is sent.
    pub query: String,
    /// What came of it.
    pub sentence: String,
    /// Whether it found anybody.
    pub found: bool,
}

/// A value that would be written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct WhyWritten {
    /// Target attribute.
    pub target: String,
    /// What people call it.
    pub label: String,
    /// What happens.
    pub kind: String,
    /// How the value differs.
    pub class: String,
    /// What stands there.
    pub now: String,
    /// What would.
    pub would_be: String,
    /// `direct`, `constant`, `expression` or `none`.
    pub source_kind: String,
    /// The mapping row's source, constant or expression.
    pub source: String,
    /// Source attributes it read, with their values.
    pub reads: Vec<(String, String)>,
}

/// A mapping row that writes nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct WhyKept {
    /// Target attribute.
    pub target: String,
    /// What people call it.
    pub label: String,
    /// Why.
    pub sentence: String,
}

/// A finding about the user.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct WhyFinding {
    /// Stable code.
    pub code: String,
    /// `note`, `warning` or `blocker`.
    pub severity: String,
    /// What it says.
    pub title: String,
    /// What was seen.
    pub evidence: String,
    /// What to do.
    pub remedy: String,
}

/// One request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct WhyRequest {
    /// `GET`, `POST` or `PATCH`.
    pub method: String,
    /// Where it goes, below the tenant URL.
    pub path: String,
    /// What it carries, as text to read; empty when nothing.
    pub body: String,
    /// On what the documents disagree.
    pub disputed: Vec<String>,
}

/// What the cycle after the first one would still write; nothing where both agree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SecondCycle {
    /// Mapping rows that would write, in the order of the mapping.
    pub rows: Vec<SecondCycleRow>,
}

/// A mapping row that would write again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SecondCycleRow {
    /// Target attribute.
    pub target: String,
    /// What people call it.
    pub label: String,
    /// Into how many accounts.
    pub count: u32,
}
