//! The cells of one sheet, read in one pass from its mark-up into rows.

use std::io::Read;

use calamine::{ExcelDateTime, ExcelDateTimeType};

use super::{
    super::{
        super::{Row, Visit},
        bad_reference, cell, damaged,
        stream::Cells,
    },
    markup::{Element, Fault, Markup, Token},
    quick::{self, QuickCell},
    reference,
    strings::Strings,
    styles::{Shown, Styles},
    text::{self, Runs},
};
use crate::{DateSystem, ImportError, limits::SHEET_ROWS_MAX, source::SourceFile};

/// Digits of a whole number that a spreadsheet keeps.
const DIGITS_MAX: usize = 15;

/// Why the cells of a sheet cannot be read further.
#[derive(Debug)]
pub(super) enum Problem {
    Fault(Fault),
    /// A cell or a row claims a place that no sheet has.
    NoPlace,
    /// A value is none of its kind.
    Value,
}

impl From<Fault> for Problem {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl Problem {
    pub(super) fn refusal(self, file: &SourceFile<'_>) -> ImportError {
        match self {
            Self::Fault(fault) => fault.refusal(file),
            Self::NoPlace => bad_reference(file),
            Self::Value => damaged(file, "A value in the workbook is none of its kind."),
        }
    }
}

/// What cells of a sheet refer to.
#[derive(Debug)]
pub(super) struct Shared<'s, R> {
    pub(super) strings: &'s mut Strings<R>,
    pub(super) styles: &'s Styles,
    pub(super) system: DateSystem,
}

/// The kind of value that a cell says it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Kind {
    #[default]
    Untyped,
    Number,
    Shared,
    Formula,
    Inline,
    Boolean,
    Error,
    Date,
}

impl Kind {
    fn of(word: &str) -> Result<Self, Problem> {
        Ok(match word {
            "s" => Self::Shared,
            "n" => Self::Number,
            "str" => Self::Formula,
            "inlineStr" | "is" => Self::Inline,
            "b" => Self::Boolean,
            "e" => Self::Error,
            "d" => Self::Date,
            _ => return Err(Problem::Value),
        })
    }
}

/// What the tag of a cell says.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Head {
    /// Row from 1, column from 0.
    pub(super) place: Option<(u32, u32)>,
    pub(super) style: usize,
    pub(super) kind: Kind,
    pub(super) is_empty: bool,
}

impl Head {
    #[inline]
    fn of(element: &Element<'_>) -> Result<Self, Problem> {
        let mut head = Self {
            is_empty: element.is_empty,
            ..Self::default()
        };
        for attribute in element.attributes() {
            match attribute? {
                ("r", place) => {
                    head.place = Some(reference::cell(place).map_err(|_| Problem::NoPlace)?);
                }
                ("s", style) => head.style = style.parse().unwrap_or(0),
                ("t", kind) => head.kind = Kind::of(kind)?,
                _ => {}
            }
        }
        Ok(head)
    }
}

/// A sheet on its way to rows.
#[derive(Debug)]
pub(super) struct Scan<R> {
    markup: Markup<R>,
    is_within: bool,
    line: u32,
    column_next: u32,
    value: String,
    spare: String,
    runs: Runs,
}

/// A cell, its place, and where its value stands.
struct Found {
    head: Head,
    place: (u32, u32),
    value: Value,
}

#[derive(Clone, Copy)]
enum Value {
    /// In the buffer of values.
    Read,
    /// Among the mark-up that was just passed.
    Passed {
        start: usize,
        end: usize,
        bytes: usize,
    },
}

impl<R: Read> Scan<R> {
    pub(super) fn new(part: R) -> Self {
        Self {
            markup: Markup::new(part),
            is_within: false,
            line: 0,
            column_next: 0,
            value: String::new(),
            spare: String::new(),
            runs: Runs::default(),
        }
    }

    /// Reads up to the cells; gives the rows that the sheet claims to have, where it does.
    pub(super) fn begin(&mut self) -> Result<Option<u64>, Problem> {
        let mut claimed = None;
        loop {
            let depth = self.markup.depth();
            match self.markup.next()? {
                Token::Start(element) if depth == 1 && element.name == "dimension" => {
                    claimed = rows_of(&element)?;
                }
                Token::Start(element) if depth == 1 && element.name == "sheetData" => {
                    self.is_within = !element.is_empty;
                    return Ok(claimed);
                }
                Token::Over => return Err(Fault::Syntax.into()),
                _ => {}
            }
        }
    }

    /// Gives all cells to the rows they belong to.
    pub(super) fn cells<S: Read>(
        mut self,
        file: &SourceFile<'_>,
        shared: &mut Shared<'_, S>,
        visit: &mut Visit<'_>,
    ) -> Result<(), ImportError> {
        let mut cells = Cells::new(file, visit);
        loop {
            let found = self.next();
            let found = found.map_err(|problem| self.told(problem, file))?;
            let Some(found) = found else {
                return cells.finish();
            };
            let (line, column) = found.place;
            if cells.go_to(line.into(), column)?.is_break() {
                return Ok(());
            }
            let row = cells.row();
            let put = self.put(&found, shared, row, column as usize);
            put.map_err(|problem| self.told(problem, file))?;
            cells.check_length()?;
        }
    }

    /// The refusal for a problem in the row at hand.
    fn told(&self, problem: Problem, file: &SourceFile<'_>) -> ImportError {
        problem.refusal(file).at_row(u64::from(self.line).max(1))
    }

    /// Reads the next cell, its value into the buffer.
    fn next(&mut self) -> Result<Option<Found>, Problem> {
        while self.is_within {
            let depth = self.markup.depth();
            if depth == 3
                && let Some(quick) = quick::cell(self.markup.rest().as_bytes())
            {
                return Ok(Some(self.quick(quick)));
            }
            match self.markup.next()? {
                Token::Start(element) if depth == 3 && element.name == "c" => {
                    let head = Head::of(&element)?;
                    return self.cell(head).map(Some);
                }
                Token::Start(element) if depth == 2 && element.name == "row" => {
                    self.line = line(&element, self.line)?;
                    self.column_next = 0;
                }
                Token::End if depth == 2 => self.is_within = false,
                Token::Over => return Err(Fault::Syntax.into()),
                _ => {}
            }
        }
        Ok(None)
    }

    fn quick(&mut self, quick: QuickCell) -> Found {
        self.markup.advance(quick.bytes);
        self.found(
            quick.head,
            Value::Passed {
                start: quick.value.0,
                end: quick.value.1,
                bytes: quick.bytes,
            },
        )
    }

    fn found(&mut self, head: Head, value: Value) -> Found {
        let place = head.place.unwrap_or((self.line, self.column_next));
        self.column_next = place.1.saturating_add(1);
        Found { head, place, value }
    }

    fn cell(&mut self, mut head: Head) -> Result<Found, Problem> {
        self.value.clear();
        if !head.is_empty {
            self.read(&mut head)?;
        }
        Ok(self.found(head, Value::Read))
    }

    /// Reads what stands in the cell that was just opened.
    fn read(&mut self, head: &mut Head) -> Result<(), Problem> {
        let within = self.markup.depth();
        let mut has_text = false;
        while self.markup.depth() >= within {
            let child = match self.markup.next()? {
                Token::Start(element) if !element.is_empty => match element.name {
                    "v" if !has_text => Child::Value,
                    "is" => Child::Text,
                    _ => Child::Other,
                },
                _ => continue,
            };
            match child {
                Child::Value if !self.value.is_empty() => return Err(Problem::Value),
                Child::Value => text::content(&mut self.markup, &mut self.value)?,
                Child::Text => {
                    (has_text, head.kind) = (true, Kind::Inline);
                    self.value.clear();
                    self.runs.read(&mut self.markup, &mut self.value)?;
                }
                Child::Other => self.markup.skip_to(within)?,
            }
        }
        Ok(())
    }

    /// Puts the value that was read into its row.
    #[inline]
    fn put<S: Read>(
        &mut self,
        found: &Found,
        shared: &mut Shared<'_, S>,
        row: &mut Row,
        column: usize,
    ) -> Result<(), Problem> {
        let head = &found.head;
        let value = match found.value {
            Value::Read => self.value.as_str(),
            Value::Passed { start, end, bytes } => &self.markup.passed(bytes)[start..end],
        };
        if value.is_empty() {
            return Ok(());
        }
        match head.kind {
            Kind::Shared => {
                let number = value.trim_ascii().parse().map_err(|_| Problem::Value)?;
                let text = shared.strings.get(number)?.ok_or(Problem::Value)?;
                cell::place(row, column, text);
            }
            Kind::Inline => cell::place(row, column, value),
            Kind::Formula => {
                self.spare.clear();
                text::expanded(value, &mut self.spare);
                cell::place(row, column, &self.spare);
            }
            Kind::Date => cell::put_iso_moment(row, column, value),
            Kind::Boolean => put_boolean(row, column, value)?,
            Kind::Error => cell::put_error(row, column, value),
            Kind::Number | Kind::Untyped => {
                let shown = shared.styles.get(head.style);
                put_number(row, column, value, shown, head.kind, shared.system)?;
            }
        }
        Ok(())
    }
}

enum Child {
    Value,
    Text,
    Other,
}

/// The row that an element begins; without a number it is the next one.
fn line(element: &Element<'_>, before: u32) -> Result<u32, Problem> {
    for attribute in element.attributes() {
        if let ("r", number) = attribute? {
            let number = number.parse().ok().filter(|number| *number > 0);
            return number.ok_or(Problem::NoPlace);
        }
    }
    Ok(before.saturating_add(1))
}

/// The rows that a sheet claims, where that is a size at all; one cell is what a sheet without a size
/// seems to have.
fn rows_of(element: &Element<'_>) -> Result<Option<u64>, Problem> {
    let region = element.attribute("ref")?;
    let corners = region.and_then(|region| reference::corners(&region).ok());
    let Some([_, (bottom, right)]) = corners else {
        return Ok(None);
    };
    let rows = u64::from(bottom);
    Ok(((bottom, right) != (1, 0) && rows <= SHEET_ROWS_MAX).then_some(rows))
}

fn put_boolean(row: &mut Row, column: usize, value: &str) -> Result<(), Problem> {
    let shown = match value.trim_ascii() {
        "" => return Ok(()),
        "0" => "FALSE",
        "1" => "TRUE",
        word if word.eq_ignore_ascii_case("false") => "FALSE",
        word if word.eq_ignore_ascii_case("true") => "TRUE",
        _ => return Err(Problem::Value),
    };
    cell::place(row, column, shown);
    Ok(())
}

fn put_number(
    row: &mut Row,
    column: usize,
    value: &str,
    shown: Shown,
    kind: Kind,
    system: DateSystem,
) -> Result<(), Problem> {
    let value = value.trim_ascii();
    if shown == Shown::Plain && is_plain(value) {
        cell::put_digits(row, column, value);
        return Ok(());
    }
    let number = match value.parse() {
        Ok(number) => number,
        Err(_) if kind == Kind::Number => return Err(Problem::Value),
        Err(_) => {
            cell::place(row, column, value);
            return Ok(());
        }
    };
    let moment = |kind| ExcelDateTime::new(number, kind, system == DateSystem::Since1904);
    match shown {
        Shown::Plain => cell::put_number(row, column, number, 0),
        Shown::Number { digits } => cell::put_number(row, column, number, digits),
        Shown::Date => {
            cell::put_moment(row, column, &moment(ExcelDateTimeType::DateTime));
        }
        Shown::Duration => {
            cell::put_moment(row, column, &moment(ExcelDateTimeType::TimeDelta));
        }
    }
    Ok(())
}

/// Whether a number is written as it is shown: whole, short, and without a sign.
fn is_plain(value: &str) -> bool {
    let bytes = value.as_bytes();
    let is_canonical = bytes.len() == 1 || bytes.first().is_some_and(|first| *first != b'0');
    is_canonical && bytes.len() <= DIGITS_MAX && bytes.iter().all(u8::is_ascii_digit)
}
