//! Rows to records: numbers them, has their cells read, and rejects what can be no record by name.

use std::ops::ControlFlow;

use presync_core::{
    Cases, Diagnostic, Severity,
    catalogue::fold_header,
    record::{Record, RecordSink, Rejected, SourceHeader},
};

use crate::{
    ImportError, Ragged, ReadOptions,
    format::Row,
    identity::Identity,
    oddity::Oddity,
    reading::{Look, Marks, Reader, Rule},
    rejection::{self, Fixed, Rejection, no_identity, too_short},
    tally::{Case, Tally},
    totals::Totals,
    values::{has_inner_question_mark, is_blank, is_blank_text, is_encoded_twice, is_exponent},
};

/// Strokes that make a line; fewer stand for a value that there is not.
const RULE_CHARS_MIN: usize = 3;
/// Lines of totals at the end of a table, at most.
const TOTALS_MAX: usize = 3;

/// What kind of table the rows come from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Habits {
    /// Rows up to this one are not records.
    pub(crate) header_row: u64,
    /// What becomes of rows with fewer cells than the header; none where rows may be short.
    pub(crate) ragged: Option<Ragged>,
    /// The text has no letter beyond ASCII, so a question mark in a word is a lost one.
    pub(crate) is_ascii: bool,
    /// Most records that are taken.
    pub(crate) records_max: u32,
}

/// Takes rows and hands records to a sink.
pub(crate) struct Intake<'s> {
    sink: &'s mut dyn RecordSink,
    header: &'s SourceHeader,
    habits: Habits,
    identity: Identity,
    reader: Reader,
    marks: Marks,
    secret: Vec<usize>,
    header_folded: Vec<String>,
    tally: Tally,
    totals: Totals,
    /// Rows that are lines of totals if nobody comes after them.
    held: Vec<Row>,
    number: u32,
    rejected: u32,
    /// The row of the first record beyond the limit.
    beyond: Option<u64>,
}

/// What was taken of a table.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Taken {
    /// Records seen.
    pub(crate) records: u32,
    /// Those of them that cannot be used.
    pub(crate) rejected: u32,
    /// The row of the first record that is too many.
    pub(crate) beyond: Option<u64>,
}

impl<'s> Intake<'s> {
    /// An intake of the columns of one source.
    pub(crate) fn new(
        sink: &'s mut dyn RecordSink,
        header: &'s SourceHeader,
        identity: Identity,
        habits: Habits,
        options: &ReadOptions,
    ) -> Self {
        let reader = Reader::new(header, options);
        Self {
            secret: secrets(&reader),
            reader,
            marks: Marks::new(),
            header_folded: header
                .columns
                .iter()
                .map(|c| fold_header(&c.header))
                .collect(),
            sink,
            header,
            habits,
            identity,
            tally: Tally::default(),
            totals: Totals::of(header),
            held: Vec::new(),
            number: 0,
            rejected: 0,
            beyond: None,
        }
    }

    /// Takes one row.
    pub(crate) fn take(&mut self, row: &Row) -> Result<ControlFlow<()>, ImportError> {
        if row.line <= self.habits.header_row || row.is_blank() && !row.no_record {
            return Ok(ControlFlow::Continue(()));
        }
        if self.may_be_totals(row) {
            self.held.push(row.clone());
            return Ok(ControlFlow::Continue(()));
        }
        let is_header = !self.held.is_empty() && self.repeats_header(row);
        for held in std::mem::take(&mut self.held) {
            if is_header && self.totals.is_text(&held) {
                self.pass_over(&held, rejection::TEXT)?;
            } else if self.take_record(&held)?.is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        self.take_record(row)
    }

    /// Totals and texts stand below a table with a header, and are few.
    fn may_be_totals(&self, row: &Row) -> bool {
        self.habits.header_row > 0
            && self.held.len() < TOTALS_MAX
            && (self.totals.is_line(row, self.number) || self.totals.is_text(row))
    }

    fn take_record(&mut self, row: &Row) -> Result<ControlFlow<()>, ImportError> {
        if self.number == self.habits.records_max {
            self.beyond = Some(row.line);
            return Ok(ControlFlow::Break(()));
        }
        self.number += 1;
        if let Some(rejection) = self.broken(row) {
            self.reject(row, rejection)?;
            return Ok(ControlFlow::Continue(()));
        }
        let look = self.marks.look(row.text());
        self.count_oddities(row, look);
        let mut cells: Vec<&str> = (0..self.header.columns.len())
            .map(|column| row.cell(column))
            .collect();
        for column in &self.secret {
            cells[*column] = "";
        }
        self.reader.read(&cells, row, look, &mut self.tally);
        let readings = self.reader.readings();
        if !self.identity.is_in(&cells, &readings) {
            let rejection = no_identity(self.header.side);
            return self
                .reject(row, rejection)
                .map(|()| ControlFlow::Continue(()));
        }
        for (column, raw) in row.raws() {
            if let Some(cell) = cells.get_mut(column).filter(|cell| !cell.is_empty()) {
                *cell = raw;
            }
        }
        let record = Record {
            number: self.number,
            line: u32::try_from(row.line).unwrap_or(u32::MAX),
            cells: &cells,
            readings: &readings,
        };
        self.totals.learn(&cells);
        self.sink.record(&record)?;
        Ok(ControlFlow::Continue(()))
    }

    /// Hands over what was counted.
    pub(crate) fn finish(mut self) -> Result<Taken, ImportError> {
        for row in std::mem::take(&mut self.held) {
            if self.totals.is_sentence(&row) {
                self.pass_over(&row, rejection::TEXT)?;
            } else if self.totals.is_text(&row) {
                let _ = self.take_record(&row)?;
            } else {
                self.pass_over(&row, rejection::TOTALS)?;
            }
        }
        let headers: Vec<String> = self
            .header
            .columns
            .iter()
            .map(|column| column.header.clone())
            .collect();
        let sheet = self.header.sheet.as_deref();
        for diagnostic in self
            .tally
            .into_diagnostics(&self.header.file, sheet, &headers)
        {
            self.sink.diagnostic(diagnostic)?;
        }
        Ok(Taken {
            records: self.number,
            rejected: self.rejected,
            beyond: self.beyond,
        })
    }

    /// Rejects a row for what the rows around it show.
    fn pass_over(&mut self, row: &Row, why: Fixed) -> Result<(), ImportError> {
        if self.number == self.habits.records_max {
            self.beyond = self.beyond.or(Some(row.line));
            return Ok(());
        }
        self.number += 1;
        self.reject(row, why.into_rejection())
    }

    fn broken(&self, row: &Row) -> Option<Rejection> {
        if row.no_record {
            return Some(rejection::NO_RECORD.into_rejection());
        }
        let width = self.header.columns.len();
        if self.habits.ragged == Some(Ragged::Reject) && row.len() < width {
            return Some(too_short(row.len(), width));
        }
        let surplus = (width..row.len()).any(|column| !is_blank_text(row.cell(column)));
        if surplus {
            let message = format!(
                "The row has {} cells where the header has {width}; it is not used.",
                row.len()
            );
            return Some((
                "ROW_TOO_LONG",
                message,
                "Check the delimiter and the quotes of this row.",
            ));
        }
        if row.stray_quotes && row.line_last > row.line {
            let message = format!(
                "The quotation marks of lines {} to {} are not balanced; the row is not used.",
                row.line, row.line_last
            );
            return Some((
                "ROW_BAD_QUOTES",
                message,
                "Double the quotation marks inside fields.",
            ));
        }
        if is_ruled(row) {
            return Some(rejection::RULED.into_rejection());
        }
        self.repeats_header(row)
            .then(|| rejection::REPEATED_HEADER.into_rejection())
    }

    /// Files that were put together carry their header along.
    fn repeats_header(&self, row: &Row) -> bool {
        let first = &self.header.columns.first();
        self.habits.header_row > 0
            && self.header_folded.len() > 1
            && first.is_some_and(|column| plain(&column.header) == plain(row.cell(0)))
            && self
                .header_folded
                .iter()
                .enumerate()
                .all(|(ix, name)| *name == fold_header(row.cell(ix)))
    }

    fn count_oddities(&mut self, row: &Row, look: Look) {
        if self.habits.ragged.is_some() && row.len() < self.header.columns.len() {
            self.tally.count(Oddity::ShortRow, None, row.line);
        }
        if row.stray_quotes {
            self.tally.count(Oddity::StrayQuotes, None, row.line);
        }
        for (column, oddity) in row.oddities() {
            if *oddity != Oddity::DialledNumber || self.reader.is_dialled(*column) {
                self.count_cell(*oddity, *column, row);
            }
        }
        let question = self.habits.is_ascii && look.question;
        if question || look.lost || look.exponent || look.twice {
            self.count_cells(row, question);
        }
    }

    fn count_cells(&mut self, row: &Row, question: bool) {
        for (column, cell) in row.cells().enumerate() {
            let broken = (column, Oddity::InvalidBytes);
            if cell.contains('\u{fffd}') && !row.oddities().contains(&broken) {
                self.count_cell(Oddity::LostCharacter, column, row);
            }
            if is_exponent(cell) && !self.reader.reads_exactly(column, cell) {
                self.count_cell(Oddity::Exponent, column, row);
            }
            if is_encoded_twice(cell) {
                self.count_cell(Oddity::EncodedTwice, column, row);
            }
            if question && has_inner_question_mark(cell) {
                self.count_cell(Oddity::QuestionMarks, column, row);
            }
        }
    }

    /// Counts a cell with its text, unless that is a password.
    fn count_cell(&mut self, oddity: Oddity, column: usize, row: &Row) {
        if self.secret.contains(&column) {
            return self.tally.count(oddity, Some(column), row.line);
        }
        let case = Case {
            column,
            row: row.line,
            cell: row.cell(column),
        };
        self.tally.left(oddity, case);
    }

    fn reject(&mut self, row: &Row, (code, message, hint): Rejection) -> Result<(), ImportError> {
        self.rejected += 1;
        let diagnostic = Diagnostic {
            code: code.into(),
            severity: Severity::Blocker,
            file: self.header.file.clone(),
            sheet: self.header.sheet.clone(),
            row: Some(row.line),
            column: None,
            message,
            hint: hint.into(),
            cases: Cases::default(),
        };
        let cells = self.open_cells(row);
        self.sink.rejected(&Rejected {
            diagnostic: &diagnostic,
            cells: &cells,
        })?;
        self.sink.diagnostic(diagnostic)?;
        Ok(())
    }

    /// The cells of a row as they stand, those left out that may be passwords: in a row that is too long
    /// they may stand further to the right.
    fn open_cells<'r>(&self, row: &'r Row) -> Vec<&'r str> {
        let surplus = row.len().saturating_sub(self.header.columns.len());
        let is_secret = |column: &usize| {
            let mut secret = self.secret.iter();
            secret.any(|first| (*first..=first + surplus).contains(column))
        };
        (0..row.len())
            .map(|column| {
                if is_secret(&column) {
                    ""
                } else {
                    row.cell(column)
                }
            })
            .collect()
    }
}

/// A header without what stands around it, such as the mark of a file that was put behind another.
fn plain(header: &str) -> &str {
    header.trim_matches(is_blank)
}

/// A line drawn under the header or above a sum: nothing but strokes in every cell.
fn is_ruled(row: &Row) -> bool {
    let is_stroke = |c: char| matches!(c, '-' | '=' | '_' | '+' | '|');
    let mut filled = row.cells().map(plain).filter(|cell| !cell.is_empty());
    let is_rule = |cell: &str| cell.len() >= RULE_CHARS_MIN && cell.chars().all(is_stroke);
    filled.next().is_some_and(is_rule) && filled.all(is_rule)
}

/// The columns whose values are not passed on.
fn secrets(reader: &Reader) -> Vec<usize> {
    let rules = reader.rules().iter().enumerate();
    rules
        .filter(|(_, rule)| **rule == Rule::Secret)
        .map(|(column, _)| column)
        .collect()
}
