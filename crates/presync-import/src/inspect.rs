//! Looks at a file: one pass for its digest and encoding, one look at its shape, a sample of its records.

use std::path::Path;

use presync_core::{Progress, Side};

use crate::{
    ImportError, Inspection, ReadOptions, RefusalCode, SideGuess, alternatives,
    format::{Detected, detect},
    judge::judge,
    recognise::{self, Profile, Statements},
    sample::{Evidence, Sample},
    source::{Container, SourceFile, Survey, Watch},
};

/// Finds out what a file is, how to read it and what its columns hold. Reads the whole file once, so
/// that what it says of encoding and columns is true of the last line too; progress is in bytes.
///
/// # Errors
/// When the file cannot be read as a table of users at all, a stated column is not in it, or the user
/// cancels.
pub fn inspect(
    path: &Path,
    options: &ReadOptions,
    progress: &dyn Progress,
) -> Result<Inspection, ImportError> {
    let watch = Watch::new(progress);
    let file = SourceFile::find(path, &watch)?;
    let container = Container::of(&file)?;
    file.check_size(container)?;
    watch.begin(file.bytes.saturating_mul(2));
    let survey = Survey::of(&file)?;
    let mut detected = detect(&file, container, &survey, options)?;
    let sample = Sample::of(&mut detected)?;
    refuse_missing(&file, &detected)?;
    file.check_unchanged(file.fingerprint())?;
    watch.finish().map_err(|error| file.failed(error))?;
    Ok(assemble(&file, &survey, detected, sample))
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
    sample: Sample,
) -> Inspection {
    let headers = detected.header.names.clone();
    let side = side_of(detected.side, &headers, &sample.profiles);
    let mut options = detected.options;
    let side_stated = options.side;
    options.side = options.side.or(side.as_ref().map(|guess| guess.side));
    options.header_rows = header_rows(&options, &headers, &sample);
    let is_ascii = survey.text.multibyte == 0 && survey.text.invalid == 0;
    let alternatives = alternatives::of(survey, &options, &headers, &sample);
    let mut inspection = Inspection {
        file: file.name(),
        bytes: file.bytes,
        sha256: survey.sha256.clone(),
        format: detected.words,
        side,
        sheets: detected.sheets,
        columns: Vec::new(),
        rows: Vec::new(),
        alternatives,
        records_sampled: sample.records,
        sample_is_whole: sample.is_whole,
        diagnostics: Vec::new(),
        is_ascii: is_ascii && detected.method.is_delimited_text(),
        method: detected.method,
        fingerprint: file.fingerprint(),
        options,
        evidence: Evidence {
            sketches_are_whole: sample.is_whole,
            headers,
            profiles: sample.profiles,
            rows: sample.rows,
            found: detected.diagnostics,
            side_stated,
        },
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
            confidence: 100,
            reason: "The file names itself a list of Graph users.".into(),
        }),
        None => recognise::guess_side(headers, profiles),
    }
}
