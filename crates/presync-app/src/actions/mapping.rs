//! The mapping as the page shows it: its rows with what is said about them, the names to write them with, and what
//! an expression gives for everybody.

use presync_core::{
    Side, catalogue,
    editing::{self, Completion, Offer},
    mapping::{AttributeMapping, Mapping},
    recommend::{Candidate, Recommendation, TargetStudy},
};
use presync_store::MappingTurn;

use super::{
    mapping_base::{self as base, is_same, known_recommendation},
    mapping_rows as rows, plan,
    why::finished,
};
use crate::{
    App,
    app::lock,
    job::JobContext,
    pipeline::check_expression,
    wire::{
        AttributeOffer, CheckExpression, DraftMapping, DraftRemarks, ExpressionCheck, Failure,
        FunctionOffer, MappingInfo, MappingRemark, MappingRow, MappingVersionInfo,
        MappingVocabulary, Nothing, ParameterOffer, PlanSummary, RecommendedRow, RowCandidate,
    },
};

pub(crate) fn check(
    app: &App,
    check: CheckExpression,
    job: &JobContext,
) -> Result<ExpressionCheck, Failure> {
    let opened = app.workspace()?;
    let writer = opened.writer()?;
    check_expression(&writer, &check, app.host.now(), job)
}

/// The rows in force; nothing before there is a plan. Computes nothing.
pub(crate) fn get(app: &App, _: Nothing) -> Result<Option<MappingInfo>, Failure> {
    let Some(opened) = app.opened() else {
        return Ok(None);
    };
    let Some(summary) = plan::summary(app, Nothing {})? else {
        return Ok(None);
    };
    let mapping = base::known_rows(&opened, &summary)?;
    let recommended = known_recommendation(&opened);
    let finished = lock(&opened.finished).clone();
    let said = rows::remarks(&mapping, finished.as_deref());
    let planned = base::planned(&summary)?;
    let shown = Shown {
        summary: &summary,
        planned: &planned,
        recommended: recommended.as_deref(),
    };
    let rows = mapping.users.rows.iter().zip(said.rows);
    let rows: Vec<MappingRow> = rows.map(|(row, said)| shown.row(row, said)).collect();
    let left_out = shown.left_out(&mapping);
    let other = rows.iter().filter(|row| !row.is_recommended).count() + left_out.len();
    let reader = opened.reader();
    Ok(Some(MappingInfo {
        version: base::head(&reader)?,
        can_undo: reader.mapping_after(MappingTurn::Undo)?.is_some(),
        can_redo: reader.mapping_after(MappingTurn::Redo)?.is_some(),
        is_planned: is_planned(&mapping, &planned),
        knows_recommendation: recommended.is_some(),
        edited: recommended.map_or(0, |_| count(other)),
        rows,
        left_out,
        remarks: said.whole,
    }))
}

/// Computes what is recommended, so that rows can be held against it.
pub(crate) fn prepare(app: &App, _: Nothing, job: &JobContext) -> Result<Nothing, Failure> {
    let opened = app.workspace()?;
    base::recommended(app, &opened, job).map(|_| Nothing {})
}

pub(crate) fn versions(app: &App, _: Nothing) -> Result<Vec<MappingVersionInfo>, Failure> {
    let Some(opened) = app.opened() else {
        return Ok(Vec::new());
    };
    let heads = opened.reader().mapping_heads()?.into_iter();
    let saved = heads.map(base::version_info);
    Ok(saved
        .chain(std::iter::once(base::recommended_head()))
        .collect())
}

pub(crate) fn validate(app: &App, draft: DraftMapping) -> Result<DraftRemarks, Failure> {
    let opened = app.workspace()?;
    let job = JobContext::unwatched();
    let finished = finished(app, &opened, &job)?;
    let mut mapping = base::in_force(app, &opened, &job)?;
    mapping.users.rows = rows::rows(&draft.rows, &mapping)?;
    Ok(rows::remarks(&mapping, Some(&finished)))
}

pub(crate) fn vocabulary(app: &App, _: Nothing) -> Result<MappingVocabulary, Failure> {
    let opened = app.workspace()?;
    let finished = finished(app, &opened, &JobContext::unwatched())?;
    let made = &finished.made;
    let offers = |offers: Vec<Offer>| offers.into_iter().map(attribute_offer).collect();
    Ok(MappingVocabulary {
        functions: editing::functions().into_iter().map(function).collect(),
        sources: offers(editing::sources(&made.azure)),
        targets: offers(editing::targets(&made.legacy)),
        azure_users: count(made.azure.len()),
    })
}

/// Whether the plan was made with these rows, in whatever order.
fn is_planned(mapping: &Mapping, planned: &Mapping) -> bool {
    let (rows, others) = (&mapping.users.rows, &planned.users.rows);
    let is_there = |row: &AttributeMapping| others.iter().any(|other| is_same(row, other));
    rows.len() == others.len() && rows.iter().all(is_there)
}

/// What rows are shown with.
struct Shown<'a> {
    summary: &'a PlanSummary,
    planned: &'a Mapping,
    recommended: Option<&'a Recommendation>,
}

impl Shown<'_> {
    fn row(&self, row: &AttributeMapping, remarks: Vec<MappingRemark>) -> MappingRow {
        let known = catalogue::find(Side::Legacy, &row.target);
        let recommended = self
            .recommended
            .and_then(|r| r.mapping.users.row(&row.target));
        MappingRow {
            row: rows::draft(row),
            label: rows::label(&row.target),
            required: known.is_some_and(|known| known.required),
            allowed: known.map_or_else(Vec::new, |known| {
                known.allowed.iter().map(|one| (*one).to_owned()).collect()
            }),
            changes: self.changes(row),
            remarks,
            is_recommended: match self.recommended {
                Some(_) => recommended.is_some_and(|other| is_same(row, other)),
                None => true,
            },
            recommended: recommended.map(|row| self.recommended(row)),
        }
    }

    fn changes(&self, row: &AttributeMapping) -> Option<u32> {
        let mut planned = self.planned.users.rows.iter().zip(&self.summary.mapping);
        let (_, info) = planned.find(|(planned, _)| is_same(planned, row))?;
        Some(info.changes)
    }

    fn recommended(&self, row: &AttributeMapping) -> RecommendedRow {
        let mut studies = self.recommended.iter().flat_map(|r| &r.studies);
        let is_about = |study: &&TargetStudy| match &study.row {
            Some(target) => *target == row.target,
            None => study.target == row.target,
        };
        RecommendedRow {
            row: rows::draft(row),
            reason: row.reason.clone(),
            evidence: row.evidence.clone(),
            candidates: studies.find(is_about).map_or_else(Vec::new, candidates),
        }
    }

    fn left_out(&self, mapping: &Mapping) -> Vec<MappingRow> {
        let recommended = self.recommended.iter();
        let all = recommended.flat_map(|r| &r.mapping.users.rows);
        all.filter(|row| mapping.users.row(&row.target).is_none())
            .map(|row| self.row(row, Vec::new()))
            .collect()
    }
}

fn candidates(study: &TargetStudy) -> Vec<RowCandidate> {
    let of = |(at, one): (usize, &Candidate)| {
        let (kind, source) = rows::source_words(&one.source);
        RowCandidate {
            kind: kind.to_owned(),
            source: source.to_owned(),
            chosen: study.chosen == Some(at),
            of: one.of,
            both: one.both,
            equal: one.equal,
            chance: one.chance,
            notes: one.notes.clone(),
        }
    };
    study.candidates.iter().enumerate().map(of).collect()
}

fn function(found: Completion) -> FunctionOffer {
    let parameters = found.parameters.into_iter();
    FunctionOffer {
        name: found.name.to_owned(),
        signature: found.signature,
        snippet: found.snippet,
        help: found.help.to_owned(),
        example: found.example.to_owned(),
        parameters: parameters
            .map(|one| ParameterOffer {
                name: one.name.to_owned(),
                help: one.help.to_owned(),
                optional: one.is_optional,
                repeats: one.repeats,
            })
            .collect(),
    }
}

fn attribute_offer(offer: Offer) -> AttributeOffer {
    AttributeOffer {
        name: offer.name,
        label: offer.label,
        filled: offer.filled,
        held: offer.is_held,
        required: offer.required,
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
