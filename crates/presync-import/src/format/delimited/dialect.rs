//! Which character separates the fields of a text.

use presync_core::{Cases, Diagnostic, Severity, catalogue::fold_header};

use super::{super::header::is_preamble, Marks, Row, Tokenizer};
use crate::{
    ImportError, Quotes, ReadOptions, RefusalCode, recognise::is_known_header, source::SourceFile,
};

/// What files are found to use, in order of preference when nothing else decides.
const CANDIDATES: &[u8] = b",;\t|^";
/// Rows that are looked at.
const ROWS_MAX: usize = 200;

/// How well a delimiter explains the first rows.
#[derive(Debug, Clone)]
pub(crate) struct DelimiterFit {
    pub(crate) delimiter: u8,
    /// Headers of a catalogue, or stated ones, that it makes appear.
    pub(crate) known: usize,
    /// The commonest number of cells in a row.
    pub(crate) width: usize,
    /// Rows of that width, in percent.
    pub(crate) even_percent: u32,
    /// The row with the most known headers.
    pub(crate) header: Vec<String>,
}

impl DelimiterFit {
    /// 0 when the commonest row has one cell; grows with the share of such rows and, slowly, their
    /// width.
    fn evenness(&self) -> u32 {
        if self.width < 2 {
            return 0;
        }
        let wide = usize::BITS - self.width.min(1 << 10).leading_zeros();
        self.even_percent * self.even_percent * wide
    }
}

/// The stated delimiter, that of a `sep=` line, or the one that fits best.
pub(super) fn delimiter(
    file: &SourceFile<'_>,
    head: &str,
    options: &ReadOptions,
) -> Result<(u8, Vec<Diagnostic>), ImportError> {
    if let Some(character) = options.delimiter {
        return ascii_delimiter(file, character).map(|delimiter| (delimiter, Vec::new()));
    }
    if let Some(delimiter) = sep_line(head) {
        return Ok((delimiter, Vec::new()));
    }
    let stated: Vec<String> = options
        .columns
        .keys()
        .map(|name| fold_header(name))
        .collect();
    let fits = sorted(head, &marks_of(CANDIDATES, options), &stated);
    let doubt = rival(&fits).map(|rival| doubt(file, fits[0].delimiter, rival));
    Ok((fits[0].delimiter, Vec::from_iter(doubt)))
}

/// How well every delimiter fits, the best first; the chosen one among them.
pub(crate) fn fits(head: &str, options: &ReadOptions) -> Vec<DelimiterFit> {
    let mut delimiters = CANDIDATES.to_vec();
    let chosen = options
        .delimiter
        .and_then(|character| u8::try_from(character).ok());
    delimiters.extend(chosen.filter(|delimiter| !CANDIDATES.contains(delimiter)));
    sorted(head, &marks_of(&delimiters, options), &[])
}

fn marks_of(delimiters: &[u8], options: &ReadOptions) -> Vec<Marks> {
    let quotes = options.quotes.unwrap_or(Quotes::Doubled);
    let marks = |delimiter: &u8| Marks {
        delimiter: *delimiter,
        quotes,
    };
    delimiters.iter().map(marks).collect()
}

fn sorted(head: &str, marks: &[Marks], stated: &[String]) -> Vec<DelimiterFit> {
    let mut fits: Vec<DelimiterFit> = marks
        .iter()
        .map(|marks| fit(head, *marks, stated))
        .collect();
    fits.sort_by_key(|fit| std::cmp::Reverse((fit.known, fit.evenness())));
    fits
}

/// What the user reads.
pub(crate) fn name(delimiter: u8) -> String {
    match delimiter {
        b',' => "comma".into(),
        b';' => "semicolon".into(),
        b'\t' => "tab".into(),
        b'|' => "vertical bar".into(),
        other => format!("\"{}\"", char::from(other)),
    }
}

fn ascii_delimiter(file: &SourceFile<'_>, character: char) -> Result<u8, ImportError> {
    match u8::try_from(character) {
        Ok(byte) if separates(byte) => Ok(byte),
        _ => Err(file.refuse(
            RefusalCode::OptionInvalid,
            "The stated delimiter cannot separate fields.",
            "State a single character such as a comma, a semicolon or a tab.",
        )),
    }
}

/// Whether a byte may stand between fields.
fn separates(byte: u8) -> bool {
    byte.is_ascii() && !byte.is_ascii_alphanumeric() && !b"\"\r\n".contains(&byte)
}

/// Says when quotes follow backslashes, which may be how the exporting tool escapes them.
pub(super) fn escapes(file: &SourceFile<'_>, head: &str, marks: Marks) -> Option<Diagnostic> {
    let mut tokenizer = Tokenizer::new(head.as_bytes(), marks);
    let mut row = Row::default();
    for _ in 0..ROWS_MAX {
        if !tokenizer.next(&mut row).unwrap_or(false) {
            return None;
        }
        if row.escaped_quotes {
            return Some(escaped(file, row.line));
        }
    }
    None
}

/// Excel's first line `sep=;`.
fn sep_line(head: &str) -> Option<u8> {
    let line = head.trim_start_matches(['\r', '\n']).lines().next()?;
    let (mark, rest) = line.trim_matches('"').split_at_checked(4)?;
    let delimiter = *rest.as_bytes().first()?;
    (mark.eq_ignore_ascii_case("sep=") && rest.len() == 1 && separates(delimiter))
        .then_some(delimiter)
}

fn fit(head: &str, marks: Marks, stated: &[String]) -> DelimiterFit {
    let mut tokenizer = Tokenizer::new(head.as_bytes(), marks);
    let mut row = Row::default();
    let mut counts: Vec<usize> = Vec::new();
    let mut known = 0;
    let mut header: Vec<String> = Vec::new();
    let is_known = |cell: &str| is_known_header(cell) || stated.contains(&fold_header(cell));
    // A quote that does not close within the head only ends the sample.
    while counts.len() < ROWS_MAX && tokenizer.next(&mut row).unwrap_or(false) {
        if row.is_blank() || is_preamble(&row) {
            continue;
        }
        if counts.len() < crate::limits::HEADER_ROWS_MAX {
            let count = row.cells().filter(|cell| is_known(cell)).count();
            if header.is_empty() || count > known {
                header = row.cells().map(String::from).collect();
            }
            known = known.max(count);
        }
        counts.push(row.len());
    }
    let (width, even_percent) = commonest(counts);
    DelimiterFit {
        delimiter: marks.delimiter,
        known,
        width,
        even_percent,
        header,
    }
}

/// The commonest number of cells and its share in percent.
fn commonest(mut counts: Vec<usize>) -> (usize, u32) {
    counts.sort_unstable();
    let (width, rows) = counts
        .chunk_by(|a, b| a == b)
        .max_by_key(|same| same.len())
        .map_or((0, 0), |same| (same[0], same.len()));
    let percent = (rows * 100).checked_div(counts.len()).unwrap_or(0);
    (width, u32::try_from(percent).unwrap_or(100))
}

/// Another delimiter that explains the rows nearly as well.
fn rival(fits: &[DelimiterFit]) -> Option<u8> {
    let (best, next) = (fits.first()?, fits.get(1)?);
    let (best_even, next_even) = (best.evenness(), next.evenness());
    let close = next.known == best.known && next_even * 10 >= best_even * 9;
    (close && next_even > 0).then_some(next.delimiter)
}

fn doubt(file: &SourceFile<'_>, chosen: u8, rival: u8) -> Diagnostic {
    Diagnostic {
        code: "DELIMITER_UNCERTAIN".into(),
        severity: Severity::Warning,
        file: file.name(),
        sheet: None,
        row: None,
        column: None,
        message: format!(
            "The fields are taken to be separated by {}; {} would fit as well.",
            name(chosen),
            name(rival)
        ),
        hint: "Look at the columns, and state the delimiter if they are wrong.".into(),
        cases: Cases::default(),
    }
}

fn escaped(file: &SourceFile<'_>, row: u64) -> Diagnostic {
    Diagnostic {
        code: "QUOTES_ESCAPED".into(),
        severity: Severity::Warning,
        file: file.name(),
        sheet: None,
        row: Some(row),
        column: None,
        message: "Quotation marks inside fields follow a backslash; both are read as text.".into(),
        hint: "If the exporting tool writes quotation marks so, say it with --profile FILE, in this file's entry: \"quotes\": \"backslash\".".into(),
        cases: Cases::default(),
    }
}
