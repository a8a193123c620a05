//! Functions on multi-valued attributes, and on app roles, which are such attributes.

mod table;

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::error::EvalCode;
use crate::eval::{Call, Evaluated, Val};

pub(super) use table::FUNCTIONS;

fn count<'a>(call: &Call<'a>) -> Evaluated<'a> {
    let count = call.value(0)?.into_texts().len();
    Ok(Val::Number(i64::try_from(count).unwrap_or(i64::MAX)))
}

fn item<'a>(call: &Call<'a>) -> Evaluated<'a> {
    let values = call.value(0)?.into_texts();
    let index = call.number(1)?;
    let Some(skipped) = usize::try_from(index)
        .ok()
        .and_then(|index| index.checked_sub(1))
    else {
        return Err(call.error_at(1, EvalCode::BadArgument, "Items are numbered from 1."));
    };
    Ok(values.into_iter().nth(skipped).map_or(Val::Null, Val::Text))
}

fn remove_duplicates<'a>(call: &Call<'a>) -> Evaluated<'a> {
    let value = call.value(0)?;
    if value.is_null() {
        return Ok(Val::Null);
    }
    let mut seen = BTreeSet::new();
    let mut kept: Vec<Cow<'a, str>> = value.into_texts();
    kept.retain(|text| seen.insert(text.clone()));
    Ok(Val::Texts(kept))
}

/// Parts are trimmed because the reference's own example prints them so, although .NET would not.
fn split<'a>(call: &Call<'a>) -> Evaluated<'a> {
    let Some(text) = call.text(0)?.filter(|text| !text.is_empty()) else {
        return Ok(Val::Null);
    };
    let delimiter = call.text(1)?.unwrap_or_default();
    let parts: Vec<&str> = if delimiter.is_empty() {
        text.split_whitespace().collect()
    } else {
        text.split(delimiter.as_ref()).map(str::trim).collect()
    };
    Ok(Val::Texts(
        parts
            .into_iter()
            .map(|part| Cow::Owned(part.to_owned()))
            .collect(),
    ))
}

fn single_role<'a>(call: &Call<'a>) -> Evaluated<'a> {
    let mut roles = call.value(0)?.into_texts();
    if roles.len() > 1 {
        let message = "The user has several app roles, and Entra does not say which one it takes; \
                       assign one role, or use AppRoleAssignmentsComplex.";
        return Err(call.error_at(0, EvalCode::SeveralValues, message));
    }
    Ok(roles.pop().map_or(Val::Null, Val::Text))
}

fn roles<'a>(call: &Call<'a>) -> Evaluated<'a> {
    let value = call.value(0)?;
    Ok(if value.is_null() {
        Val::Null
    } else {
        Val::Texts(value.into_texts())
    })
}
