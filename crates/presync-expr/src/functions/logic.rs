//! Conditions, choices and tests. Branches not taken are never evaluated.

mod table;

use crate::error::EvalCode;
use crate::eval::{Call, Evaluated, Stop, Val};
use crate::lex;
use crate::value::Skip;

pub(super) use table::FUNCTIONS;

fn not<'a>(call: &Call<'a>) -> Evaluated<'a> {
    let text = call.text(0)?;
    let is_true = text.is_some_and(|text| text.eq_ignore_ascii_case("true"));
    Ok(Val::truth_text(!is_true))
}

fn is_string<'a>(call: &Call<'a>) -> Evaluated<'a> {
    let value = call.value(0)?;
    Ok(Val::Boolean(matches!(value, Val::Text(_) | Val::Date(_))))
}

fn ignore_if_blank<'a>(call: &Call<'a>) -> Evaluated<'a> {
    let value = call.value(0)?;
    if value.is_null_or_empty() {
        Err(Stop::Skip(Skip::Attribute))
    } else {
        Ok(value)
    }
}

/// Compares exactly, by case too; null is the empty text, as the documented key `""` needs.
fn switch<'a>(call: &Call<'a>) -> Evaluated<'a> {
    let source = call.text(0)?.unwrap_or_default();
    for key in (2..call.count()).step_by(2) {
        let is_equal = match call.constant_text(key) {
            Some(text) => text == source,
            None => call.text(key)?.unwrap_or_default() == source,
        };
        if is_equal {
            return call.value(key + 1);
        }
    }
    call.value(1)
}

/// The reference speaks of null only; a documented example needs the empty text skipped too.
fn coalesce<'a>(call: &Call<'a>) -> Evaluated<'a> {
    let mut last = Val::Null;
    for position in 0..call.count() {
        if !call.is_given(position) {
            continue;
        }
        last = call.value(position)?;
        if !last.is_null_or_empty() {
            break;
        }
    }
    Ok(last)
}

/// The truth of a condition. Null and empty are false: “the condition check fails”.
fn truth(call: &Call<'_>, position: usize) -> Result<bool, Stop> {
    let text = match call.value(position)? {
        Val::Boolean(truth) => return Ok(truth),
        Val::Number(number) => return Ok(number != 0),
        Val::Null => return Ok(false),
        Val::Text(text) => text,
        _ => return Err(no_truth(call, position)),
    };
    let text = text.trim();
    if text.eq_ignore_ascii_case("true") {
        return Ok(true);
    }
    if text.is_empty() || text.eq_ignore_ascii_case("false") {
        return Ok(false);
    }
    let number = lex::whole_number(text).ok_or_else(|| no_truth(call, position))?;
    Ok(number != 0)
}

fn no_truth(call: &Call<'_>, position: usize) -> Stop {
    let message = "A condition must be True, False, a number or a comparison.";
    call.error_at(position, EvalCode::BadArgument, message)
}
