//! Looks at a file: one pass for its digest and encoding, one look at its shape, a sample of its records.

use std::path::Path;

use presync_core::Side;

use crate::{
    FileKind, ImportError, Inspection, ReadHost, ReadOptions, RefusalCode, SideGuess, alternatives,
    contents::Contents,
    format::{Detected, detect},
    judge::judge,
    recognise::{self, Profile, Statements},
    sample::{Evidence, Sample},
    source::{Container, SourceFile, Survey, Watch},
    table,
};

/// Finds out what a file is, how to read it and what its columns hold. Reads the whole file once, so
/// that what it says of encoding and columns is true of the last line too; progress is in bytes.
///
/// # Errors
/// When the file cannot be read as a table of users at all, a stated column is not in it, or the user
/// cancels.
pub fn inspect<'h>(
    path: &Path,
    options: &ReadOptions,
    host: impl Into<ReadHost<'h>>,
) -> Result<Inspection, ImportError> {
    let watch = Watch::new(host);
    let file = SourceFile::find(path, &watch)?;
    let container = Container::of(&file)?;
    file.check_size(container)?;
    watch.begin(file.bytes.saturating_mul(2));
    let survey = Survey::of(&file, container)?;
    let mut detected = detect(&file, container, &survey, options)?;
    let contents = contents(&mut detected, options)?;
    let sample = Sample::of(&mut detected)?;
    refuse_missing(&file, &detected)?;
    file.check_unchanged(file.fingerprint())?;
    watch.finish().map_err(|error| file.failed(error))?;
    Ok(assemble(&file, &survey, detected, contents, sample))
}

/// What the file holds: as its format says, else as its columns do, unless somebody said what they are.
fn contents(detected: &mut Detected<'_>, options: &ReadOptions) -> Result<Contents, ImportError> {
    let contents = match detected.method.facts().contents {
        None if options.columns.is_empty() => table::contents(detected)?,
        known => known,
    };
    Ok(contents.unwrap_or_default())
}

/// Refuses when something was stated of a column that is not there.
fn refuse_missing(file: &SourceFile<'_>, detected: &Detected<'_>) -> Result<(), ImportError> {
    let headers: Vec<&str> = detected.header.names.iter().map(String::as_str).collect();
    let names = recognise::names_of(&headers);
    let statements = Statements::of(&detected.options.columns, &names);
    let Some(missing) = statements.missing.first() else {
        return Ok(());
    };
    let near = crate::spelling::nearest(missing, names.iter().map(String::as_str));
    let hint = match near {
        Some(near) => format!("Did you mean \"{near}\"?"),
        None => "Look at the columns with `presync inspect`, and correct what was stated.".into(),
    };
    let refusal = file.refuse(
        RefusalCode::ColumnMissing,
        format!("There is no column \"{missing}\", of which it was said what it holds."),
        hint,
    );
    Err(refusal.in_column(missing))
}

fn assemble(
    file: &SourceFile<'_>,
    survey: &Survey,
    detected: Detected<'_>,
    contents: Contents,
    sample: Sample,
) -> Inspection {
    let facts = detected.method.facts();
    let holds_users = contents.kind == FileKind::Users;
    let mut options = detected.options;
    options.header_rows = header_rows(&options, &detected.header.names, &sample);
    let alternatives = alternatives::of(survey, &options, &detected.header.names, &sample);
    let (headers, sample) = if holds_users {
        (detected.header.names, sample)
    } else {
        (Vec::new(), sample.without_columns())
    };
    let side = side_of(detected.side, &headers, &sample.profiles).filter(|_| holds_users);
    let side_stated = options.side;
    options.side = options.side.or(side.as_ref().map(|guess| guess.side));
    let is_ascii = survey.text.multibyte == 0 && survey.text.invalid == 0;
    let mut inspection = Inspection {
        file: file.name(),
        bytes: file.bytes,
        sha256: survey.sha256.clone(),
        kind: contents.kind,
        hint: contents.kind.hint(),
        counts: contents.counts,
        format: detected.words,
        side,
        sheets: detected.sheets,
        profile_source: None,
        columns: Vec::new(),
        rows: Vec::new(),
        alternatives,
        records_sampled: sample.records,
        sample_is_whole: sample.is_whole,
        short_rows: detected
            .method
            .is_delimited_text()
            .then(|| sample.short_rows()),
        diagnostics: Vec::new(),
        pages: facts.pages,
        is_ascii: is_ascii && detected.method.is_delimited_text(),
        method: detected.method,
        fingerprint: file.fingerprint(),
        evidence: Evidence {
            sketches_are_whole: sample.is_whole,
            headers,
            profiles: sample.profiles,
            rows: sample.rows,
            found: detected.diagnostics,
            side_stated,
            spellings: sample.spellings,
            dates_stated: options.dates.clone(),
            facts,
        },
        options,
    };
    judge(&mut inspection, &[], None);
    inspection
}

/// How many rows the header spans, where there is one: its names are not those of its last row alone
/// when there are two.
fn header_rows(options: &ReadOptions, headers: &[String], sample: &Sample) -> Option<u64> {
    let row = options.header_row.filter(|row| *row > 0)?;
    let last = sample.first.iter().find(|first| first.line_last == row)?;
    let same = headers.iter().zip(&last.cells);
    let is_same = same
        .clone()
        .all(|(name, cell)| recognise::shown(name) == *cell);
    Some(if is_same { 1 } else { 2 })
}

/// The side that the format or the headers show.
fn side_of(by_format: Option<Side>, headers: &[String], profiles: &[Profile]) -> Option<SideGuess> {
    match by_format {
        Some(side) => Some(SideGuess {
            side,
            confidence: 99,
            reason: match side {
                Side::Azure => "The file names itself a list of Graph users.",
                Side::Legacy => "The file has a form that only the systems of the intranet write.",
            }
            .into(),
        }),
        None => recognise::guess_side(headers, profiles),
    }
}
