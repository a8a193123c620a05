//! Conditions, choices and tests. Branches not taken are never evaluated.

use super::{Family, Function, optional, required};
use crate::Problem;
use crate::bind::{Bound, BoundKind, Plan};
use crate::error::EvalCode;
use crate::eval::{Call, Evaluated, Stop, Val};
use crate::lex;
use crate::value::Skip;

pub(super) const FUNCTIONS: &[Function] = &[
    Function::new(
        "IIF",
        &[
            required("condition"),
            required("valueIfTrue"),
            required("valueIfFalse"),
        ],
        Family::Logic,
        "One of two values, by a condition.",
        |call| call.value(if truth(call, 0)? { 1 } else { 2 }),
    )
    .assuming("Assumed: where the condition is null or empty, it is false; in a comparison, null is the empty text, case counts, and a number meets a text as a number where it can."),
    Function::new(
        "Switch",
        &[
            required("source"),
            optional("defaultValue"),
            required("key").keyed("switchValue"),
            required("value").keyed("switchValue"),
        ],
        Family::Logic,
        "The value of the first key equal to source, else the default; \"\" is the key for null.",
        switch,
    )
    .assuming("Assumed: without a default, a source that no key equals gives null.")
    .repeating(2)
    .planned(plan_switch),
    Function::new(
        "Coalesce",
        &[required("source")],
        Family::Logic,
        "The first source that is neither null nor empty, else the last one.",
        coalesce,
    )
    .assuming("Assumed: empty texts are skipped like nulls, as a documented example needs; the reference speaks of nulls only.")
    .repeating(1),
    Function::new(
        "CBool",
        &[required("Expression")],
        Family::Logic,
        "\"True\" if the value is true or not 0, else \"False\".",
        |call| truth(call, 0).map(Val::truth_text),
    ),
    Function::new(
        "Not",
        &[required("source")],
        Family::Logic,
        "\"False\" for True, \"True\" for anything else.",
        |call| {
            let text = call.text(0)?;
            Ok(Val::truth_text(
                !text.is_some_and(|text| text.eq_ignore_ascii_case("true")),
            ))
        },
    ),
    Function::new(
        "IsNull",
        &[required("Expression")],
        Family::Logic,
        "Whether there is no value; an empty text is one.",
        |call| Ok(Val::Boolean(call.value(0)?.is_null())),
    ),
    Function::new(
        "IsNothing",
        &[required("source")],
        Family::Logic,
        "Whether there is no value, as IsNull.",
        |call| Ok(Val::Boolean(call.value(0)?.is_null())),
    )
    .older(),
    Function::new(
        "IsNullOrEmpty",
        &[required("Expression")],
        Family::Logic,
        "Whether there is no value or an empty text.",
        |call| Ok(Val::Boolean(call.value(0)?.is_null_or_empty())),
    )
    .also(&["IsNullorEmpty"]),
    Function::new(
        "IsPresent",
        &[required("Expression")],
        Family::Logic,
        "Whether there is a value other than the empty text.",
        |call| Ok(Val::Boolean(!call.value(0)?.is_null_or_empty())),
    ),
    Function::new(
        "IsString",
        &[required("Expression")],
        Family::Logic,
        "Whether the value is one text.",
        |call| {
            Ok(Val::Boolean(matches!(
                call.value(0)?,
                Val::Text(_) | Val::Date(_)
            )))
        },
    )
    .assuming("Assumed: numbers, truth values and multi-valued attributes are no strings."),
    Function::new(
        "IgnoreFlowIfNullOrEmpty",
        &[required("Expression")],
        Family::Logic,
        "The value; where it is null or empty, the attribute is left out of the flow.",
        |call| {
            let value = call.value(0)?;
            if value.is_null_or_empty() {
                Err(Stop::Skip(Skip::Attribute))
            } else {
                Ok(value)
            }
        },
    ),
];

/// From so many constant keys on, they are looked up instead of walked through.
const TABLE_KEYS_MIN: usize = 6;
const FIRST_KEY: usize = 2;

/// The keys of a Switch in order, each with its position among the arguments.
#[derive(Debug)]
pub(crate) struct SwitchTable(Box<[(Box<str>, usize)]>);

impl SwitchTable {
    fn find(&self, key: &str) -> Option<usize> {
        let found = self
            .0
            .binary_search_by(|(known, _)| known.as_ref().cmp(key));
        found.ok().map(|at| self.0[at].1)
    }
}

/// A table, where there are many keys and each is constant.
fn plan_switch(arguments: &[Bound]) -> Result<Plan, Box<Problem>> {
    let keys = (FIRST_KEY..arguments.len()).step_by(2);
    if keys.len() < TABLE_KEYS_MIN {
        return Ok(Plan::None);
    }
    let keyed = |at: usize| Some((constant_key(&arguments[at])?, at));
    let Some(mut keys) = keys.map(keyed).collect::<Option<Vec<_>>>() else {
        return Ok(Plan::None);
    };
    // The first of equal keys wins, and the sort keeps it first.
    keys.sort_by(|(left, _), (right, _)| left.cmp(right));
    keys.dedup_by(|(later, _), (first, _)| later == first);
    Ok(Plan::Switch(SwitchTable(keys.into())))
}

fn constant_key(argument: &Bound) -> Option<Box<str>> {
    let BoundKind::Constant(val) = &argument.kind else {
        return None;
    };
    let text = val.clone().into_text().ok()?;
    Some(text.unwrap_or_default().into())
}

/// Compares exactly, by case too; null is the empty text, as the documented key `""` needs.
fn switch<'a>(call: &Call<'a>) -> Evaluated<'a> {
    let source = call.text(0)?.unwrap_or_default();
    let found = match call.plan {
        Plan::Switch(table) => table.find(&source),
        _ => walk(call, &source)?,
    };
    call.give_back(source);
    call.value(found.map_or(1, |key| key + 1))
}

/// The position of the first key equal to `source`; later ones are not evaluated.
fn walk(call: &Call<'_>, source: &str) -> Result<Option<usize>, Stop> {
    for key in (FIRST_KEY..call.count()).step_by(2) {
        let is_equal = match call.constant_text(key) {
            Some(text) => text == source,
            None => call.text(key)?.unwrap_or_default() == source,
        };
        if is_equal {
            return Ok(Some(key));
        }
    }
    Ok(None)
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
    // What comparisons give.
    match text.as_ref() {
        "True" => return Ok(true),
        "False" => return Ok(false),
        _ => {}
    }
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

#[cfg(test)]
mod tests {
    use super::TABLE_KEYS_MIN;
    use crate::bind::{BoundKind, Plan};
    use crate::{AttributeSlot, Context, Input, Inputs, Program};

    struct Text(&'static str);

    impl Inputs for Text {
        fn value(&self, _: AttributeSlot) -> Input<'_> {
            Input::Text(self.0)
        }
    }

    /// `Switch([a], "none", keys…)`, each key giving its number from 0.
    #[track_caller]
    fn check(keys: &[&str], is_table: bool, source: &'static str, expect: &str) {
        let pairs = keys.iter().enumerate();
        let pairs: String = pairs
            .map(|(at, key)| format!(", {key}, \"{at}\""))
            .collect();
        let text = format!(r#"Switch([a], "none"{pairs})"#);
        let program = Program::compile(&text, &|_: &str| Some(AttributeSlot(0))).unwrap();
        let BoundKind::Call { plan, .. } = &program.root().kind else {
            panic!("{text} is a call");
        };
        assert_eq!(matches!(plan, Plan::Switch(_)), is_table, "{text}");
        let context = Context {
            now: jiff::Timestamp::UNIX_EPOCH,
            seed: 0,
            existing: &[],
        };
        let row = Text(source);
        let outcome = program.evaluate(&row, &context);
        assert_eq!(
            format!("{outcome:?}"),
            format!("Value(Text({expect:?}))"),
            "{text}"
        );
    }

    #[test]
    fn a_table_finds_what_a_walk_finds() {
        let many = [r#""c""#, r#""a""#, "7", r#""a""#, r#""""#, r#""b""#];
        assert_eq!(many.len(), TABLE_KEYS_MIN);
        let row_dependent = [
            r#""c""#,
            r#""a""#,
            "7",
            r#"Append([a], "!")"#,
            r#""""#,
            r#""b""#,
        ];
        for (keys, is_table) in [(many, true), (row_dependent, false)] {
            for (source, expect) in [("a", "1"), ("7", "2"), ("", "4"), ("b", "5"), ("A", "none")] {
                check(&keys, is_table, source, expect);
            }
        }
        check(&many[..2], false, "a", "1");
    }
}
