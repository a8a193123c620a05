//! What speaks against a pair, or why it does not count although much speaks for it.

use super::{BarKind, Explainer, Pair, Seen, bars::probability, link_of, shown};
use crate::{
    LinkStatus, Side, UserIx,
    matching::{
        Matching,
        compare::FIELD_NAMES,
        verdict::{Veto, accepted_from},
    },
};

/// One thing against a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Objection {
    /// The ID says yes; the name and everything else no: a recycled ID.
    KeyContradicted,
    /// The address says yes; the name or the ID no: an address given to somebody else.
    ReusedAddress,
    /// The name is all there is, a word mixes scripts, or the account is not a person's own.
    Unsupported,
    /// The Azure user began after the intranet user had left.
    LeftBefore,
    /// A person said that they are two.
    Denied,
    /// A person said that the Azure user is nobody the intranet knows.
    DeclaredNew,
    /// The user of this side is somebody else's.
    Taken {
        /// Whose user it is about.
        side: Side,
        /// Whom it is linked with, on the other side.
        by: UserIx,
    },
    /// Another pair is as likely.
    Tied,
    /// The odds are against it.
    Improbable,
    /// They share no key, name or rare value, so that nothing brought them together.
    NeverMet,
    /// A field says something else.
    Differs {
        /// The field as evidence names it.
        field: &'static str,
    },
}

/// Fields named at most.
const FIELDS_MAX: usize = 3;
/// Bits against from which a field is named.
const FIELD_BITS_MIN: f32 = 1.0;

impl Objection {
    /// The word used on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::KeyContradicted => "key_contradicted",
            Self::ReusedAddress => "reused_address",
            Self::Unsupported => "unsupported",
            Self::LeftBefore => "left_before",
            Self::Denied => "denied",
            Self::DeclaredNew => "declared_new",
            Self::Taken { .. } => "taken",
            Self::Tied => "tied",
            Self::Improbable => "improbable",
            Self::NeverMet => "never_met",
            Self::Differs { .. } => "differs",
        }
    }

    /// In words, without personal values.
    #[must_use]
    pub fn sentence(self) -> String {
        match self {
            Self::KeyContradicted => "The ID is the same, but the name and the rest say that they are two people: the ID may have been given away again.".to_owned(),
            Self::ReusedAddress => "An address is the same, but the name or the ID says that they are two people: the address may have been given away again.".to_owned(),
            Self::Unsupported => "Little but the name speaks for it, or one of the accounts is not somebody's own.".to_owned(),
            Self::LeftBefore => "The Azure user began after the intranet user had left.".to_owned(),
            Self::Denied => "A person decided that they are two people.".to_owned(),
            Self::DeclaredNew => "A person decided that the Azure user is nobody the intranet knows.".to_owned(),
            Self::Taken { side, .. } => format!("The {} user is linked with somebody else.", side.label()),
            Self::Tied => "Another candidate is as likely.".to_owned(),
            Self::Improbable => "What they have in common does not outweigh how many others there are.".to_owned(),
            Self::NeverMet => "They share no key, no name and no rare value.".to_owned(),
            Self::Differs { field } => format!("{} differs.", shown::label(field)),
        }
    }
}

impl From<Veto> for Objection {
    fn from(veto: Veto) -> Self {
        match veto {
            Veto::KeyContradicted => Self::KeyContradicted,
            Veto::ReusedAddress => Self::ReusedAddress,
            Veto::Unsupported => Self::Unsupported,
            Veto::LeftBefore => Self::LeftBefore,
        }
    }
}

impl Explainer {
    /// What speaks against a pair, the weightiest kind first; empty for a pair that nothing contradicts.
    pub(super) fn objections(
        &self,
        matching: &Matching,
        seen: &Seen,
        log_odds: f32,
    ) -> Vec<Objection> {
        let mut found = Vec::new();
        let status = seen.link.as_ref().map(|link| link.status);
        let Pair { legacy, azure } = seen.pair;
        if self.decided.is_pair_denied(legacy, azure) {
            found.push(Objection::Denied);
        } else if self.decided.is_new(azure) {
            found.push(Objection::DeclaredNew);
        }
        let counts = status.is_some_and(LinkStatus::is_identity);
        if !counts {
            found.extend(seen.close.veto.map(Objection::from));
            found.extend(taken(matching, seen.pair));
            found.extend(self.odds_against(matching, seen, log_odds));
        }
        found.extend(self.differing(seen));
        found
    }

    fn odds_against(&self, matching: &Matching, seen: &Seen, log_odds: f32) -> Option<Objection> {
        let accepted = accepted_from(self.weighing.keyless);
        let is_taken = taken(matching, seen.pair).next().is_some();
        match seen.judged {
            _ if is_taken => None,
            None if seen.link.is_none() => Some(Objection::NeverMet),
            None => None,
            Some(at) => {
                let odds = self.weighing.judged.edges[at].odds;
                let alone = probability(odds) >= accepted;
                let together = probability(log_odds) >= accepted;
                match (alone, together) {
                    (_, true) => None,
                    (true, false) => Some(Objection::Tied),
                    (false, false) => Some(Objection::Improbable),
                }
            }
        }
    }

    /// The fields that speak against it most, heaviest first.
    fn differing(&self, seen: &Seen) -> impl Iterator<Item = Objection> + use<> {
        let traits = self.traits.all.iter().map(|one| one.field);
        let names = FIELD_NAMES.into_iter().chain(traits);
        let mut against: Vec<(&'static str, f32)> = names
            .zip(seen.close.weighed.parts)
            .filter(|(_, part)| *part <= -FIELD_BITS_MIN)
            .collect();
        against.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(b.0)));
        let named = against.into_iter().take(FIELDS_MAX);
        named.map(|(field, _)| Objection::Differs { field })
    }
}

/// The ends of a pair that count with somebody else.
fn taken(matching: &Matching, pair: Pair) -> impl Iterator<Item = Objection> + use<> {
    let is_own = link_of(matching, pair).is_some_and(|link| link.status.is_identity());
    let ours = matching.of_legacy(pair.legacy);
    let theirs = matching.of_azure(pair.azure);
    let ends = [
        (
            Side::Legacy,
            ours.filter(|link| link.status.is_identity())
                .map(|link| link.azure),
        ),
        (
            Side::Azure,
            theirs
                .filter(|link| link.status.is_identity())
                .map(|link| link.legacy),
        ),
    ];
    let ends = ends.into_iter().filter(move |_| !is_own);
    ends.filter_map(|(side, by)| by.map(|by| Objection::Taken { side, by }))
}

impl BarKind {
    /// Whether a bar is about a field that both sides have.
    pub(super) fn is_field(self) -> bool {
        self == Self::Field
    }
}
