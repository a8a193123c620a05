//! Functions from texts to texts. Positions and lengths count UTF-16 units, as .NET does. Not here:
//! Replace, which has a file of its own.

mod table;

use std::borrow::Cow;

use crate::dotnet::{self, Culture};
use crate::error::EvalCode;
use crate::eval::{Call, Evaluated, Stop, Val};

pub(super) use table::FUNCTIONS;

fn append<'a>(call: &Call<'a>) -> Evaluated<'a> {
    let first = call.text(0)?.unwrap_or_default();
    let second = call.text(1)?.unwrap_or_default();
    if second.is_empty() {
        return Ok(Val::Text(first));
    }
    if first.is_empty() {
        return Ok(Val::Text(second));
    }
    call.bounded(first.len() + second.len())?;
    let mut whole = call.growing(first, second.len());
    whole.push_str(&second);
    call.give_back(second);
    Ok(Val::text(whole))
}

/// Empty sources go with their separators, as in the documented
/// `Join(", ", "", [surname], [givenName])`; nulls are assumed to do the same.
fn join<'a>(call: &Call<'a>) -> Evaluated<'a> {
    let separator = call.text(0)?.unwrap_or_default();
    let mut joined: Option<Cow<'a, str>> = None;
    let mut add = |text: Cow<'a, str>| {
        if text.is_empty() {
            return Ok(());
        }
        joined = Some(match joined.take() {
            None => text,
            Some(before) => {
                call.bounded(before.len() + separator.len() + text.len())?;
                // Room for one more of its kind: most joins are short.
                let more_bytes = 2 * (separator.len() + text.len());
                let mut whole = call.growing(before, more_bytes);
                whole.push_str(&separator);
                whole.push_str(&text);
                call.give_back(text);
                Cow::Owned(whole)
            }
        });
        Ok(())
    };
    for position in 1..call.count() {
        call.each_text(position, &mut add)?;
    }
    Ok(Val::Text(joined.unwrap_or_default()))
}

fn left<'a>(call: &Call<'a>) -> Evaluated<'a> {
    let text = call.text(0)?.unwrap_or_default();
    let count = call.number(1)?;
    Ok(Val::Text(match usize::try_from(count) {
        Ok(count) => part(text, 0, count),
        Err(_) => text,
    }))
}

fn mid<'a>(call: &Call<'a>) -> Evaluated<'a> {
    let Some(text) = call.text(0)? else {
        return Ok(Val::Null);
    };
    let start = call.number(1)?;
    let length = call.number(2)?;
    let Ok(skipped) = usize::try_from(start.saturating_sub(1)) else {
        return Err(call.error_at(
            1,
            EvalCode::BadArgument,
            "Mid starts at character 1 or later.",
        ));
    };
    let Ok(length) = usize::try_from(length) else {
        return Err(call.error_at(2, EvalCode::BadArgument, "Mid needs a length of 0 or more."));
    };
    Ok(Val::Text(part(text, skipped, length)))
}

fn part(text: Cow<'_, str>, skipped: usize, length: usize) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(dotnet::units_part(text, skipped, length)),
        Cow::Owned(mut text) => {
            let part = dotnet::units_part(&text, skipped, length);
            let start = part.as_ptr().addr() - text.as_ptr().addr();
            let end = start + part.len();
            text.truncate(end);
            text.drain(..start);
            Cow::Owned(text)
        }
    }
}

fn in_str<'a>(call: &Call<'a>) -> Evaluated<'a> {
    let text = call.text(0)?.unwrap_or_default();
    let wanted = call.text(1)?.unwrap_or_default();
    let start = if call.is_given(2) { call.number(2)? } else { 1 };
    let Some(skipped) = start
        .checked_sub(1)
        .and_then(|start| usize::try_from(start).ok())
    else {
        return Err(call.error_at(
            2,
            EvalCode::BadArgument,
            "InStr starts at character 1 or later.",
        ));
    };
    let position = if ignores_case(call)? {
        dotnet::units_find(&lowered(&text), &lowered(&wanted), skipped)
    } else {
        dotnet::units_find(&text, &wanted, skipped)
    };
    let number = position.map_or(0, |at| i64::try_from(at + 1).unwrap_or(i64::MAX));
    Ok(Val::Number(number))
}

fn lowered(text: &str) -> String {
    let mut lowered = String::with_capacity(text.len());
    dotnet::lower(text, Culture::Invariant, &mut lowered);
    lowered
}

fn ignores_case(call: &Call<'_>) -> Result<bool, Stop> {
    let compare = call.text(3)?;
    match compare.as_deref() {
        None | Some("" | "0" | "vbBinaryCompare") => Ok(false),
        Some("1" | "vbTextCompare") => Ok(true),
        Some(_) => {
            let message = "InStr compares by vbBinaryCompare or vbTextCompare.";
            Err(call.error_at(3, EvalCode::BadArgument, message))
        }
    }
}

fn to_lower<'a>(call: &Call<'a>) -> Evaluated<'a> {
    cased(call, dotnet::is_lower, dotnet::lower)
}

fn to_upper<'a>(call: &Call<'a>) -> Evaluated<'a> {
    cased(call, dotnet::is_upper, dotnet::upper)
}

fn cased<'a>(
    call: &Call<'a>,
    is_already: fn(&str) -> bool,
    convert: fn(&str, Culture, &mut String),
) -> Evaluated<'a> {
    let Some(text) = call.text(0)? else {
        return Ok(Val::Null);
    };
    let culture = culture(call)?;
    if is_already(&text) {
        return Ok(Val::Text(text));
    }
    Ok(Val::text(built(call, text, |text, built| {
        convert(text, culture, built);
    })))
}

/// What `build` makes of the text, in a buffer that has room for as much.
fn built<'a>(call: &Call<'a>, text: Cow<'a, str>, build: impl FnOnce(&str, &mut String)) -> String {
    let mut built = call.buffer(text.len());
    build(&text, &mut built);
    call.give_back(text);
    built
}

fn culture(call: &Call<'_>) -> Result<Culture, Stop> {
    let Some(name) = call.text(1)?.filter(|name| !name.is_empty()) else {
        return Ok(Culture::Invariant);
    };
    Culture::named(&name).ok_or_else(|| {
        let message = "This is not a culture name such as en-US.";
        call.error_at(1, EvalCode::BadArgument, message)
    })
}

fn proper_case<'a>(call: &Call<'a>) -> Evaluated<'a> {
    let Some(text) = call.text(0)? else {
        return Ok(Val::Null);
    };
    let separators = call.text(1)?.filter(|separators| !separators.is_empty());
    Ok(Val::text(built(
        call,
        text,
        |text, built| match separators {
            Some(separators) => dotnet::capitalized(text, |c| separators.contains(c), built),
            None => dotnet::title_case(text, built),
        },
    )))
}

fn strip_spaces<'a>(call: &Call<'a>) -> Evaluated<'a> {
    let Some(text) = call.text(0)? else {
        return Ok(Val::Null);
    };
    Ok(Val::Text(if text.contains(' ') {
        let parts = |text: &str, built: &mut String| built.extend(text.split(' '));
        built(call, text, parts).into()
    } else {
        text
    }))
}

fn normalize_diacritics<'a>(call: &Call<'a>) -> Evaluated<'a> {
    let Some(text) = call.text(0)? else {
        return Ok(Val::Null);
    };
    Ok(Val::Text(if text.is_ascii() {
        text
    } else {
        built(call, text, dotnet::fold_diacritics).into()
    }))
}

/// Words are what stands between delimiters; empty pieces are assumed not to count.
fn word<'a>(call: &Call<'a>) -> Evaluated<'a> {
    let text = call.text(0)?.unwrap_or_default();
    let number = call.number(1)?;
    let delimiters = call.text(2)?.unwrap_or_default();
    let Some(skipped) = number
        .checked_sub(1)
        .and_then(|number| usize::try_from(number).ok())
    else {
        return Ok(Val::text(""));
    };
    let found = text
        .split(|c| delimiters.contains(c))
        .filter(|piece| !piece.is_empty())
        .nth(skipped);
    Ok(Val::text(found.unwrap_or_default().to_owned()))
}
