//! Who is who, through the front door: small populations in, links out.

mod explaining;
mod lists;
#[path = "../matching_people/mod.rs"]
mod matching_people;
mod pairs;
mod populations;

use matching_people::{Engagement, LEGACY, staff};
use presync_core::{
    LinkRule, LinkStatus,
    decision::{Decision, Verdict},
    finding::FindingCode,
    matching::{self, Matching},
    progress::Unwatched,
};

fn run(engagement: &Engagement) -> Matching {
    decide(engagement, &[])
}

fn decide(engagement: &Engagement, decisions: &[Decision]) -> Matching {
    let (legacy, azure) = engagement.populations();
    matching::run(&legacy, &azure, decisions, &Unwatched).expect("nobody cancels")
}

fn decision(legacy: &str, azure: &str, verdict: Verdict) -> Decision {
    Decision {
        legacy_anchor: legacy.into(),
        azure_anchor: azure.into(),
        decision: verdict,
        reason: "checked with HR".into(),
        by: "consultant".into(),
        at: "2026-11-23T10:00:00Z".into(),
    }
}

/// The status and rule of the pair of these rows; none where no row of the result names it.
fn pair(matching: &Matching, legacy: u32, azure: u32) -> Option<(LinkStatus, LinkRule)> {
    let of_pair = |link: &&presync_core::Link| (link.legacy.0, link.azure.0) == (legacy, azure);
    matching
        .links
        .iter()
        .find(of_pair)
        .map(|link| (link.status, link.rule))
}

/// Adds a pair of records to thirty ordinary ones and says what becomes of it.
fn check(legacy: [&str; 11], azure: [&str; 11], expected: Option<(LinkStatus, LinkRule)>) {
    let mut engagement = staff(30);
    engagement.legacy.push(legacy.map(str::to_owned).to_vec());
    engagement.azure.push(azure.map(str::to_owned).to_vec());
    let matching = run(&engagement);
    assert_eq!(
        pair(&matching, 30, 30),
        expected,
        "{legacy:?} with {azure:?}"
    );
    for at in 0..30 {
        let found = pair(&matching, at, at);
        assert_eq!(
            found,
            Some((LinkStatus::Certain, LinkRule::Uid)),
            "row {at}"
        );
    }
}

const LIKELY: LinkStatus = LinkStatus::Likely;
const REVIEW: LinkStatus = LinkStatus::Review;
