//! The entries of the registry for dates.

use super::super::{Family, Function, Kind, optional, required};
use super::{
    date, date_add, date_diff, date_from_num, format_date_time, now, num_from_date, plan_formats,
};
use crate::assumption::{
    DATE_DIFF, DATE_NOT_REREAD, DATE_NULL, DATE_WITHOUT_ZONE, LOCAL_IS_UTC, MONTH_END, NULL_STAYS,
    TWO_DIGIT_YEARS,
};
use crate::eval::Val;

const INTERVALS: Kind = Kind::Word(&["yyyy", "m", "ww", "d", "h", "n", "s"]);

pub(in crate::functions) const FUNCTIONS: &[Function] = &[
    Function::new(
        "CDate",
        &[required("expression", Kind::Date, "The text to read.")],
        Family::Date,
        "The date and time in the text, in UTC.",
        |call| date(call, 0).map(Val::Date),
    )
    .example(r#"CDate("2020-03-16-07:00")"#)
    .assuming(&[DATE_WITHOUT_ZONE, DATE_NULL, TWO_DIGIT_YEARS]),
    Function::new(
        "DateAdd",
        &[
            required(
                "interval",
                INTERVALS,
                "yyyy, m, ww, d, h, n (minutes) or s.",
            ),
            required(
                "value",
                Kind::Number(i64::MIN),
                "How many intervals; negative for the past.",
            ),
            required("dateTime", Kind::Date, "The date to move."),
        ],
        Family::Date,
        "The date moved by so many intervals (yyyy, m, ww, d, h, n, s).",
        date_add,
    )
    .example(r#"DateAdd("d", 7, CDate([hired]))"#)
    .assuming(&[MONTH_END, DATE_WITHOUT_ZONE, DATE_NULL]),
    Function::new(
        "DateDiff",
        &[
            required(
                "interval",
                INTERVALS,
                "yyyy, m, ww, d, h, n (minutes) or s.",
            ),
            required("date1", Kind::Date, "The date to count from."),
            required("date2", Kind::Date, "The date to count to."),
        ],
        Family::Date,
        "How many intervals (yyyy, m, ww, d, h, n, s) date2 lies after date1.",
        date_diff,
    )
    .example(r#"DateDiff("d", CDate("2021-08-18+08:00"), CDate("2021-08-31+08:00"))"#)
    .assuming(&[DATE_DIFF, DATE_WITHOUT_ZONE, DATE_NULL]),
    Function::new(
        "DateFromNum",
        &[required(
            "value",
            Kind::Number(0),
            "100-nanosecond steps since 1601.",
        )],
        Family::Date,
        "The date of an Active Directory number (100 ns since 1601).",
        date_from_num,
    )
    .example("DateFromNum(129699324000000000)")
    .assuming(&[NULL_STAYS]),
    Function::new(
        "FormatDateTime",
        &[
            required("source", Kind::Text, "The text with the date."),
            optional(
                "dateTimeStyles",
                Kind::Styles,
                "Names of .NET's DateTimeStyles, with commas between.",
            ),
            required(
                "inputFormat",
                Kind::Text,
                "The .NET format in which the date is written.",
            ),
            required(
                "outputFormat",
                Kind::Text,
                "The .NET format to write it in.",
            ),
        ],
        Family::Date,
        "The date in the text, read by one .NET format and written by another.",
        format_date_time,
    )
    .example(r#"FormatDateTime([ea1], , "yyyyMMddHHmmss.fZ", "yyyy-MM-dd")"#)
    .assuming(&[NULL_STAYS, DATE_NOT_REREAD, LOCAL_IS_UTC, TWO_DIGIT_YEARS])
    .shortened(3, 1)
    .planned(plan_formats)
    // A format without a date takes today's.
    .unfolded(),
    Function::new("Now", &[], Family::Date, "The current time in UTC.", now)
        .example("Now()")
        .unfolded(),
    Function::new(
        "NumFromDate",
        &[required(
            "value",
            Kind::Date,
            "The date, as a rule with a zone: 2025-12-31 23:59:59-08:00.",
        )],
        Family::Date,
        "The Active Directory number (100 ns since 1601) of the date, as text.",
        num_from_date,
    )
    .example(r#"NumFromDate("2020-12-31 23:59:59-08:00")"#)
    .assuming(&[NULL_STAYS, DATE_WITHOUT_ZONE]),
];
