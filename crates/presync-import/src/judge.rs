//! The columns of an inspection, judged by what is known so far: alone at first, again when the other
//! side is known.

use presync_core::{Diagnostic, Severity, Side, record::VALUE_SEPARATOR};

use crate::{
    ColumnInspection, FileKind, Inspection, feed,
    identity::Identity,
    observation::{observation, of_column},
    recognise::{self, Column, Form, Known, NameColumns, NamedRow, Pool, Profile, Recognised},
    sample::Evidence,
    spelled,
    values::is_blank_text,
};

/// Records shown.
const ROWS_SHOWN: usize = 20;
/// Names of columns that are listed in one sentence.
const NAMES_MAX: usize = 5;

/// Reads the columns as attributes of the side, and says what speaks against reading the file so.
/// Where the side is open, the intranet's names are as good as the other's.
pub(crate) fn judge(inspection: &mut Inspection, known: &[Known], other: Option<&Pool>) {
    let side = inspection.options.side.unwrap_or(Side::Legacy);
    let evidence = &inspection.evidence;
    let nothing = Known::default();
    let headers = evidence.headers.iter().zip(&evidence.profiles).enumerate();
    let columns: Vec<Column<'_>> = headers
        .map(|(ix, (header, profile))| Column {
            header,
            profile,
            known: known.get(ix).unwrap_or(&nothing),
            fact: evidence.facts.columns.get(ix).copied().flatten(),
        })
        .collect();
    let (recognised, doubts) = recognise::columns(side, &columns, &inspection.options);
    let (dates, open) = spelled::decide(side, &recognised, evidence, &inspection.options);
    let mut said = Vec::from_iter(recognise::contradiction(
        &inspection.file,
        evidence.side_stated,
        inspection.side.as_ref(),
        inspection.options.side_is_sure,
    ));
    if inspection.kind == FileKind::Users {
        said.extend(doubts);
        said.extend(whole_file(inspection, side, &recognised));
        said.extend(open);
        said.extend(swapped(evidence, side, &recognised, other));
    }
    let mut diagnostics = settle_delimiter(inspection, side, &recognised);
    let rows = rows(evidence, &recognised);
    let columns = inspected(recognised, evidence, inspection.records_sampled);
    said.extend(feed::notes(&evidence.facts, &columns));
    let place = |diagnostic| Diagnostic {
        file: inspection.file.clone(),
        sheet: inspection.options.sheet.clone(),
        ..diagnostic
    };
    diagnostics.extend(said.into_iter().map(place));
    inspection.profile_source = feed::profile_source(&evidence.facts, &columns);
    inspection.options.dates = dates;
    inspection.diagnostics = diagnostics;
    inspection.rows = rows;
    inspection.columns = columns;
}

/// What is odd about the columns as a whole.
fn whole_file(inspection: &Inspection, side: Side, columns: &[Recognised]) -> Vec<Diagnostic> {
    let evidence = &inspection.evidence;
    let attributes: Vec<&str> = columns
        .iter()
        .map(|column| column.column.attribute.as_str())
        .collect();
    let mut said = Vec::new();
    if Identity::of(side, &attributes).is_none() && !inspection.is_empty_list() {
        said.push(no_identity(side));
    }
    if inspection.records_sampled == 0 {
        said.push(observation(
            "NO_RECORDS",
            Severity::Warning,
            "The file holds no records.",
            "Check that this is the right export.",
        ));
    }
    said.extend(recognise::on_premises(side, &evidence.headers));
    said.extend(secrets(inspection, columns));
    said.extend(header_notes(inspection, columns));
    said
}

/// A delimiter that fits as well as the chosen one, where it would make other keys, is no choice to
/// make alone.
fn settle_delimiter(
    inspection: &Inspection,
    side: Side,
    columns: &[Recognised],
) -> Vec<Diagnostic> {
    let mut found = inspection.evidence.found.clone();
    let has_key = columns
        .iter()
        .any(|column| column.column.known && recognise::is_key(side, &column.column.attribute));
    for doubt in &mut found {
        if doubt.code == "DELIMITER_UNCERTAIN" && has_key {
            doubt.severity = Severity::Blocker;
            doubt.hint = "Say which it is with --profile FILE, in this file's entry: \"delimiter\": \",\" or another.".into();
        }
    }
    found
}

fn inspected(columns: Vec<Recognised>, evidence: &Evidence, records: u32) -> Vec<ColumnInspection> {
    let headers: Vec<&str> = evidence.headers.iter().map(String::as_str).collect();
    let names = recognise::names_of(&headers);
    let each = columns.into_iter().zip(names).zip(&evidence.profiles);
    each.enumerate()
        .map(|(ix, ((recognised, name), profile))| ColumnInspection {
            number: ix + 1,
            name,
            looks_like: profile.form().map(Form::words),
            filled: profile.filled,
            fill_percent: (profile.filled * 100).checked_div(records).unwrap_or(0),
            distinct: profile.distinct(),
            longest: profile.longest,
            samples: samples(&recognised, profile),
            candidates: recognised.candidates,
            is_certain: recognised.is_certain,
            column: recognised.column,
        })
        .collect()
}

fn is_secret(column: &Recognised) -> bool {
    recognise::is_secret(&column.column.header, &column.column.attribute)
}

/// Values to show; never passwords.
fn samples(column: &Recognised, profile: &Profile) -> Vec<String> {
    if is_secret(column) {
        return Vec::new();
    }
    profile
        .samples
        .iter()
        .map(|value| readable(value))
        .collect()
}

fn readable(value: &str) -> String {
    value.replace(VALUE_SEPARATOR, "; ")
}

/// The first records to show; never passwords.
fn rows(evidence: &Evidence, columns: &[Recognised]) -> Vec<Vec<String>> {
    let secret: Vec<bool> = columns.iter().map(is_secret).collect();
    let row = |cells: &Vec<String>| {
        let cells = cells.iter().zip(&secret);
        cells
            .map(|(cell, secret)| {
                if *secret {
                    String::new()
                } else {
                    readable(cell)
                }
            })
            .collect()
    };
    evidence.rows.iter().take(ROWS_SHOWN).map(row).collect()
}

/// Whether given names and surnames stand in each other's columns.
fn swapped(
    evidence: &Evidence,
    side: Side,
    columns: &[Recognised],
    other: Option<&Pool>,
) -> Option<Diagnostic> {
    let find = |attribute: &str| {
        let is_it = |column: &Recognised| column.column.attribute == attribute;
        columns.iter().position(is_it)
    };
    let (given, family) = recognise::name_attributes(side);
    let (given, family) = (find(given)?, find(family)?);
    let display = find("displayName");
    let address = match side {
        Side::Legacy => find("emails[type eq \"work\"].value").or_else(|| find("userName")),
        Side::Azure => find("mail").or_else(|| find("userPrincipalName")),
    };
    let rows: Vec<NamedRow<'_>> = evidence
        .rows
        .iter()
        .map(|cells| {
            let cell = |ix: Option<usize>| ix.and_then(|ix| cells.get(ix)).map_or("", |c| c);
            NamedRow {
                given: cell(Some(given)),
                family: cell(Some(family)),
                display: cell(display),
                address: cell(address),
            }
        })
        .collect();
    let column = |ix: usize| (evidence.headers[ix].as_str(), &evidence.profiles[ix].sketch);
    let names = NameColumns {
        given: column(given),
        family: column(family),
    };
    recognise::names_swapped(names, &rows, other)
}

/// Says of columns with passwords that they are not read, unless they are known to be empty.
fn secrets(inspection: &Inspection, columns: &[Recognised]) -> Vec<Diagnostic> {
    let columns = columns.iter().zip(&inspection.evidence.profiles);
    columns
        .filter(|(_, profile)| profile.filled > 0 || !inspection.sample_is_whole)
        .filter(|(column, _)| is_secret(column))
        .map(|(column, _)| {
            let said = observation(
                "PASSWORDS_NOT_READ",
                Severity::Note,
                "The column holds passwords; its values are not read.",
                "Leave it out of the export.",
            );
            of_column(&column.column.header, said)
        })
        .collect()
}

/// Says which columns got another name than the file gives them.
fn header_notes(inspection: &Inspection, columns: &[Recognised]) -> Vec<Diagnostic> {
    if inspection.options.header_row.unwrap_or(0) == 0 {
        return Vec::new();
    }
    let evidence = &inspection.evidence;
    let headers: Vec<&str> = evidence.headers.iter().map(String::as_str).collect();
    let names = recognise::names_of(&headers);
    let has_values = |ix: &usize| evidence.profiles[*ix].filled > 0;
    let nameless: Vec<usize> = (0..headers.len())
        .filter(|ix| is_blank_text(headers[*ix]))
        .filter(has_values)
        .collect();
    let repeated: Vec<usize> = (0..headers.len())
        .filter(|ix| !columns[*ix].column.known && headers[..*ix].contains(&headers[*ix]))
        .filter(|ix| !is_blank_text(headers[*ix]))
        .collect();
    let list = |columns: &[usize]| {
        let named: Vec<String> = columns
            .iter()
            .take(NAMES_MAX)
            .map(|ix| format!("\"{}\"", names[*ix]))
            .collect();
        let more = if columns.len() > NAMES_MAX {
            ", …"
        } else {
            ""
        };
        format!("{}{more}", named.join(", "))
    };
    let note = |columns: &[usize], code: &str, what: &str| {
        (!columns.is_empty()).then(|| {
            let (has, is) = if columns.len() == 1 {
                ("column has", "it is")
            } else {
                ("columns have", "they are")
            };
            let message = format!(
                "{} {has} {what}; {is} numbered: {}.",
                columns.len(),
                list(columns)
            );
            observation(code, Severity::Note, message, "")
        })
    };
    let mut notes = Vec::from_iter(note(&nameless, "HEADER_EMPTY", "values and no header"));
    notes.extend(note(
        &repeated,
        "HEADER_REPEATED",
        "a header that stood before",
    ));
    notes
}

fn no_identity(side: Side) -> Diagnostic {
    let names = match side {
        Side::Azure => "an object id, a user principal name, a mail address or a name",
        Side::Legacy => "a UID, a user name, an e-mail address or a name",
    };
    observation(
        "NO_IDENTITY_COLUMN",
        Severity::Blocker,
        format!("No column was recognised as {names}, so no record can be told apart."),
        "Check that this is the right file, or say which column holds what.",
    )
}
