//! The users of one export with what names them: keys, name, address. Resolved once, read per user.

use super::{
    keys::{WORK_MAIL, folded_key, keys},
    people::hash,
};
use crate::{AttributeId, Population, Side, UserIx, names::fold};

/// A population and the columns by which its people are told apart.
#[derive(Debug)]
pub(super) struct Persons<'a> {
    pub(super) users: &'a Population,
    keys: Vec<Option<AttributeId>>,
    given: Option<AttributeId>,
    family: Option<AttributeId>,
    whole: Option<AttributeId>,
    called: Vec<AttributeId>,
}

impl<'a> Persons<'a> {
    pub(super) fn of(users: &'a Population) -> Self {
        let (names, called) = match users.side() {
            Side::Azure => (
                ["givenName", "surname", "displayName"],
                ["userPrincipalName", "mail", "objectId"],
            ),
            Side::Legacy => (
                ["name.givenName", "name.familyName", "displayName"],
                ["userName", "externalId", WORK_MAIL],
            ),
        };
        let [given, family, whole] = names.map(|name| users.attribute(name));
        Self {
            users,
            keys: keys(users.side())
                .map(|name| users.attribute(name))
                .to_vec(),
            given,
            family,
            whole,
            called: called
                .into_iter()
                .filter_map(|name| users.attribute(name))
                .collect(),
        }
    }

    /// How many keys there are, the most trusted first.
    pub(super) fn keys(&self) -> usize {
        self.keys.len()
    }

    /// One key of a user, letter case set aside but for the unique ID; none when absent.
    pub(super) fn key_hash(&self, user: UserIx, key: usize) -> Option<u64> {
        self.key(user, key).map(|value| hash(&value))
    }

    /// Whether the two have different values of a key that takes part in an anchor.
    pub(super) fn contradicts(&self, user: UserIx, other: &Self, theirs: UserIx) -> bool {
        const IN_ANCHORS: usize = 2;
        (0..IN_ANCHORS).any(|key| match (self.key(user, key), other.key(theirs, key)) {
            (Some(ours), Some(theirs)) => ours != theirs,
            _ => false,
        })
    }

    /// Whether two that share a key are one person although another key differs: a sign-in name or an
    /// address is given to the next of that name, so the whole name must agree; behind an ID that says
    /// nothing of its owner the first name is enough.
    pub(super) fn is_surely(&self, user: UserIx, other: &Self, theirs: UserIx, key: usize) -> bool {
        let same = |ours: String, theirs: String| !ours.is_empty() && ours == theirs;
        let says_nothing = key == 0 && !self.key(user, key).is_some_and(|id| id.contains('@'));
        let [ours, others] =
            [(self, user), (other, theirs)].map(|(side, user)| fold(side.text(user, side.given)));
        same(fold(&self.name(user)), fold(&other.name(theirs)))
            || (says_nothing && same(ours, others))
    }

    /// What the person signs in with, else another key; empty when there is none.
    pub(super) fn person(&self, user: UserIx) -> &'a str {
        let values = self
            .called
            .iter()
            .map(|id| self.users.text(user, *id).trim());
        values
            .into_iter()
            .find(|value| !value.is_empty())
            .unwrap_or("")
    }

    /// Given name and surname, else the whole name.
    pub(super) fn name(&self, user: UserIx) -> String {
        let parts = [self.given, self.family].map(|part| self.text(user, part));
        match parts {
            ["", ""] => self.text(user, self.whole).to_owned(),
            [given, family] => format!("{given} {family}").trim().to_owned(),
        }
    }

    fn key(&self, user: UserIx, key: usize) -> Option<String> {
        folded_key(self.users.side(), key, self.text(user, self.keys[key]))
    }

    fn text(&self, user: UserIx, attribute: Option<AttributeId>) -> &'a str {
        attribute.map_or("", |id| self.users.text(user, id).trim())
    }
}
