//! Conditions, choices and tests. Branches not taken are never evaluated.

mod table;

use crate::Problem;
use crate::bind::{Bound, BoundKind, Plan};
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
    let text = match call.value(position)?.single() {
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
