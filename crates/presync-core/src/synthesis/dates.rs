//! Dates written in another way: the format of a column follows from its values, and is
//! `presync-expr`'s to read.

use presync_expr::{AttributeSlot, Input, Inputs, Outcome, Program};

use super::{Equality, column::context, expr::Expr, kernel::Search, pieces};

/// The form that the intranet takes.
const ACCEPTED: &str = "yyyy-MM-ddTHH:mm:ssZ";
/// Formats that exports and directories were seen with.
pub(super) const FORMATS: &[&str] = &[
    ACCEPTED,
    "yyyy-MM-dd",
    "yyyy-MM-ddTHH:mm:ss",
    "yyyy-MM-dd HH:mm:ss",
    "yyyyMMdd",
    "yyyyMMddHHmmss.fZ",
    "yyyy/MM/dd",
    "dd/MM/yyyy",
    "MM/dd/yyyy",
    "d/M/yyyy",
    "M/d/yyyy",
    "dd.MM.yyyy",
    "d.M.yyyy",
    "dd-MM-yyyy",
    "MM-dd-yyyy",
    "dd/MM/yyyy HH:mm:ss",
    "M/d/yyyy h:mm:ss tt",
    "dd MMM yyyy",
    "d MMM yyyy",
    "d MMMM yyyy",
    "MMM d, yyyy",
    "MMMM d, yyyy",
];
/// Share of values that must have a format for it to be tried, in per cent.
const READ_PERCENT: usize = 90;

/// One text as a row.
struct Text<'t>(&'t str);

impl Inputs for Text<'_> {
    fn value(&self, _: AttributeSlot) -> Input<'_> {
        Input::Text(self.0)
    }
}

/// Every reformatting that the sample allows.
pub(super) fn found(search: &Search<'_>, sample: &[usize]) -> Vec<Expr> {
    let targets: Vec<&str> = sample.iter().map(|row| search.rows.target(*row)).collect();
    let outputs = match search.equality {
        Equality::Day => vec![ACCEPTED],
        _ => formats(&targets),
    };
    if outputs.is_empty() {
        return Vec::new();
    }
    let mut exprs = Vec::new();
    for source in 0..search.rows.sources() {
        let source = Expr::Source(source);
        let texts = pieces::texts(&search.rows, &source, sample).unwrap_or_default();
        let filled: Vec<&str> = texts
            .iter()
            .map(String::as_str)
            .filter(|t| !t.is_empty())
            .collect();
        for input in formats(&filled) {
            let differing = outputs.iter().filter(|output| **output != input);
            exprs.extend(differing.map(|output| reformatted(source.clone(), input, output)));
        }
    }
    exprs
}

fn reformatted(source: Expr, input: &str, output: &str) -> Expr {
    let arguments = vec![
        Some(source),
        None,
        Some(Expr::text(input)),
        Some(Expr::text(output)),
    ];
    Expr::Call("FormatDateTime", arguments)
}

/// The formats that nearly all texts have.
fn formats(texts: &[&str]) -> Vec<&'static str> {
    let unread_max = texts.len() * (100 - READ_PERCENT) / 100;
    let fits = |format: &&&'static str| {
        !texts.is_empty() && unread(texts.iter().copied(), format, unread_max) <= unread_max
    };
    FORMATS.iter().filter(fits).copied().collect()
}

/// How many texts have another format, counted until there are more than `most`.
pub(super) fn unread<'t>(texts: impl Iterator<Item = &'t str>, format: &str, most: usize) -> usize {
    let text = reformatted(Expr::Source(0), format, ACCEPTED).print(&["a"]);
    let Ok(program) = Program::compile(&text, &|_: &str| Some(AttributeSlot(0))) else {
        return usize::MAX;
    };
    let context = context();
    let is_unread =
        |text: &&str| matches!(program.evaluate(&Text(text), &context), Outcome::Error(_));
    texts.filter(is_unread).take(most.saturating_add(1)).count()
}
