//! What holds of matching whatever the rows: their order changes nothing, nobody is linked twice.

mod matching_people;

use std::collections::BTreeSet;

use matching_people::{Engagement, staff};
use presync_core::{
    LinkStatus,
    matching::{self, Matching},
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
}
