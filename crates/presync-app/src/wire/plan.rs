//! Wire types of a plan: the summary every screen shows, and the package it becomes.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::WireSide;

/// Whether the customer can go ahead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Badge {
    /// Inside the budget, no open warning, nobody undecided.
    Ready,
    /// Inside the budget, with open warnings or undecided pairs.
    ReadyWithExceptions,
    /// Outside the budget.
    NotReady,
}

/// What the stored plan says, for verdict, matrix and tiles.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PlanSummary {
    /// The badge.
    pub badge: Badge,
    /// One sentence, worst consequence first.
    pub verdict: String,
    /// The plan line, ready to show.
    pub line: String,
    /// Intranet users.
    pub legacy_users: u32,
    /// Azure users.
    pub azure_users: u32,
    /// Outcomes of both sides, worst first, zero counts kept.
    pub outcomes: Vec<OutcomeCount>,
    /// Identity × rule.
    pub matrix: Vec<MatrixCell>,
    /// Changes by attribute, kind and class.
    pub changes: Vec<ChangeGroup>,
    /// What the changes of a mapping row have in common, the most destructive first.
    #[serde(default)]
    pub named: Vec<NamedChange>,
    /// Limits and what the plan needs of them.
    pub gauges: Vec<WireGauge>,
    /// Findings by code.
    pub findings: Vec<FindingGroup>,
    /// What is who: links by rule and status.
    pub links: Vec<LinkCount>,
    /// From both populations to links; nothing in a plan that an older version made.
    #[serde(default)]
    pub funnel: FunnelInfo,
    /// Where the intranet's keys come from.
    pub key_sources: Vec<KeySourceInfo>,
    /// The mapping.
    pub mapping: Vec<MappingRowInfo>,
    /// What is assumed.
    pub assumptions: Vec<PlanAssumption>,
    /// When the plan was made, RFC 3339.
    pub made_at: String,
}

/// From both populations to links. Users of a side = linked + review + unmatched of that side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
pub struct FunnelInfo {
    /// Pairs held to be one person.
    pub linked: u32,
    /// Azure users with nothing but an open pair.
    pub review_azure: u32,
    /// Intranet users with nothing but an open pair.
    pub review_legacy: u32,
    /// Azure users without any pair.
    pub unmatched_azure: u32,
    /// Intranet users without any pair.
    pub unmatched_legacy: u32,
}

/// Users of a side with one outcome.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OutcomeCount {
    /// The side.
    pub side: WireSide,
    /// The outcome's word.
    pub outcome: String,
    /// How many.
    pub count: u32,
}

/// One cell of identity × rule, over the Azure users.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MatrixCell {
    /// Row: `same_person`, `undecided` or `nobody`.
    pub identity: String,
    /// Column: `own_account`, `other_account`, `several`, `nothing` or `not_looked_up`.
    pub rule: String,
    /// The outcome's word, for the colour.
    pub outcome: String,
    /// How many.
    pub count: u32,
}

/// Changes of one attribute, kind and class.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ChangeGroup {
    /// Target attribute.
    pub target: String,
    /// What people call it.
    pub label: String,
    /// Kind of change.
    pub kind: String,
    /// How the values differ.
    pub class: String,
    /// How many.
    pub count: u32,
    /// Up to five examples, now and would be.
    pub examples: Vec<(String, String)>,
}

/// What nearly all changes of one mapping row have in common.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NamedChange {
    /// Target attribute.
    pub target: String,
    /// What people call it.
    pub label: String,
    /// How most of the values differ.
    pub class: String,
    /// Such as `domain old.example → new.example, 1,204 people`.
    pub sentence: String,
}

/// A limit of the budget.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WireGauge {
    /// What is limited.
    pub name: String,
    /// The limit.
    pub limit: u32,
    /// What the plan has.
    pub actual: u32,
    /// The first five who count: Azure users for totals, intranet users for the rest.
    #[serde(default)]
    pub who: Vec<String>,
}

/// Findings of one code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FindingGroup {
    /// Stable code.
    pub code: String,
    /// `note`, `warning` or `blocker`.
    pub severity: String,
    /// What it says.
    pub title: String,
    /// What to do.
    pub remedy: String,
    /// How many.
    pub count: u32,
    /// Because of what, and what would come of it.
    #[serde(default)]
    pub why: String,
    /// How many people they concern; 0 where they are about the mapping or the engagement.
    #[serde(default)]
    pub people: u32,
}

/// Links of one rule and status.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LinkCount {
    /// The rule's word.
    pub rule: String,
    /// The status's word.
    pub status: String,
    /// How many.
    pub count: u32,
}

/// A candidate for the source of an intranet key.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct KeySourceInfo {
    /// `uid` or `user_name`.
    pub key: String,
    /// Azure attribute.
    pub attribute: String,
    /// Share of the intranet's keys it explains, 0 to 1.
    pub share: f64,
    /// Whether it was taken.
    pub detected: bool,
}

/// One row of the mapping.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MappingRowInfo {
    /// Target attribute.
    pub target: String,
    /// What people call it.
    pub label: String,
    /// `direct`, `constant`, `expression` or `none`.
    pub kind: String,
    /// Source attribute, constant or expression.
    pub source: String,
    /// Default value.
    pub default: String,
    /// `always` or `on_create`.
    pub apply: String,
    /// Matching precedence.
    pub precedence: Option<u32>,
    /// Why.
    pub reason: String,
    /// The figure behind it.
    pub evidence: String,
    /// Changes of existing accounts it causes.
    pub changes: u32,
}

/// Something taken for granted, that a plan depends on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PlanAssumption {
    /// Name in the files.
    pub name: String,
    /// What is assumed.
    pub sentence: String,
    /// Azure users whose row would be another under another choice.
    #[serde(default)]
    pub users: u32,
}

/// Something taken for granted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AssumptionInfo {
    /// Name in the files.
    pub name: String,
    /// What is assumed.
    pub sentence: String,
}

/// A folder the user chose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FolderHandle {
    /// Opaque handle.
    pub handle: String,
    /// Folder name.
    pub name: String,
}

/// Writes the hand-over package; a job.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct WritePackage {
    /// The folder it becomes.
    pub folder: String,
    /// Whether cells that a spreadsheet would run are written as they are.
    pub faithful_csv: bool,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PackageInfo {
    /// Handle of the folder, for opening it.
    pub folder: String,
    /// Its name.
    pub name: String,
    /// The files in it with their sizes in bytes.
    pub files: Vec<PackageFile>,
    /// What of the report's look could not be had, in sentences.
    pub notes: Vec<String>,
}

/// One file of the package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PackageFile {
    /// File name.
    pub name: String,
    /// Size in bytes.
    #[ts(type = "number")]
    pub bytes: u64,
}
