//! Looks at a file: one pass for its digest and encoding, one look at its shape, a sample of its records.

use std::{ops::ControlFlow, path::Path};

use presync_core::{
    Cases, Diagnostic, Severity, Side,
    record::{SourceColumn, VALUE_SEPARATOR},
};

use crate::{
    ColumnInspection, FileKind, ImportError, Inspection, ReadHost, ReadOptions, SideGuess,
    contents::Contents,
    feed,
    format::{Detected, Facts, detect},
    intake::Identity,
    limits::SAMPLE_RECORDS,
    reading::{self, Evidence, Rule},
    recognise::{self, Profile},
    source::{Container, SourceFile, Survey, Watch},
    table,
    values::{is_blank_text, is_type_name},
};

/// Finds out what a file is, how to read it and what its columns hold. Reads the whole file once, so
/// that what it says of encoding and columns is true of the last line too; progress is in bytes.
///
/// # Errors
/// When the file cannot be read as a table of users at all, or the user cancels.
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
    let survey = Survey::of(&file)?;
    let mut detected = detect(&file, container, &survey, options)?;
    let contents = contents(&mut detected, options)?;
    let sample = Sample::of(&mut detected)?;
    file.check_unchanged(file.fingerprint())?;
    watch.finish().map_err(|error| file.failed(error))?;
    Ok(assemble(&file, &survey, detected, contents, &sample))
}

/// What the file holds: as its format says, else as its columns do, unless somebody said what they are.
fn contents(detected: &mut Detected<'_>, options: &ReadOptions) -> Result<Contents, ImportError> {
    let contents = match detected.method.facts().contents {
        None if options.columns.is_empty() => table::contents(detected)?,
        known => known,
    };
    Ok(contents.unwrap_or_default())
}

/// The first records of a table, column by column.
struct Sample {
    profiles: Vec<Profile>,
    evidence: Vec<Evidence>,
    records: u32,
    is_whole: bool,
}

impl Sample {
    fn of(detected: &mut Detected<'_>) -> Result<Self, ImportError> {
        let header = &detected.header;
        let mut sample = Self {
            profiles: vec![Profile::default(); header.names.len()],
            evidence: vec![Evidence::default(); header.names.len()],
            records: 0,
            is_whole: true,
        };
        detected.rows.scan(&mut |row| {
            if row.line <= header.row || row.is_blank() {
                return Ok(ControlFlow::Continue(()));
            }
            if sample.records == SAMPLE_RECORDS {
                sample.is_whole = false;
                return Ok(ControlFlow::Break(()));
            }
            sample.records += 1;
            let columns = sample.profiles.iter_mut().zip(&mut sample.evidence);
            for ((profile, evidence), cell) in columns.zip(row.cells()) {
                if !is_type_name(cell) {
                    profile.add(cell);
                    evidence.add(cell, row.line);
                }
            }
            Ok(ControlFlow::Continue(()))
        })?;
        sample.drop_trailing(&mut detected.header.names);
        Ok(sample)
    }

    /// Delimiters at the end of every line make columns that nobody meant.
    fn drop_trailing(&mut self, names: &mut Vec<String>) {
        let is_nothing = |name: &str, profile: &Profile| is_blank_text(name) && profile.filled == 0;
        while self.is_whole
            && let (Some(name), Some(profile)) = (names.last(), self.profiles.last())
            && is_nothing(name, profile)
        {
            names.pop();
            self.profiles.pop();
        }
    }
}

fn assemble(
    file: &SourceFile<'_>,
    survey: &Survey,
    detected: Detected<'_>,
    contents: Contents,
    sample: &Sample,
) -> Inspection {
    let facts = detected.method.facts();
    let holds_users = contents.kind == FileKind::Users;
    let headers: &[String] = if holds_users {
        &detected.header.names
    } else {
        &[]
    };
    let side = side_of(detected.side, headers, &sample.profiles).filter(|_| holds_users);
    let mut options = detected.options;
    let wrong_side = recognise::contradiction(&file.name(), options.side, side.as_ref());
    options.side = options.side.or(side.as_ref().map(|guess| guess.side));
    let (columns, mut doubts) = columns(headers, &facts, sample, &options);
    doubts.extend(decide_readings(&columns, sample, &mut options));
    if !holds_users {
        doubts.clear();
    }
    doubts.extend(feed::notes(&facts, &columns));
    let place = |diagnostic| Diagnostic {
        file: file.name(),
        sheet: options.sheet.clone(),
        ..diagnostic
    };
    let mut diagnostics = detected.diagnostics;
    diagnostics.extend(wrong_side.into_iter().chain(doubts).map(place));
    let is_ascii = survey.text.multibyte == 0 && survey.text.invalid == 0;
    Inspection {
        file: file.name(),
        bytes: file.bytes,
        sha256: survey.sha256.clone(),
        kind: contents.kind,
        hint: contents.kind.hint(),
        counts: contents.counts,
        format: detected.words,
        side,
        sheets: detected.sheets,
        profile_source: feed::profile_source(&facts, &columns),
        columns,
        records_sampled: sample.records,
        sample_is_whole: sample.is_whole,
        diagnostics,
        pages: facts.pages,
        is_ascii: is_ascii && detected.method.is_delimited_text(),
        method: detected.method,
        fingerprint: file.fingerprint(),
        options,
    }
}

/// The columns as attributes of the side, and what speaks against reading the file so. Where the side
/// is open, the intranet's names are as good as the other's.
fn columns(
    headers: &[String],
    facts: &Facts,
    sample: &Sample,
    options: &ReadOptions,
) -> (Vec<ColumnInspection>, Vec<Diagnostic>) {
    let side = options.side.unwrap_or(Side::Legacy);
    let (columns, mut doubts) =
        recognise::columns(side, headers, &facts.columns, &sample.profiles, options);
    let attributes: Vec<&str> = columns
        .iter()
        .map(|column| column.attribute.as_str())
        .collect();
    if Identity::of(side, &attributes).is_none() {
        doubts.push(no_identity(side));
    }
    if sample.records == 0 {
        doubts.push(no_records());
    }
    doubts.extend(recognise::on_premises(side, headers));
    doubts.extend(secrets(&columns, sample));
    let inspected = columns.into_iter().zip(&sample.profiles).enumerate();
    let inspected = inspected.map(|(ix, (column, profile))| ColumnInspection {
        number: ix + 1,
        looks_like: profile.form().map(recognise::Form::words),
        filled: profile.filled,
        fill_percent: (profile.filled * 100)
            .checked_div(sample.records)
            .unwrap_or(0),
        distinct: profile.distinct(),
        longest: profile.longest,
        samples: samples(&column, profile),
        column,
    });
    (inspected.collect(), doubts)
}

/// Decides how the cells of each column are to be read, fills it into the options, and gives what
/// remains open.
fn decide_readings(
    columns: &[ColumnInspection],
    sample: &Sample,
    options: &mut ReadOptions,
) -> Vec<Diagnostic> {
    let side = options.side.unwrap_or(Side::Legacy);
    let mut doubts = Vec::new();
    for (inspected, evidence) in columns.iter().zip(&sample.evidence) {
        let column = &inspected.column;
        let doubt = match Rule::of(side, column, options) {
            Rule::Date(None) => {
                let order = evidence
                    .date_order()
                    .map(|order| (column.header.clone(), order));
                options.dates.extend(order);
                evidence.date_doubt()
            }
            Rule::Id if reading::may_be_padded(&column.attribute) => {
                evidence.zeros_doubt().or_else(|| evidence.dates_doubt())
            }
            _ => None,
        };
        doubts.extend(doubt.map(|doubt| Diagnostic {
            column: Some(column.header.clone()),
            ..doubt
        }));
    }
    doubts
}

/// The side that the format or the headers show.
fn side_of(by_format: Option<Side>, headers: &[String], profiles: &[Profile]) -> Option<SideGuess> {
    match by_format {
        Some(side) => Some(SideGuess {
            side,
            confidence: 99,
            reason: match side {
                Side::Azure => "The file names itself a list of Graph users.",
                Side::Legacy => "The file is a General Profile Source, which feeds the intranet.",
            }
            .into(),
        }),
        None => recognise::guess_side(headers, profiles),
    }
}

/// Values to show; never passwords.
fn samples(column: &SourceColumn, profile: &Profile) -> Vec<String> {
    if recognise::is_secret(&column.header, &column.attribute) {
        return Vec::new();
    }
    profile
        .samples
        .iter()
        .map(|value| value.replace(VALUE_SEPARATOR, "; "))
        .collect()
}

/// Says of columns with passwords that they are not read, unless they are known to be empty.
fn secrets(columns: &[SourceColumn], sample: &Sample) -> Vec<Diagnostic> {
    let columns = columns.iter().zip(&sample.profiles);
    columns
        .filter(|(_, profile)| profile.filled > 0 || !sample.is_whole)
        .filter(|(column, _)| recognise::is_secret(&column.header, &column.attribute))
        .map(|(column, _)| secret(&column.header))
        .collect()
}

fn secret(header: &str) -> Diagnostic {
    Diagnostic {
        code: "PASSWORDS_NOT_READ".into(),
        severity: Severity::Note,
        file: String::new(),
        sheet: None,
        row: None,
        column: Some(header.into()),
        message: "The column holds passwords; its values are not read.".into(),
        hint: "Leave it out of the export.".into(),
        cases: Cases::default(),
    }
}

fn no_identity(side: Side) -> Diagnostic {
    let names = match side {
        Side::Azure => "an object id, a user principal name, a mail address or a name",
        Side::Legacy => "a UID, a user name, an e-mail address or a name",
    };
    Diagnostic {
        code: "NO_IDENTITY_COLUMN".into(),
        severity: Severity::Blocker,
        file: String::new(),
        sheet: None,
        row: None,
        column: None,
        message: format!("No column was recognised as {names}, so no record can be told apart."),
        hint: "Check that this is the right file, or say which column holds what.".into(),
        cases: Cases::default(),
    }
}

fn no_records() -> Diagnostic {
    Diagnostic {
        code: "NO_RECORDS".into(),
        severity: Severity::Warning,
        file: String::new(),
        sheet: None,
        row: None,
        column: None,
        message: "The file has a header and no records.".into(),
        hint: "Check that this is the right export.".into(),
        cases: Cases::default(),
    }
}
