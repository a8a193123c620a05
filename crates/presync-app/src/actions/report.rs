//! The report: where it goes, writing it as a job, showing its folder.

use std::sync::Arc;

use crate::{
    App,
    app::{OpenWorkspace, lock},
    files::base_name,
    job::JobContext,
    pipeline::{
        Contents, CsvProfile, Existing, Finished, PackageRequest, WaveSizes, write_package,
    },
    wire::{Failure, FolderHandle, Nothing, PackageFile, PackageInfo, WritePackage},
};

/// What the folder is called unless the user says otherwise.
const SUGGESTED_FOLDER: &str = "handover";

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
