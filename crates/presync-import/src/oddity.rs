//! Oddities of cells and rows that do not stop a record, counted by kind and column.
//!
//! A million short rows are one diagnostic with a count and the first places, not a million.

use std::collections::BTreeMap;

use presync_core::{Cases, Diagnostic, Severity};

/// Rows named in one diagnostic.
const ROWS_NAMED_MAX: usize = 5;

/// Something odd that was read past.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Oddity {
    /// Fewer cells than the header.
    ShortRow,
    /// Quotes inside a quoted field that were not doubled.
    StrayQuotes,
    /// Bytes that are not valid in the file's encoding.
    InvalidBytes,
    /// The replacement character: the letter was lost before the file came here.
    LostCharacter,
    /// Letters that became question marks in an ASCII export.
    QuestionMarks,
    /// Control characters, NUL among them.
    ControlCharacter,
    /// The name of a PowerShell or .NET type where a value should be.
    TypeName,
    /// A formula error of a spreadsheet.
    CellError,
    /// A number in scientific notation.
    Exponent,
    /// A number with more digits than a spreadsheet keeps.
    RoundedNumber,
    /// Leading zeros that only the number format shows.
    FormatZeros,
    /// A point in time without a zone.
    ZoneAssumed,
    /// The same property twice in one object.
    RepeatedProperty,
}

#[derive(Clone, Copy)]
struct Text {
    code: &'static str,
    severity: Severity,
    what: &'static str,
    hint: &'static str,
}

impl Oddity {
    fn text(self) -> Text {
        TEXTS[self as usize]
    }
}

const fn text(
    code: &'static str,
    severity: Severity,
    what: &'static str,
    hint: &'static str,
) -> Text {
    Text {
        code,
        severity,
        what,
        hint,
    }
}

/// In the order of the kinds.
const TEXTS: [Text; 13] = [
    text(
        "ROW_TOO_SHORT",
        Severity::Warning,
        "fewer cells than the header; the missing ones are read as empty",
        "Check that no line break cuts these rows.",
    ),
    text(
        "ROW_STRAY_QUOTES",
        Severity::Warning,
        "quotation marks inside a quoted field that are not doubled; they are read as part of the text",
        "Export again with a tool that doubles quotation marks.",
    ),
    text(
        "CELL_INVALID_BYTES",
        Severity::Warning,
        "bytes that are not valid in the file's encoding; they are shown as \u{fffd}",
        "Export again as UTF-8, or correct these cells.",
    ),
    text(
        "CELL_LOST_CHARACTER",
        Severity::Warning,
        "the sign \u{fffd}: a letter was lost before the file came here",
        "Export again as UTF-8 (in PowerShell: -Encoding utf8).",
    ),
    text(
        "CELL_QUESTION_MARK",
        Severity::Warning,
        "a question mark inside a word, and the file has no letter beyond ASCII: letters with accents were probably lost in the export",
        "Export again as UTF-8 (in PowerShell: -Encoding utf8).",
    ),
    text(
        "CELL_CONTROL_CHARACTER",
        Severity::Warning,
        "control characters, which are shown as their symbols (\u{2400})",
        "Remove them in the source.",
    ),
    text(
        "CELL_TYPE_NAME",
        Severity::Warning,
        "the name of a type instead of the values; they are read as unknown",
        "Export again with the lists joined, for example with -join ';'.",
    ),
    text(
        "CELL_ERROR",
        Severity::Warning,
        "a formula error; it is read as empty",
        "Correct the formula, or paste the values.",
    ),
    text(
        "CELL_EXPONENT",
        Severity::Warning,
        "a number in scientific notation, as a spreadsheet writes long ids; digits are probably lost",
        "Export again, and keep the column as text if you open it in a spreadsheet.",
    ),
    text(
        "CELL_ROUNDED",
        Severity::Warning,
        "a number of more than 15 digits, which spreadsheets round; the last digits are lost",
        "Export again, and keep the column as text if you open it in a spreadsheet.",
    ),
    text(
        "CELL_FORMAT_ZEROS",
        Severity::Warning,
        "leading zeros that only the number format shows; they are read as shown",
        "Check one of them against the source system.",
    ),
    text(
        "CELL_ZONE_ASSUMED",
        Severity::Note,
        "a time without a zone; it is read as UTC",
        "",
    ),
    text(
        "JSON_REPEATED_PROPERTY",
        Severity::Warning,
        "the same property more than once; the last value is read",
        "",
    ),
];

/// How often each oddity occurred in each column, and where first.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    counts: BTreeMap<(Oddity, Option<usize>), Count>,
}

#[derive(Debug, Default)]
struct Count {
    total: u64,
    rows: Vec<u64>,
}

impl Tally {
    /// Counts one occurrence; a column of none means the row as a whole.
    pub(crate) fn count(&mut self, oddity: Oddity, column: Option<usize>, row: u64) {
        let count = self.counts.entry((oddity, column)).or_default();
        count.total += 1;
        if count.rows.len() < ROWS_NAMED_MAX {
            count.rows.push(row);
        }
    }

    /// One diagnostic for each oddity and column, in a fixed order.
    pub(crate) fn into_diagnostics(
        self,
        file: &str,
        sheet: Option<&str>,
        headers: &[String],
    ) -> Vec<Diagnostic> {
        self.counts
            .into_iter()
            .map(|((oddity, column), count)| {
                let text = oddity.text();
                Diagnostic {
                    code: text.code.into(),
                    severity: text.severity,
                    file: file.into(),
                    sheet: sheet.map(Into::into),
                    row: count.rows.first().copied(),
                    column: column.and_then(|ix| headers.get(ix).cloned()),
                    message: sentence(&count, column.is_some(), text.what),
                    hint: text.hint.into(),
                    cases: Cases::default(),
                }
            })
            .collect()
    }
}

fn sentence(count: &Count, cells: bool, what: &str) -> String {
    let unit = match (cells, count.total) {
        (true, 1) => "1 cell has".into(),
        (false, 1) => "1 row has".into(),
        (true, total) => format!("{total} cells have"),
        (false, total) => format!("{total} rows have"),
    };
    let rows: Vec<String> = count.rows.iter().map(u64::to_string).collect();
    let more = if count.total > rows.len() as u64 {
        ", …"
    } else {
        ""
    };
    let noun = if count.total == 1 { "row" } else { "rows" };
    format!("{unit} {what} ({noun} {}{more}).", rows.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_told_with_their_first_places() {
        let check = |oddity: Oddity, column: Option<usize>, rows: &[u64], expect: &str| {
            let mut tally = Tally::default();
            for row in rows {
                tally.count(oddity, column, *row);
            }
            let told = tally.into_diagnostics("a.csv", None, &["mail".into()]);
            let shown: Vec<_> = told
                .iter()
                .map(|d| format!("{:?} {:?} {}", d.row, d.column, d.message))
                .collect();
            assert_eq!(shown, [expect]);
        };
        check(
            Oddity::CellError,
            Some(0),
            &[7],
            "Some(7) Some(\"mail\") 1 cell has a formula error; it is read as empty (row 7).",
        );
        check(
            Oddity::ShortRow,
            None,
            &[2, 3, 5, 8, 13, 21],
            "Some(2) None 6 rows have fewer cells than the header; the missing ones are read as empty \
             (rows 2, 3, 5, 8, 13, …).",
        );
    }

    #[test]
    fn the_table_stands_in_the_order_of_the_kinds() {
        let check = |oddity: Oddity, code: &str| assert_eq!(oddity.text().code, code);
        check(Oddity::ShortRow, "ROW_TOO_SHORT");
        check(Oddity::InvalidBytes, "CELL_INVALID_BYTES");
        check(Oddity::TypeName, "CELL_TYPE_NAME");
        check(Oddity::FormatZeros, "CELL_FORMAT_ZEROS");
        check(Oddity::RepeatedProperty, "JSON_REPEATED_PROPERTY");
    }
}
