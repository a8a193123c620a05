//! Dates: the format a column is written in, found from all its values, and the row that converts it.
//!
//! A row is made only where both sides hold the same dates; a wrong day is worse than none.

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::{
    evidence::{Evidence, PAIRS_MIN, Tally},
    plain, words,
};
use crate::{
    AttributeId, Population, Side, catalogue,
    catalogue::{INTERACT_USER, Kind},
    mapping::{AttributeMapping, MappingSource},
};

/// What the intranet takes.
const ACCEPTED: &str = "yyyy-MM-ddTHH:mm:ssZ";
/// Share of linked people whose dates must be the same.
const AGREEMENT_MIN: f64 = 0.8;
/// Values that are tried before all of them.
const FIRST_LOOK: usize = 256;
/// Formats exports are written in, as the mapping language spells them.
const FORMATS: &[&str] = &[
    ACCEPTED,
    "yyyy-MM-ddTHH:mm:ss.fffZ",
    "yyyy-MM-ddTHH:mm:ss",
    "yyyy-MM-dd HH:mm:ss",
    "yyyy-MM-dd HH:mm",
    "yyyy-MM-dd",
    "yyyy/MM/dd",
    "yyyyMMdd",
    "dd/MM/yyyy",
    "MM/dd/yyyy",
    "dd.MM.yyyy",
    "dd-MM-yyyy",
    "d/M/yyyy",
    "M/d/yyyy",
    "d.M.yyyy",
    "dd/MM/yyyy HH:mm:ss",
    "MM/dd/yyyy HH:mm:ss",
    "M/d/yyyy H:mm:ss",
    "d/M/yyyy H:mm:ss",
];

/// A calendar day.
type Day = (u16, u8, u8);

/// Which number comes first where the year comes last; one for a whole column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    DayFirst,
    MonthFirst,
}

/// A way to fill the target, and how well it agrees.
struct Reading<'a> {
    source: &'a str,
    format: &'static str,
    tally: Tally,
}

/// Rows for the dates the intranet holds and Azure knows.
pub(super) fn rows(evidence: &Evidence<'_>) -> Vec<AttributeMapping> {
    ["jobStartDate", "dateOfBirth"]
        .iter()
        .filter_map(|name| row(evidence, &format!("{INTERACT_USER}:{name}")))
        .collect()
}

fn row(evidence: &Evidence<'_>, target: &str) -> Option<AttributeMapping> {
    let column = evidence.legacy.attribute(target)?;
    let best = evidence
        .azure
        .attributes()
        .filter(|(id, name)| is_candidate(evidence.azure, *id, name))
        .flat_map(|(id, name)| readings(evidence, column, id, name))
        .reduce(|best, next| {
            if next.tally.equal > best.tally.equal {
                next
            } else {
                best
            }
        })?;
    let is_same = best.tally.both >= PAIRS_MIN && best.tally.agreement() >= AGREEMENT_MIN;
    is_same.then(|| agreed(target, &best))
}

fn agreed(target: &str, reading: &Reading<'_>) -> AttributeMapping {
    let Reading {
        source,
        format,
        tally,
    } = reading;
    let mapping = match *format {
        ACCEPTED => MappingSource::Direct((*source).to_owned()),
        _ => MappingSource::Expression(format!(
            "FormatDateTime([{source}], , \"{format}\", \"{ACCEPTED}\")"
        )),
    };
    let differ = tally.both - tally.equal;
    let rest = match differ {
        0 => String::new(),
        _ => format!("; the other {} would be overwritten", words::count(differ)),
    };
    AttributeMapping {
        reason: format!(
            "Azure's {source}, written {format} throughout, is the intranet's {} for {} linked people{rest}{}.",
            words::label(target),
            words::of(tally.equal, tally.both),
            plain::availability(source)
        ),
        evidence: format!("{source}: {} equal", words::of(tally.equal, tally.both)),
        ..AttributeMapping::new(target, mapping)
    }
}

/// Every format that reads all values of an Azure column, with the better reading of the intranet's.
fn readings<'a>(
    evidence: &Evidence<'_>,
    target: AttributeId,
    source: AttributeId,
    name: &'a str,
) -> Vec<Reading<'a>> {
    FORMATS
        .iter()
        .filter(|format| reads_all(evidence.azure, source, format))
        .map(|format| {
            let [day_first, month_first] = [Order::DayFirst, Order::MonthFirst]
                .map(|order| compare(evidence, (target, order), (source, format)));
            let tally = if month_first.equal > day_first.equal {
                month_first
            } else {
                day_first
            };
            Reading {
                source: name,
                format,
                tally,
            }
        })
        .collect()
}

fn compare(
    evidence: &Evidence<'_>,
    (target, order): (AttributeId, Order),
    (source, format): (AttributeId, &str),
) -> Tally {
    let mut tally = Tally::default();
    for (legacy, azure) in &evidence.pairs {
        let now = evidence.legacy.text(*legacy, target).trim();
        let value = evidence.azure.text(*azure, source);
        if now.is_empty() || value.is_empty() {
            continue;
        }
        tally.both += 1;
        let day = typed_day(now, order);
        tally.equal += u32::from(day.is_some() && day == self::day(value, format));
    }
    tally
}

fn reads_all(population: &Population, attribute: AttributeId, format: &str) -> bool {
    let column = population.column(attribute);
    let is_read = |at: usize| match column.get(at) {
        "" => true,
        text => day(text, format).is_some(),
    };
    let users = population.len();
    // The first values nearly always tell; only what passes them is worth all threads.
    (0..users.min(FIRST_LOOK)).all(is_read)
        && (0..users).into_par_iter().all(is_read)
        && column.filled() > 0
}

fn is_candidate(azure: &Population, attribute: AttributeId, name: &str) -> bool {
    let holds_dates = catalogue::find(Side::Azure, name)
        .is_none_or(|known| known.kind == Kind::DateTime || name.starts_with("extensionAttribute"));
    let is_about_account = matches!(name, "createdDateTime" | "deletedDateTime");
    holds_dates && !is_about_account && azure.column(attribute).filled() > 0
}

/// The day of a date as people typed it over the years: three numbers, the year first or last, with or
/// without a time behind.
fn typed_day(text: &str, order: Order) -> Option<Day> {
    let date = text.split(['T', ' ']).next()?;
    let mut parts = date.split(['-', '/', '.']);
    let (a, b, c) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    let (year, month, date) = match order {
        _ if a.len() == 4 => (a, b, c),
        Order::DayFirst => (c, b, a),
        Order::MonthFirst => (c, a, b),
    };
    let day = (year.parse().ok()?, month.parse().ok()?, date.parse().ok()?);
    (year.len() == 4).then_some(day)
}

/// The day a text names in a format of numbers and separators; none when it is not written so.
fn day(text: &str, format: &str) -> Option<Day> {
    let (mut text, mut format) = (text, format);
    let (mut year, mut month, mut date) = (None, None, None);
    while let Some(letter) = format.chars().next() {
        let run = format.len() - format.trim_start_matches(letter).len();
        format = &format[run..];
        if matches!(letter, 'y' | 'M' | 'd' | 'H' | 'm' | 's' | 'f') {
            let (number, rest) = digits(text, run)?;
            text = rest;
            match letter {
                'y' => year = Some(number),
                'M' => month = Some(number),
                'd' => date = Some(number),
                _ => {}
            }
        } else {
            text = text.strip_prefix(letter)?;
        }
    }
    let (month, date) = (u8::try_from(month?).ok()?, u8::try_from(date?).ok()?);
    let is_day = text.is_empty() && (1..=12).contains(&month) && (1..=31).contains(&date);
    is_day.then_some((year?, month, date))
}

/// The number at the start: exactly `width` digits, or one or two where the width is one.
fn digits(text: &str, width: usize) -> Option<(u16, &str)> {
    let found = text.bytes().take_while(u8::is_ascii_digit).count();
    let taken = match width {
        1 => found.min(2),
        _ if found >= width => width,
        _ => 0,
    };
    let number = text.get(..taken)?.parse().ok()?;
    Some((number, &text[taken..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_people_type_them() {
        let check = |text: &str, order: Order, expected: Option<Day>| {
            assert_eq!(typed_day(text, order), expected, "{text}");
        };
        check("2021-07-01", Order::DayFirst, Some((2021, 7, 1)));
        check(
            "2021-07-01T00:00:00Z",
            Order::MonthFirst,
            Some((2021, 7, 1)),
        );
        check("01/07/2021", Order::DayFirst, Some((2021, 7, 1)));
        check("01/07/2021 09:30", Order::MonthFirst, Some((2021, 1, 7)));
        check("1.7.2021", Order::DayFirst, Some((2021, 7, 1)));
        check("1.7.21", Order::DayFirst, None);
        check("soon", Order::DayFirst, None);
    }

    #[test]
    fn days_are_read_by_format() {
        let check = |text: &str, format: &str, expected: Option<Day>| {
            assert_eq!(day(text, format), expected, "{text} as {format}");
        };
        check("2023-02-12T00:00:00Z", ACCEPTED, Some((2023, 2, 12)));
        check("2023-02-12", ACCEPTED, None);
        check("15/12/2021", "dd/MM/yyyy", Some((2021, 12, 15)));
        check("15/12/2021", "MM/dd/yyyy", None);
        check("5/2/2008", "M/d/yyyy", Some((2008, 5, 2)));
        check("5/2/2008", "dd/MM/yyyy", None);
        check("20080502", "yyyyMMdd", Some((2008, 5, 2)));
        check("2008-05-02x", "yyyy-MM-dd", None);
        check("", "yyyy-MM-dd", None);
    }
}
