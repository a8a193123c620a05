//! When a row may touch what people have, and why: from what the intranet holds, who keeps it, and what the
//! source would do to it.

use super::{
    choose::Choice,
    effect::Effect,
    evidence::{Evidence, PAIRS_MIN, share},
    habits_table::Habit,
    old_feed::{self, Said},
    study::Candidate,
    words,
};
use crate::mapping::{Apply, AttributeMapping};

/// Above this share of other values a row is applied on create only: what people edit was edited, and
/// good values stay.
const EDITED_MAX: f64 = 0.2;
/// The same for what the directory keeps: it would replace more than half.
const REPLACED_MAX: f64 = 0.5;

/// A row, and the choice behind it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Decided {
    /// The intranet attribute as the population names it.
    pub(super) target: String,
    /// The row; none where none is recommended.
    pub(super) row: Option<AttributeMapping>,
    /// What there was to choose from.
    pub(super) choice: Choice,
    /// Why there is no row.
    pub(super) why_none: String,
}

impl Decided {
    /// A row that is recommended.
    pub(super) fn row(row: AttributeMapping, choice: Choice) -> Self {
        Self {
            target: row.target.clone(),
            row: Some(row),
            choice,
            why_none: String::new(),
        }
    }
}

/// The row of one target from what was chosen for it.
pub(super) fn row(
    evidence: &Evidence<'_>,
    target: &str,
    habit: Habit,
    choice: &Choice,
) -> AttributeMapping {
    let said = old_feed::said(evidence, target);
    let apply = apply(evidence, target, habit, choice, &said);
    AttributeMapping {
        apply,
        reason: reason(evidence, target, habit, apply, choice) + &said.clauses + ".",
        evidence: figures(choice),
        ..AttributeMapping::new(target, choice.source.clone())
    }
}

/// Whether what people have would be replaced in more than a habit bears.
pub(super) fn replaces_much(effect: Effect, habit: Habit) -> bool {
    let most = match habit {
        Habit::Directory => REPLACED_MAX,
        Habit::Edited | Habit::OnCreate => EDITED_MAX,
    };
    share(effect.other, effect.both()) > most
}

fn apply(
    evidence: &Evidence<'_>,
    target: &str,
    habit: Habit,
    choice: &Choice,
    said: &Said,
) -> Apply {
    let is_unseen = !evidence.exports(target);
    let much = choice
        .seen()
        .is_some_and(|effect| replaces_much(effect, habit));
    match habit {
        Habit::OnCreate => Apply::OnCreate,
        Habit::Edited if is_unseen => Apply::OnCreate,
        _ if much || said.is_left_alone => Apply::OnCreate,
        _ => Apply::Always,
    }
}

/// The figure behind a choice, and the runner-up.
pub(super) fn figures(choice: &Choice) -> String {
    let mut parts: Vec<String> = choice.fit().map(figure).into_iter().collect();
    let beaten = choice.beaten();
    parts.extend(beaten.map(|fit| format!("default {}", short(fit))));
    let next = choice.next();
    let next = next.filter(|next| beaten.is_none_or(|beaten| beaten.source != next.source));
    parts.extend(next.map(|fit| format!("next {}", short(fit))));
    parts.join("; ")
}

fn reason(
    evidence: &Evidence<'_>,
    target: &str,
    habit: Habit,
    apply: Apply,
    choice: &Choice,
) -> String {
    let label = words::label(target);
    let source = words::source(&choice.source);
    let note = notes(choice);
    if habit == Habit::OnCreate {
        return format!(
            "People choose their {label} in the intranet, so {source} is applied only when an account is created{note}"
        );
    }
    if !evidence.exports(target) {
        let how = match apply {
            Apply::Always => "Entra's default is kept",
            Apply::OnCreate => "the row is applied only when an account is created",
            Apply::AddValues | Apply::KeepValue | Apply::IfEmpty => "the row keeps what is there",
        };
        return format!(
            "The intranet export does not hold the {label}, so what would be overwritten cannot be seen: {how}{note}"
        );
    }
    match (choice.seen(), choice.effect, choice.fit()) {
        (Some(effect), ..) => seen(&label, apply, choice, effect) + &note,
        (None, Some(effect), Some(_)) => format!(
            "Entra's default: only {} linked people have a {label} on both sides, too few to compare{note}",
            words::count(effect.both())
        ),
        _ => format!(
            "Entra's default: the Azure export does not hold {}, so it could not be compared{note}",
            words::bare(&choice.source)
        ),
    }
}

/// What a source does to what people have, where that can be seen.
pub(super) fn seen(label: &str, apply: Apply, choice: &Choice, effect: Effect) -> String {
    let source = words::source(&choice.source);
    if apply == Apply::OnCreate {
        let stays = "it is applied only when an account is created and what people have stays";
        let text = format!(
            "{source} differs from the intranet's {label} for {} linked people, so {stays}",
            words::of(effect.other, effect.both())
        );
        return words::sentence(&text) + &never_filled(effect);
    }
    let equal = effect.same + effect.respelt;
    let mut text = words::sentence(&format!(
        "{source} equals the intranet's {label} for {} linked people",
        words::of(equal, effect.both())
    ));
    text += &instead_of(choice);
    if effect.other > 0 {
        text += &format!(
            "; for the other {} it would be overwritten",
            words::count(effect.other)
        );
    }
    if effect.respelt > 0 {
        text += &format!(
            "; {} are only spelt otherwise",
            words::count(effect.respelt)
        );
    }
    if effect.kept > 0 {
        text += &format!(
            "; {} without one in Azure keep what they have",
            words::count(effect.kept)
        );
    }
    text
}

/// What was not taken: the documented default, or the best attribute alone.
fn instead_of(choice: &Choice) -> String {
    if let Some(beaten) = choice.beaten() {
        return format!(
            ", where the default {} does for {}",
            words::bare(&beaten.source),
            words::percent(beaten.equal, beaten.both)
        );
    }
    String::new()
}

fn never_filled(effect: Effect) -> String {
    match effect.filled {
        0 => String::new(),
        filled => format!(
            "; {} who have none there get none by it",
            words::people(filled)
        ),
    }
}

/// What to add of a source: that Entra does not offer it by itself, that later cycles may give nothing.
pub(super) fn notes(choice: &Choice) -> String {
    let mut text = words::availability_of(&choice.source);
    for note in choice.fit().into_iter().flat_map(|fit| &fit.notes) {
        text += &format!("; {}", words::clause(note));
    }
    text
}

fn figure(fit: &Candidate) -> String {
    let filled = match fit.held_back {
        Some(tally) => format!(
            "{} equal where it was not fitted",
            words::of(tally.equal, tally.both)
        ),
        None => format!(
            "filled for {} of Azure users",
            words::percent(fit.filled, fit.users)
        ),
    };
    format!(
        "{}: {} equal, {:.0} % by chance, {filled}",
        words::bare(&fit.source),
        words::of(fit.equal, fit.both),
        fit.chance * 100.0
    )
}

fn short(fit: &Candidate) -> String {
    format!(
        "{} {} of {}",
        words::bare(&fit.source),
        words::percent(fit.equal, fit.both),
        words::count(fit.both)
    )
}

/// Share of a list's most frequent value, with that value and the share of the second.
pub(super) fn dominant<'v>(values: &[(&'v str, u32)]) -> Option<(&'v str, f64, f64)> {
    let all: u32 = values.iter().map(|(_, number)| number).sum();
    let (text, number) = values.first()?;
    let second = values.get(1).map_or(0, |(_, number)| *number);
    (all >= PAIRS_MIN).then(|| (*text, share(*number, all), share(second, all)))
}
