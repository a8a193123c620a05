//! Why a user gets its outcome: the card as the page shows it. What is on it is the core's.

use std::sync::Arc;

use presync_core::{
    Assumption, Side, UserIx,
    finding::Finding,
    simulate::{
        ClauseVerdict, FilterVerdict,
        explain::{self, Answer, WhyCard},
        request::{Dialect, Request, requests},
    },
    summary::{CardWords, Reasons},
};
use presync_store::Workspace;

use super::{
    mapping_rows::{label, source_words},
    people,
};
use crate::{
    App,
    app::{OpenWorkspace, lock},
    job::JobContext,
    pipeline::{Finished, Made},
    wire::{
        AssumptionInfo, ExplainPerson, Failure, Nothing, WhyAttempt, WhyCardInfo, WhyClause,
        WhyFinding, WhyKept, WhyRequest, WhySteps, WhyWritten,
    },
};

/// Computes the plan again if the workspace was opened since, so that the first card need not wait.
pub(crate) fn prepare(app: &App, _: Nothing, job: &JobContext) -> Result<Nothing, Failure> {
    let opened = app.workspace()?;
    finished(app, &opened, job).map(|_| Nothing {})
}

pub(crate) fn person(app: &App, params: ExplainPerson) -> Result<WhyCardInfo, Failure> {
    let opened = app.workspace()?;
    let finished = finished(app, &opened, &JobContext::unwatched())?;
    let made = &finished.made;
    let reader = opened.reader().reader()?;
    let side = Side::from(params.side);
    let person = people::info(&reader, side, params.position)?;
    let teller = Teller::of(made, &reader);
    let user = UserIx(params.position);
    match side {
        Side::Azure => {
            let card = explain::azure(&made.input(), &made.plan, user);
            Ok(WhyCardInfo {
                person,
                outcome: card.outcome.as_str().to_owned(),
                sentence: teller.reasons.azure(user),
                keys: Vec::new(),
                findings: card.findings.iter().map(finding).collect(),
                steps: Some(teller.steps(&card)?),
            })
        }
        Side::Legacy => {
            let card = explain::legacy(&made.input(), &made.plan, user);
            let steps = card.azure.as_ref().map(|card| teller.steps(card));
            let keys = card.keys.iter().map(|key| teller.words.key_held(key));
            Ok(WhyCardInfo {
                person,
                outcome: card.outcome.as_str().to_owned(),
                sentence: teller.reasons.legacy(user),
                keys: keys.collect(),
                findings: card.findings.iter().map(finding).collect(),
                steps: steps.transpose()?,
            })
        }
    }
}

/// The stored plan with everything it was made from. What was computed last is that plan, whatever was
/// decided since.
pub(super) fn finished(
    app: &App,
    opened: &OpenWorkspace,
    job: &JobContext,
) -> Result<Arc<Finished>, Failure> {
    let kept = lock(&opened.finished).clone();
    match kept {
        Some(finished) => Ok(finished),
        None => super::report::finished(app, opened, job),
    }
}

/// Tells the cards of one plan.
struct Teller<'a> {
    made: &'a Made,
    reader: &'a Workspace,
    words: CardWords<'a>,
    reasons: Reasons<'a>,
}

impl<'a> Teller<'a> {
    fn of(made: &'a Made, reader: &'a Workspace) -> Self {
        let engagement = made.engagement();
        Self {
            made,
            reader,
            words: CardWords::of(&engagement),
            reasons: Reasons::of(&engagement),
        }
    }

    fn steps(&self, card: &WhyCard) -> Result<WhySteps, Failure> {
        let choices = self.made.settings.chosen.choices;
        let counts_input = choices.is_default(Assumption::InputFilter);
        let groups = joined(&card.scope.filter, counts_input).into_iter();
        let clause = |clause: &ClauseVerdict| WhyClause {
            sentence: self.words.clause(clause),
            holds: clause.holds,
        };
        Ok(WhySteps {
            person: people::info(self.reader, Side::Azure, card.user.0)?,
            assignment: self.words.assignment(&card.scope),
            filter: groups
                .map(|group| group.into_iter().map(clause).collect())
                .collect(),
            attempts: card.attempts.iter().map(|one| self.attempt(one)).collect(),
            action: card.action.as_str().to_owned(),
            sentence: self.reasons.azure(card.user),
            written: card.written.iter().map(|one| self.written(one)).collect(),
            kept: card.kept.iter().map(|one| self.kept(one)).collect(),
            assumptions: card.basis.iter().map(|one| self.assumption(one)).collect(),
            smallest: self.words.remedy(&card.remedy),
            requests: self.requests(card, Dialect::Default),
            requests_with_flag: self.requests(card, Dialect::Scim062020),
        })
    }

    fn attempt(&self, attempt: &explain::Attempt) -> WhyAttempt {
        let target = self.target(attempt.row);
        WhyAttempt {
            label: label(target),
            target: target.to_owned(),
            query: attempt.query.clone(),
            sentence: self.words.attempt(attempt),
            found: matches!(attempt.answer, Answer::Found(_)),
        }
    }

    fn written(&self, written: &explain::Written) -> WhyWritten {
        let change = &written.change;
        let row = &self.made.mapping.users.rows[usize::from(change.row)];
        let (source_kind, source) = source_words(&row.source);
        let reads = written.reads.iter();
        WhyWritten {
            target: row.target.clone(),
            label: label(&row.target),
            kind: change.kind.as_str().to_owned(),
            class: change.class.as_str().to_owned(),
            now: self.made.plan.changes.now(written.at).to_owned(),
            would_be: self.made.plan.changes.would_be(written.at).to_owned(),
            source_kind: source_kind.to_owned(),
            source: source.to_owned(),
            reads: reads
                .map(|read| (read.attribute.clone(), read.value.clone()))
                .collect(),
        }
    }

    fn kept(&self, kept: &explain::KeptRow) -> WhyKept {
        let target = self.target(kept.row);
        WhyKept {
            label: label(target),
            target: target.to_owned(),
            sentence: self.words.kept(&kept.why),
        }
    }

    fn requests(&self, card: &WhyCard, dialect: Dialect) -> Vec<WhyRequest> {
        let made = self.made;
        let attempts = &card.attempts;
        let sent = requests(&made.mapping, &made.plan, card.user, attempts, dialect);
        sent.iter().map(request).collect()
    }

    fn assumption(&self, assumption: Assumption) -> AssumptionInfo {
        let chosen = &self.made.plan.chosen;
        AssumptionInfo {
            name: assumption.name().to_owned(),
            sentence: chosen.sentence(assumption).to_owned(),
        }
    }

    fn target(&self, row: u16) -> &'a str {
        &self.made.mapping.users.rows[usize::from(row)].target
    }
}

fn request(request: &Request) -> WhyRequest {
    let body = request.body.as_ref();
    WhyRequest {
        method: request.method.as_str().to_owned(),
        path: request.path.clone(),
        body: body.map_or_else(String::new, |body| format!("{body:#}")),
        disputed: request
            .disputed
            .iter()
            .map(|dispute| dispute.sentence().to_owned())
            .collect(),
    }
}

fn finding(finding: &Finding) -> WhyFinding {
    WhyFinding {
        code: finding.code.as_str().to_owned(),
        severity: finding.severity.as_str().to_owned(),
        title: finding.code.title().to_owned(),
        evidence: finding.evidence.to_string(),
        remedy: finding.code.remedy().to_owned(),
    }
}

/// Both filters as groups of which one must hold whole: each group of the one with each of the other.
fn joined(filter: &FilterVerdict, counts_input: bool) -> Vec<Vec<&ClauseVerdict>> {
    if filter.input.is_empty() || !counts_input {
        return filter
            .groups
            .iter()
            .map(|group| group.iter().collect())
            .collect();
    }
    if filter.groups.is_empty() {
        return filter
            .input
            .iter()
            .map(|group| group.iter().collect())
            .collect();
    }
    let groups = filter.groups.iter();
    groups
        .flat_map(|group| {
            let input = filter.input.iter();
            input.map(move |other| group.iter().chain(other).collect())
        })
        .collect()
}
