//! What a cell is taken to mean where that is not its text; the cell itself stays as the file holds it.
//!
//! Only readings that are certain: where a value could mean two things, it stays text and is counted.
//! Not here: what the matcher sets aside when it compares (letter case, zeros, punctuation).

mod clock;
mod dates;
mod evidence;
mod look;
mod months;
mod numbers;
mod placeholders;
mod rules;
mod text;

use std::ops::Range;

use presync_core::{
    record::{Reading, ReadingKind, SourceHeader},
    spelling::parse_boolean,
};

pub use dates::{DateOrder, DateSystem};
pub(crate) use evidence::Evidence;
pub(crate) use look::{Look, Marks};
pub(crate) use rules::{Rule, may_be_padded};

use crate::{
    ReadOptions,
    format::Row,
    oddity::Oddity,
    tally::{Case, Tally},
    values::{is_cell_error, is_type_name, split_values},
};
use dates::{DateText, Moment};

/// Reads the cells of the rows of one source.
#[derive(Debug)]
pub(crate) struct Reader {
    rules: Vec<Rule>,
    dialled: Vec<bool>,
    system: DateSystem,
    found: Found,
}

/// The readings of one row, in buffers that are used again for the next.
#[derive(Debug, Default)]
struct Found {
    text: String,
    readings: Vec<(usize, ReadingKind, Range<usize>)>,
}

/// What a cell was read as by the rule of its column.
enum Outcome {
    /// A meaning of its own.
    Read(ReadingKind, Oddity, String),
    /// Several values.
    Values(String),
    /// The text, made plain where it is not.
    Text,
    /// The text, although the column should hold something else.
    Unread(Oddity),
    /// A text that only says that there is no value.
    Placeholder,
}

impl Reader {
    /// A reader of the columns of one source.
    pub(crate) fn new(header: &SourceHeader, options: &ReadOptions) -> Self {
        let columns = header.columns.iter();
        Self {
            dialled: columns
                .clone()
                .map(|column| column.known && rules::is_dialled(&column.attribute))
                .collect(),
            rules: columns
                .map(|column| Rule::of(header.side, column, options))
                .collect(),
            system: options.date_system.unwrap_or_default(),
            found: Found::default(),
        }
    }

    /// The rule of each column.
    pub(crate) fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// Whether a column holds telephone numbers.
    pub(crate) fn is_dialled(&self, column: usize) -> bool {
        self.dialled.get(column) == Some(&true)
    }

    /// Whether a number in scientific notation is read as the id that it was.
    pub(crate) fn reads_exactly(&self, column: usize, cell: &str) -> bool {
        self.rules.get(column) == Some(&Rule::Id) && numbers::exact(cell.trim()).is_some()
    }

    /// Reads the cells of one row, and counts what was repaired and what could not be read.
    pub(crate) fn read(&mut self, cells: &[&str], row: &Row, look: Look, tally: &mut Tally) {
        self.found.clear();
        for (column, (rule, cell)) in self.rules.iter().zip(cells).enumerate() {
            if cell.is_empty() {
                continue;
            }
            let mut case = Case {
                column,
                row: row.line,
                cell,
            };
            if let Some(raw) = row.raw(column) {
                // The format knows what the number means: its cell shows it already.
                case.cell = raw;
                tally.read(Oddity::DateSerial, case, cell);
                self.found.push(column, ReadingKind::Date, cell);
                continue;
            }
            if !wants_look(cell, *rule, look) {
                continue;
            }
            let cell = Cell {
                case,
                rule: *rule,
                system: self.system,
                is_rounded: row.oddities().contains(&(column, Oddity::RoundedNumber)),
                tally,
            };
            cell.read(look, &mut self.found);
        }
    }

    /// The readings of the row that was read last.
    pub(crate) fn readings(&self) -> Vec<Reading<'_>> {
        let found = self.found.readings.iter();
        found
            .map(|(column, kind, range)| Reading {
                column: *column,
                kind: *kind,
                text: &self.found.text[range.clone()],
            })
            .collect()
    }
}

impl Found {
    fn clear(&mut self) {
        self.text.clear();
        self.readings.clear();
    }

    fn push(&mut self, column: usize, kind: ReadingKind, text: &str) {
        let start = self.text.len();
        self.text.push_str(text);
        self.readings.push((column, kind, start..self.text.len()));
    }
}

/// Whether a cell may need a reading: a look at its ends and length, for nearly all cells the only one.
fn wants_look(cell: &str, rule: Rule, look: Look) -> bool {
    let bytes = cell.as_bytes();
    let (first, last) = (bytes[0], bytes[bytes.len() - 1]);
    let by_rule = match rule {
        Rule::Secret => return false,
        Rule::Other => false,
        Rule::Boolean => !is_plain_boolean(cell),
        Rule::Date(_) => !is_plain_date(bytes),
        Rule::Several => true,
        Rule::Name | Rule::Known => placeholders::may_be(bytes),
        Rule::Id => {
            last == b'0' && numbers::may_be(bytes) || look.exponent || placeholders::may_be(bytes)
        }
    };
    by_rule
        || look.runs
        || look.types
        || first <= b' '
        || last <= b' '
        || first == b'#'
        || !look.ascii && !cell.is_ascii()
        || matches!(last, b'd' | b'D') && placeholders::ends_as_placeholder(cell)
}

/// Whether a cell is a date of our times in ISO 8601, so far as its fixed places show.
fn is_plain_date(cell: &[u8]) -> bool {
    let [
        b'1' | b'2',
        b'0' | b'9',
        _,
        _,
        b'-',
        b'0' | b'1',
        _,
        b'-',
        b'0'..=b'3',
        _,
        rest @ ..,
    ] = cell
    else {
        return false;
    };
    matches!(rest, [] | [b'T', ..])
}

fn is_plain_boolean(cell: &str) -> bool {
    cell.eq_ignore_ascii_case("true") || cell.eq_ignore_ascii_case("false")
}

/// One cell on its way to a reading.
struct Cell<'a, 't> {
    case: Case<'a>,
    rule: Rule,
    system: DateSystem,
    /// The format has said that digits were lost.
    is_rounded: bool,
    tally: &'t mut Tally,
}

impl Cell<'_, '_> {
    fn read(mut self, look: Look, found: &mut Found) {
        let (case, column) = (self.case, self.case.column);
        if let Some(oddity) = unknown(case.cell, look) {
            self.tally.read(oddity, case, "");
            return found.push(column, ReadingKind::Unknown, "");
        }
        let plain = text::plain(case.cell);
        let visible = plain
            .as_ref()
            .map_or(case.cell, |plain| plain.text.as_str());
        match self.by_rule(visible) {
            Outcome::Read(kind, oddity, text) => {
                self.tally.read(oddity, case, &text);
                return found.push(column, kind, &text);
            }
            Outcome::Values(values) => return found.push(column, ReadingKind::Values, &values),
            Outcome::Placeholder => {
                self.tally.read(Oddity::Placeholder, case, "");
                return found.push(column, ReadingKind::Placeholder, "");
            }
            Outcome::Unread(oddity) => self.tally.left(oddity, case),
            Outcome::Text => {}
        }
        if let Some(plain) = &plain {
            if !plain.text.is_empty() {
                self.count_plain(plain);
            }
            found.push(column, ReadingKind::Text, &plain.text);
        }
    }

    /// What the rule of the column makes of a text that is plain already.
    fn by_rule(&mut self, text: &str) -> Outcome {
        let own = match self.rule {
            _ if text.is_empty() => return Outcome::Text,
            Rule::Boolean => boolean(text),
            Rule::Date(order) => self.date(text, order),
            Rule::Several => split_values(self.case.cell).map_or(Outcome::Text, Outcome::Values),
            Rule::Id => self.id(text),
            Rule::Name | Rule::Known => Outcome::Text,
            Rule::Secret | Rule::Other => return Outcome::Text,
        };
        let is_open = matches!(own, Outcome::Text | Outcome::Unread(_));
        if is_open && placeholders::is_placeholder(text, self.rule == Rule::Name) {
            return Outcome::Placeholder;
        }
        own
    }

    fn id(&self, text: &str) -> Outcome {
        match numbers::exact(text) {
            Some(number) => Outcome::Read(ReadingKind::Number, Oddity::Number, number),
            None if !self.is_rounded && numbers::is_rounded(text) => {
                Outcome::Unread(Oddity::RoundedNumber)
            }
            None => Outcome::Text,
        }
    }

    fn date(&mut self, text: &str, order: Option<DateOrder>) -> Outcome {
        match dates::read(text, self.system) {
            DateText::Iso => Outcome::Text,
            DateText::Never => Outcome::Placeholder,
            DateText::None => Outcome::Unread(Oddity::DateUnread),
            DateText::One(moment) => self.moment(Oddity::Date, moment),
            DateText::Serial(moment) => self.moment(Oddity::DateSerial, moment),
            DateText::Two {
                day_first,
                month_first,
            } => match (order, day_first, month_first) {
                (None, ..) => Outcome::Unread(Oddity::DateUndecided),
                (Some(DateOrder::DayFirst), Some(moment), _)
                | (Some(DateOrder::MonthFirst), _, Some(moment)) => {
                    self.moment(Oddity::Date, moment)
                }
                _ => Outcome::Unread(Oddity::DateContradicts),
            },
        }
    }

    fn moment(&mut self, oddity: Oddity, moment: Moment) -> Outcome {
        let iso = moment.iso();
        if moment.assumes_zone() {
            self.tally.read(Oddity::ZoneAssumed, self.case, &iso);
        }
        Outcome::Read(ReadingKind::Date, oddity, iso)
    }

    fn count_plain(&mut self, plain: &text::Plain) {
        let done = [
            (plain.trimmed, Oddity::Trimmed),
            (plain.spaced, Oddity::Spaced),
            (plain.cleaned, Oddity::Invisible),
            (plain.composed, Oddity::Composed),
        ];
        for (_, oddity) in done.iter().filter(|(is_done, _)| *is_done) {
            self.tally.read(*oddity, self.case, &plain.text);
        }
    }
}

/// What a cell is that holds no value of the system.
fn unknown(cell: &str, look: Look) -> Option<Oddity> {
    match cell {
        _ if look.types && is_type_name(cell) => Some(Oddity::TypeName),
        _ if is_cell_error(cell) => Some(Oddity::CellError),
        _ => None,
    }
}

fn boolean(text: &str) -> Outcome {
    match parse_boolean(text) {
        _ if is_plain_boolean(text) => Outcome::Text,
        Some(truth) => Outcome::Read(ReadingKind::Boolean, Oddity::Boolean, truth.to_string()),
        None => Outcome::Unread(Oddity::NotBoolean),
    }
}
