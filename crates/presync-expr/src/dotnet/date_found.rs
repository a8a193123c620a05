//! What a reader has found of a date, part by part, and the moment that the parts make.

use jiff::civil::{Date, DateTime};

use super::DateFault;
use super::date_read::{Kind, Moment, to_utc};
use super::date_styles::ReadStyles;

/// What the pieces have given so far.
#[derive(Default)]
pub(super) struct Found {
    pub(super) year: Option<i16>,
    pub(super) month: Option<i8>,
    pub(super) day: Option<i8>,
    pub(super) weekday: Option<usize>,
    pub(super) hour: Option<i8>,
    pub(super) by_twelve: bool,
    pub(super) minute: Option<i8>,
    pub(super) second: Option<i8>,
    pub(super) nanosecond: Option<i32>,
    pub(super) afternoon: Option<bool>,
    pub(super) offset_s: Option<i64>,
    pub(super) zulu: bool,
}

/// Takes note of a value; a second one must be the same.
pub(super) fn set<T: PartialEq>(known: &mut Option<T>, value: T) -> Option<()> {
    match known {
        Some(known) => (*known == value).then_some(()),
        None => {
            *known = Some(value);
            Some(())
        }
    }
}

impl Found {
    /// The moment that the parts make; `today` fills in a date that there is no part of.
    pub(super) fn moment(&self, styles: ReadStyles, today: Date) -> Result<Moment, DateFault> {
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
            self.nanosecond.unwrap_or(0),
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

    /// The hour of the day. `h` without AM or PM is the morning; by `H`, AM and PM must agree.
    fn hour(&self) -> Option<i8> {
        if self.by_twelve {
            let hour = self.hour.filter(|hour| (0..=12).contains(hour))?;
            let shift = if self.afternoon == Some(true) { 12 } else { 0 };
            return Some(hour % 12 + shift);
        }
        match (self.hour, self.afternoon) {
            (None, Some(true)) => None,
            (hour, None | Some(false)) if hour.is_none() => Some(0),
            (hour, Some(afternoon)) => hour.filter(|hour| (*hour >= 12) == afternoon),
            (hour, None) => hour,
        }
    }
}
