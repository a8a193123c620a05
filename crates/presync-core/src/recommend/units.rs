//! Company, department and location: required on create, and units of the intranet, so that a new
//! spelling makes a new unit and a filler makes a unit of that name.
//!
//! Defaults reach new accounts only, whatever is chosen here; nobody's unit is replaced by one.

use super::{
    choose::{self, Choice},
    effect::Effect,
    evidence::{Evidence, share},
    habits_table::Habit,
    old_feed,
    policy::{self, Decided},
    required, words,
};
use crate::{
    catalogue::{ENTERPRISE_USER, INTERACT_USER},
    mapping::{Apply, AttributeMapping, MappingSource},
};

/// Share of people in one unit from which it stands for everybody.
const DOMINANT_MIN: f64 = 0.9;
/// The same for the company, where nothing else explains it.
const COMPANY_MIN: f64 = 0.4;
/// What a new account gets where neither side offers anything better.
const UNSPECIFIED: &str = "Not specified";
/// How the intranets seen spell "no unit", folded.
const PLACEHOLDERS: &[&str] = &[
    "notspecified",
    "unspecified",
    "notassigned",
    "unassigned",
    "notset",
    "unknown",
];

/// The rows of company, department and location.
pub(super) fn rows(evidence: &Evidence<'_>) -> [Decided; 3] {
    let organization = format!("{ENTERPRISE_USER}:organization");
    let department = format!("{ENTERPRISE_USER}:department");
    [
        row(evidence, &organization, "companyName"),
        row(evidence, &department, "department"),
        row(evidence, &format!("{INTERACT_USER}:location"), "city"),
    ]
}

fn row(evidence: &Evidence<'_>, target: &str, default: &str) -> Decided {
    let mut choice = choose::choose(evidence, target, Some(default));
    let values = evidence.values(target);
    let agrees = choice
        .seen()
        .is_some_and(|effect| !policy::replaces_much(effect, Habit::Edited));
    if let Some((unit, part)) = one_of_all(target, &values, &choice)
        && !agrees
    {
        let row = one_unit(target, unit, part, policy::figures(&choice));
        (choice.source, choice.chosen) = (MappingSource::None, None);
        return Decided::row(row, choice);
    }
    let said = old_feed::said(evidence, target);
    let is_empty = evidence.exports(target) && values.is_empty();
    let apply = match (agrees || is_empty) && !said.is_left_alone {
        true => Apply::Always,
        false => Apply::OnCreate,
    };
    let placeholders = evidence.placeholders(target);
    // A default would make a unit of its name: only where nobody is created without one.
    let fallback = required::is_required(evidence, target)
        .then(|| fallback(placeholders.iter().chain(&values)));
    let row = AttributeMapping {
        apply,
        reason: reason(evidence, target, apply, &choice, fallback) + &said.clauses + ".",
        evidence: policy::figures(&choice),
        default: fallback.map(str::to_owned),
        ..AttributeMapping::new(target, choice.source.clone())
    };
    Decided::row(row, choice)
}

/// The unit that stands for everybody: nearly everybody's, or the company of most where the rest was typed
/// in all sorts of ways and no Azure attribute says it.
fn one_of_all<'v>(
    target: &str,
    values: &[(&'v str, u32)],
    choice: &Choice,
) -> Option<(&'v str, f64)> {
    let (unit, part, second) = policy::dominant(values)?;
    let is_company = target.ends_with(":organization");
    let is_most = is_company && part >= COMPANY_MIN && part >= 3.0 * second && !choice.is_clear();
    (part >= DOMINANT_MIN || is_most).then_some((unit, part))
}

/// Nearly everybody is in one unit: it fills what is empty and replaces nothing.
fn one_unit(target: &str, unit: &str, share: f64, figures: String) -> AttributeMapping {
    let label = words::label(target);
    AttributeMapping {
        default: Some(unit.to_owned()),
        reason: format!(
            "{:.0} % of the linked people have the same {label} in the intranet and no Azure attribute says it, so it fills the field only where it is empty.",
            (share * 100.0).floor()
        ),
        evidence: figures,
        ..AttributeMapping::new(target, MappingSource::None)
    }
}

/// The intranet's own word for "no unit", else a plain one.
fn fallback<'v>(mut values: impl Iterator<Item = &'v (&'v str, u32)>) -> &'v str {
    let is_placeholder = |text: &str| {
        let folded = crate::catalogue::fold_header(text);
        PLACEHOLDERS.iter().any(|word| folded.ends_with(word))
    };
    values
        .find(|(text, _)| is_placeholder(text))
        .map_or(UNSPECIFIED, |(text, _)| *text)
}

fn reason(
    evidence: &Evidence<'_>,
    target: &str,
    apply: Apply,
    choice: &Choice,
    fallback: Option<&str>,
) -> String {
    let label = words::label(target);
    let new = match fallback {
        Some(fallback) => format!("new accounts without one get “{fallback}”"),
        None => "the site's /Schemas takes accounts without one, so they get none".to_owned(),
    };
    let note = policy::notes(choice);
    let first = match (choice.seen(), choice.effect, choice.fit()) {
        _ if !evidence.exports(target) => format!(
            "The intranet export does not hold the {label}, so what people have is left alone"
        ),
        (Some(effect), ..) => policy::seen(&label, apply, choice, effect),
        _ if apply == Apply::Always => {
            format!("No linked person has a {label} in the intranet yet, so nothing is overwritten")
        }
        (None, Some(effect), Some(_)) => format!(
            "Only {} linked people have a {label} on both sides, too few to compare, so what people have is left alone",
            words::count(effect.both())
        ),
        _ => format!(
            "The Azure export does not hold {}, so what people have is left alone",
            words::bare(&choice.source)
        ),
    };
    format!("{first}; {new}{note}{}", without(choice))
}

/// Matched people whom no default reaches.
fn without(choice: &Choice) -> String {
    let lacking = choice.effect.map_or(0, |effect| effect.lacking);
    let held = choice.effect.map_or(0, Effect::held);
    match lacking {
        lacking if lacking > 0 && share(lacking, lacking + held) < 1.0 => format!(
            "; {} have none on either side, and no default reaches an account that is there",
            words::people(lacking)
        ),
        _ => String::new(),
    }
}
