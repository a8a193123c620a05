//! What Presync takes for granted where no document states how Entra or the intranet behaves.
//!
//! Each one is named in the report and in the `basis` of the rows it decided.

use serde::{Deserialize, Serialize};

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
    DisabledWithAccount,
    /// Undecided pairs are computed as two people.
    IdentityOpen,
    /// Every user of the tenant is in scope, since nothing was said about assignment.
    ScopeAll,
    /// Two Azure users that find one account both write to it, in the order of the export.
    TwoSourcesOneAccount,
    /// A create without a required value is refused by the intranet.
    RequiredRefused,
    /// An account that is inactive is found all the same, and becomes active again.
    InactiveFound,
    /// A create whose user name an account holds already is refused.
    UserNameUnique,
    /// A value that is not in the documented list is refused.
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
}

impl Assumption {
    /// All of them, in order.
    pub const ALL: [Self; 20] = [
        Self::CaseMatch,
        Self::NullFallsThrough,
        Self::MultipleHitsFail,
        Self::DisabledWithAccount,
        Self::IdentityOpen,
        Self::ScopeAll,
        Self::TwoSourcesOneAccount,
        Self::RequiredRefused,
        Self::InactiveFound,
        Self::UserNameUnique,
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
    ];

    /// The name used in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::CaseMatch => "case-match",
            Self::NullFallsThrough => "null-falls-through",
            Self::MultipleHitsFail => "multiple-hits-fail",
            Self::DisabledWithAccount => "disabled-with-account",
            Self::IdentityOpen => "identity-open",
            Self::ScopeAll => "scope-all",
            Self::TwoSourcesOneAccount => "two-sources-one-account",
            Self::RequiredRefused => "required-refused",
            Self::InactiveFound => "inactive-found",
            Self::UserNameUnique => "user-name-unique",
            Self::EnumerationRefused => "enumeration-refused",
            Self::NotExported => "not-exported",
            Self::NotEqualsNull => "not-equals-null",
            Self::PatternAnywhere => "pattern-anywhere",
            Self::EndsWithCase => "ends-with-case",
            Self::FilterAllValues => "filter-all-values",
            Self::InputFilter => "input-filter",
            Self::GroupSecurity => "group-security",
            Self::GroupMembersKept => "group-members-kept",
            Self::IntranetGroupsUnknown => "intranet-groups-unknown",
        }
    }

    /// What is assumed, in one sentence for the report.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::CaseMatch => {
                "The intranet's look-ups ignore letter case for user name and e-mail address, and respect it for the unique ID."
            }
            Self::NullFallsThrough => {
                "An Azure user without a value for one match key is looked up by the next one."
            }
            Self::MultipleHitsFail => {
                "When a match key finds several accounts the user fails, and the next key is not tried."
            }
            Self::DisabledWithAccount => {
                "A user who is disabled in Azure and has an intranet account would be set inactive, although the two were never linked before."
            }
            Self::IdentityOpen => {
                "Pairs that nobody has decided yet are computed as two different people."
            }
            Self::ScopeAll => {
                "Every Azure user of the export is in scope, because nothing was said about assignments."
            }
            Self::TwoSourcesOneAccount => {
                "Two Azure users that find the same account would both write to it, in the order of the export."
            }
            Self::RequiredRefused => {
                "The intranet refuses to create a user without a value for a required attribute."
            }
            Self::InactiveFound => {
                "An inactive intranet account is found by look-ups all the same, and a match makes it active again."
            }
            Self::UserNameUnique => {
                "The intranet refuses to create a user whose user name an account holds already."
            }
            Self::EnumerationRefused => {
                "The intranet refuses a value that is not in the documented list of an attribute."
            }
            Self::NotExported => {
                "An attribute that the intranet's export does not hold is computed as empty."
            }
            Self::NotEqualsNull => {
                "A clause NOT EQUALS of a scoping filter is false for a user without a value."
            }
            Self::PatternAnywhere => {
                "A regular expression of a scoping filter need only occur in the value, not be all of it."
            }
            Self::EndsWithCase => "A clause ENDS_WITH of a scoping filter respects letter case.",
            Self::FilterAllValues => {
                "Of several values of one attribute, all must satisfy a clause of a scoping filter."
            }
            Self::InputFilter => {
                "The experimental input filter of a schema is computed as one more filter that must hold."
            }
            Self::GroupSecurity => {
                "A group of which no file says whether it is security-enabled is computed as if it were."
            }
            Self::GroupMembersKept => {
                "Members that an intranet group has already stay in it: the first cycle adds members and removes none."
            }
            Self::IntranetGroupsUnknown => {
                "No list of the intranet's groups was given, so every group is computed as new."
            }
        }
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
        Self(self.0 | (1 << assumption as u16))
    }

    /// The union of two sets.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The members in order.
    pub fn iter(self) -> impl Iterator<Item = Assumption> {
        Assumption::ALL
            .into_iter()
            .filter(move |a| self.0 & (1 << *a as u16) != 0)
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
