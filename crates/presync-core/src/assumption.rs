//! What Presync takes for granted where no document states how Entra or the intranet behaves.
//!
//! Each one has a name, choices with one default, and is named in the `basis` of the rows it decided.
//! What the choices say is `assumption_table`'s; what was chosen is `chosen`'s.

use serde::{Deserialize, Serialize};

use crate::assumption_table::{CHOICES, Choice, NAMES};

/// One thing taken for granted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Assumption {
    /// The intranet's look-ups ignore case for user name and e-mail, and not for the UID.
    CaseMatch,
    /// A source user without a value for one match key goes on to the next.
    NullFallsThrough,
    /// Several hits on one match key fail the user; the next key is not tried.
    MultipleHitsFail,
    /// A never-linked user who is disabled in Azure and has an account is set inactive.
    DisabledMatched,
    /// Undecided pairs are computed as two people.
    IdentityOpen,
    /// Every user of the tenant is in scope, since nothing was said about assignment.
    ScopeAll,
    /// Two Azure users that find one account both write to it.
    TwoSourcesOneAccount,
    /// A create without a required value is refused; an update if the account has none either.
    RequiredMissing,
    /// An account that is inactive is found all the same, and becomes active again.
    InactiveFound,
    /// A user name that another account holds is refused (409).
    #[serde(rename = "username-taken")]
    UserNameTaken,
    /// A value that is not in the documented list, or not of its type, is refused.
    EnumerationRefused,
    /// An attribute the intranet export does not hold is computed as empty.
    NotExported,
    /// A clause NOT EQUALS of a scoping filter is false for a user without a value.
    NotEqualsNull,
    /// A regular expression of a scoping filter need only occur in the value, not be all of it.
    PatternAnywhere,
    /// A clause ENDS_WITH of a scoping filter respects letter case.
    EndsWithCase,
    /// Of several values of one attribute, all must satisfy a clause of a scoping filter.
    FilterAllValues,
    /// The experimental input filter of a schema is computed as one more filter that must hold.
    InputFilter,
    /// A group of which no file says whether it is security-enabled is computed as if it were.
    GroupSecurity,
    /// Members that an intranet group has already stay in it: the first cycle adds members and removes none.
    GroupMembersKept,
    /// No list of the intranet's groups was given, so every group is computed as new.
    IntranetGroupsUnknown,
    /// Look-ups see the accounts as they were before the cycle.
    Order,
    /// What the export holds is what the service would return, as it reads.
    ExportEqualsScim,
    /// An expression that gives no value leaves its attribute alone.
    ExpressionError,
    /// An empty text that an expression gives is sent no more than null.
    EmptyText,
    /// A person who is their own manager gets no manager.
    OwnManager,
}

/// How many assumptions there are.
pub(crate) const COUNT: usize = 25;

impl Assumption {
    /// All of them, in order.
    pub const ALL: [Self; COUNT] = [
        Self::CaseMatch,
        Self::NullFallsThrough,
        Self::MultipleHitsFail,
        Self::DisabledMatched,
        Self::IdentityOpen,
        Self::ScopeAll,
        Self::TwoSourcesOneAccount,
        Self::RequiredMissing,
        Self::InactiveFound,
        Self::UserNameTaken,
        Self::EnumerationRefused,
        Self::NotExported,
        Self::NotEqualsNull,
        Self::PatternAnywhere,
        Self::EndsWithCase,
        Self::FilterAllValues,
        Self::InputFilter,
        Self::GroupSecurity,
        Self::GroupMembersKept,
        Self::IntranetGroupsUnknown,
        Self::Order,
        Self::ExportEqualsScim,
        Self::ExpressionError,
        Self::EmptyText,
        Self::OwnManager,
    ];

    /// The name used in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        NAMES[self as usize]
    }

    /// The one so called.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }

    /// What can be assumed instead; the default comes first.
    #[must_use]
    pub fn choices(self) -> &'static [Choice] {
        CHOICES[self as usize]
    }

    /// What is assumed unless something else is chosen, in one sentence for the report.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        self.choices()[0].sentence
    }
}

/// A set of assumptions, small enough for every row of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, PartialOrd, Ord)]
pub struct AssumptionSet(u32);

impl AssumptionSet {
    /// No assumption: documented behaviour.
    pub const DOCUMENTED: Self = Self(0);

    /// This set and one more.
    #[must_use]
    pub fn with(self, assumption: Assumption) -> Self {
        Self(self.0 | (1 << assumption as u32))
    }

    /// This set without one.
    #[must_use]
    pub fn without(self, assumption: Assumption) -> Self {
        Self(self.0 & !(1 << assumption as u32))
    }

    /// The union of two sets.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Those of the set that are among some.
    #[must_use]
    pub fn only(self, some: &[Assumption]) -> Self {
        let some = some.iter().copied();
        Self(self.0 & some.fold(Self::DOCUMENTED, Self::with).0)
    }

    /// Whether one is in it.
    #[must_use]
    pub fn has(self, assumption: Assumption) -> bool {
        self.0 & (1 << assumption as u32) != 0
    }

    /// The members in order.
    pub fn iter(self) -> impl Iterator<Item = Assumption> {
        Assumption::ALL.into_iter().filter(move |a| self.has(*a))
    }

    /// The `basis` cell: `documented`, or the names joined by `;`.
    #[must_use]
    pub fn basis(self) -> String {
        if self == Self::DOCUMENTED {
            return "documented".to_owned();
        }
        self.iter()
            .map(Assumption::name)
            .collect::<Vec<_>>()
            .join(";")
    }
}
