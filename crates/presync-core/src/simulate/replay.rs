//! What the first pass can be asked again: values, look-ups and refusals, for those who judge a plan.
//!
//! It answers as the cycle did, by row of the mapping, and decides nothing.

use super::{Input, cycle::Cycle, flow::Flow, people::Directory};
use crate::{
    AttributeId, UserIx, catalogue::Kind, finding::Finding, finding::FindingCode,
    mapping::AttributeMapping,
};

/// A cycle to ask again.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Replay<'a> {
    cycle: &'a Cycle<'a>,
}

/// Whom a person's manager is, as the cycle would resolve it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Manager {
    /// No value.
    None,
    /// A value that names nobody of the export, or several.
    Unknown(String),
    /// An Azure user.
    User(UserIx),
}

/// The manager row with the people it can name.
#[derive(Debug)]
pub(crate) struct Managers<'a> {
    replay: Replay<'a>,
    /// The row.
    pub(crate) row: u16,
    people: Directory,
}

impl<'a> Replay<'a> {
    pub(super) fn of(cycle: &'a Cycle<'a>) -> Self {
        Self { cycle }
    }

    /// What the plan was made from.
    pub(crate) fn input(&self) -> &'a Input<'a> {
        self.cycle.input
    }

    /// What binding the mapping and the scoping filter to the exports showed.
    pub(crate) fn of_binding(&self) -> impl Iterator<Item = Finding> {
        let mapping = self.cycle.mapping.findings.iter().cloned();
        mapping.chain(self.cycle.scoping.findings())
    }

    /// The match keys by precedence, as rows.
    pub(crate) fn keys(&self) -> impl Iterator<Item = u16> {
        let rows = &self.cycle.mapping.rows;
        self.cycle.keys.iter().map(|key| rows[key.row].at)
    }

    /// Match keys whose target the intranet's export does not hold.
    pub(crate) fn unknown_keys(&self) -> impl Iterator<Item = u16> {
        let keys = self.cycle.keys.iter().filter(|key| !key.index.is_known());
        keys.map(|key| self.cycle.mapping.rows[key.row].at)
    }

    /// All rows.
    pub(crate) fn rows(&self) -> impl Iterator<Item = u16> {
        self.cycle.mapping.rows.iter().map(|row| row.at)
    }

    pub(crate) fn mapping(&self, row: u16) -> &'a AttributeMapping {
        self.cycle.mapping.rows[usize::from(row)].mapping
    }

    pub(crate) fn kind(&self, row: u16) -> Kind {
        self.cycle.mapping.rows[usize::from(row)].rules.kind
    }

    /// The target's column in the intranet's export.
    pub(crate) fn held(&self, row: u16) -> Option<AttributeId> {
        self.cycle.mapping.rows[usize::from(row)].held
    }

    pub(crate) fn is_required(&self, row: u16) -> bool {
        self.cycle.mapping.rows[usize::from(row)].rules.required
    }

    /// Whether the row reads something the Azure export does not hold.
    pub(crate) fn is_unknown(&self, row: u16) -> bool {
        self.cycle.mapping.rows[usize::from(row)].is_unknown()
    }

    /// What a row gives for a user, defaults aside; none for null, a skip or an error.
    pub(crate) fn value(&self, row: u16, user: UserIx) -> Option<String> {
        let person = self.cycle.person(user);
        match self.cycle.mapping.rows[usize::from(row)].flow(&person) {
            Flow::Value(value) => Some(value.into_owned()),
            _ => None,
        }
    }

    /// Whether a row gives null for a user.
    pub(crate) fn is_null(&self, row: u16, user: UserIx) -> bool {
        let person = self.cycle.person(user);
        let flow = self.cycle.mapping.rows[usize::from(row)].flow(&person);
        flow == Flow::Null
    }

    /// The accounts a later match key would find if the earlier ones found nothing.
    pub(crate) fn other_hits(&self, user: UserIx, after: u16) -> Vec<(u16, Vec<UserIx>)> {
        self.cycle.other_hits(user, after)
    }

    /// Why a create of this user would be refused, by row.
    pub(crate) fn refusals(&self, user: UserIx) -> Vec<(FindingCode, u16)> {
        let refusals = self.cycle.refusals(user);
        refusals.map(|(code, row)| (code, row.at)).collect()
    }

    /// Whether the intranet's export says that an account is inactive.
    pub(crate) fn is_inactive(&self, account: UserIx) -> bool {
        self.cycle.is_inactive(account)
    }

    /// Whether an Azure user is disabled or in the recycle bin.
    pub(crate) fn is_disabled(&self, user: UserIx) -> bool {
        self.cycle.source.is_disabled(user)
    }

    /// The manager row and whom it can name; none when there is no such row or no such column.
    pub(crate) fn managers(&self) -> Option<Managers<'a>> {
        let mut rows = self.cycle.mapping.rows.iter();
        let row = rows.find(|row| row.is_reference())?;
        let azure = self.cycle.input.azure;
        let column = azure.attribute("manager")?;
        Some(Managers {
            replay: *self,
            row: row.at,
            people: Directory::of_azure(azure, Some(column)),
        })
    }
}

impl Managers<'_> {
    pub(crate) fn of(&self, user: UserIx) -> Manager {
        match self.replay.value(self.row, user) {
            None => Manager::None,
            Some(name) => match self.people.find(&name) {
                Some(manager) => Manager::User(manager),
                None => Manager::Unknown(name),
            },
        }
    }
}
