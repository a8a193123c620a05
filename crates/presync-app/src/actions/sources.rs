//! Import: choose files, look into them, read them into the workspace.

use presync_core::{Diagnostic, Sample, Side};
use presync_import::{Imported, Inspection, Remedy, relate_beside};
use presync_store::{ReadingRow, SourceId, SourceRow};

use super::{choices::options, preview::preview};
use crate::{
    App,
    app::lock,
    files::base_name,
    job::JobContext,
    pipeline::{
        CsvProfile, ImportProfile, ImportRequest, ProfileEntry, Said, import_files, is_budget,
        judged_together, keep_bases, look, look_again, recall, remembered_entries, user_files,
        write_profile, write_rejected_rows,
    },
    wire::{
        ChooseFiles, ChooseFolder, DiagnosticSample, ExportProfile, Failure, FileHandle,
        FolderHandle, ImportFile, ImportSources, InspectSource, Nothing, RemoveSource,
        SourceColumnInfo, SourceInfo, SourcePreview, WireDiagnostic, WireSide, WriteRejected,
        WrittenAlone,
    },
};

/// Diagnostics shown at most; the rest is in the report's files.
const DIAGNOSTICS_MAX: usize = 500;
/// What an exported import profile is called.
const PROFILE_NAME: &str = "import-profile.json";

pub(crate) fn choose(app: &App, params: ChooseFiles) -> Result<Vec<FileHandle>, Failure> {
    let chosen = app.host.choose_files(&params.title);
    chosen.iter().map(|path| app.register_file(path)).collect()
}

pub(crate) fn choose_folder(
    app: &App,
    params: ChooseFolder,
) -> Result<Option<FolderHandle>, Failure> {
    let folder = app.host.choose_folder(&params.title);
    Ok(folder.map(|path| lock(&app.handles).add_folder(&path)))
}

pub(crate) fn inspect(app: &App, params: InspectSource) -> Result<SourcePreview, Failure> {
    let options = options(params.options.as_ref());
    let job = JobContext::unwatched().with_reader(app.host.reader());
    let path = lock(&app.handles).path(&params.handle)?;
    if is_budget(&path) {
        let message = format!("{} is a budget, not a list of users.", base_name(&path));
        return Err(Failure::new("not_users", &message).hint("Add it beside the users."));
    }
    let memory = |side: Side, sets: &[String]| remembered(app, side, sets);
    let said = Said {
        side: params.side.map(Side::from),
        options: &options,
        profile: None,
        memory: Some(&memory),
    };
    let looked = look(&path, said, &job)?;
    looked.inspection.check_users()?;
    let inspection = related(app, &params.beside, &params.handle, looked.inspection)?;
    lock(&app.looked).insert(params.handle, inspection.clone());
    Ok(preview(inspection, looked.said))
}

/// What the open workspace remembers; the page may read it meanwhile.
fn remembered(app: &App, side: Side, sets: &[String]) -> Result<Option<ReadingRow>, Failure> {
    match app.opened() {
        Some(opened) => recall(&opened.reader(), side, sets),
        None => Ok(None),
    }
}

/// The inspection, its columns judged by the files that were looked into before and by what was imported
/// of the other side.
fn related(
    app: &App,
    beside: &[String],
    handle: &str,
    inspection: Inspection,
) -> Result<Inspection, Failure> {
    let imported = match (app.opened(), inspection.options.side) {
        (Some(opened), Some(side)) => opened.imported(opposite(side))?,
        _ => Vec::new(),
    };
    let imported: Vec<&Imported> = imported.iter().map(AsRef::as_ref).collect();
    let looked = lock(&app.looked);
    let beside = beside.iter().filter(|other| *other != handle);
    let beside = beside.filter_map(|handle| looked.get(handle).cloned());
    let mut all: Vec<Inspection> = std::iter::once(inspection).chain(beside).collect();
    if all.len() > 1 || !imported.is_empty() {
        relate_beside(&mut all, &imported);
    }
    Ok(all.swap_remove(0))
}

fn opposite(side: Side) -> Side {
    match side {
        Side::Legacy => Side::Azure,
        Side::Azure => Side::Legacy,
    }
}

/// A file as it was last looked into on that side, else looked into now.
fn looked_at(app: &App, file: &ImportFile, job: &JobContext) -> Result<Inspection, Failure> {
    let side = Side::from(file.side);
    let known = lock(&app.looked).get(&file.handle).cloned();
    if let Some(inspection) = known.filter(|known| known.options.side == Some(side)) {
        return Ok(inspection);
    }
    let request = requests(app, std::slice::from_ref(file))?.swap_remove(0);
    let memory = |side: Side, sets: &[String]| remembered(app, side, sets);
    let inspection = look(&request.path, request.said(Some(&memory)), job)?.inspection;
    related(app, &[], &file.handle, inspection)
}

pub(crate) fn import(
    app: &App,
    params: ImportSources,
    job: &JobContext,
) -> Result<Vec<SourceInfo>, Failure> {
    let requests = requests(app, &params.files)?;
    let opened = app.workspace()?;
    let mut writer = opened.writer()?;
    keep_bases(&mut writer, &[], job)?;
    import_files(&mut writer, &requests, app.host.now(), job)?;
    look_again(&mut writer, job)?;
    drop(writer);
    list(app, Nothing {})
}

fn requests(app: &App, files: &[ImportFile]) -> Result<Vec<ImportRequest>, Failure> {
    let handles = lock(&app.handles);
    let request = |file: &ImportFile| {
        Ok(ImportRequest {
            options: options(file.options.as_ref()),
            replaces: file.replaces.map(SourceId),
            ..ImportRequest::new(&handles.path(&file.handle)?, file.side.into())
        })
    };
    files.iter().map(request).collect()
}

pub(crate) fn export_profile(app: &App, params: ExportProfile) -> Result<WrittenAlone, Failure> {
    let path = lock(&app.handles).path(&params.folder)?.join(PROFILE_NAME);
    let job = JobContext::unwatched().with_reader(app.host.reader());
    let mut entries = Vec::new();
    for file in &params.files {
        entries.push(ProfileEntry::of(&looked_at(app, file, &job)?));
    }
    if let Some(opened) = app.opened() {
        entries.extend(remembered_entries(&opened.reader())?);
    }
    let count = entries.len() as u64;
    write_profile(&ImportProfile::of(entries), &path)?;
    Ok(WrittenAlone {
        name: PROFILE_NAME.to_owned(),
        count,
    })
}

pub(crate) fn write_rejected(
    app: &App,
    params: WriteRejected,
    job: &JobContext,
) -> Result<WrittenAlone, Failure> {
    let file = ImportFile {
        handle: params.handle,
        side: params.side,
        replaces: None,
        options: params.options,
    };
    let inspection = looked_at(app, &file, job)?;
    if let Some(source) = params.source {
        refuse_another(app, SourceId(source), &inspection)?;
    }
    let path = lock(&app.handles).path(&file.handle)?;
    let name = format!("rejected rows of {}.csv", base_name(&path));
    let out = lock(&app.handles).path(&params.folder)?.join(&name);
    let csv = if params.faithful_csv {
        CsvProfile::Faithful
    } else {
        CsvProfile::SpreadsheetSafe
    };
    let whole = write_rejected_rows(&path, &inspection, &out, csv, job)?;
    Ok(WrittenAlone {
        name,
        count: whole.rejected,
    })
}

/// The rows of a source are those of the bytes it was imported from.
fn refuse_another(app: &App, id: SourceId, file: &Inspection) -> Result<(), Failure> {
    let sources = app.workspace()?.reader().sources()?;
    let source = sources.iter().find(|source| source.id == id);
    match source {
        Some(source) if source.header.sha256 == file.sha256 => Ok(()),
        Some(source) => {
            let message = format!(
                "{} is not the file that was imported as {}, or it changed since.",
                file.file, source.header.file
            );
            Err(Failure::new("another_file", &message)
                .hint("Choose the file that was imported, or import this one in its place."))
        }
        None => Err(Failure::new(
            "unknown_source",
            "This source is no longer in the workspace.",
        )),
    }
}

pub(crate) fn list(app: &App, _: Nothing) -> Result<Vec<SourceInfo>, Failure> {
    let Some(opened) = app.opened() else {
        return Ok(Vec::new());
    };
    let sources = opened.reader().sources()?;
    let looked = lock(&app.looked);
    let handle = |source: &SourceRow| {
        let mut files = looked.iter();
        let is_it = |file: &Inspection| {
            file.sha256 == source.header.sha256 && file.options.side == Some(source.header.side)
        };
        let found = files.find(|(_, file)| is_it(file));
        found.map(|(handle, _)| handle.clone())
    };
    let infos = sources.into_iter().map(|row| SourceInfo {
        handle: handle(&row),
        ..source(row)
    });
    Ok(infos.collect())
}

pub(crate) fn diagnostics(app: &App, _: Nothing) -> Result<Vec<WireDiagnostic>, Failure> {
    let Some(opened) = app.opened() else {
        return Ok(Vec::new());
    };
    let reader = opened.reader();
    let all = judged_together(reader.diagnostics()?, &user_files(&reader.sources()?));
    Ok(all
        .into_iter()
        .take(DIAGNOSTICS_MAX)
        .map(WireDiagnostic::from)
        .collect())
}

pub(crate) fn remove(app: &App, params: RemoveSource) -> Result<Nothing, Failure> {
    app.workspace()?
        .writer()?
        .remove_source(SourceId(params.id))?;
    Ok(Nothing {})
}

impl From<WireSide> for Side {
    fn from(side: WireSide) -> Self {
        match side {
            WireSide::Legacy => Self::Legacy,
            WireSide::Azure => Self::Azure,
        }
    }
}

impl From<Side> for WireSide {
    fn from(side: Side) -> Self {
        match side {
            Side::Legacy => Self::Legacy,
            Side::Azure => Self::Azure,
        }
    }
}

impl From<Diagnostic> for WireDiagnostic {
    fn from(diagnostic: Diagnostic) -> Self {
        let remedy = Remedy::of(&diagnostic.code);
        Self {
            code: diagnostic.code,
            severity: diagnostic.severity.as_str().to_owned(),
            file: diagnostic.file,
            row: diagnostic.row,
            column: diagnostic.column,
            message: diagnostic.message,
            hint: diagnostic.hint,
            repair: diagnostic
                .cases
                .repair
                .map(|repair| repair.as_str().to_owned()),
            count: diagnostic.cases.count,
            samples: diagnostic.cases.samples.into_iter().map(sample).collect(),
            remedy: remedy.as_str().to_owned(),
            remedy_label: remedy.label().to_owned(),
        }
    }
}

fn sample(sample: Sample) -> DiagnosticSample {
    DiagnosticSample {
        row: sample.row,
        original: sample.original,
        reading: sample.reading,
    }
}

fn source(row: SourceRow) -> SourceInfo {
    let columns = row.header.columns.into_iter();
    SourceInfo {
        id: row.id.0,
        handle: None,
        side: row.header.side.into(),
        file: row.header.file,
        sheet: row.header.sheet,
        format: row.header.format,
        sha256: row.header.sha256,
        bytes: row.header.bytes,
        records: row.records,
        rejected: row.rejected,
        imported_at: row.imported_at,
        columns: columns
            .map(|column| SourceColumnInfo {
                header: column.header,
                attribute: column.attribute,
                known: column.known,
            })
            .collect(),
    }
}
