//! How a pair agrees, field by field. It says nothing of what an agreement is worth.

use super::{
    addresses::DomainMoves,
    marks::{Activity, Mark},
    profile::{Books, NO_DAY, Profiles},
    traits::Traits,
};
use crate::{
    UserIx,
    names::{Name, NameAgreement, NameBook},
};

/// Fields before the traits, in the order of [`FIELD_NAMES`].
pub(super) mod field {
    pub(in crate::matching) const UID: usize = 0;
    pub(in crate::matching) const EMAIL: usize = 1;
    pub(in crate::matching) const LOGIN: usize = 2;
    pub(in crate::matching) const GIVEN: usize = 3;
    pub(in crate::matching) const SURNAME: usize = 4;
    pub(in crate::matching) const ORDER: usize = 5;
    pub(in crate::matching) const ACTIVITY: usize = 6;
    pub(in crate::matching) const TIME: usize = 7;
    pub(in crate::matching) const MARK: usize = 8;
    pub(in crate::matching) const TRAIT: usize = 9;
}

/// The names evidence carries for the fields before the traits.
pub(super) const FIELD_NAMES: [&str; field::TRAIT] = [
    "uid",
    "email",
    "user-name",
    "given-name",
    "surname",
    "name-order",
    "activity",
    "dates",
    "account-kind",
];
/// Traits a comparison can hold.
pub(super) const TRAITS_MAX: usize = 16;
/// Fields a comparison can hold.
pub(super) const FIELDS_MAX: usize = field::TRAIT + TRAITS_MAX;
/// Levels a field can have, missing included.
pub(super) const LEVELS_MAX: usize = 17;

/// Levels of the keys; 0 is missing everywhere.
pub(super) mod level {
    pub(in crate::matching) const MISSING: u8 = 0;
    pub(in crate::matching) const UID_EXACT: u8 = 1;
    pub(in crate::matching) const UID_NORMAL: u8 = 2;
    pub(in crate::matching) const UID_DIFFER: u8 = 3;
    pub(in crate::matching) const EMAIL_EXACT: u8 = 1;
    pub(in crate::matching) const EMAIL_MOVED: u8 = 2;
    pub(in crate::matching) const EMAIL_LOCAL: u8 = 3;
    pub(in crate::matching) const EMAIL_DIFFER: u8 = 4;
    /// The user name equals the attribute it was found to come from.
    pub(in crate::matching) const LOGIN_SOURCE: u8 = 1;
    /// The user name equals another handle.
    pub(in crate::matching) const LOGIN_HANDLE: u8 = 2;
    pub(in crate::matching) const LOGIN_DIFFER: u8 = 3;
    pub(in crate::matching) const ORDER_STRAIGHT: u8 = 1;
    pub(in crate::matching) const ORDER_SWAPPED: u8 = 2;
    pub(in crate::matching) const TIME_POSSIBLE: u8 = 1;
    /// The Azure user began well after the intranet user had left.
    pub(in crate::matching) const TIME_CONFLICT: u8 = 2;
}

/// How a pair agrees.
#[derive(Debug, Clone, Copy)]
pub(super) struct Comparison {
    pub(super) levels: [u8; FIELDS_MAX],
    pub(super) names: NameAgreement,
    /// The readings of the names that were compared.
    pub(super) compared: (Name, Name),
    pub(super) surprise: [f32; TRAITS_MAX],
}

/// Everything a comparison reads.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sides<'a> {
    pub(super) legacy: &'a Profiles,
    pub(super) azure: &'a Profiles,
    pub(super) books: &'a Books,
    pub(super) traits: &'a Traits,
    pub(super) moves: &'a DomainMoves,
}

impl Sides<'_> {
    /// Compares an intranet user with an Azure user.
    pub(super) fn compare(&self, legacy: UserIx, azure: UserIx) -> Comparison {
        self.compare_named(legacy, azure, self.compare_names(legacy, azure))
    }

    /// As [`Self::compare`], of users whose names are compared already.
    pub(super) fn compare_named(
        &self,
        legacy: UserIx,
        azure: UserIx,
        (names, compared): (NameAgreement, (Name, Name)),
    ) -> Comparison {
        let mut levels = [level::MISSING; FIELDS_MAX];
        levels[field::UID] = self.compare_uid(legacy, azure);
        levels[field::EMAIL] = self.compare_addresses(legacy, azure);
        levels[field::LOGIN] = self.compare_logins(legacy, azure);
        levels[field::GIVEN] = names.given as u8;
        levels[field::SURNAME] = names.surname as u8;
        if names.given.agrees() && names.surname.agrees() {
            levels[field::ORDER] = if names.swapped {
                level::ORDER_SWAPPED
            } else {
                level::ORDER_STRAIGHT
            };
        }
        levels[field::ACTIVITY] = self.compare_activity(legacy, azure);
        levels[field::TIME] = self.compare_times(legacy, azure);
        levels[field::MARK] = self.compare_marks(legacy, azure);
        let mut surprise = [0.0; TRAITS_MAX];
        for (at, agreement) in self.traits.compare(legacy, azure).enumerate() {
            levels[field::TRAIT + at] = agreement.level as u8;
            surprise[at] = agreement.surprise;
        }
        Comparison {
            levels,
            names,
            compared,
            surprise,
        }
    }

    /// The better of the readings that the two names have.
    pub(super) fn compare_names(
        &self,
        legacy: UserIx,
        azure: UserIx,
    ) -> (NameAgreement, (Name, Name)) {
        let book = &self.books.names;
        let ours = [
            self.legacy.of(legacy).name,
            self.legacy.of(legacy).other_name,
        ];
        let theirs = [self.azure.of(azure).name, self.azure.of(azure).other_name];
        let mut best = (book.compare(ours[0], theirs[0]), (ours[0], theirs[0]));
        if best.0.is_full() {
            return best;
        }
        for (a, b) in [(ours[0], theirs[1]), (ours[1], theirs[0])] {
            if a.whole != 0 && b.whole != 0 {
                let other = book.compare(a, b);
                if NameBook::better(best.0, other) != best.0 {
                    best = (other, (a, b));
                }
            }
        }
        best
    }

    /// Whether the two share an ID or an address.
    pub(super) fn share_key(&self, legacy: UserIx, azure: UserIx) -> bool {
        matches!(
            self.compare_uid(legacy, azure),
            level::UID_EXACT | level::UID_NORMAL
        ) || self.compare_addresses(legacy, azure) == level::EMAIL_EXACT
    }

    fn compare_uid(&self, legacy: UserIx, azure: UserIx) -> u8 {
        let (a, b) = (self.legacy.of(legacy).uid, self.azure.of(azure).uid);
        match () {
            () if a.is_missing() || b.is_missing() => level::MISSING,
            () if a.exact == b.exact => level::UID_EXACT,
            () if a.normal == b.normal => level::UID_NORMAL,
            () => level::UID_DIFFER,
        }
    }

    fn compare_addresses(&self, legacy: UserIx, azure: UserIx) -> u8 {
        let (ours, theirs) = (
            self.legacy.addresses.of(legacy),
            self.azure.addresses.of(azure),
        );
        if ours.is_empty() || theirs.is_empty() {
            return level::MISSING;
        }
        let mut best = level::EMAIL_DIFFER;
        for a in ours {
            for b in theirs.iter().filter(|b| b.local == a.local) {
                let found = match () {
                    () if a.domain == b.domain => level::EMAIL_EXACT,
                    () if self.moves.holds(a.domain, b.domain) => level::EMAIL_MOVED,
                    () => level::EMAIL_LOCAL,
                };
                best = best.min(found);
            }
        }
        best
    }

    fn compare_logins(&self, legacy: UserIx, azure: UserIx) -> u8 {
        let login = self.legacy.of(legacy).login;
        let handles = self.azure.handles.of(azure);
        if login == 0 || (handles.is_empty() && self.azure.of(azure).login == 0) {
            return level::MISSING;
        }
        let ours = self.legacy.handles.of(legacy);
        match () {
            () if login == self.azure.of(azure).login => level::LOGIN_SOURCE,
            () if ours
                .iter()
                .any(|handle| handles.binary_search(handle).is_ok()) =>
            {
                level::LOGIN_HANDLE
            }
            () => level::LOGIN_DIFFER,
        }
    }

    /// One level for each combination, so that what active and inactive are worth is learnt.
    fn compare_activity(&self, legacy: UserIx, azure: UserIx) -> u8 {
        match (
            self.legacy.of(legacy).activity,
            self.azure.of(azure).activity,
        ) {
            (Activity::Active, Activity::Active) => 1,
            (Activity::Active, Activity::Inactive) => 2,
            (Activity::Inactive, Activity::Active) => 3,
            (Activity::Inactive, Activity::Inactive) => 4,
            _ => level::MISSING,
        }
    }

    fn compare_times(&self, legacy: UserIx, azure: UserIx) -> u8 {
        let (end, start) = (
            self.legacy.of(legacy).boundary,
            self.azure.of(azure).boundary,
        );
        if end == NO_DAY || start == NO_DAY {
            level::MISSING
        } else if i64::from(start) > i64::from(end) + 31 {
            level::TIME_CONFLICT
        } else {
            level::TIME_POSSIBLE
        }
    }

    fn compare_marks(&self, legacy: UserIx, azure: UserIx) -> u8 {
        let rank = |mark| match mark {
            Mark::Plain => 0u8,
            Mark::Guest => 1,
            Mark::Admin => 2,
            Mark::Impersonal => 3,
        };
        1 + rank(self.legacy.of(legacy).mark) * 4 + rank(self.azure.of(azure).mark)
    }
}
