//! Two mappings over the same people, held against each other by what they would do.

use std::sync::Arc;

use presync_core::{
    comparison::Standing, engagement::Engagement, mapping::Mapping, summary::summarise,
};

use super::{mapping_base as base, why::finished};
use crate::{
    App,
    app::{OpenWorkspace, lock},
    job::JobContext,
    pipeline::{Compared, Finished, too_large},
    wire::{CompareMappings, ComparedPeople, Failure, MappingMoveQuery, PlanComparison},
};

/// Rows of one page at most.
const PAGE_ROWS_MAX: u32 = 500;

pub(crate) fn compare(
    app: &App,
    params: CompareMappings,
    job: &JobContext,
) -> Result<PlanComparison, Failure> {
    let opened = app.workspace()?;
    let finished = finished(app, &opened, job)?;
    let standing = |number: i64| {
        let mapping = base::version(app, &opened, number, job)?;
        standing(&opened, &finished, &mapping, number == 0, job)
    };
    let plans = [standing(params.before)?, standing(params.now)?];
    let compared = Arc::new(Compared::of_standings(plans));
    let told = PlanComparison::of(&compared);
    *lock(&opened.mappings_compared) = Some(compared);
    Ok(told)
}

/// Who went from one outcome to another between the mappings compared last.
pub(crate) fn page(app: &App, params: MappingMoveQuery) -> Result<ComparedPeople, Failure> {
    let opened = app.workspace()?;
    let compared = lock(&opened.mappings_compared).clone();
    let Some(compared) = compared else {
        return Err(
            Failure::new("stale", "No mappings are compared any more.").hint("Compare them again.")
        );
    };
    let limit = params.limit.min(PAGE_ROWS_MAX);
    Ok(ComparedPeople::moved(&compared, &params, limit))
}

/// The plan of the same people under a mapping, as far as plans are compared.
fn standing(
    opened: &OpenWorkspace,
    finished: &Arc<Finished>,
    mapping: &Mapping,
    recommended: bool,
    job: &JobContext,
) -> Result<Standing, Failure> {
    let plan = base::simulated(opened, finished, mapping, job)?;
    let engagement = Engagement {
        mapping,
        recommended,
        plan: &plan,
        ..finished.made.engagement()
    };
    let summary = summarise(&engagement);
    Standing::of(&engagement, &summary).map_err(too_large)
}
