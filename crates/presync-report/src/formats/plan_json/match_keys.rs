//! How other match keys compare with the mapping's, in `plan.json`.

use presync_core::{
    key_search::{self, Counts, KeySearch},
    mapping::MappingSource,
};
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct MatchKeys<'a> {
    weights: Weights,
    considered: u32,
    candidates: Vec<Candidate<'a>>,
    left_out: usize,
    sees_export: bool,
    current: Choice<'a>,
    recommended: Option<Choice<'a>>,
    documented: Option<Choice<'a>>,
    best: Vec<Choice<'a>>,
    front: Vec<Choice<'a>>,
    gains: Vec<Gain>,
}

#[derive(Serialize)]
struct Weights {
    takeover: u32,
    duplicate: u32,
    unreached: u32,
    ambiguous: u32,
}

#[derive(Serialize)]
struct Candidate<'a> {
    target_attribute: &'a str,
    source: String,
    expression: Option<&'a str>,
    with_value: u32,
    found: u32,
}

#[derive(Serialize)]
struct Choice<'a> {
    keys: &'a [u16],
    harm: u64,
    counts: Figures,
}

#[derive(Serialize)]
struct Gain {
    key: u16,
    harm_without: u64,
    without: Figures,
}

#[derive(Serialize)]
struct Figures {
    linked: u32,
    takeover: u32,
    duplicate: u32,
    created: u32,
    ambiguous: u32,
    skipped: u32,
    out_of_scope: u32,
    unreached: u32,
    renamed: u32,
}

impl<'a> MatchKeys<'a> {
    pub(super) fn of(search: &'a KeySearch) -> Self {
        let key_search::Weights {
            takeover,
            duplicate,
            unreached,
            ambiguous,
        } = search.weights;
        let gain = |gain: &key_search::Gain| Gain {
            key: gain.key,
            harm_without: gain.harm_without,
            without: Figures::of(&gain.without),
        };
        Self {
            weights: Weights {
                takeover,
                duplicate,
                unreached,
                ambiguous,
            },
            considered: search.considered,
            candidates: candidates(search),
            left_out: search.left_out.len(),
            sees_export: search.sees_export,
            current: choice(&search.current),
            recommended: search.recommended.as_ref().map(choice),
            documented: search.documented.as_ref().map(choice),
            best: search.choices.iter().map(choice).collect(),
            front: search.front.iter().map(choice).collect(),
            gains: search.gains.iter().map(gain).collect(),
        }
    }
}

impl Figures {
    fn of(counts: &Counts) -> Self {
        Self {
            linked: counts.linked,
            takeover: counts.takeover,
            duplicate: counts.duplicate,
            created: counts.created,
            ambiguous: counts.ambiguous,
            skipped: counts.skipped,
            out_of_scope: counts.out_of_scope,
            unreached: counts.unreached,
            renamed: counts.renamed,
        }
    }
}

fn candidates(search: &KeySearch) -> Vec<Candidate<'_>> {
    let all = search.candidates.iter().zip(&search.support);
    all.map(|(candidate, support)| Candidate {
        target_attribute: &candidate.target,
        source: candidate.source.label(),
        expression: match &candidate.source {
            MappingSource::Expression(text) => Some(text),
            _ => None,
        },
        with_value: support.with_value,
        found: support.found,
    })
    .collect()
}

fn choice(choice: &key_search::Choice) -> Choice<'_> {
    Choice {
        keys: &choice.keys,
        harm: choice.harm,
        counts: Figures::of(&choice.counts),
    }
}
