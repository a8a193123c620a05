//! Oddities of cells and rows that do not stop a record: what each is called, and what is done about it.

use presync_core::{Cases, Diagnostic, Repair, Severity};

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
    /// Letters that were encoded twice.
    EncodedTwice,
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
    /// White space around a value.
    Trimmed,
    /// Runs of white space inside a value, or spaces that are none.
    Spaced,
    /// Characters that nobody sees.
    Invisible,
    /// Letters and their marks as several characters.
    Composed,
    /// A yes or no in other words than true and false.
    Boolean,
    /// Neither yes nor no where one of them should be.
    NotBoolean,
    /// A date that is not ISO 8601.
    Date,
    /// A date as a spreadsheet counts days.
    DateSerial,
    /// A date whose day and month could be swapped.
    DateUndecided,
    /// A date that is none in the order of its column.
    DateContradicts,
    /// No date where one should be.
    DateUnread,
    /// An id that was written as a number.
    Number,
    /// A text that only says that there is no value.
    Placeholder,
    /// A telephone number that a workbook holds as a number.
    DialledNumber,
}

#[derive(Clone, Copy)]
struct Text {
    code: &'static str,
    severity: Severity,
    what: &'static str,
    hint: &'static str,
    repair: Option<Repair>,
}

impl Oddity {
    fn text(self) -> Text {
        TEXTS[self as usize]
    }

    /// The diagnostic for the cases of one column, or of whole rows; its place is left to the caller.
    pub(crate) fn diagnostic(self, is_of_cells: bool, rows: &[u64], cases: Cases) -> Diagnostic {
        let text = self.text();
        Diagnostic {
            code: text.code.into(),
            severity: text.severity,
            file: String::new(),
            sheet: None,
            row: rows.first().copied(),
            column: None,
            message: sentence(is_of_cells, rows, cases.count, text.what),
            hint: text.hint.into(),
            cases: Cases {
                repair: text.repair,
                ..cases
            },
        }
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
        repair: None,
    }
}

const fn repaired(
    repair: Repair,
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
        repair: Some(repair),
    }
}

/// In the order of the kinds.
const TEXTS: [Text; 28] = [
    repaired(
        Repair::Padded,
        "ROW_TOO_SHORT",
        Severity::Warning,
        "fewer cells than the header; the missing ones are read as empty",
        "Check that no line break cuts these rows; \"ragged\": \"reject\" in a profile rejects them instead.",
    ),
    text(
        "ROW_STRAY_QUOTES",
        Severity::Warning,
        "quotation marks inside a quoted field that are not doubled; they are read as part of the text",
        "Export again with a tool that doubles quotation marks.",
    ),
    repaired(
        Repair::MadeVisible,
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
        "CELL_ENCODED_TWICE",
        Severity::Warning,
        "letters that were UTF-8 and read as another encoding before the file came here, such as \u{c3}\u{bc} for \u{fc}",
        "Export again, and open the export as UTF-8 if you save it from a spreadsheet.",
    ),
    text(
        "CELL_QUESTION_MARK",
        Severity::Warning,
        "a question mark inside a word, and the file has no letter beyond ASCII: letters with accents were probably lost in the export",
        "Export again as UTF-8 (in PowerShell: -Encoding utf8).",
    ),
    repaired(
        Repair::MadeVisible,
        "CELL_CONTROL_CHARACTER",
        Severity::Warning,
        "control characters, which are shown as their symbols (\u{2400})",
        "Remove them in the source.",
    ),
    repaired(
        Repair::SetUnknown,
        "CELL_TYPE_NAME",
        Severity::Warning,
        "the name of a type instead of the values; they are read as unknown",
        "Export again with the lists joined, for example with -join ';'.",
    ),
    repaired(
        Repair::SetUnknown,
        "CELL_ERROR",
        Severity::Warning,
        "a formula error; it is read as unknown",
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
    repaired(
        Repair::ReadAsNumber,
        "CELL_FORMAT_ZEROS",
        Severity::Warning,
        "leading zeros that only the number format shows; they are read as shown",
        "Check one of them against the source system.",
    ),
    repaired(
        Repair::ReadAsDate,
        "CELL_ZONE_ASSUMED",
        Severity::Note,
        "a time without a zone; it is read as UTC",
        "",
    ),
    repaired(
        Repair::KeptLast,
        "JSON_REPEATED_PROPERTY",
        Severity::Warning,
        "the same property more than once; the last value is read",
        "",
    ),
    repaired(
        Repair::Trimmed,
        "CELL_TRIMMED",
        Severity::Note,
        "white space around the value, which is set aside when people are compared",
        "Remove it in the source: a look-up by the sync may fail on it.",
    ),
    repaired(
        Repair::Spaced,
        "CELL_SPACES",
        Severity::Note,
        "several spaces in a row, or spaces of another kind, which are compared as one plain space",
        "",
    ),
    repaired(
        Repair::Cleaned,
        "CELL_INVISIBLE",
        Severity::Warning,
        "characters that nobody sees, which are set aside when people are compared",
        "Remove them in the source: a look-up by the sync may fail on them.",
    ),
    repaired(
        Repair::Composed,
        "CELL_DECOMPOSED",
        Severity::Note,
        "letters and their accents as separate characters, which are compared as one",
        "",
    ),
    repaired(
        Repair::ReadAsBoolean,
        "CELL_BOOLEAN",
        Severity::Note,
        "a yes or no in other words, which is read as true or false",
        "",
    ),
    text(
        "CELL_NOT_BOOLEAN",
        Severity::Warning,
        "neither yes nor no where one of them should be; it stays text",
        "Check that the column holds what its header says.",
    ),
    repaired(
        Repair::ReadAsDate,
        "CELL_DATE",
        Severity::Note,
        "a date in another spelling, which is read as that day",
        "",
    ),
    repaired(
        Repair::ReadAsDate,
        "CELL_DATE_SERIAL",
        Severity::Note,
        "a date as a spreadsheet counts days, which is read as that day",
        "Check one of them; where dates are four years early, say that the workbook counts from 1904.",
    ),
    text(
        "CELL_DATE_UNDECIDED",
        Severity::Warning,
        "a date whose day and month could be swapped; it stays text",
        "Look up one of these people and say which comes first in this column.",
    ),
    text(
        "CELL_DATE_CONTRADICTS",
        Severity::Warning,
        "a date that does not exist in the order of day and month that the column has; it stays text",
        "Check whether the dates were put together from different places.",
    ),
    text(
        "CELL_DATE_UNREAD",
        Severity::Warning,
        "no date that can be read with certainty where one should be; it stays text",
        "Export the dates with four digits for the year, best as yyyy-mm-dd.",
    ),
    repaired(
        Repair::ReadAsNumber,
        "CELL_NUMBER",
        Severity::Note,
        "an id that was written as a number (with .0 or an exponent), which is read without it",
        "Keep the column as text if you open the export in a spreadsheet.",
    ),
    repaired(
        Repair::SetBlank,
        "CELL_PLACEHOLDER",
        Severity::Note,
        "a text that only says that there is no value; it is no evidence for who somebody is, and stays what the system holds",
        "",
    ),
    text(
        "CELL_PHONE_NUMBER",
        Severity::Warning,
        "a telephone number that the workbook holds as a number; a + or a 0 before it is probably lost",
        "Export again, and keep the column as text if you open it in a spreadsheet.",
    ),
];

fn sentence(is_of_cells: bool, rows: &[u64], total: u64, what: &str) -> String {
    let unit = match (is_of_cells, total) {
        (true, 1) => "1 cell has".into(),
        (false, 1) => "1 row has".into(),
        (true, total) => format!("{total} cells have"),
        (false, total) => format!("{total} rows have"),
    };
    let named: Vec<String> = rows.iter().map(u64::to_string).collect();
    let more = if total > rows.len() as u64 {
        ", …"
    } else {
        ""
    };
    let noun = if total == 1 { "row" } else { "rows" };
    format!("{unit} {what} ({noun} {}{more}).", named.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_stands_in_the_order_of_the_kinds() {
        let check = |oddity: Oddity, code: &str| assert_eq!(oddity.text().code, code);
        check(Oddity::ShortRow, "ROW_TOO_SHORT");
        check(Oddity::InvalidBytes, "CELL_INVALID_BYTES");
        check(Oddity::TypeName, "CELL_TYPE_NAME");
        check(Oddity::FormatZeros, "CELL_FORMAT_ZEROS");
        check(Oddity::RepeatedProperty, "JSON_REPEATED_PROPERTY");
        check(Oddity::Composed, "CELL_DECOMPOSED");
        check(Oddity::NotBoolean, "CELL_NOT_BOOLEAN");
        check(Oddity::DateContradicts, "CELL_DATE_CONTRADICTS");
        check(Oddity::Placeholder, "CELL_PLACEHOLDER");
        check(Oddity::DialledNumber, "CELL_PHONE_NUMBER");
    }
}
