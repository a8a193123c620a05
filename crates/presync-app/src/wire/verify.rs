//! What the Verify screen asks and is told: a plan held against what happened.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::PackageFile;

/// What a file is to the verification.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum VerifyRole {
    /// `plan.json` of a package.
    Plan,
    /// A provisioning log, or one table of it.
    Log,
    /// The intranet after the sync.
    After,
    /// The intranet that the plan was made from.
    Before,
}

/// Which file is asked about.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct LookAtEvidence {
    /// Its handle.
    pub handle: String,
}

/// What a dropped file seems to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct EvidenceInfo {
    /// Its use; none where it has none here.
    pub role: Option<VerifyRole>,
    /// What it is, in words.
    pub words: String,
}

/// What is held against what.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct VerifyFiles {
    /// `plan.json`; without it the plan of the open workspace counts.
    pub plan: Option<String>,
    /// Provisioning logs.
    pub logs: Vec<String>,
    /// The intranet after the sync.
    pub after: Vec<String>,
    /// The intranet that the plan was made from.
    pub before: Vec<String>,
    /// A person knows that the first cycle is over and the log is whole.
    pub is_over: bool,
    /// Handle of the folder that is written.
    pub folder: String,
}

/// What came of it; the rows are asked for by the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct VerificationInfo {
    /// Grows with every verification of this session.
    pub number: u32,
    /// The plan's engagement.
    pub title: String,
    /// Whether everything is as planned as far as can be seen.
    pub is_kept: bool,
    /// The verdict in one sentence.
    pub sentence: String,
    /// What the logs say; none where none were given.
    pub log: Option<VerifiedLogInfo>,
    /// What the later export says; none where none was given.
    pub after: Option<VerifiedExportInfo>,
    /// What was odd about the logs, a sentence each; at most 200, all are in the files.
    pub remarks: Vec<String>,
    /// How many there are of those.
    pub remark_count: u32,
    /// Handle of the folder.
    pub folder: String,
    /// Its name.
    pub folder_name: String,
    /// What was written.
    pub files: Vec<PackageFile>,
}

/// A plan against logs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct VerifiedLogInfo {
    /// `whole`, `cycle-open`, `quarantined`, `cut-at-retention` or `no-log`.
    pub coverage: String,
    /// What follows from it.
    pub coverage_sentence: String,
    /// First moment of the log (RFC 3339).
    pub from: Option<String>,
    /// Last moment of the log.
    pub to: Option<String>,
    /// Entries that were compared.
    pub entries: u32,
    /// Entries about groups, which are not compared.
    pub group_entries: u32,
    /// Users by verdict, worst first; none is left out.
    pub counts: Vec<VerdictCount>,
    /// Failed users by error code, most first.
    pub codes: Vec<CodeCount>,
    /// What was seen of what the plan assumed.
    pub observations: Vec<ObservationInfo>,
}

/// A plan against a later export.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct VerifiedExportInfo {
    /// Accounts and values by verdict, worst first; none is left out.
    pub counts: Vec<VerdictCount>,
    /// Whether the export before was given too.
    pub has_before: bool,
}

/// How many there are of a verdict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct VerdictCount {
    /// The word used in files.
    pub verdict: String,
    /// What people read.
    pub label: String,
    /// How many.
    pub count: u32,
    /// Whether it is a broken promise.
    pub is_deviation: bool,
}

/// How many failed with a code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CodeCount {
    /// The service's code; empty where the log names none.
    pub code: String,
    /// How many users.
    pub count: u32,
}

/// One assumption of the plan and what was seen of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ObservationInfo {
    /// Its name.
    pub name: String,
    /// What it says.
    pub sentence: String,
    /// What the plan had chosen.
    pub chosen: String,
    /// Users for whom it held.
    pub held: u32,
    /// Users for whom it did not.
    pub broken: u32,
    /// Users of whom the log says nothing.
    pub unseen: u32,
    /// The choice that everything seen speaks for.
    pub fits: Option<String>,
    /// `NAME=CHOICE` for the next plan.
    pub assume: Option<String>,
}

/// Which rows are wanted, and from where on.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct VerifiedQuery {
    /// Only those of this verdict.
    pub verdict: Option<String>,
    /// Only those that failed with this code.
    pub code: Option<String>,
    /// Only those whose names, values or reasons hold this.
    pub search: String,
    /// How many are skipped.
    pub offset: u32,
    /// How many are wanted; at most 200.
    pub limit: u32,
}

/// A page of users.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct VerifiedUsers {
    /// How many there are in all.
    pub total: u32,
    /// Those of the page.
    pub rows: Vec<VerifiedUserInfo>,
}

/// A user, planned and seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct VerifiedUserInfo {
    /// Object id; may be empty.
    pub id: String,
    /// User principal name, or what the log calls the user.
    pub name: String,
    /// How it stands.
    pub verdict: String,
    /// The planned action; none for somebody whom the plan does not know.
    pub planned: Option<String>,
    /// What was done, with its code or reason; none without an entry.
    pub seen: Option<String>,
    /// When, as the log spells it.
    pub at: String,
    /// The reason in the service's words.
    pub reason: String,
    /// File and line of the entry that counts.
    pub place: Option<String>,
    /// Values that are not as planned.
    pub values: Vec<VerifiedValueInfo>,
    /// How many values are as planned.
    pub values_kept: u32,
    /// Entries before the one that counts.
    pub earlier: Vec<String>,
    /// What the plan's row rests on.
    pub basis: Vec<String>,
}

/// A value, planned and seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct VerifiedValueInfo {
    /// The attribute; empty where it is about the account.
    pub target: String,
    /// How it stands.
    pub verdict: String,
    /// The planned value.
    pub planned: String,
    /// The value that was seen.
    pub seen: String,
}

/// A page of what a later export says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct VerifiedAccounts {
    /// How many there are in all.
    pub total: u32,
    /// Those of the page.
    pub rows: Vec<VerifiedAccountInfo>,
}

/// One account, or one attribute of it, that is not as predicted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct VerifiedAccountInfo {
    /// The account's user name.
    pub account: String,
    /// The value in question.
    pub value: VerifiedValueInfo,
}
