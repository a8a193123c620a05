//! What could be edited for one person, in the order it is to be tried: their own account first, then the
//! account found instead, then Azure, and a sign-in name last.
//!
//! It proposes; whether an edit helps and harms nobody is `search`'s.

use crate::{
    AttributeId, LinkStatus, Outcome, Side, UserIx, catalogue,
    mapping::MappingSource,
    simulate::{Fate, Input, Trial, equal_folded},
};

/// Accounts that are released at most, so that one person finds their own.
const RELEASED_MAX: usize = 4;
/// Attributes nobody edits: the directory gives them, or people sign in by them.
const FIXED: [&str; 13] = [
    "objectId",
    "userPrincipalName",
    "originalUserPrincipalName",
    "onPremisesUserPrincipalName",
    "immutableId",
    "onPremisesSamAccountName",
    "onPremisesSecurityIdentifier",
    "onPremisesDistinguishedName",
    "onPremisesDomainName",
    "createdDateTime",
    "deletedDateTime",
    "dirSyncEnabled",
    "proxyAddresses",
];
const USER_NAME: &str = "userName";

/// A cell of either side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cell {
    pub(super) side: Side,
    pub(super) user: UserIx,
    pub(super) attribute: AttributeId,
}

/// One edit that could be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) cell: Cell,
    pub(super) value: String,
}

/// The person's own account, where identity knows it.
pub(super) fn own_of(input: &Input<'_>, user: UserIx) -> Option<UserIx> {
    let link = input.matching.of_azure(user)?;
    link.status.is_identity().then_some(link.legacy)
}

/// The Azure user whose account it is.
pub(super) fn owner_of(input: &Input<'_>, account: UserIx) -> Option<UserIx> {
    let link = input.matching.of_legacy(account)?;
    link.status.is_identity().then_some(link.azure)
}

/// Proposes edits for one person.
pub(super) struct Proposer<'t, 'a> {
    pub(super) trial: &'t Trial<'a>,
    pub(super) user: UserIx,
}

impl Proposer<'_, '_> {
    fn input(&self) -> &Input<'_> {
        self.trial.input()
    }

    /// What the own account would have to hold, by match key in Entra's order. `renames` asks for the
    /// user name, and for nothing else.
    pub(super) fn own(&self, renames: bool) -> Vec<Step> {
        let Some(own) = own_of(self.input(), self.user) else {
            return Vec::new();
        };
        let keys = self.trial.keys().into_iter();
        keys.filter(|row| (self.trial.mapping(*row).target == USER_NAME) == renames)
            .filter_map(|row| self.legacy(own, row, self.user))
            .collect()
    }

    /// An account holds what a row gives for an Azure user.
    fn legacy(&self, account: UserIx, row: u16, user: UserIx) -> Option<Step> {
        let attribute = self.trial.target(row)?;
        let value = self.trial.value(row, user)?;
        let held = self.trial.held(account, attribute);
        (held != value).then(|| legacy_step(account, attribute, value))
    }

    /// Azure's own value set to what the own account holds, by match key.
    pub(super) fn azure(&self) -> Vec<Step> {
        let Some(own) = own_of(self.input(), self.user) else {
            return Vec::new();
        };
        let step = |row: u16| {
            let MappingSource::Direct(name) = &self.trial.mapping(row).source else {
                return None;
            };
            let attribute = self.trial.column(name)?;
            let known = self.input().azure.name(attribute);
            let held = self.trial.held(own, self.trial.target(row)?);
            let is_fit = !held.is_empty() && !held.contains(crate::record::VALUE_SEPARATOR);
            let now = self.trial.azure_held(self.user, attribute);
            (is_fit && !FIXED.contains(&known) && now != held).then(|| Step {
                cell: Cell {
                    side: Side::Azure,
                    user: self.user,
                    attribute,
                },
                value: held.to_owned(),
            })
        };
        self.trial.keys().into_iter().filter_map(step).collect()
    }

    /// What the accounts found instead would have to hold, so that they are not found: what their own
    /// Azure users are looked up by, or nothing. None where one of them cannot be edited.
    pub(super) fn releases(&self, fate: &Fate, renames: bool) -> Option<Vec<Step>> {
        let own = own_of(self.input(), self.user);
        let (row, found) = match fate.outcome {
            Outcome::Linked => (self.trial.name_row()?, self.namesakes(own?)?),
            _ => (fate.key?, fate.hits.clone()),
        };
        let others = found.into_iter().filter(|account| Some(*account) != own);
        let steps: Option<Vec<Step>> = others
            .take(RELEASED_MAX + 1)
            .map(|account| self.release(account, row, renames))
            .collect();
        steps.filter(|steps| !steps.is_empty() && steps.len() <= RELEASED_MAX)
    }

    /// The accounts that hold the user name which this one would get.
    fn namesakes(&self, own: UserIx) -> Option<Vec<UserIx>> {
        let row = self.trial.name_row()?;
        let name = self.trial.value(row, self.user)?;
        let mut holders = self.trial.holders(self.trial.target(row)?, &name);
        holders.retain(|account| *account != own);
        Some(holders)
    }

    fn release(&self, account: UserIx, row: u16, renames: bool) -> Option<Step> {
        let target = &self.trial.mapping(row).target;
        if self.is_open(account) || (target == USER_NAME) != renames {
            return None;
        }
        let attribute = self.trial.target(row)?;
        let owner = owner_of(self.input(), account).filter(|owner| *owner != self.user);
        let held = self.trial.held(account, attribute);
        let right = owner.and_then(|owner| self.trial.value(row, owner));
        if let Some(right) = right.filter(|right| !equal_folded(right, held)) {
            return Some(legacy_step(account, attribute, right));
        }
        let known = catalogue::find(Side::Legacy, target);
        let is_optional = known.is_none_or(|known| !known.required);
        is_optional.then(|| legacy_step(account, attribute, String::new()))
    }

    /// Whether nobody has decided yet whose account it is: it is left as it is.
    fn is_open(&self, account: UserIx) -> bool {
        let link = self.input().matching.of_legacy(account);
        link.is_some_and(|link| link.status == LinkStatus::Review)
    }
}

fn legacy_step(account: UserIx, attribute: AttributeId, value: String) -> Step {
    Step {
        cell: Cell {
            side: Side::Legacy,
            user: account,
            attribute,
        },
        value,
    }
}
