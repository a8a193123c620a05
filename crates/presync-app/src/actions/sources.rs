//! Import: choose files, look into them, read them into the workspace.

use presync_core::{Diagnostic, Side, catalogue};
use presync_import::{ColumnInspection, Inspection, ReadOptions, inspect as look_into};
use presync_store::{SourceId, SourceRow};

use crate::{
    App,
    app::lock,
    job::JobContext,
    pipeline::{ImportRequest, import_files},
    wire::{
        ChooseFiles, ColumnPreview, Failure, FileHandle, ImportSources, InspectSource, Nothing,
        RemoveSource, SourceColumnInfo, SourceInfo, SourcePreview, WireDiagnostic, WireSide,
    },
};

/// Diagnostics shown at most; the rest is in the report's files.
const DIAGNOSTICS_MAX: usize = 500;

pub(crate) fn choose(app: &App, params: ChooseFiles) -> Result<Vec<FileHandle>, Failure> {
    let chosen = app.host.choose_files(&params.title);
    chosen.iter().map(|path| app.register_file(path)).collect()
}

pub(crate) fn inspect(app: &App, params: InspectSource) -> Result<SourcePreview, Failure> {
    let path = lock(&app.handles).path(&params.handle)?;
    let options = ReadOptions { side: params.side.map(Side::from), ..ReadOptions::default() };
    Ok(preview(look_into(&path, &options)?))
}

pub(crate) fn import(
    app: &App,
    params: ImportSources,
    job: &JobContext,
) -> Result<Vec<SourceInfo>, Failure> {
    let requests = {
        let handles = lock(&app.handles);
        let request = |file: &crate::wire::ImportFile| {
            Ok(ImportRequest::new(&handles.path(&file.handle)?, file.side.into()))
        };
        params.files.iter().map(request).collect::<Result<Vec<_>, Failure>>()?
    };
    let opened = app.workspace()?;
    import_files(&mut *opened.writer()?, &requests, app.host.now(), job)?;
    list(app, Nothing {})
}

pub(crate) fn list(app: &App, _: Nothing) -> Result<Vec<SourceInfo>, Failure> {
    let Some(opened) = app.opened() else { return Ok(Vec::new()) };
    Ok(opened.reader().sources()?.into_iter().map(source).collect())
}

pub(crate) fn diagnostics(app: &App, _: Nothing) -> Result<Vec<WireDiagnostic>, Failure> {
    let Some(opened) = app.opened() else { return Ok(Vec::new()) };
    let all = opened.reader().diagnostics()?;
    Ok(all.into_iter().take(DIAGNOSTICS_MAX).map(WireDiagnostic::from).collect())
}

pub(crate) fn remove(app: &App, params: RemoveSource) -> Result<Nothing, Failure> {
    app.workspace()?.writer()?.remove_source(SourceId(params.id))?;
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
        Self {
            code: diagnostic.code,
            severity: diagnostic.severity.as_str().to_owned(),
            file: diagnostic.file,
            row: diagnostic.row,
            column: diagnostic.column,
            message: diagnostic.message,
            hint: diagnostic.hint,
        }
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

fn preview(inspection: Inspection) -> SourcePreview {
    let side = inspection.side;
    SourcePreview {
        file: inspection.file,
        format: inspection.format,
        sheet: inspection.sheet,
        side: side.side.into(),
        side_reason: side.reason,
        side_confidence: side.confidence,
        columns: inspection.columns.into_iter().map(|c| column(side.side, c)).collect(),
        rows: inspection.rows,
        diagnostics: inspection.diagnostics.into_iter().map(WireDiagnostic::from).collect(),
    }
}

fn column(side: Side, column: ColumnInspection) -> ColumnPreview {
    let known = catalogue::find(side, &column.attribute).filter(|_| column.known);
    ColumnPreview {
        label: known.map(|attribute| attribute.label.to_owned()).unwrap_or_default(),
        header: column.header,
        attribute: column.attribute,
        known: column.known,
        confidence: column.confidence,
        reason: column.reason,
        samples: column.samples,
        filled: column.filled,
        distinct: column.distinct,
    }
}
