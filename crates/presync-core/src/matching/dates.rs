//! Dates as exports write them, as day numbers. The order of day and month is a column's, not a value's.

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::{AttributeId, Population, UserIx};

/// Which of the first two numbers of `04/05/2020` is the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DateOrder {
    DayFirst,
    MonthFirst,
}

/// The order a column of dates is written in: what its unambiguous values show, else the day first.
pub(super) fn order_of(population: &Population, attribute: AttributeId) -> DateOrder {
    let column = population.column(attribute);
    let votes = (0..population.len()).into_par_iter().map(|at| {
        let Some((first, second, _)) = short_form(column.get(at)) else {
            return (0, 0);
        };
        let day_first = u32::from(first > 12 && second <= 12);
        (day_first, u32::from(second > 12 && first <= 12))
    });
    let (day_first, month_first) = votes.reduce(|| (0, 0), |a, b| (a.0 + b.0, a.1 + b.1));
    if month_first > day_first {
        DateOrder::MonthFirst
    } else {
        DateOrder::DayFirst
    }
}

/// Days since 1970-01-01, or none where the text is no date or a placeholder for one.
pub(super) fn day_of(text: &str, order: DateOrder) -> Option<i32> {
    let text = text.trim();
    let (year, month, day) = long_form(text)
        .or_else(|| {
            let (first, second, year) = short_form(text)?;
            let swapped = second > 12 || (order == DateOrder::MonthFirst && first <= 12);
            Some(if swapped {
                (year, first, second)
            } else {
                (year, second, first)
            })
        })
        .or_else(|| serial_form(text))?;
    let valid =
        (1901..=2200).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    valid.then(|| days_from_civil(year, month, day))
}

/// The day of a user's cell.
pub(super) fn day_at(
    population: &Population,
    user: UserIx,
    attribute: AttributeId,
    order: DateOrder,
) -> Option<i32> {
    day_of(population.text(user, attribute), order)
}

/// Whether two days differ only by day and month exchanged.
pub(super) fn is_exchanged(a: i32, b: i32) -> bool {
    let ((year, month, day), (other_year, other_month, other_day)) =
        (civil_from_days(a), civil_from_days(b));
    year == other_year && month == other_day && day == other_month
}

/// `2021-12-15`, with a time or without, and `20211215`.
fn long_form(text: &str) -> Option<(i32, i32, i32)> {
    let bytes = text.as_bytes();
    let digits = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
    if digits == 8 && bytes.len() == 8 {
        return Some((
            number(&text[..4])?,
            number(&text[4..6])?,
            number(&text[6..8])?,
        ));
    }
    if digits != 4 || !matches!(bytes.get(4), Some(b'-' | b'/' | b'.')) {
        return None;
    }
    let mut parts = text[5..].splitn(2, ['-', '/', '.']);
    let month = number(parts.next()?)?;
    Some((number(&text[..4])?, month, leading(parts.next()?)?))
}

/// `15/12/2021`, `12.4.99`, `1-2-2003 08:00`.
fn short_form(text: &str) -> Option<(i32, i32, i32)> {
    let mut parts = text.trim().splitn(3, ['/', '.', '-']);
    let (first, second) = (number(parts.next()?)?, number(parts.next()?)?);
    let year = leading(parts.next()?)?;
    let year = match year {
        0..=49 => 2000 + year,
        50..=99 => 1900 + year,
        _ => year,
    };
    (first <= 31 && second <= 31).then_some((first, second, year))
}

/// Days since 1899-12-30, as spreadsheets count.
fn serial_form(text: &str) -> Option<(i32, i32, i32)> {
    let serial = number(text.strip_suffix(".0").unwrap_or(text))?;
    (15_000..=60_000)
        .contains(&serial)
        .then(|| civil_from_days(serial - 25_569))
}

fn number(text: &str) -> Option<i32> {
    let plain = !text.is_empty() && text.len() <= 5 && text.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

fn leading(text: &str) -> Option<i32> {
    let end = text.bytes().take_while(u8::is_ascii_digit).count();
    number(&text[..end])
}

/// Howard Hinnant's algorithm, years counted from March.
fn days_from_civil(year: i32, month: i32, day: i32) -> i32 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

fn civil_from_days(days: i32) -> (i32, i32, i32) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 {
        shifted_month + 3
    } else {
        shifted_month - 9
    };
    (year + era * 400 + i32::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, order: DateOrder, expected: Option<(i32, i32, i32)>) {
        assert_eq!(day_of(text, order).map(civil_from_days), expected, "{text}");
    }

    #[test]
    fn dates_are_read_in_the_order_of_their_column() {
        use DateOrder::{DayFirst, MonthFirst};
        check("2021-12-15T00:00:00Z", DayFirst, Some((2021, 12, 15)));
        check("20211215", DayFirst, Some((2021, 12, 15)));
        check("04/05/2020", DayFirst, Some((2020, 5, 4)));
        check("04/05/2020", MonthFirst, Some((2020, 4, 5)));
        check("25/05/2020", MonthFirst, Some((2020, 5, 25)));
        check("1.2.99", DayFirst, Some((1999, 2, 1)));
        check("44545", DayFirst, Some((2021, 12, 15)));
        check("0001-01-01T00:00:00Z", DayFirst, None);
        check("31/12", DayFirst, None);
        check("n/a", DayFirst, None);
    }

    #[test]
    fn exchanged_day_and_month_are_noticed() {
        let day = |text| day_of(text, DateOrder::DayFirst).expect("a date");
        assert!(is_exchanged(day("2020-05-04"), day("2020-04-05")));
        assert!(!is_exchanged(day("2020-05-04"), day("2020-04-06")));
    }
}
