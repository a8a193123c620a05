//! Replace, whose meaning depends on which of its seven arguments are given. Which mode it is, is
//! settled when the expression is bound, and so is a constant regular expression.

mod table;

use crate::bind::{Bound, Plan};
use crate::dotnet::{Bounded, DotnetRegex, RegexFault, Replacement};
use crate::error::EvalCode;
use crate::eval::{Call, Evaluated, Stop, TEXT_BYTES_MAX, Val};
use crate::problem::ProblemCode;
use crate::{Problem, Span};

pub(super) use table::FUNCTIONS;

const SOURCE: usize = 0;
const OLD_VALUE: usize = 1;
const PATTERN: usize = 2;
const GROUP: usize = 3;
const REPLACEMENT: usize = 4;
const OTHER_ATTRIBUTE: usize = 5;
const TEMPLATE: usize = 6;

/// The mode of one call and its constant regular expression.
#[derive(Debug)]
pub(crate) struct ReplacePlan {
    mode: Mode,
    regex: Option<Ready>,
}

/// What a Replace call does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    /// oldValue + replacementValue: all occurrences in source.
    Text,
    /// oldValue + template: all occurrences in the template, by source.
    Template,
    /// regexPattern + replacementValue: all matches.
    Matches,
    /// regexPattern + regexGroupName + replacementValue: the group's text in all matches.
    Group,
    /// regexPattern + regexGroupName + replacementAttributeName: source, or else the group's text
    /// in the other attribute.
    OtherAttribute,
}

/// A regular expression with what depends on it.
#[derive(Debug)]
struct Ready {
    regex: DotnetRegex,
    /// The constant replacement, where the mode has one that may refer to groups.
    replacement: Option<Replacement>,
    /// The constant group.
    group: Option<usize>,
}

fn plan(arguments: &[Bound]) -> Result<Plan, Box<Problem>> {
    let mode = mode(arguments)?;
    let constant = |position: usize| arguments.get(position).and_then(Bound::constant_text);
    let Some(pattern) = constant(PATTERN).filter(|_| mode != Mode::Text && mode != Mode::Template)
    else {
        return Ok(Plan::Replace(Box::new(ReplacePlan { mode, regex: None })));
    };
    let span = arguments[PATTERN].span;
    let regex = DotnetRegex::compile(pattern).map_err(|fault| Box::new(problem(fault, span)))?;
    let group = match constant(GROUP) {
        Some(name) => Some(regex.group(name).ok_or_else(|| {
            let message = format!("The regular expression has no group {name}.");
            Box::new(Problem::new(
                ProblemCode::BadRegex,
                arguments[GROUP].span,
                message,
            ))
        })?),
        None => None,
    };
    let replacement = constant(REPLACEMENT).map(|text| Replacement::parse(text, &regex));
    let regex = Some(Ready {
        regex,
        replacement,
        group,
    });
    Ok(Plan::Replace(Box::new(ReplacePlan { mode, regex })))
}

fn mode(arguments: &[Bound]) -> Result<Mode, Box<Problem>> {
    let given = |position: usize| {
        arguments
            .get(position)
            .is_some_and(|found| !found.is_empty())
    };
    let shape = [
        OLD_VALUE,
        PATTERN,
        GROUP,
        REPLACEMENT,
        OTHER_ATTRIBUTE,
        TEMPLATE,
    ]
    .map(given);
    match shape {
        [true, false, false, true, false, false] => Ok(Mode::Text),
        [true, false, false, false, false, true] => Ok(Mode::Template),
        [false, true, false, true, false, false] => Ok(Mode::Matches),
        [false, true, true, true, false, false] => Ok(Mode::Group),
        [false, true, true, false, true, false] => Ok(Mode::OtherAttribute),
        _ => Err(Box::new(Problem::new(
            ProblemCode::ReplaceMode,
            Span::default(),
            "This combination of arguments has no documented meaning. Replace takes oldValue with \
             replacementValue or template; or regexPattern with replacementValue, with \
             regexGroupName and replacementValue, or with regexGroupName and \
             replacementAttributeName. Mind the commas of positions left empty.",
        ))),
    }
}

fn problem(fault: RegexFault, span: Span) -> Problem {
    match fault {
        RegexFault::Invalid(message) => Problem::new(ProblemCode::BadRegex, span, message),
        RegexFault::Unsupported(message) => {
            Problem::new(ProblemCode::UnsupportedRegex, span, message)
        }
        RegexFault::TooCostly | RegexFault::TooLarge => Problem::new(
            ProblemCode::UnsupportedRegex,
            span,
            "The regular expression is too large.",
        ),
    }
}

fn replace<'a>(call: &Call<'a>) -> Evaluated<'a> {
    let Plan::Replace(plan) = call.plan else {
        return call.value(SOURCE);
    };
    match plan.mode {
        Mode::Text => replace_text(call),
        Mode::Template => fill_template(call),
        Mode::Matches | Mode::Group => replace_matches(call, plan),
        Mode::OtherAttribute => take_from_other(call, plan),
    }
}

fn replace_text<'a>(call: &Call<'a>) -> Evaluated<'a> {
    let Some(source) = call.text(SOURCE)? else {
        return Ok(Val::Null);
    };
    let old = call.text(OLD_VALUE)?.unwrap_or_default();
    if old.is_empty() {
        let message = "oldValue is empty, and nothing can be found by an empty text.";
        return Err(call.error_at(OLD_VALUE, EvalCode::BadArgument, message));
    }
    if !source.contains(old.as_ref()) {
        return Ok(Val::Text(source));
    }
    let new = call.text(REPLACEMENT)?.unwrap_or_default();
    let built = replaced(call, &source, &old, &new)?;
    call.give_back(source);
    Ok(Val::text(built))
}

fn fill_template<'a>(call: &Call<'a>) -> Evaluated<'a> {
    let Some(source) = call.text(SOURCE)? else {
        return Ok(Val::Null);
    };
    let old = call.text(OLD_VALUE)?.unwrap_or_default();
    let template = call.text(TEMPLATE)?.unwrap_or_default();
    if old.is_empty() {
        return Ok(Val::Text(template));
    }
    Ok(Val::text(replaced(call, &template, &old, &source)?))
}

fn replaced(call: &Call<'_>, text: &str, old: &str, new: &str) -> Result<String, Stop> {
    let mut built = call.buffer(text.len() + new.len());
    let mut copied = 0;
    for (at, _) in text.match_indices(old) {
        built.push_str(&text[copied..at]);
        built.push_str(new);
        copied = at + old.len();
        call.bounded(built.len())?;
    }
    built.push_str(&text[copied..]);
    call.bounded(built.len())?;
    Ok(built)
}

fn replace_matches<'a>(call: &Call<'a>, plan: &ReplacePlan) -> Evaluated<'a> {
    let Some(source) = call.text(SOURCE)? else {
        return Ok(Val::Null);
    };
    let mut made = None;
    let ready = ready(call, plan, &mut made)?;
    let mut text = call.buffer(source.len());
    let mut built = Bounded {
        text: &mut text,
        bytes_max: TEXT_BYTES_MAX,
    };
    let result = match plan.mode {
        Mode::Group => {
            let new = call.text(REPLACEMENT)?.unwrap_or_default();
            let group = group(call, ready)?;
            ready.regex.replace_group(&source, group, &new, &mut built)
        }
        _ => {
            let on_row;
            let replacement = match &ready.replacement {
                Some(replacement) => replacement,
                None => {
                    let text = call.text(REPLACEMENT)?.unwrap_or_default();
                    on_row = Replacement::parse(&text, &ready.regex);
                    &on_row
                }
            };
            ready.regex.replace_all(&source, replacement, &mut built)
        }
    };
    let matched = result.map_err(|fault| stop(call, &fault))?;
    let (result, rest) = if matched {
        (text.into(), source)
    } else {
        (source, text.into())
    };
    call.give_back(rest);
    Ok(Val::Text(result))
}

/// Without a match there is nothing to take, and the result is null.
fn take_from_other<'a>(call: &Call<'a>, plan: &ReplacePlan) -> Evaluated<'a> {
    let source = call.text(SOURCE)?.unwrap_or_default();
    if !source.is_empty() {
        return Ok(Val::Text(source));
    }
    let Some(other) = call.text(OTHER_ATTRIBUTE)? else {
        return Ok(Val::Null);
    };
    let mut made = None;
    let ready = ready(call, plan, &mut made)?;
    let group = group(call, ready)?;
    let taken = ready
        .regex
        .extract(&other, group)
        .map_err(|fault| stop(call, &fault))?;
    Ok(taken.map_or(Val::Null, |text| Val::text(text.to_owned())))
}

/// The regular expression made at binding, or else one for this row, which is kept in `made`.
fn ready<'r>(
    call: &Call<'_>,
    plan: &'r ReplacePlan,
    made: &'r mut Option<Ready>,
) -> Result<&'r Ready, Stop> {
    match &plan.regex {
        Some(ready) => Ok(ready),
        None => Ok(made.insert(made_on_row(call, plan.mode)?)),
    }
}

/// The regular expression of a pattern that depends on the row.
fn made_on_row(call: &Call<'_>, mode: Mode) -> Result<Ready, Stop> {
    let pattern = call.text(PATTERN)?.unwrap_or_default();
    let regex = DotnetRegex::compile(&pattern).map_err(|fault| stop(call, &fault))?;
    let replacement = match mode {
        Mode::Matches => Some(Replacement::parse(
            &call.text(REPLACEMENT)?.unwrap_or_default(),
            &regex,
        )),
        _ => None,
    };
    Ok(Ready {
        regex,
        replacement,
        group: None,
    })
}

fn group(call: &Call<'_>, ready: &Ready) -> Result<usize, Stop> {
    if let Some(group) = ready.group {
        return Ok(group);
    }
    let name = call.text(GROUP)?.unwrap_or_default();
    ready.regex.group(&name).ok_or_else(|| {
        let message = "The regular expression has no group of this name.";
        call.error_at(GROUP, EvalCode::BadRegex, message)
    })
}

fn stop(call: &Call<'_>, fault: &RegexFault) -> Stop {
    match fault {
        // A pattern made on the row may hold values of the row, so its own complaint is not shown.
        RegexFault::Invalid(_) | RegexFault::Unsupported(_) => {
            let message = "The regular expression made on this row cannot be used.";
            call.error_at(PATTERN, EvalCode::BadRegex, message)
        }
        RegexFault::TooCostly => {
            let message =
                "The regular expression takes too many steps on this row; make it simpler.";
            call.error_at(PATTERN, EvalCode::RegexTooCostly, message)
        }
        RegexFault::TooLarge => match call.bounded(usize::MAX) {
            Err(stop) => stop,
            Ok(()) => call.error(EvalCode::TooLarge, "The result is too long."),
        },
    }
}
