//! How else a file could be read: encodings, delimiters, header rows. For a person to look at, side by
//! side; what is taken is decided elsewhere.

use serde::Serialize;

use crate::{
    ReadOptions,
    format::{self, DelimiterFit},
    recognise::{Statements, is_known_header, is_secret, names_of, shown},
    sample::{RawRow, Sample},
    source::{Survey, TextEncoding},
};

/// Encodings that exports without a mark have been seen in, the likelier first. The old DOS pages stand
/// last: no detector can tell them from others, so they are offered for the eye.
const ENCODINGS: &[&str] = &[
    "utf-8",
    "windows-1252",
    "windows-1250",
    "windows-1251",
    "windows-1254",
    "ibm850",
    "ibm437",
    "ibm852",
];

/// Characters shown of a line before its first letter beyond ASCII.
const EXCERPT_BEFORE: usize = 40;

/// What else was possible.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Alternatives {
    /// Encodings of a text with letters beyond ASCII and no byte order mark.
    pub encodings: Vec<EncodingChoice>,
    /// Delimiters of a CSV file, the best fitting first.
    pub delimiters: Vec<DelimiterChoice>,
    /// The first rows that are not blank, among which the header is.
    pub first_rows: Vec<FirstRow>,
}

/// One encoding, and what the text looks like in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EncodingChoice {
    /// The label to state.
    pub encoding: String,
    /// What people call it.
    pub name: String,
    /// It is the one that is read.
    pub chosen: bool,
    /// It has no character for some byte of the lines.
    pub loses: bool,
    /// Up to three lines with letters beyond ASCII, decoded so.
    pub lines: Vec<String>,
}

/// One delimiter, and how well it explains the first rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DelimiterChoice {
    /// The character to state.
    pub delimiter: char,
    /// What people call it.
    pub name: String,
    /// It is the one that is read.
    pub chosen: bool,
    /// Known headers that it makes appear.
    pub known_headers: usize,
    /// Columns that most rows then have.
    pub columns: usize,
    /// Rows with so many columns, in percent.
    pub even_percent: u32,
    /// The row that would be the header, cell by cell.
    pub header: Vec<String>,
}

/// One of the first rows, for pointing at the header.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FirstRow {
    /// Line of the file or row of the sheet, from 1: the header row to state.
    pub row: u64,
    /// Its cells; those of a password column are empty below the header.
    pub cells: Vec<String>,
    /// Headers among them that are known.
    pub known_headers: usize,
    /// It is read as the header, or as a part of it.
    pub is_header: bool,
}

/// Everything that was possible for a surveyed file.
pub(crate) fn of(
    survey: &Survey,
    options: &ReadOptions,
    headers: &[String],
    sample: &Sample,
) -> Alternatives {
    let hidden = Hidden::of(options, headers);
    let first = sample.first.iter();
    Alternatives {
        encodings: encodings(survey, options, &hidden),
        delimiters: delimiters(survey, options),
        first_rows: first.map(|row| first_row(row, options, &hidden)).collect(),
    }
}

/// Columns with passwords, whose values are nobody's business.
struct Hidden<'o> {
    columns: Vec<usize>,
    width: usize,
    options: &'o ReadOptions,
}

impl<'o> Hidden<'o> {
    fn of(options: &'o ReadOptions, headers: &[String]) -> Self {
        let shown: Vec<&str> = headers.iter().map(String::as_str).collect();
        let names = names_of(&shown);
        let stated = Statements::of(&options.columns, &names);
        let is_hidden =
            |ix: &usize| is_secret(&headers[*ix], stated.of_column(*ix).unwrap_or_default());
        Self {
            columns: (0..headers.len()).filter(is_hidden).collect(),
            width: headers.len(),
            options,
        }
    }

    /// A line without them; none where it is not sure which part of it is which column.
    fn strip(&self, line: &str) -> Option<String> {
        if self.columns.is_empty() {
            return Some(line.into());
        }
        let delimiter = self.options.delimiter?;
        let cells = format::cells_of_line(line, self.options)?;
        if cells.len() != self.width {
            return None;
        }
        let kept = cells.iter().enumerate();
        let kept = kept.filter(|(ix, _)| !self.columns.contains(ix));
        let kept: Vec<&str> = kept.map(|(_, cell)| cell.as_str()).collect();
        Some(kept.join(&delimiter.to_string()))
    }
}

/// The part of a line around its first letter beyond ASCII.
fn excerpt(line: &str) -> String {
    let at = line.chars().position(|letter| !letter.is_ascii());
    let skip = at.unwrap_or(0).saturating_sub(EXCERPT_BEFORE);
    shown(&line.chars().skip(skip).collect::<String>())
}

fn encodings(survey: &Survey, options: &ReadOptions, hidden: &Hidden<'_>) -> Vec<EncodingChoice> {
    let text = &survey.text;
    let Some(chosen) = &options.encoding else {
        return Vec::new();
    };
    let is_open = !text.lines.is_empty() && !TextEncoding::is_marked(&text.head);
    if !is_open || chosen.starts_with("utf-16") {
        return Vec::new();
    }
    let guess = text.guess.name().to_lowercase();
    let mut labels = vec![chosen.as_str()];
    // Text that is valid UTF-8 and goes beyond ASCII is nothing else.
    if chosen != "utf-8" || text.invalid > 0 {
        labels.push(&guess);
        labels.extend(ENCODINGS);
    }
    let mut seen: Vec<&str> = Vec::new();
    labels.retain(|label| {
        let is_new = !seen.contains(label);
        seen.push(label);
        is_new
    });
    let choices = labels.into_iter().filter_map(|label| {
        let encoding = TextEncoding::of_label(label)?;
        let lines: Vec<String> = text
            .lines
            .iter()
            .filter_map(|line| hidden.strip(encoding.decode_line(line).trim_end()))
            .map(|line| excerpt(&line))
            .collect();
        Some(EncodingChoice {
            encoding: label.into(),
            name: encoding.words(),
            chosen: label == chosen,
            loses: lines.iter().any(|line| line.contains('\u{fffd}')),
            lines,
        })
    });
    choices.collect()
}

fn delimiters(survey: &Survey, options: &ReadOptions) -> Vec<DelimiterChoice> {
    let (Some(chosen), Some(label)) = (options.delimiter, &options.encoding) else {
        return Vec::new();
    };
    let Some(encoding) = TextEncoding::of_label(label) else {
        return Vec::new();
    };
    let head = encoding.decode_head(&survey.text.head);
    let head = head.strip_prefix('\u{feff}').unwrap_or(&head);
    let choice = |fit: DelimiterFit| DelimiterChoice {
        delimiter: char::from(fit.delimiter),
        name: format::delimiter_name(fit.delimiter),
        chosen: char::from(fit.delimiter) == chosen,
        known_headers: fit.known,
        columns: fit.width,
        even_percent: fit.even_percent,
        header: fit.header.iter().map(|cell| shown(cell)).collect(),
    };
    let fits = format::delimiter_fits(head, options);
    let useful = |choice: &DelimiterChoice| choice.chosen || choice.columns > 1;
    fits.into_iter().map(choice).filter(useful).collect()
}

fn first_row(row: &RawRow, options: &ReadOptions, hidden: &Hidden<'_>) -> FirstRow {
    let last = options.header_row.unwrap_or(0);
    let rows = options.header_rows.unwrap_or(1);
    let is_header = last > 0 && row.line_last <= last && row.line_last + rows > last;
    let mut cells = row.cells.clone();
    for column in hidden.columns.iter().filter(|_| row.line > last) {
        if let Some(cell) = cells.get_mut(*column) {
            cell.clear();
        }
    }
    FirstRow {
        row: row.line_last,
        known_headers: cells.iter().filter(|cell| is_known_header(cell)).count(),
        cells,
        is_header,
    }
}
