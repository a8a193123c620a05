//! A time of day with its zone, as exports write it behind a date.

use std::fmt;

use jiff::civil::Time;

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clock {
    time: Time,
    zone: Zone,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Zone {
    /// Not written; taken as UTC.
    Assumed,
    /// UTC, or so many minutes ahead of it.
    Written(i16),
}

impl Clock {
    /// A time in UTC.
    pub(super) fn utc(time: Time) -> Self {
        let zone = Zone::Written(0);
        Self { time, zone }
    }

    /// Six digits.
    pub(super) fn of_digits(digits: &str, utc: bool) -> Option<Self> {
        let part = |range: std::ops::Range<usize>| digits.get(range)?.parse::<i8>().ok();
        let time = Time::new(part(0..2)?, part(2..4)?, part(4..6)?, 0).ok()?;
        let zone = if utc { Zone::Written(0) } else { Zone::Assumed };
        Some(Self { time, zone })
    }

    /// A part of a day, to the second.
    pub(super) fn of_day(part: f64) -> Option<Self> {
        let seconds = jiff::Span::new()
            .try_milliseconds(i64::from((part * 86_400.0).round() as i32) * 1_000)
            .ok()?;
        let time = Time::midnight().checked_add(seconds).ok()?;
        let zone = Zone::Assumed;
        Some(Self { time, zone })
    }

    /// `9:30`, `09:30:15.000`, `9:30 PM`, each with a zone behind or without.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let end = text
            .find(|c: char| !(c.is_ascii_digit() || matches!(c, ':' | '.')))
            .unwrap_or(text.len());
        let (digits, rest) = text.split_at(end);
        let (half, zone) = half_day(rest.trim_start());
        let mut parts = digits.splitn(3, ':');
        let number = |part: &str| part.parse::<i8>().ok();
        let hour = number(parts.next()?)?;
        let minute = number(parts.next()?)?;
        let second = match parts.next() {
            None => 0,
            Some(part) => number(part.split('.').next()?)?,
        };
        let hour = match (half, hour) {
            (None, hour) => hour,
            (Some(Half::Morning), 12) => 0,
            (Some(Half::Afternoon), 1..=11) => hour + 12,
            (Some(_), 1..=12) => hour,
            _ => return None,
        };
        let time = Time::new(hour, minute, second, 0).ok()?;
        Some(Self {
            time,
            zone: zone_of(zone.trim())?,
        })
    }

    /// Whether the zone is not written and matters.
    pub(super) fn assumes_zone(self) -> bool {
        self.zone == Zone::Assumed && self.time != Time::midnight()
    }
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let time = self.time;
        write!(
            f,
            "{:02}:{:02}:{:02}",
            time.hour(),
            time.minute(),
            time.second()
        )?;
        match self.zone {
            Zone::Assumed | Zone::Written(0) => f.write_str("Z"),
            Zone::Written(minutes) => {
                let sign = if minutes < 0 { '-' } else { '+' };
                let minutes = minutes.unsigned_abs();
                write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
            }
        }
    }
}

#[derive(Debug, Clone, Copy)]
enum Half {
    Morning,
    Afternoon,
}

/// Which half of the day is written, and what follows.
fn half_day(text: &str) -> (Option<Half>, &str) {
    const HALVES: &[(&str, Half)] = &[
        ("AM", Half::Morning),
        ("a.m.", Half::Morning),
        ("PM", Half::Afternoon),
        ("p.m.", Half::Afternoon),
    ];
    for (word, half) in HALVES {
        if let Some((start, rest)) = text.split_at_checked(word.len())
            && start.eq_ignore_ascii_case(word)
        {
            return (Some(*half), rest);
        }
    }
    (None, text)
}

fn zone_of(text: &str) -> Option<Zone> {
    match text {
        "" => return Some(Zone::Assumed),
        "Z" | "z" | "UTC" | "GMT" => return Some(Zone::Written(0)),
        _ => {}
    }
    let (sign, digits) = match text.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => return None,
    };
    let digits = digits.replacen(':', "", 1);
    let is_zone = digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let number: i16 = digits.parse().ok().filter(|_| is_zone)?;
    let (hours, minutes) = (number / 100, number % 100);
    (hours <= 14 && minutes < 60).then(|| Zone::Written(sign * (hours * 60 + minutes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_with_their_zone() {
        let check = |text: &str, expect: Option<(&str, bool)>| {
            let clock = Clock::parse(text);
            let shown = clock.map(|clock| (clock.to_string(), clock.assumes_zone()));
            let shown = shown
                .as_ref()
                .map(|(text, assumed)| (text.as_str(), *assumed));
            assert_eq!(shown, expect, "{text}");
        };
        check("9:30", Some(("09:30:00Z", true)));
        check("00:00:00", Some(("00:00:00Z", false)));
        check("12:00:00 AM", Some(("00:00:00Z", false)));
        check("12:15 pm", Some(("12:15:00Z", true)));
        check("9:30:15.000 p.m.", Some(("21:30:15Z", true)));
        check("09:30:15+02:00", Some(("09:30:15+02:00", false)));
        check("09:30:15 -0330", Some(("09:30:15-03:30", false)));
        check("09:30 UTC", Some(("09:30:00Z", false)));
        check("25:00", None);
        check("13:00 PM", None);
        check("9:30 CET", None);
    }
}
