//! .NET's ways with dates, regular expressions, letters and UTF-16, as far as the language shows
//! them. Knows nothing of expressions.

mod casing;
mod date_format;
mod date_found;
mod date_loose;
mod date_print;
mod date_read;
mod date_styles;
mod diacritics;
mod regex;
mod regex_blocks;
mod regex_class;
mod regex_engine;
mod regex_pattern;
mod replacement;
mod units;

use jiff::civil::DateTime;

pub(crate) use casing::{Culture, capitalized, is_lower, is_upper, lower, title_case, upper};
pub(crate) use date_format::DateFormat;
pub(crate) use date_loose::read_date;
pub(crate) use date_print::{general_date_text, print_date};
pub(crate) use date_read::{Moment, read_exact};
pub(crate) use date_styles::ReadStyles;
pub(crate) use diacritics::fold_diacritics;
pub(crate) use regex::{Bounded, DotnetRegex, RegexFault};
pub(crate) use regex_pattern::unusual;
pub(crate) use replacement::Replacement;
pub(crate) use units::{units_find, units_part};

/// Why a text is no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DateFault {
    Unreadable,
    OutOfRange,
}

/// `date`, if .NET's DateTime can hold it.
pub(crate) fn in_range(date: DateTime) -> Result<DateTime, DateFault> {
    if (1..=9999).contains(&date.year()) {
        Ok(date)
    } else {
        Err(DateFault::OutOfRange)
    }
}
