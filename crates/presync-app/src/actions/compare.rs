//! The last plan against the one before: what the window shows after fix, re-export, plan again.

use std::sync::Arc;

use crate::{
    App,
    app::{OpenWorkspace, lock},
    pipeline::{Compared, compare_last},
    wire::{ComparedPeople, ComparedQuery, Failure, Nothing, PlanComparison},
};

/// Rows of one page at most.
const PAGE_ROWS_MAX: u32 = 500;

pub(crate) fn summary(app: &App, _: Nothing) -> Result<Option<PlanComparison>, Failure> {
    let Some(opened) = app.opened() else {
        return Ok(None);
    };
    let compared = last(&opened)?;
    Ok(compared.as_deref().map(PlanComparison::of))
}

pub(crate) fn page(app: &App, params: ComparedQuery) -> Result<ComparedPeople, Failure> {
    let opened = app.workspace()?;
    let compared = last(&opened)?;
    let page = |compared: &Compared| {
        ComparedPeople::of(compared, &params, params.limit.min(PAGE_ROWS_MAX))
    };
    Ok(compared.as_deref().map_or_else(
        || ComparedPeople {
            total: 0,
            rows: Vec::new(),
        },
        page,
    ))
}

/// The comparison of the stored plan, made once for each.
pub(crate) fn last(opened: &OpenWorkspace) -> Result<Option<Arc<Compared>>, Failure> {
    let mut kept = lock(&opened.compared);
    // A connection of its own: reading two plans holds up no grid.
    let reader = opened.reader().reader()?;
    let Some(plan) = reader.plan_meta()? else {
        return Ok(None);
    };
    if let Some((_, known)) = kept.as_ref().filter(|(number, _)| *number == plan.number) {
        return Ok(known.clone());
    }
    let compared = compare_last(&reader)?.map(Arc::new);
    *kept = Some((plan.number, compared.clone()));
    Ok(compared)
}
