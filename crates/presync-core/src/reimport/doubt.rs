//! Which decisions need another look: what they were based on is compared with the exports of now.
//!
//! Nothing is taken back here: a decision stays until a person decides anew.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{
    basis::{self, Bases, Basis, DecisionKey, Digest},
    persons::Persons,
    rivals::{Somebody, rivals},
    standing::standing,
};
use crate::{
    Link, Population, Side, UserIx, catalogue,
    decision::{Decision, Verdict},
    finding::{Finding, FindingCode, Subject},
    matching::{Anchors, Matching, ReviewItem, ReviewReason},
    summary::counted,
};

/// Why a decision needs another look.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "why")]
pub enum Reason {
    /// The export no longer holds the person.
    Gone {
        /// Whose export.
        side: Side,
    },
    /// The person's record says something else.
    Changed {
        /// Whose record.
        side: Side,
        /// What people call the attributes.
        attributes: Vec<String>,
    },
    /// Others share a name, an address or an ID with them who did not before.
    Rivals {
        /// How many.
        count: u32,
    },
}

/// A decision that needs another look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// The decision; it is followed all the same.
    pub decision: Decision,
    /// Why, at least one.
    pub reasons: Vec<Reason>,
}

/// What a look at all decisions found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Review {
    /// Decisions that need another look, in the order they were made.
    pub doubts: Vec<Doubt>,
    /// What decisions are based on that were not looked at before: to be kept with them.
    pub fresh: Vec<(DecisionKey, Basis)>,
}

/// Looks at decisions again. `known` is what they were based on; `matching`, where it was done, tells
/// which candidates are somebody else's. Without it no new candidates are looked for.
#[must_use]
pub fn review(
    decisions: &[Decision],
    known: &Bases,
    [legacy, azure]: [&Population; 2],
    matching: Option<&Matching>,
) -> Review {
    let mut review = Review::default();
    if decisions.is_empty() {
        return review;
    }
    let anchors = [legacy, azure].map(Anchors::of);
    let cases: Vec<Case<'_>> = standing(decisions)
        .into_iter()
        .map(|decision| Case::of(decision, &anchors))
        .collect();
    let groups: Vec<Vec<Somebody>> = cases.iter().map(Case::people).collect();
    let now = Now {
        populations: [legacy, azure],
        matching,
        settled: Settled::of(&cases),
    };
    for (case, sharing) in cases.iter().zip(rivals(legacy, azure, &groups)) {
        let sharing = now.meant(case, sharing);
        match known.get(&DecisionKey::of(case.decision)) {
            Some(then) => review.doubts.extend(now.doubt(case, then, &sharing)),
            None => review.fresh.extend(now.basis(case, &sharing)),
        }
    }
    review
}

/// Whether a decision that stands was never looked at before.
#[must_use]
pub fn lack_basis(decisions: &[Decision], known: &Bases) -> bool {
    let mut standing = standing(decisions).into_iter();
    standing.any(|decision| !known.contains_key(&DecisionKey::of(decision)))
}

impl Reason {
    /// The reason in words, without personal values.
    #[must_use]
    pub fn sentence(&self) -> String {
        match self {
            Self::Gone { side } => format!("no longer in the {} export", side.label()),
            Self::Changed { side, attributes } => {
                format!(
                    "{} of the {} user changed",
                    attributes.join(", "),
                    side.label()
                )
            }
            Self::Rivals { count } => counted(*count, "new candidate", "new candidates"),
        }
    }
}

impl Doubt {
    /// All reasons in words.
    #[must_use]
    pub fn sentence(&self) -> String {
        let reasons: Vec<String> = self.reasons.iter().map(Reason::sentence).collect();
        reasons.join("; ")
    }

    /// Whether a side's export is among the reasons.
    #[must_use]
    pub fn concerns(&self, of: Side) -> bool {
        self.reasons.iter().any(|reason| match reason {
            Reason::Gone { side } | Reason::Changed { side, .. } => *side == of,
            Reason::Rivals { .. } => true,
        })
    }
}

impl Review {
    /// The pairs that decisions in doubt are about, as pairs that wait for a person again; decisions that
    /// no link shows are left out.
    #[must_use]
    pub fn reopened(
        &self,
        matching: &Matching,
        [legacy, azure]: [&Population; 2],
    ) -> Vec<ReviewItem> {
        if self.doubts.is_empty() {
            return Vec::new();
        }
        let anchors = [legacy, azure].map(Anchors::of);
        let places = self.doubts.iter().filter_map(|doubt| {
            let case = Case::of(&doubt.decision, &anchors);
            let is_meant = |link: &Link| {
                Some(link.azure) == case.azure
                    && (!case.names_both() || Some(link.legacy) == case.legacy)
            };
            matching.links.iter().position(is_meant)
        });
        let places: BTreeSet<usize> = places.collect();
        let items = places.into_iter().map(|at| ReviewItem {
            link: u32::try_from(at).expect("BUG: fewer than 4 billion links"),
            reasons: vec![ReviewReason::DecisionInDoubt],
        });
        items.collect()
    }

    /// Adds the doubts to findings. A decision that names nobody and is in doubt is told once, as the doubt.
    pub fn tell(&self, findings: &mut Vec<Finding>, legacy: &Population, azure: &Population) {
        let doubts = self.findings(legacy, azure);
        let is_told = |unplaced: &Finding| {
            unplaced.code == FindingCode::DecisionUnplaced
                && doubts
                    .iter()
                    .any(|doubt| doubt.evidence.starts_with(&*unplaced.evidence))
        };
        findings.retain(|finding| !is_told(finding));
        findings.extend(doubts);
    }

    /// The doubts as findings, about the Azure user where the export has it, else about the intranet's.
    #[must_use]
    pub fn findings(&self, legacy: &Population, azure: &Population) -> Vec<Finding> {
        if self.doubts.is_empty() {
            return Vec::new();
        }
        let anchors = [legacy, azure].map(Anchors::of);
        let finding = |doubt: &Doubt| {
            let case = Case::of(&doubt.decision, &anchors);
            let people = case.people();
            let subject = people.last().map_or(Subject::Engagement, |(side, user)| {
                Subject::User(*side, *user)
            });
            Finding::new(FindingCode::DecisionStale, subject, "", &evidence(doubt))
        };
        self.doubts.iter().map(finding).collect()
    }
}

fn evidence(doubt: &Doubt) -> String {
    let decision = &doubt.decision;
    let people = match (decision.decision, decision.legacy_anchor.as_str()) {
        (Verdict::Confirm | Verdict::Deny, legacy) => {
            format!("{legacy} – {}", decision.azure_anchor)
        }
        _ => decision.azure_anchor.clone(),
    };
    let day = decision.at.split('T').next().unwrap_or_default();
    let when = if day.is_empty() {
        String::new()
    } else {
        format!(", decided {day}")
    };
    format!("{people}{when}: {}", doubt.sentence())
}

/// A decision with the people it names, where the exports hold them.
struct Case<'a> {
    decision: &'a Decision,
    legacy: Option<UserIx>,
    azure: Option<UserIx>,
}

impl<'a> Case<'a> {
    fn of(decision: &'a Decision, [legacy, azure]: &[Anchors; 2]) -> Self {
        let names_both = matches!(decision.decision, Verdict::Confirm | Verdict::Deny);
        let ours = names_both.then(|| legacy.find(&decision.legacy_anchor));
        Self {
            decision,
            legacy: ours.flatten(),
            azure: azure.find(&decision.azure_anchor),
        }
    }

    /// The intranet user first.
    fn people(&self) -> Vec<Somebody> {
        let ours = self.legacy.map(|user| (Side::Legacy, user));
        let theirs = self.azure.map(|user| (Side::Azure, user));
        ours.into_iter().chain(theirs).collect()
    }

    fn names_both(&self) -> bool {
        matches!(self.decision.decision, Verdict::Confirm | Verdict::Deny)
    }

    fn is_whole(&self) -> bool {
        self.azure.is_some() && (self.legacy.is_some() || !self.names_both())
    }
}

/// Whom decisions have said something about.
#[derive(Default)]
struct Settled {
    somebody: BTreeSet<Somebody>,
    /// Pairs of an intranet and an Azure user.
    denied: BTreeSet<(UserIx, UserIx)>,
}

impl Settled {
    fn of(cases: &[Case<'_>]) -> Self {
        let mut settled = Self::default();
        for case in cases {
            match case.decision.decision {
                Verdict::Confirm | Verdict::New => settled.somebody.extend(case.people()),
                Verdict::Deny => settled.denied.extend(case.legacy.zip(case.azure)),
                Verdict::LeaveOut => {}
            }
        }
        settled
    }
}

/// The exports as they are.
struct Now<'a> {
    populations: [&'a Population; 2],
    matching: Option<&'a Matching>,
    settled: Settled,
}

impl Now<'_> {
    /// Those of the sharing whom the decision might have meant instead, by who they are.
    fn meant(&self, case: &Case<'_>, sharing: Vec<Somebody>) -> Vec<(Somebody, Digest)> {
        let wanted = |(side, _): &Somebody| match case.decision.decision {
            Verdict::Confirm => true,
            Verdict::New => *side == Side::Legacy,
            Verdict::Deny | Verdict::LeaveOut => false,
        };
        let named = |somebody: Somebody| {
            let (side, user) = somebody;
            let users = self.populations[side as usize];
            let anchor = users.anchor(user);
            let called = anchor.unwrap_or_else(|| Persons::of(users).person(user).into());
            (
                somebody,
                Digest::of(&format!("{}\u{1f}{called}", side.as_str())),
            )
        };
        sharing.into_iter().filter(wanted).map(named).collect()
    }

    fn basis(
        &self,
        case: &Case<'_>,
        sharing: &[(Somebody, Digest)],
    ) -> Option<(DecisionKey, Basis)> {
        let fields = |side: Side, user: Option<UserIx>| {
            user.map(|user| basis::fields(self.populations[side as usize], user))
        };
        case.is_whole().then(|| {
            let basis = Basis {
                legacy: fields(Side::Legacy, case.legacy).unwrap_or_default(),
                azure: fields(Side::Azure, case.azure).unwrap_or_default(),
                rivals: sharing.iter().map(|(_, digest)| digest.clone()).collect(),
            };
            (DecisionKey::of(case.decision), basis)
        })
    }

    fn doubt(
        &self,
        case: &Case<'_>,
        then: &Basis,
        sharing: &[(Somebody, Digest)],
    ) -> Option<Doubt> {
        let mut reasons = Vec::new();
        if case.names_both() {
            reasons.extend(self.of_side(Side::Legacy, case.legacy, &then.legacy));
        }
        reasons.extend(self.of_side(Side::Azure, case.azure, &then.azure));
        let new = sharing.iter().filter(|(somebody, digest)| {
            !then.rivals.contains(digest) && self.is_open(case, *somebody)
        });
        let count = u32::try_from(new.count()).unwrap_or(u32::MAX);
        if self.matching.is_some() && count > 0 {
            reasons.push(Reason::Rivals { count });
        }
        (!reasons.is_empty()).then(|| Doubt {
            decision: case.decision.clone(),
            reasons,
        })
    }

    fn of_side(&self, side: Side, user: Option<UserIx>, then: &basis::Fields) -> Option<Reason> {
        let Some(user) = user else {
            return Some(Reason::Gone { side });
        };
        let now = basis::fields(self.populations[side as usize], user);
        let attributes: Vec<String> = basis::changed(then, &now)
            .iter()
            .map(|name| catalogue::find(side, name).map_or(name.as_str(), |known| known.label))
            .map(str::to_owned)
            .collect();
        (!attributes.is_empty()).then_some(Reason::Changed { side, attributes })
    }

    /// Whether nothing says yet who a candidate is.
    fn is_open(&self, case: &Case<'_>, (side, user): Somebody) -> bool {
        let link = self.matching.and_then(|matching| match side {
            Side::Legacy => matching.of_legacy(user),
            Side::Azure => matching.of_azure(user),
        });
        let pair = match side {
            Side::Legacy => Some(user).zip(case.azure),
            Side::Azure => case.legacy.zip(Some(user)),
        };
        let is_denied = pair.is_some_and(|pair| self.settled.denied.contains(&pair));
        !self.settled.somebody.contains(&(side, user))
            && !is_denied
            && !link.is_some_and(|link| link.status.is_identity())
    }
}
