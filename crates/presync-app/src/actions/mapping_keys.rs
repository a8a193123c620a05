//! What match keys would find in an order that somebody tries.
//!
//! A plan that was just made keeps what every key finds, so that an order is counted and not looked up;
//! after a workspace is opened the plan is made again first, which is why this is a job.

use presync_core::{
    key_search::{KeyCandidate, KeyFigures, KeySearch, KeyTable, Weights},
    mapping::MappingSource,
};

use super::why::finished;
use crate::{
    App,
    job::JobContext,
    pipeline::Finished,
    wire::{BestKeys, Failure, KeyTotals, MatchKeySource, OrderKeys, OrderedKey, OrderedKeys},
};

pub(crate) fn ordered(
    app: &App,
    order: OrderKeys,
    job: &JobContext,
) -> Result<OrderedKeys, Failure> {
    let opened = app.workspace()?;
    let finished = finished(app, &opened, job)?;
    let wanted = wanted(&order, &finished)?;
    let (known, weights) = (finished.keys(job)?, &finished.made.weights);
    if let Some(keys) = places(known, &wanted) {
        return Ok(shown(known, known, &keys, weights));
    }
    let table = KeyTable::read(&finished.made.input(), &wanted, job)?;
    let keys = places(&table, &wanted).ok_or_else(|| bad("These are too many match keys."))?;
    Ok(shown(known, &table, &keys, weights))
}

/// The rows of the targets, each once.
fn wanted(order: &OrderKeys, finished: &Finished) -> Result<Vec<KeyCandidate>, Failure> {
    let mut wanted: Vec<KeyCandidate> = Vec::new();
    for target in &order.keys {
        let row = finished.made.mapping.users.row(target);
        let row = row.ok_or_else(|| bad(&format!("The mapping has no row for “{target}”.")))?;
        if wanted.iter().any(|key| key.target == *target) {
            return Err(bad(&format!("“{target}” is named twice.")));
        }
        wanted.push(KeyCandidate {
            target: target.clone(),
            source: row.source.clone(),
        });
    }
    Ok(wanted)
}

/// Where keys stand among the candidates; none where one of them was not asked.
fn places(table: &KeyTable, wanted: &[KeyCandidate]) -> Option<Vec<u16>> {
    let place = |key: &KeyCandidate| {
        let at = table.candidates().iter().position(|one| one == key)?;
        u16::try_from(at).ok()
    };
    wanted.iter().map(place).collect()
}

/// `known` says what the plan's own keys find and which would be best; `table` what the wanted ones find.
fn shown(known: &KeyTable, table: &KeyTable, keys: &[u16], weights: &Weights) -> OrderedKeys {
    let counts = table.counts(keys);
    let figures = table.figures(keys);
    let one = |(key, figures): (&u16, &KeyFigures)| {
        let candidate = &table.candidates()[usize::from(*key)];
        OrderedKey::of(&candidate.target, candidate.source.label(), figures)
    };
    let own = known.counts(known.current());
    OrderedKeys {
        keys: keys.iter().zip(&figures).map(one).collect(),
        total: KeyTotals::of(&counts, counts.harm(weights)),
        current: KeyTotals::of(&own, own.harm(weights)),
        best: best(&known.search(weights)),
    }
}

fn best(search: &KeySearch) -> Option<BestKeys> {
    let best = search.best()?;
    let key = |key: &KeyCandidate| MatchKeySource {
        target: key.target.clone(),
        source: match &key.source {
            MappingSource::Direct(text) | MappingSource::Expression(text) => text.clone(),
            source => source.label(),
        },
    };
    Some(BestKeys {
        keys: search.keys(best).map(key).collect(),
        total: KeyTotals::of(&best.counts, best.harm),
        keeps_documented: search.keeps_documented(),
    })
}

fn bad(message: &str) -> Failure {
    Failure::new("bad_keys", message)
}
