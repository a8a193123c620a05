//! Dates as exports write them, value by value. Which of day and month comes first is a column's to
//! say; a value that needs to know has both readings.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{clock::Clock, months};

/// Longest text that is looked at, in bytes.
const BYTES_MAX: usize = 48;
/// Serial numbers that are days of a working life: 1941 to 2064 where days count from 1900.
const SERIALS: std::ops::RangeInclusive<i32> = 15_000..=60_000;

/// Which of the first two numbers of `04/05/2020` is the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateOrder {
    /// It is the 4th of May.
    DayFirst,
    /// It is the 5th of April.
    MonthFirst,
}

/// The day that a spreadsheet counts its days from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum DateSystem {
    /// 1 is 1900-01-01, with a 29th of February in that year.
    #[default]
    #[serde(rename = "1900")]
    Since1900,
    /// 0 is 1904-01-01, as in workbooks made on an old Macintosh.
    #[serde(rename = "1904")]
    Since1904,
}

/// What a text says as a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DateText {
    /// It is ISO 8601 already.
    Iso,
    /// One date, however it is read.
    One(Moment),
    /// One date, written as a spreadsheet counts days.
    Serial(Moment),
    /// The year, and two numbers of which one is the day: what it is in either order, where it is a date.
    Two {
        day_first: Option<Moment>,
        month_first: Option<Moment>,
    },
    /// A date that stands for none: the first day of .NET or of Windows.
    Never,
    /// No date that can be read.
    None,
}

/// A day, or a point in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment {
    date: Date,
    clock: Option<Clock>,
}

impl Moment {
    /// In ISO 8601; a time without a zone is taken as UTC.
    pub(super) fn iso(self) -> String {
        match self.clock {
            None => self.date.to_string(),
            Some(clock) => format!("{}T{clock}", self.date),
        }
    }

    /// Whether a time of day was read without a zone. Midnight is how a day without a time is written.
    pub(super) fn assumes_zone(self) -> bool {
        self.clock.is_some_and(Clock::assumes_zone)
    }
}

/// Reads one value.
pub(super) fn read(text: &str, system: DateSystem) -> DateText {
    if text.len() > BYTES_MAX || !text.is_ascii() && months::lacks(text) {
        return DateText::None;
    }
    let found = iso(text)
        .or_else(|| digits(text, system))
        .or_else(|| milliseconds(text))
        .unwrap_or_else(|| written(text));
    match found {
        DateText::One(moment) if is_never(moment.date) => DateText::Never,
        DateText::Two {
            day_first: Some(moment),
            ..
        } if is_never(moment.date) => DateText::Never,
        found => found,
    }
}

/// Whether a text is what a spreadsheet shows for a code that it took for a date: `2-Jan`, `Sep-01`,
/// `01. Feb`, or the date itself.
pub(super) fn is_made_of_code(text: &str) -> bool {
    if text.len() > 10 || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let parts: Vec<&str> = text
        .split(['-', '.', ' '])
        .filter(|part| !part.is_empty())
        .collect();
    let is_number = |part: &str| part.len() <= 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_month = |part: &str| matches!(months::meaning(part), Some(months::Word::Month(_)));
    match parts[..] {
        [a, b] => is_number(a) && is_month(b) || is_month(a) && is_number(b),
        _ => text.len() == 10 && matches!(iso(text), Some(DateText::Iso)),
    }
}

fn is_never(date: Date) -> bool {
    date.year() == 1 || (date.year(), date.day_of_year()) == (1601, 1)
}

/// `2021-12-15`, alone or with a time behind a `T`.
fn iso(text: &str) -> Option<DateText> {
    let bytes = text.as_bytes();
    let is_iso = bytes.get(4) == Some(&b'-')
        && bytes.get(7) == Some(&b'-')
        && matches!(bytes.get(10), None | Some(b'T'));
    if !is_iso {
        return None;
    }
    let date = text.get(..10)?.parse::<Date>().ok()?;
    Some(if is_never(date) {
        DateText::Never
    } else {
        DateText::Iso
    })
}

/// Numbers alone: `44927`, `44927.5`, `20211215`, `20211215083000.0Z`.
fn digits(text: &str, system: DateSystem) -> Option<DateText> {
    let whole = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at(whole);
    match (whole, rest) {
        (5, _) => serial(number, rest, system).map(DateText::Serial),
        (8, "") => Some(one(number, None)),
        (14, "" | ".0Z" | "Z") => {
            let (date, time) = number.split_at(8);
            let clock = Clock::of_digits(time, rest.ends_with('Z'))?;
            Some(one(date, Some(clock)))
        }
        _ => None,
    }
}

fn one(digits: &str, clock: Option<Clock>) -> DateText {
    let part = |range: std::ops::Range<usize>| digits.get(range)?.parse::<i16>().ok();
    let date = (|| day(part(0..4)?, part(4..6)?, part(6..8)?))();
    date.map_or(DateText::None, |date| DateText::One(Moment { date, clock }))
}

/// Days, and parts of a day, since the first day of a spreadsheet.
fn serial(days: &str, rest: &str, system: DateSystem) -> Option<Moment> {
    let days: i32 = days.parse().ok().filter(|days| SERIALS.contains(days))?;
    let part = match rest.strip_prefix(['.', ',']) {
        None if rest.is_empty() => 0.0,
        Some(fraction) if fraction.bytes().all(|byte| byte.is_ascii_digit()) => {
            format!("0.{fraction}0").parse::<f64>().ok()?
        }
        _ => return None,
    };
    let first = match system {
        DateSystem::Since1900 => Date::constant(1899, 12, 30),
        DateSystem::Since1904 => Date::constant(1904, 1, 1),
    };
    let date = first.checked_add(jiff::Span::new().days(days)).ok()?;
    let clock = (part > 0.0).then(|| Clock::of_day(part)).flatten();
    Some(Moment { date, clock })
}

/// `/Date(1609459200000)/`, as .NET writes a date into JSON.
fn milliseconds(text: &str) -> Option<DateText> {
    let inner = text.strip_prefix("/Date(")?.strip_suffix(")/")?;
    let digits = inner.split(['+']).next()?;
    let moment = jiff::Timestamp::from_millisecond(digits.parse().ok()?).ok()?;
    let moment = jiff::tz::TimeZone::UTC.to_datetime(moment);
    let clock = Some(Clock::utc(moment.time()));
    Some(DateText::One(Moment {
        date: moment.date(),
        clock,
    }))
}

/// `15/12/2021`, `Dec 15, 2021 9:30 AM`, `15. Dezember 2021`.
fn written(text: &str) -> DateText {
    let Some((date, clock)) = split_time(text) else {
        return DateText::None;
    };
    let parts: Vec<&str> = date
        .split(|c: char| " ,/.-".contains(c))
        .filter(|part| !part.is_empty())
        .collect();
    let moment = |date: Option<Date>| date.map(|date| Moment { date, clock });
    let found = match parts[..] {
        [a, b, c] if all_digits(&parts) => numbers(date, [a, b, c]),
        _ => return moment(named(&parts)).map_or(DateText::None, DateText::One),
    };
    match found {
        Some(Numbers::One(date)) => moment(date).map_or(DateText::None, DateText::One),
        Some(Numbers::Two(day_first, month_first)) => {
            match (moment(day_first), moment(month_first)) {
                (None, None) => DateText::None,
                (Some(one), Some(same)) if one == same => DateText::One(one),
                (day_first, month_first) => DateText::Two {
                    day_first,
                    month_first,
                },
            }
        }
        None => DateText::None,
    }
}

enum Numbers {
    One(Option<Date>),
    Two(Option<Date>, Option<Date>),
}

/// Three numbers with one separator; none when the year has two digits, which is anybody's guess.
fn numbers(text: &str, parts: [&str; 3]) -> Option<Numbers> {
    let separators: Vec<char> = text.chars().filter(|c| !c.is_ascii_digit()).collect();
    let [separator, same] = separators[..] else {
        return None;
    };
    let [a, b, c] = parts.map(|part| part.parse::<i16>().ok());
    let (a, b, c) = (a?, b?, c?);
    match (parts.map(str::len), separator) {
        _ if separator != same || !matches!(separator, '/' | '-' | '.') => None,
        ([4, 1..=2, 1..=2], _) => Some(Numbers::One(day(a, b, c))),
        // Nobody who writes dots puts the month first.
        ([1..=2, 1..=2, 4], '.') => Some(Numbers::One(day(c, b, a))),
        ([1..=2, 1..=2, 4], _) => Some(Numbers::Two(day(c, b, a), day(c, a, b))),
        _ => None,
    }
}

/// A month by its name, a year of four digits and a day; weekdays do not matter.
fn named(parts: &[&str]) -> Option<Date> {
    let (mut year, mut month, mut date) = (None, None, None);
    for part in parts {
        let number = part.parse::<i16>().ok();
        match number {
            Some(number) if part.len() == 4 => year = Some(number),
            Some(number) if part.len() <= 2 && date.is_none() => date = Some(number),
            Some(_) => return None,
            None => match months::meaning(part)? {
                months::Word::Month(number) => month = Some(number),
                months::Word::Filler => {}
            },
        }
    }
    day(year?, month?, date?)
}

/// The text before a time of day, and that time; none when what looks like a time is none.
fn split_time(text: &str) -> Option<(&str, Option<Clock>)> {
    let Some(colon) = text.find(':') else {
        return Some((text, None));
    };
    let begin = text.get(..colon)?.rfind([' ', 'T'])?;
    let clock = Clock::parse(text.get(begin + 1..)?)?;
    Some((text[..begin].trim_end_matches([' ', ',']), Some(clock)))
}

fn all_digits(parts: &[&str]) -> bool {
    parts
        .iter()
        .all(|part| part.bytes().all(|byte| byte.is_ascii_digit()))
}

fn day(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Iso, one date, a serial, or the day-first and the month-first reading.
    fn shown(found: DateText) -> String {
        let side = |moment: Option<Moment>| moment.map_or("-".to_owned(), Moment::iso);
        match found {
            DateText::Iso => "iso".to_owned(),
            DateText::One(moment) => moment.iso(),
            DateText::Serial(moment) => format!("serial {}", moment.iso()),
            DateText::Two {
                day_first,
                month_first,
            } => {
                format!("{} or {}", side(day_first), side(month_first))
            }
            DateText::Never => "never".to_owned(),
            DateText::None => "none".to_owned(),
        }
    }

    fn check(text: &str, expect: &str) {
        assert_eq!(shown(read(text, DateSystem::Since1900)), expect, "{text}");
    }

    #[test]
    fn dates_that_say_which_they_are() {
        check("2021-12-15", "iso");
        check("2021-12-15T08:00:00Z", "iso");
        check("2021-12-15 08:00:00", "2021-12-15T08:00:00Z");
        check("2021/12/5", "2021-12-05");
        check("20211215", "2021-12-15");
        check("20211215083000.0Z", "2021-12-15T08:30:00Z");
        check("15.12.2021", "2021-12-15");
        check("4.5.2020 9:30", "2020-05-04T09:30:00Z");
        check("15-Jan-2021", "2021-01-15");
        check("Jan 15, 2021", "2021-01-15");
        check("Friday, January 15, 2021 9:30 PM", "2021-01-15T21:30:00Z");
        check("15. März 2021", "2021-03-15");
        check("15 décembre 2021", "2021-12-15");
        check("/Date(1609459200000)/", "2021-01-01T00:00:00Z");
        check("04/04/2024", "2024-04-04");
    }

    #[test]
    fn dates_that_read_two_ways() {
        check("03/04/2025", "2025-04-03 or 2025-03-04");
        check("13/04/2025", "2025-04-13 or -");
        check("4/13/2025 12:00:00 AM", "- or 2025-04-13T00:00:00Z");
        check("03-04-2025", "2025-04-03 or 2025-03-04");
    }

    #[test]
    fn serial_numbers_count_from_the_first_day() {
        check("44927", "serial 2023-01-01");
        check("44927.5", "serial 2023-01-01T12:00:00Z");
        check("44927,25", "serial 2023-01-01T06:00:00Z");
        check("12345", "none");
        let old = read("43465", DateSystem::Since1904);
        assert_eq!(shown(old), "serial 2023-01-01");
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "soon",
            "31/12",
            "31.02.2021",
            "45/45/2024",
            "1/2/24",
            "15-Jan-21",
            "2023",
            "1/2.2024",
            "44927.x",
            "12:30",
            "10 2021 12 1",
            "Maybe 3 2021",
            "ééééé-é-é-é",
            "2021-13-01",
            "1 Jan 2 2021",
        ] {
            check(text, "none");
        }
        check("0001-01-01T00:00:00Z", "never");
        check("1/1/0001 12:00:00 AM", "never");
        check("1601-01-01T00:00:00Z", "never");
    }
}
