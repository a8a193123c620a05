//! Parts of a source value that a target may be put together from: words, beginnings, digits, the
//! value without its blanks. Each is an expression; what it gives is `presync-expr`'s to say.

use std::collections::BTreeMap;

use presync_expr::Scratch;

use super::{
    column::{compile, context, with_text},
    expr::Expr,
    plain::OUTER_BLANKS,
    rows::Rows,
};

/// Delimiters at which values are taken apart.
const DELIMITERS: &str = "@.-_ ,/|:;#()+\\";
/// Delimiters of several letters.
const LONG_DELIMITERS: &[&str] = &[" - ", ", ", " / ", " | ", ": "];
/// Lengths that numbers are filled up to, and how many of the target's values must have one: one in so
/// many.
const WIDTH_MIN: usize = 3;
const WIDTH_MAX: usize = 20;
const WIDTH_ONE_IN: usize = 5;
/// Share of a source's values that must hold a delimiter for it to be tried: one in so many.
const DELIMITER_ONE_IN: usize = 8;

/// An expression with what it gives on the sample, empty for no value.
pub(super) struct Piece {
    pub(super) expr: Expr,
    pub(super) texts: Vec<String>,
}

impl Piece {
    /// None if the expression is none, or gives nothing.
    pub(super) fn new(rows: &Rows<'_>, expr: Expr, sample: &[usize]) -> Option<Self> {
        let texts = texts(rows, &expr, sample)?;
        let gives = texts.iter().any(|text| !text.is_empty());
        gives.then_some(Self { expr, texts })
    }
}

/// What an expression gives on some rows, empty for no value.
pub(super) fn texts(rows: &Rows<'_>, expr: &Expr, sample: &[usize]) -> Option<Vec<String>> {
    let program = compile(rows, expr)?;
    let (scratch, context) = (Scratch::default(), context());
    let text = |row: &usize| {
        rows.with_inputs(*row, |inputs| {
            let outcome = program.evaluate_with(inputs, &context, &scratch);
            with_text(&outcome, str::to_owned).unwrap_or_default()
        })
    };
    Some(sample.iter().map(text).collect())
}

/// The pieces of some sources, each set of values once, the simplest expression for it.
pub(super) fn of(rows: &Rows<'_>, sources: &[usize], sample: &[usize]) -> Vec<Piece> {
    let width = common_width(rows, sample);
    let mut kept: Vec<Piece> = Vec::new();
    for source in sources {
        let whole = Piece::new(rows, Expr::Source(*source), sample);
        let Some(whole) = whole else { continue };
        let mut exprs = parts(&whole, width);
        exprs.sort_by_key(Expr::complexity);
        for expr in exprs {
            let Some(piece) = Piece::new(rows, expr, sample) else {
                continue;
            };
            if kept.iter().all(|known| known.texts != piece.texts) {
                kept.push(piece);
            }
        }
    }
    kept
}

fn parts(whole: &Piece, width: Option<usize>) -> Vec<Expr> {
    let source = || whole.expr.clone();
    let mut exprs = vec![source(), Expr::call("StripSpaces", [source()])];
    exprs.extend((1..=4).map(|count| Expr::call("Left", [source(), Expr::Number(count)])));
    exprs.extend([
        source().regex(OUTER_BLANKS, ""),
        source().regex("[\\s'-]", ""),
        source().regex("[^0-9]", ""),
        source().regex("[^0-9+]", ""),
        source().regex("^0+", ""),
    ]);
    for delimiter in DELIMITERS
        .chars()
        .filter(|one| is_frequent(whole, one.encode_utf8(&mut [0; 4])))
    {
        exprs.extend(between(whole, delimiter));
    }
    for delimiter in LONG_DELIMITERS {
        if is_frequent(whole, delimiter) {
            exprs.extend((1..=3).map(|number| {
                let split = Expr::call("Split", [source(), Expr::text(*delimiter)]);
                Expr::call("Item", [split, Expr::Number(number)])
            }));
        }
    }
    if let Some(width) = width.filter(|width| is_shorter(whole, *width)) {
        let zeros = format!("{}$1", "0".repeat(width));
        let padded = source().regex("^(.+)$", &zeros);
        exprs.push(padded.regex(&format!("^.*(.{{{width}}})$"), "$1"));
    }
    exprs
}

fn between(whole: &Piece, delimiter: char) -> Vec<Expr> {
    let source = || whole.expr.clone();
    let escaped = regex_text(&delimiter.to_string());
    let mut exprs: Vec<Expr> = (1..=3)
        .map(|number| source().word(number, delimiter))
        .collect();
    exprs.push(source().regex(&format!("^[^{escaped}]*{escaped}\\s*"), ""));
    exprs.push(source().regex(&format!("^.*{escaped}"), ""));
    exprs.push(source().regex(&format!("{escaped}[^{escaped}]*$"), ""));
    for other in ["", "-", ".", "_", " "] {
        let text = delimiter.to_string();
        if other != text && !(other.is_empty() && delimiter == ' ') {
            exprs.push(source().replaced(&text, other));
        }
    }
    if delimiter == '@' {
        exprs.push(source().word(2, '@').word(1, '.'));
        exprs.push(source().word(1, '@').word(1, '.'));
        exprs.push(source().word(1, '@').word(2, '.'));
    }
    exprs
}

fn is_frequent(whole: &Piece, delimiter: &str) -> bool {
    let filled = whole.texts.iter().filter(|text| !text.is_empty()).count();
    let held = whole
        .texts
        .iter()
        .filter(|text| text.contains(delimiter))
        .count();
    held * DELIMITER_ONE_IN >= filled.max(1)
}

/// The length to which numbers of the target are filled up with zeros, where nearly all that end in one
/// have one length. Fields that people write into hold other things beside.
fn common_width(rows: &Rows<'_>, sample: &[usize]) -> Option<usize> {
    let runs: Vec<&str> = sample
        .iter()
        .map(|row| final_digits(rows.target(*row)))
        .filter(|digits| (WIDTH_MIN..=WIDTH_MAX).contains(&digits.len()))
        .collect();
    let mut widths: BTreeMap<usize, usize> = BTreeMap::new();
    for run in &runs {
        *widths.entry(run.len()).or_default() += 1;
    }
    let (width, alike) = widths.into_iter().max_by_key(|(_, count)| *count)?;
    let is_filled_up = runs.iter().any(|run| run.starts_with('0'));
    let is_common = alike * 10 >= runs.len() * 8 && alike * WIDTH_ONE_IN >= sample.len();
    (is_filled_up && is_common).then_some(width)
}

fn final_digits(text: &str) -> &str {
    let before = text.trim_end_matches(|letter: char| letter.is_ascii_digit());
    &text[before.len()..]
}

/// Whether a source holds numbers, and some of fewer digits.
fn is_shorter(whole: &Piece, width: usize) -> bool {
    let numbers = || {
        let texts = whole.texts.iter().filter(|text| !text.is_empty());
        texts.filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let filled = whole.texts.iter().filter(|text| !text.is_empty());
    numbers().count() * 2 > filled.count() && numbers().any(|text| text.len() < width)
}

/// A text as a regular expression that matches it alone.
pub(super) fn regex_text(text: &str) -> String {
    let mut escaped = String::new();
    for letter in text.chars() {
        if letter.is_ascii_punctuation() && !matches!(letter, '@' | '_' | ',' | ';' | ':') {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

/// A text as a replacement that stands for itself.
pub(super) fn replacement_text(text: &str) -> String {
    text.replace('$', "$$")
}
