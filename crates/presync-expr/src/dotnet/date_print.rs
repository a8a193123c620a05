//! Dates to text by a .NET format, in the invariant culture.

use std::fmt::Write as _;

use jiff::civil::DateTime;

use super::date_format::{DateFormat, MONTHS, Piece, WEEKDAYS};
use super::date_read::{Kind, Moment};

/// `M/d/yyyy h:mm:ss tt`, the text form of every date in the language.
pub(crate) fn general_date_text(date: DateTime) -> String {
    format!(
        "{}/{}/{:04} {}:{:02}:{:02} {}",
        date.month(),
        date.day(),
        date.year(),
        hour12(date),
        date.minute(),
        date.second(),
        meridiem(date),
    )
}

/// `moment` as `format` says.
pub(crate) fn print_date(moment: Moment, format: &DateFormat) -> String {
    let mut text = String::new();
    for piece in &format.pieces {
        // Writing to a String cannot fail.
        let _ = print_piece(&mut text, moment, piece);
    }
    text
}

fn print_piece(text: &mut String, moment: Moment, piece: &Piece) -> std::fmt::Result {
    let date = moment.date;
    match *piece {
        Piece::Year(count @ ..3) => write!(text, "{:0count$}", date.year() % 100),
        Piece::Year(count) => {
            // Any count of letters is a format, and more than formatting can pad.
            let digits = date.year().to_string();
            text.extend(std::iter::repeat_n('0', count.saturating_sub(digits.len())));
            text.push_str(&digits);
            Ok(())
        }
        Piece::Month(count) => write!(text, "{:0count$}", date.month()),
        Piece::MonthName { full } => write!(text, "{}", named(month_name(date), full)),
        Piece::Day(count) => write!(text, "{:0count$}", date.day()),
        Piece::WeekdayName { full } => write!(text, "{}", named(weekday_name(date), full)),
        Piece::Hour12(count) => write!(text, "{:0count$}", hour12(date)),
        Piece::Hour24(count) => write!(text, "{:0count$}", date.hour()),
        Piece::Minute(count) => write!(text, "{:0count$}", date.minute()),
        Piece::Second(count) => write!(text, "{:0count$}", date.second()),
        Piece::Fraction(count) => write!(text, "{}", fraction(date, count)),
        Piece::TrimmedFraction(count) => {
            print_trimmed(text, fraction(date, count).trim_end_matches('0'));
            Ok(())
        }
        Piece::Meridiem(count) => write!(text, "{}", &meridiem(date)[..count]),
        Piece::Offset(count) => write!(text, "{}", ["+0", "+00", "+00:00"][count - 1]),
        Piece::Zone => write!(text, "{}", zone(moment.kind)),
        Piece::Era => write!(text, "A.D."),
        Piece::ZoneName(name) => write!(text, "{name}"),
        Piece::Literal(literal) => write!(text, "{literal}"),
    }
}

/// Without digits, a point before them goes too.
fn print_trimmed(text: &mut String, digits: &str) {
    if digits.is_empty() && text.ends_with('.') {
        text.pop();
    }
    text.push_str(digits);
}

fn zone(kind: Kind) -> &'static str {
    match kind {
        Kind::Unspecified => "",
        Kind::Utc => "Z",
        Kind::Local => "+00:00",
    }
}

fn named(name: &str, full: bool) -> &str {
    if full { name } else { &name[..3] }
}

fn month_name(date: DateTime) -> &'static str {
    MONTHS[usize::from(date.month().unsigned_abs()) - 1]
}

fn weekday_name(date: DateTime) -> &'static str {
    WEEKDAYS[usize::from(date.weekday().to_sunday_zero_offset().unsigned_abs())]
}

fn hour12(date: DateTime) -> i8 {
    match date.hour() % 12 {
        0 => 12,
        hour => hour,
    }
}

fn meridiem(date: DateTime) -> &'static str {
    if date.hour() < 12 { "AM" } else { "PM" }
}

fn fraction(date: DateTime, digits: usize) -> String {
    format!("{:09}", date.subsec_nanosecond())[..digits].to_owned()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::date_format::DateFormat;
    use super::super::date_read::{Kind, Moment};
    use super::{general_date_text, print_date};

    #[track_caller]
    fn check(format: &str, expect: &str) {
        let moment = Moment {
            date: date(2009, 6, 5).at(13, 4, 9, 617_500_000),
            kind: Kind::Utc,
        };
        let format = DateFormat::compile(format).expect(format);
        assert_eq!(print_date(moment, &format), expect);
    }

    #[test]
    fn prints_custom_specifiers() {
        check("d dd ddd dddd", "5 05 Fri Friday");
        check("M MM MMM MMMM", "6 06 Jun June");
        check("%y yy yyy yyyy yyyyy", "9 09 2009 2009 02009");
        check("h hh H HH m mm s ss", "1 01 13 13 4 04 9 09");
        check("%t tt", "P PM");
        check("%f ff ffffff ss.FFFFFF", "6 61 617500 09.6175");
        check("zz zzz K", "+00 +00:00 Z");
        check("yyyy'year'\\d%d", "2009yeard5");
        check("gg", "A.D.");
        check(&"y".repeat(70_000), &format!("{}2009", "0".repeat(69_996)));
        check("yyyyZ GMT", "2009Z GMT");
        check(r"'it\'s' yyyy", "it's 2009");
    }

    #[test]
    fn prints_standard_formats() {
        check("d", "06/05/2009");
        check("D", "Friday, 05 June 2009");
        check("G", "06/05/2009 13:04:09");
        check("o", "2009-06-05T13:04:09.6175000Z");
        check("R", "Fri, 05 Jun 2009 13:04:09 GMT");
        check("s", "2009-06-05T13:04:09");
        check("u", "2009-06-05 13:04:09Z");
    }

    #[test]
    fn prints_midnight_and_noon() {
        assert_eq!(
            general_date_text(date(2020, 1, 2).at(0, 0, 0, 0)),
            "1/2/2020 12:00:00 AM"
        );
        assert_eq!(
            general_date_text(date(2020, 1, 2).at(12, 0, 5, 0)),
            "1/2/2020 12:00:05 PM"
        );
    }
}
