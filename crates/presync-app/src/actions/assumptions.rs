//! What no document states: what is assumed, what could be, whom it touches; chosen otherwise.

use presync_core::{Assumption, Chosen};

use super::plan;
use crate::{
    App,
    pipeline::kept_choices,
    wire::{
        AssumptionChoice, AssumptionState, AttributeChoice, ChooseAssumption, Failure, Nothing,
        PlanSummary,
    },
};

pub(crate) fn list(app: &App, _: Nothing) -> Result<Vec<AssumptionState>, Failure> {
    let Some(opened) = app.opened() else {
        return Ok(Vec::new());
    };
    let chosen = kept_choices(&opened.reader())?;
    let plan = plan::summary(app, Nothing {})?;
    Ok(Assumption::ALL
        .into_iter()
        .map(|one| state(one, &chosen, plan.as_ref()))
        .collect())
}

pub(crate) fn choose(app: &App, params: ChooseAssumption) -> Result<Vec<AssumptionState>, Failure> {
    let choice = params.choice.unwrap_or_default();
    let name = params.name.trim();
    check(name, &choice)?;
    let opened = app.workspace()?;
    opened
        .writer()?
        .choose(name, &choice, &app.host.now().to_string())?;
    list(app, Nothing {})
}

/// What cannot be chosen says what can, as the command line does.
fn check(name: &str, choice: &str) -> Result<(), Failure> {
    let asked = match choice {
        "" => return known(name),
        choice => format!("{name}={choice}"),
    };
    let made = Chosen::default().choose(&asked);
    made.map_err(|error| refused(&error.to_string()))
}

/// Taking back needs the name only.
fn known(name: &str) -> Result<(), Failure> {
    let alone = name.split_once(':').map_or(name, |(name, _)| name);
    match Assumption::named(alone) {
        Some(_) => Ok(()),
        None => Err(refused(&format!(
            "nothing is assumed under the name {name}"
        ))),
    }
}

fn refused(why: &str) -> Failure {
    let mut message = why.to_owned();
    if let Some(first) = message.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    Failure::new("choice_unknown", &format!("{message}."))
}

fn state(one: Assumption, chosen: &Chosen, plan: Option<&PlanSummary>) -> AssumptionState {
    let choices = one.choices().iter().map(|choice| AssumptionChoice {
        name: choice.name.to_owned(),
        sentence: choice.sentence.to_owned(),
    });
    let used = plan.and_then(|plan| plan.assumptions.iter().find(|used| used.name == one.name()));
    let by_attribute = match one {
        Assumption::CaseMatch => by_attribute(chosen),
        _ => Vec::new(),
    };
    AssumptionState {
        name: one.name().to_owned(),
        choices: choices.collect(),
        chosen: chosen.word(one).to_owned(),
        by_attribute,
        users: used.map(|used| used.users),
    }
}

fn by_attribute(chosen: &Chosen) -> Vec<AttributeChoice> {
    let prefix = format!("{}:", Assumption::CaseMatch.name());
    let written = chosen.written().into_iter();
    written
        .filter_map(|text| {
            let (attribute, choice) = text.strip_prefix(&prefix)?.rsplit_once('=')?;
            Some(AttributeChoice {
                attribute: attribute.to_owned(),
                choice: choice.to_owned(),
            })
        })
        .collect()
}
