//! People one would rather not try anything on: Power Users, and whom the budget protects.

use std::collections::BTreeSet;

use crate::{Plan, UserIx, engagement::Engagement};

/// Why one would rather take somebody else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Protection {
    /// A Power User, whose rights may be lost.
    PowerUser,
    /// The budget names the account as one that must not change.
    Budget,
}

impl Protection {
    /// What it is, in a few words.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::PowerUser => "Power User",
            Self::Budget => "protected by the budget",
        }
    }
}

/// Who is protected, by account.
#[derive(Debug)]
pub struct Protected(Vec<Option<Protection>>);

impl Protected {
    /// The accounts of an engagement.
    #[must_use]
    pub fn of(engagement: &Engagement<'_>) -> Self {
        let legacy = engagement.legacy;
        let kind = legacy.attribute("userType");
        let name = legacy.attribute("userName");
        let names = engagement.budget.protected.iter();
        let names: BTreeSet<String> = names.map(|name| name.trim().to_lowercase()).collect();
        let of = |user| {
            let is_power = legacy
                .first_in(user, kind)
                .eq_ignore_ascii_case("Power User");
            let is_named =
                || !names.is_empty() && names.contains(&legacy.first_in(user, name).to_lowercase());
            match is_power {
                true => Some(Protection::PowerUser),
                false => is_named().then_some(Protection::Budget),
            }
        };
        Self(legacy.users().map(of).collect())
    }

    /// Of an account.
    #[must_use]
    pub fn of_account(&self, account: UserIx) -> Option<Protection> {
        self.0.get(account.index()).copied().flatten()
    }

    /// Of an Azure user: whether the account it finds, or is said to be, is protected.
    #[must_use]
    pub fn of_azure(&self, plan: &Plan, user: UserIx) -> Option<Protection> {
        let row = &plan.azure[user.index()];
        let accounts = row.hits.iter().copied().chain(row.identity);
        accounts
            .filter_map(|account| self.of_account(account))
            .min()
    }
}
