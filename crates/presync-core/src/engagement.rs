//! Everything a finished plan is read together with, borrowed: what writers and summaries take.

use jiff::Timestamp;

use crate::{
    Diagnostic, Plan, Population, Side, budget::Budget, key_search::Weights, mapping::Mapping,
    matching::Matching, recommend::TargetStudy, scope::Scope,
};

/// One input file as the report names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputFile {
    /// The side whose users it holds; none for schemas, assignments, decisions.
    pub side: Option<Side>,
    /// What it was used as, such as `Azure users`, `schema to patch`.
    pub role: String,
    /// Base name.
    pub file: String,
    /// Lower-case hex SHA-256.
    pub sha256: String,
    /// Size in bytes.
    pub bytes: u64,
    /// Detected format in words.
    pub format: String,
    /// Records it holds, rejected ones included; 0 where records are not counted.
    pub records: u32,
    /// Records that could not be used.
    pub rejected: u32,
}

/// A plan and all that it was made from.
#[derive(Debug, Clone, Copy)]
pub struct Engagement<'a> {
    /// What the engagement is called in the report.
    pub title: &'a str,
    /// The moment the plan is dated to.
    pub now: Timestamp,
    /// The intranet users.
    pub legacy: &'a Population,
    /// The Azure users.
    pub azure: &'a Population,
    /// Who is who.
    pub matching: &'a Matching,
    /// The mapping the plan was made under.
    pub mapping: &'a Mapping,
    /// Whether Presync recommended that mapping; otherwise it was given.
    pub recommended: bool,
    /// What was found out about each intranet attribute; none when the mapping was given.
    pub studies: &'a [TargetStudy],
    /// What a person harmed by match keys counts.
    pub weights: Weights,
    /// Who is assigned.
    pub scope: &'a Scope,
    /// The plan.
    pub plan: &'a Plan,
    /// The limits it is judged by.
    pub budget: &'a Budget,
    /// The input files in the order given.
    pub inputs: &'a [InputFile],
    /// What was odd about the inputs.
    pub diagnostics: &'a [Diagnostic],
}

impl Engagement<'_> {
    /// Who is in scope, in the word that files use: `all` when somebody said so.
    #[must_use]
    pub fn scope_word(&self) -> &'static str {
        match (self.scope.assigned_only, self.scope.stated) {
            (true, _) => "assigned",
            (false, true) => "all",
            (false, false) => "all (assumed)",
        }
    }

    /// Where the mapping comes from, in the word that files use.
    #[must_use]
    pub fn mapping_word(&self) -> &'static str {
        if self.recommended {
            "recommended"
        } else {
            "given"
        }
    }
}
