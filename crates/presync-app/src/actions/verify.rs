//! Verify: dropped files looked into, the comparison as a job, its rows by the page.

use std::{collections::BTreeMap, ffi::OsStr, path::PathBuf, sync::Arc};

use presync_core::{
    Side,
    verification::{
        Actual, AfterRow, AfterVerdict, Observation, Verdict, Verification, VerifiedRow,
    },
};
use presync_import::{FileKind, PlanFile};

use super::report::finished;
use crate::{
    App,
    app::lock,
    files::base_name,
    job::JobContext,
    pipeline::{
        Branding, Contents, CsvProfile, Existing, PackageRequest, Said, Verified, VerifyRequest,
        WaveSizes, look, verify, write_package,
    },
    wire::{
        CodeCount, EvidenceInfo, Failure, FolderHandle, LookAtEvidence, Nothing, ObservationInfo,
        PackageFile, VerdictCount, VerificationInfo, VerifiedAccountInfo, VerifiedAccounts,
        VerifiedExportInfo, VerifiedLogInfo, VerifiedQuery, VerifiedUserInfo, VerifiedUsers,
        VerifiedValueInfo, VerifyFiles, VerifyRole,
    },
};

/// What the folder is called unless the user says otherwise.
const SUGGESTED_FOLDER: &str = "verified";
/// Remarks that cross to the page; the files hold all.
const REMARKS_MAX: usize = 200;
/// Rows of a page at most.
const ROWS_MAX: u32 = 200;

/// A verification, kept while the application runs.
pub(crate) struct Kept {
    info: VerificationInfo,
    verified: Verified,
}

pub(crate) fn choose_folder(app: &App, _: Nothing) -> Result<Option<FolderHandle>, Failure> {
    let folder = app.host.place_package(SUGGESTED_FOLDER);
    Ok(folder.map(|path| lock(&app.handles).add_folder(&path)))
}

/// What a file seems to be. One that cannot be read is told so when it is used.
pub(crate) fn look_at(app: &App, params: LookAtEvidence) -> Result<EvidenceInfo, Failure> {
    let path = lock(&app.handles).path(&params.handle)?;
    let is_json = path
        .extension()
        .and_then(OsStr::to_str)
        .is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
    if is_json && PlanFile::open(&path).is_ok() {
        return Ok(evidence(Some(VerifyRole::Plan), "a plan"));
    }
    let options = presync_import::ReadOptions::default();
    let said = Said {
        side: Some(Side::Legacy),
        options: &options,
        profile: None,
        memory: None,
    };
    let job = JobContext::unwatched().with_reader(app.host.reader());
    let kind = look(&path, said, &job)?.inspection.kind;
    Ok(match kind {
        FileKind::ProvisioningLog => evidence(Some(VerifyRole::Log), kind.words()),
        FileKind::Users => evidence(Some(VerifyRole::After), kind.words()),
        _ => evidence(None, kind.words()),
    })
}

fn evidence(role: Option<VerifyRole>, words: &str) -> EvidenceInfo {
    EvidenceInfo {
        role,
        words: words.to_owned(),
    }
}

pub(crate) fn run(
    app: &App,
    params: VerifyFiles,
    job: &JobContext,
) -> Result<VerificationInfo, Failure> {
    if params.logs.is_empty() && params.after.is_empty() {
        return Err(Failure::new(
            "nothing_to_verify",
            "There is nothing to hold the plan against.",
        )
        .hint("Add provisioning logs, a later export of the intranet, or both."));
    }
    let paths = |handles: &[String]| -> Result<Vec<PathBuf>, Failure> {
        let known = lock(&app.handles);
        handles.iter().map(|handle| known.path(handle)).collect()
    };
    // Held until everything is written: the manifest names the plan's digest.
    let own = tempfile::tempdir().map_err(|_| Failure::internal())?;
    let plan = match &params.plan {
        Some(handle) => lock(&app.handles).path(handle)?,
        None => plan_of_workspace(app, own.path().join("plan"), job)?,
    };
    let request = VerifyRequest {
        plan,
        logs: paths(&params.logs)?,
        after: paths(&params.after)?,
        before: paths(&params.before)?,
        is_over: params.is_over,
        folder: lock(&app.handles).path(&params.folder)?,
        csv: CsvProfile::SpreadsheetSafe,
        existing: Existing::ReplaceIntact,
    };
    let title = PlanFile::open(&request.plan)?.title().0.to_owned();
    let verified = verify(&request, app.host.now(), job)?;
    let mut kept = lock(&app.verified);
    let number = kept.as_ref().map_or(1, |last| last.info.number + 1);
    let info = described(&verified, number, title, &params.folder);
    *kept = Some(Arc::new(Kept {
        info: info.clone(),
        verified,
    }));
    Ok(info)
}

/// The plan of the open workspace as a package of rows, which is what a verification reads.
fn plan_of_workspace(app: &App, folder: PathBuf, job: &JobContext) -> Result<PathBuf, Failure> {
    let opened = app.workspace()?;
    let finished = finished(app, &opened, job)?;
    let request = PackageRequest {
        folder: folder.clone(),
        contents: Contents::Csv,
        csv: CsvProfile::Faithful,
        existing: Existing::ReplaceIntact,
        waves: WaveSizes::default(),
        branding: Branding::default(),
    };
    write_package(&finished, &request, job)?;
    Ok(folder)
}

pub(crate) fn last(app: &App, _: Nothing) -> Result<Option<VerificationInfo>, Failure> {
    Ok(lock(&app.verified).as_ref().map(|kept| kept.info.clone()))
}

pub(crate) fn users(app: &App, query: VerifiedQuery) -> Result<VerifiedUsers, Failure> {
    let kept = kept(app)?;
    let rows = kept.verified.log.iter().flat_map(|log| &log.rows);
    let word = query.search.trim().to_lowercase();
    let found = rows.filter(|row| {
        is_wanted(query.verdict.as_deref(), row.verdict.as_str())
            && (query.code.is_none() || code_of(row) == query.code.as_deref())
            && (word.is_empty() || holds(row, &word))
    });
    let (total, rows) = page(found, &query, user);
    Ok(VerifiedUsers { total, rows })
}

pub(crate) fn accounts(app: &App, query: VerifiedQuery) -> Result<VerifiedAccounts, Failure> {
    let kept = kept(app)?;
    let rows = kept.verified.after.iter().flat_map(|after| &after.rows);
    let word = query.search.trim().to_lowercase();
    let found = rows.filter(|row| {
        is_wanted(query.verdict.as_deref(), row.verdict.as_str())
            && [&row.account, &row.target, &row.predicted, &row.actual]
                .iter()
                .any(|text| text.to_lowercase().contains(&word))
    });
    let (total, rows) = page(found, &query, account);
    Ok(VerifiedAccounts { total, rows })
}

fn kept(app: &App) -> Result<Arc<Kept>, Failure> {
    lock(&app.verified).clone().ok_or_else(|| {
        Failure::new("not_verified", "Nothing was compared yet.")
            .hint("Add the logs on the Verify screen, then compare.")
    })
}

fn page<'a, T: 'a, U>(
    found: impl Iterator<Item = &'a T>,
    query: &VerifiedQuery,
    told: impl Fn(&'a T) -> U,
) -> (u32, Vec<U>) {
    let (mut total, mut rows) = (0, Vec::new());
    let from = query.offset;
    let to = from.saturating_add(query.limit.min(ROWS_MAX));
    for row in found {
        if (from..to).contains(&total) {
            rows.push(told(row));
        }
        total += 1;
    }
    (total, rows)
}

fn is_wanted(wanted: Option<&str>, verdict: &str) -> bool {
    wanted.is_none_or(|wanted| wanted == verdict)
}

/// The code of a user who failed; empty where the log names none.
fn code_of(row: &VerifiedRow) -> Option<&str> {
    match (row.verdict, &row.actual) {
        (Verdict::Failed, Some(Actual::Failed(code))) => Some(code),
        _ => None,
    }
}

fn holds(row: &VerifiedRow, word: &str) -> bool {
    let values = row
        .values
        .iter()
        .flat_map(|value| [&value.target, &value.planned, &value.actual]);
    [&row.name, &row.id, &row.reason]
        .into_iter()
        .chain(values)
        .any(|text| text.to_lowercase().contains(word))
}

fn described(verified: &Verified, number: u32, title: String, folder: &str) -> VerificationInfo {
    let remarks = verified.remarks();
    let files = verified.written.files.iter();
    VerificationInfo {
        number,
        title,
        is_kept: verified.is_kept,
        sentence: verified.sentence.clone(),
        log: verified.log.as_ref().map(log),
        after: verified.after.as_ref().map(|after| VerifiedExportInfo {
            counts: AfterVerdict::ALL
                .into_iter()
                .map(|one| VerdictCount {
                    verdict: one.as_str().to_owned(),
                    label: one.label().to_owned(),
                    count: number_of(after.counts.get(&one).copied().unwrap_or(0)),
                    is_deviation: one.is_deviation(),
                })
                .collect(),
            has_before: after.has_before,
        }),
        remark_count: number_of(remarks.len()),
        remarks: remarks.into_iter().take(REMARKS_MAX).collect(),
        folder: folder.to_owned(),
        folder_name: base_name(&verified.written.folder),
        files: files
            .map(|file| PackageFile {
                name: file.name.clone(),
                bytes: file.bytes,
            })
            .collect(),
    }
}

fn log(log: &Verification) -> VerifiedLogInfo {
    let counts = log.counts().into_iter();
    let counts = counts.map(|(verdict, count)| VerdictCount {
        verdict: verdict.as_str().to_owned(),
        label: verdict.label().to_owned(),
        count: number_of(count),
        is_deviation: verdict.is_deviation(),
    });
    VerifiedLogInfo {
        coverage: log.coverage.as_str().to_owned(),
        coverage_sentence: log.coverage.sentence().to_owned(),
        from: log.span.map(|(from, _)| from.to_string()),
        to: log.span.map(|(_, to)| to.to_string()),
        entries: number_of(log.entries),
        group_entries: number_of(log.group_entries),
        counts: counts.collect(),
        codes: codes(log),
        observations: log.observations.iter().map(observation).collect(),
    }
}

fn codes(log: &Verification) -> Vec<CodeCount> {
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    for code in log.rows.iter().filter_map(code_of) {
        *counts.entry(code).or_default() += 1;
    }
    let mut codes: Vec<CodeCount> = counts
        .into_iter()
        .map(|(code, count)| CodeCount {
            code: code.to_owned(),
            count,
        })
        .collect();
    codes.sort_by_key(|one| std::cmp::Reverse(one.count));
    codes
}

fn observation(seen: &Observation) -> ObservationInfo {
    ObservationInfo {
        name: seen.assumption.name().to_owned(),
        sentence: seen.assumption.sentence().to_owned(),
        chosen: seen.chosen.to_owned(),
        held: number_of(seen.held),
        broken: number_of(seen.broken),
        unseen: number_of(seen.unseen),
        fits: seen.fits().map(str::to_owned),
        assume: seen.assume(),
    }
}

fn user(row: &VerifiedRow) -> VerifiedUserInfo {
    let place = row.place.as_ref();
    VerifiedUserInfo {
        id: row.id.clone(),
        name: row.name.clone(),
        verdict: row.verdict.as_str().to_owned(),
        planned: row.planned.map(|action| action.as_str().to_owned()),
        seen: row.actual.as_ref().map(Actual::words),
        at: row.at.clone(),
        reason: row.reason.clone(),
        place: place.map(|(file, line)| format!("{file}, line {line}")),
        values: row
            .values
            .iter()
            .map(|value| VerifiedValueInfo {
                target: value.target.clone(),
                verdict: value.verdict.as_str().to_owned(),
                planned: value.planned.clone(),
                seen: value.actual.clone(),
            })
            .collect(),
        values_kept: number_of(row.values_kept),
        earlier: row.earlier.clone(),
        basis: row.basis.iter().map(|one| one.name().to_owned()).collect(),
    }
}

fn account(row: &AfterRow) -> VerifiedAccountInfo {
    VerifiedAccountInfo {
        account: row.account.clone(),
        value: VerifiedValueInfo {
            target: row.target.clone(),
            verdict: row.verdict.as_str().to_owned(),
            planned: row.predicted.clone(),
            seen: row.actual.clone(),
        },
    }
}

fn number_of(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
