//! The mapping in force, what is recommended, and the plan they are looked at with.

use std::sync::Arc;

use presync_core::{
    Plan,
    mapping::{AttributeMapping, Mapping},
    recommend::Recommendation,
    simulate::{self, Input, after, keeping},
};
use presync_store::{MappingHead, MappingOrigin, MappingVersion, Workspace};

use super::{mapping_rows, why::finished};
use crate::{
    App,
    app::{OpenWorkspace, lock},
    job::JobContext,
    pipeline::{Finished, kept_extras, kept_mapping, recommendation},
    wire::{Failure, MappingVersionInfo, PlanSummary},
};

/// What the version is called while plans take whatever is recommended.
const RECOMMENDED: i64 = 0;

/// What is recommended for the people of the plan that was computed last; none before it is known.
pub(super) fn known_recommendation(opened: &OpenWorkspace) -> Option<Arc<Recommendation>> {
    let finished = lock(&opened.finished).clone()?;
    let mut kept = lock(&opened.recommended);
    if let Some((of, known)) = kept.as_ref()
        && Arc::ptr_eq(of, &finished)
    {
        return Some(Arc::clone(known));
    }
    let made = &finished.made;
    let known = made.recommended.then(|| {
        Arc::new(Recommendation {
            mapping: made.mapping.clone(),
            studies: made.studies.clone(),
            key_search: None,
        })
    })?;
    *kept = Some((finished, Arc::clone(&known)));
    Some(known)
}

/// The same, worked out where it is not known yet.
pub(super) fn recommended(
    app: &App,
    opened: &OpenWorkspace,
    job: &JobContext,
) -> Result<Arc<Recommendation>, Failure> {
    let finished = finished(app, opened, job)?;
    if let Some(known) = known_recommendation(opened) {
        return Ok(known);
    }
    let reader = opened.reader().reader()?;
    let extras = kept_extras(&reader, job)?;
    let sources = reader.sources()?;
    let made = &finished.made;
    let found = recommendation(&made.people(), &extras, &made.settings, &sources, job);
    let found = Arc::new(found);
    *lock(&opened.recommended) = Some((finished, Arc::clone(&found)));
    Ok(found)
}

/// The whole mapping in force, for editing it.
pub(super) fn in_force(
    app: &App,
    opened: &OpenWorkspace,
    job: &JobContext,
) -> Result<Mapping, Failure> {
    let stored = kept_mapping(&opened.reader())?;
    match stored {
        Some(stored) => Ok(stored.mapping),
        None => Ok(recommended(app, opened, job)?.mapping.clone()),
    }
}

/// A saved mapping, or what is recommended.
pub(super) fn version(
    app: &App,
    opened: &OpenWorkspace,
    number: i64,
    job: &JobContext,
) -> Result<Mapping, Failure> {
    if number == RECOMMENDED {
        return Ok(recommended(app, opened, job)?.mapping.clone());
    }
    let stored = opened.reader().mapping_version(MappingVersion(number))?;
    let stored = stored.ok_or_else(|| {
        Failure::new(
            "unknown_mapping",
            "There is no such version of the mapping.",
        )
    })?;
    Ok(stored.mapping)
}

/// The rows in force as far as they are known without computing anything.
pub(super) fn known_rows(
    opened: &OpenWorkspace,
    summary: &PlanSummary,
) -> Result<Mapping, Failure> {
    let stored = opened.reader().mapping()?;
    let (recommended, decided): (Option<Mapping>, Option<Mapping>) = match stored {
        Some(stored) if stored.origin == MappingOrigin::Recommended => (Some(stored.mapping), None),
        Some(stored) => (None, Some(stored.mapping)),
        None => (None, None),
    };
    if let Some(mapping) = decided {
        return Ok(mapping);
    }
    if let Some(known) = known_recommendation(opened) {
        return Ok(known.mapping.clone());
    }
    recommended.map_or_else(|| planned(summary), Ok)
}

/// The user rows of the stored plan.
pub(super) fn planned(summary: &PlanSummary) -> Result<Mapping, Failure> {
    let drafts: Vec<_> = summary
        .mapping
        .iter()
        .map(mapping_rows::draft_of_plan)
        .collect();
    let mut mapping = Mapping::default();
    mapping.users.rows = mapping_rows::rows(&drafts, &Mapping::default())?;
    Ok(mapping)
}

/// What the version in force is called.
pub(super) fn head(reader: &Workspace) -> Result<MappingVersionInfo, Failure> {
    let Some(kept) = kept_mapping(reader)? else {
        return Ok(recommended_head());
    };
    let mut heads = reader.mapping_heads()?.into_iter();
    let head = heads.find(|head| head.version == kept.version);
    Ok(head.map_or_else(recommended_head, version_info))
}

pub(super) fn version_info(head: MappingHead) -> MappingVersionInfo {
    MappingVersionInfo {
        number: head.version.0,
        origin: origin_word(head.origin).to_owned(),
        name: head.name,
        saved_at: head.saved_at,
    }
}

pub(super) fn recommended_head() -> MappingVersionInfo {
    MappingVersionInfo {
        number: RECOMMENDED,
        origin: origin_word(MappingOrigin::Recommended).to_owned(),
        name: String::new(),
        saved_at: String::new(),
    }
}

fn origin_word(origin: MappingOrigin) -> &'static str {
    match origin {
        MappingOrigin::Recommended => "recommended",
        MappingOrigin::Given => "given",
        MappingOrigin::Edited => "edited",
    }
}

/// Whether two rows say the same, whatever their reasons.
pub(super) fn is_same(a: &AttributeMapping, b: &AttributeMapping) -> bool {
    let said = |row: &AttributeMapping| {
        (
            row.source.clone(),
            row.default.clone(),
            row.apply,
            row.precedence,
        )
    };
    a.target == b.target && said(a) == said(b)
}

/// What the plan of the same people would be under a mapping: only what another mapping gave otherwise is
/// simulated again, where one of the same people is known.
pub(super) fn simulated(
    opened: &OpenWorkspace,
    finished: &Arc<Finished>,
    mapping: &Mapping,
    job: &JobContext,
) -> Result<Arc<Plan>, Failure> {
    let input = Input {
        mapping,
        ..finished.made.input()
    };
    let kept = lock(&opened.in_force).clone();
    let kept = kept.filter(|(_, (with, _))| Arc::ptr_eq(with, finished));
    Ok(Arc::new(match kept {
        Some((_, (_, before))) => after(&input, &before, job)?,
        None => simulate::run(&input, job)?,
    }))
}

/// What the plan would be under the mapping in force: what edited rows are held against.
pub(super) fn plan_in_force(
    opened: &OpenWorkspace,
    finished: &Arc<Finished>,
    mapping: &Mapping,
    job: &JobContext,
) -> Result<Arc<Plan>, Failure> {
    let number = head(&opened.reader())?.number;
    let kept = lock(&opened.in_force).clone();
    let kept = kept.filter(|(_, (with, _))| Arc::ptr_eq(with, finished));
    let before = match &kept {
        Some((of, (_, known))) if *of == number => return Ok(Arc::clone(&known.plan)),
        Some((_, (_, before))) => Some(&**before),
        None => None,
    };
    let input = Input {
        mapping,
        ..finished.made.input()
    };
    let known = Arc::new(keeping(&input, before, job)?);
    let plan = Arc::clone(&known.plan);
    *lock(&opened.in_force) = Some((number, (Arc::clone(finished), known)));
    Ok(plan)
}
