//! Rows that take one Azure attribute as it is: which one, and whether it may touch what people have.

use super::{
    evidence::{Choice, Evidence, Fit, PAIRS_MIN, share},
    words,
};
use crate::{
    catalogue,
    mapping::{Apply, AttributeMapping, MappingSource},
};

/// Below this share of equal values a row is applied on create only: it would overwrite more than
/// half of what the intranet holds.
const AGREEMENT_MIN: f64 = 0.5;
/// How well an attribute must explain an intranet field that Entra's defaults do not fill.
const FURTHER_SCORE_MIN: f64 = 0.8;

/// Optional intranet fields that get a row only when an Azure attribute plainly fills them already.
const FURTHER: &[(&str, Habit)] = &[
    ("locale", Habit::OnCreate),
    ("timezone", Habit::OnCreate),
    ("emails[type eq \"home\"].value", Habit::Edited),
    ("emails[type eq \"mobile\"].value", Habit::Edited),
    (
        "urn:ietf:params:scim:schemas:extension:interactsoftware:2.0:User:pronouns",
        Habit::Edited,
    ),
];

/// Who keeps an attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Habit {
    /// The directory: an update is wanted.
    Directory,
    /// People, in the intranet: nothing is overwritten unseen.
    Edited,
    /// People, who choose once: applied on create whatever the data say.
    OnCreate,
}

/// The row of one target.
pub(super) fn row(
    evidence: &Evidence<'_>,
    target: &str,
    default: &str,
    habit: Habit,
) -> AttributeMapping {
    let choice = evidence.choose(target, default);
    let apply = apply(evidence, target, habit, choice.fit.as_ref());
    AttributeMapping {
        apply,
        reason: reason(evidence, target, habit, apply, &choice),
        evidence: figures(&choice),
        ..AttributeMapping::new(target, MappingSource::Direct(choice.source))
    }
}

/// Rows for further intranet fields that an Azure attribute plainly fills.
pub(super) fn further_rows(evidence: &Evidence<'_>) -> Vec<AttributeMapping> {
    FURTHER
        .iter()
        .filter_map(|(target, habit)| {
            let best = evidence.ranked(target).into_iter().next()?;
            let is_plain = best.score() >= FURTHER_SCORE_MIN;
            is_plain.then(|| row(evidence, target, &best.name, *habit))
        })
        .collect()
}

/// The figure behind a choice, and the runner-up.
pub(super) fn figures(choice: &Choice) -> String {
    let mut parts: Vec<String> = choice.fit.iter().map(figure).collect();
    parts.extend(
        choice
            .beaten
            .iter()
            .map(|fit| format!("default {}", short(fit))),
    );
    let next = choice.next.iter().filter(|next| {
        choice
            .beaten
            .as_ref()
            .is_none_or(|beaten| beaten.name != next.name)
    });
    parts.extend(next.map(|fit| format!("next {}", short(fit))));
    parts.join("; ")
}

/// How a source compares with what the intranet holds: `Azure's city equals the location of …`.
pub(super) fn comparison(target: &str, fit: &Fit) -> String {
    format!(
        "Azure's {} equals the intranet's {} for {} linked people",
        fit.name,
        words::label(target),
        words::of(fit.equal, fit.both)
    )
}

/// What to add when a source is one that Entra does not offer by itself.
pub(super) fn availability(source: &str) -> &'static str {
    let is_extension = source.starts_with("extension_") || source.starts_with("extensionAttribute");
    match source {
        "onPremisesSamAccountName" | "employeeOrgData.costCenter" | "employeeOrgData.division" => {
            "; Entra offers it as a source only through a directory extension"
        }
        _ if is_extension || catalogue::find(crate::Side::Azure, source).is_some() => "",
        _ => "; check under which name Entra offers it as a source",
    }
}

fn apply(evidence: &Evidence<'_>, target: &str, habit: Habit, fit: Option<&Fit>) -> Apply {
    let is_unseen = !evidence.exports(target);
    let overwrites_much =
        fit.is_some_and(|fit| fit.both >= PAIRS_MIN && fit.agreement() < AGREEMENT_MIN);
    match habit {
        Habit::OnCreate => Apply::OnCreate,
        Habit::Edited if is_unseen => Apply::OnCreate,
        _ if overwrites_much => Apply::OnCreate,
        _ => Apply::Always,
    }
}

fn reason(
    evidence: &Evidence<'_>,
    target: &str,
    habit: Habit,
    apply: Apply,
    choice: &Choice,
) -> String {
    let label = words::label(target);
    let note = availability(&choice.source);
    if habit == Habit::OnCreate {
        return format!(
            "People choose their {label} in the intranet, so Azure's {} is applied only when an account is created{note}.",
            choice.source
        );
    }
    if !evidence.exports(target) {
        let how = match apply {
            Apply::Always => "Entra's default is kept",
            Apply::OnCreate => "the row is applied only when an account is created",
            Apply::AddValues | Apply::KeepValue | Apply::IfEmpty => "the row keeps what is there",
        };
        return format!(
            "The intranet export does not hold the {label}, so what would be overwritten cannot be seen: {how}."
        );
    }
    match &choice.fit {
        Some(fit) if fit.both >= PAIRS_MIN => seen(target, apply, choice, fit) + note + ".",
        Some(fit) => format!(
            "Entra's default: only {} linked people have a {label} on both sides, too few to compare{note}.",
            words::count(fit.both)
        ),
        None => format!(
            "Entra's default: the Azure export does not hold {}, so it could not be compared{note}.",
            choice.source
        ),
    }
}

fn seen(target: &str, apply: Apply, choice: &Choice, fit: &Fit) -> String {
    let differ = fit.both - fit.equal;
    if apply == Apply::OnCreate {
        return format!(
            "Azure's {} differs from the intranet's {} for {} linked people, so it is applied only when an account is created and what people have stays",
            fit.name,
            words::label(target),
            words::of(differ, fit.both)
        );
    }
    let mut text = comparison(target, fit);
    if let Some(beaten) = &choice.beaten {
        text += &format!(
            ", where the default {} does for {}",
            beaten.name,
            words::percent(beaten.equal, beaten.both)
        );
    }
    if differ > 0 {
        text += &format!(
            "; for the other {} it would be overwritten",
            words::count(differ)
        );
    }
    text
}

fn figure(fit: &Fit) -> String {
    format!(
        "{}: {} equal, {:.0} % by chance, filled for {} of Azure users",
        fit.name,
        words::of(fit.equal, fit.both),
        fit.chance * 100.0,
        words::percent(fit.filled, fit.users)
    )
}

fn short(fit: &Fit) -> String {
    format!(
        "{} {} of {}",
        fit.name,
        words::percent(fit.equal, fit.both),
        words::count(fit.both)
    )
}

/// Share of a list's most frequent value, with that value.
pub(super) fn dominant<'v>(values: &[(&'v str, u32)]) -> Option<(&'v str, f64)> {
    let all: u32 = values.iter().map(|(_, number)| number).sum();
    let (text, number) = values.first()?;
    (all >= PAIRS_MIN).then(|| (*text, share(*number, all)))
}
