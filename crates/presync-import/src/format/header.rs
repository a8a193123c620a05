//! Which row of a table is its header: the first that names known columns, else the first full one.

use std::ops::ControlFlow;

use presync_core::{Cases, Diagnostic, Severity};

use super::{Row, Rows};
use crate::{
    ImportError, RefusalCode,
    limits::{COLUMNS_MAX, HEADER_ROWS_MAX},
    recognise::{is_known_header, looks_like_data},
    source::SourceFile,
    values::{is_blank, is_blank_text},
};

/// First cells of rows that tools write above the header.
const PREAMBLES: &[&str] = &["#type ", "sep=", "version:"];

/// The names of the columns, as the file spells them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Header {
    /// One name for each column; empty where the file gives none.
    pub(crate) names: Vec<String>,
    /// Its row; rows up to it are not records. 0 when there is none.
    pub(crate) row: u64,
}

/// A table's header, how well it is known, and what was odd.
pub(crate) struct Found {
    pub(crate) header: Header,
    /// Headers that a catalogue knows.
    pub(crate) known: usize,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// Looks for the header among the first rows, or takes the stated one.
pub(crate) fn find(
    file: &SourceFile<'_>,
    sheet: Option<&str>,
    rows: &mut dyn Rows,
    stated: Option<u64>,
) -> Result<Found, ImportError> {
    let first = first_rows(rows, stated)?;
    let (header, mut diagnostics) = match stated {
        Some(0) => (numbered(&first), Vec::new()),
        Some(row) => (stated_header(file, &first, row)?, Vec::new()),
        None => choose(file, sheet, &first)?,
    };
    if header.names.len() > COLUMNS_MAX {
        let refusal = file.refuse(
            RefusalCode::TooManyColumns,
            format!("The table has more than {COLUMNS_MAX} columns."),
            "Export fewer columns.",
        );
        return Err(refusal.at_row(header.row.max(1)));
    }
    let known = header
        .names
        .iter()
        .filter(|name| is_known_header(name))
        .count();
    diagnostics.extend(preamble_notes(file, sheet, &first, &header));
    Ok(Found {
        header,
        known,
        diagnostics,
    })
}

/// Whether a row is one that tools write above the header.
pub(crate) fn is_preamble(row: &Row) -> bool {
    let first = row.cell(0).trim_matches(is_blank).to_lowercase();
    PREAMBLES.iter().any(|mark| first.starts_with(mark)) && row.cells().skip(1).all(is_blank_text)
}

/// The first rows that are not blank; with a stated row, the rows up to and including it.
fn first_rows(rows: &mut dyn Rows, stated: Option<u64>) -> Result<Vec<Row>, ImportError> {
    let mut first: Vec<Row> = Vec::new();
    rows.scan(&mut |row| {
        let wanted = match stated {
            Some(line) if line > 0 => (row.line..=row.line_last).contains(&line),
            _ => !row.is_blank(),
        };
        let past = stated.is_some_and(|line| line > 0 && row.line_last >= line);
        if wanted {
            first.push(row.clone());
        }
        Ok(if past || first.len() == HEADER_ROWS_MAX {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        })
    })?;
    Ok(first)
}

fn stated_header(file: &SourceFile<'_>, first: &[Row], row: u64) -> Result<Header, ImportError> {
    match first.first() {
        Some(found) if !found.is_blank() => Ok(header_of(found)),
        _ => Err(file.refuse(
            RefusalCode::HeaderNotFound,
            format!("Row {row} holds no header."),
            "State another header row, or leave it out to have it found.",
        )),
    }
}

fn choose(
    file: &SourceFile<'_>,
    sheet: Option<&str>,
    first: &[Row],
) -> Result<(Header, Vec<Diagnostic>), ImportError> {
    let rows: Vec<&Row> = first.iter().filter(|row| !is_preamble(row)).collect();
    if rows.is_empty() {
        return Err(file.refuse(
            RefusalCode::EmptyFile,
            "There is nothing in the table.",
            "Export again and check that the export finished.",
        ));
    }
    let known = |row: &Row| row.cells().filter(|cell| is_known_header(cell)).count();
    let filled = |row: &Row| row.cells().filter(|cell| !is_blank_text(cell)).count();
    let known_most = rows.iter().map(|row| known(row)).max().unwrap_or(0);
    let width = rows.iter().map(|row| filled(row)).max().unwrap_or(0);
    let chosen = if known_most >= 2 {
        rows.iter().find(|row| known(row) == known_most)
    } else {
        rows.iter().find(|row| filled(row) * 2 >= width)
    };
    let row = chosen.copied().unwrap_or(rows[0]);
    if known(row) == 0 && row.cells().any(looks_like_data) {
        let header = numbered(first);
        return Ok((header, vec![headerless(file, sheet, row.line)]));
    }
    Ok((header_of(row), Vec::new()))
}

fn header_of(row: &Row) -> Header {
    Header {
        names: row.cells().map(String::from).collect(),
        row: row.line_last,
    }
}

/// No header: as many nameless columns as the widest of the first rows has.
fn numbered(first: &[Row]) -> Header {
    let width = first.iter().map(Row::len).max().unwrap_or(0);
    Header {
        names: vec![String::new(); width],
        row: 0,
    }
}

fn headerless(file: &SourceFile<'_>, sheet: Option<&str>, row: u64) -> Diagnostic {
    Diagnostic {
        code: "HEADER_MISSING".into(),
        severity: Severity::Warning,
        file: file.name(),
        sheet: sheet.map(Into::into),
        row: Some(row),
        column: None,
        message: "The table seems to have no header; its columns are numbered.".into(),
        hint: "State the header row if there is one, or say which column holds what.".into(),
        cases: Cases::default(),
    }
}

/// Says which rows above the header are not read.
fn preamble_notes(
    file: &SourceFile<'_>,
    sheet: Option<&str>,
    first: &[Row],
    header: &Header,
) -> Option<Diagnostic> {
    let above: Vec<&Row> = first
        .iter()
        .filter(|row| row.line_last < header.row)
        .collect();
    let tools = above.iter().all(|row| is_preamble(row));
    let row = above.first()?.line;
    let (code, severity, what) = if tools {
        (
            "PREAMBLE_SKIPPED",
            Severity::Note,
            "written by the exporting tool",
        )
    } else {
        ("ROWS_ABOVE_HEADER", Severity::Warning, "above the header")
    };
    Some(Diagnostic {
        code: code.into(),
        severity,
        file: file.name(),
        sheet: sheet.map(Into::into),
        row: Some(row),
        column: None,
        message: format!(
            "{} rows {what} are not read; the header is on row {}.",
            above.len(),
            header.row
        ),
        hint: String::new(),
        cases: Cases::default(),
    })
}
