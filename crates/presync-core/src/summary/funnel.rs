//! How the people of both sides were brought together, in figures.

use std::collections::BTreeMap;

use crate::{
    LinkRule, LinkStatus,
    matching::{KeyCandidate, KeySources, Matching},
};

const CANDIDATES_MAX: usize = 4;

/// Links that count as identity, by what brought them together and how sure they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LinkStep {
    /// What brought the pairs together.
    pub rule: LinkRule,
    /// How sure they are.
    pub status: LinkStatus,
    /// How many.
    pub count: u32,
}

/// From both populations to links. Users of a side = linked + review + unmatched of that side.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Funnel {
    /// Azure users.
    pub azure_users: u32,
    /// Intranet users.
    pub legacy_users: u32,
    /// Pairs held to be one person, surest rule first.
    pub steps: Vec<LinkStep>,
    /// All of them together.
    pub linked: u32,
    /// Azure users with nothing but an open review pair.
    pub review_azure: u32,
    /// Intranet users with nothing but an open review pair.
    pub review_legacy: u32,
    /// Azure users without any pair.
    pub unmatched_azure: u32,
    /// Intranet users without any pair.
    pub unmatched_legacy: u32,
}

/// Where one of the intranet's keys comes from.
#[derive(Debug, Clone, PartialEq)]
pub struct KeySource {
    /// What people call the key.
    pub key: &'static str,
    /// The detected source; none when no candidate explains enough.
    pub detected: Option<String>,
    /// The best candidates, best first.
    pub candidates: Vec<KeyCandidate>,
}

impl Funnel {
    pub(super) fn of(matching: &Matching) -> Self {
        let azure = Tally::of(matching, &matching.by_azure);
        let legacy = Tally::of(matching, &matching.by_legacy);
        Self {
            azure_users: count(matching.by_azure.len()),
            legacy_users: count(matching.by_legacy.len()),
            linked: azure.steps.values().sum(),
            steps: azure
                .steps
                .into_iter()
                .map(|((rule, status), count)| LinkStep {
                    rule,
                    status,
                    count,
                })
                .collect(),
            review_azure: azure.review,
            review_legacy: legacy.review,
            unmatched_azure: azure.unmatched,
            unmatched_legacy: legacy.unmatched,
        }
    }
}

#[derive(Debug, Default)]
struct Tally {
    steps: BTreeMap<(LinkRule, LinkStatus), u32>,
    review: u32,
    unmatched: u32,
}

impl Tally {
    fn of(matching: &Matching, users: &[Option<u32>]) -> Self {
        let mut tally = Self::default();
        for at in users {
            match at.and_then(|at| matching.links.get(at as usize)) {
                Some(link) if link.status.is_identity() => {
                    *tally.steps.entry((link.rule, link.status)).or_default() += 1;
                }
                Some(link) if link.status == LinkStatus::Review => tally.review += 1,
                _ => tally.unmatched += 1,
            }
        }
        tally
    }
}

pub(super) fn key_sources(sources: &KeySources) -> Vec<KeySource> {
    let best =
        |candidates: &[KeyCandidate]| candidates.iter().take(CANDIDATES_MAX).cloned().collect();
    vec![
        KeySource {
            key: "Unique ID",
            detected: sources.uid_source().map(str::to_owned),
            candidates: best(&sources.uid),
        },
        KeySource {
            key: "User name",
            detected: sources.user_name_source().map(str::to_owned),
            candidates: best(&sources.user_name),
        },
    ]
}

fn count(users: usize) -> u32 {
    u32::try_from(users).unwrap_or(u32::MAX)
}
