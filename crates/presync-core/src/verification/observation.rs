//! Assumptions of a plan turned into observations: how often what was assumed held, and which other choice
//! what was seen speaks for.

use std::collections::BTreeMap;

use super::{
    happened::Actual,
    promise::Promise,
    row::{Verdict, VerifiedRow},
};
use crate::{Action, Assumption, AssumptionSet};

/// What was seen of one assumption.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Observation {
    /// Which.
    pub assumption: Assumption,
    /// What the plan had chosen.
    pub chosen: &'static str,
    /// Users for whom what it decided came as planned.
    pub held: usize,
    /// Users for whom it did not.
    pub broken: usize,
    /// Those of them that this assumption explains, and no other that they rest on.
    pub explained: usize,
    /// Users of whom the log says nothing.
    pub unseen: usize,
    /// How many users speak for which choice.
    pub seen: BTreeMap<&'static str, usize>,
}

impl Observation {
    /// The choice that everything seen speaks for; none where nothing or not everything does.
    #[must_use]
    pub fn fits(&self) -> Option<&'static str> {
        let mut seen = self.seen.keys();
        let only = seen.next().copied();
        only.filter(|_| seen.next().is_none() && (self.broken == 0 || self.seen_others() > 0))
    }

    /// What to give `presync plan` for it: `NAME=CHOICE`; none for what cannot be chosen.
    #[must_use]
    pub fn assume(&self) -> Option<String> {
        let choice = self.fits()?;
        let can_be_chosen = self.assumption.choices().len() > 1;
        can_be_chosen.then(|| format!("{}={choice}", self.assumption.name()))
    }

    fn seen_others(&self) -> usize {
        let others = self
            .seen
            .iter()
            .filter(|(choice, _)| **choice != self.chosen);
        others.map(|(_, count)| count).sum()
    }
}

/// One for each assumption that decided somebody, in order.
pub(super) fn of(promise: &Promise, rows: &[VerifiedRow]) -> Vec<Observation> {
    let mut found: BTreeMap<Assumption, Observation> = BTreeMap::new();
    for row in rows {
        let broken = broken_by(row);
        for assumption in basis(row).iter() {
            let one = found
                .entry(assumption)
                .or_insert_with(|| Observation::new(promise, assumption));
            one.add(row, broken);
        }
    }
    found.into_values().collect()
}

/// Everything a row rests on, its values included.
fn basis(row: &VerifiedRow) -> AssumptionSet {
    let values = row.values.iter().map(|value| value.basis);
    values.fold(row.basis.union(row.kept_basis), AssumptionSet::union)
}

/// What did not come as assumed: the row's own where something else was done, else the values'.
fn broken_by(row: &VerifiedRow) -> AssumptionSet {
    match row.verdict {
        Verdict::DifferentValue => {
            let wrong = row.values.iter().filter(|one| one.verdict.is_deviation());
            wrong.fold(AssumptionSet::DOCUMENTED, |all, one| all.union(one.basis))
        }
        verdict if verdict.is_deviation() => row.basis,
        _ => AssumptionSet::DOCUMENTED,
    }
}

impl Observation {
    fn new(promise: &Promise, assumption: Assumption) -> Self {
        Self {
            assumption,
            chosen: chosen(promise, assumption),
            held: 0,
            broken: 0,
            explained: 0,
            unseen: 0,
            seen: BTreeMap::new(),
        }
    }

    /// What broke a row is the one assumption that explains what was seen; where none or several do, any
    /// of them may be.
    fn add(&mut self, row: &VerifiedRow, broken: AssumptionSet) {
        let explains = |one: &Assumption| speaks_for(*one, row).is_some();
        let mut explaining = broken.iter().filter(explains);
        let cause = explaining.next().filter(|_| explaining.next().is_none());
        let waits = matches!(
            row.verdict,
            Verdict::NotSeenYet | Verdict::Unclear | Verdict::Missing
        );
        let is_cause = cause == Some(self.assumption);
        let is_open = cause.is_some() && !is_cause && broken.has(self.assumption);
        if waits || is_open {
            self.unseen += 1;
        } else if broken.has(self.assumption) {
            self.broken += 1;
            self.explained += usize::from(is_cause);
            let choice = speaks_for(self.assumption, row).filter(|_| is_cause);
            if let Some(choice) = choice {
                *self.seen.entry(choice).or_default() += 1;
            }
        } else {
            self.held += 1;
            *self.seen.entry(self.chosen).or_default() += 1;
        }
    }
}

fn chosen(promise: &Promise, assumption: Assumption) -> &'static str {
    let written = promise.chosen.iter().filter_map(|one| one.split_once('='));
    let word = written
        .filter(|(name, _)| *name == assumption.name())
        .map(|(_, choice)| choice)
        .next_back();
    let choices = assumption.choices();
    let found = choices.iter().find(|choice| Some(choice.name) == word);
    found.unwrap_or(&choices[0]).name
}

/// The choice that a row which came otherwise speaks for, where only one does.
fn speaks_for(assumption: Assumption, row: &VerifiedRow) -> Option<&'static str> {
    let (planned, actual) = (row.planned?, row.actual.as_ref()?);
    let has_written = actual.has_written();
    let was_refused = matches!(actual, Actual::Failed(_));
    let was_left = matches!(actual, Actual::Skipped(_) | Actual::Nothing);
    let refusal = |fail: &'static str, accept: &'static str| match planned {
        Action::Fail if has_written => Some(accept),
        Action::Create | Action::Update | Action::Disable if was_refused => Some(fail),
        _ => None,
    };
    match assumption {
        Assumption::RequiredMissing
        | Assumption::UserNameTaken
        | Assumption::EnumerationRefused => refusal("fail", "accept"),
        Assumption::TwoSourcesOneAccount => refusal("fail", "write"),
        Assumption::MultipleHitsFail => refusal("fail", "next"),
        Assumption::ExpressionError => refusal("fail", "leave"),
        Assumption::DisabledMatched => match planned {
            Action::Disable if was_left => Some("skip"),
            Action::Skip if *actual == Actual::Disabled => Some("disable"),
            _ => None,
        },
        Assumption::NullFallsThrough => match planned {
            Action::Skip if has_written => Some("next"),
            Action::Create | Action::Update if was_left => Some("skip"),
            _ => None,
        },
        Assumption::InactiveFound => match (planned, actual) {
            (Action::Update | Action::Disable, Actual::Created) => Some("hidden"),
            (Action::Create, Actual::Updated) => Some("found"),
            _ => None,
        },
        _ => None,
    }
}
