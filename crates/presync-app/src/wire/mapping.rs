//! Wire types of the mapping as it is edited: its rows, what is wrong with them, what they give, its versions.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ExpressionCheck, OutcomeCount, PartSpan, PersonInfo, WireDiagnostic, WireSide};

/// A row of a mapping as it is edited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MappingRowDraft {
    /// Target attribute.
    pub target: String,
    /// `direct`, `constant`, `expression` or `none`.
    pub kind: String,
    /// Source attribute, constant or expression.
    pub source: String,
    /// Default value; empty for none.
    pub default: String,
    /// `always`, `on_create`, `add_values`, `keep_value` or `if_empty`.
    pub apply: String,
    /// Matching precedence.
    pub precedence: Option<u32>,
}

/// The mapping in force, row by row.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct MappingInfo {
    /// Its version.
    pub version: MappingVersionInfo,
    /// Whether there is one to go back to.
    pub can_undo: bool,
    /// Whether there is one to go forth to.
    pub can_redo: bool,
    /// Whether the stored plan was made with exactly these rows.
    pub is_planned: bool,
    /// Whether what is recommended is known; else it is after `mapping.prepare`.
    pub knows_recommendation: bool,
    /// The rows in the order of the mapping.
    pub rows: Vec<MappingRow>,
    /// Recommended rows that the mapping does not have.
    pub left_out: Vec<MappingRow>,
    /// Rows that are not as recommended, the left out ones among them.
    pub edited: u32,
    /// What is said about the mapping as a whole.
    pub remarks: Vec<MappingRemark>,
}

/// One row of the mapping.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct MappingRow {
    /// What the row says.
    pub row: MappingRowDraft,
    /// What people call its target.
    pub label: String,
    /// Whether the intranet refuses users without the target.
    pub required: bool,
    /// The values the intranet accepts, where they are a closed list.
    pub allowed: Vec<String>,
    /// Changes of existing accounts it causes in the stored plan; none where the plan was made without it.
    pub changes: Option<u32>,
    /// What is said about it, gravest first.
    pub remarks: Vec<MappingRemark>,
    /// Whether it is as recommended.
    pub is_recommended: bool,
    /// What is recommended for its target; none where nothing is, or where that is not known yet.
    pub recommended: Option<RecommendedRow>,
}

/// What is recommended for a target, and what it was chosen from.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct RecommendedRow {
    /// The row.
    pub row: MappingRowDraft,
    /// Why, in one sentence.
    pub reason: String,
    /// The figure behind it.
    pub evidence: String,
    /// What it was chosen from, best first.
    pub candidates: Vec<RowCandidate>,
}

/// A way to fill a target.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct RowCandidate {
    /// `direct`, `constant`, `expression` or `none`.
    pub kind: String,
    /// Source attribute, constant or expression.
    pub source: String,
    /// Whether it is the recommended one.
    pub chosen: bool,
    /// Linked people with an intranet value who were looked at.
    pub of: u32,
    /// Of them, people for whom it gives a value.
    pub both: u32,
    /// Of them, people for whom it gives the intranet's.
    pub equal: u32,
    /// Share of equal values that unrelated columns would have, 0 to 1.
    pub chance: f64,
    /// What to know before it is used, a sentence each.
    pub notes: Vec<String>,
}

/// Something said about a mapping or a row of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MappingRemark {
    /// Stable code.
    pub code: String,
    /// `note`, `warning` or `blocker`; a blocker of writing keeps the mapping from being saved.
    pub severity: String,
    /// The part of the row that it is about: `target`, `source`, `precedence`, or empty.
    pub field: String,
    /// What it says.
    pub message: String,
    /// What to do; may be empty.
    pub remedy: String,
    /// The part of an expression.
    pub span: Option<PartSpan>,
    /// What to write there instead, where one text would very likely mend it.
    pub replacement: Option<String>,
}

/// Rows as they are being edited.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct DraftMapping {
    /// All rows, in order.
    pub rows: Vec<MappingRowDraft>,
}

/// What is wrong with rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct DraftRemarks {
    /// By row.
    pub rows: Vec<Vec<MappingRemark>>,
    /// About all of them.
    pub whole: Vec<MappingRemark>,
    /// Whether it can be saved.
    pub can_save: bool,
}

/// Looks at one row while it is edited; a job.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct TryRow {
    /// The row.
    pub row: MappingRowDraft,
}

/// What one row gives.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct RowTrial {
    /// For an expression: mistakes, warnings, coverage.
    pub check: Option<ExpressionCheck>,
    /// How it stands against the intranet.
    pub figures: RowFiguresInfo,
    /// The few users who tell most, those that are there.
    pub telling: Vec<TellingRow>,
}

/// How a row stands against what the intranet holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RowFiguresInfo {
    /// Azure users looked at: everybody, or a sample.
    pub users: u32,
    /// With a value.
    pub filled: u32,
    /// For whom no value can be computed.
    pub failed: u32,
    /// Linked people whose account holds a value and who would get one.
    pub both: u32,
    /// Of them, people for whom both are the same.
    pub equal: u32,
    /// Somebody to show.
    pub sample: Option<ToldValues>,
}

/// What a user holds and would get.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ToldValues {
    /// Whether the user is linked with an intranet user.
    pub is_linked: bool,
    /// What the intranet user holds.
    pub now: String,
    /// What the row gives.
    pub would_be: String,
    /// Why no value can be computed; else empty.
    pub error: String,
}

/// A user who tells much about a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct TellingRow {
    /// `longest`, `blank`, `non_ascii`, `frequent` or `failing`.
    pub telling: String,
    /// Of how many users it is true; of `longest`, how long it is in characters.
    pub count: u32,
    /// The user.
    pub person: PersonInfo,
    /// The values.
    pub values: ToldValues,
}

/// Everything rows may be written with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MappingVocabulary {
    /// Functions of the expression language, by name.
    pub functions: Vec<FunctionOffer>,
    /// Source attributes, the fullest first.
    pub sources: Vec<AttributeOffer>,
    /// Target attributes, by name.
    pub targets: Vec<AttributeOffer>,
    /// Azure users.
    pub azure_users: u32,
}

/// A function of the language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FunctionOffer {
    /// Its name.
    pub name: String,
    /// How it is called.
    pub signature: String,
    /// What to insert, with numbered stops: `Append(${1:source}, ${2:suffix})`.
    pub snippet: String,
    /// What it returns, in one sentence.
    pub help: String,
    /// One call of it.
    pub example: String,
    /// What it takes.
    pub parameters: Vec<ParameterOffer>,
}

/// A parameter of a function.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ParameterOffer {
    /// Its name.
    pub name: String,
    /// What it is.
    pub help: String,
    /// Whether it may be left empty.
    pub optional: bool,
    /// Whether it repeats.
    pub repeats: bool,
}

/// An attribute that rows may name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct AttributeOffer {
    /// As mappings spell it.
    pub name: String,
    /// What people call it; may be empty.
    pub label: String,
    /// Users with a value.
    pub filled: u32,
    /// Whether the export has such a column.
    pub held: bool,
    /// Whether the intranet refuses users without it.
    pub required: bool,
}

/// A saved mapping, or what is recommended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MappingVersionInfo {
    /// Its number; 0 for what is recommended.
    #[ts(type = "number")]
    pub number: i64,
    /// `recommended`, `given` or `edited`.
    pub origin: String,
    /// The file it was read from; else empty.
    pub name: String,
    /// When it was saved, RFC 3339; empty for what is recommended.
    pub saved_at: String,
}

/// Names a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
pub struct MappingVersionRef {
    /// Its number; 0 for what is recommended.
    #[ts(type = "number")]
    pub number: i64,
}

/// What came of saving.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MappingSaved {
    /// The new version; none where something keeps it from being saved.
    #[ts(type = "number | null")]
    pub version: Option<i64>,
    /// What is said about the rows.
    pub remarks: DraftRemarks,
}

/// Reads a mapping from a synchronization schema.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct ImportMapping {
    /// The file.
    pub handle: String,
}

/// A mapping that was read from a file and is in force now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MappingImported {
    /// Its version.
    #[ts(type = "number")]
    pub version: i64,
    /// Its user rows.
    pub rows: u32,
    /// What was odd about the file.
    pub diagnostics: Vec<WireDiagnostic>,
}

/// Compares two mappings by what they would do; a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
pub struct CompareMappings {
    /// The first; 0 for what is recommended.
    #[ts(type = "number")]
    pub before: i64,
    /// The second.
    #[ts(type = "number")]
    pub now: i64,
}

/// Asks who went from one outcome to another between the mappings compared last.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct MappingMoveQuery {
    /// The side.
    pub side: WireSide,
    /// Outcome under the first mapping.
    pub from: String,
    /// Outcome under the second.
    pub to: String,
    /// First row, from 0.
    pub offset: u32,
    /// Rows wanted, 500 at most.
    pub limit: u32,
}

/// What edited rows would do, against the mapping in force.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct MappingPreview {
    /// The plan line.
    pub line: String,
    /// Outcomes of both sides, worst first, zero counts kept.
    pub outcomes: Vec<OutcomeCount>,
    /// For each row how many existing accounts it would change.
    pub changes: Vec<u32>,
    /// The same under the mapping in force; 0 where that has no row for the target.
    pub changes_before: Vec<u32>,
    /// Changes of existing accounts by kind, where there are any.
    pub kinds: Vec<KindEffect>,
    /// People whose outcome is another one, most first.
    pub moves: Vec<OutcomeMove>,
}

/// How many changes of a kind there are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct KindEffect {
    /// The kind's word, such as `overwrite`.
    pub kind: String,
    /// Under the mapping in force.
    pub before: u32,
    /// Under the edited rows.
    pub now: u32,
}

/// People whose outcome moves.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct OutcomeMove {
    /// The side.
    pub side: WireSide,
    /// The outcome under the mapping in force.
    pub from: String,
    /// The outcome it would be.
    pub to: String,
    /// How many.
    pub count: u32,
    /// The first few.
    pub examples: Vec<PersonInfo>,
}
