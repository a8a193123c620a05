//! A cell of a workbook as the text its user sees: dates as ISO 8601, numbers without an exponent. Where
//! that is the meaning of a number, the number is kept beside it.

use calamine::{DataRef, ExcelDateTime};

use super::super::Row;
use crate::{oddity::Oddity, values::is_cell_error};

/// Numbers at and beyond this have digits that a spreadsheet does not keep.
const EXACT_MAX: f64 = 1e15;
/// The fewest digits of a number that is dialled from outside.
const DIALLED_DIGITS_MIN: usize = 7;
/// The day after 9999-12-31 in the 1900 system; dates beyond do not exist in a workbook.
const SERIAL_END: f64 = 2_958_466.0;

/// Puts a cell into its column of the row; empty cells leave no trace.
pub(crate) fn put(row: &mut Row, column: usize, value: &DataRef<'_>, zeros: usize) {
    match value {
        DataRef::Empty => {}
        DataRef::String(text) => place(row, column, text),
        DataRef::SharedString(text) => place(row, column, text),
        DataRef::Bool(true) => place(row, column, "TRUE"),
        DataRef::Bool(false) => place(row, column, "FALSE"),
        DataRef::Int(number) => put_digits(row, column, &number.to_string()),
        DataRef::Float(number) => put_number(row, column, *number, zeros),
        DataRef::DateTime(moment) => put_moment(row, column, moment),
        DataRef::DateTimeIso(text) => put_iso_moment(row, column, text),
        DataRef::DurationIso(text) => {
            let shown = iso_duration(text);
            place(row, column, shown.as_deref().unwrap_or(text));
        }
        DataRef::Error(error) => put_error(row, column, &error.to_string()),
    }
}

/// A formula error: the word for it, which is read as unknown wherever it stands. A word that nobody
/// knows is no value either.
pub(super) fn put_error(row: &mut Row, column: usize, word: &str) {
    match is_cell_error(word) {
        true => place(row, column, word),
        false => {
            row.pad(column);
            row.mark(column, Oddity::CellError);
        }
    }
}

/// Fills the columns between; a cell given twice keeps its first value.
pub(super) fn place(row: &mut Row, column: usize, text: &str) {
    if row.len() <= column && !text.is_empty() {
        row.pad(column);
        row.push(text);
    }
}

/// A whole number as it is shown. In a column of telephone numbers that is not what was dialled.
pub(super) fn put_digits(row: &mut Row, column: usize, digits: &str) {
    if digits.len() >= DIALLED_DIGITS_MIN {
        row.mark(column, Oddity::DialledNumber);
    }
    place(row, column, digits);
}

pub(super) fn put_number(row: &mut Row, column: usize, number: f64, zeros: usize) {
    if !number.is_finite() {
        row.mark(column, Oddity::CellError);
        return;
    }
    // There is a zero with a sign, which nobody sees.
    let number = if number == 0.0 { 0.0 } else { number };
    let shown = format!("{number}");
    let is_whole = number.fract() == 0.0;
    if is_whole && number.abs() >= EXACT_MAX {
        row.mark(column, Oddity::RoundedNumber);
    }
    if is_whole && number >= 0.0 && shown.len() < zeros {
        row.mark(column, Oddity::FormatZeros);
        place(row, column, &format!("{shown:0>zeros$}"));
        return;
    }
    match is_whole && number.abs() < EXACT_MAX {
        true => put_digits(row, column, &shown),
        false => place(row, column, &shown),
    }
}

pub(super) fn put_moment(row: &mut Row, column: usize, moment: &ExcelDateTime) {
    let serial = moment.as_f64();
    if !(0.0..SERIAL_END).contains(&serial) {
        put_number(row, column, serial, 0);
        return;
    }
    if moment.is_duration() {
        place(row, column, &duration(serial));
        return;
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    if serial < 1.0 {
        place(row, column, &format!("{hour:02}:{minute:02}:{second:02}"));
    } else if serial.fract() == 0.0 {
        row.keep_raw(column, serial);
        place(row, column, &format!("{year:04}-{month:02}-{day:02}"));
    } else {
        row.keep_raw(column, serial);
        row.mark(column, Oddity::ZoneAssumed);
        place(
            row,
            column,
            &format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z"),
        );
    }
}

/// A moment as OpenDocument writes it: with fractions of seconds at times, and without a zone.
pub(super) fn put_iso_moment(row: &mut Row, column: usize, text: &str) {
    let Some((day, time)) = text.split_once('T') else {
        place(row, column, text);
        return;
    };
    let time = time.split_once('.').map_or(time, |(seconds, _)| seconds);
    if time == "00:00:00" {
        place(row, column, day);
    } else if time.len() == 8
        && time
            .bytes()
            .all(|byte| byte == b':' || byte.is_ascii_digit())
    {
        row.mark(column, Oddity::ZoneAssumed);
        place(row, column, &format!("{day}T{time}Z"));
    } else {
        place(row, column, text);
    }
}

/// `PT08H30M00S` as `08:30:00`; hours may exceed a day.
fn iso_duration(text: &str) -> Option<String> {
    let (hours, rest) = text.strip_prefix("PT")?.split_once('H')?;
    let (minutes, rest) = rest.split_once('M')?;
    let seconds = rest.strip_suffix('S')?;
    let seconds = seconds
        .split_once(['.', ','])
        .map_or(seconds, |(whole, _)| whole);
    let number = |digits: &str| digits.parse::<u32>().ok();
    let (hours, minutes, seconds) = (number(hours)?, number(minutes)?, number(seconds)?);
    Some(format!("{hours:02}:{minutes:02}:{seconds:02}"))
}

/// Hours may exceed a day.
fn duration(days: f64) -> String {
    let seconds = (days * 86_400.0).round();
    let (hours, rest) = ((seconds / 3_600.0).floor(), seconds % 3_600.0);
    format!("{hours}:{:02}:{:02}", (rest / 60.0).floor(), rest % 60.0)
}

#[cfg(test)]
mod tests {
    use calamine::ExcelDateTimeType;

    use super::*;

    fn check(value: &DataRef<'_>, zeros: usize, expect: &str) {
        let mut row = Row::default();
        row.begin(1);
        put(&mut row, 0, value, zeros);
        assert_eq!(row.cell(0), expect, "{value:?}");
    }

    #[test]
    fn numbers_are_shown_as_written() {
        check(&DataRef::Float(123.0), 0, "123");
        check(&DataRef::Float(123.0), 5, "00123");
        check(&DataRef::Float(123_456.0), 5, "123456");
        check(&DataRef::Float(0.5), 0, "0.5");
        check(
            &DataRef::Float(1.234_567_890_123_46e15),
            0,
            "1234567890123460",
        );
        check(&DataRef::Float(-3.0), 3, "-3");
        check(&DataRef::Float(-0.0), 0, "0");
        check(&DataRef::Float(f64::NAN), 0, "");
    }

    #[test]
    fn moments_are_iso() {
        let moment =
            |serial, kind, is_1904| DataRef::DateTime(ExcelDateTime::new(serial, kind, is_1904));
        let date = ExcelDateTimeType::DateTime;
        check(&moment(45_943.0, date, false), 0, "2025-10-13");
        check(&moment(45_943.5, date, false), 0, "2025-10-13T12:00:00Z");
        check(&moment(44_481.0, date, true), 0, "2025-10-13");
        check(&moment(0.25, date, false), 0, "06:00:00");
        check(&moment(1e300, date, false), 0, &format!("{}", 1e300));
        check(&moment(-1.0, date, false), 0, "-1");
        check(
            &moment(1.5, ExcelDateTimeType::TimeDelta, false),
            0,
            "36:00:00",
        );
        let iso = |text: &str| DataRef::DateTimeIso(text.into());
        check(&iso("2025-10-13"), 0, "2025-10-13");
        check(&iso("2025-10-13T00:00:00"), 0, "2025-10-13");
        check(&iso("2025-10-13T12:00:00.5"), 0, "2025-10-13T12:00:00Z");
        check(
            &iso("2025-10-13T12:00:00+02:00"),
            0,
            "2025-10-13T12:00:00+02:00",
        );
        let lasting = |text: &str| DataRef::DurationIso(text.into());
        check(&lasting("PT06H00M00S"), 0, "06:00:00");
        check(&lasting("PT36H00M00.000S"), 0, "36:00:00");
        check(&lasting("P1D"), 0, "P1D");
    }
}
