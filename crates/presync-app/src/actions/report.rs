//! The report: where it goes, writing it as a job, showing its folder.

use std::sync::Arc;

use crate::{
    App,
    app::{OpenWorkspace, lock},
    files::base_name,
    job::JobContext,
    pipeline::{
        Contents, CsvProfile, Existing, Finished, PackageRequest, ReportLook, WaveSizes,
        fix_states, keep_report, kept_report, write_package,
    },
    wire::{
        Failure, FixesRead, FolderHandle, Nothing, PackageFile, PackageInfo, ReadFixes,
        ReportSettings, WireDiagnostic, WritePackage,
    },
};

/// What the folder is called unless the user says otherwise.
const SUGGESTED_FOLDER: &str = "handover";
/// Diagnostics shown at most.
const DIAGNOSTICS_MAX: usize = 500;

pub(crate) fn choose_folder(app: &App, _: Nothing) -> Result<Option<FolderHandle>, Failure> {
    let folder = app.host.place_package(SUGGESTED_FOLDER);
    Ok(folder.map(|path| lock(&app.handles).add_folder(&path)))
}

pub(crate) fn open_folder(app: &App, params: FolderHandle) -> Result<Nothing, Failure> {
    let path = lock(&app.handles).path(&params.handle)?;
    match app.host.show_folder(&path) {
        Ok(()) => Ok(Nothing {}),
        Err(message) => Err(Failure::new("folder_not_shown", &message)),
    }
}

pub(crate) fn write(
    app: &App,
    params: WritePackage,
    job: &JobContext,
) -> Result<PackageInfo, Failure> {
    let folder = lock(&app.handles).path(&params.folder)?;
    let opened = app.workspace()?;
    let finished = finished(app, &opened, job)?;
    let look = ReportLook::of(&kept_report(&opened.reader())?)?;
    let request = PackageRequest {
        folder,
        contents: Contents::Full,
        csv: if params.faithful_csv {
            CsvProfile::Faithful
        } else {
            CsvProfile::SpreadsheetSafe
        },
        existing: Existing::ReplaceIntact,
        waves: WaveSizes::default(),
        branding: look.branding,
    };
    let written = write_package(&finished, &request, job)?;
    let files = written.files.iter();
    Ok(PackageInfo {
        folder: params.folder,
        name: base_name(&written.folder),
        files: files
            .map(|f| PackageFile {
                name: f.name.clone(),
                bytes: f.bytes,
            })
            .collect(),
        notes: look.notes,
    })
}

/// Whose report it is.
pub(crate) fn settings(app: &App, _: Nothing) -> Result<ReportSettings, Failure> {
    kept_report(&app.workspace()?.reader())
}

/// Says whose report it is; what cannot be used is refused, and nothing is kept then.
pub(crate) fn set(app: &App, params: ReportSettings) -> Result<Vec<String>, Failure> {
    let look = ReportLook::of(&params)?;
    let opened = app.workspace()?;
    keep_report(&mut *opened.writer()?, &params)?;
    Ok(look.notes)
}

/// Holds the sheet of data fixes against the exports of the plan.
pub(crate) fn read_fixes(
    app: &App,
    params: ReadFixes,
    job: &JobContext,
) -> Result<FixesRead, Failure> {
    let path = lock(&app.handles).path(&params.handle)?;
    let opened = app.workspace()?;
    let finished = finished(app, &opened, job)?;
    let states = fix_states(&path, &finished, job)?;
    Ok(FixesRead {
        done: states.done,
        not_done: states.not_done,
        other_value: states.other_value,
        open: states.open,
        unseen: states.unseen,
        diagnostics: (states.diagnostics.into_iter())
            .take(DIAGNOSTICS_MAX)
            .map(WireDiagnostic::from)
            .collect(),
    })
}

/// The plan as it was run, or computed again when the workspace was opened since.
pub(super) fn finished(
    app: &App,
    opened: &OpenWorkspace,
    job: &JobContext,
) -> Result<Arc<Finished>, Failure> {
    let reader = opened.reader();
    let Some(meta) = reader.plan_meta()? else {
        return Err(Failure::new("no_plan", "There is no plan yet.")
            .hint("Import both sides and run the plan first."));
    };
    if reader.is_stale(&meta)? {
        return Err(Failure::new(
            "plan_stale",
            "Files, decisions, assumptions or accepted findings changed since the plan was made.",
        )
        .hint("Run the plan again, then write the package."));
    }
    drop(reader);
    if let Some(finished) = lock(&opened.finished).clone() {
        return Ok(finished);
    }
    let finished = Arc::new(super::plan::compute(app, &*opened.writer()?, job)?);
    *lock(&opened.finished) = Some(Arc::clone(&finished));
    Ok(finished)
}
