//! Import: choose files, look into them, read them into the workspace.

use presync_core::{Diagnostic, Sample, Side};
use presync_import::{Inspection, Remedy, relate};
use presync_store::{ReadingRow, SourceId, SourceRow};

use super::{choices::options, preview::preview};
use crate::{
    App,
    app::lock,
    files::base_name,
    job::JobContext,
    pipeline::{
        CsvProfile, ImportProfile, ImportRequest, ProfileEntry, Said, import_files,
        judged_together, keep_bases, look, look_again, recall, remembered_entries, user_files,
        write_profile, write_rejected_rows,
    },
    wire::{
        ChooseFiles, DiagnosticSample, ExportProfile, Failure, FileHandle, ImportFile,
        ImportSources, InspectSource, Nothing, RemoveSource, SourceColumnInfo, SourceInfo,
        SourcePreview, WireDiagnostic, WireSide, WriteRejected, WrittenAlone,
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

pub(crate) fn inspect(app: &App, params: InspectSource) -> Result<SourcePreview, Failure> {
    let path = lock(&app.handles).path(&params.handle)?;
    let options = options(params.options.as_ref());
    let memory = |side: Side, sets: &[String]| remembered(app, side, sets);
    let said = Said {
        side: params.side.map(Side::from),
        options: &options,
        profile: None,
        memory: Some(&memory),
    };
    let job = JobContext::unwatched().with_reader(app.host.reader());
    let looked = look(&path, said, &job)?;
    looked.inspection.check_users()?;
    let inspection = related(app, &params, looked.inspection);
    lock(&app.looked).insert(params.handle, inspection.clone());
    Ok(preview(inspection))
}

/// What the open workspace remembers; the page may read it meanwhile.
fn remembered(app: &App, side: Side, sets: &[String]) -> Result<Option<ReadingRow>, Failure> {
    match app.opened() {
        Some(opened) => recall(&opened.reader(), side, sets),
        None => Ok(None),
    }
}

/// The inspection, its columns judged by the files that were looked into before.
fn related(app: &App, params: &InspectSource, inspection: Inspection) -> Inspection {
    let looked = lock(&app.looked);
    let beside = params
        .beside
        .iter()
        .filter(|handle| **handle != params.handle);
    let beside = beside.filter_map(|handle| looked.get(handle).cloned());
    let mut all: Vec<Inspection> = std::iter::once(inspection).chain(beside).collect();
    if all.len() > 1 {
        relate(&mut all);
    }
    all.swap_remove(0)
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
    for request in requests(app, &params.files)? {
        let looked = look(&request.path, request.said(None), &job)?;
        entries.push(ProfileEntry::of(&looked.inspection));
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
    let request = requests(app, &[file])?.swap_remove(0);
    let memory = |side: Side, sets: &[String]| remembered(app, side, sets);
    let inspection = look(&request.path, request.said(Some(&memory)), job)?.inspection;
    let name = format!("rejected rows of {}.csv", base_name(&request.path));
    let out = lock(&app.handles).path(&params.folder)?.join(&name);
    let csv = if params.faithful_csv {
        CsvProfile::Faithful
    } else {
        CsvProfile::SpreadsheetSafe
    };
    let whole = write_rejected_rows(&request.path, &inspection, &out, csv, job)?;
    Ok(WrittenAlone {
        name,
        count: whole.rejected,
    })
}

pub(crate) fn list(app: &App, _: Nothing) -> Result<Vec<SourceInfo>, Failure> {
    let Some(opened) = app.opened() else {
        return Ok(Vec::new());
    };
    Ok(opened.reader().sources()?.into_iter().map(source).collect())
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
