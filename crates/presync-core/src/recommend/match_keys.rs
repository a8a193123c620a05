//! Which rows of the recommended mapping are match keys, and in which order: the best choice of the
//! search, and the documented one where that is as good, or nearly.
//!
//! It words and sets; how choices are judged is `key_search`'s.

use super::{Given, words};
use crate::{
    key_search::{self, Choice, Counts, Gain, KeyCandidate, KeySearch, Support, with_keys},
    mapping::{Apply, Mapping, MappingSource},
    progress::Unwatched,
    simulate,
};

/// Share of the linked people with a value whom a key must find for the value to be written to existing
/// accounts too: who is not found has another one, or none.
const WRITTEN_MIN: f64 = 0.9;

/// Searches the keys and sets them; none without anything to judge them by.
pub(super) fn settle(given: &Given<'_>, mapping: &mut Mapping) -> Option<KeySearch> {
    let cycle = given.cycle?;
    let input = simulate::Input {
        legacy: given.legacy,
        azure: given.azure,
        matching: given.matching,
        mapping,
        scope: cycle.scope,
        settings: cycle.settings,
    };
    let candidates = candidates(given);
    let search = key_search::run(&input, &candidates, &cycle.weights, &Unwatched).ok()?;
    if let Some(choice) = &search.recommended {
        set(mapping, &search, choice);
    }
    Some(search)
}

/// What the data and the documents suggest, and the keys the customer has today.
fn candidates(given: &Given<'_>) -> Vec<KeyCandidate> {
    let mut all = key_search::usual(given.legacy, given.azure, &given.matching.sources);
    let keys = given.base.map(|base| base.users.match_keys());
    let keys = keys
        .into_iter()
        .flatten()
        .filter(|(_, row)| is_held(given, &row.target));
    all.extend(keys.map(|(_, row)| KeyCandidate {
        target: row.target.clone(),
        source: row.source.clone(),
    }));
    all
}

fn is_held(given: &Given<'_>, target: &str) -> bool {
    given.legacy.attribute(target).is_some()
}

/// Makes the keys of a choice the mapping's, with a sentence for each row that is one now or was.
fn set(mapping: &mut Mapping, search: &KeySearch, choice: &Choice) {
    let keys: Vec<&KeyCandidate> = search.keys(choice).collect();
    let before = std::mem::take(mapping);
    *mapping = with_keys(&before, &keys);
    for row in &mut mapping.users.rows {
        let place = keys.iter().position(|key| key.target == row.target);
        let was = before.users.row(&row.target);
        let Some(at) = place.filter(|_| row.precedence.is_some()) else {
            if was.is_some_and(|was| was.precedence.is_some()) {
                row.reason += " No match key: the others harm fewer people without it.";
            }
            continue;
        };
        let support = search.support[usize::from(choice.keys[at])];
        if was.is_none_or(|was| was.source != row.source) {
            let writes = support.share() >= WRITTEN_MIN;
            row.apply = if writes { row.apply } else { Apply::OnCreate };
            row.reason = changed(&row.source, &row.target, support, writes);
            row.evidence = String::new();
        }
        row.reason += &match at {
            0 => first(search, choice),
            _ => further(at + 1, &choice.counts, search.recommended_gains[at]),
        };
    }
}

/// Why a row has the source of a key.
fn changed(source: &MappingSource, target: &str, support: Support, writes: bool) -> String {
    let figures = format!(
        "{} finds the account of {} linked people by its {}",
        spelt(source),
        words::of(support.found, support.with_value),
        words::label(target)
    );
    match writes {
        true => format!("The best match key: {figures}."),
        false => format!(
            "The best match key: {figures}. Applied only when an account is created: for the others it would overwrite what the intranet holds."
        ),
    }
}

fn spelt(source: &MappingSource) -> String {
    match source {
        MappingSource::Direct(name) => format!("Azure's {name}"),
        MappingSource::Expression(text) => text.clone(),
        MappingSource::Constant(_) | MappingSource::None => source.label(),
    }
}

/// What the keys come to together, beside the choice they were held against.
fn first(search: &KeySearch, choice: &Choice) -> String {
    let mut text = format!(" Match key 1: {}", figures(&choice.counts));
    let best = search.best().filter(|best| *best != choice);
    match (search.keeps_documented(), best, &search.documented) {
        (true, Some(best), _) if best.harm < choice.harm => {
            text += &format!(
                "; with the best of {} choices, {}, {}: too little to leave the documented order",
                words::count(search.considered),
                named(search, best),
                beside(&best.counts)
            );
        }
        (true, ..) => {
            text += &format!(
                "; none of the {} choices tried harms fewer people than this documented order",
                words::count(search.considered)
            );
        }
        (false, _, Some(documented)) => {
            text += &format!(
                "; with the documented order, {}, {}",
                named(search, documented),
                beside(&documented.counts)
            );
        }
        (false, ..) => {}
    }
    text + "."
}

/// What a further key is good for.
fn further(precedence: usize, with: &Counts, gain: Gain) -> String {
    let more = |without: u32, with: u32| without.saturating_sub(with);
    let missed = more(gain.without.missed(), with.missed());
    let takeovers = more(gain.without.takeover, with.takeover);
    let what = match (missed, takeovers) {
        (0, 0) => "without it nobody more would be harmed".to_owned(),
        (0, _) => format!(
            "without it {} more would find another person's account",
            words::people(takeovers)
        ),
        (_, 0) => format!("without it {} more would be missed", words::people(missed)),
        _ => format!(
            "without it {} more would be missed and {} more would find another person's account",
            words::people(missed),
            words::people(takeovers)
        ),
    };
    format!(" Match key {precedence}: {what}.")
}

/// `of everybody, 1,180 people would find their account, 2 would be missed and 1 would find …`.
fn figures(counts: &Counts) -> String {
    let renamed = match counts.renamed {
        0 => String::new(),
        renamed => format!(" ({} of them would be renamed)", words::people(renamed)),
    };
    format!(
        "{} would find their account{renamed}, {} would be missed, {} would find another person's and {} several",
        words::people(counts.linked),
        words::count(counts.missed()),
        words::count(counts.takeover),
        words::count(counts.ambiguous)
    )
}

/// The same in short.
fn beside(counts: &Counts) -> String {
    format!(
        "{} would, {} would be missed, {} would find another person's and {} several",
        words::count(counts.linked),
        words::count(counts.missed()),
        words::count(counts.takeover),
        words::count(counts.ambiguous)
    )
}

/// `user name ← userPrincipalName, then …`.
fn named(search: &KeySearch, choice: &Choice) -> String {
    let one = |key: &KeyCandidate| {
        let source = match &key.source {
            MappingSource::Direct(name) => name.clone(),
            source => spelt(source),
        };
        format!("{} ← {source}", words::label(&key.target))
    };
    let keys: Vec<String> = search.keys(choice).map(one).collect();
    keys.join(", then ")
}
