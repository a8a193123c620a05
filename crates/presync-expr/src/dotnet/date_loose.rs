//! Text to a UTC date without a format, as .NET's DateTime.Parse in the invariant culture: ISO 8601,
//! month/day/year, and dates with the month's name; a time and a zone may follow. A text without a
//! zone is taken as UTC. A time alone is no date here.

use jiff::civil::{Date, DateTime};

use super::date_format::{MONTHS, WEEKDAYS};
use super::date_read::{digits_length, full_year, starts_with, to_utc};
use super::{DateFault, in_range};

/// Reads `text` as a date in UTC.
pub(crate) fn read_date(text: &str) -> Result<DateTime, DateFault> {
    let mut cursor = Cursor { rest: text.trim() };
    let date = cursor.date().ok_or(DateFault::Unreadable)?;
    let time = cursor.time().ok_or(DateFault::Unreadable)?;
    let offset_s = cursor.zone().ok_or(DateFault::Unreadable)?;
    if !cursor.rest.is_empty() {
        return Err(DateFault::Unreadable);
    }
    let [hour, minute, second] = time.clock;
    let read = DateTime::new(
        date.year(),
        date.month(),
        date.day(),
        hour,
        minute,
        second,
        time.nanosecond,
    )
    .map_err(|_| DateFault::Unreadable)?;
    to_utc(in_range(read)?, offset_s)
}

#[derive(Default)]
struct Time {
    clock: [i8; 3],
    nanosecond: i32,
}

struct Cursor<'t> {
    rest: &'t str,
}

impl<'t> Cursor<'t> {
    fn number(&mut self, max_digits: usize) -> Option<(usize, i16)> {
        let length = digits_length(self.rest, max_digits);
        let number = self.rest[..length].parse().ok()?;
        self.rest = &self.rest[length..];
        Some((length, number))
    }

    fn small(&mut self) -> Option<i8> {
        self.number(2)
            .and_then(|(_, number)| i8::try_from(number).ok())
    }

    fn one_of(&mut self, wanted: &[char]) -> Option<char> {
        let next = self
            .rest
            .chars()
            .next()
            .filter(|next| wanted.contains(next))?;
        self.rest = &self.rest[next.len_utf8()..];
        Some(next)
    }

    fn blanks(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn word(&mut self, word: &str) -> bool {
        let found = starts_with(self.rest, word);
        if found {
            self.rest = &self.rest[word.len()..];
        }
        found
    }

    /// The number of the name, full or of three letters, that the text goes on with.
    fn name(&mut self, names: &[&'t str]) -> Option<usize> {
        let found = names
            .iter()
            .position(|name| starts_with(self.rest, &name[..3]))?;
        let length = self
            .rest
            .bytes()
            .take_while(u8::is_ascii_alphabetic)
            .count();
        let fits = length == 3
            || starts_with(names[found], &self.rest[..length]) && length == names[found].len();
        fits.then(|| {
            self.rest = &self.rest[length..];
            found
        })
    }

    fn separators(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', ',', '.', '-']);
    }

    fn date(&mut self) -> Option<Date> {
        if self.name(&WEEKDAYS).is_some() {
            self.separators();
        }
        if let Some(month) = self.name(&MONTHS) {
            self.separators();
            let (length, day) = self.number(4)?;
            if length == 4 {
                return Date::new(day, i8::try_from(month).ok()? + 1, 1).ok();
            }
            self.separators();
            return self.calendar_date(month, i8::try_from(day).ok()?);
        }
        let (length, first) = self.number(4)?;
        let separator = self.one_of(&['-', '/', '.', ' ', ','])?;
        if length == 4 {
            let month = self.small()?;
            if self.rest.is_empty() {
                return Date::new(first, month, 1).ok();
            }
            (self.one_of(&['-', '/', '.'])? == separator).then_some(())?;
            return Date::new(first, month, self.small()?).ok();
        }
        self.separators();
        let first = i8::try_from(first).ok()?;
        if let Some(month) = self.name(&MONTHS) {
            self.separators();
            return self.calendar_date(month, first);
        }
        let day = self.small()?;
        (self.one_of(&['-', '/', '.'])? == separator).then_some(())?;
        let (length, year) = self.number(4)?;
        Date::new(any_year(length, year)?, first, day).ok()
    }

    /// A date whose month was named, read up to its year.
    fn calendar_date(&mut self, month: usize, day: i8) -> Option<Date> {
        let (length, year) = self.number(4)?;
        Date::new(any_year(length, year)?, i8::try_from(month).ok()? + 1, day).ok()
    }

    /// The time of day, midnight if there is none.
    fn time(&mut self) -> Option<Time> {
        let mut time = Time::default();
        if self.one_of(&['T', 't']).is_none() {
            if !self.rest.starts_with([' ', ',']) {
                return Some(time);
            }
            self.rest = self.rest.trim_start_matches([' ', ',']);
            if !self.rest.starts_with(|next: char| next.is_ascii_digit()) {
                return Some(time);
            }
        }
        time.clock[0] = self.small()?;
        let mut has_minutes = false;
        if self.one_of(&[':']).is_some() {
            has_minutes = true;
            time.clock[1] = self.small()?;
            if self.one_of(&[':']).is_some() {
                time.clock[2] = self.small()?;
                if self.one_of(&['.', ',']).is_some() {
                    time.nanosecond = self.fraction()?;
                }
            }
        }
        let meridiem = self.meridiem(&mut time.clock[0])?;
        (has_minutes || meridiem).then_some(time)
    }

    fn fraction(&mut self) -> Option<i32> {
        let length = digits_length(self.rest, self.rest.len());
        let digits = &self.rest[..length.min(9)];
        self.rest = &self.rest[length..];
        if digits.is_empty() {
            None
        } else {
            format!("{digits:0<9}").parse().ok()
        }
    }

    /// Applies AM or PM to `hour`; `Some(false)` if there is neither.
    fn meridiem(&mut self, hour: &mut i8) -> Option<bool> {
        let before = self.rest;
        self.blanks();
        let shift = match () {
            () if self.word("AM") => 0,
            () if self.word("PM") => 12,
            () => {
                self.rest = before;
                return Some(false);
            }
        };
        (1..=12).contains(hour).then(|| {
            *hour = *hour % 12 + shift;
            true
        })
    }

    /// Seconds ahead of UTC.
    fn zone(&mut self) -> Option<i64> {
        self.blanks();
        if self.rest.is_empty() || self.word("Z") || self.word("UTC") || self.word("GMT") {
            return Some(0);
        }
        let sign = if self.one_of(&['+', '-'])? == '-' {
            -1
        } else {
            1
        };
        let hours = i64::from(self.small()?);
        let with_minutes = self.one_of(&[':']).is_some() || !self.rest.is_empty();
        let minutes = if with_minutes {
            i64::from(self.small()?)
        } else {
            0
        };
        (hours <= 14 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
    }
}

fn any_year(digits: usize, year: i16) -> Option<i16> {
    match digits {
        1 | 2 => Some(full_year(year)),
        4 => Some(year),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{DateFault, general_date_text};
    use super::read_date;

    #[track_caller]
    fn check(text: &str, expect: &str) {
        assert_eq!(
            read_date(text).map(general_date_text),
            Ok(expect.to_owned()),
            "{text}"
        );
    }

    #[track_caller]
    fn check_refused(text: &str) {
        assert_eq!(read_date(text), Err(DateFault::Unreadable), "{text}");
    }

    #[test]
    fn reads_iso_dates() {
        check("2020-03-16-07:00", "3/16/2020 7:00:00 AM");
        check("2021-06-30+08:00", "6/29/2021 4:00:00 PM");
        check("2009-06-15T01:45:30-07:00", "6/15/2009 8:45:30 AM");
        check("2020-12-31 23:59:59-08:00", "1/1/2021 7:59:59 AM");
        check("2021-08-24", "8/24/2021 12:00:00 AM");
        check("2021-08-24T10:11:12.3456789Z", "8/24/2021 10:11:12 AM");
        check("2021-08-24T10:11+0530", "8/24/2021 4:41:00 AM");
        check(" 2021/8/4 ", "8/4/2021 12:00:00 AM");
    }

    #[test]
    fn reads_month_first_and_named_dates() {
        check("8/25/2021 5:41:18 PM", "8/25/2021 5:41:18 PM");
        check("12/31/25", "12/31/2025 12:00:00 AM");
        check("1/2/2020 12:00 am", "1/2/2020 12:00:00 AM");
        check("Mon, 16 Mar 2020 07:00:00 GMT", "3/16/2020 7:00:00 AM");
        check("March 16, 2020", "3/16/2020 12:00:00 AM");
        check("16-Mar-2020", "3/16/2020 12:00:00 AM");
        check("March 2020", "3/1/2020 12:00:00 AM");
        check("2020-03", "3/1/2020 12:00:00 AM");
    }

    #[test]
    fn refuses_what_is_no_date() {
        for text in [
            "",
            "tomorrow",
            "2020",
            "2020-13-01",
            "2021-02-29",
            "25/12/2020",
            "10:30",
        ] {
            check_refused(text);
        }
        for text in [
            "2020-01-01x",
            "2020-01-01 25:00",
            "2020-01-01 5",
            "1/2/3/4",
            "Märch 1, 2020",
        ] {
            check_refused(text);
        }
    }

    #[test]
    fn keeps_to_the_years_of_dotnet() {
        assert_eq!(
            read_date("9999-12-31T23:00-05:00"),
            Err(DateFault::OutOfRange)
        );
        assert_eq!(read_date("0001-01-01+05:00"), Err(DateFault::OutOfRange));
    }
}
