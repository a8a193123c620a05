//! How references find people: managers on both sides, by whatever the exports call them.
//!
//! Only names somebody refers to are kept, so that a directory stays small beside its population.

use rustc_hash::FxHashMap;

use crate::{AttributeId, Population, UserIx, catalogue::SCIM_ID};

const AZURE_NAMES: &[&str] = &["objectId", "userPrincipalName"];
/// Where a SCIM service was asked, managers are its own ids; no other export has that column.
const INTRANET_NAMES: &[&str] = &[
    SCIM_ID,
    "userName",
    "externalId",
    "emails[type eq \"work\"].value",
    "displayName",
];

/// Finds a user of one population by id, name or address: by what is said first of a user, so that an
/// account's user name wins over another's address. A name that two users share finds nobody.
#[derive(Debug, Default)]
pub(super) struct Directory {
    by_name: FxHashMap<String, Holder>,
}

#[derive(Debug, Clone, Copy)]
enum Holder {
    Nobody,
    /// By a name of this rank.
    One(UserIx, Rank),
    Several,
}

/// Which of a user's names it is: the first ones win.
type Rank = u8;
const FULL_NAME: Rank = Rank::MAX;

impl Directory {
    /// The Azure directory, for the names in one of its columns.
    pub(super) fn of_azure(azure: &Population, wanted: Option<AttributeId>) -> Self {
        let mut directory = Self::wanting(azure, wanted);
        directory.scan(azure, AZURE_NAMES);
        directory
    }

    /// The intranet's directory, for the names in one of its columns: SCIM ids, user names, UIDs and
    /// addresses, and full names in both orders.
    pub(super) fn of_intranet(legacy: &Population, wanted: Option<AttributeId>) -> Self {
        let mut directory = Self::wanting(legacy, wanted);
        directory.scan(legacy, INTRANET_NAMES);
        directory.scan_full_names(legacy);
        directory
    }

    pub(super) fn find(&self, name: &str) -> Option<UserIx> {
        let mut folded = String::new();
        match self.by_name.get(fold(name, &mut folded)) {
            Some(Holder::One(user, _)) => Some(*user),
            _ => None,
        }
    }

    fn wanting(population: &Population, wanted: Option<AttributeId>) -> Self {
        let mut by_name: FxHashMap<String, Holder> = FxHashMap::default();
        let mut folded = String::new();
        if let Some(attribute) = wanted {
            for user in population.users() {
                let name = population.held(user, attribute);
                if !name.is_empty() && !by_name.contains_key(fold(name, &mut folded)) {
                    by_name.insert(folded.clone(), Holder::Nobody);
                }
            }
        }
        Self { by_name }
    }

    fn scan(&mut self, population: &Population, names: &[&str]) {
        let mut folded = String::new();
        for (rank, name) in (0..).zip(names) {
            let Some(attribute) = population.attribute(name) else {
                continue;
            };
            for user in population.users() {
                self.offer(population.held(user, attribute), user, rank, &mut folded);
            }
        }
    }

    fn scan_full_names(&mut self, legacy: &Population) {
        let given = legacy.attribute("name.givenName");
        let family = legacy.attribute("name.familyName");
        let (Some(given), Some(family)) = (given, family) else {
            return;
        };
        let (mut whole, mut folded) = (String::new(), String::new());
        for user in legacy.users() {
            let (given, family) = (legacy.held(user, given), legacy.held(user, family));
            if given.is_empty() || family.is_empty() {
                continue;
            }
            for [first, between, last] in [[given, " ", family], [family, ", ", given]] {
                whole.clear();
                whole.extend([first, between, last]);
                self.offer(&whole, user, FULL_NAME, &mut folded);
            }
        }
    }

    fn offer(&mut self, name: &str, user: UserIx, rank: Rank, folded: &mut String) {
        if name.is_empty() || self.by_name.is_empty() {
            return;
        }
        if let Some(holder) = self.by_name.get_mut(fold(name, folded)) {
            *holder = match *holder {
                Holder::Nobody => Holder::One(user, rank),
                Holder::One(held, known) if known == rank && held != user => Holder::Several,
                known => known,
            };
        }
    }
}

/// The name without blanks around it in lower case, written to where one was before.
fn fold<'f>(name: &str, folded: &'f mut String) -> &'f str {
    let name = name.trim();
    folded.clear();
    if name.is_ascii() {
        folded.push_str(name);
        folded.make_ascii_lowercase();
    } else {
        folded.push_str(&name.to_lowercase());
    }
    folded
}
