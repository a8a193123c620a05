//! Which row of a table is its header: the first that names known columns, else the first full one.

use std::ops::ControlFlow;

use presync_core::{Cases, Diagnostic, Severity};

use super::{Row, Rows, two_rows};
use crate::{
    ImportError, ReadOptions, RefusalCode,
    limits::{COLUMNS_MAX, HEADER_ROWS_MAX},
    observation::observation,
    recognise::{is_known_header, looks_like_data},
    source::SourceFile,
    values::{is_blank, is_blank_text},
    wording::counted,
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
    options: &ReadOptions,
) -> Result<Found, ImportError> {
    let first = first_rows(rows, options.header_row)?;
    let (header, above, mut diagnostics) = match options.header_row {
        Some(0) => (numbered(&first), 0, Vec::new()),
        Some(row) => stated_header(file, &first, row, options.header_rows)?,
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
    diagnostics.extend(preamble_notes(file, sheet, &first[..above], &header));
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

/// The first rows that are not blank; with a stated row, those up to and including it, as far back as
/// is kept.
fn first_rows(rows: &mut dyn Rows, stated: Option<u64>) -> Result<Vec<Row>, ImportError> {
    let mut first: Vec<Row> = Vec::new();
    let stated = stated.filter(|line| *line > 0);
    rows.scan(&mut |row| {
        let is_stated = stated.is_some_and(|line| (row.line..=row.line_last).contains(&line));
        if is_stated || !row.is_blank() {
            if stated.is_some() && first.len() == HEADER_ROWS_MAX {
                first.remove(0);
            }
            first.push(row.clone());
        }
        let is_enough = match stated {
            Some(line) => row.line_last >= line,
            None => first.len() == HEADER_ROWS_MAX,
        };
        Ok(if is_enough {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        })
    })?;
    Ok(first)
}

/// A header, how many of the first rows stand above it and are to be told, and what was odd.
type Chosen = (Header, usize, Vec<Diagnostic>);

fn stated_header(
    file: &SourceFile<'_>,
    first: &[Row],
    row: u64,
    rows: Option<u64>,
) -> Result<Chosen, ImportError> {
    let found = first
        .last()
        .filter(|last| (last.line..=last.line_last).contains(&row));
    let Some(found) = found.filter(|found| !found.is_blank()) else {
        return Err(file.refuse(
            RefusalCode::HeaderNotFound,
            format!("Row {row} holds no header."),
            "State another header row, or leave it out to have it found.",
        ));
    };
    let above = first.len() - 1;
    match first.get(above.wrapping_sub(1)) {
        Some(upper) if rows == Some(2) => {
            let header = joined_header(upper, found);
            Ok((header, 0, Vec::new()))
        }
        _ => Ok((header_of(found), 0, Vec::new())),
    }
}

fn choose(
    file: &SourceFile<'_>,
    sheet: Option<&str>,
    first: &[Row],
) -> Result<Chosen, ImportError> {
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
        rows.iter().position(|row| known(row) == known_most)
    } else {
        rows.iter().position(|row| filled(row) * 2 >= width)
    };
    let at = chosen.unwrap_or(0);
    let row = rows[at];
    if known(row) == 0 && row.cells().any(looks_like_data) {
        let header = numbered(first);
        return Ok((header, 0, vec![headerless(file, sheet, row.line)]));
    }
    let above = |row: &Row| {
        first
            .iter()
            .take_while(|other| other.line < row.line)
            .count()
    };
    if let Some((upper, lower)) = two_rows::around(&rows, at) {
        let header = joined_header(upper, lower);
        let said = two_row_header(file, sheet, upper, lower);
        return Ok((header, above(upper), vec![said]));
    }
    Ok((header_of(row), above(row), Vec::new()))
}

fn joined_header(upper: &Row, lower: &Row) -> Header {
    Header {
        names: two_rows::names(upper, lower),
        row: lower.line_last,
    }
}

fn two_row_header(
    file: &SourceFile<'_>,
    sheet: Option<&str>,
    upper: &Row,
    lower: &Row,
) -> Diagnostic {
    let said = observation(
        "HEADER_TWO_ROWS",
        Severity::Warning,
        format!(
            "The header spans rows {} and {}; their names are read together.",
            upper.line, lower.line_last
        ),
        "State the header row if only one of them is the header.",
    );
    Diagnostic {
        file: file.name(),
        sheet: sheet.map(Into::into),
        row: Some(upper.line),
        ..said
    }
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
    above: &[Row],
    header: &Header,
) -> Option<Diagnostic> {
    let above: Vec<&Row> = above.iter().filter(|row| !row.is_blank()).collect();
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
            "{} not read; the header is on row {}.",
            counted(
                above.len() as u64,
                &format!("row {what} is"),
                &format!("rows {what} are"),
            ),
            header.row
        ),
        hint: String::new(),
        cases: Cases::default(),
    })
}
