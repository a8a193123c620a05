//! Dates. Inside an evaluation they are UTC; as text they read `M/d/yyyy h:mm:ss tt`.

mod table;

use jiff::SignedDuration;
use jiff::civil::DateTime;
use jiff::tz::Offset;

use crate::Problem;
use crate::bind::{Bound, Plan};
use crate::dotnet::{self, DateFormat, Moment, ReadStyles};
use crate::error::EvalCode;
use crate::eval::{Call, Evaluated, Stop, Val};
use crate::lex;
use crate::problem::ProblemCode;

pub(super) use table::FUNCTIONS;

/// The start of Active Directory's calendar, 1601-01-01, and its unit.
const FILETIME_START: DateTime = DateTime::constant(1601, 1, 1, 0, 0, 0, 0);
const NANOSECONDS_PER_TICK: i128 = 100;
const SECONDS_PER_DAY: i64 = 86_400;

const INPUT_FORMAT: usize = 2;
const OUTPUT_FORMAT: usize = 3;

/// A span of time that dates are moved and told apart by.
#[derive(Clone, Copy)]
enum Interval {
    Year,
    Month,
    Week,
    Day,
    Hour,
    Minute,
    Second,
}

fn date(call: &Call<'_>, position: usize) -> Result<DateTime, Stop> {
    call.date(position)?.ok_or_else(|| {
        let message = "A date is needed here and there is no value; give a default, for instance \
                       Switch([name], [name], \"\", \"9999-12-31\").";
        call.error_at(position, EvalCode::NotADate, message)
    })
}

fn interval(call: &Call<'_>) -> Result<Interval, Stop> {
    const NAMES: [(&str, Interval); 7] = [
        ("yyyy", Interval::Year),
        ("m", Interval::Month),
        ("ww", Interval::Week),
        ("d", Interval::Day),
        ("h", Interval::Hour),
        ("n", Interval::Minute),
        ("s", Interval::Second),
    ];
    let name = call.text(0)?.unwrap_or_default();
    let found = NAMES
        .iter()
        .find(|(known, _)| name.eq_ignore_ascii_case(known));
    found.map(|(_, interval)| *interval).ok_or_else(|| {
        let message = "The interval must be one of yyyy, m, ww, d, h, n (minutes), s.";
        call.error_at(0, EvalCode::BadArgument, message)
    })
}

fn out_of_range(call: &Call<'_>) -> Stop {
    call.error(
        EvalCode::DateOutOfRange,
        "The date lies outside the years 1 to 9999 in UTC.",
    )
}

/// A day that the month lacks becomes its last one.
fn date_add<'a>(call: &Call<'a>) -> Evaluated<'a> {
    let interval = interval(call)?;
    let count = call.number(1)?;
    let start = date(call, 2)?;
    // Beyond this, no interval can stay inside the calendar, and the arithmetic below is safe.
    if count.unsigned_abs() > 400_000_000_000 {
        return Err(out_of_range(call));
    }
    let seconds = |unit_s: i64| {
        let duration = SignedDuration::from_secs(count.saturating_mul(unit_s));
        start.checked_add(duration).ok()
    };
    let months = |unit: i64| {
        let span = jiff::Span::new()
            .try_months(count.saturating_mul(unit))
            .ok()?;
        start.checked_add(span).ok()
    };
    let moved = match interval {
        Interval::Year => months(12),
        Interval::Month => months(1),
        Interval::Week => seconds(7 * SECONDS_PER_DAY),
        Interval::Day => seconds(SECONDS_PER_DAY),
        Interval::Hour => seconds(3600),
        Interval::Minute => seconds(60),
        Interval::Second => seconds(1),
    };
    let moved = moved.and_then(|moved| dotnet::in_range(moved).ok());
    moved.map(Val::Date).ok_or_else(|| out_of_range(call))
}

/// Visual Basic's rules: years and months by the calendar, weeks by the Sundays between, the rest
/// by elapsed time, cut towards zero.
fn date_diff<'a>(call: &Call<'a>) -> Evaluated<'a> {
    let interval = interval(call)?;
    let (first, second) = (date(call, 1)?, date(call, 2)?);
    let elapsed_s = |first: DateTime, second: DateTime| second.duration_since(first).as_secs();
    let months = |date: DateTime| i64::from(date.year()) * 12 + i64::from(date.month());
    let weekday = |date: DateTime| i64::from(date.weekday().to_sunday_zero_offset());
    let difference = match interval {
        Interval::Year => i64::from(second.year()) - i64::from(first.year()),
        Interval::Month => months(second) - months(first),
        Interval::Week => {
            let shift_s = (weekday(first) - weekday(second)) * SECONDS_PER_DAY;
            (elapsed_s(first, second) + shift_s) / (7 * SECONDS_PER_DAY)
        }
        Interval::Day => elapsed_s(first, second) / SECONDS_PER_DAY,
        Interval::Hour => elapsed_s(first, second) / 3600,
        Interval::Minute => elapsed_s(first, second) / 60,
        Interval::Second => elapsed_s(first, second),
    };
    Ok(Val::Number(difference))
}

fn now<'a>(call: &Call<'a>) -> Evaluated<'a> {
    let now = Offset::UTC.to_datetime(call.row.context.now);
    let now = now.with().subsec_nanosecond(0).build();
    now.map(Val::Date).map_err(|_| out_of_range(call))
}

fn date_from_num<'a>(call: &Call<'a>) -> Evaluated<'a> {
    let text = call.text(0)?.filter(|text| !text.is_empty());
    let Some(text) = text else {
        return Ok(Val::Null);
    };
    let Some(ticks) = lex::whole_number(text.trim()).filter(|&ticks| ticks >= 0) else {
        let message = "An Active Directory number of 0 or more is needed here.";
        return Err(call.error_at(0, EvalCode::NotANumber, message));
    };
    let seconds = SignedDuration::from_secs(ticks / 10_000_000);
    let rest = SignedDuration::from_nanos(ticks % 10_000_000 * 100);
    let date = FILETIME_START
        .checked_add(seconds)
        .and_then(|date| date.checked_add(rest));
    let date = date.ok().and_then(|date| dotnet::in_range(date).ok());
    date.map(Val::Date).ok_or_else(|| out_of_range(call))
}

fn num_from_date<'a>(call: &Call<'a>) -> Evaluated<'a> {
    let Some(date) = call.date(0)? else {
        return Ok(Val::Null);
    };
    let nanoseconds = date.duration_since(FILETIME_START).as_nanos();
    if nanoseconds < 0 {
        let message = "Active Directory has no dates before 1601.";
        return Err(call.error(EvalCode::DateOutOfRange, message));
    }
    Ok(Val::text((nanoseconds / NANOSECONDS_PER_TICK).to_string()))
}

fn plan_formats(arguments: &[Bound]) -> Result<Plan, Box<Problem>> {
    let mut formats = [None, None];
    for (format, position) in formats.iter_mut().zip([INPUT_FORMAT, OUTPUT_FORMAT]) {
        let Some(argument) = arguments.get(position) else {
            continue;
        };
        if let Some(text) = argument.constant_text() {
            *format = Some(DateFormat::compile(text).map_err(|reason| {
                Box::new(Problem::new(
                    ProblemCode::BadDateFormat,
                    argument.span,
                    reason,
                ))
            })?);
        }
    }
    Ok(Plan::Dates(Box::new(formats)))
}

/// A date that comes from another date function needs no reading, whatever the input format says:
/// the documented examples write both kinds of format there.
fn format_date_time<'a>(call: &Call<'a>) -> Evaluated<'a> {
    let moment = match call.value(0)? {
        Val::Date(date) => Moment::utc(date),
        other => {
            let several = || call.error_at(0, EvalCode::SeveralValues, "One date is needed here.");
            let text = other.into_text().map_err(|_| several())?;
            let Some(text) = text.filter(|text| !text.is_empty()) else {
                return Ok(Val::Null);
            };
            read(call, &text)?
        }
    };
    let printed = match constant_format(call, 1) {
        Some(format) => dotnet::print_date(moment, format),
        None => dotnet::print_date(moment, &format_on_row(call, OUTPUT_FORMAT)?),
    };
    call.bounded(printed.len())?;
    Ok(Val::text(printed))
}

fn read(call: &Call<'_>, text: &str) -> Result<Moment, Stop> {
    let styles = match call.text(1)?.filter(|names| !names.trim().is_empty()) {
        None => ReadStyles::DEFAULT,
        Some(names) => ReadStyles::named(&names).ok_or_else(|| {
            let message = "This is not a list of .NET's DateTimeStyles.";
            call.error_at(1, EvalCode::BadArgument, message)
        })?,
    };
    let today = Offset::UTC.to_datetime(call.row.context.now).date();
    let read = match constant_format(call, 0) {
        Some(format) => dotnet::read_exact(text, format, styles, today),
        None => dotnet::read_exact(text, &format_on_row(call, INPUT_FORMAT)?, styles, today),
    };
    read.map_err(|fault| call.date_error(0, fault))
}

fn constant_format<'a>(call: &Call<'a>, which: usize) -> Option<&'a DateFormat> {
    match call.plan {
        Plan::Dates(formats) => formats[which].as_ref(),
        _ => None,
    }
}

fn format_on_row(call: &Call<'_>, position: usize) -> Result<DateFormat, Stop> {
    let text = call.text(position)?.unwrap_or_default();
    DateFormat::compile(&text).map_err(|_| {
        let message = "The date format made on this row is none that .NET takes.";
        call.error_at(position, EvalCode::BadArgument, message)
    })
}
