//! Functions on multi-valued attributes, and on app roles, which are such attributes.

use std::borrow::Cow;

use super::{Family, Function, optional, required};
use crate::error::EvalCode;
use crate::eval::{Call, Evaluated, Val};

pub(super) const FUNCTIONS: &[Function] = &[
    Function::new(
        "Count",
        &[required("attribute")],
        Family::SeveralValues,
        "How many values there are; 0 for null.",
        |call| {
            let count = call.value(0)?.into_texts().len();
            Ok(Val::Number(i64::try_from(count).unwrap_or(i64::MAX)))
        },
    )
    .assuming("Assumed: null has 0 values."),
    Function::new(
        "Item",
        &[required("attribute"), required("index")],
        Family::SeveralValues,
        "The value of that number, from 1; null where there is none.",
        item,
    )
    .assuming("Assumed: a number beyond the last value gives null; 0 is an error."),
    Function::new(
        "RemoveDuplicates",
        &[required("attribute")],
        Family::SeveralValues,
        "The values, each once, in the order of first appearance.",
        remove_duplicates,
    )
    .assuming("Assumed: values are equal if every character is; the first of them stays."),
    Function::new(
        "Split",
        &[required("source"), optional("delimiter")],
        Family::SeveralValues,
        "The parts of the text between delimiters, blanks at their ends cut.",
        split,
    )
    .assuming(
        "Assumed: Split cuts blanks around each part, as the reference's example shows and .NET \
         would not; a null or empty source gives null.",
    ),
    Function::new(
        "SingleAppRoleAssignment",
        &[required("source")],
        Family::Roles,
        "The name of the user's one app role.",
        single_role,
    )
    .assuming(
        "Assumed: several roles are an error, because Entra does not say which one it takes.",
    ),
    Function::new(
        "AppRoleAssignmentsComplex",
        &[required("source")],
        Family::Roles,
        "All app roles; Entra adds them and never removes any.",
        roles,
    ),
    Function::new(
        "AssertiveAppRoleAssignmentsComplex",
        &[required("source")],
        Family::Roles,
        "All app roles; Entra replaces those in the target.",
        roles,
    ),
    Function::new(
        "AppRoleAssignments",
        &[required("source")],
        Family::Roles,
        "All app roles.",
        roles,
    )
    .older(),
    Function::new(
        "DefaultDomain",
        &[],
        Family::Conversion,
        "The tenant's default domain, which no export holds.",
        |call| {
            let message = "The tenant's default domain is in no export; write it as a text.";
            Err(call.error(EvalCode::NotOffline, message))
        },
    )
    .older(),
];

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
    let mut kept: Vec<Cow<'a, str>> = Vec::new();
    for text in value.into_texts() {
        if !kept.contains(&text) {
            kept.push(text);
        }
    }
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
