//! Company, department and location: required on create, and units of the intranet, so that a new
//! spelling makes a new unit and a filler makes a unit of that name.
//!
//! Defaults reach new accounts only, whatever is chosen here; nobody's unit is replaced by one.

use super::{
    evidence::{Choice, Evidence, Fit, PAIRS_MIN, fold},
    plain, words,
};
use crate::{
    catalogue::{ENTERPRISE_USER, INTERACT_USER},
    mapping::{Apply, AttributeMapping, MappingSource},
};

/// Below this share of equal values a unit is taken on create only: good values stay.
const AGREEMENT_MIN: f64 = 0.8;
/// Share of people in one unit from which it stands for everybody.
const DOMINANT_MIN: f64 = 0.9;
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
pub(super) fn rows(evidence: &Evidence<'_>) -> [AttributeMapping; 3] {
    [
        row(
            evidence,
            &format!("{ENTERPRISE_USER}:organization"),
            "companyName",
        ),
        row(
            evidence,
            &format!("{ENTERPRISE_USER}:department"),
            "department",
        ),
        row(evidence, &format!("{INTERACT_USER}:location"), "city"),
    ]
}

fn row(evidence: &Evidence<'_>, target: &str, default: &str) -> AttributeMapping {
    let choice = evidence.choose(target, default);
    let values = evidence.values(target);
    let agrees = choice
        .fit
        .as_ref()
        .is_some_and(|fit| fit.both >= PAIRS_MIN && fit.agreement() >= AGREEMENT_MIN);
    let figures = plain::figures(&choice);
    if let Some((unit, share)) = plain::dominant(&values).filter(|(_, s)| *s >= DOMINANT_MIN)
        && !agrees
    {
        return one_unit(target, unit, share, figures);
    }
    let is_empty = evidence.exports(target) && values.is_empty();
    let apply = if agrees || is_empty {
        Apply::Always
    } else {
        Apply::OnCreate
    };
    let placeholders = evidence.placeholders(target);
    let fallback = fallback(placeholders.iter().chain(&values));
    AttributeMapping {
        apply,
        reason: reason(evidence, target, apply, &choice, fallback),
        evidence: figures,
        default: Some(fallback.to_owned()),
        ..AttributeMapping::new(target, MappingSource::Direct(choice.source))
    }
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
        let folded = fold(text);
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
    fallback: &str,
) -> String {
    let label = words::label(target);
    let new = format!("new accounts without one get “{fallback}”");
    let note = plain::availability(&choice.source);
    let first = match &choice.fit {
        _ if !evidence.exports(target) => format!(
            "The intranet export does not hold the {label}, so what people have is left alone"
        ),
        Some(fit) if fit.both >= PAIRS_MIN => seen(target, apply, choice, fit),
        _ if apply == Apply::Always => {
            format!("No linked person has a {label} in the intranet yet, so nothing is overwritten")
        }
        Some(fit) => format!(
            "Only {} linked people have a {label} on both sides, too few to compare, so what people have is left alone",
            words::count(fit.both)
        ),
        None => format!(
            "The Azure export does not hold {}, so what people have is left alone",
            choice.source
        ),
    };
    format!("{first}; {new}{note}.")
}

fn seen(target: &str, apply: Apply, choice: &Choice, fit: &Fit) -> String {
    let differ = fit.both - fit.equal;
    if apply == Apply::OnCreate {
        return format!(
            "Azure's {} differs from the intranet's {} for {} linked people, so it is applied only when an account is created and good values stay",
            fit.name,
            words::label(target),
            words::of(differ, fit.both)
        );
    }
    let mut text = plain::comparison(target, fit);
    if let Some(beaten) = &choice.beaten {
        text += &format!(
            ", where the default {} does for {}",
            beaten.name,
            words::percent(beaten.equal, beaten.both)
        );
    }
    if differ > 0 {
        text += &format!("; the other {} would be overwritten", words::count(differ));
    }
    text
}
