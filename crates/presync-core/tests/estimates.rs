//! What labels show: intervals hold their share, samples depend on nothing but seed and people.

use std::collections::BTreeMap;

use presync_core::{
    LinkStatus,
    decision::estimate::{Band, Drawing, Labels, Seed, Stratum, quality, wilson},
};
use proptest::prelude::*;

fn close(found: f64, expect: f64) -> bool {
    (found - expect).abs() < 5e-4
}

/// The published intervals of Wilson's score at 95 %.
#[test]
fn intervals_are_those_of_wilson() {
    for (hits, of, low, high) in [
        (0, 10, 0.0, 0.2775),
        (5, 10, 0.2366, 0.7634),
        (10, 10, 0.7225, 1.0),
        (95, 100, 0.8882, 0.9785),
    ] {
        let found = wilson(hits, of).expect("there are labels");
        assert!(
            close(found.low, low) && close(found.high, high),
            "{hits}/{of}: {found:?}"
        );
    }
    assert_eq!(wilson(0, 0), None);
}

#[test]
fn strata_count_as_much_as_they_have_links() {
    let certain = Stratum::of(LinkStatus::Certain, 1.0);
    let likely = Stratum::of(LinkStatus::Likely, 0.96);
    let review = Stratum::of(LinkStatus::Review, 0.6);
    let labels = |links, yes, no| Labels { links, yes, no };
    let mut all = BTreeMap::from([
        (certain, labels(900, 50, 0)),
        (likely, labels(100, 9, 1)),
        (review, labels(20, 5, 5)),
    ]);
    let found = quality(&all);
    let precision = found.precision.expect("all that count are labelled");
    assert!(close(precision.share, 0.99), "{precision:?}");
    let recall = found.recall.expect("all are labelled");
    assert!(close(recall.share, 990.0 / 1000.0), "{recall:?}");
    all.insert(likely, labels(100, 0, 0));
    let found = quality(&all);
    assert_eq!(
        (found.precision, found.recall, found.unlabelled),
        (None, None, 100)
    );
}

fn links() -> impl Strategy<Value = Vec<(f32, String)>> {
    proptest::collection::btree_map("[a-z]{1,6}", 0.0f32..=1.0, 0..60).prop_map(|links| {
        links
            .into_iter()
            .map(|(anchor, score)| (score, anchor))
            .collect()
    })
}

fn drawn(links: &[(f32, String)], seed: u64, each: usize) -> Vec<String> {
    let mut drawing = Drawing::of(Seed(seed), each);
    for (score, anchor) in links {
        let stratum = Stratum::of(LinkStatus::Likely, *score);
        drawing.offer(stratum, [anchor, "x"], anchor.clone());
    }
    let mut found = drawing.drawn();
    found.sort();
    found
}

proptest! {
    #[test]
    fn an_interval_holds_its_share_and_narrows_with_labels(hits in 0u32..200, misses in 0u32..200) {
        prop_assume!(hits + misses > 0);
        let few = wilson(hits, hits + misses).expect("labels");
        let many = wilson(hits * 10, (hits + misses) * 10).expect("labels");
        prop_assert!(0.0 <= few.low && few.low <= few.share && few.share <= few.high && few.high <= 1.0);
        prop_assert!(many.high - many.low < few.high - few.low);
    }

    #[test]
    fn a_band_holds_its_score(score in 0.0f32..=1.0) {
        let [low, high] = Band::of(score).bounds();
        prop_assert!(low <= score && score <= high);
    }

    #[test]
    fn a_sample_depends_on_seed_and_people_only(links in links(), seed in any::<u64>(), turn in 0..60usize) {
        let mut turned = links.clone();
        turned.rotate_left(turn.min(links.len().saturating_sub(1)));
        prop_assert_eq!(drawn(&links, seed, 3), drawn(&turned, seed, 3));
        let all = drawn(&links, seed, links.len());
        prop_assert_eq!(all.len(), links.len());
        prop_assert!(drawn(&links, seed, 2).iter().all(|one| all.contains(one)));
    }
}
