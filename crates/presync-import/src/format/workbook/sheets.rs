//! Which sheet of a workbook holds the users: the named one, or the first visible that looks like it.

use presync_core::{Cases, Diagnostic, Severity};

use super::{
    super::header::{self, Found, Header},
    SheetFacts, SheetRows, merged,
};
use crate::{
    ImportError, ReadOptions, RefusalCode, SheetInspection, limits::SHEETS_LOOKED_AT,
    source::SourceFile,
};

/// A sheet with this many known headers looks like users.
const KNOWN_MIN: usize = 2;

/// The chosen sheet.
pub(super) struct Choice {
    pub(super) name: String,
    pub(super) header: Header,
    pub(super) sheets: Vec<SheetInspection>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Chooses the sheet and finds its header.
pub(super) fn choose(
    rows: &mut SheetRows<'_>,
    options: &ReadOptions,
    has_marks: bool,
) -> Result<Choice, ImportError> {
    let mut sheets = rows.book.sheets();
    let (name, found, rivals) = match &options.sheet {
        Some(name) => {
            let name = named(&rows.file, &sheets, name)?;
            let found = look(rows, &name, options)?;
            note(&mut sheets, &name, &found);
            (name, found, Vec::new())
        }
        None => best(rows, &mut sheets, options)?,
    };
    for sheet in &mut sheets {
        sheet.chosen = sheet.name == name;
    }
    let mut diagnostics = found.diagnostics;
    let mut header = found.header;
    diagnostics.extend(rivalry(&rows.file, &name, &rivals));
    name.clone_into(&mut rows.sheet);
    let facts = match has_marks {
        true => rows.book.facts(&name)?,
        false => SheetFacts::default(),
    };
    let stated = options.header_row;
    if let Some(said) = merged::resolve(rows, &mut header, &facts.merged, stated)? {
        // What the merged cells show is surer than what the empty ones suggest.
        diagnostics.retain(|other| other.code != "HEADER_TWO_ROWS");
        diagnostics.push(said);
    }
    diagnostics.extend(facts.diagnostics(&rows.file, &name, &header));
    estimate(rows, &mut sheets, header.row);
    Ok(Choice {
        name,
        header,
        sheets,
        diagnostics,
    })
}

/// How many records the sheets hold by what they claim; of those not read, the header is the first row.
fn estimate(rows: &mut SheetRows<'_>, sheets: &mut [SheetInspection], header_row: u64) {
    for sheet in sheets.iter_mut().filter(|sheet| sheet.holds_cells) {
        let above = if sheet.chosen { header_row } else { 1 };
        let claimed = rows.book.rows_claimed(&sheet.name);
        sheet.records_estimate = claimed.map(|rows| rows.saturating_sub(above));
    }
}

/// Keeps how many headers of a sheet are known.
fn note(sheets: &mut [SheetInspection], name: &str, found: &Found) {
    for sheet in sheets.iter_mut().filter(|sheet| sheet.name == name) {
        sheet.known_headers = Some(found.known);
    }
}

fn named(
    file: &SourceFile<'_>,
    sheets: &[SheetInspection],
    name: &str,
) -> Result<String, ImportError> {
    let exact = sheets.iter().find(|sheet| sheet.name == name);
    let folded = || {
        sheets
            .iter()
            .find(|sheet| sheet.name.trim().eq_ignore_ascii_case(name.trim()))
    };
    let found = exact.or_else(folded);
    if found.is_some_and(|sheet| !sheet.holds_cells) {
        return Err(file.refuse(
            RefusalCode::SheetNotFound,
            format!("The sheet \"{name}\" is a chart, a dialog or a macro: it holds no cells."),
            "Name the sheet with the table.",
        ));
    }
    found.map(|sheet| sheet.name.clone()).ok_or_else(|| {
        let names: Vec<String> = sheets
            .iter()
            .map(|sheet| format!("\"{}\"", sheet.name))
            .collect();
        file.refuse(
            RefusalCode::SheetNotFound,
            format!("There is no sheet \"{name}\"."),
            format!("The sheets are {}.", names.join(", ")),
        )
    })
}

fn look(rows: &mut SheetRows<'_>, name: &str, options: &ReadOptions) -> Result<Found, ImportError> {
    name.clone_into(&mut rows.sheet);
    let file = rows.file;
    header::find(&file, Some(name), rows, options)
}

/// The sheet with known headers, else the first that is not empty; and further ones with known headers.
fn best(
    rows: &mut SheetRows<'_>,
    sheets: &mut [SheetInspection],
    options: &ReadOptions,
) -> Result<(String, Found, Vec<String>), ImportError> {
    let visible: Vec<String> = sheets
        .iter()
        .filter(|sheet| sheet.visible && sheet.holds_cells)
        .map(|sheet| sheet.name.clone())
        .collect();
    let mut candidates: Vec<(String, Found)> = Vec::new();
    let mut problem = None;
    for name in visible.into_iter().take(SHEETS_LOOKED_AT) {
        match look(rows, &name, options) {
            Ok(found) => {
                note(sheets, &name, &found);
                candidates.push((name, found));
            }
            Err(ImportError::Cancelled) => return Err(ImportError::Cancelled),
            Err(error) => problem = problem.or(Some(error)),
        }
    }
    let users = |found: &Found| found.known >= KNOWN_MIN;
    let rivals: Vec<String> = candidates
        .iter()
        .filter(|(_, found)| users(found))
        .skip(1)
        .map(|(name, _)| name.clone())
        .collect();
    let at = candidates
        .iter()
        .position(|(_, found)| users(found))
        .unwrap_or(0);
    if candidates.is_empty() {
        return Err(problem.unwrap_or_else(|| no_sheet(&rows.file, sheets)));
    }
    let (name, found) = candidates.swap_remove(at);
    Ok((name, found, rivals))
}

fn no_sheet(file: &SourceFile<'_>, sheets: &[SheetInspection]) -> ImportError {
    let hidden = sheets.iter().any(|sheet| !sheet.visible);
    file.refuse(
        RefusalCode::SheetNotFound,
        "The workbook has no visible sheet with a table.",
        if hidden {
            "Name the sheet to read a hidden one."
        } else {
            "Check that this is the right workbook."
        },
    )
}

fn rivalry(file: &SourceFile<'_>, name: &str, rivals: &[String]) -> Option<Diagnostic> {
    let first = rivals.first()?;
    Some(Diagnostic {
        code: "SHEET_CHOSEN".into(),
        severity: Severity::Warning,
        file: file.name(),
        sheet: Some(name.into()),
        row: None,
        column: None,
        message: format!(
            "This sheet is read; {} more, such as \"{first}\", look like users as well.",
            rivals.len()
        ),
        hint: "Name the sheet if another one is meant.".into(),
        cases: Cases::default(),
    })
}
