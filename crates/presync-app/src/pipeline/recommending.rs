//! The mapping of a plan: the one that was given, or what is recommended; and how it is simulated.

use std::collections::BTreeMap;

use jiff::Timestamp;
use presync_core::{
    mapping::Mapping,
    progress::{Phase, Progress},
    recommend::{self, Cycle, Given, Recommendation, Sampling},
    schema::{self, AttributeDefinition},
    simulate::Settings,
};
use presync_store::SourceRow;

use super::{
    Extras,
    finished::{Matched, People, feeds},
};
use crate::job::JobContext;

/// The mapping that was given, or the recommended one; and how it is simulated.
pub(super) fn mapped(
    matched: &Matched,
    extras: &mut Extras,
    sources: &[SourceRow],
    now: Timestamp,
    job: &JobContext,
) -> (Recommendation, Settings) {
    let mut settings = settings(extras, now);
    let mapped = match extras.mapping.take() {
        Some(mapping) => Recommendation {
            mapping,
            ..Recommendation::default()
        },
        None => recommendation(&matched.people(), extras, &settings, sources, job),
    };
    settings.definitions = definitions(&mapped.mapping, extras.schema.as_ref());
    (mapped, settings)
}

/// What no document states, as it was chosen or is known; the customer's schema says what its own mapping
/// writes.
fn settings(extras: &mut Extras, now: Timestamp) -> Settings {
    let schema = extras.schema.as_ref();
    Settings {
        chosen: std::mem::take(&mut extras.chosen),
        site: extras.site.take(),
        definitions: schema.map_or_else(BTreeMap::new, |schema| {
            definitions(&schema.mapping().0, Some(schema))
        }),
        ..Settings::at(now)
    }
}

/// What is recommended for people of both sides.
pub(crate) fn recommendation(
    people: &People<'_>,
    extras: &Extras,
    settings: &Settings,
    sources: &[SourceRow],
    job: &JobContext,
) -> Recommendation {
    job.begin(Phase::Recommend, 0);
    let base = extras.schema.as_ref().map(|schema| schema.mapping().0);
    recommend::run(&Given {
        legacy: people.legacy,
        azure: people.azure,
        matching: people.matching,
        base: base.as_ref(),
        feeds: &feeds(sources),
        site: settings.site.as_ref(),
        sampling: Sampling::seeded(seed_of(sources)),
        cycle: Some(Cycle {
            scope: &extras.scope,
            settings,
            weights: extras.weights,
        }),
    })
}

/// The same files give the same sample.
fn seed_of(sources: &[SourceRow]) -> u64 {
    let heads = sources
        .iter()
        .filter_map(|source| source.header.sha256.get(..16));
    heads
        .filter_map(|head| u64::from_str_radix(head, 16).ok())
        .fold(0, |seed, head| seed ^ head)
}

/// What the customer's schema says of the attributes that the mapping writes.
fn definitions(
    mapping: &Mapping,
    schema: Option<&schema::Schema>,
) -> BTreeMap<String, AttributeDefinition> {
    let targets = mapping.users.rows.iter().map(|row| &row.target);
    let known = targets.filter_map(|target| Some((target.clone(), schema?.definition(target)?)));
    known.collect()
}
