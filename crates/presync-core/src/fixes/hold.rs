//! Whom to hold out of scope until somebody has decided or edited, and how that is done.
//!
//! The list is Entra's administrator's to act on; Presync holds nobody out by itself.

use std::collections::BTreeMap;

use super::{Cause, refusal::Refusals, trouble::Troubled};
use crate::{
    Action, Outcome, Plan, Population, UserIx, finding::FindingCode, scope::Scope,
    spelling::parse_boolean,
};

/// Why somebody is held back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum HoldReason {
    /// Nobody has decided yet who the person is.
    IdentityOpen,
    /// No edit that harms nobody else repairs it.
    NoEdit(Cause),
    /// The intranet would refuse the person, for this reason.
    Refused(FindingCode),
}

impl HoldReason {
    /// The code of the finding that says the same.
    #[must_use]
    pub fn code(self) -> FindingCode {
        match self {
            Self::IdentityOpen => FindingCode::IdentityOpen,
            Self::NoEdit(cause) => cause.code(),
            Self::Refused(code) => code,
        }
    }

    /// Why, and what ends it, as a sentence.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::IdentityOpen => {
                "nobody has decided yet whether the intranet user is this person: decide in the review, then plan again"
            }
            Self::NoEdit(Cause::Missed) => {
                "a second account would be made, and no edit that harms nobody else prevents it"
            }
            Self::NoEdit(Cause::Mistaken) => {
                "somebody else's account would be overwritten, and no edit that harms nobody else prevents it"
            }
            Self::NoEdit(Cause::Several) => {
                "several accounts would be found, and no edit that harms nobody else leaves one"
            }
            Self::NoEdit(Cause::NoValue | Cause::Lacking | Cause::Refused) => {
                "the intranet would refuse what is written, and no edit prevents it"
            }
            Self::Refused(FindingCode::RequiredEmpty) => {
                "a required attribute has no value in Azure: fill it there, then plan again"
            }
            Self::Refused(FindingCode::NotAllowed) => {
                "the intranet does not accept the value: correct it in Azure or in the mapping, then plan again"
            }
            Self::Refused(FindingCode::SeveralValues) => {
                "Azure holds several values where the intranet takes one: leave one, then plan again"
            }
            Self::Refused(FindingCode::UserNameTaken) => {
                "another account holds the user name: rename or remove that one, then plan again"
            }
            Self::Refused(_) => {
                "no value can be computed for a required attribute: correct the value or the mapping, then plan again"
            }
        }
    }
}

/// An Azure user to hold out of scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The user.
    pub user: UserIx,
    /// What would become of the user in scope, as the plan stands.
    pub outcome: Outcome,
    /// What would be done.
    pub action: Action,
    /// Why.
    pub reason: HoldReason,
    /// The target attribute concerned; empty where none is.
    pub attribute: String,
}

/// Those left in trouble, with why they are refused where they are.
pub(super) fn held(plan: &Plan, left: &BTreeMap<UserIx, Left>) -> Vec<Held> {
    let held = left
        .values()
        .filter(|one| one.troubled.cause != Some(Cause::NoValue));
    held.map(|one| {
        let row = &plan.azure[one.troubled.user.index()];
        let (reason, attribute) = match (one.troubled.cause, &one.refused) {
            (None, _) => (HoldReason::IdentityOpen, ""),
            (_, Some((code, attribute))) => (HoldReason::Refused(*code), attribute.as_str()),
            (Some(cause), None) => (HoldReason::NoEdit(cause), ""),
        };
        Held {
            user: one.troubled.user,
            outcome: row.outcome,
            action: row.action,
            reason,
            attribute: attribute.to_owned(),
        }
    })
    .collect()
}

/// Somebody no edit repairs, and why they are refused, if so.
#[derive(Debug, Clone)]
pub(super) struct Left {
    pub(super) troubled: Troubled,
    pub(super) refused: Option<(FindingCode, String)>,
}

impl Left {
    pub(super) fn of(troubled: Troubled, refusals: &Refusals<'_>) -> Self {
        let refused = refusals.of_data(troubled.user).first();
        Self {
            troubled,
            refused: refused.map(|(code, attribute)| (*code, (*attribute).to_owned())),
        }
    }
}

/// What the user is held out of scope by, in lower case; none where the export gives neither id.
pub(super) fn anchor(azure: &Population, user: UserIx) -> Option<String> {
    let names = ["objectId", "userPrincipalName"].into_iter();
    let mut held = names.map(|name| azure.first_held(user, name));
    held.find(|id| !id.is_empty()).map(str::to_lowercase)
}

/// How people are kept out of scope, as an instruction.
#[must_use]
pub fn how(scope: &Scope) -> &'static str {
    match scope.assigned_only {
        true => {
            "leave unassigned: take the user out of the assigned groups and remove any direct assignment until this is settled"
        }
        false => {
            "set the application to sync assigned users and groups only and leave the user unassigned, or mark the user in an extension attribute and add a scoping filter on it"
        }
    }
}

/// Where an Azure user's values are edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum EditPlace {
    /// In Entra.
    Entra,
    /// In the on-premises Active Directory the user is synchronised from.
    OnPremises,
    /// The export does not say.
    Unknown,
}

impl EditPlace {
    /// The words used in files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Entra => "Entra",
            Self::OnPremises => "on-premises AD",
            Self::Unknown => "unknown",
        }
    }
}

/// Where a user's values are edited. A user without a value was never synchronised (Graph reference, user
/// resource, `onPremisesSyncEnabled`).
#[must_use]
pub fn edit_place(azure: &Population, user: UserIx) -> EditPlace {
    let Some(synchronised) = azure.attribute("dirSyncEnabled") else {
        return EditPlace::Unknown;
    };
    match azure.text(user, synchronised) {
        "" => EditPlace::Entra,
        text => match parse_boolean(text) {
            Some(true) => EditPlace::OnPremises,
            Some(false) => EditPlace::Entra,
            None => EditPlace::Unknown,
        },
    }
}
