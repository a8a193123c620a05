//! What is said of a pair and of a user nobody was found for: which reasons, on either side alike.

use presync_core::{
    Side, UserIx,
    matching::{
        self, ReviewReason,
        explain::{Explained, Explanation, Nearest, NearestMax, Objection, Pair},
    },
    progress::Unwatched,
};

use super::{Decision, Verdict, decision, staff};

const MOST: NearestMax = NearestMax(3);
const NEW: UserIx = UserIx(30);

/// What an engagement of thirty ordinary people and one pair more shows of that pair.
struct Shown {
    told: Explanation,
    nearest: [Vec<Nearest>; 2],
    reasons: Vec<ReviewReason>,
}

fn show(legacy: [&str; 11], azure: [&str; 11], decisions: &[Decision]) -> Shown {
    let mut engagement = staff(30);
    engagement.add_legacy(legacy);
    engagement.add_azure(azure);
    let (legacy, azure) = engagement.populations();
    let (matching, explainer) =
        matching::run_explained(&legacy, &azure, decisions, &Unwatched).expect("nobody cancels");
    let people = Explained {
        legacy: &legacy,
        azure: &azure,
        matching: &matching,
    };
    let pair = Pair {
        legacy: NEW,
        azure: NEW,
    };
    let open = matching.reviews.iter().find(|item| {
        let link = &matching.links[item.link as usize];
        (link.legacy, link.azure) == (NEW, NEW)
    });
    Shown {
        told: explainer.pair(people, pair, MOST),
        nearest: [Side::Legacy, Side::Azure].map(|side| explainer.nearest(people, side, NEW, MOST)),
        reasons: open.map(|item| item.reasons.clone()).unwrap_or_default(),
    }
}

#[test]
fn a_recycled_id_names_its_veto() {
    let shown = show(
        [
            "9901",
            "ttobler",
            "t.tobler@new.example",
            "Tobler",
            "Timo",
            "Sales",
            "Bern",
            "",
            "",
            "No",
            "",
        ],
        [
            "9901",
            "oda.kern@new.example",
            "oda.kern@new.example",
            "Kern",
            "Oda",
            "IT",
            "Wien",
            "",
            "",
            "true",
            "",
        ],
        &[],
    );
    assert_eq!(shown.told.objections[0], Objection::KeyContradicted);
    assert_eq!(
        shown.reasons,
        [
            ReviewReason::KeyContradictsName,
            ReviewReason::InactiveOnOneSide
        ]
    );
    let uid = shown
        .told
        .bars
        .iter()
        .find(|bar| bar.field == "uid")
        .expect("a key is a field");
    assert!(
        uid.weight > 0.0 && uid.values == ["9901", "9901"],
        "{uid:?}"
    );
    assert!(
        shown
            .told
            .sentence
            .starts_with("Brought together by their ID; open: a person must decide. Agree: ID."),
        "{}",
        shown.told.sentence
    );
}

#[test]
fn a_user_nobody_was_found_for_shows_who_comes_nearest() {
    let strangers = (
        [
            "9901", "ttobler", "", "Tobler", "Timo", "Sales", "Bern", "", "", "Yes", "",
        ],
        [
            "9902",
            "elif.bersen@new.example",
            "elif.bersen@new.example",
            "Bersen",
            "Elif",
            "IT",
            "Wien",
            "",
            "",
            "true",
            "",
        ],
    );
    let shown = show(strangers.0, strangers.1, &[]);
    assert_eq!(
        (shown.told.status, shown.told.probability < 0.01),
        (None, true)
    );
    assert!(
        shown.told.objections.contains(&Objection::NeverMet),
        "{:?}",
        shown.told.objections
    );
    for nearest in &shown.nearest {
        for one in nearest {
            assert!(!one.objections.is_empty(), "{one:?}");
        }
    }
    let azure = &shown.nearest[1];
    let taken = |one: &Nearest| {
        one.objections.iter().any(|o| {
            matches!(
                o,
                Objection::Taken {
                    side: Side::Legacy,
                    ..
                }
            )
        })
    };
    assert!(
        azure.iter().any(taken),
        "those of the first name are linked already: {azure:?}"
    );
}

#[test]
fn what_a_person_decided_is_said() {
    let one = (
        [
            "9901",
            "okern",
            "o.kern@new.example",
            "Kern",
            "Oda",
            "IT",
            "Wien",
            "",
            "",
            "Yes",
            "",
        ],
        [
            "9901",
            "oda.kern@new.example",
            "o.kern@new.example",
            "Kern",
            "Oda",
            "IT",
            "Wien",
            "",
            "",
            "true",
            "",
        ],
    );
    for (verdict, expect) in [
        (Verdict::Deny, Some(Objection::Denied)),
        (Verdict::New, Some(Objection::DeclaredNew)),
        (Verdict::Confirm, None),
    ] {
        let decisions = [decision("9901", "oda.kern@new.example", verdict)];
        let shown = show(one.0, one.1, &decisions);
        let own = |one: &&Objection| !matches!(one, Objection::Differs { .. });
        let first = shown.told.objections.iter().find(own).copied();
        assert_eq!(first, expect, "{verdict:?}");
        assert_eq!(
            shown.nearest[0][0].pair, shown.nearest[1][0].pair,
            "{verdict:?}"
        );
    }
}

#[test]
fn an_account_of_several_people_is_a_section_of_its_own() {
    let shown = show(
        [
            "",
            "okern",
            "o.kern@new.example",
            "Kern",
            "Oda",
            "",
            "",
            "",
            "",
            "Yes",
            "",
        ],
        [
            "",
            "svc-okern@new.example",
            "",
            "Kern",
            "Oda",
            "",
            "",
            "",
            "",
            "true",
            "",
        ],
        &[],
    );
    assert_eq!(shown.reasons, [ReviewReason::SharedMailbox]);
}
