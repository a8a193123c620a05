//! Why a pair is or is not held to be one person, and who else comes near.

use std::sync::Arc;

use presync_core::{
    LinkRule, LinkStatus, Progress, Side, UserIx,
    matching::explain::{self, Bar, Nearest, NearestMax, Objection, Pair},
};
use presync_store::{PlanMeta, Workspace};

use super::people;
use crate::{
    App,
    app::{OpenWorkspace, lock},
    job::JobContext,
    pipeline::Study,
    wire::{
        CandidateInfo, Candidates, ExplainPair, Failure, FindCandidates, Nothing, ObjectionInfo,
        PairExplanation, PairRef, WaterfallBar,
    },
};

/// Candidates of one user at most.
const CANDIDATES_MAX: u32 = 50;
/// Rivals told with a pair.
const RIVALS: NearestMax = NearestMax(5);

/// Studies the plan, so that the first explanation need not wait.
pub(crate) fn prepare(app: &App, _: Nothing, job: &JobContext) -> Result<Nothing, Failure> {
    let opened = app.workspace()?;
    let reader = opened.reader().reader()?;
    let Some(plan) = reader.plan_meta()? else {
        return Ok(Nothing {});
    };
    study(&opened, &reader, &plan, job).map(|_| Nothing {})
}

pub(crate) fn pair(app: &App, params: ExplainPair) -> Result<PairExplanation, Failure> {
    let opened = app.workspace()?;
    let reader = opened.reader().reader()?;
    let plan = people::plan(&reader, params.plan)?;
    let legacy = people::info(&reader, Side::Legacy, params.pair.legacy)?;
    let azure = people::info(&reader, Side::Azure, params.pair.azure)?;
    let study = study(&opened, &reader, &plan, &JobContext::unwatched())?;
    let pair = Pair {
        legacy: UserIx(params.pair.legacy),
        azure: UserIx(params.pair.azure),
    };
    let told = study.explainer.pair(study.explained(), pair, RIVALS);
    let [ours, theirs] = &told.rivals;
    Ok(PairExplanation {
        legacy,
        azure,
        status: told.status.map_or("", LinkStatus::as_str).to_owned(),
        rule: told.rule.map_or("", LinkRule::as_str).to_owned(),
        bars: waterfall(&told.bars),
        log_odds: f64::from(told.log_odds),
        probability: f64::from(told.probability),
        objections: objections(&reader, &told.objections)?,
        sentence: told.sentence,
        rivals_of_legacy: candidates(&reader, Side::Legacy, ours)?,
        rivals_of_azure: candidates(&reader, Side::Azure, theirs)?,
    })
}

pub(crate) fn nearest(app: &App, params: FindCandidates) -> Result<Candidates, Failure> {
    let opened = app.workspace()?;
    let reader = opened.reader().reader()?;
    let plan = people::plan(&reader, params.plan)?;
    let side = Side::from(params.side);
    let user = people::info(&reader, side, params.position)?;
    let study = study(&opened, &reader, &plan, &JobContext::unwatched())?;
    let most = NearestMax(params.limit.min(CANDIDATES_MAX) as usize);
    let found = study
        .explainer
        .nearest(study.explained(), side, UserIx(params.position), most);
    Ok(Candidates {
        user,
        candidates: candidates(&reader, side, &found)?,
    })
}

/// The study of the plan, made when it is first asked for. Who asks meanwhile waits for it.
fn study(
    opened: &OpenWorkspace,
    reader: &Workspace,
    plan: &PlanMeta,
    progress: &dyn Progress,
) -> Result<Arc<Study>, Failure> {
    let mut kept = lock(&opened.study);
    if let Some(study) = kept.as_ref().filter(|study| study.is_of(plan)) {
        return Ok(Arc::clone(study));
    }
    // What an older plan was weighed with need not lie in memory meanwhile.
    *kept = None;
    let finished = lock(&opened.finished).clone();
    let study = Arc::new(Study::of(reader, plan, finished, progress)?);
    *kept = Some(Arc::clone(&study));
    Ok(study)
}

fn waterfall(bars: &[Bar]) -> Vec<WaterfallBar> {
    let mut sum = 0.0;
    let bar = |bar: &Bar| {
        sum += f64::from(bar.weight);
        let [legacy, azure] = bar.values.clone();
        WaterfallBar {
            kind: bar.kind.as_str().to_owned(),
            field: bar.field.to_owned(),
            label: explain::label(bar.field).to_owned(),
            agreement: bar.agreement.as_str().to_owned(),
            weight: f64::from(bar.weight),
            sum,
            legacy,
            azure,
        }
    };
    bars.iter().map(bar).collect()
}

fn objections(reader: &Workspace, objections: &[Objection]) -> Result<Vec<ObjectionInfo>, Failure> {
    let told = |objection: &Objection| {
        let by = match objection {
            Objection::Taken { side, by } => Some(people::info(reader, side.other(), by.0)?),
            _ => None,
        };
        Ok(ObjectionInfo {
            code: objection.as_str().to_owned(),
            sentence: objection.sentence(),
            by,
        })
    };
    objections.iter().map(told).collect()
}

fn candidates(
    reader: &Workspace,
    side: Side,
    found: &[Nearest],
) -> Result<Vec<CandidateInfo>, Failure> {
    let told = |one: &Nearest| {
        let pair = PairRef {
            legacy: one.pair.legacy.0,
            azure: one.pair.azure.0,
        };
        let position = match side {
            Side::Legacy => pair.azure,
            Side::Azure => pair.legacy,
        };
        Ok(CandidateInfo {
            pair,
            person: people::info(reader, side.other(), position)?,
            status: one.status.map_or("", LinkStatus::as_str).to_owned(),
            log_odds: f64::from(one.log_odds),
            probability: f64::from(one.probability),
            evidence: one.evidence.iter().map(people::chip).collect(),
            objections: objections(reader, &one.objections)?,
        })
    };
    found.iter().map(told).collect()
}
