//! Text to a date by an exact .NET format (ParseExact in the invariant culture). The server's local
//! zone is taken to be UTC. Reading without a format is done elsewhere.

use jiff::SignedDuration;
use jiff::civil::{Date, DateTime};

use super::date_format::{DateFormat, MONTHS, Piece, WEEKDAYS};
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

/// The parts of .NET's DateTimeStyles that change how a text is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ReadStyles {
    pub(crate) leading_white: bool,
    pub(crate) trailing_white: bool,
    pub(crate) inner_white: bool,
    pub(crate) no_current_date: bool,
    pub(crate) universal: bool,
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

impl ReadStyles {
    /// What the reference names as the default: RoundtripKind and white space at both ends.
    pub(crate) const DEFAULT: ReadStyles = ReadStyles {
        leading_white: true,
        trailing_white: true,
        inner_white: false,
        no_current_date: false,
        universal: false,
    };

    /// Reads a list such as `AllowWhiteSpaces, AssumeUniversal`; `None` for an unknown style.
    pub(crate) fn named(names: &str) -> Option<ReadStyles> {
        let mut styles = ReadStyles {
            leading_white: false,
            trailing_white: false,
            ..ReadStyles::DEFAULT
        };
        for name in names.split([',', '|']) {
            let name = name.trim();
            match name.strip_prefix("DateTimeStyles.").unwrap_or(name) {
                "AllowLeadingWhite" => styles.leading_white = true,
                "AllowTrailingWhite" => styles.trailing_white = true,
                "AllowInnerWhite" => styles.inner_white = true,
                "AllowWhiteSpaces" => {
                    styles.leading_white = true;
                    styles.trailing_white = true;
                    styles.inner_white = true;
                }
                "NoCurrentDateDefault" => styles.no_current_date = true,
                "AdjustToUniversal" | "AssumeUniversal" => styles.universal = true,
                // The local zone is UTC here, so these change nothing.
                "None" | "RoundtripKind" | "AssumeLocal" => {}
                _ => return None,
            }
        }
        Some(styles)
    }
}

/// What the pieces have given so far.
#[derive(Default)]
struct Found {
    year: Option<i16>,
    month: Option<i8>,
    day: Option<i8>,
    weekday: Option<usize>,
    hour12: Option<i8>,
    hour24: Option<i8>,
    minute: Option<i8>,
    second: Option<i8>,
    nanosecond: i32,
    afternoon: Option<bool>,
    offset_s: Option<i64>,
    zulu: bool,
}

struct Reader<'t> {
    rest: &'t str,
    styles: ReadStyles,
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
            Piece::Year(count @ ..3) => self.found.year = Some(full_year(self.small(count)?)),
            Piece::Year(count) => self.found.year = Some(self.digits(count.min(5), count.min(5))?),
            Piece::Month(count) => self.found.month = Some(self.small(count)?),
            Piece::MonthName { full } => {
                self.found.month = Some(i8::try_from(self.name(&MONTHS, full)?).ok()? + 1);
            }
            Piece::Day(count) => self.found.day = Some(self.small(count)?),
            Piece::WeekdayName { full } => self.found.weekday = Some(self.name(&WEEKDAYS, full)?),
            Piece::Hour12(count) => self.found.hour12 = Some(self.small(count)?),
            Piece::Hour24(count) => self.found.hour24 = Some(self.small(count)?),
            Piece::Minute(count) => self.found.minute = Some(self.small(count)?),
            Piece::Second(count) => self.found.second = Some(self.small(count)?),
            Piece::Fraction(count) => self.fraction(count, count)?,
            Piece::TrimmedFraction(count) => self.fraction(0, count)?,
            Piece::Meridiem(count) => self.meridiem(count)?,
            Piece::Offset(count) => self.found.offset_s = Some(self.offset(count == 3)?),
            Piece::Zone => self.zone()?,
            Piece::Era => self.word("A.D.").or_else(|| self.word("AD"))?,
            // The point before F… may be missing, as it is when the fraction is zero.
            Piece::Literal('.') if matches!(next, Some(Piece::TrimmedFraction(_))) => {
                self.rest = self.rest.strip_prefix('.').unwrap_or(self.rest);
            }
            Piece::Literal(literal) => self.literal(literal)?,
        }
        Some(())
    }

    fn literal(&mut self, literal: char) -> Option<()> {
        if literal == ' ' && self.styles.inner_white {
            self.rest = self.rest.trim_start();
            return Some(());
        }
        self.rest = self.rest.strip_prefix(literal)?;
        Some(())
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
        self.found.nanosecond = format!("{:0<9}", &self.rest[..length]).parse().ok()?;
        self.rest = &self.rest[length..];
        Some(())
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
        self.found.afternoon = Some(afternoon);
        Some(())
    }

    fn zone(&mut self) -> Option<()> {
        if self.word("Z").is_some() {
            self.found.zulu = true;
        } else if self.rest.starts_with(['+', '-']) {
            self.found.offset_s = Some(self.offset(true)?);
        }
        Some(())
    }

    /// `+h`, `+hh` or, with minutes, `+hh:mm` and `+hhmm`.
    fn offset(&mut self, with_minutes: bool) -> Option<i64> {
        let sign = if self.rest.starts_with('-') { -1 } else { 1 };
        self.rest = self.rest.strip_prefix(['+', '-'])?;
        let hours: i64 = self.digits(1, 2)?;
        let mut minutes = 0;
        if with_minutes {
            self.rest = self.rest.strip_prefix(':').unwrap_or(self.rest);
            minutes = self.digits(2, 2)?;
        }
        (hours <= 14 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
    }
}

impl Found {
    fn moment(&self, styles: ReadStyles, today: Date) -> Result<Moment, DateFault> {
        let date = self.date(styles, today).ok_or(DateFault::Unreadable)?;
        let hour = self.hour().ok_or(DateFault::Unreadable)?;
        let (minute, second) = (self.minute.unwrap_or(0), self.second.unwrap_or(0));
        let read = DateTime::new(
            date.year(),
            date.month(),
            date.day(),
            hour,
            minute,
            second,
            self.nanosecond,
        )
        .map_err(|_| DateFault::Unreadable)?;
        let weekday = usize::from(read.weekday().to_sunday_zero_offset().unsigned_abs());
        if self.weekday.is_some_and(|named| named != weekday) {
            return Err(DateFault::Unreadable);
        }
        let utc = to_utc(read, self.offset_s.unwrap_or(0))?;
        let kind = match self.offset_s {
            _ if self.zulu || styles.universal => Kind::Utc,
            Some(_) => Kind::Local,
            None => Kind::Unspecified,
        };
        Ok(Moment { date: utc, kind })
    }

    fn date(&self, styles: ReadStyles, today: Date) -> Option<Date> {
        let absent = self.year.is_none() && self.month.is_none() && self.day.is_none();
        let (year, month, day) = match absent {
            true if styles.no_current_date => (1, 1, 1),
            true => (today.year(), today.month(), today.day()),
            false => (
                self.year.unwrap_or(today.year()),
                self.month.unwrap_or(1),
                self.day.unwrap_or(1),
            ),
        };
        if year < 1 {
            None
        } else {
            Date::new(year, month, day).ok()
        }
    }

    /// The hour of the day. `h` without AM or PM is the morning; `H` must agree with either.
    fn hour(&self) -> Option<i8> {
        match (self.hour24, self.hour12, self.afternoon) {
            (Some(hour), _, Some(afternoon)) => ((hour >= 12) == afternoon).then_some(hour),
            (Some(hour), _, None) => Some(hour),
            (None, Some(hour), afternoon) => (0..=12)
                .contains(&hour)
                .then(|| hour % 12 + if afternoon == Some(true) { 12 } else { 0 }),
            (None, None, Some(true)) => Some(12),
            (None, None, _) => Some(0),
        }
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
    use super::{ReadStyles, read_exact};

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
            Some("2015-01-23T10:53:47.1"),
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
    }
}
