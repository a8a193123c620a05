//! Import: choose files, look into them, read them into the workspace.

use presync_core::{
    Diagnostic, Sample, Side, catalogue,
    progress::Unwatched,
    record::{Record, RecordSink, SinkError, SourceHeader, VALUE_SEPARATOR},
};
use presync_import::{
    ColumnInspection, ImportError, Inspection, ReadHost, ReadOptions, inspect as look_into, read,
};
use presync_store::{SourceId, SourceRow};

use crate::{
    App,
    app::lock,
    job::JobContext,
    pipeline::{ImportRequest, import_files, judged_together, keep_bases, look_again, user_files},
    wire::{
        ChooseFiles, ColumnPreview, DiagnosticSample, Failure, FileHandle, ImportSources,
        InspectSource, Nothing, RemoveSource, SourceColumnInfo, SourceInfo, SourcePreview,
        WireDiagnostic, WireSide,
    },
};

/// Diagnostics shown at most; the rest is in the report's files.
const DIAGNOSTICS_MAX: usize = 500;
/// Rows of a preview.
const ROWS_MAX: usize = 6;
/// Values shown for a column.
const SAMPLES_MAX: usize = 5;

pub(crate) fn choose(app: &App, params: ChooseFiles) -> Result<Vec<FileHandle>, Failure> {
    let chosen = app.host.choose_files(&params.title);
    chosen.iter().map(|path| app.register_file(path)).collect()
}

pub(crate) fn inspect(app: &App, params: InspectSource) -> Result<SourcePreview, Failure> {
    let path = lock(&app.handles).path(&params.handle)?;
    let options = ReadOptions {
        side: params.side.map(Side::from),
        ..ReadOptions::default()
    };
    let reader = app.host.reader();
    let host = ReadHost::new(&Unwatched).with_worker(reader.as_ref());
    let inspection = look_into(&path, &options, host)?;
    inspection.check_users()?;
    let mut first = FirstRows::default();
    match read(&path, &inspection, &mut first, host) {
        // A file without users still has columns to show; importing it says what is wrong.
        Ok(_) | Err(ImportError::Sink(_) | ImportError::Refused(_)) => {}
        Err(error) => return Err(error.into()),
    }
    Ok(preview(inspection, first.0))
}

pub(crate) fn import(
    app: &App,
    params: ImportSources,
    job: &JobContext,
) -> Result<Vec<SourceInfo>, Failure> {
    let requests = {
        let handles = lock(&app.handles);
        let request = |file: &crate::wire::ImportFile| {
            Ok(ImportRequest {
                replaces: file.replaces.map(SourceId),
                ..ImportRequest::new(&handles.path(&file.handle)?, file.side.into())
            })
        };
        params
            .files
            .iter()
            .map(request)
            .collect::<Result<Vec<_>, Failure>>()?
    };
    let opened = app.workspace()?;
    let mut writer = opened.writer()?;
    keep_bases(&mut writer, &[], job)?;
    import_files(&mut writer, &requests, app.host.now(), job)?;
    look_again(&mut writer, job)?;
    drop(writer);
    list(app, Nothing {})
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

fn preview(inspection: Inspection, rows: Vec<Vec<String>>) -> SourcePreview {
    let guess = inspection.side;
    let side = inspection
        .options
        .side
        .or(guess.as_ref().map(|guess| guess.side));
    let side = side.unwrap_or(Side::Legacy);
    let columns = inspection.columns.into_iter();
    SourcePreview {
        file: inspection.file,
        format: inspection.format,
        sheet: inspection.options.sheet,
        side: side.into(),
        side_reason: match &guess {
            Some(guess) => guess.reason.clone(),
            None => "The columns fit neither side clearly: please say which it is.".to_owned(),
        },
        side_confidence: guess.map_or(0, |guess| guess.confidence),
        columns: columns
            .map(|c| column(side, c, inspection.records_sampled))
            .collect(),
        rows,
        diagnostics: inspection
            .diagnostics
            .into_iter()
            .map(WireDiagnostic::from)
            .collect(),
    }
}

fn column(side: Side, inspected: ColumnInspection, sampled: u32) -> ColumnPreview {
    let column = inspected.column;
    let known = catalogue::find(side, &column.attribute).filter(|_| column.known);
    ColumnPreview {
        label: known
            .map(|attribute| attribute.label.to_owned())
            .unwrap_or_default(),
        header: column.header,
        attribute: column.attribute,
        known: column.known,
        confidence: column.confidence,
        reason: column.reason,
        samples: inspected.samples.into_iter().take(SAMPLES_MAX).collect(),
        filled: f64::from(inspected.filled) / f64::from(sampled.max(1)),
        distinct: inspected.distinct,
    }
}

/// Keeps the first records of a file and wants no more.
#[derive(Debug, Default)]
struct FirstRows(Vec<Vec<String>>);

#[derive(Debug, thiserror::Error)]
#[error("the first rows are enough")]
struct Enough;

impl RecordSink for FirstRows {
    fn begin(&mut self, _: &SourceHeader) -> Result<(), SinkError> {
        Ok(())
    }

    fn record(&mut self, record: &Record<'_>) -> Result<(), SinkError> {
        let readable = |cell: &&str| cell.replace(VALUE_SEPARATOR, "; ");
        self.0.push(record.cells.iter().map(readable).collect());
        if self.0.len() < ROWS_MAX {
            Ok(())
        } else {
            Err(SinkError(Box::new(Enough)))
        }
    }

    fn diagnostic(&mut self, _: Diagnostic) -> Result<(), SinkError> {
        Ok(())
    }
}
