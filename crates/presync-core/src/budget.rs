//! The budget: how many of what the customer accepts. It judges a plan line; it does not make one.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Limits on a plan. A missing limit limits nothing; the default is the contract's:
/// no takeover, no duplicate, no ambiguous, no failure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Budget {
    /// Azure users that would overwrite somebody else's account.
    pub takeovers: Option<u32>,
    /// People who would get a second account.
    pub duplicates: Option<u32>,
    /// Azure users whose rule finds several accounts.
    pub ambiguous: Option<u32>,
    /// Users that would fail.
    pub fail: Option<u32>,
    /// New accounts.
    pub creates: Option<u32>,
    /// Accounts that would change.
    pub updates: Option<u32>,
    /// Accounts that would become inactive.
    pub disables: Option<u32>,
    /// Changes of existing accounts by target attribute.
    pub attributes: BTreeMap<String, u32>,
    /// Changed existing accounts by the intranet's department.
    pub departments: BTreeMap<String, u32>,
    /// Intranet user names that must not change at all.
    pub protected: Vec<String>,
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            takeovers: Some(0),
            duplicates: Some(0),
            ambiguous: Some(0),
            fail: Some(0),
            creates: None,
            updates: None,
            disables: None,
            attributes: BTreeMap::new(),
            departments: BTreeMap::new(),
            protected: Vec::new(),
        }
    }
}

/// One limit and what the plan needs of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Gauge {
    /// What is limited, such as `takeovers` or `attribute title`.
    pub name: String,
    /// The limit.
    pub limit: u32,
    /// What the plan has.
    pub actual: u32,
    /// The first of those who count, by the names people know them by.
    pub who: Vec<String>,
}

impl Gauge {
    /// Whether the plan keeps the limit.
    #[must_use]
    pub fn is_inside(&self) -> bool {
        self.actual <= self.limit
    }
}

/// Why a budget file could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the budget cannot be read: {0}")]
pub struct BudgetError(pub String);

impl Budget {
    /// Reads a budget from TOML. Limits that are not named keep the default.
    ///
    /// # Errors
    /// When the text is no TOML or names something that is no limit; the message names line and key.
    pub fn from_toml(text: &str) -> Result<Self, BudgetError> {
        toml::from_str(text).map_err(|error| BudgetError(error.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(toml: &str, expect: Result<(Option<u32>, Option<u32>), &str>) {
        match (Budget::from_toml(toml), expect) {
            (Ok(budget), Ok(limits)) => assert_eq!((budget.takeovers, budget.creates), limits),
            (Err(error), Err(part)) => assert!(error.0.contains(part), "{error}"),
            (got, expect) => panic!("{toml}: {got:?} against {expect:?}"),
        }
    }

    #[test]
    fn limits_not_named_keep_the_default() {
        check("", Ok((Some(0), None)));
        check("creates = 40", Ok((Some(0), Some(40))));
        check("takeovers = 2", Ok((Some(2), None)));
    }

    #[test]
    fn a_misspelt_limit_is_named() {
        check("take_overs = 2", Err("take_overs"));
        check("creates = -1", Err("creates"));
    }
}
