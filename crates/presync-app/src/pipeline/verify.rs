//! After go-live: a plan held against the provisioning logs and against a later export of the intranet.

use std::path::PathBuf;

use jiff::Timestamp;
use presync_core::{
    Diagnostic, Population, Side,
    verification::{Aftermath, Observation, Promise, Verification, check_export, check_log},
};
use presync_import::{PlanFile, read_provisioning_log};
use presync_report::{
    CsvProfile, Existing, Options, PackageState, ReportError, VerificationReport, VerifiedInput,
    Written, check_package, write_verification,
};

use super::{ImportRequest, import_files, package::of_package};
use crate::{job::JobContext, wire::Failure, workspace};

/// What is held against what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifyRequest {
    /// The plan: `plan.json`, or the folder of a package.
    pub plan: PathBuf,
    /// Files of provisioning logs, in any order.
    pub logs: Vec<PathBuf>,
    /// Exports of the intranet after the sync.
    pub after: Vec<PathBuf>,
    /// The exports of the intranet that the plan was made from, to see unplanned changes too.
    pub before: Vec<PathBuf>,
    /// A person knows that the first cycle is over and the logs are whole.
    pub is_over: bool,
    /// The folder that is written.
    pub folder: PathBuf,
    /// How CSV cells are written.
    pub csv: CsvProfile,
    /// What happens to a folder that is there already.
    pub existing: Existing,
}

/// What came of it.
#[derive(Debug)]
pub struct Verified {
    /// What the logs say; none where none were given.
    pub log: Option<Verification>,
    /// What the later export says; none where none was given.
    pub after: Option<Aftermath>,
    /// What was odd about the logs.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether everything is as planned as far as can be seen.
    pub is_kept: bool,
    /// The verdict in one sentence.
    pub sentence: String,
    /// The folder.
    pub written: Written,
}

impl Verified {
    /// What was odd about the logs, a sentence each; every entry that names nobody among it.
    #[must_use]
    pub fn remarks(&self) -> Vec<String> {
        remarks(self.log.as_ref(), &self.diagnostics)
    }

    /// What fits what was seen, as `NAME=CHOICE` for the next plan.
    #[must_use]
    pub fn assumes(&self) -> Vec<String> {
        let seen = self.log.iter().flat_map(|log| &log.observations);
        seen.filter_map(Observation::assume).collect()
    }
}

/// Compares and writes, whole or not at all.
///
/// # Errors
/// When the folder holds something that would be lost, a file is not what it was given as, the disk
/// refuses, or the user stops it.
pub fn verify(
    request: &VerifyRequest,
    now: Timestamp,
    job: &JobContext,
) -> Result<Verified, Failure> {
    refuse_occupied(request)?;
    let plan = PlanFile::open(&request.plan)?;
    let promise = plan.promise(job)?;
    let (log, diagnostics) = held_against_logs(request, &promise, now)?;
    let after = held_against_export(request, &promise, now, job)?;
    let remarks = remarks(log.as_ref(), &diagnostics);
    let inputs = inputs(request, &plan);
    let (title, planned_at) = plan.title();
    let report = VerificationReport {
        title,
        planned_at,
        now,
        log: log.as_ref(),
        after: after.as_ref(),
        inputs: &inputs,
        remarks: &remarks,
    };
    let options = Options {
        csv: request.csv,
        existing: request.existing,
        ..Options::to(&request.folder)
    };
    let written = write_verification(&report, &options, job).map_err(of_package)?;
    let (is_kept, sentence) = (report.is_kept(), report.sentence());
    Ok(Verified {
        log,
        after,
        diagnostics,
        is_kept,
        sentence,
        written,
    })
}

fn refuse_occupied(request: &VerifyRequest) -> Result<(), Failure> {
    let folder = request.folder.clone();
    match check_package(&folder)? {
        PackageState::Other(reason) if request.existing == Existing::ReplaceIntact => {
            Err(of_package(ReportError::Occupied { folder, reason }))
        }
        _ => Ok(()),
    }
}

fn held_against_logs(
    request: &VerifyRequest,
    promise: &Promise,
    now: Timestamp,
) -> Result<(Option<Verification>, Vec<Diagnostic>), Failure> {
    if request.logs.is_empty() {
        return Ok((None, Vec::new()));
    }
    let listing = read_provisioning_log(&request.logs)?;
    let found = check_log(promise, &listing.rows, now, request.is_over);
    Ok((Some(found), listing.diagnostics))
}

fn held_against_export(
    request: &VerifyRequest,
    promise: &Promise,
    now: Timestamp,
    job: &JobContext,
) -> Result<Option<Aftermath>, Failure> {
    if request.after.is_empty() {
        return Ok(None);
    }
    let after = accounts(request, &request.after, now, job)?;
    let before = match request.before.is_empty() {
        true => None,
        false => Some(accounts(request, &request.before, now, job)?),
    };
    Ok(Some(check_export(promise, &after, before.as_ref())))
}

/// Accounts through the ordinary importer, in a workspace of their own.
fn accounts(
    request: &VerifyRequest,
    files: &[PathBuf],
    now: Timestamp,
    job: &JobContext,
) -> Result<Population, Failure> {
    let mut workspace = workspace::open_or_make(None, &request.folder, None)?;
    let requests = files
        .iter()
        .map(|path| ImportRequest::new(path, Side::Legacy));
    let requests: Vec<ImportRequest> = requests.collect();
    import_files(&mut workspace, &requests, now, job)?;
    Ok(workspace.population(Side::Legacy, job)?)
}

/// What was odd about the logs; every entry that names nobody among it.
fn remarks(log: Option<&Verification>, diagnostics: &[Diagnostic]) -> Vec<String> {
    let nameless = log.into_iter().flat_map(|log| &log.nameless);
    let nameless = nameless.map(|(file, line)| {
        format!("{file}, line {line}: this entry names nobody, so it is compared with nothing.")
    });
    let odd = diagnostics.iter().map(ToString::to_string);
    odd.chain(nameless).collect()
}

fn inputs<'a>(request: &'a VerifyRequest, plan: &'a PlanFile) -> Vec<VerifiedInput<'a>> {
    let of = |role: &'static str, files: &'a [PathBuf]| {
        files.iter().map(move |path| VerifiedInput { role, path })
    };
    let plan = VerifiedInput {
        role: "plan",
        path: plan.path(),
    };
    std::iter::once(plan)
        .chain(of("provisioning log", &request.logs))
        .chain(of("intranet users after the sync", &request.after))
        .chain(of("intranet users before the sync", &request.before))
        .collect()
}
