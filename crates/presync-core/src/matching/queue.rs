//! What a person must decide, and why the data do not: each open pair with its reasons for doubt.
//!
//! It sorts what matching left open; it decides nothing.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use super::{
    compare::Sides,
    marks::{Activity, Mark},
    outcome::Row,
    verdict::Veto,
};
use crate::{LinkRule, LinkStatus, UserIx};

/// Why a pair waits for a person: the section of the queue it stands in. In the order of the sections.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReviewReason {
    /// What a decision was based on changed since.
    DecisionInDoubt,
    /// One of the two has another candidate as well.
    TwoCandidates,
    /// An ID or an address says yes, the name no.
    KeyContradictsName,
    /// One of the accounts is a mailbox or a service of several people.
    SharedMailbox,
    /// One of the accounts is a guest or an administration account.
    GuestOrAdmin,
    /// Several users of one side bear the name.
    SameNameTwice,
    /// Active on one side and not on the other.
    InactiveOnOneSide,
    /// The Azure user began after the intranet user had left.
    LeftBefore,
    /// Somebody who is linked has a further account.
    SecondAccount,
    /// Too little speaks for it.
    LittleEvidence,
}

impl ReviewReason {
    /// All of them, in the order of the sections.
    pub const ALL: [Self; 10] = [
        Self::DecisionInDoubt,
        Self::TwoCandidates,
        Self::KeyContradictsName,
        Self::SharedMailbox,
        Self::GuestOrAdmin,
        Self::SameNameTwice,
        Self::InactiveOnOneSide,
        Self::LeftBefore,
        Self::SecondAccount,
        Self::LittleEvidence,
    ];

    /// The word used in files and on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::DecisionInDoubt => "decision_in_doubt",
            Self::TwoCandidates => "two_candidates",
            Self::KeyContradictsName => "key_contradicts_name",
            Self::SharedMailbox => "shared_mailbox",
            Self::GuestOrAdmin => "guest_or_admin",
            Self::SameNameTwice => "same_name_twice",
            Self::InactiveOnOneSide => "inactive_on_one_side",
            Self::LeftBefore => "left_before",
            Self::SecondAccount => "second_account",
            Self::LittleEvidence => "little_evidence",
        }
    }

    /// In words, as a sentence.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::DecisionInDoubt => "What the decision was based on has changed.",
            Self::TwoCandidates => "There is more than one candidate.",
            Self::KeyContradictsName => "The ID or the address is the same, the name is not.",
            Self::SharedMailbox => "One of them is a shared mailbox or a service account.",
            Self::GuestOrAdmin => "One of them is a guest or an administration account.",
            Self::SameNameTwice => "Several people bear this name.",
            Self::InactiveOnOneSide => "One account is active, the other is not.",
            Self::LeftBefore => "The Azure user began after the intranet user had left.",
            Self::SecondAccount => "It seems to be a second account of somebody who is linked.",
            Self::LittleEvidence => "Too little speaks for it.",
        }
    }
}

/// A pair that waits for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewItem {
    /// Its position among the links.
    pub link: u32,
    /// Why, the section it stands in first.
    pub reasons: Vec<ReviewReason>,
}

/// The open pairs among rows that are in their final order: by section, then by score.
pub(super) fn queue(sides: &Sides<'_>, rows: &[Row]) -> Vec<ReviewItem> {
    let crowd = Crowd::of(sides, rows);
    let mut items: Vec<(&Row, ReviewItem)> = (0u32..)
        .zip(rows)
        .filter(|(_, row)| row.link.status == LinkStatus::Review)
        .map(|(link, row)| {
            let reasons = crowd.reasons(sides, row);
            (row, ReviewItem { link, reasons })
        })
        .collect();
    items.sort_by(|(a, one), (b, other)| {
        let by_score = b.link.score.total_cmp(&a.link.score);
        let by_section = one.reasons[0].cmp(&other.reasons[0]);
        by_section.then(by_score).then(one.link.cmp(&other.link))
    });
    items.into_iter().map(|(_, item)| item).collect()
}

/// How many pairs and namesakes the users of open pairs have.
struct Crowd {
    pairs: [FxHashMap<UserIx, u32>; 2],
    namesakes: [FxHashMap<u64, u32>; 2],
}

impl Crowd {
    fn of(sides: &Sides<'_>, rows: &[Row]) -> Self {
        let mut crowd = Self {
            pairs: Default::default(),
            namesakes: Default::default(),
        };
        let mut names = FxHashSet::default();
        for row in rows.iter().filter(|row| is_alive(row)) {
            *crowd.pairs[0].entry(row.link.legacy).or_default() += 1;
            *crowd.pairs[1].entry(row.link.azure).or_default() += 1;
            if row.link.status == LinkStatus::Review {
                names.insert(sides.legacy.of(row.link.legacy).name.whole);
                names.insert(sides.azure.of(row.link.azure).name.whole);
            }
        }
        names.remove(&0);
        for (at, profiles) in [sides.legacy, sides.azure].into_iter().enumerate() {
            let wholes = profiles.users().map(|user| profiles.of(user).name.whole);
            for whole in wholes.filter(|whole| names.contains(whole)) {
                *crowd.namesakes[at].entry(whole).or_default() += 1;
            }
        }
        crowd
    }

    fn reasons(&self, sides: &Sides<'_>, row: &Row) -> Vec<ReviewReason> {
        let (ours, theirs) = (
            sides.legacy.of(row.link.legacy),
            sides.azure.of(row.link.azure),
        );
        let marked = |wanted: &[Mark]| wanted.contains(&ours.mark) || wanted.contains(&theirs.mark);
        let several = |side: usize, user| self.pairs[side].get(&user).is_some_and(|n| *n > 1);
        let named = [ours.name.whole, theirs.name.whole];
        let namesakes = |whole: &u64| self.namesakes.iter().any(|side| side.get(whole) > Some(&1));
        let unlike =
            |one: Activity, other: Activity| one == Activity::Active && other == Activity::Inactive;
        let is_second = row.link.rule == LinkRule::SecondAccount;
        let applies = |reason: ReviewReason| match reason {
            ReviewReason::DecisionInDoubt => false,
            ReviewReason::SecondAccount => is_second,
            ReviewReason::KeyContradictsName => {
                matches!(row.veto, Some(Veto::KeyContradicted | Veto::ReusedAddress))
            }
            ReviewReason::SharedMailbox => marked(&[Mark::Impersonal]),
            ReviewReason::GuestOrAdmin => marked(&[Mark::Guest, Mark::Admin]),
            ReviewReason::SameNameTwice => named.iter().any(namesakes),
            ReviewReason::TwoCandidates => {
                !is_second && (several(0, row.link.legacy) || several(1, row.link.azure))
            }
            ReviewReason::InactiveOnOneSide => {
                unlike(ours.activity, theirs.activity) || unlike(theirs.activity, ours.activity)
            }
            ReviewReason::LeftBefore => row.veto == Some(Veto::LeftBefore),
            ReviewReason::LittleEvidence => false,
        };
        let mut reasons: Vec<ReviewReason> = TELLING.into_iter().filter(|r| applies(*r)).collect();
        if reasons.is_empty() {
            reasons.push(ReviewReason::LittleEvidence);
        }
        reasons
    }
}

/// What tells most of a pair that has several reasons.
const TELLING: [ReviewReason; 8] = [
    ReviewReason::SecondAccount,
    ReviewReason::KeyContradictsName,
    ReviewReason::SharedMailbox,
    ReviewReason::GuestOrAdmin,
    ReviewReason::SameNameTwice,
    ReviewReason::TwoCandidates,
    ReviewReason::LeftBefore,
    ReviewReason::InactiveOnOneSide,
];

/// Whether a row is a link or may become one.
fn is_alive(row: &Row) -> bool {
    row.link.status.is_identity() || row.link.status == LinkStatus::Review
}
