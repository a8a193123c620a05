//! How old an export can be at most, from the dates inside it; file times are never looked at.

use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};

use crate::{
    AttributeId, Population, Side, catalogue::fold_header, engagement::Engagement,
    spelling::parse_dates,
};

/// Attributes whose dates are written when something happens, so that none lies after the export.
const EVENTS: [&str; 8] = [
    "created",
    "deleted",
    "modified",
    "updated",
    "lastlogin",
    "lastlogon",
    "lastsignin",
    "registered",
];

/// The newest event an export knows of: it was made on that day or later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportAge {
    /// The side.
    pub side: Side,
    /// The newest date; none when the export holds no date of an event.
    pub newest: Option<Date>,
    /// The attribute it stands in; empty when none.
    pub attribute: String,
    /// Days from then to the plan's date: the export is this old at most.
    pub days_max: Option<i64>,
}

pub(super) fn of(engagement: &Engagement<'_>, side: Side) -> ExportAge {
    let population = match side {
        Side::Azure => engagement.azure,
        Side::Legacy => engagement.legacy,
    };
    let today = day_of(engagement.now);
    let newest = population
        .attributes()
        .filter(|(_, name)| is_event(name))
        .filter_map(|(id, name)| Some((newest_in(population, id, today)?, name)))
        .max_by(|a, b| a.0.cmp(&b.0).then_with(|| b.1.cmp(a.1)));
    ExportAge {
        side,
        newest: newest.map(|(date, _)| date),
        attribute: newest.map_or_else(String::new, |(_, name)| name.to_owned()),
        days_max: newest.and_then(|(date, _)| Some(date.until(today).ok()?.get_days().into())),
    }
}

fn is_event(name: &str) -> bool {
    let folded = fold_header(name);
    EVENTS.iter().any(|event| folded.contains(event))
}

/// The newest date that can be read in one way only; a day of grace covers time zones.
fn newest_in(population: &Population, attribute: AttributeId, today: Date) -> Option<Date> {
    let latest = today.checked_add(1.day()).unwrap_or(today);
    let dates = population.users().filter_map(|user| {
        match parse_dates(population.text(user, attribute)).as_slice() {
            [date] if *date <= latest => Some(*date),
            _ => None,
        }
    });
    dates.max().map(|date| date.min(today))
}

fn day_of(now: Timestamp) -> Date {
    TimeZone::UTC.to_datetime(now).date()
}
