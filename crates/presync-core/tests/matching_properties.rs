//! What holds of matching whatever the rows: their order changes nothing, nobody is linked twice.

mod matching_people;

use std::collections::BTreeSet;

use matching_people::{Engagement, staff};
use presync_core::{
    LinkStatus, Side, UserIx,
    matching::{
        self, Matching, ReviewReason,
        explain::{BarKind, Explained, Explanation, NearestMax, Pair},
    },
    progress::Unwatched,
};
use proptest::prelude::*;

/// A pair by what its rows say, with its status and rounded score.
type Told = (Vec<String>, Vec<String>, LinkStatus, &'static str, i32);

fn run(engagement: &Engagement) -> Matching {
    let (legacy, azure) = engagement.populations();
    matching::run(&legacy, &azure, &[], &Unwatched).expect("nobody cancels")
}

fn told(engagement: &Engagement) -> BTreeSet<Told> {
    run(engagement)
        .links
        .iter()
        .map(|link| {
            #[expect(clippy::cast_possible_truncation, reason = "a share of a thousand")]
            let score = (link.score * 1000.0).round() as i32;
            (
                engagement.legacy[link.legacy.index()].clone(),
                engagement.azure[link.azure.index()].clone(),
                link.status,
                link.rule.as_str(),
                score,
            )
        })
        .collect()
}

/// What a test explains of an engagement.
struct Study {
    matching: Matching,
    /// The explanation of every link, in order.
    links: Vec<Explanation>,
    /// The users of the other side that are named for each user, by side.
    nearest: [Vec<BTreeSet<UserIx>>; 2],
}

fn study(engagement: &Engagement) -> Study {
    let (legacy, azure) = engagement.populations();
    let (matching, explainer) =
        matching::run_explained(&legacy, &azure, &[], &Unwatched).expect("nobody cancels");
    let people = Explained {
        legacy: &legacy,
        azure: &azure,
        matching: &matching,
    };
    let most = NearestMax(50);
    let links = matching.links.iter().map(|link| {
        let pair = Pair {
            legacy: link.legacy,
            azure: link.azure,
        };
        explainer.pair(people, pair, most)
    });
    let named = |side: Side, users: usize| {
        let users = (0..u32::try_from(users).expect("few")).map(UserIx);
        let other = |pair: Pair| {
            if side == Side::Legacy {
                pair.azure
            } else {
                pair.legacy
            }
        };
        users
            .map(|user| {
                let found = explainer.nearest(people, side, user, most);
                found.into_iter().map(|one| other(one.pair)).collect()
            })
            .collect()
    };
    Study {
        links: links.collect(),
        nearest: [
            named(Side::Legacy, legacy.len()),
            named(Side::Azure, azure.len()),
        ],
        matching,
    }
}

/// Ordinary people among whom keys are lost, names changed and addresses given to others.
fn troubled() -> impl Strategy<Value = Engagement> {
    let edit = (0..40usize, 0..11usize, 0..40usize, any::<bool>(), 0..4u8);
    proptest::collection::vec(edit, 0..60).prop_map(|edits| {
        let mut engagement = staff(40);
        for (row, column, other, in_legacy, kind) in edits {
            let rows = if in_legacy {
                &mut engagement.legacy
            } else {
                &mut engagement.azure
            };
            let taken = rows[other][column].clone();
            rows[row][column] = match kind {
                0 => String::new(),
                1 => taken,
                2 => format!("{} ", rows[row][column].to_uppercase()),
                _ => rows[row][column].chars().skip(1).collect(),
            };
        }
        // A row number as the anchor keeps equal rows apart in the builder and in this test.
        for (at, row) in engagement.legacy.iter_mut().enumerate() {
            row[1] = format!("{}.{at}", row[1]);
        }
        for (at, row) in engagement.azure.iter_mut().enumerate() {
            row[1] = format!("{at}.{}", row[1]);
        }
        engagement
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_rows_changes_nothing(engagement in troubled(), turn in 1..40usize) {
        let mut turned = engagement.clone();
        turned.legacy.rotate_left(turn);
        turned.azure.reverse();
        prop_assert_eq!(told(&engagement), told(&turned));
    }

    #[test]
    fn nobody_is_linked_twice(engagement in troubled()) {
        let matching = run(&engagement);
        let counting: Vec<_> = matching.links.iter().filter(|link| link.status.is_identity()).collect();
        let legacy: BTreeSet<_> = counting.iter().map(|link| link.legacy).collect();
        let azure: BTreeSet<_> = counting.iter().map(|link| link.azure).collect();
        prop_assert_eq!(legacy.len(), counting.len());
        prop_assert_eq!(azure.len(), counting.len());
        for link in counting {
            prop_assert_eq!(matching.of_azure(link.azure), Some(link));
            prop_assert_eq!(matching.of_legacy(link.legacy), Some(link));
        }
    }

    #[test]
    fn the_bars_of_a_link_add_up_to_its_score(engagement in troubled()) {
        let study = study(&engagement);
        for (link, told) in study.matching.links.iter().zip(&study.links) {
            prop_assert_eq!((told.status, told.rule), (Some(link.status), Some(link.rule)));
            let sum: f32 = told.bars.iter().map(|bar| bar.weight).sum();
            prop_assert!((sum - told.log_odds).abs() < 1e-3);
            prop_assert!((told.probability - link.score).abs() < 1e-3, "{} {:?}", link.score, told);
            for reason in &link.evidence {
                let mut fields = told.bars.iter().filter(|bar| bar.kind == BarKind::Field);
                let same = |bar: &&matching::explain::Bar| {
                    bar.field == reason.field.as_str() && (bar.counted - reason.weight).abs() < 1e-4
                };
                prop_assert!(fields.any(|bar| same(&bar)), "{reason:?} {told:?}");
            }
        }
    }

    #[test]
    fn whom_a_user_is_near_to_is_near_to_the_user(engagement in troubled()) {
        let [ours, theirs] = study(&engagement).nearest;
        for (near, far) in [(&ours, &theirs), (&theirs, &ours)] {
            for (user, others) in (0u32..).zip(near) {
                for other in others {
                    prop_assert!(far[other.index()].contains(&UserIx(user)));
                }
            }
        }
    }

    #[test]
    fn every_open_pair_waits_once_with_a_reason(engagement in troubled()) {
        let matching = run(&engagement);
        let open: BTreeSet<u32> = (0u32..)
            .zip(&matching.links)
            .filter(|(_, link)| link.status == LinkStatus::Review)
            .map(|(at, _)| at)
            .collect();
        let waiting: BTreeSet<u32> = matching.reviews.iter().map(|item| item.link).collect();
        prop_assert_eq!(matching.reviews.len(), waiting.len());
        prop_assert_eq!(open, waiting);
        let sections: Vec<ReviewReason> = matching.reviews.iter().map(|item| item.reasons[0]).collect();
        prop_assert!(sections.is_sorted());
    }
}

/// So many that certain pairs are hidden to calibrate evidence.
#[test]
fn order_changes_nothing_where_evidence_is_calibrated() {
    let mut engagement = staff(600);
    for row in engagement.azure.iter_mut().step_by(9) {
        row.swap(0, 1);
    }
    let before = told(&engagement);
    engagement.legacy.reverse();
    engagement.azure.rotate_left(151);
    assert_eq!(told(&engagement), before);
}
