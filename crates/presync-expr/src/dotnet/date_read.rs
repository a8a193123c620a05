//! Text to a date by an exact .NET format (ParseExact in the invariant culture). The server's local
//! zone is taken to be UTC. Reading without a format is done elsewhere.

use jiff::SignedDuration;
use jiff::civil::{Date, DateTime};

use super::date_format::{DateFormat, MONTHS, Piece, WEEKDAYS};
use super::date_found::{Found, set};
use super::date_styles::ReadStyles;
use super::{DateFault, in_range};

/// .NET's two-digit years up to this one lie in this century.
pub(super) const TWO_DIGIT_YEAR_MAX: i16 = 2049;

/// A date and what .NET knows of its zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Moment {
    pub(crate) date: DateTime,
    pub(crate) kind: Kind,
}

/// .NET's DateTimeKind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Unspecified,
    Utc,
    Local,
}

impl Moment {
    /// A date that is known to be UTC.
    pub(crate) fn utc(date: DateTime) -> Moment {
        Moment {
            date,
            kind: Kind::Utc,
        }
    }
}

struct Reader<'t> {
    rest: &'t str,
    styles: ReadStyles,
    /// The point before `F…` was missing, so the digits are too.
    lacks_fraction: bool,
    found: Found,
}

/// Reads all of `text` by `format`; `today` fills in a date that the format has no part of.
pub(crate) fn read_exact(
    text: &str,
    format: &DateFormat,
    styles: ReadStyles,
    today: Date,
) -> Result<Moment, DateFault> {
    let text = if styles.leading_white {
        text.trim_start()
    } else {
        text
    };
    let text = if styles.trailing_white {
        text.trim_end()
    } else {
        text
    };
    let mut reader = Reader {
        rest: text,
        styles,
        lacks_fraction: false,
        found: Found::default(),
    };
    for (at, piece) in format.pieces.iter().enumerate() {
        reader
            .piece(piece, format.pieces.get(at + 1))
            .ok_or(DateFault::Unreadable)?;
    }
    if !reader.rest.is_empty() {
        return Err(DateFault::Unreadable);
    }
    reader.found.moment(styles, today)
}

impl Reader<'_> {
    /// Reads one piece; `None` if the text does not have it.
    fn piece(&mut self, piece: &Piece, next: Option<&Piece>) -> Option<()> {
        if self.styles.inner_white && !matches!(piece, Piece::Literal(' ')) {
            self.rest = self.rest.trim_start();
        }
        match *piece {
            Piece::Year(count @ ..3) => {
                let year = full_year(self.small(count)?);
                set(&mut self.found.year, year)
            }
            Piece::Year(count) => {
                let year = self.digits(count, count)?;
                set(&mut self.found.year, year)
            }
            Piece::Month(count) => {
                let month = self.small(count)?;
                set(&mut self.found.month, month)
            }
            Piece::MonthName { full } => {
                let month = i8::try_from(self.name(&MONTHS, full)?).ok()? + 1;
                set(&mut self.found.month, month)
            }
            Piece::Day(count) => {
                let day = self.small(count)?;
                set(&mut self.found.day, day)
            }
            Piece::WeekdayName { full } => {
                let weekday = self.name(&WEEKDAYS, full)?;
                set(&mut self.found.weekday, weekday)
            }
            Piece::Era => self.word("A.D.").or_else(|| self.word("AD")),
            Piece::Literal(literal) => self.literal(literal, next),
            _ => self.time_piece(piece),
        }
    }

    fn time_piece(&mut self, piece: &Piece) -> Option<()> {
        match *piece {
            Piece::Hour12(count) => {
                let hour = self.small(count)?;
                self.found.by_twelve = true;
                set(&mut self.found.hour, hour)
            }
            Piece::Hour24(count) => {
                let hour = self.small(count)?;
                set(&mut self.found.hour, hour)
            }
            Piece::Minute(count) => {
                let minute = self.small(count)?;
                set(&mut self.found.minute, minute)
            }
            Piece::Second(count) => {
                let second = self.small(count)?;
                set(&mut self.found.second, second)
            }
            Piece::Fraction(count) => self.fraction(count, count),
            Piece::TrimmedFraction(_) if self.lacks_fraction => Some(()),
            Piece::TrimmedFraction(count) => self.fraction(0, count),
            Piece::Meridiem(count) => self.meridiem(count),
            Piece::Offset(count) => {
                let offset_s = self.offset(count)?;
                set(&mut self.found.offset_s, offset_s)
            }
            Piece::Zone => self.zone(),
            Piece::ZoneName("GMT") => self.word("GMT").and_then(|()| self.zulu()),
            Piece::ZoneName(_) => {
                self.word("GMT").or_else(|| self.word("Z"))?;
                self.zulu()
            }
            _ => None,
        }
    }

    fn zulu(&mut self) -> Option<()> {
        self.found.zulu = true;
        set(&mut self.found.offset_s, 0)
    }

    /// What is written as it stands, with .NET's two exceptions: a point before `F…` may be missing,
    /// and a blank that is missing is passed over where blanks may be missing at the end.
    fn literal(&mut self, literal: char, next: Option<&Piece>) -> Option<()> {
        if literal == ' ' && self.styles.inner_white {
            self.rest = self.rest.trim_start();
            return Some(());
        }
        if let Some(rest) = self.rest.strip_prefix(literal) {
            self.rest = rest;
            return Some(());
        }
        if literal == '.' && matches!(next, Some(Piece::TrimmedFraction(_))) {
            self.lacks_fraction = true;
            return Some(());
        }
        (literal == ' ' && self.styles.trailing_white && next.is_some()).then_some(())
    }

    /// A single letter reads one digit or two, a doubled one exactly two.
    fn small<T: TryFrom<i64>>(&mut self, count: usize) -> Option<T> {
        self.digits(count.min(2), 2)
    }

    fn digits<T: TryFrom<i64>>(&mut self, min: usize, max: usize) -> Option<T> {
        let length = digits_length(self.rest, max);
        if length < min || length == 0 {
            return None;
        }
        let number: i64 = self.rest[..length].parse().ok()?;
        self.rest = &self.rest[length..];
        T::try_from(number).ok()
    }

    fn fraction(&mut self, min: usize, max: usize) -> Option<()> {
        let length = digits_length(self.rest, max);
        if length < min {
            return None;
        }
        let nanosecond = format!("{:0<9}", &self.rest[..length]).parse().ok()?;
        self.rest = &self.rest[length..];
        set(&mut self.found.nanosecond, nanosecond)
    }

    fn name(&mut self, names: &[&str], full: bool) -> Option<usize> {
        let found = names
            .iter()
            .position(|name| starts_with(self.rest, if full { name } else { &name[..3] }))?;
        let length = if full { names[found].len() } else { 3 };
        self.rest = &self.rest[length..];
        Some(found)
    }

    fn word(&mut self, word: &str) -> Option<()> {
        starts_with(self.rest, word).then(|| self.rest = &self.rest[word.len()..])
    }

    fn meridiem(&mut self, count: usize) -> Option<()> {
        let afternoon = if self.word(&"AM"[..count]).is_some() {
            false
        } else {
            self.word(&"PM"[..count])?;
            true
        };
        set(&mut self.found.afternoon, afternoon)
    }

    fn zone(&mut self) -> Option<()> {
        if self.word("Z").is_some() {
            return self.zulu();
        }
        if self.rest.starts_with(['+', '-']) {
            let offset_s = self.offset(3)?;
            return set(&mut self.found.offset_s, offset_s);
        }
        Some(())
    }

    /// By the count of letters `+h`, `+hh` or, with minutes, `+h:mm`, `+hh:mm` and `+hhmm`.
    fn offset(&mut self, count: usize) -> Option<i64> {
        let sign = if self.rest.starts_with('-') { -1 } else { 1 };
        self.rest = self.rest.strip_prefix(['+', '-'])?;
        let hours: i64 = self.digits(if count == 2 { 2 } else { 1 }, 2)?;
        let mut minutes = 0;
        if count > 2 {
            self.rest = self.rest.strip_prefix(':').unwrap_or(self.rest);
            minutes = self.digits(2, 2)?;
        }
        (hours <= 14 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
    }
}

/// `read`, which is `offset_s` seconds ahead of UTC, in UTC.
pub(super) fn to_utc(read: DateTime, offset_s: i64) -> Result<DateTime, DateFault> {
    let utc = read
        .checked_sub(SignedDuration::from_secs(offset_s))
        .map_err(|_| DateFault::OutOfRange)?;
    in_range(utc)
}

/// A two-digit year in full.
pub(super) fn full_year(year: i16) -> i16 {
    let century = TWO_DIGIT_YEAR_MAX - TWO_DIGIT_YEAR_MAX % 100;
    if year > TWO_DIGIT_YEAR_MAX % 100 {
        century - 100 + year
    } else {
        century + year
    }
}

/// Whether `text` starts with `word`, in any case of ASCII letters.
pub(super) fn starts_with(text: &str, word: &str) -> bool {
    text.get(..word.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(word))
}

/// How many of the first `max` bytes are digits.
pub(super) fn digits_length(text: &str, max: usize) -> usize {
    text.bytes()
        .take(max)
        .take_while(u8::is_ascii_digit)
        .count()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::date_format::DateFormat;
    use super::super::date_print::print_date;
    use super::super::date_styles::ReadStyles;
    use super::read_exact;

    fn read(text: &str, format: &str, styles: ReadStyles) -> Option<String> {
        let format = DateFormat::compile(format).expect(format);
        let moment = read_exact(text, &format, styles, date(2024, 2, 29)).ok()?;
        let round_trip = DateFormat::compile("yyyy-MM-ddTHH:mm:ss.FFFFFFFK").ok()?;
        Some(print_date(moment, &round_trip))
    }

    #[track_caller]
    fn check(text: &str, format: &str, expect: Option<&str>) {
        assert_eq!(
            read(text, format, ReadStyles::DEFAULT).as_deref(),
            expect,
            "{text} {format}"
        );
    }

    #[test]
    fn reads_what_the_reference_shows() {
        check(
            "20150123105347.1Z",
            "yyyyMMddHHmmss.fZ",
            Some("2015-01-23T10:53:47.1Z"),
        );
        check(
            "2020-12-31-08:00",
            "yyyy-MM-ddzzz",
            Some("2020-12-31T08:00:00+00:00"),
        );
        check(
            "12/31/2025 12:00:00 AM",
            "M/d/yyyy hh:mm:ss tt",
            Some("2025-12-31T00:00:00"),
        );
        check(
            "7/2/2021 3:33:38 PM",
            "M/d/yyyy h:mm:ss tt",
            Some("2021-07-02T15:33:38"),
        );
    }

    #[test]
    fn one_letter_reads_one_or_two_digits() {
        check("1/2/2020", "M/d/yyyy", Some("2020-01-02T00:00:00"));
        check("01/02/2020", "M/d/yyyy", Some("2020-01-02T00:00:00"));
        check("1/2/2020", "MM/dd/yyyy", None);
        check("1/2/20", "M/d/yyyy", None);
    }

    #[test]
    fn reads_names_fractions_and_zones() {
        check(
            "Fri, 05 Jun 2009",
            "ddd, dd MMM yyyy",
            Some("2009-06-05T00:00:00"),
        );
        check("Sat, 05 Jun 2009", "ddd, dd MMM yyyy", None);
        check("5 june 2009", "d MMMM yyyy", Some("2009-06-05T00:00:00"));
        check(
            "2009-06-05T01:02:03Z",
            "yyyy-MM-ddTHH:mm:ssK",
            Some("2009-06-05T01:02:03Z"),
        );
        check(
            "2009-06-05T01:02:03",
            "yyyy-MM-ddTHH:mm:ssK",
            Some("2009-06-05T01:02:03"),
        );
        check(
            "2009-06-05 01:02:03",
            "yyyy-MM-dd HH:mm:ss.FFF",
            Some("2009-06-05T01:02:03"),
        );
        check("9/6/5", "y/M/d", Some("2009-06-05T00:00:00"));
        check("50-01-01", "yy-MM-dd", Some("1950-01-01T00:00:00"));
    }

    #[test]
    fn fills_in_what_the_format_lacks() {
        check("10:30", "HH:mm", Some("2024-02-29T10:30:00"));
        check("March", "MMMM", Some("2024-03-01T00:00:00"));
        check("13 PM", "h tt", None);
        check("12 PM", "h tt", Some("2024-02-29T12:00:00"));
        check("PM", "tt", None);
        check("AM", "tt", Some("2024-02-29T00:00:00"));
    }

    #[test]
    fn reads_as_strictly_as_dotnet() {
        check("2020-01-02 +1", "yyyy-MM-dd zz", None);
        check(
            "2020-01-02 +1",
            "yyyy-MM-dd z",
            Some("2020-01-01T23:00:00+00:00"),
        );
        check(
            "2020-01-02 -5:30",
            "yyyy-MM-dd zzz",
            Some("2020-01-02T05:30:00+00:00"),
        );
        check("1 1 2020", "d dd yyyy", None);
        check("01 01 2020", "d dd yyyy", Some("2020-01-01T00:00:00"));
        check("1 2 2020", "d %d yyyy", None);
        check("13 13", "HH HH", Some("2024-02-29T13:00:00"));
        check("002020", "yyyyyy", Some("2020-01-01T00:00:00"));
        check("12:00:005", "HH:mm:ss.FFF", None);
        check("12:00:00.5", "HH:mm:ss.FFF", Some("2024-02-29T12:00:00.5"));
    }

    #[test]
    fn reads_what_dotnet_lets_pass() {
        check(
            "1/2/2020 1:02:03PM",
            "M/d/yyyy h:mm:ss tt",
            Some("2020-01-02T13:02:03"),
        );
        check("2020-01-02GMT", "yyyy-MM-ddZ", Some("2020-01-02T00:00:00Z"));
        check(
            "2020-01-02 gmt",
            "yyyy-MM-dd GMT",
            Some("2020-01-02T00:00:00Z"),
        );
        check("Jan 2 2020", "MMM d yyyy", Some("2020-01-02T00:00:00"));
    }

    #[test]
    fn styles_govern_white_space() {
        check(" 2020-01-02 ", "yyyy-MM-dd", Some("2020-01-02T00:00:00"));
        let none = ReadStyles::named("None").unwrap();
        assert_eq!(read(" 2020-01-02", "yyyy-MM-dd", none), None);
        let inner = ReadStyles::named("AllowInnerWhite, AssumeUniversal").unwrap();
        let expect = Some("2020-01-02T00:00:00Z".to_owned());
        assert_eq!(read("2020 - 01-  02", "yyyy-MM-dd", inner), expect);
        assert_eq!(ReadStyles::named("Sometimes"), None);
        assert_eq!(ReadStyles::named("AssumeLocal, AssumeUniversal"), None);
        assert_eq!(ReadStyles::named("RoundtripKind, AdjustToUniversal"), None);
    }
}
