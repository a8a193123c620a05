//! What a source or an expression gives on the rows, as numbers, and how it compares with the target.

use std::ops::Range;

use jiff::Timestamp;
use presync_expr::{Context, Outcome, Program, Scratch, Value};
use rustc_hash::FxHashMap;

use super::{Equality, Tally, equality::Order, expr::Expr, rows::Rows};

/// Values on a range of rows: as they are compared and as they are spelt; 0 is no value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) numbers: Vec<u64>,
    pub(super) spellings: Vec<u64>,
}

impl Column {
    /// What the intranet holds.
    pub(super) fn target(rows: &Rows<'_>, equality: Equality, order: Order) -> Self {
        let all = 0..rows.len();
        let number = |row| equality.number_of_target(rows.target(row), order);
        let spelling = |row| equality.spelling_of_target(rows.spelt(row), order);
        Self {
            numbers: all.clone().map(number).collect(),
            spellings: all.map(spelling).collect(),
        }
    }

    /// What a source holds.
    pub(super) fn source(
        rows: &Rows<'_>,
        source: usize,
        range: Range<usize>,
        equality: Equality,
    ) -> Self {
        let both = |text: &str| (equality.number(text), equality.spelling(text));
        range
            .map(|row| rows.with_value(row, source, both))
            .collect()
    }

    /// What an expression gives; none if it is none that the language takes.
    pub(super) fn of(
        rows: &Rows<'_>,
        expr: &Expr,
        range: impl Iterator<Item = usize>,
        equality: Equality,
    ) -> Option<Self> {
        let program = compile(rows, expr)?;
        let scratch = Scratch::default();
        let context = context();
        let both = |text: &str| (equality.number(text), equality.spelling(text));
        let value = |row: usize| {
            rows.with_inputs(row, |inputs| {
                let outcome = program.evaluate_with(inputs, &context, &scratch);
                let value = with_text(&outcome, both).unwrap_or_default();
                scratch.reclaim(outcome);
                value
            })
        };
        Some(range.map(value).collect())
    }

    /// This one, and where it has no value, the other.
    pub(super) fn or(&self, other: &Self) -> Self {
        let mine = self.numbers.iter().zip(&self.spellings);
        let theirs = other.numbers.iter().zip(&other.spellings);
        mine.zip(theirs)
            .map(|(mine, theirs)| if *mine.0 == 0 { theirs } else { mine })
            .map(|(number, spelling)| (*number, *spelling))
            .collect()
    }

    /// Compares with the target's same rows, which start at `start` there.
    pub(super) fn tally(&self, target: &Self, start: usize) -> Tally {
        let mut tally = Tally::default();
        for at in 0..self.numbers.len() {
            let (number, held) = (self.numbers[at], target.numbers[start + at]);
            tally.of += 1;
            tally.both += u32::from(number != 0);
            let is_equal = number != 0 && number == held;
            let is_exact = is_equal && self.spellings[at] == target.spellings[start + at];
            tally.equal += u32::from(is_equal);
            tally.exact += u32::from(is_exact);
        }
        tally
    }

    /// How often independent columns with these frequencies would agree, 0 to 1.
    pub(super) fn chance(&self, target: &Self, start: usize) -> f64 {
        let held = frequencies(&target.numbers[start..start + self.numbers.len()]);
        let mut agreeing = 0.0;
        let mut filled = 0.0;
        for number in self.numbers.iter().filter(|number| **number != 0) {
            agreeing += held.get(number).copied().unwrap_or(0.0);
            filled += 1.0;
        }
        if filled == 0.0 {
            return 0.0;
        }
        agreeing / filled / self.numbers.len() as f64
    }

    /// Share of the most frequent value: what a constant gives.
    pub(super) fn most_frequent(&self, range: Range<usize>) -> f64 {
        let length = range.len() as f64;
        let counted = frequencies(&self.numbers[range]);
        let mut counts: Vec<f64> = counted.into_values().collect();
        counts.sort_unstable_by(f64::total_cmp);
        counts.last().map_or(0.0, |most| most / length)
    }
}

impl FromIterator<(u64, u64)> for Column {
    fn from_iter<T: IntoIterator<Item = (u64, u64)>>(values: T) -> Self {
        let (numbers, spellings) = values.into_iter().unzip();
        Self { numbers, spellings }
    }
}

/// What expressions may know besides the row: nothing, for none that is built here asks the time.
pub(super) fn context() -> Context<'static> {
    Context {
        now: Timestamp::UNIX_EPOCH,
        seed: 0,
        existing: &[],
    }
}

/// The expression ready to run; none if it is none that the language takes.
pub(super) fn compile(rows: &Rows<'_>, expr: &Expr) -> Option<Program> {
    let text = expr.print(&rows.names());
    Program::compile(&text, &|name: &str| rows.slot(name)).ok()
}

/// Runs something on the single text that would flow; none where there is none.
pub(super) fn with_text<T>(outcome: &Outcome<'_>, run: impl FnOnce(&str) -> T) -> Option<T> {
    match outcome {
        Outcome::Value(Value::Text(text)) if !text.is_empty() => Some(run(text)),
        Outcome::Value(Value::Number(number)) => Some(run(&number.to_string())),
        Outcome::Value(Value::Boolean(truth)) => Some(run(if *truth { "True" } else { "False" })),
        _ => None,
    }
}

fn frequencies(numbers: &[u64]) -> FxHashMap<u64, f64> {
    let mut counted = FxHashMap::default();
    for number in numbers {
        *counted.entry(*number).or_insert(0.0) += 1.0;
    }
    counted
}
