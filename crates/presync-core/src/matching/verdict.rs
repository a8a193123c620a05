//! From a probability to a status: what may count by itself, what a person must decide, what contradicts.

use super::{
    candidates::Candidate,
    compare::{Comparison, field, level},
    detect::Detected,
    model::Weighed,
    traits::TraitLevel,
};
use crate::{LinkRule, names::PartLevel};

/// From here on a pair counts.
const ACCEPTED_FROM: f32 = 0.8;
/// The same where no key ties anybody together: nothing better will come, and most open pairs are right.
const ACCEPTED_KEYLESS_FROM: f32 = 0.5;
/// From here on a pair of a unique exact key is certain.
const CERTAIN_FROM: f32 = 0.99;
/// From here on a pair is worth a person's look.
pub(super) const REVIEWED_FROM: f32 = 0.08;
/// Bits that must speak for a pair beside its name, where keys tie others together: anything at all.
const BESIDE_NAME_MIN: f32 = 0.3;
/// Bits that everything but keys must give before names that contradict are taken for a changed name.
const UNLIKE_NAMES_MIN: f32 = 16.0;

/// Why a pair must not count by itself although a key or the odds are for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Veto {
    /// The ID says yes; the name and everything else no.
    KeyContradicted,
    /// The address says yes; the name or the ID no.
    ReusedAddress,
    /// The name is all there is, a word mixes scripts, or the account is not a person's first one.
    Unsupported,
    /// The Azure user began after the intranet user had left.
    LeftBefore,
}

/// What about the two accounts themselves calls for a person's look.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Doubt {
    /// A word of a name mixes scripts.
    pub(super) mixed_script: bool,
    /// No key ties anybody together in this engagement, so that names are all there is to go by.
    pub(super) keyless: bool,
    /// A guest, an administration account or nobody's own.
    pub(super) not_own: bool,
}

/// The probability from which a pair counts.
pub(super) fn accepted_from(keyless: bool) -> f32 {
    if keyless {
        ACCEPTED_KEYLESS_FROM
    } else {
        ACCEPTED_FROM
    }
}

/// What contradicts a pair.
pub(super) fn veto(comparison: &Comparison, weighed: &Weighed, doubt: Doubt) -> Option<Veto> {
    let names = comparison.names;
    let uid = comparison.levels[field::UID];
    let email = comparison.levels[field::EMAIL];
    let same_uid = uid == level::UID_EXACT || uid == level::UID_NORMAL;
    let same_email = email == level::EMAIL_EXACT;
    let same_login = matches!(
        comparison.levels[field::LOGIN],
        level::LOGIN_SOURCE | level::LOGIN_HANDLE
    );
    let unlike = names.contradicts() && weighed.traits() < UNLIKE_NAMES_MIN;
    let beside_name_min = match () {
        () if names.contradicts() => UNLIKE_NAMES_MIN,
        () if doubt.keyless => 0.0,
        () => BESIDE_NAME_MIN,
    };
    let late = comparison.levels[field::TIME] == level::TIME_CONFLICT;
    match () {
        () if same_uid && unlike && !same_email && !same_login => Some(Veto::KeyContradicted),
        () if same_email && !same_uid && unlike => Some(Veto::ReusedAddress),
        () if same_email && uid == level::UID_DIFFER && !names.is_full() => {
            Some(Veto::ReusedAddress)
        }
        () if same_uid => None,
        () if same_email && late && !names.is_full() => Some(Veto::ReusedAddress),
        () if late => Some(Veto::LeftBefore),
        () if same_email && !doubt.mixed_script => None,
        () if doubt.mixed_script || (doubt.not_own && !same_login) => Some(Veto::Unsupported),
        () if weighed.beside_name() < beside_name_min => Some(Veto::Unsupported),
        () => None,
    }
}

/// Whether a pair of this probability may be called certain: a unique exact key with nothing against it.
pub(super) fn is_certain(comparison: &Comparison, candidate: Candidate, probability: f32) -> bool {
    let levels = &comparison.levels;
    let uid = candidate.unique_uid && levels[field::UID] == level::UID_EXACT;
    let email = candidate.unique_address && levels[field::EMAIL] == level::EMAIL_EXACT;
    let against = |agreement| matches!(agreement, PartLevel::Differ | PartLevel::Near);
    let names = comparison.names;
    let traits = levels[field::TRAIT..]
        .iter()
        .filter(|known| **known != level::MISSING);
    let differing = traits
        .clone()
        .filter(|known| **known == TraitLevel::Differ as u8)
        .count();
    (uid || email)
        && probability >= CERTAIN_FROM
        && levels[field::UID] != level::UID_DIFFER
        && levels[field::TIME] != level::TIME_CONFLICT
        && !against(names.given)
        && !against(names.surname)
        && (differing < 3 || differing * 2 <= traits.count())
}

/// The rule of the cascade that brought a pair together.
pub(super) fn rule(comparison: &Comparison, user_names: &Detected) -> LinkRule {
    let levels = &comparison.levels;
    let by_login = user_names.source.is_some() && levels[field::LOGIN] == level::LOGIN_SOURCE;
    match (levels[field::UID], levels[field::EMAIL]) {
        (level::UID_EXACT, _) => LinkRule::Uid,
        (level::UID_NORMAL, _) => LinkRule::UidNormalised,
        _ if by_login => LinkRule::UserName,
        (_, level::EMAIL_EXACT) => LinkRule::Email,
        (_, level::EMAIL_MOVED) => LinkRule::EmailDomain,
        _ => LinkRule::Name,
    }
}
