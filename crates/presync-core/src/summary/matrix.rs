//! Identity against rule: how many Azure users stand in each cell, and what that means for them.

use crate::{
    LinkStatus, Outcome,
    engagement::Engagement,
    plan::{AzureRow, Why},
};

/// What identity says about an Azure user: the rows of the matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum IdentityIs {
    /// A certain, likely or confirmed link.
    SamePerson,
    /// An open review pair.
    Undecided,
    /// No intranet user.
    Nobody,
}

impl IdentityIs {
    /// All of them in the order of the matrix.
    pub const ALL: [Self; 3] = [Self::SamePerson, Self::Undecided, Self::Nobody];

    /// What the reader sees.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::SamePerson => "Same person",
            Self::Undecided => "Undecided",
            Self::Nobody => "Nobody",
        }
    }

    /// The word used in files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SamePerson => "same_person",
            Self::Undecided => "undecided",
            Self::Nobody => "nobody",
        }
    }

    fn of(row: &AzureRow) -> Self {
        match row.identity_status {
            Some(status) if status.is_identity() => Self::SamePerson,
            Some(LinkStatus::Review) => Self::Undecided,
            _ => Self::Nobody,
        }
    }
}

/// What the rule finds for an Azure user: the columns of the matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RuleFinds {
    /// The account identity names.
    ThatAccount,
    /// Another account.
    AnotherAccount,
    /// Several accounts.
    SeveralAccounts,
    /// No account.
    Nothing,
    /// Out of scope, or without a value to look up.
    NotLookedUp,
}

impl RuleFinds {
    /// All of them in the order of the matrix.
    pub const ALL: [Self; 5] = [
        Self::ThatAccount,
        Self::AnotherAccount,
        Self::SeveralAccounts,
        Self::Nothing,
        Self::NotLookedUp,
    ];

    /// What the reader sees.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::ThatAccount => "finds that account",
            Self::AnotherAccount => "finds another account",
            Self::SeveralAccounts => "finds several accounts",
            Self::Nothing => "finds nothing",
            Self::NotLookedUp => "not looked up",
        }
    }

    /// The word used in files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ThatAccount => "that_account",
            Self::AnotherAccount => "another_account",
            Self::SeveralAccounts => "several_accounts",
            Self::Nothing => "nothing",
            Self::NotLookedUp => "not_looked_up",
        }
    }

    pub(crate) fn of(row: &AzureRow) -> Self {
        match row.hits.as_ref() {
            [account] if row.identity == Some(*account) => Self::ThatAccount,
            [_] => Self::AnotherAccount,
            [] if row.outcome == Outcome::OutOfScope || row.why == Why::NoMatchValue => {
                Self::NotLookedUp
            }
            [] => Self::Nothing,
            _ => Self::SeveralAccounts,
        }
    }
}

/// One cell: how many, and as what.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MatrixCell {
    /// Azure users in it.
    pub count: u32,
    /// Their outcomes with counts, worst first; none when nobody is in it.
    pub outcomes: Vec<(Outcome, u32)>,
}

/// The matrix: rows by [`IdentityIs::ALL`], columns by [`RuleFinds::ALL`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Matrix {
    cells: [[MatrixCell; 5]; 3],
}

impl Matrix {
    pub(super) fn of(engagement: &Engagement<'_>) -> Self {
        let mut counts = [[[0u32; Outcome::ALL.len()]; 5]; 3];
        for row in &engagement.plan.azure {
            let cell = &mut counts[IdentityIs::of(row) as usize][RuleFinds::of(row) as usize];
            for (slot, outcome) in cell.iter_mut().zip(Outcome::ALL) {
                *slot += u32::from(outcome == row.outcome);
            }
        }
        Self {
            cells: counts.map(|row| row.map(|cell| MatrixCell::of(&cell))),
        }
    }

    /// One cell.
    #[must_use]
    pub fn cell(&self, identity: IdentityIs, rule: RuleFinds) -> &MatrixCell {
        &self.cells[identity as usize][rule as usize]
    }
}

impl MatrixCell {
    fn of(counts: &[u32; Outcome::ALL.len()]) -> Self {
        let outcomes: Vec<(Outcome, u32)> = Outcome::ALL
            .into_iter()
            .zip(counts.iter().copied())
            .filter(|(_, count)| *count > 0)
            .collect();
        Self {
            count: counts.iter().sum(),
            outcomes,
        }
    }
}
